from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from deploy.importing.kinds import KINDS, KindName
from shared.cells import safe_cell
from shared.reading.cells import value_of
from shared.reading.shapes import Form, row_shape


class Stage(StrEnum):
    PILOT = "pilot"


class Proof(BaseModel):
    title: str
    year: Annotated[int, Field(ge=1900)] | None = None
    stage: Stage | None = None


class Record(BaseModel):
    text: str
    stage: Stage | None = None
    words: list[str] = []
    proofs: list[Proof] = []
    years: list[int] = []
    count: int | None = None
    price: Decimal | None = None
    ratio: float = 0.0
    hidden: bool = False
    day: Annotated[str, Field(json_schema_extra={"format": "date"})] | None = None


SHAPE = row_shape(Record.model_json_schema())


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("text", "甲；乙", "甲；乙"),
        ("text", 13800138000, "13800138000"),
        ("stage", "pilot", "pilot"),
        ("words", "压铸；镁合金;真空、保压\n脱模", ["压铸", "镁合金", "真空", "保压", "脱模"]),
        ("words", '["a;b", "c"]', ["a;b", "c"]),
        ("words", "[a", ["[a"]),
        ("words", 6061, ["6061"]),
        ("words", " ； ", []),
        ("years", "2024；2025", [2024, 2025]),
        ("proofs", "某厂|2024|pilot", [{"title": "某厂", "year": 2024, "stage": "pilot"}]),
        (
            "proofs",
            "甲、乙厂||pilot；丙",
            [{"title": "甲、乙厂", "stage": "pilot"}, {"title": "丙"}],
        ),
        ("proofs", '[{"title": "x"}]', [{"title": "x"}]),
        ("proofs", '{"title": "x"}', [{"title": "x"}]),
        ("proofs", "a|b|c|d", ["a|b|c|d"]),
        ("count", "12", 12),
        ("count", "１２,000", 12000),
        ("count", "1.5", "1.5"),
        ("count", "约十", "约十"),
        ("price", "1,200.50", 1200.5),
        ("price", "1200", 1200),
        ("price", "1,20", "1,20"),
        ("ratio", "0.5", 0.5),
        ("hidden", "是", True),
        ("hidden", "No", False),
        ("hidden", "也许", "也许"),
        ("hidden", True, True),
        ("day", "2026/1/2", "2026-01-02"),
        ("day", "2026年11月3日", "2026-11-03"),
        ("day", "明年", "明年"),
    ],
)
def test_a_cell_becomes_what_its_field_holds_or_stays_as_it_is(
    field: str, cell: object, value: object
) -> None:
    assert value_of(cell, SHAPE.fields[field]) == value


def test_required_fields_are_known() -> None:
    assert SHAPE.required == {"text"}


@pytest.mark.parametrize("kind", KindName)
def test_every_kind_that_can_be_imported_has_a_shape_read_from_its_service(kind: KindName) -> None:
    shape = KINDS[kind].shape()

    assert shape.required <= set(shape.fields)
    assert {"source_id", "keywords", "region_code"} <= set(shape.fields)
    assert "source" not in shape.fields
    assert shape.fields["keywords"].form is Form.LIST


@pytest.mark.parametrize(
    ("kind", "field", "form"),
    [
        (KindName.PROVIDERS, "founded_on", Form.DAY),
        (KindName.OFFERINGS, "price_min", Form.DECIMAL),
        (KindName.OFFERINGS, "lead_time_days", Form.WHOLE),
        (KindName.EXPERTS, "results", Form.LIST),
        (KindName.FACILITIES, "parameters", Form.LIST),
        (KindName.ACHIEVEMENTS, "trl", Form.WHOLE),
        (KindName.DEMANDS, "org_hidden", Form.YES_NO),
        (KindName.DEMANDS, "budget_max", Form.DECIMAL),
        (KindName.DEMANDS, "deadline", Form.DAY),
    ],
)
def test_the_services_fields_are_understood(kind: KindName, field: str, form: Form) -> None:
    shape = KINDS[kind].shape()

    assert shape.fields[field].form is form


@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠"))
def test_no_cell_of_a_report_is_a_formula(sign: str) -> None:
    assert safe_cell(f"{sign}1+1") == f"'{sign}1+1"
    assert safe_cell(f"1{sign}1") == f"1{sign}1"
