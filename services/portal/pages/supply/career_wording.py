"""The sentences about being registered as an expert, and about teams of experts."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

STATUSES: Final[Mapping[str, tuple[Text, Text]]] = {
    "applied": (
        Text("已申请", "applied"),
        Text("等派出单位同意。", "The sending unit is to agree."),
    ),
    "nominated": (
        Text("已推荐", "nominated"),
        Text("等本人接受推荐。", "Who was nominated is to accept."),
    ),
    "endorsed": (
        Text("派出单位已同意", "endorsed"),
        Text("等运营人员审核。", "An operator is to review it."),
    ),
    "under_review": (
        Text("审核中", "under review"),
        Text("运营人员正在审核。", "An operator is reviewing it."),
    ),
    "returned": (
        Text("退回补充", "returned"),
        Text("按意见修改后重新提交。", "Change what was asked for and hand it in again."),
    ),
    "rejected": (
        Text("不予登记", "rejected"),
        Text("查看原因；修改后可以重新申请。", "See why; you may change it and apply again."),
    ),
    "withdrawn": (
        Text("已撤回", "withdrawn"),
        Text("可以重新申请。", "You may apply again."),
    ),
    "registered": (
        Text("在册", "registered"),
        Text("马上可以接受派驻和响应需求。", "Service begins in a moment."),
    ),
    "available": (
        Text("待派", "available"),
        Text("可以响应需求，也可能收到派驻安排。", "You may respond to needs and be dispatched."),
    ),
    "dispatched": (
        Text("派驻中", "dispatched"),
        Text("请按日记录服务。", "Log your service day by day."),
    ),
    "under_assessment": (
        Text("考核中", "under assessment"),
        Text("正在按公开规则考核。", "You are assessed by the published rule."),
    ),
    "renewed": (
        Text("已续聘", "renewed"),
        Text("新一期聘期即将开始。", "The new term begins soon."),
    ),
    "probation": (
        Text("限期整改", "on probation"),
        Text("请在期限内改进，之后再次考核。", "Improve in time; you are assessed again then."),
    ),
    "suspended": (
        Text("已暂停", "suspended"),
        Text("查看原因，联系运营人员。", "See why, and ask the operators."),
    ),
    "exited": (
        Text("已退出", "exited"),
        Text("期限内可以申诉，也可以重新申请。", "You may appeal in time, or apply again."),
    ),
    "appealed": (
        Text("申诉中", "appealed"),
        Text("运营人员会复核。", "An operator looks at it again."),
    ),
    "expired": (
        Text("期满", "expired"),
        Text("聘期已满，可以重新申请。", "The term is over; you may apply again."),
    ),
}
"""What each state of a registration is called, and what comes next."""

ACTIONS: Final[Mapping[str, Text]] = {
    "endorse": Text("同意派出", "Endorse"),
    "refuse": Text("不同意", "Refuse"),
    "accept": Text("接受推荐", "Accept the nomination"),
    "decline": Text("谢绝推荐", "Decline the nomination"),
    "withdraw": Text("撤回申请", "Withdraw the application"),
    "lapse": Text("逾期撤回", "Lapsed"),
    "escalate": Text("超时提醒", "Overdue"),
    "start_review": Text("开始审核", "Review began"),
    "return": Text("退回补充", "Returned"),
    "reject": Text("不予登记", "Rejected"),
    "register": Text("登记在册", "Registered"),
    "resubmit": Text("重新提交", "Hand it in again"),
    "reapply": Text("重新申请", "Apply again"),
    "activate": Text("开始服务", "Service began"),
    "dispatch": Text("派驻", "Dispatched"),
    "recall": Text("结束派驻", "Recalled"),
    "assess": Text("开始考核", "Assessment began"),
    "renew": Text("续聘", "Renewed"),
    "begin_term": Text("新聘期开始", "A new term began"),
    "return_to_post": Text("继续派驻", "Back at the post"),
    "warn": Text("限期整改", "Warned"),
    "clear": Text("整改合格", "Cleared"),
    "exit": Text("退出", "Let go"),
    "resign": Text("主动退出", "Resign"),
    "decline_renewal": Text("期满不续聘", "Do not renew me"),
    "appeal": Text("申诉", "Appeal"),
    "drop_appeal": Text("撤回申诉", "Drop the appeal"),
    "suspend": Text("暂停", "Suspended"),
    "restore": Text("恢复", "Restored"),
    "expire": Text("期满", "Expired"),
}

TEAM_STATUSES: Final[Mapping[str, Text]] = {
    "forming": Text("组建中", "forming"),
    "consented": Text("成员已确认", "consented"),
    "filed": Text("已备案", "filed"),
    "active": Text("服务中", "active"),
    "disbanded": Text("已解散", "disbanded"),
}

TEAM_ACTIONS: Final[Mapping[str, Text]] = {
    "confirm": Text("全体同意", "All agreed"),
    "lose_member": Text("成员退出", "A member left"),
    "revise": Text("调整成员", "Change the members"),
    "file": Text("备案", "Filed"),
    "escalate": Text("超时提醒", "Overdue"),
    "begin": Text("开始服务", "Begin"),
    "disband": Text("解散", "Disband"),
    "reform": Text("重新组建", "Form anew"),
}

GRADES: Final[Mapping[str, Text]] = {
    "excellent": Text("优秀", "Excellent"),
    "qualified": Text("合格", "Qualified"),
    "unqualified": Text("不合格", "Not qualified"),
    "undetermined": Text("信息不足，未定", "Not determined"),
}

CRITERIA: Final[Mapping[str, Text]] = {
    "hours": Text("服务小时", "Hours of service"),
    "solved_cases": Text("已解决的案例", "Solved cases"),
    "reviews": Text("企业评价", "Reviews"),
}

REGISTRATION: Final[Mapping[str, Text]] = {
    "supply_registration_intro": Text(
        "登记为专家（科技特派员）后，可以响应需求、接受派驻、加入特派团。",
        "As a registered expert you may respond to needs, be dispatched and join teams.",
    ),
    "supply_not_registered": Text("您还没有登记", "You are not registered"),
    "supply_not_registered_advice": Text(
        "填写专长和派出单位，单位同意、运营人员审核后在册。",
        "Say what you can do and who sends you; they agree, an operator reviews it.",
    ),
    "supply_apply": Text("申请登记", "Apply"),
    "supply_nominate": Text("推荐本单位人员", "Nominate a colleague"),
    "supply_unit_registrations": Text("本单位的登记", "Registrations of my unit"),
    "supply_sender": Text("派出单位", "Sending unit"),
    "supply_sender_hint": Text("由它同意您外出服务。", "It agrees that you serve others."),
    "supply_sender_other": Text("其他单位（填写信用代码）", "Another one (enter its code)"),
    "supply_sender_uscc": Text("派出单位的统一社会信用代码", "Credit code of the sending unit"),
    "supply_no_sender": Text(
        "没有找到这个派出单位，它须先在平台登记并通过核验。",
        "There is no such unit; it has to be registered and verified here first.",
    ),
    "supply_person": Text("推荐谁", "Whom you nominate"),
    "supply_statement": Text("申请理由", "Why, in your own words"),
    "supply_applied": Text(
        "申请已提交，进展会通知您。", "Your application is in; you are told how it goes."
    ),
    "supply_number": Text("登记编号", "Number"),
    "supply_term": Text("聘期", "Term"),
    "supply_term_of": Text("{begins} 至 {ends}", "{begins} to {ends}"),
    "supply_appeal_until": Text("可以申诉到", "You may appeal until"),
    "supply_not_renewed": Text("您已说明期满不续聘。", "You said that you do not want to renew."),
    "supply_revise": Text("修改申请内容", "Change what you said"),
    "supply_open": Text("查看", "Open"),
    "supply_service": Text("服务记录", "Service"),
    "supply_service_hint": Text(
        "企业或运营人员确认后计入考核。", "It counts once the firm or an operator confirms it."
    ),
    "supply_served_on": Text("哪一天", "Day"),
    "supply_hours": Text("几小时", "Hours"),
    "supply_service_note": Text("做了什么", "What you did"),
    "supply_log": Text("记录服务", "Log it"),
    "supply_logged": Text("已记录，等待确认。", "Logged; it waits to be confirmed."),
    "supply_confirmed": Text("已确认", "Confirmed"),
    "supply_unconfirmed": Text("待确认", "To be confirmed"),
    "supply_no_service": Text("还没有记录。", "Nothing is logged yet."),
    "supply_assessments": Text("考核结果", "Assessments"),
    "supply_no_assessment": Text("还没有考核。", "No assessment yet."),
    "supply_points": Text("{lowest} 至 {highest} 分", "{lowest} to {highest} points"),
    "supply_criterion": Text("项目", "Criterion"),
    "supply_value": Text("实际", "Reached"),
    "supply_full_at": Text("满分需要", "Full from"),
    "supply_got": Text("得分", "Points"),
    "supply_unknown": Text("未知", "unknown"),
}

TEAMS: Final[Mapping[str, Text]] = {
    "supply_teams_intro": Text(
        "特派团由一名团长发起，成员本人同意后才成立，由运营人员备案。",
        "A lead proposes a team; it stands once everybody has agreed, and operators file it.",
    ),
    "supply_team_new": Text("发起特派团", "Propose a team"),
    "supply_no_team": Text("还没有特派团", "No teams yet"),
    "supply_no_team_advice": Text(
        "一个人解决不了的难题，可以组团来做。",
        "What is too much for one may be done by several.",
    ),
    "supply_no_lead": Text("先要有专家名片", "You need a file as an expert first"),
    "supply_team_name": Text("名称", "Name"),
    "supply_team_task": Text("要完成的任务", "The task"),
    "supply_ends_on": Text("预计结束日期", "Until"),
    "supply_team_proposed": Text("已发起。下面邀请成员。", "Proposed; now ask the members."),
    "supply_members": Text("成员", "Members"),
    "supply_duty": Text("职责", "Duty"),
    "supply_skills": Text("用到的专长", "Skills"),
    "supply_consent_asked": Text("等待答复", "Has not answered"),
    "supply_consent_declined": Text("未同意或已退出", "Declined or left"),
    "supply_join_team": Text("同意加入", "Join"),
    "supply_leave_team": Text("不参加或退出", "Decline or leave"),
    "supply_team_sure": Text("其他成员会收到通知。", "The others are told."),
}

CAREERS: Final[Mapping[str, Text]] = {
    **{f"supply_reg_{name}": label for name, (label, _) in STATUSES.items()},
    **{f"supply_reg_next_{name}": advice for name, (_, advice) in STATUSES.items()},
    **{f"supply_reg_action_{name}": label for name, label in ACTIONS.items()},
    **{f"supply_team_{name}": label for name, label in TEAM_STATUSES.items()},
    **{f"supply_team_action_{name}": label for name, label in TEAM_ACTIONS.items()},
    **{f"supply_grade_{name}": label for name, label in GRADES.items()},
    **{f"supply_criterion_{name}": label for name, label in CRITERIA.items()},
    **REGISTRATION,
    **TEAMS,
}
