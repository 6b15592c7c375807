"""Why a sign-in at an identity provider came to nothing."""

from shared.errors import ConflictError, ForbiddenError, UnavailableError
from shared.errors.problems import UnauthenticatedError
from shared.language import Text


class FlowUnknownError(UnauthenticatedError):
    """The answer belongs to no sign-in that began in this browser."""

    slug = "oidc-flow-unknown"
    title = Text("登录未完成", "Sign-in not completed")
    detail = Text(
        "此登录不是从本浏览器发起的，或已超时，请重新登录。",
        "This sign-in did not begin in this browser, or took too long; start again.",
    )


class ProviderRefusedError(UnauthenticatedError):
    """The identity provider says no, or what it says cannot be trusted."""

    slug = "oidc-refused"
    title = Text("统一身份认证未通过", "Refused by the identity provider")
    detail = Text(
        "统一身份认证没有确认您的身份，请重新登录。",
        "The identity provider did not confirm who you are; start again.",
    )


class ProviderUnavailableError(UnavailableError):
    """The identity provider does not answer."""

    slug = "oidc-unavailable"
    detail = Text(
        "统一身份认证暂时没有应答，请稍后重试。",
        "The identity provider does not answer at the moment; try again later.",
    )


class AddressUnverifiedError(ForbiddenError):
    """The provider names no address, or one it has not verified."""

    slug = "oidc-address-unverified"
    detail = Text(
        "统一身份认证没有给出已验证的邮箱，无法建立账号。",
        "The identity provider names no verified e-mail address; there can be no account.",
    )


class AddressNotLinkedError(ConflictError):
    """The address has an account with a password, and nobody has shown that they are one."""

    slug = "oidc-address-taken"
    title = Text("邮箱已有账号", "Address taken")
    detail = Text(
        "该邮箱已有本地账号，请用密码登录。",
        "This address has an account with a password; sign in with that.",
    )
