"""The sentences about acceptance, reviews and follow-ups."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

OUTCOME_WORDS: Final[Mapping[str, Text]] = {
    "acceptance": Text("验收", "Acceptance"),
    "acceptance_waits": Text(
        "交付成果后，由企业在这里验收。", "Once a result is delivered, the firm accepts it here."
    ),
    "accept_lead": Text(
        "确认前请对照合同和指标。确认后这条需求即记为已解决，并计入平台公布的解决率。",
        "Compare it with the contract and the figures first. The need then counts as solved, in "
        "the rate that the platform publishes.",
    ),
    "accept_outcome": Text("结果", "Outcome"),
    "accept_compared": Text(
        "我已对照合同和指标，确认验收；验收后不能撤回",
        "I have compared it with the contract and the figures; accepting cannot be taken back",
    ),
    "choose_one": Text("请选择", "Choose"),
    "review_lead": Text("提交后不能修改。", "Once given, it cannot be changed."),
    "outcome_solved": Text("已解决", "Solved"),
    "outcome_partly": Text("部分解决", "Solved in part"),
    "outcome_unsolved": Text("未解决", "Not solved"),
    "accept_evidence": Text("依据", "What shows it"),
    "accept_evidence_hint": Text(
        "例如：连续三批，气孔率 2.1%，低于 3%。只有双方和运营人员能看到。",
        "Such as: three batches in a row at 2.1 %, below 3 %. For both sides and operators.",
    ),
    "accept_files": Text("作为依据的文件", "Files that show it"),
    "accept_results": Text("达到的指标", "Figures reached"),
    "accept_wanted": Text("需求要求：", "What was asked for:"),
    "result_name": Text("指标", "Figure"),
    "result_value": Text("数值", "Value"),
    "result_unit": Text("单位", "Unit"),
    "accept_public": Text("同意公开为成功案例", "Let everybody know of this case"),
    "accept_public_hint": Text(
        "只公开下面的标题和摘要，不公开单位名称。", "Only the title and summary below are shown."
    ),
    "accept_title": Text("公开标题", "Public title"),
    "accept_summary": Text("公开摘要", "Public summary"),
    "accepted_on": Text("验收日期", "Accepted"),
    "accept_or": Text(
        "还没有达到要求？在概况页要求整改或提出争议。",
        "Not there yet? Ask for changes or open a dispute on the overview.",
    ),
    "reviews": Text("双方互评", "Reviews"),
    "reviews_wait": Text("验收通过后双方互评。", "Both review each other after the acceptance."),
    "review_note": Text(
        "双方都评价后才互相看到。", "Each reads the other's once both have been given."
    ),
    "review_give": Text("评价对方", "Review the other side"),
    "review_send": Text("提交评价", "Give the review"),
    "review_given": Text("您已评价，等对方评价。", "Yours is given; the other's is awaited."),
    "review_overall": Text("总体", "Overall"),
    "review_quality": Text("质量", "Quality"),
    "review_timeliness": Text("及时", "In time"),
    "review_communication": Text("沟通", "Communication"),
    "review_of_firm": Text("企业的评价", "The firm's review"),
    "review_of_helper": Text("服务方的评价", "The helper's review"),
    "marks_of": Text("{mark} 分（满分 5 分）", "{mark} of 5"),
    "mark_5": Text("5 - 很好", "5 - excellent"),
    "mark_4": Text("4 - 好", "4 - good"),
    "mark_3": Text("3 - 一般", "3 - fair"),
    "mark_2": Text("2 - 差", "2 - weak"),
    "mark_1": Text("1 - 很差", "1 - poor"),
    "follow_ups": Text("回访", "Follow-up"),
    "follow_ups_wait": Text(
        "验收后每隔几个月会问企业问题是否仍然解决。",
        "Months after the acceptance the firm is asked whether the problem is still solved.",
    ),
    "follow_up_after": Text("验收后 {months} 个月", "{months} months after the acceptance"),
    "follow_up_besides": Text("临时回访", "Asked besides"),
    "follow_up_status_planned": Text("未到期", "Planned"),
    "follow_up_status_open": Text("待企业回复", "Open"),
    "follow_up_status_answered": Text("已回复", "Answered"),
    "follow_up_status_lapsed": Text("逾期未回复", "Lapsed"),
    "follow_up_holds": Text("问题还是解决的吗", "Is it still solved"),
    "holds_yes": Text("是", "Yes"),
    "holds_partly": Text("部分", "In part"),
    "holds_no": Text("不是，问题又出现了", "No, the problem is back"),
    "follow_up_benefit": Text("验收以来的收益（元，不清楚不填）", "Benefit since (CNY, if known)"),
    "follow_up_answer": Text("回复回访", "Answer"),
}
