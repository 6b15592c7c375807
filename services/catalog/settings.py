"""What the catalogue can be told from outside."""

from pydantic_settings import SettingsConfigDict

from shared.settings import PublisherSettings


class CatalogSettings(PublisherSettings):
    """Read from `CATALOG_*`; with nothing set, the service runs on its own."""

    model_config = SettingsConfigDict(env_prefix="CATALOG_")

    name: str = "catalog"
