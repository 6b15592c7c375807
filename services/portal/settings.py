"""What the portal can be told from outside."""

from typing import Final

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import AppSettings

BESIDE_US: Final = {name: f"/{name}" for name in ("catalog", "requests", "matching")}


class PortalSettings(AppSettings):
    """Read from `PORTAL_*`; with nothing set, the other services are mounted beside the portal."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_")

    name: str = "portal"
    public_urls: dict[str, str] = Field(
        default_factory=lambda: dict(BESIDE_US),
        description='Where visitors find the other services: {"catalog": "https://catalog.city.cn"}.',
    )
    match_timeout: float = Field(
        8.0, gt=0, le=60, description="How long a visitor waits for matches, in seconds."
    )
