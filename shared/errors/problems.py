"""The categories of what can go wrong, and the document each becomes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Self

from typing_extensions import override

from shared.errors.facts import as_json, spoken
from shared.language import Language, Text

TYPE_PREFIX = "urn:keqiao:problem:"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, named by its dotted path, and what would be right."""

    field: str
    message: Text
    expected: Text | None = None

    def wire(self, language: Language) -> dict[str, str | None]:
        """Return the entry of `errors` in a problem document or a bulk report."""
        expected = self.expected.pick(language) if self.expected else None
        return {"field": self.field, "message": self.message.pick(language), "expected": expected}


class PlatformError(Exception):
    """Base of every deliberate error; carries the facts its message is made of.

    A subclass of a category states `slug`, `title` and `detail`; the detail's
    placeholders are filled from the facts, which also go out as members of
    the problem document. A fact that is a `Text` is written in the reader's
    language. Names RFC 9457 defines (`type`, `status`, ...) are not for facts.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    slug: str = "internal-error"
    title: Text = Text("内部错误", "Internal error")
    detail: Text = Text(
        "服务器出现意外错误，已记录。请稍后重试；如仍出现，请附上 request_id 联系我们。",
        "Something unexpected happened and was recorded. "
        "Try again later, or contact us with the request_id.",
    )

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence(Language.EN))

    def sentence(self, language: Language) -> str:
        """Return the detail with its facts filled in."""
        facts = {name: spoken(fact, language) for name, fact in self.facts.items()}
        return self.detail.pick(language).format(**facts)

    def headers(self) -> Mapping[str, str]:
        """Return the response headers that belong to this error."""
        return {}

    def problem(self, language: Language) -> dict[str, object]:
        """Return this error as an RFC 9457 problem document."""
        return {
            **{name: as_json(fact, language) for name, fact in self.facts.items()},
            "type": TYPE_PREFIX + self.slug,
            "title": self.title.pick(language),
            "status": self.status.value,
            "detail": self.sentence(language),
        }

    @classmethod
    def from_problem(cls, problem: Mapping[str, object]) -> Self:
        """Rebuild the category of an error that a peer answered with.

        The peer has already chosen the language, so both texts are the same.
        """
        error = cls()
        error.slug = str(problem.get("type", "")).removeprefix(TYPE_PREFIX) or cls.slug
        error.title = _verbatim(problem.get("title"), cls.title)
        error.detail = _verbatim(problem.get("detail"), cls.detail)
        error.facts = {name: fact for name, fact in problem.items() if name not in _RESERVED}
        error.args = (error.sentence(Language.EN),)
        return error


_RESERVED = frozenset({"type", "title", "status", "detail", "instance", "request_id", "errors"})


class MalformedError(PlatformError):
    """The request cannot be read at all."""

    status = HTTPStatus.BAD_REQUEST
    slug = "malformed-request"
    title = Text("请求格式错误", "Malformed request")
    detail = Text("无法读取请求内容。", "The request cannot be read.")


class UnauthenticatedError(PlatformError):
    """Nobody knows who is calling; a token is missing or not valid."""

    status = HTTPStatus.UNAUTHORIZED
    slug = "unauthenticated"
    title = Text("需要身份认证", "Authentication needed")
    detail = Text(
        "此操作需要登录。请在 Authorization 头中提供有效的令牌。",
        "Sign in to do this: send a valid token in the Authorization header.",
    )
    challenge = "Bearer"

    @override
    def headers(self) -> Mapping[str, str]:
        return {"WWW-Authenticate": self.challenge}


class ForbiddenError(PlatformError):
    """The caller is known and not allowed."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"
    title = Text("没有权限", "Not allowed")
    detail = Text("您没有执行此操作的权限。", "You are not allowed to do this.")


class NotFoundError(PlatformError):
    """What was asked for is not here."""

    status = HTTPStatus.NOT_FOUND
    slug = "not-found"
    title = Text("未找到", "Not found")
    detail = Text("没有找到所请求的内容。", "What you asked for is not here.")


