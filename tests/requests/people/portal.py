"""The portal, as it asks on somebody's behalf."""

from pathlib import Path
from typing import Any, Final

import httpx

from shared.auth import Role
from shared.keys import KeyRing
from shared.tokens import Issuer
from tests.requests.conftest import Parties, TokenAuth

EMAIL: Final = "Chen@lab.cn"


def portal_client(parties: Parties, folder: Path) -> httpx.AsyncClient:
    """Return a client of the portal's."""
    issuer = Issuer(KeyRing(folder / "keys" / "portal"), "portal")
    transport = httpx.ASGITransport(parties.app, raise_app_exceptions=False)
    auth = TokenAuth(issuer, "portal", Role.SERVICE, None)
    return httpx.AsyncClient(transport=transport, base_url="http://requests", auth=auth)


async def asked(portal: httpx.AsyncClient, who: str, what: str, **said: object) -> Any:  # noqa: ANN401 - any JSON
    """Ask something about somebody, and return the answer."""
    answer = await portal.post(f"/people/{who}/{what}", json=said)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.json()
