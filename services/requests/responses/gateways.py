"""Asks the catalogue who answers for an entry."""

import httpx
from pydantic import ValidationError

from services.requests.responses.errors import EntryNotFoundError
from services.requests.responses.schemas import EntryNamed
from services.requests.responses.vouching import Entry
from shared.errors import NotFoundError
from shared.network import PeerUnavailableError


class AskingCatalogue:
    """Looks entries up over HTTP."""

    def __init__(self, peers: httpx.AsyncClient) -> None:
        self._peers = peers

    async def entry(self, named: EntryNamed) -> Entry:
        """Return an entry with who answers for it.

        Raises:
            EntryNotFoundError: The catalogue has none such.
            PeerUnavailableError: The catalogue does not answer.
        """
        try:
            answer = await self._peers.get(f"http://catalog/entries/{named.kind}/{named.id}/owner")
            return Entry.model_validate_json(answer.content)
        except NotFoundError as error:
            raise EntryNotFoundError(named.kind, named.id) from error
        except ValidationError as error:
            raise PeerUnavailableError("catalog") from error