class MethodNotAllowedError(PlatformError):
    """The path exists, but not for this method."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    slug = "method-not-allowed"
    title = Text("不支持该方法", "Method not allowed")
    detail = Text(
        "此地址不支持 {method} 方法，可用：{allowed}。",
        "{method} is not possible here; possible are {allowed}.",
    )

    def __init__(self, method: str = "", allowed: Sequence[str] = ()) -> None:
        super().__init__(method=method, allowed=list(allowed))
        self._allow = ", ".join(allowed)

    @override
    def headers(self) -> Mapping[str, str]:
        return {"Allow": self._allow}


class ConflictError(PlatformError):
    """The request is well formed but does not fit the present state."""

    status = HTTPStatus.CONFLICT
    slug = "conflict"
    title = Text("与当前状态冲突", "Conflict")
    detail = Text("请求与当前状态冲突。", "The request does not fit the present state.")


class GoneError(PlatformError):
    """It was here once and will not come back."""

    status = HTTPStatus.GONE
    slug = "gone"
    title = Text("已不存在", "Gone")
    detail = Text("所请求的内容已不存在。", "What you asked for is no longer here.")


class PreconditionFailedError(PlatformError):
    """The caller has seen another version than the present one."""

    status = HTTPStatus.PRECONDITION_FAILED
    slug = "precondition-failed"
    title = Text("内容已被修改", "Precondition failed")
    detail = Text("内容在您读取之后已被修改。", "It was changed since you read it.")


class TooLargeError(PlatformError):
    """More was sent than is taken."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "too-large"
    title = Text("内容过大", "Too large")
    detail = Text("请求内容过大。", "The request is too large.")


class UnsupportedMediaError(PlatformError):
    """The body is of a kind that is not understood here."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    slug = "unsupported-media-type"
    title = Text("不支持的内容类型", "Unsupported media type")
    detail = Text("不支持此内容类型。", "This kind of content is not understood.")


class InvalidError(PlatformError):
    """The request can be read, but some of its values cannot be right."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "invalid"
    title = Text("内容有误", "Invalid content")
    detail = Text("有些内容不正确，详见 errors。", "Some values are not right; see errors.")

    def __init__(self, *, problems: Sequence[FieldProblem] = (), **facts: object) -> None:
        self.problems = tuple(problems)
        super().__init__(**facts)

    @override
    def problem(self, language: Language) -> dict[str, object]:
        errors = [problem.wire(language) for problem in self.problems]
        return {**super().problem(language), "errors": errors}

    @override
    @classmethod
    def from_problem(cls, problem: Mapping[str, object]) -> Self:
        error = super().from_problem(problem)
        error.problems = tuple(_read_field_problems(problem.get("errors")))
        return error


class PreconditionRequiredError(PlatformError):
    """A change must say which version it changes."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    slug = "precondition-required"
    title = Text("缺少 If-Match", "Precondition required")
    detail = Text("缺少前提条件。", "A precondition is missing.")


class TooManyError(PlatformError):
    """The caller asks too often; `seconds` says when asking again may help."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many-requests"
    title = Text("请求过于频繁", "Too many requests")
    detail = Text("请在 {seconds} 秒后重试。", "Try again in {seconds} seconds.")

    def __init__(self, seconds: int = 1, **facts: object) -> None:
        super().__init__(seconds=seconds, **facts)

    @override
    def headers(self) -> Mapping[str, str]:
        return {"Retry-After": str(self.facts.get("seconds", 1))}


class UnavailableError(PlatformError):
    """Something needed did not answer; trying again may help."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "unavailable"
    title = Text("暂时不可用", "Unavailable")
    detail = Text("服务暂时不可用，请稍后重试。", "Not available now; try again later.")

    @override
    def headers(self) -> Mapping[str, str]:
        return {"Retry-After": "5"}


CATEGORIES: Mapping[int, type[PlatformError]] = {
    category.status.value: category for category in PlatformError.__subclasses__()
}
"""The category each HTTP status stands for."""


def _verbatim(said: object, otherwise: Text) -> Text:
    """Return what a peer said as a text whose braces are no placeholders."""
    if not isinstance(said, str):
        return otherwise
    escaped = said.replace("{", "{{").replace("}", "}}")
    return Text(escaped, escaped)


def _read_field_problems(errors: object) -> Iterable[FieldProblem]:
    for entry in errors if isinstance(errors, list) else []:
        if not isinstance(entry, Mapping):
            continue
        message, expected = str(entry.get("message", "")), entry.get("expected")
        yield FieldProblem(
            str(entry.get("field", "")),
            Text(message, message),
            Text(expected, expected) if isinstance(expected, str) else None,
        )
