"""How long what somebody typed is kept, and how much of it."""

from datetime import timedelta
from typing import Final

VISITORS_KEEP: Final = timedelta(days=1)
"""For somebody who has not signed in; the cookie that leads to a draft lives as long."""

PERSONS_KEEP: Final = timedelta(days=30)
"""For somebody with an account: until their organization is verified takes working days."""

MOST_DRAFTS: Final = 20
"""So many one visitor or person may have; the oldest makes room."""

TITLE_LENGTH: Final = 40
ENDS: Final = "。！？；!?;\n"


def title_from(text: str) -> str:
    """Return a title to begin with: the first sentence of a text, or the beginning of it."""
    ends = [place for sign in ENDS if (place := text.strip().find(sign)) >= 0]
    first = text.strip()[: min(ends, default=None)]
    return first[:TITLE_LENGTH].strip()
