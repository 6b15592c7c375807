"""The sentences about needs that are with the platform, and about messages."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

NEEDS: Final[Mapping[str, Text]] = {
    "my_needs": Text("我的需求", "My needs"),
    "no_needs": Text("您还没有发布需求。", "You have posted no need yet."),
    "no_needs_advice": Text(
        "从一句话开始：先看看谁能帮忙，再决定是否发布。",
        "Begin with one sentence: see who could help, then decide whether to post it.",
    ),
    "unposted": Text("尚未提交", "Not posted yet"),
    "untitled": Text("（还没有标题）", "(no title yet)"),
    "kept_until": Text("保存到", "kept until"),
    "case_number": Text("编号", "Case number"),
    "status": Text("状态", "State"),
    "what_next": Text("接下来", "What comes next"),
    "due": Text("时限", "Due"),
    "overdue": Text("已超时，运营人员已收到提醒", "overdue; the operators were told"),
    "more": Text("更多", "More"),
    "submitted_news": Text(
        "已提交，编号 {case_number}。运营人员会审核并与您联系。",
        "Posted under {case_number}. An operator looks at it and gets in touch with you.",
    ),
    "moved_news": Text("已办理。", "Done."),
    "contact_change": Text("更改联系方式", "Change whom to reach"),
    "contact_change_hint": Text(
        "需求内容不变，也不用重新审核。电话和邮箱至少填一项。",
        "The need stays as it is and is not looked at again. Give a phone number or an address.",
    ),
    "contact_changed": Text("联系方式已更改。", "Whom to reach has been changed."),
    "history": Text("办理过程", "What has happened"),
    "you": Text("您", "you"),
    "platform": Text("平台", "the platform"),
    "somebody": Text("经办人", "who handles it"),
    "your_actions": Text("您可以", "What you can do"),
    "edit": Text("修改内容", "Change what it says"),
    "reason_code": Text("原因", "Reason"),
    "note": Text("说明", "Note"),
    "note_hint": Text(
        "原因为“其他”时必填。对方会看到。", "Needed with “Other”. Those concerned read it."
    ),
    "choose_reason": Text("请选择", "Choose one"),
    "marked": Text("标注", "Marked"),
    "what_it_says": Text("需求内容", "What the need says"),
    "published_on": Text("发布日期", "Published"),
    "expires_on": Text("有效期至", "Open until"),
    "budget": Text("预算", "Budget"),
    "targets": Text("指标", "Targets"),
    "at_present": Text("目前 {value}", "at present {value}"),
    "organization_kept_back": Text("单位名称不公开", "The organization keeps its name back"),
    "less_shown": Text(
        "这条需求的部分内容不公开。登录并经核验后可以看到更多。",
        "Part of this need is not public. Sign in with a verified account to see more.",
    ),
    "joiners": Text("{count} 家单位有同样的需求", "{count} organizations have the same need"),
    "inbox": Text("消息", "Inbox"),
    "unread_many": Text("条未读", "unread"),
    "unread": Text("未读", "Unread"),
    "no_messages": Text("还没有消息。", "There are no messages."),
    "no_messages_advice": Text(
        "您的需求有进展时，这里和您的邮箱都会收到通知。",
        "When one of your needs moves, you hear of it here and by e-mail.",
    ),
    "mark_read": Text("标为已读", "Mark as read"),
    "mark_all_read": Text("全部标为已读", "Mark all as read"),
    "open_need": Text("查看详情", "Open it"),
    "band_under_100k": Text("10 万元以下", "under CNY 100,000"),
    "band_100k_to_500k": Text("10 万至 50 万元", "CNY 100,000 to 500,000"),
    "band_500k_to_1m": Text("50 万至 100 万元", "CNY 500,000 to 1 million"),
    "band_1m_to_5m": Text("100 万至 500 万元", "CNY 1 to 5 million"),
    "band_over_5m": Text("500 万元以上", "over CNY 5 million"),
}

STATUSES: Final[Mapping[str, tuple[Text, Text]]] = {
    "draft": (
        Text("草稿", "Draft"),
        Text("补充内容后提交。", "Complete it and post it."),
    ),
    "submitted": (
        Text("已提交", "Submitted"),
        Text("等待运营人员受理，您暂时不用做什么。", "An operator takes it up; nothing to do."),
    ),
    "under_review": (
        Text("审核中", "Under review"),
        Text("运营人员正在审核，可能会联系您。", "An operator reads it and may call you."),
    ),
    "returned": (
        Text("退回修改", "Returned for changes"),
        Text("按意见修改后重新提交。", "Change what was marked and post it again."),
    ),
    "rejected": (
        Text("不予受理", "Rejected"),
        Text("查看原因；修改后可以重新提交。", "See why; once changed it can be posted again."),
    ),
    "published": (
        Text("已发布", "Published"),
        Text("等待响应，平台同时在寻找合适的人。", "Open for responses; the platform looks too."),
    ),
    "expired": (
        Text("已过期", "Expired"),
        Text("仍需要就延期，否则撤回。", "Renew it if it is still needed, or withdraw it."),
    ),
    "withdrawn": (
        Text("已撤回", "Withdrawn"),
        Text("不再公开；可以修改后重新提交。", "No longer public; it can be changed and posted."),
    ),
    "merged": (
        Text("并入", "Merged"),
        Text("已并入另一条相同的需求。", "It goes on as part of another need like it."),
    ),
    "suspended": (
        Text("暂停", "Suspended"),
        Text("查看原因，修改后继续。", "See why, and change it to go on."),
    ),
    "matching": (
        Text("匹配中", "Matching"),
        Text("平台正在联系合适的人。", "The platform is asking those who fit."),
    ),
    "in_contact": (
        Text("对接中", "In contact"),
        Text("与响应方商谈，确定合作。", "Talk with those who responded, and agree."),
    ),
    "contracted": (
        Text("已签约", "Contracted"),
        Text("合同已签，等待开工。", "The contract is signed; work begins."),
    ),
    "in_progress": (
        Text("实施中", "In progress"),
        Text("按里程碑跟进。", "Follow the milestones."),
    ),
    "pending_acceptance": (
        Text("待验收", "Pending acceptance"),
        Text(
            "请验收：确认结果，或提出修改。", "Look at the result: confirm it or ask for changes."
        ),
    ),
    "resolved": (
        Text("已解决", "Resolved"),
        Text("问题再次出现时可以重新打开。", "If the problem is back, reopen it."),
    ),
    "unresolved": (
        Text("未解决", "Unresolved"),
        Text("仍需要解决就重新打开。", "Reopen it if it is still needed."),
    ),
    "escalated": (
        Text("转揭榜", "Turned into a challenge"),
        Text("以揭榜方式公开征集解决方案。", "Solutions are sought by an open challenge."),
    ),
}
"""What each state is called, and what the owner of a need does next."""

ACTIONS: Final[Mapping[str, Text]] = {
    "submit": Text("提交", "Post"),
    "start_review": Text("开始审核", "Begin the review"),
    "return": Text("退回修改", "Return for changes"),
    "reject": Text("不予受理", "Reject"),
    "publish": Text("发布", "Publish"),
    "revise": Text("改回草稿修改（暂不公开）", "Take back to change it (not public meanwhile)"),
    "withdraw": Text("撤回", "Withdraw"),
    "renew": Text("延长有效期", "Renew"),
    "expire": Text("到期", "Expired"),
    "claim": Text("认领", "Take up"),
    "release": Text("放回", "Give back"),
    "transfer": Text("转交", "Hand over"),
    "broker": Text("由我牵线", "Act as broker"),
    "merge": Text("并入另一条需求", "Merge into another need"),
    "separate": Text("从合并中分出", "Take out of the merger"),
    "suspend": Text("暂停", "Suspend"),
    "resume": Text("恢复", "Resume"),
    "escalate": Text("超时提醒", "Overdue"),
    "begin_matching": Text("开始匹配", "Begin matching"),
    "begin_contact": Text("开始对接", "Contact began"),
    "fall_back": Text("重新寻找", "Looking again"),
    "contract": Text("签约", "Contract signed"),
    "start": Text("开工", "Work began"),
    "deliver": Text("交付", "Delivered"),
    "request_changes": Text("要求修改", "Changes asked for"),
    "resolve": Text("确认解决", "Confirmed as solved"),
    "refuse_result": Text("验收未通过", "Result not accepted"),
    "break_off": Text("终止合作", "Broken off"),
    "take_over": Text("接手查阅保密内容", "Take over, to read what is confidential"),
    "relapse": Text("问题再次出现", "The problem is back"),
    "reopen": Text("重新打开", "Reopen"),
    "raise_challenge": Text("转为揭榜", "Turn into a challenge"),
    "return_to_market": Text("转回公开征集", "Return to the open market"),
    "propose_closing": Text("建议结案", "Propose to close"),
    "accept_closing": Text("同意结案", "Agree to close"),
    "decline_closing": Text("不同意结案，继续寻找", "Do not close; go on looking"),
    "pursue": Text("平台跟进", "Pursued by the platform"),
    "lapse": Text("逾期未答复", "Not answered in time"),
}
"""What each step in a need's life is called, on buttons and in its history."""
