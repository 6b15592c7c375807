"""Where a Meilisearch server is, told without loading its client."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Access:
    """Where the server is, and a key for each purpose: neither is its master key."""

    url: str
    search_key: str
    index_key: str
