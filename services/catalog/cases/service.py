"""Puts solved cases into the records of the entries that helped, each once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.cases.models import HelperReview, SolvedCase
from services.catalog.cases.repository import CaseRepository, Helper
from services.catalog.cases.schemas import ReviewGivenRead, ReviewsRead, SolvedCaseRead
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.service import changed_values
from shared.classification import industry_name
from shared.feed.publisher import Feed

SHOWN: Final = 100
"""The latest cases that an entry shows; all of them count."""


class CaseKeeper:
    """Keeps cases and the entries they count for in step, inside one transaction.

    Args:
        session: A session of `Database.transaction`.
        feed: The catalogue's, whose followers hear of the entries.
        kinds: The kinds of entry there are.
    """

    def __init__(self, session: AsyncSession, feed: Feed, kinds: Mapping[EntryKind, Kind]) -> None:
        self._session = session
        self._feed = feed
        self._kinds = kinds
        self._cases = CaseRepository(session)

    async def take(
        self, cases: Sequence[tuple[SolvedCaseRead, date]], gone: Sequence[UUID]
    ) -> None:
        """Let these cases be as they now are, and those that are gone count no more.

        Args:
            cases: Each with the day on which it was told, in case it does not say its own.
            gone: Cases that are no more.
        """
        ids = [*(case.id for case, _ in cases), *gone]
        touched = await self._cases.helpers(ids)
        rows = [row for case, told_on in cases for row in _rows(case, told_on)]
        await self._cases.replace(ids, rows)
        touched |= {(row.kind, row.entry_id) for row in rows}
        await self._show(touched)

    async def forget_all(self) -> None:
        """Count no case any more: all of them are told anew."""
        touched = await self._cases.all_helpers()
        await self._cases.forget_all()
        await self._show(touched)

    async def _show(self, touched: Iterable[Helper]) -> None:
        # Providers first, as who moves a listing: no two transactions wait for each other.
        for noun, entry_id in sorted(touched, key=_providers_first):
            kind = self._kinds[noun]
            if kind.cases_field is not None:
                await self._show_at(kind, entry_id)

    async def _show_at(self, kind: Kind, entry_id: UUID) -> None:
        """Show an entry's confirmed cases with it; nothing happens if it does already."""
        entry = await self._session.get(kind.table, entry_id, with_for_update=True)
        if entry is None:
            return
        cases = await self._cases.of_entry(kind.kind, entry_id)
        shown = [_shown(case) for case in cases[:SHOWN]]
        if getattr(entry, "confirmed_cases", None) == shown:
            return
        values = {
            **changed_values(kind, entry, kind.stated_in(entry)),
            "confirmed_cases": shown,
        }
        await EntryRepository(self._session, kind).update([values])
        await self._session.refresh(entry)
        await announce(self._feed, self._session, kind, [values])


async def keep_reviews(
    session: AsyncSession, review_ids: Sequence[UUID], given: Sequence[ReviewGivenRead]
) -> None:
    """Let these reviews be as they now are; those of which nothing is given count no more."""
    rows = [
        HelperReview(
            review_id=review.id,
            kind=helper.kind,
            entry_id=helper.id,
            overall=review.overall,
            given_on=review.given_on,
        )
        for review in given
        for helper in dict.fromkeys(review.helpers)
    ]
    await CaseRepository(session).replace_reviews(review_ids, rows)


def reviews_read(reviews: Sequence[HelperReview]) -> ReviewsRead:
    """Return how often an entry's work was marked, and how."""
    marks = [review.overall for review in reviews]
    return ReviewsRead(
        count=len(marks),
        mean=round(sum(marks) / len(marks), 2) if marks else None,
        marks=dict(sorted(Counter(marks).items())),
    )


def _providers_first(helper: Helper) -> tuple[bool, Helper]:
    return helper[0] is not EntryKind.PROVIDER, helper


def _rows(case: SolvedCaseRead, told_on: date) -> list[SolvedCase]:
    return [
        SolvedCase(
            case_id=case.id,
            kind=helper.kind,
            entry_id=helper.id,
            title=case.title or _neutral_title(case.industry_code),
            summary=case.summary,
            industry_code=case.industry_code,
            year=case.year,
            outcome=case.outcome,
            confirmed_by=case.confirmed_by,
            confirmed_on=case.confirmed_on or told_on,
        )
        for helper in dict.fromkeys(case.helpers)
    ]


def _neutral_title(industry_code: str | None) -> str:
    """Return what a case is called whose firm wants no more to be told."""
    industry = industry_name(industry_code) if industry_code else None
    return f"企业未公开的技术需求（{industry}）" if industry else "企业未公开的技术需求"


def _shown(case: SolvedCase) -> dict[str, Any]:
    return {
        "case_id": str(case.case_id),
        "title": case.title,
        "summary": case.summary,
        "industry_code": case.industry_code,
        "year": case.year,
        "outcome": case.outcome.value,
        "confirmed_by": case.confirmed_by.value,
    }
