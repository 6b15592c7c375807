"""Makes the keys a service asks the search server with: one for each purpose."""

import uuid
from typing import Final

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError

from services.matching.retrieval.meilisearch.access import Access

INDEXES: Final = "matching*"
_SECONDS: Final = 10
_NAMESPACE: Final = uuid.UUID("0b9f1c1e-6d0b-4b63-9a53-3d7b9d1f0c55")

SEARCH: Final = ("search",)
CHANGE: Final = (
    "documents.add",
    "documents.delete",
    "indexes.create",
    "indexes.delete",
    "indexes.get",
    "indexes.swap",
    "settings.update",
    "stats.get",
    "tasks.get",
    "version",
)


def make_access(url: str, master_key: str, indexes: str = INDEXES) -> Access:
    """Return keys for searching and for changing indexes; made if they are not there yet.

    The server derives a key from its id and its master key, so the same keys come out
    whenever this is called. The master key stays with whoever calls this.

    Raises:
        meilisearch.errors.MeilisearchError: The server does not answer, or refuses.
    """
    client = Client(url, master_key, _SECONDS)
    return Access(
        url=url,
        search_key=_key(client, "search", SEARCH, indexes),
        index_key=_key(client, "index", CHANGE, indexes),
    )


def _key(client: Client, purpose: str, actions: tuple[str, ...], indexes: str) -> str:
    uid = str(uuid.uuid5(_NAMESPACE, f"{purpose} {','.join(actions)} {indexes}"))
    try:
        return str(client.get_key(uid).key)
    except MeilisearchApiError as error:
        if error.code != "api_key_not_found":
            raise
    wanted = {
        "uid": uid,
        "name": f"KeQiao {purpose}",
        "actions": list(actions),
        "indexes": [indexes],
        "expiresAt": None,
    }
    return str(client.create_key(wanted).key)
