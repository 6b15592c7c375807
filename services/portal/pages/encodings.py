"""How small a browser takes what it is sent."""

import re
from typing import Final

from starlette.datastructures import Headers

_REFUSED: Final = re.compile(r";\s*q=0(\.0*)?\s*$")


def encodings_taken(headers: Headers) -> frozenset[str]:
    """Return the encodings that a browser says it takes, such as gzip and br."""
    said = headers.get("accept-encoding", "").split(",")
    return frozenset(one.split(";")[0].strip() for one in said if not _REFUSED.search(one))
