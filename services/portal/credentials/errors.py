"""Why somebody cannot sign in, or not with this password."""

from collections.abc import Iterable, Mapping
from typing import Final

from services.portal.credentials.domain import MIN_LENGTH, Weakness
from shared.errors import FieldProblem, ForbiddenError, GoneError, InvalidError, TooManyError
from shared.errors.problems import UnauthenticatedError
from shared.language import Text

COMPLAINTS: Final[Mapping[Weakness, tuple[Text, Text]]] = {
    Weakness.TOO_SHORT: (
        Text("密码太短。", "The password is too short."),
        Text(f"至少 {MIN_LENGTH} 个字符", f"at least {MIN_LENGTH} characters"),
    ),
    Weakness.TOO_UNIFORM: (
        Text("密码太单一。", "The password is too uniform."),
        Text(
            "大写字母、小写字母、数字、符号中的至少三类",
            "three of: capitals, small letters, digits, other signs",
        ),
    ),
    Weakness.TOO_COMMON: (
        Text("这是常见密码，最先被猜到。", "This password is among the first that are tried."),
        Text("不常见的密码或一句话", "an unusual password, or a sentence"),
    ),
    Weakness.NAMES_ACCOUNT: (
        Text("密码中含有账号或姓名。", "The password contains the account or the name."),
        Text("与账号无关的密码", "a password that has nothing to do with the account"),
    ),
    Weakness.NAMES_PLATFORM: (
        Text(
            "密码几乎只由平台或岗位的名称组成。",
            "The password is little more than what the platform and its people are called.",
        ),
        Text(
            f"除这些名称外至少 {MIN_LENGTH} 个字符",
            f"at least {MIN_LENGTH} characters besides those names",
        ),
    ),
}


class WrongCredentialsError(UnauthenticatedError):
    """The address or the password is wrong; which of them is nobody's business."""

    slug = "wrong-credentials"
    title = Text("登录失败", "Not signed in")
    detail = Text("邮箱或密码不正确。", "The address or the password is wrong.")


class PasswordWrongError(ForbiddenError):
    """Somebody who is signed in does not know their password."""

    slug = "password-wrong"
    title = Text("密码不正确", "Wrong password")
    detail = Text("当前密码不正确。", "The present password is wrong.")


class SignInPausedError(TooManyError):
    """Too many attempts failed."""

    slug = "sign-in-paused"
    title = Text("登录暂停", "Sign-in paused")
    detail = Text(
        "失败次数过多，请在 {seconds} 秒后再试，或通过邮件重设密码。",
        "Too many attempts failed; try again in {seconds} seconds, or reset the password by mail.",
    )


class PasswordOutdatedError(ForbiddenError):
    """The password was right, and is too old."""

    slug = "password-outdated"
    title = Text("密码已到期", "The password is too old")
    detail = Text(
        "密码已超过 90 天，请通过邮件重设。",
        "The password is older than 90 days; reset it by mail.",
    )


class WeakPasswordError(InvalidError):
    """The password breaks a rule."""

    slug = "weak-password"
    title = Text("密码不合要求", "The password is too weak")

    def __init__(self, field: str, weaknesses: Iterable[Weakness]) -> None:
        super().__init__(problems=[FieldProblem(field, *COMPLAINTS[one]) for one in weaknesses])


class MailTokenSpentError(GoneError):
    """The link in a letter does not work, or not any more."""

    slug = "mail-token-spent"
    title = Text("链接已失效", "The link no longer works")
    detail = Text(
        "链接无效、已使用或已过期，请重新申请。",
        "The link is not valid, was used or has expired; ask for a new one.",
    )
