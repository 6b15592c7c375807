"""Asks for everything that somebody can reach, as the service's own description lists it."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, Final

import httpx

Ids = Mapping[str, Sequence[str]]
"""By the name of a path's parameter, what it is filled in with."""

LISTS: Final = (
    "/demands?limit=100",
    "/demands?limit=100&sort=deadline",
    "/demands?own=true",
    "/demands?limit=100&region=441900",
    "/demands?limit=100&industry=C38",
    "/demands?limit=100&discipline=460",
    "/demands?limit=100&status=published",
    "/grants?limit=100",
    "/responses?limit=100",
    "/messages/feed",
    "/openapi.json",
)
"""Besides each path as it stands: what lists are narrowed to and sorted by tells things too."""

UNKNOWN: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"
"""The id of nothing, for paths of which no other is given; always the same, as answers name it."""

_PARAMETER: Final = re.compile(r"\{(\w+)\}")
CHANGED: Final = {"If-Match": "*"}
WITHDRAW: Final = {"action": "withdraw", "reason_code": "other", "note": "x"}


def paths_of(document: Mapping[str, Any], ids: Ids) -> list[str]:
    """Return every path that can be read, filled in with each of the ids."""
    found = list(LISTS)
    for template, operations in document["paths"].items():
        if "get" in operations:
            names = _PARAMETER.findall(template)
            choices = product(*(ids.get(name, [UNKNOWN]) for name in names))
            found += [template.format(**dict(zip(names, each, strict=True))) for each in choices]
    return found


async def everything_shown(client: httpx.AsyncClient, ids: Ids) -> list[httpx.Response]:
    """Ask for all that is shown, and change nothing."""
    document = (await client.get("/openapi.json")).json()
    return [await client.get(path) for path in paths_of(document, ids)]


async def everything_readable(client: httpx.AsyncClient, ids: Ids) -> list[httpx.Response]:
    """Ask for all that could show something, wrong requests among it."""
    answers = await everything_shown(client, ids)
    for demand_id in ids["demand_id"]:
        place = f"/demands/{demand_id}"
        answers.append(await client.put(f"{place}/status", json=WITHDRAW, headers=CHANGED))
        answers.append(await client.patch(place, json={"trl": 3}, headers=CHANGED))
    return answers


def texts_of(answers: Sequence[httpx.Response]) -> str:
    """Return all that was answered, headers too."""
    return "\n".join(f"{answer.headers}\n{answer.text}" for answer in answers)
