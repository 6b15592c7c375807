"""What the portal can be told from outside."""

from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

from limits import parse
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from services.portal.accounts.domain import GrantedRole
from services.portal.credentials.domain import PasswordProfile
from services.portal.notifications.chats import understands
from shared.settings import MEBIBYTE, AuditedSettings

BESIDE_US: Final = {name: f"/{name}" for name in ("catalog", "requests", "matching")}

BUILT: Final = Path(__file__).parents[2] / "build" / "assets"

RATES: Final = {
    # For each address; an office may be one.
    "api": "1200/minute",
    "sign_in": "60/minute",
    "registration": "30/hour",
    "reset": "30/hour",
    "drafts": "240/hour",
    "open_data": "120/hour",
    # For each account.
    "exchange": "120/minute",
    "invitation": "60/hour",
}
"""How often something may be done, if nothing else is said."""


class PortalSettings(AuditedSettings):
    """Read from `PORTAL_*`; with nothing set, the other services are mounted beside the portal."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_", hide_input_in_errors=True)

    name: str = "portal"
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Where people find the portal; stands in letters."
    )
    public_urls: dict[str, str] = Field(
        default_factory=lambda: dict(BESIDE_US),
        description='Where visitors find the other services: {"catalog": "https://catalog.city.cn"}.',
    )
    assets: Path = Field(
        BUILT, description="Where style sheets and scripts lie, as `make assets` builds them."
    )
    match_timeout: float = Field(
        8.0, gt=0, le=60, description="How long a visitor waits for matches, in seconds."
    )
    password_profile: PasswordProfile = Field(
        PasswordProfile.DJBH, description="Whose rules passwords follow: djbh or asvs."
    )
    password_memory_kib: int = Field(
        65536, ge=8, description="Memory a password hash takes (Argon2id), in KiB."
    )
    password_rounds: int = Field(3, ge=1, le=20, description="Rounds of a password hash.")
    session_idle: timedelta = Field(
        timedelta(minutes=30), description="How long an unused session lives."
    )
    session_absolute: timedelta = Field(
        timedelta(hours=12), description="How long any session lives."
    )
    lockout_failures: int = Field(
        5, ge=1, description="Failed attempts from one address before an account waits."
    )
    lockout: timedelta = Field(
        timedelta(minutes=15), description="How long the account then waits, for that address."
    )
    token_lifetime: timedelta = Field(
        timedelta(minutes=5), description="How long a short-lived token for services is good."
    )
    rates: dict[str, str] = Field(
        default_factory=lambda: dict(RATES),
        description='Other limits than the defaults: {"sign_in": "20/minute"}.',
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^(|https?://.+)$",
        description="An identity provider, such as https://id.city.cn/realms/city; none if empty.",
    )
    oidc_client_id: str = Field("keqiao", description="Who we are to the identity provider.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="Our secret there; without one we are a public client."
    )
    oidc_scope: str = Field("openid email profile", description="What we ask it for.")
    oidc_acr: str = Field(
        "",
        description="How people have to have signed in there: the `acr` of a second factor, say.",
    )
    oidc_role_claim: str = Field(
        "roles", description="The claim that says roles; dots lead into it: realm_access.roles."
    )
    oidc_roles: dict[str, GrantedRole] = Field(
        default_factory=dict, description='What its values are here: {"desk": "operator"}.'
    )
    smtp_url: str = Field(
        "",
        pattern=r"^(|smtps?://.+)$",
        description="smtp://user:password@host:587; without it letters stay in the mailbox.",
    )
    mail_from: str = Field("keqiao@localhost", description="Who letters are from.")
    follows: list[Literal["requests", "catalog"]] = Field(
        default=["requests", "catalog"], description="The services whose messages reach people."
    )
    chats: dict[GrantedRole, list[SecretStr]] = Field(
        default_factory=dict,
        description="Group chats that are told what a role is told, as Apprise writes them: "
        '{"operator": ["wecombot://KEY", "dingtalk://TOKEN", "feishu://TOKEN"]}.',
    )
    inbox_keep_days: int = Field(
        730, ge=30, le=36_500, description="How long messages stay in inboxes, in days."
    )
    delivery_seconds: float = Field(
        15.0,
        gt=0,
        le=3_600,
        description="How often it is asked which messages are to leave again, in seconds.",
    )
    webhooks_inside: bool = Field(
        default=False,
        description="Let webhooks lead to private addresses, and do without TLS.",
    )
    open_data_licence: str = Field(
        "CC BY 4.0", description="Under which licence public records may be taken away."
    )
    deliverable_bytes: int = Field(
        32 * MEBIBYTE,
        gt=0,
        description="The largest file handed on to the requests service, in bytes; as its own.",
    )
    mailbox_readable: bool = Field(
        default=False,
        description="For development: letters, with their secrets, at /api/dev/mailbox.",
    )

    @property
    def chat_urls(self) -> dict[str, list[str]]:
        """The group chats of each role, secrets and all."""
        return {
            role.value: [url.get_secret_value() for url in urls]
            for role, urls in self.chats.items()
        }

    @field_validator("chats")
    @classmethod
    def _are_chats_we_understand(
        cls, chats: dict[GrantedRole, list[SecretStr]]
    ) -> dict[GrantedRole, list[SecretStr]]:
        for role, urls in chats.items():
            for place, url in enumerate(urls):
                if not understands(url.get_secret_value()):
                    raise ValueError(f"Nobody understands address {place + 1} of {role.value}.")
        return chats

    @field_validator("rates")
    @classmethod
    def _is_a_limit_we_have(cls, rates: dict[str, str]) -> dict[str, str]:
        if unknown := rates.keys() - RATES.keys():
            raise ValueError(f"There is no limit called {', '.join(sorted(unknown))}.")
        for limit in rates.values():
            parse(limit)
        return {**RATES, **rates}
