"""What people agree to when they register (PIPL, articles 14 and 17)."""

import hashlib
from typing import Final

from services.portal.accounts.errors import ConsentOutdatedError
from shared.language import Text

VERSION: Final = "2026-11-1"
"""Changes with the text; then everybody is asked again."""

TEXT: Final = Text(
    "本平台处理您的姓名、电子邮箱、登录地址和操作记录，用于身份鉴别、供需对接和安全审计；"
    "您公开的专家或机构资料会用于匹配。安全审计记录依法至少保存六个月，其余信息保存到您注销账号为止。"
    "您可以随时查阅、导出、更正您的信息，也可以注销账号以撤回同意：届时您的信息被删除，"
    "他人办理事项的记录中只保留无法识别您的编号。",
    "The platform uses your name, e-mail address, sign-in addresses and a record of what you do "
    "to know who you are, to bring supply and demand together and to keep an audit trail; what you "
    "publish as an expert or organization is used for matching. By law the audit trail is kept for "
    "at least six months, everything else until you close your account. You may read, export and "
    "correct your data at any time, and withdraw your consent by closing the account: your data "
    "are then erased, and records of other people's affairs keep only a number that does not "
    "identify you.",
)


def text_digest() -> str:
    """Return the SHA-256 of the text in both languages, so that it can be shown what was agreed."""
    return hashlib.sha256(f"{TEXT.zh}\n{TEXT.en}".encode()).hexdigest()


def require_current(version: str) -> None:
    """Let only consent to the present text pass.

    Raises:
        ConsentOutdatedError: It is to another version.
    """
    if version != VERSION:
        raise ConsentOutdatedError(current=VERSION)
