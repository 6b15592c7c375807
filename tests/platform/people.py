"""The running platform, as those who use it see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import httpx

from shared.auth import Issuer, Role
from shared.keys import KeyRing
from tests.platform.layouts import Layout
from tests.running import AUDIENCE, bearer
from tests.waiting import eventually

LIFETIME: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Platform:
    """Calls the services wherever they are, with the tokens of the people of this story."""

    layout: Layout
    client: httpx.Client
    firm: Mapping[str, str]
    operator: Mapping[str, str]
    matching: Mapping[str, str]
    nobody: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, layout: Layout, client: httpx.Client) -> "Platform":
        """Return the platform, and people known to its portal."""
        keys = layout.folders["portal"]
        own = Issuer(KeyRing(layout.folders["matching"] / "keys" / "matching"), "matching")
        token = own.issue(
            subject="matching", roles=["service"], audience=AUDIENCE, lifetime=LIFETIME
        )
        return cls(
            layout,
            client,
            firm=bearer(keys, Role.FIRM, subject="li", organization="acme", lifetime=LIFETIME),
            operator=bearer(keys, Role.OPERATOR, subject="desk-1", lifetime=LIFETIME),
            matching={"Authorization": f"Bearer {token}"},
        )

    def call(
        self,
        call: str,
        *,
        who: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,  # noqa: ANN401 - handed to httpx
    ) -> httpx.Response:
        """Call such as `GET catalog/providers`, as nobody in particular if not told otherwise."""
        method, _, place = call.partition(" ")
        service, _, path = place.partition("/")
        shown = {**(who or {}), **(headers or {})}
        url = f"{self.layout.urls[service]}/{path}"
        return self.client.request(method, url, headers=shown, **options)

    def done(self, call: str, **options: Any) -> Any:  # noqa: ANN401 - JSON, and as above
        """Return what a call is answered, which must succeed."""
        answer = self.call(call, **options)
        assert answer.is_success, f"{call}: {answer.text}"
        return answer.json()

    def imported(self, kind: str, rows: list[Any], **options: object) -> Any:  # noqa: ANN401 - JSON
        """Return the operator's report on an import; `kind` is such as `catalog/providers`."""
        body = {"source": "story", "rows": rows, **options}
        return self.done(f"POST {kind}/import", who=self.operator, json=body)

    def titles(self, call: str, **options: Any) -> list[str]:  # noqa: ANN401 - handed to httpx
        """Return the titles that a call finds, or nothing if what it asks about is not there."""
        answer = self.call(call, **options)
        return [item["title"] for item in answer.json()["items"]] if answer.is_success else []

    def wait_until_indexed(self) -> None:
        """Wait until what matching holds is in its index."""
        eventually(lambda: self.done("GET matching/search?q=x")["pending_changes"] == 0)
