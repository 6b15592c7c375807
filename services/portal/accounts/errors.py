"""What can be wrong with an account."""

from collections.abc import Iterable
from uuid import UUID

from services.portal.accounts.domain import GrantedRole
from shared.errors import (
    ConflictError,
    FieldProblem,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from shared.language import Text


class PersonNotFoundError(NotFoundError):
    """Nobody has this id."""

    slug = "person-not-found"
    title = Text("没有此人", "No such person")
    detail = Text("没有编号为 {person_id} 的账号。", "There is no account {person_id}.")

    def __init__(self, person_id: UUID) -> None:
        super().__init__(person_id=person_id)


class NotAPersonError(ForbiddenError):
    """The caller is a service or a command line, not somebody with an account."""

    slug = "not-a-person"
    detail = Text("此操作需要以个人账号登录。", "Sign in with an account of a person to do this.")


class RolesExcludeEachOtherError(ConflictError):
    """Nobody may hold both of two administrations."""

    slug = "roles-exclude-each-other"
    title = Text("角色互斥", "Roles exclude each other")
    detail = Text(
        "系统、安全、审计三类管理员互斥；此人已是 {held}。",
        "System, security and audit administration exclude each other; this person holds {held}.",
    )

    def __init__(self, held: Iterable[GrantedRole]) -> None:
        super().__init__(held=sorted(role.value for role in held))


class OwnRolesError(ForbiddenError):
    """Nobody decides about themselves."""

    slug = "own-roles"
    detail = Text(
        "不能更改自己的角色或状态，请由另一位管理员办理。",
        "Nobody changes their own roles or status; ask another administrator.",
    )


class AddressTakenError(ConflictError):
    """An account has this address."""

    slug = "address-taken"
    title = Text("邮箱已注册", "Address taken")
    detail = Text("该邮箱已有账号，请直接登录。", "This address has an account; sign in with it.")


class SameAddressError(InvalidError):
    """The account has this very address."""

    slug = "same-address"
    detail = Text("账号已经在用这个邮箱。", "The account has this address already.")

    def __init__(self) -> None:
        super().__init__(problems=[FieldProblem("email", self.detail)])


class ConsentOutdatedError(ConflictError):
    """The text has another version by now."""

    slug = "consent-outdated"
    title = Text("个人信息告知书已更新", "The text on personal data has changed")
    detail = Text(
        "请阅读并同意当前版本（{current}）的个人信息告知书。",
        "Read and agree to the present version ({current}) of the text on personal data.",
    )
