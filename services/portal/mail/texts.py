"""What letters say, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.language import Text


class LetterKind(StrEnum):
    """Why somebody is written to."""

    CONFIRM = "confirm"
    ALREADY_REGISTERED = "already_registered"
    RESET = "reset"
    SIGN_IN_ELSEWHERE = "sign_in_elsewhere"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a letter
    CHANGE_ADDRESS = "change_address"
    ADDRESS_ASKED = "address_asked"
    ADDRESS_CHANGED = "address_changed"
    INVITE = "invite"
    ORGANIZATION_MOVED = "organization_moved"
    MESSAGE = "message"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter with places for facts."""

    subject: Text
    body: Text


PLACES: Final[Mapping[LetterKind, str]] = {
    LetterKind.CONFIRM: "/register/confirm",
    LetterKind.ALREADY_REGISTERED: "/password/forgotten",
    LetterKind.RESET: "/password/new",
    LetterKind.SIGN_IN_ELSEWHERE: "/api/oidc/start",
    LetterKind.PASSWORD_CHANGED: "/password/forgotten",
    LetterKind.CHANGE_ADDRESS: "/account/address",
    LetterKind.ADDRESS_ASKED: "/account",
    LetterKind.ADDRESS_CHANGED: "/help",
    LetterKind.ORGANIZATION_MOVED: "/account",
    LetterKind.MESSAGE: "/inbox",
    LetterKind.DIGEST: "/inbox",
}
"""The page on which its reader goes on; the start page, if there is none."""

WORDINGS: Final[Mapping[LetterKind, Wording]] = {
    LetterKind.CONFIRM: Wording(
        Text("确认您的科桥账号", "Confirm your KeQiao account"),
        Text(
            "有人用此邮箱注册了科桥账号。如果是您，请用下面的确认码和注册时的密码完成注册"
            "（{hours} 小时内有效）：\n\n{token}\n\n地址：{url}\n如果不是您，请忽略此信。",
            "Somebody registered a KeQiao account with this address. If it was you, finish with "
            "this code and the password you chose (within {hours} hours):\n\n{token}\n\n"
            "At {url}\nIf it was not you, ignore this letter.",
        ),
    ),
    LetterKind.ALREADY_REGISTERED: Wording(
        Text("您已有科桥账号", "You already have a KeQiao account"),
        Text(
            "有人用此邮箱再次注册。您已有账号，直接登录即可；忘记密码可在 {url} 重设。",
            "Somebody registered with this address again. You have an account: sign in with it; "
            "a lost password is reset at {url}.",
        ),
    ),
    LetterKind.RESET: Wording(
        Text("重设科桥密码", "Reset your KeQiao password"),
        Text(
            "重设密码的确认码（{hours} 小时内有效，只能用一次）：\n\n{token}\n\n地址：{url}\n"
            "如果不是您申请的，请忽略此信，密码不会改变。",
            "The code to reset your password (within {hours} hours, once):\n\n{token}\n\n"
            "At {url}\nIf you did not ask for it, ignore this letter; nothing changes.",
        ),
    ),
    LetterKind.SIGN_IN_ELSEWHERE: Wording(
        Text("您的科桥账号没有密码", "Your KeQiao account has no password"),
        Text(
            "有人为您的账号申请重设密码。您通过统一身份认证登录，科桥没有您的密码，请从这里登录：{url}\n"
            "如果不是您申请的，请忽略此信。",
            "Somebody asked to reset the password of your account. You sign in at your identity "
            "provider and have no password here; sign in at {url}\n"
            "If you did not ask for it, ignore this letter.",
        ),
    ),
    LetterKind.PASSWORD_CHANGED: Wording(
        Text("科桥密码已更改", "Your KeQiao password was changed"),
        Text(
            "您的密码刚刚更改，其他登录均已结束。如果不是您本人操作，请立即在 {url} 重设密码。",
            "Your password was changed just now and all other sessions were ended. If it was not "
            "you, reset it at {url} at once.",
        ),
    ),
    LetterKind.CHANGE_ADDRESS: Wording(
        Text("确认您的新邮箱", "Confirm your new address"),
        Text(
            "有人要把科桥账号的邮箱改为此邮箱。如果是您，请登录后在 {url} 填写确认码"
            "（{hours} 小时内有效，只能用一次）：\n\n{token}\n\n"
            "如果不是您，请忽略此信，什么都不会改变。",
            "Somebody wants to use this address for their KeQiao account. If it was you, sign in "
            "and enter this code at {url} (within {hours} hours, once):\n\n{token}\n\n"
            "If it was not you, ignore this letter; nothing changes.",
        ),
    ),
    LetterKind.ADDRESS_ASKED: Wording(
        Text("有人申请更改您的科桥邮箱", "A change of your KeQiao address was asked for"),
        Text(
            "有人用您的密码申请把账号的邮箱改为 {masked}，在新邮箱确认之前不会改变。"
            "如果不是您本人操作，请立即在 {url} 更改密码。",
            "Somebody who knows your password asked to change the address of your account to "
            "{masked}. Nothing changes until that address confirms it. If it was not you, change "
            "your password at {url} at once.",
        ),
    ),
    LetterKind.ADDRESS_CHANGED: Wording(
        Text("您的科桥邮箱已更改", "Your KeQiao address was changed"),
        Text(
            "您的账号邮箱已改为 {masked}，其他登录均已结束，此邮箱不能再登录。"
            "如果不是您本人操作，请立即联系平台运营人员：{url}",
            "The address of your account is now {masked}; all other sessions were ended, and this "
            "address no longer signs you in. If it was not you, tell the operators at once: {url}",
        ),
    ),
    LetterKind.INVITE: Wording(
        Text("{organization} 邀请您加入", "{organization} invites you"),
        Text(
            "{organization} 邀请您在科桥平台上加入该单位。用此邮箱的账号登录后，以下面的邀请码接受"
            "（{hours} 小时内有效）：\n\n{token}\n\n地址：{url}",
            "{organization} invites you to join it on KeQiao. Sign in with an account of this "
            "address and accept with this code (within {hours} hours):\n\n{token}\n\nAt {url}",
        ),
    ),
    LetterKind.ORGANIZATION_MOVED: Wording(
        Text("{organization}：{status}", "{organization}: {status}"),
        Text(
            "{organization} 的状态现为“{status}”。\n原因：{reason}\n说明：{note}\n地址：{url}",
            "{organization} is now: {status}.\nReason: {reason}\nNote: {note}\nAt {url}",
        ),
    ),
    LetterKind.MESSAGE: Wording(
        Text("{subject}", "{subject}"),
        Text(
            "{body}\n\n请登录 {url} 查看。要改变接收方式，请修改消息偏好。",
            "{body}\n\nSign in at {url} to see it. Your message preferences say what you get.",
        ),
    ),
    LetterKind.DIGEST: Wording(
        Text("科桥：{count} 条消息", "KeQiao: {count} messages"),
        Text(
            "{listed}\n\n请登录 {url} 查看。要改变接收方式，请修改消息偏好。",
            "{listed}\n\nSign in at {url} to see them. Your message preferences say what you get.",
        ),
    ),
}
