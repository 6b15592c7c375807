"""What the states and steps of responses and engagements are called, and what comes next."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

RESPONSE_STATUSES: Final[Mapping[str, Text]] = {
    "invited": Text("受邀", "Invited"),
    "draft": Text("草稿", "Draft"),
    "expressed": Text("已表达意向", "Expressed"),
    "taken_over": Text("经办接手", "Taken over"),
    "info_requested": Text("待补充", "More asked for"),
    "qualified": Text("符合条件", "Qualified"),
    "shortlisted": Text("入围", "Shortlisted"),
    "offered": Text("已报价", "Offered"),
    "countered": Text("还价", "Countered"),
    "selected": Text("已选定", "Selected"),
    "not_selected": Text("未选中", "Not selected"),
    "declined": Text("谢绝", "Declined"),
    "withdrawn": Text("撤回", "Withdrawn"),
    "expired": Text("超时", "Expired"),
}

RESPONSE_ACTIONS: Final[Mapping[str, Text]] = {
    "invite": Text("邀请响应", "Invite"),
    "express": Text("发出响应", "Send the response"),
    "decline": Text("谢绝邀请", "Decline the invitation"),
    "cancel": Text("取消邀请", "Take the invitation back"),
    "discard": Text("放弃草稿", "Discard the draft"),
    "take_over": Text("接手", "Take over"),
    "hand_on": Text("转给企业", "Handed on to the firm"),
    "request_info": Text("要求补充说明", "Ask for more"),
    "supply_info": Text("提交补充说明", "Send what was asked for"),
    "qualify": Text("认定符合条件", "Judge it qualified"),
    "shortlist": Text("列入入围名单", "Shortlist"),
    "agree_contact": Text("同意交换联系方式", "Agree to exchange contacts"),
    "offer": Text("报价", "Make an offer"),
    "counter": Text("还价", "Make a counter-offer"),
    "accept": Text("接受还价", "Accept the counter-offer"),
    "select": Text("选定", "Select"),
    "refuse": Text("不选用", "Refuse"),
    "withdraw": Text("撤回响应", "Withdraw the response"),
    "expire": Text("到期", "Ran out of time"),
    "close": Text("随需求结束", "Ended with the need"),
    "fall_through": Text("合作未成", "Fell through"),
    "revise": Text("重新修改", "Take it up again"),
    "reconsider": Text("重新考虑", "Reconsider"),
}

ENGAGEMENT_STATUSES: Final[Mapping[str, Text]] = {
    "proposed": Text("拟合作", "Proposed"),
    "nda_signed": Text("保密已签", "Confidentiality agreed"),
    "negotiating": Text("洽谈中", "Negotiating"),
    "contract_signed": Text("合同已签", "Contract signed"),
    "registered": Text("合同已登记", "Contract registered"),
    "in_progress": Text("实施中", "In progress"),
    "delivered": Text("已交付", "Delivered"),
    "changes_requested": Text("要求整改", "Changes requested"),
    "accepted": Text("验收通过", "Accepted"),
    "reviewed": Text("双方互评", "Reviewed"),
    "follow_up": Text("跟踪回访", "Follow-up"),
    "archived": Text("归档", "Archived"),
    "suspended": Text("中止", "Suspended"),
    "terminated": Text("终止", "Terminated"),
    "disputed": Text("争议中", "Disputed"),
}

RESPONDING: Final[Mapping[str, Text]] = {
    **{f"response_status_{name}": label for name, label in RESPONSE_STATUSES.items()},
    **{f"response_action_{name}": label for name, label in RESPONSE_ACTIONS.items()},
    **{f"engagement_status_{name}": label for name, label in ENGAGEMENT_STATUSES.items()},
}
"""By name, as templates say them; tests compare the states with the requests service's."""
