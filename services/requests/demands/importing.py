"""Takes demands over from other platforms, exactly once however often they are sent."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.domain import (
    LOCAL,
    Confidentiality,
    DemandAction,
    DemandStatus,
    Party,
)
from services.requests.demands.editing import CARD_FIELDS
from services.requests.demands.errors import DEADLINE_OVER, SUMMARY_MISSING, SourceReservedError
from services.requests.demands.forgotten import without_contact
from services.requests.demands.lives import Lives, Step, text_of
from services.requests.demands.models import Demand, ErasureMark
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.schemas import DemandDraft, DemandImport, DemandRow, checked_draft
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.bulk import (
    BulkReport,
    CheckedRow,
    RowReport,
    RowStatus,
    checked_rows,
    content_id,
)
from shared.clock import city_today
from shared.database import savepoint
from shared.errors import FieldProblem, InvalidError
from shared.feed.publisher import Feed
from shared.language import Language, Text, current_language
from shared.people.marks import erased_at_their_wish, hold_off_erasures, known_marks
from shared.people.recognition import Named, Recognition
from shared.types import new_id

PUBLISHING: Final = (DemandAction.SUBMIT, DemandAction.START_REVIEW, DemandAction.PUBLISH)
_AS_BOTH: Final = frozenset({Party.OWNER, Party.OPERATOR})


Row = CheckedRow[DemandRow]


class _RehearsalOverError(Exception):
    """Ends a dry run, so that all it did is undone."""


@dataclass
class _Batch:
    """A request's rows, what is stored of them, and which were already taken."""

    request: DemandImport
    known: Mapping[str, Demand]
    without_contact: Collection[UUID]
    erased: Collection[str]
    """The digests by which somebody is recognized here who had themselves erased."""
    seen: dict[str, tuple[Row, Demand]] = field(default_factory=dict)
    language: Language = field(default_factory=current_language.get)


