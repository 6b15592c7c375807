"""A person becomes an expert, solves a need, and is found by what a firm has confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from shared.auth import Role
from shared.clock import city_today
from tests.running import bearer
from tests.waiting import eventually
from tests.whole import WholePlatform

NEED: Final = {
    "title": "镁合金轮毂旋压开裂",
    "description": "镁合金轮毂旋压时边缘开裂，想改进旋压工艺与温控。",
    "contact_phone": "0769-22831235",
}
APPROACH: Final = "分段控温旋压，先做二十件对比试验，再确定参数窗口与退火制度。"
SPECIALTY: Final = "镁合金旋压"
PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PASSWORD: Final = "Kq-Correct-Horse-9"  # noqa: S105 - of nobody's

Shown = Mapping[str, str]


@dataclass(frozen=True)
class Story:
    """Calls the platform as the people of this story."""

    whole: WholePlatform

    def done(self, who: Shown, call: str, body: object = None, **options: Any) -> Any:  # noqa: ANN401 - JSON
        """Return what a call such as `GET /catalog/experts` is answered, which must succeed."""
        method, _, path = call.partition(" ")
        headers = {**who, "If-Match": "*"}
        answer = self.whole.client.request(method, path, headers=headers, json=body, **options)
        assert answer.is_success, f"{call}: {answer.text}"
        return answer.json()

    def person(self, email: str) -> str:
        """Return the id of somebody new."""
        chief = bearer(self.whole.folder, Role.SECURITY_ADMINISTRATOR, subject="chief")
        body = {"email": email, "name": "陈知远", "password": PASSWORD}
        found: str = self.done(chief, "POST /api/people/accounts", body)["id"]
        return found

    def roles(self, person_id: str) -> list[str]:
        """Return what the portal has granted to somebody."""
        chief = bearer(self.whole.folder, Role.SECURITY_ADMINISTRATOR, subject="chief")
        found: list[str] = self.done(chief, f"GET /api/people/{person_id}")["granted_roles"]
        return found


def registered(story: Story, person_id: str) -> dict[str, Any]:
    """Let somebody be registered as an expert of a unit whose owner endorses them."""
    folder = story.whole.folder
    dean_id = story.person("dean@institute.cn")
    dean = bearer(folder, Role.PROVIDER, subject=dean_id)
    unit = {"name": "轻合金研究所", "kind": "university_institute", "uscc": "91110000600037341L"}
    organization: str = story.done(dean, "POST /api/organizations", unit)["id"]
    story.done(
        story.whole.operator, f"PUT /api/organizations/{organization}/status", {"action": "verify"}
    )
    person = bearer(folder, subject=person_id)
    dean = bearer(folder, Role.PROVIDER, subject=dean_id, organization=organization)
    profile = {"name": "陈知远", "specialties": [SPECIALTY], "summary": "长期研究轻合金旋压。"}
    application = {"sender": organization, "sender_name": "轻合金研究所", "profile": profile}
    begun = story.done(person, "POST /catalog/registrations", application)
    place = f"/catalog/registrations/{begun['id']}"
    for who, action in (
        (dean, "endorse"),
        (story.whole.operator, "start_review"),
        (story.whole.operator, "register"),
    ):
        story.done(who, f"PUT {place}/status", {"action": action})
    eventually(lambda: story.done(person, f"GET {place}")["status"] == "available")
    found: dict[str, Any] = story.done(person, f"GET {place}")
    return found


def selected(story: Story, firm: Shown, expert: Shown, entry: dict[str, str]) -> str:
    """Let the expert win the firm's need, and return the cooperation's place."""
    demand = story.done(firm, "POST /requests/demands", NEED)["id"]
    for who, action in (
        (firm, "submit"),
        (story.whole.operator, "start_review"),
        (story.whole.operator, "publish"),
    ):
        story.done(who, f"PUT /requests/demands/{demand}/status", {"action": action})
    said = {"approach": APPROACH, "entry": entry, "contact_phone": "0769-88880000"}
    response = story.done(expert, f"POST /requests/demands/{demand}/responses", said)["id"]
    offer = {"price": "180000.00", "duration_days": 60, "terms": "交付参数窗口与试验报告。"}
    steps: list[tuple[Shown, dict[str, Any]]] = [
        (expert, {"action": "express"}),
        (story.whole.operator, {"action": "take_over"}),
        (story.whole.operator, {"action": "qualify"}),
        (firm, {"action": "shortlist"}),
        (expert, {"action": "offer", "offer": offer}),
        (firm, {"action": "select"}),
    ]
    for who, step in steps:
        story.done(who, f"PUT /requests/responses/{response}/status", step)
    [engagement] = story.done(expert, "GET /requests/engagements")["items"]
    return f"/requests/engagements/{engagement['id']}"


def accepted(story: Story, firm: Shown, expert: Shown, place: str) -> None:
    """Let both sign, the expert deliver and the firm accept."""
    today = city_today()
    contract = {
        "kind": "development",
        "title": "旋压工艺攻关",
        "scope": "开裂率降到 1% 以下。",
        "price": 180000,
        "start_on": today.isoformat(),
        "finish_on": (today + timedelta(days=60)).isoformat(),
    }
    story.done(expert, f"PUT {place}/status", {"action": "negotiate"})
    digest = story.done(expert, f"PUT {place}/contract", contract)["contract"]["digest"]
    for who in (expert, firm):
        signature = {"document": "contract", "digest": digest}
        story.done(who, f"POST {place}/signatures", signature)
    story.done(expert, f"PUT {place}/status", {"action": "start"})
    report = {"file": ("报告.pdf", PDF, "application/octet-stream")}
    story.done(expert, f"POST {place}/deliverables", files=report, data={"purpose": "result"})
    story.done(expert, f"PUT {place}/status", {"action": "deliver"})
    story.done(
        firm,
        f"POST {place}/acceptance",
        {
            "outcome": "solved",
            "evidence": "连续三批，开裂率 0.6%。",
            "results": [{"name": "开裂率", "value": 0.6, "unit": "%"}],
            "public": True,
            "title": "镁合金轮毂旋压开裂率降到 0.6%",
        },
    )


def evidence_of(story: Story, expert_id: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a match says of an expert's finished work."""
    found = story.done({}, "POST /matching/matches/preview", {"text": NEED["description"]})
    [match] = [item for item in found["items"] if item["id"] == expert_id]
    return next(row for row in match["factors"] if row["name"] == "evidence")


def test_a_solved_need_stands_in_the_record_of_who_solved_it(whole: WholePlatform) -> None:
    story = Story(whole)
    person_id, firm_id = story.person("envoy@city.cn"), story.person("li@acme.cn")
    registration = registered(story, person_id)
    expert_id = registration["expert_id"]
    expert = bearer(whole.folder, Role.EXPERT, subject=person_id)
    firm = bearer(whole.folder, Role.FIRM, subject=firm_id, organization="acme")
    place = f"/catalog/experts/{expert_id}"
    eventually(lambda: evidence_of(story, expert_id) is not None)
    before = evidence_of(story, expert_id)

    engagement = selected(story, firm, expert, {"kind": "expert", "id": expert_id})
    accepted(story, firm, expert, engagement)

    eventually(lambda: len(story.done({}, f"GET {place}")["service_history"]) == 1)
    [case] = story.done({}, f"GET {place}")["service_history"]
    assert story.roles(person_id) == ["expert"]
    assert (case["title"], case["confirmed_by"]) == ("镁合金轮毂旋压开裂率降到 0.6%", "enterprise")
    eventually(lambda: evidence_of(story, expert_id)["known"])
    assert not before["known"]
    assert "0.6%" in str(evidence_of(story, expert_id)["evidence"])
