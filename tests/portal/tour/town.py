"""A whole platform in which much has happened, for looking at every page of it."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from typing_extensions import override

from deploy.commands.loading import load_demo_once
from shared.auth import Role
from shared.clock import city_today
from tests.platform.layouts import together
from tests.platform.story.arriving import ORGANIZATIONS, Arriving
from tests.platform.story.choosing import Choosing
from tests.platform.story.parties import Cast, Party
from tests.platform.story.posting import Posting
from tests.platform.story.proving import Proving
from tests.platform.story.stage import Stage
from tests.platform.story.witness import Witness
from tests.platform.story.working import Working
from tests.portal.tour.halves import much_is_half_done
from tests.portal.tour.quarrel import they_quarrel
from tests.waiting import eventually

TOLD: Final = {
    "PORTAL_MAILBOX_READABLE": "true",
    "PORTAL_PASSWORD_PROFILE": "asvs",
    "PORTAL_PASSWORD_MEMORY_KIB": "8",
    "PORTAL_PASSWORD_ROUNDS": "1",
    "PORTAL_TOKEN_LIFETIME": "PT1H",
}
MANY: Final = ("api", "sign_in", "registration", "drafts", "exchange")
NAMES: Final = {
    "firm": "何建国",
    "expert": "陈知远",
    "provider": "林秀英",
    "operator": "李运营",
    "outsider": "王路过",
    "dean": "周所长",
    "auditor": "郑审计",
}


class Guest(Witness):
    """Looks around, and leaves it to another test whether all is as it should be."""

    @override
    def sees(self, **expected: str) -> None:
        for place in self.places.values():
            for party in self.cast.five.values():
                party.call(f"GET {place}")

    @override
    def knows(self, **expected: str) -> None:
        return

    @override
    def logged(self, *expected: str) -> None:
        return

    @override
    def has_recorded(self, service: str, *expected: str) -> None:
        return


@dataclass(frozen=True)
class Town:
    """The platform's address, and who lives there."""

    url: str
    cast: Cast
    chief: Party
    """The security administrator."""
    expert_entry: str
    """The id under which the expert is found."""
    orders: Mapping[str, str]
    """The operator's imports: the page of each, by where it stands."""

    @property
    def people(self) -> dict[str, Party]:
        """Everybody by name, in the order in which they come to a page."""
        cast = self.cast
        order = (cast.firm, cast.expert, cast.provider, cast.operator, cast.auditor, self.chief)
        return {party.name: party for party in (*order, cast.dean, cast.outsider)}


@contextmanager
def town_in(folder: Path) -> Iterator[Town]:
    """Run a platform with the demo data, on which a need was met and more is under way."""
    rates = ", ".join(f'"{name}": "1000000/minute"' for name in MANY)
    told = {**TOLD, "PORTAL_RATES": f"{{{rates}}}"}
    with (
        together(folder, {}, told=told) as layout,
        httpx.Client(timeout=30, trust_env=False) as client,
    ):
        cast = Cast.of(layout, client)
        stage, chief = Stage(cast, Guest(cast)), Party("chief", layout, client)
        _one_need_is_met(stage)
        url = layout.urls["portal"]
        chief.employed(Role.SECURITY_ADMINISTRATOR)
        asyncio.run(load_demo_once(url, folder))
        _more_is_under_way(stage)
        they_quarrel(stage)
        orders = much_is_half_done(stage, url)
        # What matching has heard of is in its index a moment later.
        eventually(lambda: client.get(f"{layout.urls['matching']}/search?q=x").is_success)
        yield Town(url, cast, chief, stage.ids["expert_entry"], orders)


def _one_need_is_met(stage: Stage) -> None:
    arriving, posting = Arriving(stage), Posting(stage)
    arriving.people_come()
    arriving.organizations_are_verified()
    arriving.an_expert_is_registered()
    arriving.a_provider_is_listed()
    arriving.a_similar_need_is_there()
    posting.it_is_checked()
    posting.it_is_drafted_and_submitted()
    posting.it_is_returned()
    posting.it_is_improved()
    posting.it_is_published()
    posting.it_is_matched()
    choosing, working = Choosing(stage), Working(stage)
    choosing.the_expert_is_confided_in()
    choosing.two_are_interested()
    choosing.one_is_declined()
    choosing.contacts_pass()
    choosing.they_bargain()
    choosing.one_is_selected()
    working.they_sign_a_contract()
    working.they_plan_a_milestone()
    working.they_agree_on_a_change()
    working.the_result_is_sent_back()
    working.the_result_is_accepted()
    Proving(stage).they_review_each_other()