class DemandImporter:
    """Takes one request's rows over, inside its transaction."""

    def __init__(
        self,
        session: AsyncSession,
        feed: Feed,
        caller: Caller,
        *,
        rules: Rules,
        recognition: Recognition,
    ) -> None:
        self._recognition = recognition
        self._session = session
        self._caller = caller
        self._demands = DemandRepository(session)
        self._lives = Lives(session, feed, rules=rules)

    async def take_over(self, request: DemandImport) -> BulkReport:
        """Store every good row and report on every row.

        A row is known by its source's key, or by its content if it has none. A row
        that says what it said the last time changes nothing, so what was put right
        here stays so; what a new row leaves out stays as it is.

        Raises:
            SourceReservedError: The rows claim to have been written here.
        """
        policy.callers.require_operator(self._caller)
        if request.source == LOCAL:
            raise SourceReservedError(request.source)
        if request.dry_run:
            return BulkReport.of(await self._rehearse(request))
        report = BulkReport.of(await self._take_rows(request))
        TRAIL.record(
            self._session,
            actor=self._caller,
            action="demand.import",
            subject=f"source/{request.source}",
            details=report.model_dump(exclude={"rows"}),
        )
        return report

    async def _rehearse(self, request: DemandImport) -> Sequence[RowReport]:
        """Do it, tell what came of it, and undo it: so a dry run cannot say anything else."""
        reports: Sequence[RowReport] = ()
        with suppress(_RehearsalOverError):
            async with savepoint(self._session):
                reports = await self._take_rows(request)
                raise _RehearsalOverError
        return [_as_announced(report) for report in reports]

    async def _take_rows(self, request: DemandImport) -> Sequence[RowReport]:
        rows = list(checked_rows(DemandRow, request.rows))
        keys = [key_of(row, row.body) for row in rows if row.body]
        await hold_off_erasures(self._session)
        await self._demands.take_turns(request.source)
        known = await self._demands.of_source(request.source, keys)
        forgotten = await without_contact(self._session, [one.id for one in known.values()])
        marks = {mark for row in rows if row.body for mark in self._marks(row.body.model_dump())}
        erased = await known_marks(self._session, ErasureMark, marks)
        batch = _Batch(request, known, forgotten, erased)
        return [await self._take_row(row, batch) for row in rows]

    async def _take_row(self, row: Row, batch: _Batch) -> RowReport:
        if row.body is None:
            return row.rejected(batch.language)
        key = key_of(row, row.body)
        if earlier := batch.seen.get(key):
            return _repeated(row, earlier, batch)
        try:
            status, demand = await self._store(row.body, key, batch)
        except InvalidError as refusal:
            return row.rejected(batch.language, refusal.problems)
        batch.seen[key] = (row, demand)
        if batch.request.publish and demand.status is DemandStatus.DRAFT:
            await self._publish(demand)
            status = RowStatus.UPDATED if status is RowStatus.UNCHANGED else status
        return RowReport(row=row.number, status=status, id=demand.id)

    async def _store(self, body: DemandRow, key: str, batch: _Batch) -> tuple[RowStatus, Demand]:
        digest = content_id(body.model_dump(mode="json", exclude_unset=True))
        known = batch.known.get(key)
        if known and known.import_digest == digest:
            return RowStatus.UNCHANGED, known
        # Who was to be reached and has left is not named again because a source still does.
        left = {*CARD_FIELDS} if known and known.id in batch.without_contact else set()
        said = body.model_dump(exclude_unset=True, exclude={"source_id", *left})
        self._refuse_erased(said, batch)
        text = text_of(known) if known else {}
        whole = _checked({**text, **said}, publish=batch.request.publish)
        values = {**whole.model_dump(), "import_digest": digest}
        if known is None:
            return RowStatus.CREATED, await self._create(values, key, batch)
        self._lives.rewrite(known, values)
        await self._demands.refile(known)
        return RowStatus.UPDATED, known

    def _marks(self, said: Mapping[str, Any]) -> Mapping[str, str]:
        """Return the digests of whoever is to be reached, each with what names them."""
        card = (said.get(f"contact_{name}") for name in ("name", "email", "phone"))
        return self._recognition.marks(Named(*card))

    def _refuse_erased(self, said: Mapping[str, Any], batch: _Batch) -> None:
        """Let a row pass that names nobody who had themselves erased.

        Raises:
            InvalidError: It does.
        """
        fields = {field for mark, field in self._marks(said).items() if mark in batch.erased}
        if fields:
            problems = [erased_at_their_wish(f"contact_{field}") for field in sorted(fields)]
            raise InvalidError(problems=problems)

    async def _create(self, values: Mapping[str, Any], key: str, batch: _Batch) -> Demand:
        demand = Demand(
            id=new_id(),
            case_number=await self._demands.next_case_number(),
            source=batch.request.source,
            source_id=key,
            owner_subject=self._caller.subject,
            owner_organization=policy.demands.owning_organization(self._caller),
            **values,
        )
        await self._demands.add(demand)
        return demand

    async def _publish(self, demand: Demand) -> None:
        for action in PUBLISHING:
            step = Step(action, self._caller.subject, _AS_BOTH, ReasonCode.IMPORTED)
            await self._lives.take(demand, step)


def key_of(row: Row, body: DemandRow) -> str:
    """Return what a row is known by within its source."""
    return body.source_id or content_id(row.raw)


def _checked(text: Mapping[str, Any], *, publish: bool) -> DemandDraft:
    """Return what a demand would say after the row.

    Raises:
        InvalidError: It would contradict itself, or could not be published.
    """
    draft = checked_draft(text)
    problems = []
    if draft.deadline is not None and draft.deadline < city_today():
        problems.append(DEADLINE_OVER)
    confidential = draft.confidentiality is Confidentiality.CONFIDENTIAL
    if publish and confidential and draft.public_summary is None:
        problems.append(SUMMARY_MISSING)
    if problems:
        raise InvalidError(problems=problems)
    return draft


def _repeated(row: Row, earlier: tuple[Row, Demand], batch: _Batch) -> RowReport:
    """Report on a row whose key an earlier row has: the same again, or a contradiction."""
    first, demand = earlier
    if row.body == first.body:
        return RowReport(row=row.number, status=RowStatus.UNCHANGED, id=demand.id)
    problem = FieldProblem(
        "source_id",
        Text(
            f"第 {first.number} 行已使用此编号，但内容不同。",
            f"Row {first.number} has this key too, and says something else.",
        ),
        Text("每个编号只出现一次", "each key only once"),
    )
    return row.rejected(batch.language, [problem])


def _as_announced(report: RowReport) -> RowReport:
    """Return a report of a dry run: what would be created has no id yet."""
    created = report.status is RowStatus.CREATED
    return report.model_copy(update={"id": None}) if created else report
