"""Where an embedding service is, and which of its models reads our texts."""

import hashlib
from dataclasses import dataclass

from services.matching.settings import MatchingSettings


@dataclass(frozen=True, slots=True)
class EmbeddingAccess:
    """A service that answers `POST {url}/embeddings`; `key` is empty where it asks for none."""

    url: str
    model: str
    key: str = ""

    @property
    def version(self) -> str:
        """Changes with the service and the model: vectors of others cannot be compared."""
        return hashlib.sha256(f"{self.url}\n{self.model}".encode()).hexdigest()[:16]


def embedding_of(settings: MatchingSettings) -> EmbeddingAccess | None:
    """Return the service that was set; None if none was, which is the default."""
    if settings.embedding_url is None:
        return None
    return EmbeddingAccess(
        url=str(settings.embedding_url).rstrip("/"),
        model=settings.embedding_model,
        key=settings.embedding_key.get_secret_value(),
    )
