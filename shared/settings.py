"""What every service can be told from outside."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field, HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.engines import Limits

MEBIBYTE = 1024 * 1024


class AppSettings(BaseSettings):
    """Settings of anything that answers HTTP; the defaults need no server at all."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z]+$", description="What peers call this service.")
    data_dir: Path = Field(Path("var"), description="Where files of our own are kept.")
    max_body_bytes: int = Field(
        8 * MEBIBYTE, gt=0, description="The largest request body that is taken."
    )
    peers: dict[str, HttpUrl] = Field(
        default_factory=dict,
        description='Peers that are not at http://<name>: {"catalog": "http://10.0.0.7:8001"}.',
    )


class ServiceSettings(AppSettings):
    """Settings of a service that stores things and follows its peers' feeds.

    Each service subclasses this with its own `name` and `env_prefix`:

        class CatalogSettings(ServiceSettings):
            model_config = SettingsConfigDict(env_prefix="CATALOG_")
            name: str = "catalog"
    """

    database_url: str = Field(
        "", description="SQLAlchemy URL; a SQLite file in `data_dir` if empty."
    )
    database_connections: int = Field(
        10, ge=2, le=500, description="The most connections to the database, a process."
    )
    database_pool_seconds: float = Field(
        10.0, gt=0, le=60, description="How long a request waits for one of them, in seconds."
    )
    database_statement_seconds: float = Field(
        30.0, gt=0, le=600, description="How long a statement may take, in seconds (PostgreSQL)."
    )
    database_lock_seconds: float = Field(
        5.0, gt=0, le=60, description="How long a statement waits for a lock, in seconds."
    )
    feed_wait: float = Field(
        5.0, gt=0, le=30, description="How long a feed waits for news, in seconds."
    )
    migrate_at_start: bool | None = Field(
        default=None,
        description="Bring the tables up to date at start; if unset, on SQLite only.",
    )

    def migrates(self, dialect: str) -> bool:
        """Say whether the tables are brought up to date at start.

        Several workers share a PostgreSQL, so there it is a step of its own by default.
        """
        return dialect == "sqlite" if self.migrate_at_start is None else self.migrate_at_start

    @property
    def limits(self) -> Limits:
        """How much of its database a process of the service takes."""
        return Limits(
            connections=self.database_connections,
            pool_seconds=self.database_pool_seconds,
            statement_seconds=self.database_statement_seconds,
            lock_seconds=self.database_lock_seconds,
        )

    @property
    def dsn(self) -> str:
        """The database to use: the one named, or a SQLite file of our own."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / self.name}.sqlite3"


class AuditedSettings(ServiceSettings):
    """Settings of a service that keeps an audit log."""

    audit_keep_days: int = Field(
        190, ge=184, le=36_500, description="How long audit entries are kept, in days."
    )

    @property
    def audit_keep(self) -> timedelta:
        """How long audit entries are kept."""
        return timedelta(days=self.audit_keep_days)


class PublisherSettings(AuditedSettings):
    """Settings of a service that publishes a feed."""

    feed_keep: int = Field(
        100_000,
        ge=0,
        description="So many of the newest changes in our feed are kept though superseded.",
    )
