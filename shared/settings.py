"""What every service can be told from outside."""

from datetime import timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from pydantic import Field, HttpUrl, SecretStr, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from typing_extensions import override

from shared.engines import Limits
from shared.errors.validation import invalid_value
from shared.language import Text
from shared.secret_files import EnvironmentAndFiles

MEBIBYTE = 1024 * 1024

DRIVERS: Final = {"postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
"""What is meant where a URL names no driver."""

ENGINES: Final = frozenset({"postgresql+asyncpg", "sqlite+aiosqlite"})


class AppSettings(BaseSettings):
    """Settings of anything that answers HTTP; the defaults need no server at all."""

    # What was told may be a secret; a complaint about it says only which setting it is.
    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, env_ignore_empty=True
    )

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what was told in code, then the environment and the files it names."""
        return init_settings, EnvironmentAndFiles(settings_cls)

    name: str = Field(pattern=r"^[a-z]+$", description="What peers call this service.")
    data_dir: Path = Field(Path("var"), description="Where files of our own are kept.")
    max_body_bytes: int = Field(
        8 * MEBIBYTE, gt=0, description="The largest request body that is taken."
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Who shows this token may read /metrics; without one there is no such page.",
    )
    peers: dict[str, HttpUrl] = Field(
        default_factory=dict,
        description='Peers that are not at http://<name>: {"catalog": "http://10.0.0.7:8001"}.',
    )

    @property
    def key_folder(self) -> Path:
        """Where the service's own keys are."""
        return self.data_dir / "keys" / self.name


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

    @field_validator("database_url")
    @classmethod
    def _names_an_engine(cls, url: str) -> str:
        if not url:
            return url
        engine, separator, rest = url.partition("://")
        driver = DRIVERS.get(engine, engine)
        if not separator or driver not in ENGINES:
            raise invalid_value(
                Text("不是我们支持的数据库", "This is no database we know"),
                Text("postgresql://用户:密码@主机/库", "postgresql://user:password@host/name"),
            )
        return _parsed(f"{driver}://{rest}")

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


def _parsed(url: str) -> str:
    """Return the URL, if it can be read."""
    try:
        sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        # Neither may be told: they say the URL, and with it a password.
        raise invalid_value(
            Text("无法读懂这个数据库地址", "This database URL cannot be read"),
            Text("postgresql://用户:密码@主机/库", "postgresql://user:password@host/name"),
        ) from error
    return url


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
