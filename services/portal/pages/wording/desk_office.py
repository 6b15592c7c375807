"""The sentences for auditors and security administrators."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

OFFICE: Final[Mapping[str, Text]] = {
    "desk_audit": Text("审计日志", "Audit log"),
    "desk_audit_intro": Text(
        "谁在什么时候做了什么，只增不改；可以随时验证是否被改动过。",
        "Who did what and when; it only grows, and can be checked at any time.",
    ),
    "desk_audit_intact": Text("日志完整，没有被改动。", "The log is as it was recorded."),
    "desk_audit_broken": Text("日志被改动过！", "The log is not as it was recorded!"),
    "desk_audit_range": Text(
        "已验证第 {first} 至 {last} 条。", "Entries {first} to {last} were read."
    ),
    "desk_audit_break": Text("从第 {sequence} 条开始：", "From entry {sequence}:"),
    "desk_damage_missing": Text("有条目缺失", "entries are missing"),
    "desk_damage_altered": Text("内容被改动", "it was altered"),
    "desk_damage_surplus": Text("有多出的条目", "there are entries too many"),
    "desk_damage_not_as_noted": Text("与记下的不符", "it is not as was noted"),
    "desk_service": Text("日志", "Log"),
    "desk_log_portal": Text("门户（账号、单位）", "Portal (accounts, organizations)"),
    "desk_log_catalog": Text("目录（供给、专家）", "Catalogue (supply, experts)"),
    "desk_log_requests": Text("需求与合作", "Needs and engagements"),
    "desk_audit_actor": Text("谁", "Who"),
    "desk_audit_action": Text("做了什么", "What"),
    "desk_audit_subject": Text("对什么", "To what"),
    "desk_look": Text("查找", "Look up"),
    "desk_verify_log": Text("验证完整性", "Verify"),
    "desk_when": Text("时间", "When"),
    "desk_outcome": Text("结果", "Outcome"),
    "desk_outcome_done": Text("完成", "done"),
    "desk_outcome_refused": Text("被拒绝", "refused"),
    "desk_outcome_failed": Text("失败", "failed"),
    "desk_details": Text("详情", "Details"),
    "desk_audit_empty": Text("没有符合条件的记录。", "Nothing of the kind is recorded."),
    "desk_audit_empty_advice": Text(
        "条件须与记录完全一致，例如 demand.publish；去掉一些条件再试。",
        "What is sought has to be as recorded, such as demand.publish; leave something out.",
    ),
    "desk_people": Text("账号与角色", "Accounts and roles"),
    "desk_people_intro": Text(
        "角色从下一次请求起生效；自己的账号须由另一位安全管理员处理。",
        "A role holds from the next request. Another administrator looks after your own account.",
    ),
    "desk_roles": Text("角色", "Roles"),
    "desk_roles_note": Text(
        "系统、安全、审计三种管理员不能由同一人担任。",
        "Nobody administers the system, grants rights and reads the log at once.",
    ),
    "desk_no_role": Text("无角色", "no role"),
    "desk_role_expert": Text("专家", "Expert"),
    "desk_role_operator": Text("运营人员", "Operator"),
    "desk_role_system_administrator": Text("系统管理员", "System administrator"),
    "desk_role_security_administrator": Text("安全管理员", "Security administrator"),
    "desk_role_auditor": Text("审计管理员", "Auditor"),
    "desk_held": Text("已授予", "held"),
    "desk_grant": Text("授予", "Grant"),
    "desk_grant_question": Text(
        "授予这个角色吗？对方会收到通知。", "Grant this role? They hear of it."
    ),
    "desk_revoke": Text("收回", "Take back"),
    "desk_revoke_question": Text(
        "收回这个角色吗？几分钟内失效。", "Take it back? It ends within minutes."
    ),
    "desk_account": Text("账号", "Account"),
    "desk_account_active": Text("正常", "active"),
    "desk_account_disabled": Text("已停用", "disabled"),
    "desk_account_deleted": Text("已注销", "deleted"),
    "desk_disable": Text("停用账号", "Disable"),
    "desk_disable_question": Text(
        "停用后立即退出所有设备，不能再登录。", "All sessions end at once."
    ),
    "desk_enable": Text("重新启用", "Enable"),
    "desk_enable_question": Text("启用后可以重新登录。", "They can sign in again."),
    "desk_end_sessions": Text("退出所有设备", "End all sessions"),
    "desk_end_sessions_question": Text("对方需要重新登录。", "They have to sign in again."),
    "desk_release": Text("解除登录锁定", "Lift the lock-out"),
    "desk_release_question": Text("对方可以马上再试。", "They may try again at once."),
    "desk_nobody_found": Text("没有这个邮箱的账号。", "There is no account with this address."),
    "desk_nobody_found_advice": Text(
        "核对邮箱，或在下面新建账号。", "Check it, or make one below."
    ),
    "desk_new_account": Text("新建账号", "A new account"),
    "desk_new_account_note": Text(
        "对方会收到邮件，自己设置密码。", "They get a letter and choose a password."
    ),
    "desk_create": Text("新建", "Create"),
}
