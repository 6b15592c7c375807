"""A need whose two parties do not agree on what was delivered, for the pages of disputes."""

from datetime import timedelta
from typing import Any, Final

from shared.clock import city_today
from tests.platform.story.stage import Stage

NEED: Final[dict[str, Any]] = {
    "title": "阳极氧化后同批色差大",
    "description": "6063 铝型材阳极氧化染黑后同批色差 ΔE 约 2.5，要求不大于 1.0；已换过染料。",
    "region_code": "441900",
    "industry_code": "C33",
    "budget_max": "90000",
    "contact_name": "何建国",
    "contact_phone": "0769-22831235",
}
APPROACH: Final = "先做前处理与染色的正交试验，固定温度和时间窗口，再在产线上连续验证五批。"
PRICE: Final = "76000"


def they_quarrel(stage: Stage) -> None:
    """Agree on a piece of work, begin it, and disagree; the desk has to decide."""
    cast = stage.cast
    work = f"requests/engagements/{_agreed_on(stage)}"
    cast.provider.moved(work, "negotiate")
    today = city_today()
    contract = {
        "kind": "service",
        "title": "阳极氧化染色工艺改进",
        "scope": "连续五批同批色差 ΔE 不大于 1.0。",
        "price": PRICE,
        "start_on": today.isoformat(),
        "finish_on": (today + timedelta(days=45)).isoformat(),
    }
    digest = cast.provider.done(f"PUT {work}/contract", contract)["contract"]["digest"]
    for party in (cast.provider, cast.firm):
        party.done(f"POST {work}/signatures", {"document": "contract", "digest": digest})
    cast.provider.moved(work, "start")
    cast.firm.moved(
        work,
        "dispute",
        reason_code="result_below_target",
        note="第三批色差仍有 1.8，没有达到约定。",
    )
    for party, words in (
        (cast.firm, "三批送检记录都超过 1.0，要求继续整改或退还一半价款。"),
        (cast.provider, "第三批换了供应商的型材，不在约定的范围内；前两批已经达标。"),
    ):
        party.done(f"POST {work}/statements", {"words": words})


def _agreed_on(stage: Stage) -> str:
    """Post the need, let the provider answer and the firm choose; return the engagement."""
    cast = stage.cast
    number = cast.firm.done("POST requests/demands", NEED)["id"]
    need = f"requests/demands/{number}"
    cast.firm.moved(need, "submit")
    for action in ("start_review", "publish"):
        cast.operator.moved(need, action)
    entry = {"kind": "provider", "id": stage.ids["provider_entry"]}
    said = {"approach": APPROACH, "entry": entry, "contact_phone": "0769-88880003"}
    made = cast.provider.done(f"POST {need}/responses", said)["id"]
    response = f"requests/responses/{made}"
    cast.provider.moved(response, "express")
    for action in ("take_over", "qualify"):
        cast.operator.moved(response, action)
    cast.firm.moved(response, "shortlist")
    terms = "工艺规程一份，连续五批检测报告。"
    offer = {"price": PRICE, "duration_days": 45, "terms": terms}
    cast.provider.moved(response, "offer", offer=offer)
    cast.firm.moved(response, "select")
    works = cast.firm.done("GET requests/engagements")["items"]
    return str(next(one["id"] for one in works if one["demand_id"] == number))
