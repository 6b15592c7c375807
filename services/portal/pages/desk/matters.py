"""Things with a life, shown alike: a list of them, and one with its facts, steps and history."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import see
from services.portal.pages.texts import TEXTS

if TYPE_CHECKING:
    from services.portal.pages.desk.dependencies import Desk


@dataclass(frozen=True, slots=True)
class Line:
    """One of them in a list; `state` is the name of the text that says where it stands."""

    path: str
    title: str
    note: str
    status: str
    state: str
    since: datetime
    due_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of them: `name` is that of the text of its heading, and begins those of its others.

    `prefix` begins the names of the texts for its views, the first of which is shown unless
    another is asked for. `adding` is where another one is made, `also` what else belongs to it.
    """

    path: str
    name: str
    prefix: str
    views: Sequence[str]
    adding: str = ""
    also: str = ""

    def view(self, wanted: str) -> str:
        """Return which view is shown."""
        return wanted if wanted in self.views else self.views[0]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to one of them."""

    action: str
    to_status: str
    actor: str
    at: datetime
    reason_code: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something may be done, in the reader's language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known: the name of a text, and what is shown."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One of them; `life` begins the names of the texts for its states and steps."""

    path: str
    section: str
    heading: str
    title: str
    life: str
    status: str
    etag: str
    facts: Sequence[Fact]
    actions: Sequence[str]
    reasons: Mapping[str, Sequence[Reason]]
    labels: Mapping[str, str]
    steps: Sequence[Step]
    state_prefix: str = ""
    due_at: datetime | None = None
    overdue: bool = False
    notes: Sequence[str] = field(default=())
    """Names of sentences an operator reads before deciding."""

    noted: Sequence[str] = field(default=())
    """The actions with which something is to be said."""

    template: str = "matter.html"

    @property
    def states(self) -> str:
        """What the names of the texts for its states begin with."""
        return self.state_prefix or f"{self.life}_status_"


def together(desk: "Desk", names: Iterable[str]) -> str:
    """Return several names as one text in the reader's language."""
    return TEXTS["between"].pick(desk.visit.language).join(names)


HARD = ("reject", "refuse", "suspend", "close", "exit", "delist", "disband", "terminate", "warn")
"""The steps that are hard on somebody; the page shows them so."""


def show_list(
    desk: "Desk",
    listing: Listing,
    view: str,
    lines: Sequence[Line],
    next_cursor: str | None,
) -> Response:
    """Return the page of a list."""
    return desk.page(
        "matters.html", listing=listing, view=view, lines=lines, next_cursor=next_cursor
    )


async def show_matter(
    desk: "Desk",
    matter: Matter,
    *,
    form: Form | None = None,
    tried: str = "",
    done: str = "",
    **more: Any,  # noqa: ANN401 - what the template tells besides
) -> Response:
    """Return the page of one of them."""
    filled = form or Form()
    if tried in matter.actions:
        more |= {"place_of": lambda name: f"#{name}-{tried}"}
    return desk.page(
        matter.template,
        status=filled.status,
        form=filled,
        tried=tried,
        done=bool(done),
        matter=matter,
        hard=HARD,
        colleagues=await desk.colleagues(),
        **more,
    )


async def said_step(
    request: Request, action: str, *more: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was typed, and the step it makes: what was left empty is not said."""
    typed = await typed_into(request, ("etag", "reason_code", "note", *more))
    names = ("reason_code", "note", *more)
    said = {name: typed[name].strip() for name in names if typed.get(name, "").strip()}
    return typed, {"action": action, **said}


async def step_taken(
    request: Request,
    action: str,
    move: Callable[[Mapping[str, str], str], Awaitable[object]],
    show: Callable[..., Awaitable[Response]],
    there: str,
) -> Response:
    """Take a step by `move`, and lead on; of a refusal, `show` the page with what was typed."""
    typed, said = await said_step(request, action)
    try:
        await move(said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        return await show(form=Form(typed, trouble_of(error)), tried=action)
    return see(f"{there}?done=yes")
