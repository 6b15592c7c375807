"""Imports: upload a file, look at what would happen, then store it; nothing is doubled."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.import_kinds import (
    GATEWAYS,
    KINDS,
    ImportGateway,
    ImportKind,
    field_label,
)
from services.portal.pages.desk.importing import mapped, opened, propose_mapping, send_batch
from services.portal.pages.desk.orders import Order, Shelf
from services.portal.pages.desk.sheets import Sheet, workbook
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import service_token
from shared.errors import FieldProblem, InvalidError
from shared.language import Text
from shared.reading.shapes import RowShape

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/import"
PROBLEMS_SHOWN: Final = 50
LABELS: Final = {"file": "desk_import_file", "kind": "desk_import_kind", "source": "desk_source"}
SOURCE: Final = FieldProblem(
    "source",
    Text("没有写明来源。", "The source is missing."),
    Text("字母、数字、短横线，例如 dg-kjj-2026", "letters, digits, hyphens, as dg-kjj-2026"),
)
FILE: Final = FieldProblem(
    "file",
    Text("没有选择文件。", "No file was chosen."),
    Text("XLSX、CSV 或 JSONL 文件", "an XLSX, CSV or JSONL file"),
)


async def get_shelf(desk: DeskDep) -> Shelf:
    """Return where imports lie."""
    return Shelf(desk.resources.settings.data_dir / "imports")


ShelfDep = Annotated[Shelf, Depends(get_shelf)]


@router.get(HOME)
async def show_import(desk: DeskDep, shelf: ShelfDep) -> Response:
    """Show the form for a file, and what one is importing already."""
    return await _form(desk, shelf, Form())


@router.get(HOME + "/template/{kind}.xlsx")
async def take_template(kind: str, request: Request, desk: DeskDep) -> Response:
    """Return an empty workbook with a column for each field of a kind."""
    shape = await _shape(request, desk, kind)
    language = desk.visit.language
    explained = [
        (
            name,
            TEXTS[label].pick(language) if (label := field_label(name)) else "",
            TEXTS["desk_needed"].pick(language) if name in shape.required else "",
        )
        for name in shape.fields
    ]
    heads = [TEXTS[name].pick(language) for name in ("desk_field", "desk_meaning", "desk_needed")]
    sheets = [
        Sheet("rows", list(shape.fields), []),
        Sheet(TEXTS["desk_meaning"].pick(language), heads, explained),
    ]
    return await workbook(f"keqiao-{kind}", sheets)


@router.post(HOME)
async def upload(request: Request, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Read a file, and go on to its columns or to what would happen."""
    typed: dict[str, str] = {}
    try:
        async with request.form(max_files=1) as sent:
            typed = {name: said for name, said in sent.items() if isinstance(said, str)}
            file = sent.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                raise InvalidError(problems=[FILE])
            order = _order(desk, typed, file.filename)
            content = await file.read()
        rows = await asyncio.to_thread(opened, order.file, content, order, desk.visit.language)
        propose_mapping(order, await _shape(request, desk, order.kind))
        await shelf.put(order, rows)
    except FORM_ERRORS as error:
        return await _form(desk, shelf, Form(typed, trouble_of(error)))
    return see(f"{HOME}/{order.id}")


