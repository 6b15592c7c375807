"""The sentences of the pages of cases, put together."""

from collections.abc import Mapping
from typing import Final

from services.portal.pages.cases.wording import CASES
from services.portal.pages.engagements.wording import ENGAGEMENTS
from services.portal.pages.responses.wording import RESPONSES
from shared.language import Text

CASEWORK: Final[Mapping[str, Text]] = {**CASES, **RESPONSES, **ENGAGEMENTS}
"""By name, as templates say them."""
