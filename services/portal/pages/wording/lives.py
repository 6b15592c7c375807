"""What states and steps of registrations, teams, listings and organizations are called."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

REGISTRATION_STATUSES: Final[Mapping[str, Text]] = {
    "applied": Text("已申请", "Applied"),
    "nominated": Text("已推荐", "Nominated"),
    "endorsed": Text("派出单位已同意", "Endorsed"),
    "under_review": Text("审核中", "Under review"),
    "returned": Text("退回补充", "Returned"),
    "rejected": Text("不予登记", "Rejected"),
    "withdrawn": Text("已撤回", "Withdrawn"),
    "registered": Text("在册", "Registered"),
    "available": Text("待派", "Available"),
    "dispatched": Text("派驻中", "Dispatched"),
    "under_assessment": Text("考核中", "Under assessment"),
    "renewed": Text("已续聘", "Renewed"),
    "probation": Text("限期整改", "On probation"),
    "suspended": Text("已暂停", "Suspended"),
    "exited": Text("已退出", "Exited"),
    "appealed": Text("申诉中", "Appealed"),
    "expired": Text("期满", "Expired"),
}

REGISTRATION_ACTIONS: Final[Mapping[str, Text]] = {
    "endorse": Text("同意派出", "Endorse"),
    "refuse": Text("不同意派出", "Refuse"),
    "accept": Text("接受推荐", "Accept the nomination"),
    "decline": Text("谢绝推荐", "Decline the nomination"),
    "withdraw": Text("撤回申请", "Withdraw"),
    "lapse": Text("逾期作废", "Lapsed"),
    "escalate": Text("超时提醒", "Overdue"),
    "start_review": Text("开始审核", "Begin the review"),
    "return": Text("退回补充", "Return for more"),
    "reject": Text("不予登记", "Reject"),
    "register": Text("准予登记", "Register"),
    "resubmit": Text("补充后再提交", "Send it again"),
    "reapply": Text("重新申请", "Apply again"),
    "activate": Text("转为待派", "Make available"),
    "dispatch": Text("派驻", "Dispatch"),
    "recall": Text("召回", "Recall"),
    "assess": Text("开始考核", "Begin the assessment"),
    "renew": Text("续聘", "Renew"),
    "begin_term": Text("新聘期开始", "A new term began"),
    "return_to_post": Text("回到派驻岗位", "Back at the post"),
    "warn": Text("限期整改", "Put on probation"),
    "clear": Text("整改合格", "Clear the probation"),
    "exit": Text("退出", "Let go"),
    "resign": Text("辞任", "Resign"),
    "decline_renewal": Text("不再续聘", "No renewal wanted"),
    "appeal": Text("申诉", "Appeal"),
    "drop_appeal": Text("撤回申诉", "Drop the appeal"),
    "suspend": Text("暂停", "Suspend"),
    "restore": Text("恢复", "Restore"),
    "expire": Text("期满", "Expired"),
}

TEAM_STATUSES: Final[Mapping[str, Text]] = {
    "forming": Text("组建中", "Forming"),
    "consented": Text("成员已确认", "All have agreed"),
    "filed": Text("已备案", "Filed"),
    "active": Text("服务中", "Active"),
    "disbanded": Text("已解散", "Disbanded"),
}

TEAM_ACTIONS: Final[Mapping[str, Text]] = {
    "confirm": Text("成员确认", "Confirmed"),
    "lose_member": Text("成员退出", "A member left"),
    "revise": Text("调整成员", "Change its members"),
    "file": Text("备案", "File"),
    "escalate": Text("超时提醒", "Overdue"),
    "begin": Text("开始服务", "Begin"),
    "disband": Text("解散", "Disband"),
    "reform": Text("重新组建", "Form it anew"),
}

CONSENTS: Final[Mapping[str, Text]] = {
    "asked": Text("待答复", "asked"),
    "agreed": Text("已同意", "agreed"),
    "declined": Text("已谢绝", "declined"),
}

LISTING_STATUSES: Final[Mapping[str, Text]] = {
    "pending": Text("待审核", "Pending"),
    "verified": Text("已认证", "Verified"),
    "listed": Text("已上架", "Listed"),
    "stale": Text("待更新", "Stale"),
    "suspended": Text("暂停", "Suspended"),
    "delisted": Text("下架", "Delisted"),
}

LISTING_ACTIONS: Final[Mapping[str, Text]] = {
    "verify": Text("认证", "Verify"),
    "refuse": Text("不予入驻", "Refuse"),
    "list": Text("上架", "List"),
    "assure": Text("确认信息仍有效", "Confirm that it still holds"),
    "go_stale": Text("信息过期", "Went stale"),
    "suspend": Text("暂停", "Suspend"),
    "restore": Text("恢复", "Restore"),
    "delist": Text("下架", "Take off"),
    "resubmit": Text("重新申请入驻", "Ask again"),
    "escalate": Text("超时提醒", "Overdue"),
}

ORGANIZATION_ACTIONS: Final[Mapping[str, Text]] = {
    "verify": Text("核验通过", "Verify"),
    "reject": Text("核验不通过", "Do not verify"),
    "resubmit": Text("重新登记", "Sent again"),
    "revise": Text("修改登记信息", "Changed"),
    "suspend": Text("暂停", "Suspend"),
    "restore": Text("恢复", "Restore"),
    "close": Text("关闭", "Close"),
    "reopen": Text("重新开放", "Reopen"),
}

LIVES: Final[Mapping[str, Text]] = {
    **{f"registration_status_{name}": label for name, label in REGISTRATION_STATUSES.items()},
    **{f"registration_action_{name}": label for name, label in REGISTRATION_ACTIONS.items()},
    **{f"team_status_{name}": label for name, label in TEAM_STATUSES.items()},
    **{f"team_action_{name}": label for name, label in TEAM_ACTIONS.items()},
    **{f"team_consent_{name}": label for name, label in CONSENTS.items()},
    **{f"listing_status_{name}": label for name, label in LISTING_STATUSES.items()},
    **{f"listing_action_{name}": label for name, label in LISTING_ACTIONS.items()},
    **{f"organization_action_{name}": label for name, label in ORGANIZATION_ACTIONS.items()},
}
"""By name, as templates say them; tests compare them with the services' own."""
