"""Writes answers in JSON, quicker than pydantic does."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel


def json_of(model: BaseModel) -> bytes:
    """Return a model of ours as pydantic writes it, in a quarter of the time.

    For models whose fields are called as they are sent; what they hold has been checked already.
    """
    return orjson.dumps(vars(model), default=_plain, option=orjson.OPT_UTC_Z)


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever orjson writes
    if isinstance(value, BaseModel):
        return vars(value)
    if isinstance(value, Decimal | UUID):  # Such as asyncpg's own ids.
        return str(value)
    raise TypeError(value)
