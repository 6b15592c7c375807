"""Pages with several forms: which one was sent, what was typed, and what is wrong with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of

Reader = Callable[[str], object]
Fields = Mapping[str, Reader]
"""What a form asks for, by its place in what the service is told, and how each is read."""

LISTED: Final = ","
"""Between the values of boxes of one name; none of ours has one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One of a page's forms as it was sent; the others are as they were."""

    name: str = ""
    form: Form = field(default_factory=Form)

    @property
    def status(self) -> HTTPStatus:
        """What the page is answered with."""
        return self.form.status

    def of(self, name: str) -> Form:
        """Return how a form is shown."""
        return self.form if name == self.name else Form()

    def place_of(self, name: str) -> str:
        """Return where a field of the form that was sent stands; the form, of what has none."""
        return f"#{self.name}-{name}" if name in self.form.typed else f"#form-{self.name}"


async def attempted(name: str, typed: Mapping[str, str], doing: Awaitable[object]) -> Attempt:
    """Do what a form asks for; return the form with what is wrong, or with nothing."""
    try:
        await doing
    except FORM_ERRORS as error:
        return Attempt(name, Form(typed, trouble_of(error)))
    return Attempt()


async def typed_for(request: Request, fields: Fields) -> dict[str, str]:
    """Return what was typed into a form's fields, and the version it was about."""
    async with request.form() as form:
        said = {name: form.getlist(name) for name in ("etag", *fields)}
    plain = {name: [one for one in values if isinstance(one, str)] for name, values in said.items()}
    return {name: LISTED.join(values) for name, values in plain.items() if values}


def body_of(typed: Mapping[str, str], fields: Fields) -> dict[str, Any]:
    """Return what a service is told: what was left blank is left out."""
    body: dict[str, Any] = {}
    for name, read in fields.items():
        said = typed.get(name, "").strip()
        if said:
            *path, last = name.split(".")
            at = body
            for part in path:
                at = at.setdefault(part, {})
            at[last] = read(said)
    return body


def amount(said: str) -> str:
    """Read an amount as people write it: 200,000 or ２００，０００."""
    return said.replace(",", "").replace("，", "").strip()


def whole(said: str) -> object:
    """Read a whole number; what is none goes on as it is, and is complained of."""
    plain = amount(said)
    return int(plain) if plain.isdecimal() else said


def number(said: str) -> object:
    """Read a number; what is none goes on as it is, and is complained of."""
    try:
        return float(amount(said))
    except ValueError:
        return said


def ticked(said: str) -> bool:
    """Read a box."""
    return said == "yes"


def listed(said: str) -> list[str]:
    """Read boxes of one name."""
    return said.split(LISTED)
