"""What the matching service can be told from outside."""

from datetime import timedelta
from typing import Self

from pydantic import Field, HttpUrl, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class MatchingSettings(ServiceSettings):
    """Read from `MATCHING_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_")

    name: str = "matching"
    search_url: HttpUrl | None = Field(
        default=None, description="A Meilisearch server; without one, an index in `data_dir`."
    )
    search_key: SecretStr = Field(
        SecretStr(""), description="A key of the server that may search; not its master key."
    )
    index_key: SecretStr = Field(
        SecretStr(""), description="A key that may change indexes; `keqiao search-keys` makes both."
    )

    embedding_url: HttpUrl | None = Field(
        default=None,
        description="An embedding service, such as http://localhost:11434/v1 of Ollama or"
        " https://api.openai.com/v1; it is sent the public text of every entry and need, and what"
        " anybody, visitors too, types into a preview. None by default: nothing leaves.",
    )
    embedding_model: str = Field(
        "", max_length=120, description="Which of its models reads; needed with embedding_url."
    )
    embedding_key: SecretStr = Field(SecretStr(""), description="Its API key, if it asks for one.")

    feedback: bool = Field(
        default=True,
        description="Whether what came of invitations and offers adjusts the order of matches.",
    )
    shown_keep_days: int = Field(
        default=730,
        ge=1,
        le=36_500,
        description="How long is kept in what order entries were shown, for `keqiao evaluate`.",
    )

    @property
    def shown_keep(self) -> timedelta:
        """How long lists that were shown are kept."""
        return timedelta(days=self.shown_keep_days)

    @model_validator(mode="after")
    def _keys_belong_to_a_server(self) -> Self:
        keys = (self.search_key, self.index_key)
        if self.search_url and not all(key.get_secret_value() for key in keys):
            raise ValueError("search_url needs search_key and index_key as well.")
        return self

    @model_validator(mode="after")
    def _a_service_has_a_model(self) -> Self:
        if bool(self.embedding_url) != bool(self.embedding_model):
            raise ValueError("embedding_url and embedding_model need each other.")
        return self
