"""What can be wrong with organizations and their members."""

from services.portal.organizations.domain import MemberRole
from shared.errors import ConflictError, ForbiddenError, NotFoundError
from shared.language import Text


class OrganizationNotFoundError(NotFoundError):
    """There is none, or none the caller may know of."""

    slug = "organization-not-found"
    title = Text("没有此单位", "No such organization")
    detail = Text(
        "没有编号为 {organization_id} 的单位。", "There is no organization {organization_id}."
    )


class OwnersOnlyError(ForbiddenError):
    """The caller belongs to the organization and does not own it."""

    slug = "owners-only"
    detail = Text("此操作仅限该单位的负责人。", "Only owners of the organization may do this.")


class MemberNotFoundError(NotFoundError):
    """Somebody does not belong to the organization."""

    slug = "member-not-found"
    title = Text("没有此成员", "No such member")
    detail = Text("该单位没有此成员。", "The organization has no such member.")


class InvitationNotFoundError(NotFoundError):
    """It was accepted, taken back, or is too old."""

    slug = "invitation-not-found"
    title = Text("没有此邀请", "No such invitation")
    detail = Text("没有此邀请，或已失效。", "There is no such invitation, or not any more.")


class LastOwnerError(ConflictError):
    """An organization must not be left without an owner."""

    slug = "last-owner"
    title = Text("至少要有一位负责人", "An owner has to stay")
    detail = Text(
        "单位至少要有一位负责人，请先移交或关闭单位。",
        "An organization needs an owner; hand it over or close it first.",
    )


class CreditCodeTakenError(ConflictError):
    """Another organization with this code was verified."""

    slug = "credit-code-taken"
    title = Text("统一社会信用代码已被核验", "Credit code taken")
    detail = Text(
        "统一社会信用代码 {uscc} 已属于另一个已核验的单位。",
        "The credit code {uscc} belongs to another verified organization.",
    )


class AlreadyMemberError(ConflictError):
    """Somebody belongs to the organization already."""

    slug = "already-member"
    title = Text("已是成员", "Already a member")
    detail = Text("此人已是该单位成员（{role}）。", "This person belongs to it already, as {role}.")

    def __init__(self, role: MemberRole = MemberRole.MEMBER) -> None:
        super().__init__(role=role.value)


class InvitedAddressError(ForbiddenError):
    """The invitation is for somebody with another address."""

    slug = "invited-address"
    detail = Text(
        "此邀请发给了另一个邮箱，请用受邀邮箱的账号登录。",
        "The invitation is for another address; sign in with the account it was sent to.",
    )
