"""What a password must be, and when somebody is kept waiting."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MAX_LENGTH: Final = 128
MIN_LENGTH: Final = 8
CLASSES: Final[tuple[Callable[[str], bool], ...]] = (
    str.islower,
    str.isupper,
    str.isdecimal,
    lambda sign: not sign.isalnum(),
)


PLATFORM_WORDS: Final = (
    *("keqiao", "科桥", "portal", "门户", "platform", "平台"),
    *("kejifuwu", "科技服务", "chuangxin", "创新", "innovation"),
    *("administrator", "admin", "管理员", "operator", "yunying", "运营", "auditor", "审计"),
    *("expert", "专家", "provider", "企业", "password", "mima", "密码"),
)
"""What anybody who guesses here tries first (OWASP ASVS 6.1.2); longer ones before their parts."""


class PasswordProfile(StrEnum):
    """Whose rules passwords follow; the two contradict each other.

    `djbh`: GB/T 22239 wants complexity and periodic change. `asvs`: OWASP ASVS 5
    (6.2.5, 6.2.10) forbids to ask for either. Both refuse common passwords.
    """

    DJBH = "djbh"
    ASVS = "asvs"


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_UNIFORM = "too_uniform"
    TOO_COMMON = "too_common"
    NAMES_ACCOUNT = "names_account"
    NAMES_PLATFORM = "names_platform"


class MailPurpose(StrEnum):
    """What a token in a letter is good for."""

    CONFIRM = "confirm"
    RESET = "reset"
    INVITE = "invite"
    CHANGE_ADDRESS = "change_address"


PASSWORD_LIFETIME: Final = {PasswordProfile.DJBH: timedelta(days=90)}
"""After what time a password must be changed; never, where no time stands."""


def weaknesses(
    password: str, *, profile: PasswordProfile, names: Collection[str], common: Collection[str]
) -> list[Weakness]:
    """Return what speaks against a password.

    Args:
        password: What somebody wants to sign in with.
        profile: Whose rules it is to follow.
        names: What the account is called: its address, the person's name.
        common: Passwords everybody tries first, in small letters.
    """
    small = password.casefold()
    found = {
        Weakness.TOO_SHORT: len(password) < MIN_LENGTH,
        Weakness.TOO_UNIFORM: profile is PasswordProfile.DJBH and _kinds_of_signs(password) < 3,  # noqa: PLR2004 - three of four
        Weakness.TOO_COMMON: small in common,
        Weakness.NAMES_ACCOUNT: any(_part_of(name, small) for name in names),
        Weakness.NAMES_PLATFORM: len(_without(PLATFORM_WORDS, small)) < MIN_LENGTH <= len(small),
    }
    return [weakness for weakness, applies in found.items() if applies]


def is_outdated(changed_at: datetime, profile: PasswordProfile, now: datetime) -> bool:
    """Say whether a password must be changed before it is taken again."""
    lifetime = PASSWORD_LIFETIME.get(profile)
    return lifetime is not None and now - changed_at > lifetime


def _kinds_of_signs(password: str) -> int:
    return sum(any(map(belongs, password)) for belongs in CLASSES)


def _without(words: Iterable[str], password: str) -> str:
    """Return what of a password somebody has to guess who knows the words."""
    for word in words:
        password = password.replace(word, "")
    return password


def _part_of(name: str, password: str) -> bool:
    # Shorter names are found in every other password by chance.
    return len(name) > 3 and name.casefold() in password  # noqa: PLR2004 - see above
