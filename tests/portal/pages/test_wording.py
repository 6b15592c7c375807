import re
from collections import Counter
from pathlib import Path

import pytest

from services.portal.drafts.domain import title_from
from services.portal.pages import texts
from services.portal.pages.content import FIELDS_OF, content_of, payload, step_of
from services.portal.pages.figures import day, moment, money, number, percent, size
from services.portal.pages.forms import own_path
from services.portal.pages.inbox import page_of
from services.portal.pages.look import Look
from services.portal.pages.texts import TEXTS
from services.portal.pages.wording.needs import ACTIONS, STATUSES
from services.requests.demands.domain import STATUS_LABELS, BudgetBand, DemandAction
from services.requests.demands.schemas import DemandDraft
from shared.language import Language

TEMPLATES = Path(texts.__file__).parent / "templates"
HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r">([^<>{}]*[A-Za-z]{2}[^<>{}]*)<")
NEED = {
    "title": "压铸件气孔",
    "description": "气孔多",
    "budget_max": "200，000",
    "org_hidden": "yes",
    "required_qualifications": "CMA、CNAS",
    "metric_targets.1.name": "气孔率",
    "metric_targets.1.comparison": "<=",
    "metric_targets.1.target_value": "3",
    "metric_targets.2.comparison": ">=",
}


def test_states_are_called_as_the_requests_service_calls_them() -> None:
    ours = {name: label for name, (label, _) in STATUSES.items()}

    assert ours == {status.value: label for status, label in STATUS_LABELS.items()}


def test_every_action_and_band_has_a_name() -> None:
    assert set(ACTIONS) == {action.value for action in DemandAction}
    assert {f"band_{band.value}" for band in BudgetBand} <= TEXTS.keys()


def test_no_name_of_a_sentence_is_given_twice() -> None:
    given = Counter(name for part in texts.PARTS for name in part)

    assert [name for name, times in given.items() if times > 1] == []


def test_every_sentence_a_template_names_exists() -> None:
    said = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r"\bt\.(?!get\b)(\w+)", said))

    assert named <= TEXTS.keys()


def test_every_sentence_is_there_in_both_languages() -> None:
    same = {"other_language", "language_zh", "language_en"}
    others = {name: text for name, text in TEXTS.items() if name not in same}

    assert [name for name, text in TEXTS.items() if not (text.zh.strip() and text.en.strip())] == []
    assert {name for name, text in others.items() if HAN.search(text.en)} == set()
    assert [name for name, text in others.items() if not HAN.search(text.zh)] == []


def test_templates_have_no_words_of_their_own() -> None:
    said = {
        path.relative_to(TEMPLATES).as_posix(): re.sub(
            r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        for path in TEMPLATES.rglob("*.html")
    }

    chinese = [name for name, html in said.items() if HAN.search(html)]
    english = [words for html in said.values() for words in re.findall(ENGLISH, html)]

    assert chinese == []
    assert set(english) <= {"Enter"}


def test_what_is_typed_is_told_as_the_requests_service_takes_it() -> None:
    need = payload(NEED)
    draft = DemandDraft.model_validate(need)

    assert draft.budget_max == 200_000
    assert draft.org_hidden is True
    assert draft.required_qualifications == ["CMA", "CNAS"]
    assert [metric.target_value for metric in draft.metric_targets] == [3]
    assert set(need) <= set(DemandDraft.model_fields)
    assert payload(content_of(draft.model_dump(mode="json"))) == {
        **need,
        "budget_max": "200000.00",
    }
    long = {"metric_targets": [{"target_value": 1234567.5}]}
    assert content_of(long) == {"metric_targets.0.target_value": "1234567.5"}


def test_a_field_is_found_in_the_step_that_has_it() -> None:
    assert all(step_of(name) == step for step, names in FIELDS_OF.items() for name in names)
    assert step_of("metric_targets.0") == 2
    assert step_of("body") == 1


def test_a_title_is_the_first_sentence_of_a_text() -> None:
    assert title_from(" 气孔多，良率低。想改进。") == "气孔多，良率低"
    assert title_from("a" * 99) == "a" * 40


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.cn", "//evil.cn", "/\\evil.cn", "needs", "", "/a\nb", "/\t/evil.cn", "/a\\b"],
)
def test_nobody_is_led_to_another_site(elsewhere: str) -> None:
    assert own_path(elsewhere, "/needs") == "/needs"
    assert own_path("/needs/new/7?step=4", "/") == "/needs/new/7?step=4"


def test_figures_are_written_for_the_reader() -> None:
    at = "2026-11-23T16:30:00Z"

    assert (moment(at, Language.ZH), moment(at, Language.EN)) == (
        "2026年11月24日 00:30",
        "24 Nov 2026 00:30",
    )
    assert (day(None, Language.ZH), day("2026-01-02", Language.EN)) == ("", "2 Jan 2026")
    assert (money("200000.00", Language.ZH), money("1.5", Language.EN)) == (
        "200,000 元",
        "CNY 1.50",
    )
    assert money("lots", Language.EN) == "lots"
    assert (number("1234567.5"), percent(0.25), size(1_234_567)) == ("1,234,567.5", "25%", "1.2 MB")
    assert (number(None), percent(None), size(None), size(12)) == ("", "", "", "12 B")


def test_a_look_that_nobody_knows_is_as_usual() -> None:
    assert Look.read("dark.large.nonsense") == Look("dark", "large", "usual")
    assert Look.read(Look("light", "normal", "strong").written()).contrast == "strong"


def test_a_message_leads_to_a_page_only_if_there_is_one() -> None:
    need = "0190a3c4-0000-7000-8000-000000000001"

    assert page_of("requests", f"/demands/{need}") == f"/needs/{need}"
    assert page_of("requests", f"/engagements/{need}") == f"/engagements/{need}"
    assert page_of("requests", f"/joiners/{need}") == ""
    assert page_of("catalog", f"/demands/{need}") == ""
    assert page_of("catalog", f"/registrations/{need}") == f"/supply/registration/{need}"
    assert page_of("catalog", f"/catalog/experts/{need}") == f"/supply/entries/expert/{need}"
    assert page_of("catalog", f"/registrations/{need}", "desk") == ""
    assert page_of("portal", "/me/webhooks") == "/account/messages"
