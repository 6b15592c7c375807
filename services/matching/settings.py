"""What the matching service can be told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class MatchingSettings(ServiceSettings):
    """Read from `MATCHING_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_")

    name: str = "matching"
    migrate_at_start: bool = Field(
        default=True, description="Bring the database's tables up to date when the service starts."
    )
