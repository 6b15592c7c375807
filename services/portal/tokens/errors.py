"""What can be wrong with a token of a program."""

from shared.errors import ForbiddenError, NotFoundError
from shared.language import Text


class ApiTokenNotFoundError(NotFoundError):
    """It was taken back, or is somebody else's."""

    slug = "api-token-not-found"
    title = Text("没有此令牌", "No such token")
    detail = Text("没有此访问令牌，或已撤销。", "There is no such API token of yours.")


class ScopeMissingError(ForbiddenError):
    """The token is not for this service."""

    slug = "scope-missing"
    detail = Text("此访问令牌只能用于 {scopes}。", "This API token is good for {scopes} only.")


class NotYourOrganizationError(ForbiddenError):
    """The caller does not belong to it, or the token is for another."""

    slug = "not-your-organization"
    detail = Text("您不能以该单位的名义行事。", "You cannot act for this organization.")