SECOND: Final[dict[str, Any]] = {
    "title": "压铸模具寿命由 6 万模次提高到 10 万模次",
    "description": "H13 钢压铸模具在约 6 万模次后出现龟裂，希望通过热处理或表面处理提高寿命；"
    "每年更换模具约 12 套，单套约 8 万元，已试过渗氮，效果不稳定。",
    "confidentiality": "confidential",
    "public_summary": "提高铝合金压铸模具的抗热疲劳寿命。",
    "confidential_detail": "模具图纸与热处理曲线。",
    "metric_targets": [
        {
            "name": "模具寿命",
            "present_value": 60000,
            "comparison": ">=",
            "target_value": 100000,
            "unit": "模次",
        }
    ],
    "budget_min": "150000",
    "budget_max": "400000",
    "region_code": "441900",
    "industry_code": "C33",
    "contact_name": "何建国",
    "contact_phone": "0769-22831235",
}
WAITING: Final[dict[str, Any]] = {
    "title": "铝屑回收后含油率降到 1% 以下",
    "description": "机加工铝屑离心后含油率约 4%，影响回炉烧损，希望降到 1% 以下，处理量每班 2 吨。",
    "region_code": "441900",
    "contact_name": "何建国",
    "contact_phone": "0769-22831235",
}
ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "expert": {
        "approach": "先用热电偶和热像测模面温度循环，按结果改冷却与预热，再选 CrN 复合涂层。",
        "experience": "两家压铸厂 H13 模具由 5 万模次提高到 9 万模次。",
        "available_from": "2027-01-04",
    },
    "provider": {
        "approach": "真空热处理加离子渗氮，随炉带试样；每 2 万模次到厂做一次渗透检测。",
        "experience": "为 12 家企业做模具热处理与修复。",
        "available_from": "2026-12-07",
    },
}
OFFERS: Final[dict[str, dict[str, Any]]] = {
    "expert": {
        "price": "220000",
        "duration_days": 120,
        "terms": "温度测试报告、冷却改造图纸、涂层工艺；到 10 万模次再付三成。",
    },
    "provider": {
        "price": "168000",
        "duration_days": 60,
        "terms": "两套模具处理与金相报告；质保 8 万模次。",
    },
}


def _more_is_under_way(stage: Stage) -> None:
    """Leave a need with two answers open, one at the desk, and an organization to verify."""
    cast = stage.cast
    need = f"requests/demands/{cast.firm.done('POST requests/demands', SECOND)['id']}"
    cast.firm.moved(need, "submit")
    cast.operator.moved(need, "start_review")
    cast.operator.moved(need, "publish", public_summary=SECOND["public_summary"])
    for party, kind in ((cast.expert, "expert"), (cast.provider, "provider")):
        entry = {"kind": kind, "id": stage.ids[f"{kind}_entry"]}
        said = {**ANSWERS[kind], "entry": entry, "contact_phone": "0769-88880003"}
        made = party.done(f"POST {need}/responses", said)
        response = f"requests/responses/{made['id']}"
        party.moved(response, "express")
        cast.operator.moved(response, "take_over")
        cast.operator.moved(response, "qualify")
        cast.firm.moved(response, "shortlist")
        party.moved(response, "offer", offer=OFFERS[kind])
    asked = {"applicant_name": "林秀英", "purpose": "判断热处理方案需要了解图纸。"}
    cast.provider.done(f"POST {need}/grants", asked)
    waiting = cast.firm.done("POST requests/demands", WAITING)["id"]
    cast.firm.moved(f"requests/demands/{waiting}", "submit")
    unit = {"name": "莞塘五金厂", "kind": "enterprise", "uscc": "91441900MA5KQ0001R"}
    cast.outsider.done("POST portal/api/organizations", {**unit, "region_code": "441900"})
    _hours_were_served(stage)
    for party in (cast.firm, cast.expert, cast.provider, cast.operator):
        party.done("PATCH portal/api/me", {"name": NAMES[party.name]})


def _hours_were_served(stage: Stage) -> None:
    """Send the expert to the firm, and leave of two days of service one to be confirmed."""
    cast, place = stage.cast, f"catalog/registrations/{stage.ids['registration']}"
    today = city_today()
    signed = {f"{who}_signed_on": today.isoformat() for who in ("firm", "sender", "expert")}
    lasting = {"begins_on": today.isoformat(), "ends_on": (today + timedelta(days=180)).isoformat()}
    parties = {"firm": cast.firm.organization, "firm_name": ORGANIZATIONS["firm"][0]}
    agreed = {"agreement_number": "SF-2026-0117", "hours_per_month": 16, **parties}
    cast.operator.done(f"POST {place}/dispatches", {**agreed, **signed, **lasting})
    for days, note in ((1, "到厂分析气孔，取样送检。"), (0, "真空压铸试模，记录工艺参数。")):
        served = {"served_on": (today - timedelta(days=days)).isoformat(), "minutes": 210}
        logged = cast.expert.done(f"POST {place}/service-records", {**served, "note": note})
        if days:
            record = f"{place}/service-records/{logged['id']}/confirmation"
            cast.firm.done(f"PUT {record}", {"rating": 5})
