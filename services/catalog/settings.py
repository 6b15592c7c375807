"""What the catalogue can be told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class CatalogSettings(ServiceSettings):
    """Read from `CATALOG_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="CATALOG_")

    name: str = "catalog"
    migrate_at_start: bool | None = Field(
        default=None,
        description="Bring the tables up to date at start; if unset, on SQLite only.",
    )

    def migrates(self, dialect: str) -> bool:
        """Say whether the tables are brought up to date at start."""
        return dialect == "sqlite" if self.migrate_at_start is None else self.migrate_at_start
