"""Lists that say what is wrong with a filter, and pages that are whole without a part."""

import logging
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from services.portal.pages.forms import Form, at_fields, trouble_of
from shared.errors import PlatformError

Part = TypeVar("Part")
log = logging.getLogger(__name__)


async def listed(asked: Awaitable[Part], typed: Mapping[str, str]) -> tuple[Part | None, Form]:
    """Return a part of a list and the form of its filters, which says why there is none."""
    try:
        return await asked, Form(typed)
    except PlatformError as error:
        return None, Form(typed, at_fields(trouble_of(error)))


async def if_it_answers(asked: Awaitable[Part]) -> Part | None:
    """Return an answer, or None where a page is whole without it."""
    try:
        return await asked
    except PlatformError as error:
        log.info("A part of a page is missing: %r", error)
        return None
