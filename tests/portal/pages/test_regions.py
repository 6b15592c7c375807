"""Places are typed as people call them, and shown so that they are found again."""

from collections.abc import Iterator

import pytest

from services.portal.pages.regions import (
    choosable_regions,
    region_code_of,
    region_listed,
    region_typed,
)
from shared.language import Language, current_language


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """Let a page be read in each language."""
    token = current_language.set(request.param)
    yield Language(request.param)
    current_language.reset(token)


def test_every_place_that_can_be_chosen_is_found_again(language: Language) -> None:
    codes = [code for code, _ in choosable_regions()]

    assert [region_code_of(region_typed(code)) for code in codes] == codes
    assert [region_code_of(region_listed(code)) for code in codes] == codes
    assert not [code for code in codes if "," in region_listed(code)]
    assert (dict(choosable_regions())["441900"] == "广东省东莞市") == (language is Language.ZH)


def test_places_that_are_gone_cannot_be_chosen() -> None:
    names = dict(choosable_regions())

    assert len(names) == 34 + 333
    assert "132100" not in names


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("东莞", "441900"),
        (" 东莞市 ", "441900"),
        ("广东省东莞市", "441900"),
        ("广东", "440000"),
        ("北京", "110000"),
        ("Dongguan", "441900"),
        ("dongguan, guangdong", "441900"),
        ("Guangdong", "440000"),
        ("441900", "441900"),
        ("999999", "999999"),
        ("Suzhou", "Suzhou"),
        ("Atlantis", "Atlantis"),
        ("", ""),
    ],
)
def test_a_place_is_known_by_its_name_in_either_language(typed: str, code: str) -> None:
    assert region_code_of(typed) == code
