"""The page on which an entry is written, with its state and what would make it more complete."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from fastapi import Response

from services.portal.pages.forms import Form, Trouble
from services.portal.pages.rendering import Pages
from services.portal.pages.supply.completeness import anchor, completeness
from services.portal.pages.supply.dependencies import Supply
from services.portal.pages.supply.fields import CODES_AT_MOST, SECTIONS, Widget, fields_of
from services.portal.pages.supply.sheets import names_of, row_count, typed_of
from services.portal.pages.supply.snapshots import (
    EntrySnapshot,
    ListingSnapshot,
    SpokenReasonSnapshot,
)
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit
from shared.classification import discipline_name, disciplines
from shared.errors import ForbiddenError, NotFoundError, PlatformError
from shared.language import Language

PEOPLE: Final = frozenset({"expert", "applicant"})

REASONS: Final = (
    "no_longer_offered",
    "maintenance",
    "fully_booked",
    "wrong_data",
    "owner_request",
    "other",
)
"""Why owners stop their own entries; they need not say."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried beside the editor, and what came of it."""

    action: str
    typed: Mapping[str, str]
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Editor:
    """The page, for somebody and a kind of entry; without an entry, a blank one."""

    pages: Pages
    visit: Visit
    supply: Supply
    kind: str
    entry: EntrySnapshot | None = None

    async def page(
        self, *, form: Form | None = None, tried: Tried | None = None, news: str = ""
    ) -> Response:
        """Return the page."""
        said = self.entry.said if self.entry else {}
        trouble = tried.trouble if tried else None
        filled = form or Form(typed_of(self.kind, said), trouble)
        return self.pages.render(
            "supply/entry.html",
            self.visit,
            status=filled.status,
            kind=self.kind,
            entry=self.entry,
            said=said,
            form=filled,
            tried=tried.action if tried else "",
            tried_with=Form(tried.typed if tried else {}),
            news=news,
            reasons=REASONS,
            fullness=completeness(self.kind, said) if self.entry else None,
            anchor=lambda field: anchor(self.kind, field),
            own_providers=await self._providers(),
            **sheet_of(self.visit.language, self.kind, filled),
            **await self._listing(),
        )

    async def _providers(self) -> list[tuple[str, str]]:
        own = await self.supply.entries.mine({"provider"} & set(self.supply.kinds))
        return [(str(one.entry.id), one.entry.title) for one in own]

    async def _listing(self) -> dict[str, Any]:
        """Return how a provider is listed; the profile is shown even if that is not known."""
        listing: ListingSnapshot | None = None
        reasons: Sequence[SpokenReasonSnapshot] = ()
        if self.kind == "provider" and self.entry is not None:
            try:
                listing = await self.supply.entries.listing(self.entry.id)
                reasons = await self.supply.entries.listing_reasons()
            except PlatformError:
                listing = None
        return {"listing": listing, "listing_reasons": reasons}


def sheet_of(language: Language, kind: str, form: Form) -> dict[str, Any]:
    """Return what the fields of a kind are drawn from."""

    def named(field: str, values: Iterable[str]) -> list[tuple[str, str]]:
        blank = ("", TEXTS["supply_none_chosen"].pick(language))
        return [blank, *((one, TEXTS[f"supply_o_{field}_{one}"].pick(language)) for one in values)]

    chosen = (form.value(f"discipline_codes.{number}") for number in range(CODES_AT_MOST))
    codes = {*disciplines(), *(code for code in chosen if code)}
    return {
        "sections": SECTIONS[kind],
        "rows_of": {
            field.name: row_count(field, form.typed)
            for field in fields_of(kind)
            if field.widget is Widget.ROWS
        },
        "codes": CODES_AT_MOST,
        "named": named,
        "disciplines": sorted((code, discipline(language, code)) for code in codes),
        "called": lambda field: called(language, kind, field),
        "labels": _labels(kind),
    }


def called(language: Language, kind: str, field: str) -> str:
    """Return what a field is called; of a person some are called otherwise."""
    return TEXTS[_label(kind, field)].pick(language)


def discipline(language: Language, code: str) -> str:
    """Return the name of a discipline; a finer one is told by its code besides."""
    label = discipline_name(code)
    if label is None:
        return code
    name = label.zh if language is Language.ZH else label.en
    return name if code in disciplines() else f"{name} ({code})"


async def owned(supply: Supply, kind: str, entry_id: UUID) -> EntrySnapshot:
    """Return an entry of the visitor's own.

    Raises:
        NotFoundError: There is none.
        ForbiddenError: It is somebody else's.
    """
    require_kind(supply, kind)
    entry = await supply.entries.read(kind, entry_id)
    if "owner_subject" not in (entry.model_extra or {}):
        raise ForbiddenError
    return entry


def require_kind(supply: Supply, kind: str) -> None:
    """Let only kinds pass that the visitor may write.

    Raises:
        NotFoundError: There is no such kind.
        ForbiddenError: It is for others to write.
    """
    if kind not in SECTIONS:
        raise NotFoundError
    if kind not in supply.kinds:
        raise ForbiddenError


def _labels(kind: str) -> dict[str, str]:
    """Return the name of the sentence that labels each input."""
    labels = {field.name: _label(kind, field.name) for field in fields_of(kind)}
    for name in names_of(kind):
        first, _, rest = name.partition(".")
        column = rest.partition(".")[2]
        labels[name] = f"supply_c_{column}" if column else _label(kind, first)
    return labels


def _label(kind: str, field: str) -> str:
    of_a_person = f"supply_f_expert_{field}"
    return of_a_person if kind in PEOPLE and of_a_person in TEXTS else f"supply_f_{field}"
