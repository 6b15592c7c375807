"""Many entries of one source at once: bad rows are reported, good rows are stored once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import CARD, forgotten_key
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable, ErasureMark
from services.catalog.entries.naming import FIELDS, named_in
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.schemas import EntryDraft
from services.catalog.entries.service import changed_values, checked, differences, fresh_values
from shared.bulk import (
    BulkImport,
    BulkReport,
    CheckedRow,
    RowReport,
    RowStatus,
    checked_rows,
    content_id,
)
from shared.errors import FieldProblem, InvalidError, Text
from shared.feed.publisher import Feed
from shared.language import Language
from shared.people.marks import erased_at_their_wish, hold_off_erasures, known_marks
from shared.people.recognition import Recognition

Row = CheckedRow[EntryDraft]

_FORGOTTEN: Final = FieldProblem(
    "source_id",
    Text(
        "此人已注销，其档案已按本人要求删除，不再导入。",
        "Whom this tells of has left and had it erased; it is not taken over again.",
    ),
    Text("从来源数据中删除此行", "a source without this row"),
)


@dataclass
class Plan:
    """What an import will do: decided row by row, then done at once."""

    source: str
    language: Language
    present: Mapping[str, EntryTable]
    without_contact: Collection[UUID]
    owners: dict[str, UUID]
    erased: Collection[str]
    """The digests by which somebody is recognized here who had themselves erased."""
    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    reports: list[RowReport] = field(default_factory=list)
    seen: dict[str, tuple[int, EntryDraft, UUID | None]] = field(default_factory=dict)


class EntryImport:
    """Imports entries of one kind."""

    def __init__(
        self, session: AsyncSession, kind: Kind, feed: Feed, recognition: Recognition
    ) -> None:
        self._recognition = recognition
        self._session = session
        self._kind = kind
        self._feed = feed
        self._entries = EntryRepository(session, kind)

    async def run(self, request: BulkImport, language: Language) -> BulkReport:
        """Store what is new or differs, in one transaction, and tell what became of each row.

        A row is known by its `source_id`, or by what it says if it has none. What a
        row leaves out stays as it is, so an import does not undo what others added.
        """
        rows = list(checked_rows(self._kind.draft, request.rows))
        await hold_off_erasures(self._session)
        await self._entries.wait_for_turn()
        plan = await self._plan(rows, request.source, language)
        for row in rows:
            plan.reports.append(self._decide(row, plan))
        if request.dry_run:
            return BulkReport.of(
                [report.model_copy(update=_unborn(report)) for report in plan.reports]
            )
        await self._carry_out(plan)
        return BulkReport.of(plan.reports)

    async def _plan(self, rows: Sequence[Row], source: str, language: Language) -> Plan:
        keys = [key_of(row, row.body) for row in rows if row.body]
        owners = {row.body.owner_subject for row in rows if row.body} - {None}
        limited = [owner for owner in owners if owner] if self._kind.owner_taken else []
        forgotten = [forgotten_key(source, key) for key in keys]
        present = await self._entries.by_key(source, [*keys, *forgotten])
        ids = [entry.id for entry in present.values()]
        return Plan(
            source=source,
            language=language,
            present=present,
            without_contact=await self._entries.without_contact(ids),
            owners=await self._entries.ids_by_owner(limited) if limited else {},
            erased=await known_marks(
                self._session,
                ErasureMark,
                {mark for row in rows if row.body for mark in self._marks(row.body.model_dump())},
            ),
        )

    def _decide(self, row: Row, plan: Plan) -> RowReport:
        if row.body is None:
            return row.rejected(plan.language)
        if problem := _other_source(row, plan.source):
            return row.rejected(plan.language, [problem])
        key = key_of(row, row.body)
        if key in plan.seen:
            return _repeated(row, row.body, plan, key)
        if forgotten_key(plan.source, key) in plan.present:
            return row.rejected(plan.language, [_FORGOTTEN])
        present = plan.present.get(key)
        report = (
            self._update(row, row.body, plan, present)
            if present
            else self._create(row, row.body, plan)
        )
        if report.status is not RowStatus.REJECTED:
            plan.seen[key] = (row.number, row.body, report.id)
        return report

    def _marks(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return the digests of those whom a row names, each with the field that names them."""
        return {
            mark: FIELDS.get(field, field)
            for named in named_in(self._kind, said)
            for mark, field in self._recognition.marks(named).items()
        }

    def _erased(self, said: Mapping[str, Any], plan: Plan) -> list[FieldProblem]:
        """Say in which fields somebody is named who had themselves erased."""
        fields = {field for mark, field in self._marks(said).items() if mark in plan.erased}
        return [erased_at_their_wish(field) for field in sorted(fields)]

    def _create(self, row: Row, draft: EntryDraft, plan: Plan) -> RowReport:
        if problems := self._erased(draft.model_dump(), plan):
            return row.rejected(plan.language, problems)
        key = key_of(row, draft)
        stated = {**draft.model_dump(), "source": plan.source, "source_id": key}
        values = fresh_values(self._kind, stated)
        if problem := self._owner_taken(values, plan):
            return row.rejected(plan.language, [problem])
        plan.inserts.append(values)
        return RowReport(row=row.number, status=RowStatus.CREATED, id=values["id"])

    def _update(self, row: Row, draft: EntryDraft, plan: Plan, entry: EntryTable) -> RowReport:
        # Who was to be reached and has left is not named again because a source still does.
        kept = {*CARD} if entry.id in plan.without_contact else set()
        said = draft.model_dump(include=draft.model_fields_set - draft.NATURAL_KEY - kept)
        if problems := self._erased(said, plan):
            return row.rejected(plan.language, problems)
        if not differences(self._kind, entry, said):
            return RowReport(row=row.number, status=RowStatus.UNCHANGED, id=entry.id)
        try:
            whole = checked(self._kind, {**self._kind.stated_in(entry), **said})
        except InvalidError as failure:
            return row.rejected(plan.language, failure.problems)
        values = changed_values(self._kind, entry, whole.model_dump())
        if problem := self._owner_taken(values, plan):
            return row.rejected(plan.language, [problem])
        plan.updates.append(values)
        return RowReport(row=row.number, status=RowStatus.UPDATED, id=entry.id)

    def _owner_taken(self, values: Mapping[str, Any], plan: Plan) -> FieldProblem | None:
        """Say that an owner who may have only one entry has another, or book this one."""
        owner = values["owner_subject"]
        if self._kind.owner_taken is None or owner is None:
            return None
        if plan.owners.setdefault(owner, values["id"]) == values["id"]:
            return None
        return FieldProblem(
            "owner_subject",
            Text(
                "此人已有条目（一人一档）。", "This owner has an entry already, and may have one."
            ),
            Text("尚无条目的所有者，或留空", "an owner without an entry, or none"),
        )

    async def _carry_out(self, plan: Plan) -> None:
        await self._entries.insert(plan.inserts)
        await self._entries.update(plan.updates)
        rows = [*plan.inserts, *plan.updates]
        await announce(self._feed, self._session, self._kind, rows)


