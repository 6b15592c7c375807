"""Reasons rest on the table and the texts, and on nothing else."""

from dataclasses import replace

import pytest

from services.matching.ranking.domain import Entry, Explanation, Fit, Need, Place
from services.matching.ranking.explanation import Explainer
from services.matching.ranking.nearness import NEAR_FROM, RELATED_FROM
from services.matching.ranking.ranker import assess
from services.matching.text.analyser import Analyser
from tests.matching.ranking.pairs import BARE_ENTRY, BARE_NEED, ENTRY, FIT, NEED, TODAY


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return Explainer(Analyser())


def explain(explainer: Explainer, need: Need, entry: Entry, fit: Fit = FIT) -> Explanation:
    return explainer.explain(need, entry, assess(need, entry, fit, today=TODAY))


def spoken(explanation: Explanation) -> str:
    return " ".join(
        f"{sentence.zh} {sentence.en}"
        for sentence in (
            *explanation.reasons_for,
            *explanation.reasons_against,
            *explanation.unknown,
        )
    )


def marked(places: tuple[Place, ...]) -> set[str]:
    return {place.text[start:end] for place in places for start, end in place.spans}


def test_shared_terms_are_shown_as_each_side_writes_them(explainer: Explainer) -> None:
    explanation = explain(explainer, NEED, ENTRY)

    forms = {(term.need_form, term.entry_form) for term in explanation.terms}

    assert ("气孔", "氣孔") in forms
    assert len(forms) == len(explanation.terms)
    assert sum(term.share for term in explanation.terms) == pytest.approx(1, abs=0.01)


def test_terms_are_marked_in_the_original_texts(explainer: Explainer) -> None:
    explanation = explain(explainer, NEED, ENTRY)

    assert "气孔" in marked(explanation.need_places)
    assert "氣孔" in marked(explanation.entry_places)
    assert {place.field for place in explanation.entry_places} == {"entry.title", "entry.text"}


def test_a_concept_is_shared_across_languages(explainer: Explainer) -> None:
    english = replace(BARE_ENTRY, title="Vacuum die casting", text="Porosity in castings.")

    explanation = explain(explainer, replace(BARE_NEED, text="真空压铸"), english, Fit(0.4))

    assert ("真空压铸", "Vacuum die casting") in {
        (term.need_form, term.entry_form) for term in explanation.terms
    }


def test_a_typical_remedy_of_what_a_need_complains_about_is_named(explainer: Explainer) -> None:
    remedy = replace(BARE_ENTRY, title="抽真空压铸系统", text="导入与培训。")

    explanation = explain(explainer, replace(BARE_NEED, text="壳体内部气孔太多"), remedy, Fit(0.3))

    assert ("气孔", "真空压铸") in {(term.need_form, term.entry_form) for term in explanation.terms}


def test_the_words_about_a_topic_grow_more_careful_as_it_gets_farther(explainer: Explainer) -> None:
    said = [
        explain(explainer, NEED, ENTRY, Fit(topical)) for topical in (NEAR_FROM, RELATED_FROM, 0.1)
    ]

    near, related, faint = said
    assert "可能只是领域相近" not in near.reasons_for[0].zh
    assert "可能只是领域相近" in related.reasons_for[0].zh
    assert "可能不对口" in faint.reasons_against[0].zh


def test_a_known_factor_speaks_for_or_against(explainer: Explainer) -> None:
    good = explain(explainer, NEED, ENTRY)
    bad = explain(explainer, replace(NEED, deadline=TODAY), replace(ENTRY, capacity_status="full"))

    assert any("30" in reason.zh for reason in good.reasons_for)
    assert any("CNAS" in reason.en for reason in good.reasons_against)
    assert any("排满" in reason.zh for reason in bad.reasons_against)
    assert any("30" in reason.en for reason in bad.reasons_against)


def test_what_is_unknown_is_said_with_what_it_could_add(explainer: Explainer) -> None:
    explanation = explain(explainer, BARE_NEED, BARE_ENTRY, Fit(0.5))

    assert len(explanation.unknown) == 9
    assert all("最多加" in sentence.zh for sentence in explanation.unknown)
    assert all("could add" in sentence.en for sentence in explanation.unknown)


@pytest.mark.parametrize(
    "fit", [Fit(0.0, (0.0, 0.0, 0.0)), Fit(0.25, (0.2, 0.1, 0.1)), Fit(0.99, (0.9, 0.9, 0.9))]
)
def test_every_table_can_be_put_in_words_of_both_languages(explainer: Explainer, fit: Fit) -> None:
    for need in (NEED, BARE_NEED, replace(NEED, region_code="110000", budget_max=None)):
        for entry in (ENTRY, BARE_ENTRY, replace(ENTRY, service_area=("100000",))):
            words = spoken(explain(explainer, need, entry, fit))

            assert "None" not in words
            assert "{" not in words


@pytest.mark.parametrize("text", ["", "😀", "\x00\ud800", "!!!", "的 the of"])
def test_texts_that_say_nothing_share_nothing(explainer: Explainer, text: str) -> None:
    need = replace(BARE_NEED, title=text, text=text)

    explanation = explain(explainer, need, BARE_ENTRY, Fit(0.0))

    assert (explanation.terms, explanation.need_places, explanation.entry_places) == ((), (), ())


def test_places_lie_within_their_texts(explainer: Explainer) -> None:
    long = replace(ENTRY, text="前言。" * 300 + "铝合金压铸件气孔。" + "后记。" * 300)

    for place in explain(explainer, NEED, long).entry_places:
        assert place.spans
        assert all(0 <= start < end <= len(place.text) for start, end in place.spans)
        assert len(place.text) <= 200


def test_what_is_unknown_reads_right_to_whoever_needs_and_to_whoever_helps(
    explainer: Explainer,
) -> None:
    explanation = explain(explainer, NEED, BARE_ENTRY)

    said = spoken(explanation)

    assert "资料中没有列出资质" in said
    assert "对方" not in said
    assert " they " not in said
