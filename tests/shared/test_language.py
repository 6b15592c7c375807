import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.language import Language, preferred_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, Language.ZH),
        ("", Language.ZH),
        ("en", Language.EN),
        ("EN-us", Language.EN),
        ("zh-Hant-TW", Language.ZH),
        ("en;q=0.3, zh;q=0.7", Language.ZH),
        ("zh;q=0.3, en;q=0.7", Language.EN),
        ("en, zh", Language.EN),
        ("zh, en", Language.ZH),
        ("fr, de;q=0.5", Language.ZH),
        ("fr, en;q=0.1", Language.EN),
        ("*", Language.ZH),
        ("zh;q=0, *", Language.EN),
        ("zh;q=0.2, *;q=0.5", Language.EN),
        ("en;q=0", Language.ZH),
        ("en;q=nan, zh;q=0.1", Language.ZH),
        ("en;q=2", Language.ZH),
        ("en; q=0.9, zh; q=0.8", Language.EN),
    ],
)
def test_the_language_asked_for_most_is_spoken(header: str | None, language: Language) -> None:
    assert preferred_language(header) is language


@given(st.text(alphabet="enzh-*;,q=0.15 \t\x00é中"))
def test_any_header_at_all_leads_to_a_language(header: str) -> None:
    assert preferred_language(header) in Language
