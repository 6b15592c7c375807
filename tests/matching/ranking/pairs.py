"""A need and an entry of which everything is known, to be varied by tests."""

from datetime import date
from decimal import Decimal

from services.matching.ranking.domain import Case, Entry, Fit, Need
from services.matching.ranking.history import NOTHING

TODAY = date(2026, 3, 1)

NEED = Need(
    key="demand:1",
    title="铝合金压铸件气孔多",
    text="真空压铸后仍有气孔，希望降到 0.5% 以下。",
    region_code="441900",
    budget_max=Decimal(50_000),
    deadline=date(2026, 5, 1),
    required_qualifications=("CMA", "CNAS"),
)
ENTRY = Entry(
    key="offering:1",
    kind="offering",
    title="壓鑄件氣孔診斷",
    text="为铝合金壓鑄件查找氣孔成因，优化真空系统。",
    region_code="440100",
    service_area=("440000",),
    price_min=Decimal(20_000),
    price_max=Decimal(80_000),
    lead_time_days=30,
    qualifications=("CMA",),
    capacity_status="limited",
    assured_on=date(2025, 12, 20),
    cases=(
        Case(title="减震塔气孔率降低", outcome="solved", confirmed_by="enterprise"),
        Case(title="支架渗漏", outcome="partly", confirmed_by="operator"),
        Case(title="某项研究成果"),
    ),
)
FIT = Fit(0.6, (0.7, 0.3, 0.2))

BARE_NEED = Need(key="demand:2", title=NEED.title, text=NEED.text)
BARE_ENTRY = Entry(
    key="offering:2", kind="offering", title=ENTRY.title, text=ENTRY.text, history=NOTHING
)
