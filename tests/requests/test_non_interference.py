"""Whatever is written in confidence, others get the same bytes: nothing can be inferred from them.

That is more than not finding the text: counts, orders, tags, lengths and errors tell too.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services.requests.demands.domain import Confidentiality
from tests.requests.conftest import Parties
from tests.requests.crawling import everything_readable
from tests.requests.stories import NEED
from tests.requests.test_canary import SQLITE, bytes_of

WORDS: Final = st.text("铝焊接气孔率压铸件噪声ABCxyz0123456789，。", min_size=1, max_size=60)
PROSE: Final = WORDS.map(lambda text: f"说明：{text}")
MAYBE: Final = st.none() | PROSE
PHONES: Final = st.integers(10_000_000, 99_999_999).map(lambda number: f"020-{number}")
ALWAYS_SECRET: Final = {
    "confidential_detail": MAYBE,
    "contact_name": MAYBE,
    "contact_phone": PHONES,
    "contact_email": st.none() | st.integers(1, 9999).map(lambda number: f"a{number}@example.org"),
}
SECRET_IF_CONFIDENTIAL: Final = ALWAYS_SECRET | {
    "description": PROSE,
    "organization_name": MAYBE,
    "org_hidden": st.booleans(),
    "budget_min": st.none() | st.integers(1, 1_000),
    "budget_max": st.integers(100_000, 499_999),
    "deadline": st.none() | st.integers(1, 28).map(lambda day: f"2099-02-{day:02}"),
    "urgency": st.sampled_from(["normal", "urgent"]),
    "discipline_codes": st.lists(st.sampled_from(["460", "430", "510"]), max_size=2),
    "trl": st.none() | st.integers(1, 9),
    "keywords": st.lists(PROSE, max_size=3),
    "required_qualifications": st.lists(PROSE, max_size=3),
    "metric_targets": st.just([]) | st.just(NEED["metric_targets"]),
}
SECRETS: Final = {
    tier: SECRET_IF_CONFIDENTIAL if tier is Confidentiality.CONFIDENTIAL else ALWAYS_SECRET
    for tier in Confidentiality
}
"""By tier, what those who are verified, but were not let in, must not be able to tell apart."""

WATCHERS: Final = ("stranger", "nobody", "service")


async def told(parties: Parties, secrets: dict[Confidentiality, dict[str, Any]]) -> dict[str, str]:
    """Write needs with these secrets; return all that others get then, by who and what."""
    rows = [
        {
            **NEED,
            "title": f"需求 {tier}",
            "source_id": str(tier),
            "confidentiality": tier,
            **secrets[tier],
        }
        for tier in Confidentiality
    ]
    request = {"source": "peer", "publish": True, "rows": rows}
    report = (await parties.operator.post("/demands/import", json=request)).json()
    assert {row["status"] for row in report["rows"]} <= {"created", "updated", "unchanged"}, report
    ids = {"demand_id": [row["id"] for row in report["rows"]]}
    got = {}
    for who in WATCHERS:
        answers = await everything_readable(getattr(parties, who), ids)
        for number, answer in enumerate(answers):
            digest = hashlib.sha256(repr(bytes_of([answer])).encode()).hexdigest()
            got[f"{who} {number} {answer.request.method} {answer.request.url}"] = digest
    return got


@dataclass(repr=False)
class Ground:
    """The running service, and what others got from it at first; Hypothesis need not print it."""

    parties: Parties
    first: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def ground(parties: Parties) -> Ground:
    """A service that holds nothing as yet."""
    return Ground(parties)


@SQLITE
@settings(
    max_examples=8,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    secrets=st.fixed_dictionaries(
        {tier: st.fixed_dictionaries(fields) for tier, fields in SECRETS.items()}
    )
)
async def test_what_is_written_in_confidence_changes_no_byte_that_others_get(
    ground: Ground, secrets: dict[Confidentiality, dict[str, Any]]
) -> None:
    got = await told(ground.parties, secrets)

    ground.first = ground.first or got
    assert [place for place, digest in got.items() if digest != ground.first[place]] == []
