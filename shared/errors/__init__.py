"""The errors a service raises on purpose, and their one translation to HTTP.

    PlatformError
    ├── MalformedError             400  cannot be read at all
    ├── UnauthenticatedError       401  nobody knows who is calling
    ├── ForbiddenError             403  known caller, not allowed
    ├── NotFoundError              404  what was asked for is not here
    ├── MethodNotAllowedError      405  the path is there, the method is not
    ├── ConflictError              409  well formed, but not in the present state
    ├── GoneError                  410  was here, will not come back
    ├── PreconditionFailedError    412  the caller saw another version
    ├── TooLargeError              413  more than is taken
    ├── UnsupportedMediaError      415  a kind of content not understood here
    ├── InvalidError               422  readable, but values cannot be right
    ├── PreconditionRequiredError  428  a change must say which version it changes
    ├── TooManyError               429  asked too often
    └── UnavailableError           503  something needed did not answer

A service subclasses a category, never `PlatformError` itself, and says what is
wrong in both languages. Nothing below `endpoints.py` knows a status code.

    class DemandNotFoundError(NotFoundError):
        slug = "demand-not-found"
        title = Text("需求不存在", "No such demand")
        detail = Text("没有编号为 {demand_id} 的需求。", "There is no demand {demand_id}.")

        def __init__(self, demand_id: UUID) -> None:
            super().__init__(demand_id=demand_id)

On the wire it is an RFC 9457 problem document whose `type` is
`urn:keqiao:problem:<slug>`; the slug never changes, the sentences may.
"""

from shared.errors.handlers import (
    PROBLEM_JSON,
    ProblemDocument,
    install_error_handlers,
    problem_response,
)
from shared.errors.problems import (
    CATEGORIES,
    ConflictError,
    FieldProblem,
    ForbiddenError,
    GoneError,
    InvalidError,
    MalformedError,
    MethodNotAllowedError,
    NotFoundError,
    PlatformError,
    PreconditionFailedError,
    PreconditionRequiredError,
    TooLargeError,
    TooManyError,
    UnauthenticatedError,
    UnavailableError,
    UnsupportedMediaError,
)
from shared.errors.validation import describe, field_problems, invalid_value
from shared.language import Language, Text

__all__ = [
    "CATEGORIES",
    "PROBLEM_JSON",
    "ConflictError",
    "FieldProblem",
    "ForbiddenError",
    "GoneError",
    "InvalidError",
    "Language",
    "MalformedError",
    "MethodNotAllowedError",
    "NotFoundError",
    "PlatformError",
    "PreconditionFailedError",
    "PreconditionRequiredError",
    "ProblemDocument",
    "Text",
    "TooLargeError",
    "TooManyError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnsupportedMediaError",
    "describe",
    "field_problems",
    "install_error_handlers",
    "invalid_value",
    "problem_response",
]
