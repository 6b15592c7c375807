"""What services tell people, and the wordings that the portal has for it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import pytest

from services.catalog.messages import CODES as CATALOG
from services.portal.notifications.codes import CODES as PORTAL
from services.portal.notifications.wording import SOURCES, Wordings
from services.requests.messages import CODES as REQUESTS
from shared.language import Language

CODES: Final[Mapping[str, Mapping[str, AbstractSet[str]]]] = {
    "requests": {str(code): facts for code, facts in REQUESTS.items()},
    "catalog": {str(code): facts for code, facts in CATALOG.items()},
    "portal": {str(code): facts for code, facts in PORTAL.items()},
}


def test_every_service_that_tells_people_something_is_looked_at() -> None:
    assert set(CODES) == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_every_code_has_a_wording_and_every_wording_a_code(source: str) -> None:
    worded = {code for sender, code in Wordings.load().templates if sender == source}

    assert worded == {str(code) for code in CODES[source]}


@pytest.mark.parametrize("source", SOURCES)
def test_a_wording_uses_only_facts_that_are_sent(source: str) -> None:
    wordings = Wordings.load()

    unknown = {
        code: used - facts
        for code, facts in CODES[source].items()
        if (template := wordings.templates.get((source, code)))
        and (used := template.subject.names() | template.body.names()) - facts
    }

    assert unknown == {}


@pytest.mark.parametrize("source", SOURCES)
def test_every_wording_can_be_said_in_both_languages(source: str) -> None:
    wordings = Wordings.load()

    for code, facts in CODES[source].items():
        template = wordings.of(source, code)
        for language in Language:
            said = dict.fromkeys(facts, "事实")
            assert template.subject.said(said, language).strip()
            assert template.body.said(said, language).strip()
