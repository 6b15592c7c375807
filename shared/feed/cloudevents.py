"""What a change looks like on the wire: CloudEvents 1.0, as http-feeds.org uses them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel
from typing_extensions import override

BATCH_JSON: Final = "application/cloudevents-batch+json"

PAGE_LENGTH: Final = 500
"""How many events a page has; one with fewer is the last for now."""


class CloudEvent(BaseModel):
    """A change of `subject`: its full present state, or its deletion.

    Attributes we do not know are ignored, so that a publisher may add some.
    """

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    method: Literal["PUT", "DELETE"] = "PUT"
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a feed: the number of an event in the life (`epoch`) of one database.

    Others see it as opaque text, `epoch.sequence`; it is also an event's id.
    """

    epoch: str
    sequence: int

    @override
    def __str__(self) -> str:
        return f"{self.epoch}.{self.sequence}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Read a position.

        Raises:
            ValueError: The text is none.
        """
        epoch, _, digits = text.rpartition(".")
        if not (epoch and digits.isascii() and digits.isdigit()):
            raise ValueError(f"{text!r} is no position in a feed.")
        return cls(epoch, int(digits))
