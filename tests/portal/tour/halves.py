"""What people have begun and not finished, for pages that nothing else leads to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import httpx

from shared.clock import city_today
from tests.platform.story.arriving import ORGANIZATIONS
from tests.platform.story.parties import PASSWORD, Party
from tests.platform.story.stage import Stage

HALF: Final = {
    "title": "镀镍槽液寿命短",
    "description": "化学镀镍槽液用 4 个周期就混浊，想延长到 8 个周期以上。",
}
DRAFT: Final = {
    "approach": "先做断口和气孔分布分析，再用模流分析改浇口和排气，最后现场试模三轮。",
    "experience": "为四家支架厂把气孔率由 7% 左右降到 2.5%。",
    "contact_phone": "0769-88880001",
}
TERM: Final[dict[str, Any]] = {
    "term": "超低速压铸",
    "english": ["ultra-slow-shot die casting"],
    "synonyms": ["层流压铸"],
    "kind": "process",
    "field": "casting",
    "broader": "压铸",
    "industries": ["C33"],
    "reason": "本月有三条需求这样写，没有识别出来。",
}
PROFILES: Final[dict[str, dict[str, Any]]] = {
    "dean": {
        "name": "周所长",
        "specialties": ["轻合金熔体处理", "金相分析"],
        "summary": "轻合金熔体净化与组织分析，负责所内金相实验室。",
        "region_code": "441900",
    },
    "provider": {
        "name": "林秀英",
        "specialties": ["压铸模具排气"],
        "summary": "压铸模具排气与真空系统的调试，二十年现场经验。",
        "region_code": "441900",
    },
}
SHEETS: Final = {
    "mapping": "标题,描述,现状,内部备注\n铝屑含油高,铝屑离心后含油率约 4%，影响回炉。,4%,一车间\n",
    "checking": "标题,描述\n注塑件翘曲,大平面注塑件翘曲超过 0.8 mm，要求 0.3 mm 以内。\n",
    "checked": (
        "标题,描述,统一社会信用代码,预算上限\n"
        "电镀废水总镍超标,总镍 0.8 mg/L，要求降到 0.1 mg/L 以下。,,300000\n"
        "PCB 钻孔毛刺,0.2 mm 微孔出口毛刺，返工率 6%。,12345,120000\n"
        "切削液发臭,夏季切削液两周就发臭，想用到两个月。,,三十万\n"
    ),
}
"""Sheets of needs, by where the import of each is left."""

FILES: Final = {
    "mapping": "车间走访记录",
    "checking": "园区汇总表",
    "checked": "十一月企业难题",
}


def much_is_half_done(stage: Stage, url: str) -> dict[str, str]:
    """Leave things begun.

    Returns:
        The page of each import, by where it stands.
    """
    cast = stage.cast
    with _browser(url, cast.firm) as browser:
        begun = browser.post("/needs/new", data=HALF)
        assert begun.is_redirect, begun.text
    _a_response_is_drafted(stage)
    _a_team_is_gathered(stage)
    _an_applicant_is_asked_for_more(stage)
    cast.operator.done("POST matching/terms/proposals", TERM)
    with _browser(url, cast.operator) as browser:
        return {phase: _imported(browser, phase) for phase in SHEETS}


@contextmanager
def _browser(url: str, party: Party) -> Iterator[httpx.Client]:
    """Give somebody a browser; what only pages can do needs one."""
    own = {"Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=url, trust_env=False, headers=own, timeout=30) as browser:
        browser.post("/sign-in", data={"email": party.email, "password": PASSWORD})
        yield browser


def _a_response_is_drafted(stage: Stage) -> None:
    """Let the expert begin to answer a need, and ask another body to take part."""
    cast = stage.cast
    needs = cast.expert.done("GET requests/demands?status=published&limit=100")["items"]
    need = next(one["id"] for one in needs if "压铸" in one["title"])
    said = {**DRAFT, "entry": {"kind": "expert", "id": stage.ids["expert_entry"]}}
    made = cast.expert.done(f"POST requests/demands/{need}/responses", said)
    asked = {"kind": "provider", "id": stage.ids["provider_entry"]}
    member = {"entry": asked, "role": "检测", "task": "试模件的 X 光检测与尺寸报告"}
    cast.expert.done(f"POST requests/responses/{made['id']}/members", member)


def _a_team_is_gathered(stage: Stage) -> None:
    """Let the expert propose a team with the dean, who has not answered yet."""
    cast = stage.cast
    file = {**PROFILES["dean"], "expert_kind": "academic", "owner_subject": cast.dean.person_id}
    other = cast.operator.done("POST catalog/experts", file)["id"]
    team = {
        "name": "压铸气孔攻关团",
        "task": "为三家压铸厂在半年内把壳体气孔率降到 3% 以下。",
        "ends_on": (city_today() + timedelta(days=180)).isoformat(),
        "lead": stage.ids["expert_entry"],
        "members": [{"expert_id": other, "duty": "金相分析", "skills": ["金相", "断口分析"]}],
    }
    cast.expert.done("POST catalog/teams", team)


def _an_applicant_is_asked_for_more(stage: Stage) -> None:
    """Give an application back, so that it can be revised."""
    cast = stage.cast
    sender = {"sender": cast.dean.organization, "sender_name": ORGANIZATIONS["dean"][0]}
    profile = {**PROFILES["provider"], "contact_phone": "0769-88880004"}
    begun = cast.provider.done("POST catalog/registrations", {**sender, "profile": profile})
    place = f"catalog/registrations/{begun['id']}"
    cast.dean.moved(place, "endorse")
    cast.operator.moved(place, "start_review")
    note = "请补充近三年的两个压铸模具案例。"
    cast.operator.moved(place, "return", reason_code="incomplete", note=note)


def _imported(browser: httpx.Client, phase: str) -> str:
    """Upload a sheet, and go on with it as far as it shall go; return its page."""
    sent = browser.post(
        "/desk/import",
        data={"kind": "demands", "source": "dg-kjj-2026"},
        files={"file": (f"{FILES[phase]}.csv", SHEETS[phase].encode("gb18030"), "text/csv")},
    )
    assert sent.is_redirect, sent.text
    place = sent.headers["location"]
    if phase == "checked":
        assert browser.post(f"{place}/next", data={"position": "0"}).is_redirect
    return str(place)
