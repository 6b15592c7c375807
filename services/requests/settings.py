"""What the requests service can be told from outside."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import PublisherSettings


class RequestsSettings(PublisherSettings):
    """Read from `REQUESTS_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="REQUESTS_")

    name: str = "requests"
    validity_days: int = Field(
        180, ge=1, le=3_650, description="How long a demand stays published, in days."
    )
    clock_seconds: float = Field(
        60.0, gt=0, le=3_600, description="How often it is asked whose time is over, in seconds."
    )

    @property
    def validity(self) -> timedelta:
        """How long a demand stays published."""
        return timedelta(days=self.validity_days)
