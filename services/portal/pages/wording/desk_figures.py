"""The sentences of the figures."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

FIGURES: Final[Mapping[str, Text]] = {
    "desk_figures": Text("统计", "Figures"),
    "desk_figures_intro": Text(
        "点任何一个数，都能看到它背后的每一条需求。", "Every number opens the needs behind it."
    ),
    "desk_xlsx": Text("下载 Excel", "Download as Excel"),
    "desk_since_day": Text("提交日期从", "Posted from"),
    "desk_until_day": Text("到", "to"),
    "desk_count": Text("统计", "Count"),
    "desk_all_days": Text("不限日期", "All days"),
    "desk_solved_rate": Text("企业确认解决率", "Confirmed as solved"),
    "desk_solved_of": Text(
        "已发布 {published} 条，确认解决 {solved} 条",
        "{solved} of {published} published needs",
    ),
    "desk_half_of": Text(
        "一半的需求在此时间内（共 {count} 条）", "half of {count} needs took no longer"
    ),
    "desk_funnel": Text("从提交到解决", "From posting to the solution"),
    "desk_funnel_note": Text(
        "只有企业凭证据确认过的才算解决，同一问题只算一次。",
        "Only what its firm has confirmed on evidence counts as solved, and each problem once.",
    ),
    "desk_stage": Text("环节", "Stage"),
    "desk_needs": Text("需求数", "Needs"),
    "desk_share": Text("占已提交", "Of those posted"),
    "desk_waits": Text("等了多久", "How long it took"),
    "desk_waits_note": Text(
        "只算已经等到的；还在等的不计入。", "Of those that have it; who still waits is not counted."
    ),
    "desk_wait": Text("等什么", "What was waited for"),
    "desk_median": Text("一半在此之内", "Half within"),
    "desk_nine": Text("九成在此之内", "Nine in ten within"),
    "desk_median_hours": Text("中位数（小时）", "Median (hours)"),
    "desk_nine_hours": Text("九成在此之内（小时）", "Nine in ten within (hours)"),
    "desk_in_hours": Text("{hours} 小时", "{hours} hours"),
    "desk_in_days": Text("{days} 天", "{days} days"),
    "desk_hours": Text("等待（小时）", "Waited (hours)"),
    "desk_statuses": Text("现在的状态", "Where they stand now"),
    "desk_by_industry": Text("各行业的供需", "Supply and demand by industry"),
    "desk_by_region": Text("各地区的供需", "Supply and demand by region"),
    "desk_region": Text("地区", "Region"),
    "desk_region_code": Text("地区", "Region"),
    "desk_supply_note": Text(
        "右边几列是可以帮忙的机构、服务、专家、设施和成果；0 表示有需求而没有供给。",
        "The columns on the right are who and what could help; 0 means a need without supply.",
    ),
    "desk_supply_away": Text(
        "匹配服务没有应答，供给数量暂时不知道。", "Matching does not answer; supply is not known."
    ),
    "desk_posted": Text("已提交", "Posted"),
    "desk_published": Text("已发布", "Published"),
    "desk_solved": Text("已解决", "Solved"),
    "desk_behind": Text("数字背后的需求", "The needs behind the figure"),
    "desk_stage_of_posted": Text("已提交", "Posted"),
    "desk_stage_of_published": Text("已发布", "Published"),
    "desk_stage_of_answered": Text("有人响应", "Answered"),
    "desk_stage_of_contracted": Text("已签约", "Contracted"),
    "desk_stage_of_delivered": Text("已交付", "Delivered"),
    "desk_stage_of_solved": Text("企业确认解决", "Confirmed as solved"),
    "desk_wait_of_contact": Text("已首次联系", "Contacted"),
    "desk_wait_of_decision": Text("已出审核意见", "Decided"),
    "desk_wait_of_answer": Text("已有响应", "Answered"),
    "desk_wait_of_contract": Text("已签约", "Contracted"),
    "desk_wait_of_solution": Text("已确认解决", "Solved"),
    "desk_no_figures": Text("这段时间没有需求。", "There are no needs in these days."),
    "desk_no_figures_advice": Text(
        "换一段日期，或者先导入需求。", "Choose other days, or import needs first."
    ),
    "desk_import": Text("导入", "Import"),
}
