"""The sentences about what nobody offers, and about how one stands with a need."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

GAPS: Final[Mapping[str, Text]] = {
    "gap_title": Text("供给缺口", "What nobody offers"),
    "gap_intro": Text(
        "已发布、但目录里没有足够接近的专家、机构或成果的需求。有共同点的放在一起，可以作为共性技术难题的"
        "草稿，也说明该去找哪方面的人入驻。",
        "Published needs to which nobody in the catalogue is close enough. Those with something in "
        "common stand together: a draft of a common technical problem, and whom to look for.",
    ),
    "gap_public": Text("看公开的共性难题", "What everybody sees of it"),
    "gap_count": Text(
        "最近 {considered} 条需求中，{unmet} 条没有合适的人（主题契合低于 {qualified}）。",
        "Of the latest {considered} needs, {unmet} have nobody (topical fit below {qualified}).",
    ),
    "gap_as_of": Text("计算于", "As of"),
    "gap_missing": Text("缺少的能力", "What is missing"),
    "gap_regions": Text("地区", "Regions"),
    "gap_organizations": Text("公开名称的单位", "Organizations that show their names"),
    "gap_closest": Text("最接近的是", "Closest is"),
    "gap_alone": Text("单独的需求", "Needs by themselves"),
    "gap_none": Text("每条需求都有合适的人。", "There is somebody for every need."),
    "gap_none_advice": Text(
        "新需求发布后会在这里重新核对。", "New needs are looked at here as they are published."
    ),
    "stand_title": Text("我与这条需求的匹配", "How I stand with this need"),
    "stand_see": Text("看排名与改进建议", "My place, and what would improve it"),
    "stand_shown": Text(
        "排在第 {position} 位，会出现在企业看到的推荐中。",
        "Place {position}: firms see it among those suggested.",
    ),
    "stand_not_shown": Text(
        "目前不会出现在企业看到的推荐中。", "Firms do not see it among those suggested."
    ),
    "stand_improve": Text("怎样提高", "What would raise it"),
    "stand_improve_note": Text(
        "每一条都按改动后的资料重新算分得出。只有属实才能写。",
        "Each was computed by scoring the changed entry anew. Only state what is true.",
    ),
    "stand_then": Text("改后 {score} 分，加 {gain} 分", "{score} points then, {gain} more"),
    "stand_place": Text("排名第 {position}", "place {position}"),
    "stand_nothing": Text(
        "没有能明显提高分值的改动。", "No change would raise the score noticeably."
    ),
    "stand_edit": Text("去修改资料", "Change the entry"),
    "stand_mine": Text("我的资料", "My entry"),
}