@router.get(HOME + "/{order_id}")
async def show_order(order_id: UUID, request: Request, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Show where an import stands, and what is wrong with which rows."""
    order = await shelf.order(order_id, desk.me.caller.subject)
    return await _order_page(request, desk, order)


@router.post(HOME + "/{order_id}/columns")
async def choose_columns(
    order_id: UUID, request: Request, desk: DeskDep, shelf: ShelfDep
) -> Response:
    """Take the fields that were chosen for the columns."""
    order = await shelf.order(order_id, desk.me.caller.subject)
    names = [f"column_{number}" for number in range(len(order.columns))]
    typed = await typed_into(request, names)
    try:
        mapped(order, typed, await _shape(request, desk, order.kind))
        await shelf.keep(order)
    except FORM_ERRORS as error:
        return await _order_page(request, desk, order, Form(typed, trouble_of(error)))
    return see(f"{HOME}/{order_id}")


@router.post(HOME + "/{order_id}/next")
async def go_on(order_id: UUID, request: Request, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Check or store the next rows; what was sent before is not sent again."""
    order = await shelf.order(order_id, desk.me.caller.subject)
    typed = await typed_into(request, ("position",))
    form = Form()
    if order.going and typed.get("position") == str(order.position):
        try:
            await send_batch(order, shelf, await _gateway(request, desk, order.kind))
        except FORM_ERRORS as error:
            form = Form({}, trouble_of(error))
    if desk.visit.fragment or form.trouble:
        return await _order_page(request, desk, order, form)
    return see(f"{HOME}/{order_id}")


@router.post(HOME + "/{order_id}/store")
async def store(order_id: UUID, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Begin to store what was looked at."""
    order = await shelf.order(order_id, desk.me.caller.subject)
    if order.phase == "checked" and order.takeable:
        order.begin("storing")
        await shelf.keep(order)
    return see(f"{HOME}/{order_id}")


@router.post(HOME + "/{order_id}/discard")
async def discard(order_id: UUID, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Forget an import; what was stored stays."""
    await shelf.drop(await shelf.order(order_id, desk.me.caller.subject))
    return see(HOME)


@router.get(HOME + "/{order_id}/problems.xlsx")
async def take_problems(order_id: UUID, desk: DeskDep, shelf: ShelfDep) -> Response:
    """Return what is wrong with which row as a workbook."""
    order = await shelf.order(order_id, desk.me.caller.subject)
    names = ("desk_row", "desk_field", "desk_problem", "desk_expected", "desk_value")
    heads = [TEXTS[name].pick(desk.visit.language) for name in names]
    rows = [(one.row, one.field, one.message, one.expected, one.value) for one in order.problems]
    sheet = Sheet(TEXTS["desk_problems"].pick(desk.visit.language), heads, rows)
    return await workbook("keqiao-import-problems", [sheet])


def _order(desk: Desk, typed: dict[str, str], file: str) -> Order:
    kind, source = typed.get("kind", ""), typed.get("source", "").strip()
    if not source:
        raise InvalidError(problems=[SOURCE])
    return Order(
        person=desk.me.caller.subject,
        kind=kind if kind in KINDS else next(iter(KINDS)),
        source=source,
        file=file[-100:],
        publish=typed.get("publish") == "yes",
    )


async def _gateway(request: Request, desk: Desk, kind: str) -> ImportGateway:
    token = await service_token(desk.resources, desk.me)
    return GATEWAYS[_kind(kind).service](request.app.state.peers, token)


async def _shape(request: Request, desk: Desk, kind: str) -> RowShape:
    return await (await _gateway(request, desk, kind)).shape(_kind(kind))


def _kind(name: str) -> ImportKind:
    return KINDS.get(name) or next(iter(KINDS.values()))


async def _form(desk: Desk, shelf: Shelf, form: Form) -> Response:
    language = desk.visit.language
    return desk.page(
        "import.html",
        status=form.status,
        labels=LABELS,
        form=form,
        kinds={name: TEXTS[kind.text].pick(language) for name, kind in KINDS.items()},
        orders=await shelf.orders(desk.me.caller.subject),
    )


async def _order_page(
    request: Request, desk: Desk, order: Order, form: Form | None = None
) -> Response:
    filled = form or Form()
    more: dict[str, Any] = {}
    if order.phase == "mapping":
        shape = await _shape(request, desk, order.kind)
        more = {"fields": list(shape.fields), "needed": shape.required}
    return desk.page(
        "import_state.html" if desk.visit.fragment else "import_order.html",
        status=HTTPStatus.OK if desk.visit.fragment else filled.status,
        labels={f"column_{number}": name for number, name in enumerate(order.columns)},
        form=filled,
        order=order,
        kind=KINDS[order.kind],
        label=field_label,
        shown=order.problems[:PROBLEMS_SHOWN],
        **more,
    )
