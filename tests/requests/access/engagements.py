"""Who may call what about engagements; the expert is the helper, owner and colleague the firm."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import uuid4

from services.requests.amendments.domain import AmendmentKind
from services.requests.amendments.models import Amendment
from services.requests.cases.domain import CaseOutcome
from services.requests.cases.models import SolvedCase
from services.requests.engagements.confidentiality import NDA
from services.requests.engagements.domain import EngagementStatus, Side
from services.requests.engagements.models import Engagement
from services.requests.followups.domain import FollowUpStatus
from services.requests.followups.models import FollowUp
from services.requests.milestones.models import Milestone
from tests.requests.access.matrix import ALL, GONE, SEEN, Matrix, Row, Target, nothing
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed, placed_rows, store
from tests.requests.engagements.stories import ACCEPTANCE, contract, hand_in

_S = EngagementStatus


def taking_part(expert: int, firm: int, operator: int) -> list[int]:
    """Return the answers to a call that to everybody else names nothing."""
    return [404, 404, 404, expert, 404, 404, firm, firm, operator]


READ: Final = taking_part(200, 200, 200)
SIDES: Final = taking_part(201, 201, 403)

DAY: Final = "2026-12-31"
NEGOTIATE: Final = {"action": "negotiate"}
SIGNED: Final = {"document": "nda", "digest": NDA.digest}
REGISTERED: Final = {"number": "2026440001", "registered_on": DAY}
MILESTONE: Final = {"title": "工艺试验", "due_on": DAY}
BEGIN: Final = {"action": "start"}
AGREE: Final = {"action": "agree"}
END: Final = {"kind": "termination", "why": "条件变化"}
WORDS: Final = {"words": "样品检测不合格。"}
HOLDS: Final = {"holds": "yes", "benefit": 100000}


def at(status: EngagementStatus) -> Target:
    """Return what makes an engagement at a status."""

    async def make(parties: Parties) -> dict[str, str]:
        return {"engagement_id": str(await placed(parties, status))}

    return make


async def unknown(_parties: Parties) -> dict[str, str]:
    """Ids of nothing that there is."""
    names = ("engagement_id", "milestone_id", "amendment_id", "deliverable_id", "follow_up_id")
    return {name: str(uuid4()) for name in names}


async def with_milestone(parties: Parties) -> dict[str, str]:
    """Return a milestone of work that is going on."""
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    milestone = Milestone(
        engagement_id=engagement_id, title="试验", due_on=date(2099, 1, 1), changed_by="chen"
    )
    await store(parties, [milestone])
    return {"engagement_id": str(engagement_id), "milestone_id": str(milestone.id)}


async def with_amendment(parties: Parties) -> dict[str, str]:
    """Return a change that the helper has proposed."""
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    amendment = Amendment(
        engagement_id=engagement_id,
        kind=AmendmentKind.CHANGE,
        scope="改为两条产线",
        why="设备检修",
        proposed_by=Side.HELPER,
        subject="chen",
        due_at=datetime(2100, 1, 1, tzinfo=UTC),
    )
    await store(parties, [amendment])
    return {"engagement_id": str(engagement_id), "amendment_id": str(amendment.id)}


async def with_file(parties: Parties) -> dict[str, str]:
    """Return a file that the helper has handed in."""
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    stored = await hand_in(parties.expert, {"id": engagement_id})
    return {"engagement_id": str(engagement_id), "deliverable_id": stored.json()["id"]}


async def accepted(parties: Parties) -> dict[str, str]:
    """Return an engagement whose result was accepted, with a follow-up that is asked."""
    rows = placed_rows(_S.FOLLOW_UP, accepted_at=datetime(2026, 11, 2, tzinfo=UTC))
    engagement = next(row for row in rows if isinstance(row, Engagement))
    follow_up = FollowUp(
        engagement_id=engagement.id,
        months=3,
        due_on=date(2026, 11, 2),
        status=FollowUpStatus.OPEN,
        lapses_at=datetime(2100, 1, 1, tzinfo=UTC),
    )
    case = SolvedCase(
        engagement_id=engagement.id,
        demand_id=engagement.demand_id,
        key=engagement.case_number,
        outcome=CaseOutcome.SOLVED,
        confirmed_by="li",
        evidence="检测报告",
    )
    await store(parties, [*rows, follow_up, case])
    return {"engagement_id": str(engagement.id), "follow_up_id": str(follow_up.id)}


ENGAGEMENTS: Final[Matrix] = {
    ("GET", "/engagement-reason-codes"): [Row(nothing, ALL)],
    ("GET", "/engagement-agreement"): [Row(nothing, ALL)],
    ("GET", "/cases"): [Row(nothing, ALL)],
    ("GET", "/cases/summary"): [Row(nothing, ALL)],
    ("GET", "/engagements"): [Row(nothing, [401, *[200] * 8])],
    ("GET", "/engagements/{engagement_id}"): [Row(at(_S.PROPOSED), READ), Row(unknown, GONE)],
    ("GET", "/engagements/{engagement_id}/history"): [
        Row(at(_S.PROPOSED), READ),
        Row(unknown, GONE),
    ],
    ("PUT", "/engagements/{engagement_id}/status"): [
        Row(at(_S.PROPOSED), taking_part(200, 200, 403), NEGOTIATE, SEEN),
        Row(unknown, GONE, NEGOTIATE, SEEN),
    ],
    ("PUT", "/engagements/{engagement_id}/contract"): [
        Row(at(_S.NEGOTIATING), taking_part(200, 200, 403), contract(), SEEN),
        Row(unknown, GONE, contract(), SEEN),
    ],
    ("POST", "/engagements/{engagement_id}/signatures"): [
        Row(at(_S.PROPOSED), SIDES, SIGNED, SEEN),
        Row(unknown, GONE, SIGNED, SEEN),
    ],
    ("PUT", "/engagements/{engagement_id}/registration"): [
        Row(at(_S.CONTRACT_SIGNED), READ, REGISTERED, SEEN),
        Row(unknown, GONE, REGISTERED, SEEN),
    ],
    ("GET", "/engagements/{engagement_id}/milestones"): [
        Row(with_milestone, READ),
        Row(unknown, GONE),
    ],
    ("POST", "/engagements/{engagement_id}/milestones"): [
        Row(at(_S.IN_PROGRESS), SIDES, MILESTONE),
        Row(unknown, GONE, MILESTONE),
    ],
    ("PUT", "/engagements/{engagement_id}/milestones/{milestone_id}/status"): [
        Row(with_milestone, taking_part(200, 403, 403), BEGIN, SEEN),
        Row(unknown, GONE, BEGIN, SEEN),
    ],
    ("GET", "/engagements/{engagement_id}/amendments"): [
        Row(with_amendment, READ),
        Row(unknown, GONE),
    ],
    ("POST", "/engagements/{engagement_id}/amendments"): [
        Row(at(_S.IN_PROGRESS), SIDES, END),
        Row(unknown, GONE, END),
    ],
    ("PUT", "/engagements/{engagement_id}/amendments/{amendment_id}/status"): [
        Row(with_amendment, taking_part(403, 200, 403), AGREE, SEEN),
        Row(unknown, GONE, AGREE, SEEN),
    ],
    ("GET", "/engagements/{engagement_id}/deliverables"): [
        Row(with_file, READ),
        Row(unknown, GONE),
    ],
    # A form, which the matrix does not send: `test_files` says who may.
    ("POST", "/engagements/{engagement_id}/deliverables"): [Row(unknown, [401, *[422] * 8], {})],
    ("GET", "/engagements/{engagement_id}/deliverables/{deliverable_id}/content"): [
        Row(with_file, READ),
        Row(unknown, GONE),
    ],
    ("GET", "/engagements/{engagement_id}/statements"): [
        Row(at(_S.DISPUTED), READ),
        Row(unknown, GONE),
    ],
    ("POST", "/engagements/{engagement_id}/statements"): [
        Row(at(_S.DISPUTED), taking_part(201, 201, 201), WORDS),
        Row(unknown, GONE, WORDS),
    ],
    ("GET", "/engagements/{engagement_id}/reviews"): [
        Row(at(_S.ACCEPTED), READ),
        Row(unknown, GONE),
    ],
    ("POST", "/engagements/{engagement_id}/reviews"): [
        Row(at(_S.ACCEPTED), SIDES, {"overall": 4}),
        Row(unknown, GONE, {"overall": 4}),
    ],
    ("POST", "/engagements/{engagement_id}/acceptance"): [
        Row(at(_S.DELIVERED), taking_part(403, 201, 403), ACCEPTANCE, SEEN),
        Row(unknown, GONE, ACCEPTANCE, SEEN),
    ],
    ("GET", "/engagements/{engagement_id}/acceptance"): [Row(accepted, READ), Row(unknown, GONE)],
    ("GET", "/engagements/{engagement_id}/follow-ups"): [Row(accepted, READ), Row(unknown, GONE)],
    ("PUT", "/engagements/{engagement_id}/follow-ups/{follow_up_id}/answer"): [
        Row(accepted, taking_part(403, 200, 403), HOLDS),
        Row(unknown, GONE, HOLDS),
    ],
}
