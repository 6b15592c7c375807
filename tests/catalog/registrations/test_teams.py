"""Teams of experts: nobody is in one without consent, and every wait ends."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import time_machine

from services.catalog.teams.lifecycle import LIFECYCLE
from tests.catalog.registrations.scene import SEEN, Body, Scene
from tests.catalog.registrations.test_access import Row

START: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)
ENDS: Final = "2027-12-31"

WHO: Final = ("nobody", "service", "firm", "chen", "lead", "wu", "sun", "operator")
"""`lead` leads the team, `wu` is asked to join, `sun` is an expert outside it."""


@dataclass(frozen=True)
class Experts:
    """The files of some experts, by whose they are."""

    files: dict[str, str]

    def team(self, *members: str, **changes: object) -> Body:
        """Return a proposal of `lead` with these members."""
        asked = [{"expert_id": self.files[who], "duty": "工艺分析"} for who in members]
        return {
            "name": "压铸特派团",
            "task": "降低减震塔气孔率",
            "ends_on": ENDS,
            "lead": self.files["lead"],
            "members": asked,
            **changes,
        }


async def files(scene: Scene) -> Experts:
    """Write the files of three experts."""
    found = {}
    for who in ("lead", "wu", "sun"):
        answer = await scene.operator.post("/experts", json={"name": who, "owner_subject": who})
        found[who] = answer.json()["id"]
    return Experts(found)


async def proposed(scene: Scene, experts: Experts, *members: str) -> str:
    """Let `lead` propose a team, and return where."""
    with time_machine.travel(START, tick=False):
        answer = await scene.lead.post("/teams", json=experts.team(*members))
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


async def at(scene: Scene, moment: datetime) -> None:
    """Let the clock do what is due at a moment."""
    with time_machine.travel(moment, tick=False):
        await scene.app.state.team_clock.do_what_is_due()


async def status(scene: Scene, place: str) -> str:
    """Return where a team stands."""
    found: str = (await scene.operator.get(place)).json()["status"]
    return found


def test_every_state_is_reached_and_has_an_exit() -> None:
    assert LIFECYCLE.unreachable() == set()
    assert LIFECYCLE.without_exit() == set()


async def test_a_team_stands_once_everybody_agrees_and_falls_when_somebody_leaves(
    scene: Scene,
) -> None:
    experts = await files(scene)
    place = await proposed(scene, experts, "wu", "sun")

    early = await scene.move("operator", place, "file")
    one = (await scene.wu.put(f"{place}/consent", json={"agrees": True})).json()
    silent = await scene.sun.put(f"{place}/consent", json={"agrees": False})
    said = {"agrees": False, "reason_code": "no_time"}
    declined = (await scene.sun.put(f"{place}/consent", json=said)).json()
    complete = await scene.lead.request(
        "DELETE", f"{place}/members/{experts.files['sun']}", headers=SEEN
    )
    filed = await scene.done("operator", place, "file")
    active = await scene.done("lead", place, "begin")
    left = (await scene.wu.put(f"{place}/consent", json=said)).json()

    assert early.status_code == 409
    assert one["status"] == "forming"
    assert silent.status_code == 409
    assert [member["consent"] for member in declined["members"]].count("declined") == 1
    assert complete.json()["status"] == "consented"
    assert filed["filed_on"] is not None
    assert active["status"] == "active"
    assert left["status"] == "forming"


async def test_nobody_is_asked_who_cannot_answer(local_scene: Scene) -> None:
    experts = await files(local_scene)
    unowned = (await local_scene.operator.post("/experts", json={"name": "外地专家"})).json()["id"]
    asked = [{"expert_id": unowned, "duty": "检测"}]

    answer = await local_scene.lead.post("/teams", json=experts.team(members=asked))
    others = await local_scene.sun.post("/teams", json=experts.team("wu"))

    assert answer.json()["type"] == "urn:keqiao:problem:nobody-to-ask"
    assert others.json()["type"] == "urn:keqiao:problem:lead-only"


async def test_what_nobody_answers_ends_by_itself_and_can_begin_anew(local_scene: Scene) -> None:
    experts = await files(local_scene)
    place = await proposed(local_scene, experts, "wu")

    await at(local_scene, START + timedelta(days=29))
    waiting = await status(local_scene, place)
    await at(local_scene, START + timedelta(days=31))
    ended = await status(local_scene, place)
    again = await local_scene.done("lead", place, "reform")

    assert [waiting, ended, again["status"]] == ["forming", "disbanded", "forming"]


async def test_a_team_serves_to_its_last_day_and_operators_are_reminded_to_file_it(
    local_scene: Scene,
) -> None:
    experts = await files(local_scene)
    place = await proposed(local_scene, experts, "wu")
    with time_machine.travel(START, tick=False):
        await local_scene.wu.put(f"{place}/consent", json={"agrees": True})
    await at(local_scene, START + timedelta(days=11))
    with time_machine.travel(START + timedelta(days=12), tick=False):
        await local_scene.done("operator", place, "file")
        await local_scene.done("lead", place, "begin")
    await at(local_scene, datetime(2027, 12, 31, 15, 59, tzinfo=UTC))
    last_evening = await status(local_scene, place)
    await at(local_scene, datetime(2027, 12, 31, 16, 1, tzinfo=UTC))

    steps = (await local_scene.lead.get(f"{place}/history")).json()
    assert last_evening == "active"
    assert [step["action"] for step in steps] == [
        "confirm",
        "escalate",
        "file",
        "begin",
        "disband",
    ]


def seen(lead: int, member: int, operator: int) -> tuple[int, ...]:
    """Return the answers where to others there is no team."""
    return (401, 404, 404, 404, lead, member, 404, operator)


MATRIX: Final[dict[tuple[str, str], list[Row]]] = {
    ("GET", "/teams/reason-codes"): [Row((200,) * len(WHO))],
    ("GET", "/teams"): [Row((401, *(200,) * (len(WHO) - 1)))],
    ("POST", "/teams"): [Row((401, 403, 403, 403, 201, 403, 403, 201), "proposal")],
    ("GET", "/teams/{team_id}"): [Row(seen(200, 200, 200))],
    ("GET", "/teams/{team_id}/history"): [Row(seen(200, 200, 200))],
    ("PUT", "/teams/{team_id}/status"): [Row(seen(409, 409, 409), {"action": "file"})],
    ("POST", "/teams/{team_id}/members"): [Row(seen(200, 403, 403), "member")],
    ("DELETE", "/teams/{team_id}/members/{expert_id}"): [Row(seen(200, 403, 403))],
    ("PUT", "/teams/{team_id}/consent"): [Row(seen(200, 200, 404), {"agrees": True})],
}


async def test_everybody_may_do_what_the_matrix_says(local_scene: Scene) -> None:
    experts = await files(local_scene)
    member = {"expert_id": experts.files["sun"], "duty": "检测"}
    bodies = {"proposal": experts.team("wu"), "member": member}
    wrong = []
    for (method, template), rows in MATRIX.items():
        for row in rows:
            for who, expected in zip(WHO, row.answers, strict=True):
                place = await proposed(local_scene, experts, "wu")
                ids = {"team_id": place.rpartition("/")[2], "expert_id": experts.files["wu"]}
                answer = await local_scene.clients[who].request(
                    method,
                    template.format(**ids),
                    json=bodies.get(str(row.body), row.body),
                    headers=SEEN,
                )
                if answer.status_code != expected:
                    wrong.append((method, template, who, expected, answer.text))

    assert wrong == []