def key_of(row: Row, draft: EntryDraft) -> str:
    """Return what a row is known by within its source."""
    return draft.source_id or content_id(row.raw)


def _unborn(report: RowReport) -> dict[str, Any]:
    """Return what to change in a dry run's report: an entry not created has no id."""
    return {"id": None} if report.status is RowStatus.CREATED else {}


def _other_source(row: Row, source: str) -> FieldProblem | None:
    if "source" not in row.raw or row.raw["source"] == source:
        return None
    return FieldProblem(
        "source",
        Text("与本次导入的来源不同。", "This is not the source of this import."),
        Text(f"{source}，或不填", f"{source}, or nothing"),
    )


def _repeated(row: Row, draft: EntryDraft, plan: Plan, key: str) -> RowReport:
    """Report on a row whose key an earlier row has: the same again, or a contradiction."""
    number, earlier, entry_id = plan.seen[key]
    if draft == earlier:
        return RowReport(row=row.number, status=RowStatus.UNCHANGED, id=entry_id)
    problem = FieldProblem(
        "source_id",
        Text(
            f"第 {number} 行已使用此编号，但内容不同。",
            f"Row {number} has this key too, and says something else.",
        ),
        Text("每个编号只出现一次", "each key only once"),
    )
    return row.rejected(plan.language, [problem])
