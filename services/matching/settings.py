"""What the matching service can be told from outside."""

from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class MatchingSettings(ServiceSettings):
    """Read from `MATCHING_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_")

    name: str = "matching"
