"""The sentences of the pages of one's own account, beside those of signing in."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

OVERVIEW: Final[Mapping[str, Text]] = {
    "account_places": Text("账号的页面", "Pages of the account"),
    "account_overview": Text("账号", "Account"),
    "account_messages": Text("通知设置", "Notifications"),
    "account_tokens": Text("接口令牌", "API tokens"),
    "account_data": Text("我的数据", "My data"),
    "account_letter_language": Text("通知信的语言", "Language of letters"),
    "account_changed": Text("已保存。", "Saved."),
    "account_agreed": Text("感谢，已记录您的同意。", "Thank you; your consent is noted."),
    "account_consent_again": Text(
        "告知书有新版本，请阅读。同意后继续使用。", "This text is new. Read it, and agree to go on."
    ),
    "account_consent_agree": Text("我已阅读并同意", "I have read it and agree"),
    "account_consent_refuse": Text("不同意：下载数据或注销账号", "If not: take your data or leave"),
}

ORGANIZATIONS: Final[Mapping[str, Text]] = {
    "account_be_expert": Text("想以个人身份帮助企业？", "Want to help firms as a person?"),
    "account_join": Text("用邀请码加入单位", "Join with a code"),
    "account_join_intro": Text(
        "单位负责人邀请您时，您会收到一封信，把信中的邀请码填在这里。",
        "When an owner invites you, you get a letter; enter its code here.",
    ),
    "account_join_code": Text("邀请码", "Code from the letter"),
    "account_joined": Text("您已加入单位。", "You have joined the organization."),
    "account_left": Text("您已退出单位。", "You have left the organization."),
    "account_members": Text("成员", "Members"),
    "account_member_name": Text("姓名", "Name"),
    "account_member_role": Text("身份", "Role"),
    "account_member_since": Text("加入时间", "Since"),
    "account_member_do": Text("操作", "Actions"),
    "account_role_owner": Text("负责人", "Owner"),
    "account_role_member": Text("成员", "Member"),
    "account_make_owner": Text("设为负责人", "Make an owner"),
    "account_make_member": Text("改为成员", "Make a member"),
    "account_remove": Text("移出", "Remove"),
    "account_remove_question": Text(
        "移出后对方不能再代表单位办事，可以再次邀请。",
        "They can no longer act for it; you can invite them again.",
    ),
    "account_leave": Text("退出单位", "Leave"),
    "account_leave_question": Text(
        "退出后您不能再代表它办事。", "You can no longer act for it then."
    ),
    "account_handover": Text(
        "要移交：先把对方设为负责人，再退出。",
        "To hand over, make somebody else an owner and then leave.",
    ),
    "account_invitations": Text("等待答复的邀请", "Open invitations"),
    "account_invite": Text("邀请同事", "Invite a colleague"),
    "account_invite_hint": Text(
        "我们寄一封信给对方，里面有邀请码。", "We send them a letter with a code."
    ),
    "account_invite_as": Text("以什么身份", "As"),
    "account_invited": Text("邀请信已寄出。", "The letter is on its way."),
    "account_invited_until": Text("有效期至", "good until"),
    "account_take_back": Text("收回", "Take back"),
    "account_take_back_question": Text(
        "收回后邀请码作废，可以再次邀请。",
        "The code in the letter no longer works; you can invite them again.",
    ),
    "account_step_down_question": Text(
        "之后您不能再管理这个单位，只有其他负责人能把您改回来。",
        "You can then no longer manage it; only another owner can change that back.",
    ),
    "account_taken_back": Text("邀请已收回。", "The invitation is taken back."),
    "account_none_invited": Text(
        "没有。填写同事的邮箱就能邀请。", "None. To invite a colleague, give an address above."
    ),
    "account_member_changed": Text("已更改。", "Changed."),
    "account_change_organization": Text("修改单位信息", "Change what is said about it"),
    "account_change_again": Text(
        "修改名称或代码后需要重新核验，其间不能代表单位办事。",
        "A new name or code is verified again; meanwhile nobody acts for it.",
    ),
    "account_history": Text("经过", "History"),
    "account_action_verify": Text("核验通过", "Verified"),
    "account_action_reject": Text("核验未通过", "Not verified"),
    "account_action_resubmit": Text("重新提交核验", "Hand in again"),
    "account_action_revise": Text("修改后重新核验", "Changed, to be verified again"),
    "account_action_suspend": Text("暂停", "Suspended"),
    "account_action_restore": Text("恢复", "Restored"),
    "account_action_close": Text("关闭单位", "Close the organization"),
    "account_action_reopen": Text("重新开放", "Reopened"),
    "account_close_means": Text(
        "关闭后谁也不能代表它办事，需要时请运营人员恢复。",
        "Nobody can act for it any more; an operator can reopen it.",
    ),
    "account_moved": Text("已办理。", "Done."),
}

MESSAGES: Final[Mapping[str, Text]] = {
    "account_inbox_all": Text("全部消息", "All messages"),
    "account_inbox_none_unread": Text("没有未读消息", "Nothing waits to be read"),
    "account_messages_intro": Text(
        "站内消息总会收到。这里选择哪些消息另发邮件、推送到您的程序，以及什么时候发。",
        "Your inbox has everything. Choose here what is sent by e-mail or to a program as well, "
        "and when.",
    ),
    "account_topic": Text("关于什么", "About"),
    "account_topic_needs": Text("需求", "Needs"),
    "account_topic_responses": Text("响应", "Responses"),
    "account_topic_engagements": Text("合作", "Engagements"),
    "account_topic_catalog": Text("名片和登记", "Profiles and registration"),
    "account_topic_account": Text("账号", "Account"),
    "account_topic_desk": Text("运营工作台", "The operators' desk"),
    "account_email": Text("邮件", "E-mail"),
    "account_webhook": Text("推送", "Webhook"),
    "account_quiet": Text("免打扰时段", "Quiet hours"),
    "account_quiet_hint": Text(
        "这段时间不发邮件，过后再发。两个时间相同就是不设。",
        "No letters then; they come afterwards. None if both times are the same.",
    ),
    "account_quiet_from": Text("从", "From"),
    "account_quiet_until": Text("到", "Until"),
    "account_digest": Text("合并成一封", "All in one letter"),
    "account_digest_never": Text("不合并，随时发", "No, each at once"),
    "account_digest_daily": Text("每天一封", "Once a day"),
    "account_digest_weekly": Text("每周一一封", "Once a week, on Mondays"),
    "account_digest_at": Text("几点发", "At"),
    "account_preferences_saved": Text(
        "已保存，从下一条消息开始生效。", "Saved; it holds from the next message on."
    ),
    "account_webhooks": Text("推送到程序", "Webhooks"),
    "account_webhooks_hint": Text(
        "把消息推送到您单位的系统，最多五个地址，用密钥签名（standardwebhooks）。",
        "Messages are posted to your own program, signed as standardwebhooks says; five at most.",
    ),
    "account_no_webhook": Text("还没有推送地址。", "No webhooks yet."),
    "account_webhook_name": Text("名称", "Name"),
    "account_webhook_url": Text("地址", "Address"),
    "account_webhook_add": Text("添加推送地址", "Add a webhook"),
    "account_webhook_on": Text("启用中", "On"),
    "account_webhook_off": Text("已停用", "Off"),
    "account_webhook_switch_on": Text("启用", "Switch on"),
    "account_webhook_switch_off": Text("停用", "Switch off"),
    "account_webhook_try": Text("发一条测试", "Send a try"),
    "account_webhook_tried": Text(
        "测试消息已发出，几秒后刷新本页看结果。",
        "A try is on its way; load this page again in a moment to see what came of it.",
    ),
    "account_webhook_remove": Text("删除", "Remove"),
    "account_webhook_remove_question": Text(
        "删除后不再推送，密钥失效。", "Nothing is sent there any more, and the secret is gone."
    ),
    "account_webhook_sent": Text("最近成功", "last taken"),
    "account_webhook_failed": Text(
        "连续失败 {count} 次，最近：{reason}", "failed {count} times in a row, last: {reason}"
    ),
    "account_webhook_done": Text("已更改。", "Changed."),
    "account_secret": Text("签名密钥（只显示这一次）", "Secret for signatures (shown this once)"),
    "account_secret_hint": Text(
        "请马上复制保存，离开本页后无法再看到。", "Copy it now; it cannot be seen again."
    ),
}

TOKENS: Final[Mapping[str, Text]] = {
    "account_tokens_intro": Text(
        "令牌让您的程序代表您调用平台接口。不要发给别人，不用时请收回。",
        "With a token your program calls the platform for you. Give it to nobody, and take it "
        "back when it is not needed.",
    ),
    "account_no_token": Text("还没有令牌", "No tokens yet"),
    "account_no_token_advice": Text(
        "只有程序需要令牌，平时使用网页不需要。", "Only programs need one; these pages do not."
    ),
    "account_token_new": Text("新建令牌", "Make a token"),
    "account_token_name": Text("用途", "What it is for"),
    "account_token_scopes": Text("可以调用", "May call"),
    "account_scope_catalog": Text("目录", "Catalogue"),
    "account_scope_requests": Text("需求与合作", "Needs and engagements"),
    "account_scope_matching": Text("匹配与搜索", "Matching and search"),
    "account_token_days": Text("有效多久", "Good for"),
    "account_token_days_30": Text("30 天", "30 days"),
    "account_token_days_90": Text("90 天", "90 days"),
    "account_token_days_365": Text("一年", "A year"),
    "account_token_organization": Text("代表哪个单位", "Acting for"),
    "account_token_nobody": Text("不限定", "Not limited"),
    "account_token_made": Text("新令牌（只显示这一次）", "The new token (shown this once)"),
    "account_token_until": Text("有效期至", "Good until"),
    "account_token_used": Text("最近使用", "Last used"),
    "account_token_unused": Text("还没用过", "Never"),
    "account_token_revoke": Text("收回", "Take back"),
    "account_token_revoke_question": Text(
        "收回后几分钟内失效，使用它的程序会停止工作。",
        "It ends within minutes; programs that use it stop working.",
    ),
    "account_token_revoked": Text("令牌已收回。", "The token is taken back."),
}

DATA: Final[Mapping[str, Text]] = {
    "account_export_heading": Text("下载我的数据", "Take my data along"),
    "account_export_hint": Text(
        "平台各处保存的关于您的全部内容，JSON 格式，不含密码。",
        "Everything the platform keeps about you, as JSON, without secrets.",
    ),
    "account_offered": Text("被平台推荐", "Being offered by the platform"),
    "account_offered_yes": Text(
        "匹配时会把您推荐给合适的企业。", "Matching offers you to firms that you fit."
    ),
    "account_offered_no": Text(
        "匹配不再主动推荐您；别人仍可搜索到您。",
        "Matching does not offer you; you are still found by search.",
    ),
    "account_offered_stop": Text("不再推荐我", "Do not offer me"),
    "account_offered_again": Text("重新推荐我", "Offer me again"),
    "account_offered_none": Text(
        "您没有专家名片，不会被推荐。", "You have no file as an expert, so you are not offered."
    ),
    "account_offered_saved": Text("已更改，马上生效。", "Changed; it holds at once."),
    "account_consents": Text("同意记录", "What you agreed to"),
    "account_consent_version": Text("告知书版本", "Version of the text"),
    "account_close": Text("注销账号", "Close the account"),
    "account_close_hint": Text(
        "注销后账号和个人信息被清除，不能恢复。未了结的合作要先办结；只有您一人的单位会一并关闭。",
        "Your account and personal data are erased for good. What you agreed with others must be "
        "over first; an organization of yours alone is closed with it.",
    ),
    "account_close_sure": Text("我明白注销后不能恢复", "I know that nothing brings it back"),
    "account_close_unsure": Text("请先勾选确认。", "Tick the box first."),
    "account_closed": Text("账号已注销", "Your account is closed"),
    "account_closed_advice": Text(
        "您的个人信息已清除。感谢使用。", "Your personal data are erased. Thank you."
    ),
    "account_obligations": Text("还有这些没有了结", "These are not over"),
}

OWN_ACCOUNT: Final[Mapping[str, Text]] = {
    "account_address": Text("更改邮箱", "Change the e-mail address"),
    "account_address_change": Text("更改邮箱", "Change it"),
    "account_address_now": Text("现在的邮箱：", "Your address now: "),
    "account_address_how": Text(
        "我们向新邮箱寄确认码，同时告知现在的邮箱。确认之前什么都不变。",
        "The new address gets a code, and the present one is told. Until you enter the code, "
        "nothing changes.",
    ),
    "account_address_step_1": Text("第一步：填写新邮箱", "First: the new address"),
    "account_address_step_2": Text("第二步：填写确认码", "Then: the code"),
    "account_new_address": Text("新邮箱", "New address"),
    "account_address_ask": Text("寄送确认码", "Send the code"),
    "account_address_have_code": Text("已有确认码", "I have a code already"),
    "account_address_sent": Text(
        "信已寄出。请查看新邮箱，把信中的确认码填在下面。",
        "The letter is on its way. Look into the mail of the new address and enter its code.",
    ),
    "account_address_confirm": Text("确认更改", "Change the address"),
    "account_address_again": Text("没有收到？重新填写新邮箱", "No letter? Enter the address again"),
    "account_address_changed": Text(
        "邮箱已更改，请用新邮箱登录；其他登录均已结束。",
        "Your address is changed: sign in with the new one. All other sessions were ended.",
    ),
    "account_address_no_password": Text(
        "您通过统一身份登录，还没有密码。请先用现在的邮箱设置密码，再更改邮箱。",
        "You sign in through an identity provider and have no password yet. Set one by a letter "
        "to your present address first.",
    ),
    "account_address_set_password": Text("设置密码", "Set a password"),
    **OVERVIEW,
    **ORGANIZATIONS,
    **MESSAGES,
    **TOKENS,
    **DATA,
}
