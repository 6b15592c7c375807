"""Bodies about messages and the ways they go."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.portal.notifications.domain import Digest, Topic
from services.portal.notifications.models import ADDRESS_LENGTH
from shared.errors import invalid_value
from shared.language import Text
from shared.schemas import ShortText, StrictBody, YesNo

_EXPECTED = Text(
    "https 地址，例如 https://erp.firm.cn/keqiao，不含用户名和密码",
    "an https address such as https://erp.firm.cn/keqiao, without user or password",
)


def _as_address(text: str) -> str:
    """Return an address, if it is one to which something can be sent."""
    wrong = Text("不是可以接收推送的地址。", "Nothing can be sent to this address.")
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise invalid_value(wrong, _EXPECTED) from None
    usable = parts.scheme in {"http", "https"} and parts.hostname and text.isascii()
    if not usable or "@" in parts.netloc or parts.fragment or not text.isprintable():
        raise invalid_value(wrong, _EXPECTED)
    return text


WebAddress = Annotated[str, Field(min_length=10, max_length=ADDRESS_LENGTH)]
CheckedAddress = Annotated[WebAddress, AfterValidator(_as_address)]


class InboxItemRead(BaseModel):
    """A message, in the language of the request."""

    id: UUID
    topic: Topic
    source: str
    code: str
    subject: str
    body: str
    facts: dict[str, Any]
    link: str
    at: datetime
    read_at: datetime | None


class UnreadCount(BaseModel):
    """How many messages wait to be read."""

    unread: int


class ReadUpTo(StrictBody):
    """Which messages are read: this one and all before it."""

    up_to: UUID = Field(description="The id of a message; newer ones stay unread.")


class TopicChoice(StrictBody):
    """By which ways messages on a topic leave the inbox."""

    email: YesNo
    webhook: YesNo


Clocktime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]
"""A time of day by the clocks of the city."""


class Preferences(StrictBody):
    """What somebody wants; the inbox itself has everything."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    topics: dict[Topic, TopicChoice] = Field(
        default_factory=dict, description="A topic that is not named stays as it is."
    )
    quiet_from: Clocktime = Field("00:00", description="No letters from then on, in city time.")
    quiet_until: Clocktime = Field("00:00", description="Until then; never if both are the same.")
    digest: Digest = Digest.NEVER
    digest_at: Clocktime = Field("08:00", description="When the digest leaves, in city time.")


class WebhookDraft(StrictBody):
    """An address to which one's messages are sent as well."""

    name: ShortText
    url: CheckedAddress


class WebhookPatch(StrictBody):
    """What changes; switching it on again forgets its failures."""

    name: ShortText | None = None
    url: CheckedAddress | None = None
    enabled: YesNo | None = None


class WebhookRead(BaseModel):
    """A webhook, without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    url: str
    enabled: bool
    failures: int
    last_error: str | None
    last_sent_at: datetime | None
    created_at: datetime


class WebhookCreated(WebhookRead):
    """A new webhook, with the secret that signs what it gets (standardwebhooks); shown once."""

    secret: str
