"""The sentences about one's own entries as a whole: their state, listing and completeness."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

ENTRIES: Final[Mapping[str, Text]] = {
    "supply_entries_intro": Text(
        "名片是企业了解您的地方，也是平台匹配的依据。写得越具体，越容易被找到。",
        "Firms get to know you by your profiles, and matching goes by them. "
        "The more they say, the better you are found.",
    ),
    "supply_edit": Text("修改", "Change"),
    "supply_preview": Text("看看别人看到什么", "As others see it"),
    "supply_preview_note": Text(
        "别人看到的就是这样，联系方式不公开。",
        "This is what others see; how to reach you is not public.",
    ),
    "supply_unseen": Text("目前别人看不到", "Nobody else sees it at present"),
    "supply_unseen_why_withdrawn": Text("它已撤下，可以恢复。", "It is withdrawn; restore it."),
    "supply_unseen_why_unlisted": Text(
        "提供机构还没有上架，上架后自动公开。",
        "The provider is not listed yet; then it is public, too.",
    ),
    "supply_which_kind": Text("想写哪一类？", "What do you want to write?"),
    "supply_kind_expert": Text("介绍您本人，一人一份。", "Yourself; one file a person."),
    "supply_kind_provider": Text("介绍您的机构。", "Your organization."),
    "supply_kind_offering": Text("一项具体的服务，有价格和周期。", "One service, with its price."),
    "supply_kind_facility": Text("可以给别人用的仪器、中试线。", "Equipment that others may use."),
    "supply_kind_achievement": Text(
        "可以转让或合作的成果。", "Research results for others to use."
    ),
    "supply_new_expert": Text("新建专家名片", "New file of an expert"),
    "supply_new_provider": Text("新建机构名片", "New provider"),
    "supply_new_offering": Text("新建服务项目", "New service"),
    "supply_new_facility": Text("新建设施", "New facility"),
    "supply_new_achievement": Text("新建科技成果", "New research result"),
    "supply_created": Text("名片已建好。", "It is written."),
    "supply_saved": Text("已保存。", "Saved."),
    "supply_assured": Text("已确认信息仍然正确。", "You have vouched for it today."),
    "supply_load_saved": Text("已更新，匹配马上用上。", "Noted; matching takes it up at once."),
    "supply_s_about": Text("基本情况", "What it is"),
    "supply_s_where": Text("行业和地区", "Industries and places"),
    "supply_s_results": Text("成果", "Results"),
    "supply_s_cases": Text("案例", "Cases"),
    "supply_s_load": Text("时间和推荐", "Time, and being offered"),
    "supply_s_terms": Text("条件", "Terms"),
    "supply_s_parameters": Text("技术参数", "Parameters"),
    "supply_s_contact": Text("联系方式", "How to reach you"),
    "supply_sh_contact": Text(
        "不公开，双方同意交换后才给企业。",
        "Not public; passed on only when both sides agree.",
    ),
    "supply_required": Text("（必填）", " (required)"),
    "supply_any_provider": Text("不属于以下机构", "None of these"),
    "supply_none_chosen": Text("未选择", "Not chosen"),
    "supply_separated": Text("用逗号分开。", "Separated by commas."),
    "supply_not_said": Text("未填写", "Not said"),
    "supply_yes": Text("是", "Yes"),
    "supply_no": Text("否", "No"),
    "supply_confirmed_enterprise": Text("企业已确认", "Confirmed by the firm"),
    "supply_confirmed_operator": Text("平台已核实", "Verified by the platform"),
    "supply_to_entries": Text("回到名片列表", "Back to the list"),
}

STANDING: Final[Mapping[str, Text]] = {
    "supply_standing": Text("状态", "State"),
    "supply_status_active": Text("在用", "Active"),
    "supply_status_temporarily_closed": Text("暂停服务", "Temporarily closed"),
    "supply_status_withdrawn": Text("已撤下", "Withdrawn"),
    "supply_held": Text(
        "平台已停用此条目，请联系运营人员。", "An operator has stopped it; ask the operators."
    ),
    "supply_assured_on": Text("确认于", "Vouched for on"),
    "supply_never_assured": Text("还没有人确认过", "Nobody has vouched for it yet"),
    "supply_stale": Text("超过一年未确认", "Not vouched for in a year"),
    "supply_assure": Text("信息仍然正确", "Still right"),
    "supply_action_suspend": Text("暂停服务", "Close for a time"),
    "supply_action_resume": Text("恢复服务", "Open again"),
    "supply_action_withdraw": Text("撤下", "Withdraw"),
    "supply_action_restore": Text("恢复", "Restore"),
    "supply_means_suspend": Text(
        "暂停后仍可看到，但不再推荐；随时可以恢复。",
        "It stays visible but is not offered; you can open it again at any time.",
    ),
    "supply_means_withdraw": Text(
        "撤下后别人看不到；可以恢复。", "Nobody else sees it any more; you can restore it."
    ),
    "supply_reason_if": Text("原因（可不填）", "Reason (optional)"),
    "supply_reason_no_longer_offered": Text("不再提供", "No longer offered"),
    "supply_reason_maintenance": Text("维护中", "Maintenance"),
    "supply_reason_fully_booked": Text("已约满", "Fully booked"),
    "supply_reason_wrong_data": Text("信息有误", "The data are wrong"),
    "supply_reason_owner_request": Text("本人要求", "My own wish"),
    "supply_reason_other": Text("其他", "Other"),
    "supply_load": Text("现在忙吗", "How busy are you"),
    "supply_load_hint": Text(
        "已满时，平台不再把您排在前面。", "While you are full you are not put in front."
    ),
    "supply_fullness": Text("完整度", "Completeness"),
    "supply_full": Text("完整度 {percent}%", "{percent}% complete"),
    "supply_add_next": Text("接下来补充：", "Add next:"),
    "supply_all_there": Text("很完整了。", "Everything is there."),
}

LISTING: Final[Mapping[str, Text]] = {
    "supply_listing": Text("上架情况", "Listing"),
    "supply_listing_pending": Text("待审核", "Pending"),
    "supply_listing_verified": Text("已认证", "Verified"),
    "supply_listing_listed": Text("已上架", "Listed"),
    "supply_listing_stale": Text("待更新", "Stale"),
    "supply_listing_suspended": Text("暂停", "Suspended"),
    "supply_listing_delisted": Text("下架", "Delisted"),
    "supply_listing_next_pending": Text(
        "运营人员正在核实；核实后就可以上架。", "An operator verifies it; then it can be listed."
    ),
    "supply_listing_next_verified": Text(
        "已核实，点“上架”后公开。", "Verified; list it, and it is public."
    ),
    "supply_listing_next_listed": Text("所有人都能看到。", "Everybody sees it."),
    "supply_listing_next_stale": Text(
        "一年没有确认，请确认信息仍然正确，否则会暂停。",
        "Nobody vouched for it in a year; do so, or it is suspended.",
    ),
    "supply_listing_next_suspended": Text(
        "暂停期间别人看不到，请联系运营人员。", "Nobody sees it for now; ask the operators."
    ),
    "supply_listing_next_delisted": Text(
        "已下架；修改后可以重新提交审核。", "Taken off; it can be handed in again."
    ),
    "supply_list_list": Text("上架", "List it"),
    "supply_list_assure": Text("确认信息仍然正确", "Still right"),
    "supply_list_delist": Text("下架", "Take it off"),
    "supply_list_resubmit": Text("重新提交审核", "Hand it in again"),
}

OWN_ENTRIES: Final[Mapping[str, Text]] = {**ENTRIES, **STANDING, **LISTING}
