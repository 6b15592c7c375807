"""The sentences of the operators' desk: the queue, a need, and needs that find nobody."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

DESK: Final[Mapping[str, Text]] = {
    "nav_desk": Text("工作台", "Desk"),
    "desk_sections": Text("工作台栏目", "Sections of the desk"),
    "desk_table": Text("{name}（表格）", "{name} (table)"),
    "desk_narrow": Text("筛选", "Narrow down"),
    "desk_queue": Text("待办需求", "Needs that wait"),
    "desk_queue_intro": Text(
        "最先到期的排在最前。认领后由您处理，别人不会重复处理。",
        "What is due first comes first. What you take up, nobody else works on.",
    ),
    "desk_open": Text("打开", "Open"),
    "desk_open_need": Text("打开需求", "Open the need"),
    "desk_need": Text("需求", "Need"),
    "desk_at_it": Text("经办人", "At it"),
    "desk_action": Text("操作", "Action"),
    "desk_party": Text("当事人", "one of the parties"),
    "desk_tier_open": Text("公开", "Open"),
    "desk_tier_registered": Text("登录可见", "For registered readers"),
    "desk_tier_confidential": Text("保密", "Confidential"),
    "desk_nobody": Text("无人", "nobody"),
    "desk_you": Text("您", "you"),
    "desk_another": Text("其他运营人员", "another operator"),
    "desk_until": Text("至", "until"),
    "desk_broker": Text("经办牵线人", "Broker"),
    "desk_no_clock": Text("没有时限", "no time limit"),
    "desk_urgent": Text("紧急", "Urgent"),
    "desk_confidential": Text("保密", "Confidential"),
    "desk_stage_contact": Text("首次联系截止", "First contact by"),
    "desk_stage_plan": Text("出具意见截止", "Decision by"),
    "desk_stage_close": Text("办结截止", "Close by"),
    "desk_view_all": Text("全部", "All"),
    "desk_view_unclaimed": Text("无人认领", "Unclaimed"),
    "desk_view_mine": Text("我的", "Mine"),
    "desk_view_overdue": Text("已超时", "Overdue"),
    "desk_view_new": Text("新提交", "New"),
    "desk_view_judged": Text("审核中", "Under review"),
    "desk_queue_empty": Text("这里没有待办的需求。", "No need waits here."),
    "desk_queue_empty_advice": Text(
        "可以看看还没有人响应的需求，帮它们找到人。",
        "See which needs have found nobody yet, and help them to somebody.",
    ),
    "desk_none_of_number": Text("没有这个编号的需求", "No need of this number"),
    "desk_none_of_number_advice": Text(
        "没有找到“{number}”。编号形如 KQ-2026-000123，请核对后再试。",
        "“{number}” was not found. Numbers look like KQ-2026-000123; check it and try again.",
    ),
    "desk_keys": Text("键盘快捷键", "Keyboard shortcuts"),
    "desk_key_rows": Text("下一行、上一行", "next and previous row"),
    "desk_key_open": Text("打开所选的一行", "open the chosen row"),
    "desk_key_claim": Text("认领所选的一行或本条需求", "take up the chosen row or this need"),
    "desk_key_decide": Text(
        "打开发布、退回、不予受理、并入的表单", "open publish, return, reject, merge"
    ),
    "desk_key_mark": Text(
        "把选中的文字填入退回标注", "put the selected words into the passages to return"
    ),
    "desk_key_back": Text("回到待办列表", "back to the list"),
    "desk_key_find": Text("按编号查找", "find by number"),
    "desk_key_help": Text("显示这份说明", "show this list"),
    "desk_held_back": Text(
        "保密内容只有经办这条需求的运营人员能看到：认领、牵线或写明原因接手后可见，企业会在办理过程中看到。",
        "What is confidential is for whoever works on the need: take it up, broker it, or take it "
        "over with a reason, which its firm sees in the history.",
    ),
    "desk_no_summary": Text("没有公开摘要", "no public summary"),
    "desk_unknown": Text("未填写", "not said"),
    "desk_industry": Text("行业", "Industry"),
    "desk_keywords": Text("关键词", "Keywords"),
    "desk_industry_code": Text("行业", "Industry"),
    "desk_budget_band": Text("预算", "Budget"),
    "desk_field": Text("内容", "Field"),
    "desk_responses": Text("响应", "Responses"),
    "desk_response": Text("一份响应", "A response"),
    "desk_no_responses": Text("还没有人响应。", "Nobody has responded yet."),
    "desk_waits_for_you": Text("等待经办", "waits for the desk"),
    "desk_decide": Text("处理", "Decide"),
    "desk_done": Text("已办理。", "Done."),
    "desk_back_to_queue": Text("处理下一条", "On to the next one"),
    "desk_nothing_to_do": Text("现在没有可办的操作。", "There is nothing to be done now."),
    "desk_sure": Text(
        "确认后立即生效，当事人会收到通知。", "It takes effect at once; those concerned hear of it."
    ),
    "desk_means_claim": Text(
        "认领后归您处理，别人不能同时处理。", "It is yours then; nobody else works on it meanwhile."
    ),
    "desk_means_release": Text("放回后别人可以认领。", "Others can take it up then."),
    "desk_means_start_review": Text(
        "需求方会看到“审核中”。", "Its owner sees that it is under review."
    ),
    "desk_means_broker": Text(
        "由您负责牵线，后续提醒发给您。", "You bring the sides together; reminders come to you."
    ),
    "desk_merged_into": Text("已并入", "Merged into"),
    "desk_into": Text("并入哪一条需求（编号）", "Into which need (its number)"),
    "desk_into_hint": Text(
        "已发布的同一需求，例如 KQ-2026-000123。", "A published need, such as KQ-2026-000123."
    ),
    "desk_to": Text("转交给", "Hand over to"),
    "desk_summary_hint": Text(
        "所有人都能看到。可以直接修改，去掉不宜公开的内容。",
        "Everybody reads it. Change it here and take out what is not for the public.",
    ),
    "desk_marks": Text("需要修改的地方（可不填）", "What to change (optional)"),
    "desk_marks_hint": Text(
        "抄下原文中的一段，写明怎么改。选中左侧原文后按 s 会自动填入。",
        "Copy some words of the text and say what to do. Select words on the left and press s "
        "to have them filled in.",
    ),
    "desk_mark": Text("标注 {number}", "Passage {number}"),
    "desk_mark_where": Text("在哪一部分", "In which part"),
    "desk_mark_words": Text("原文", "The words"),
    "desk_mark_note": Text("怎么修改", "What to do about them"),
    "desk_check": Text("完整度与相似需求", "Completeness and similar needs"),
    "desk_similar": Text("相似的需求", "Similar needs"),
    "desk_closeness": Text("相近程度", "closeness"),
    "desk_no_similar": Text("没有发现相似的已发布需求。", "No published need is like it."),
    "desk_not_looked": Text(
        "匹配服务没有应答，暂时无法查找相似需求。",
        "Matching does not answer; nothing was compared.",
    ),
    "desk_filing": Text("修正分类", "Put the filing right"),
    "desk_filing_note": Text(
        "审核时可以修正分类和公开摘要；其他内容由需求方自己修改。",
        "While judging you may put these right; the rest stays in its owner's words.",
    ),
    "desk_save": Text("保存", "Save"),
    "desk_beside": Text("并排比较", "Side by side"),
    "desk_beside_intro": Text(
        "看看两条需求是不是同一个问题。并入后，提出方会成为另一条需求的加入者，可以再分出来。",
        "See whether they are the same problem. Once merged, the one who posted it joins the "
        "other need; it can be taken out again.",
    ),
    "desk_same": Text("相同", "the same"),
    "desk_merge_left": Text("把 {left} 并入 {right}", "Merge {left} into {right}"),
    "desk_merge_question": Text(
        "并入后前一条不再单独办理，双方都会收到通知。确定吗？",
        "The first one is not handled on its own any more, and both sides hear of it. Sure?",
    ),
    "desk_not_the_same": Text("不是同一个问题", "They are not the same"),
    "desk_pursuit": Text("不落空跟进", "Pursuit"),
    "desk_pursuit_intro": Text(
        "这些需求还没有谈成。每条都有下一步和期限，直到有人解决，或企业同意结案。",
        "Nobody is there for these needs yet. Each has a next move and a date, until it is "
        "solved or its firm agrees to close it.",
    ),
    "desk_next_move": Text("下一步", "Next move"),
    "desk_by": Text("期限", "By"),
    "desk_moves_made": Text("已跟进 {count} 次", "{count} moves made"),
    "desk_closing_asked": Text("等企业答复结案建议，至", "the firm answers by"),
    "desk_pursued_all": Text("全部", "All"),
    "desk_pursued_mine": Text("我牵线的", "Mine"),
    "desk_pursued_unbrokered": Text("无人牵线", "Without a broker"),
    "desk_pursued_overdue": Text("该跟进了", "Due"),
    "desk_pursued_asked": Text("等企业答复", "Waiting for the firm"),
    "desk_pursuit_empty": Text("没有需要跟进的需求。", "No need is without somebody."),
    "desk_pursuit_empty_advice": Text(
        "发布后无人响应的需求会出现在这里。", "Published needs that find nobody appear here."
    ),
    "desk_ladder": Text("跟进的规则", "The rule"),
    "desk_ladder_note": Text(
        "无人响应时，平台按这个顺序一步步推进。", "What is done, in this order, if nobody responds."
    ),
    "desk_ladder_after": Text("{days} 个工作日后", "after {days} working days"),
    "desk_ladder_repeats": Text("之后重复", "again and again"),
    "desk_waiting_responses": Text("等待经办的响应", "Responses that wait for the desk"),
    "desk_waiting_responses_note": Text(
        "看过后转给企业；超时未看会自动转给企业。",
        "Look and hand them on to the firm; if nobody does in time, they go on by themselves.",
    ),
    "desk_name": Text("名称", "Name"),
    "desk_since": Text("登记时间", "Since"),
    "desk_facts": Text("资料", "What is known"),
    "desk_no_history": Text("还没有办理记录。", "Nothing has happened yet."),
    "desk_back_to_list": Text("回到列表", "Back to the list"),
    "desk_list_empty": Text("这里没有需要处理的。", "Nothing waits here."),
    "desk_list_empty_advice": Text(
        "可以换一个筛选看看，或者回到待办需求。",
        "Try another view, or go back to the needs that wait.",
    ),
    "desk_organizations": Text("单位核验", "Organizations"),
    "desk_organizations_intro": Text(
        "核验通过后，单位的人才能代表它发布和响应需求。等得最久的排在最前。",
        "Its people act for an organization once it is verified. Who waits longest comes first.",
    ),
    "desk_organizations_registered": Text("待核验", "Waiting"),
    "desk_organizations_verified": Text("已核验", "Verified"),
    "desk_organizations_rejected": Text("未通过", "Not verified"),
    "desk_organizations_suspended": Text("已暂停", "Suspended"),
    "desk_organizations_closed": Text("已关闭", "Closed"),
    "desk_organizations_all": Text("全部", "All"),
    "desk_uscc_office": Text("代码登记机关所在地", "Where the code was issued"),
    "desk_members": Text("成员", "People"),
    "desk_member": Text("{name}（{duty}，{consent}）", "{name} ({duty}, {consent})"),
    "desk_verify_note": Text(
        "请对照国家企业信用信息公示系统，核对名称和代码一致，再联系成员确认其有权代表单位。",
        "Compare name and code with the national register of enterprises, and make sure that "
        "its people may act for it.",
    ),
}
