"""Draws the pictures of the documentation from the tables that the services live by.

    python -m deploy.documentation

writes docs/lifecycles.md anew; `tests/demo/test_documentation.py` fails when it differs.
"""

from pathlib import Path
from typing import Any, Final

from services.catalog.entries.lifecycle import LIFECYCLE as ENTRY
from services.catalog.listings.lifecycle import LIFECYCLE as LISTING
from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATION
from services.catalog.teams.lifecycle import LIFECYCLE as TEAM
from services.matching.proposals.domain import LIFE as PROPOSAL
from services.portal.organizations.domain import LIFECYCLE as ORGANIZATION
from services.requests.amendments.domain import LIFE as AMENDMENT
from services.requests.demands.life import LIFE as DEMAND
from services.requests.engagements.domain import LIFE as ENGAGEMENT
from services.requests.followups.domain import LIFE as FOLLOW_UP
from services.requests.grants.domain import LIFE as GRANT
from services.requests.milestones.domain import LIFE as MILESTONE
from services.requests.responses.domain import LIFE as RESPONSE
from shared.language import Language
from shared.lifecycle import Lifecycle

PAGE: Final = Path(__file__).parents[1] / "docs" / "lifecycles.md"

LIFECYCLES: Final[tuple[tuple[str, str, Lifecycle[Any, Any]], ...]] = (
    ("需求", "`services/requests/demands/life.py`", DEMAND),
    ("保密内容查阅", "`services/requests/grants/domain.py`", GRANT),
    ("响应", "`services/requests/responses/domain.py`", RESPONSE),
    ("合作", "`services/requests/engagements/domain.py`", ENGAGEMENT),
    ("里程碑", "`services/requests/milestones/domain.py`", MILESTONE),
    ("合同变更", "`services/requests/amendments/domain.py`", AMENDMENT),
    ("跟踪回访", "`services/requests/followups/domain.py`", FOLLOW_UP),
    ("目录条目", "`services/catalog/entries/lifecycle.py`", ENTRY),
    ("机构入驻", "`services/catalog/listings/lifecycle.py`", LISTING),
    ("专家登记", "`services/catalog/registrations/lifecycle.py`", REGISTRATION),
    ("特派团", "`services/catalog/teams/lifecycle.py`", TEAM),
    ("术语提议", "`services/matching/proposals/domain.py`", PROPOSAL),
    ("单位", "`services/portal/organizations/domain.py`", ORGANIZATION),
)
"""Every lifecycle of the platform: what lives it, where its table stands, and the table."""

_HEAD: Final = """# 生命周期

本页由 `python -m deploy.documentation` 按程序中的状态表生成，请勿手工修改；
与状态表不一致时测试会失败。
箭头上是接口中的操作名（`action`），表中列出谁可以执行。有的操作另有条件，不满足时接口会说明缺什么。
"""


def page() -> str:
    """Return the page of lifecycles."""
    return "\n".join([_HEAD, *(_chapter(*each) for each in LIFECYCLES)])


def _chapter(title: str, place: str, life: Lifecycle[Any, Any]) -> str:
    lines = [f"## {title}", "", f"状态表：{place}", "", "```mermaid", life.mermaid(Language.ZH)]
    lines += ["```", "", "| 状态 | 操作 | 谁 | 之后 |", "|---|---|---|---|"]
    for row in life.transitions:
        state, following = (life.labels[each].zh for each in (row.state, row.next))
        parties = "、".join(f"`{party}`" for party in sorted(row.parties))
        lines.append(f"| {state} | `{row.action.value}` | {parties} | {following} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
