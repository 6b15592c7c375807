import pytest
from pydantic import ValidationError

from shared.bulk import BulkImport, BulkReport, RowReport, RowStatus, checked_rows, content_id
from shared.errors import FieldProblem, Language, Text
from shared.schemas import ShortText, StrictBody, Whole
from shared.types import new_id


class Lamp(StrictBody):
    name: ShortText
    watts: Whole


def test_good_rows_are_read_and_bad_ones_say_everything_that_is_wrong() -> None:
    rows: list[dict[str, object]] = [{"name": "A", "watts": 5}, {"name": " ", "watts": "x"}, {}]

    first, second, third = checked_rows(Lamp, rows)

    assert first.body == Lamp(name="A", watts=5)
    assert second.body is None
    assert [problem.field for problem in second.problems] == ["name", "watts"]
    assert third.number == 3
    assert [problem.field for problem in third.problems] == ["name", "watts"]


def test_a_rejected_row_is_reported_with_its_own_reasons_and_others() -> None:
    [row] = checked_rows(Lamp, [{"name": "A"}])
    other = FieldProblem("name", Text("重名。", "Taken."))

    report = row.rejected(Language.EN, [other])

    assert report.row == 1
    assert report.status is RowStatus.REJECTED
    assert [(error.field, error.message) for error in report.errors] == [
        ("watts", "This is required and missing."),
        ("name", "Taken."),
    ]


def test_a_report_counts_its_rows() -> None:
    statuses = (
        RowStatus.CREATED,
        RowStatus.CREATED,
        RowStatus.UNCHANGED,
        RowStatus.REJECTED,
    )
    rows = [
        RowReport(row=number, status=status, id=new_id())
        for number, status in enumerate(statuses, start=1)
    ]

    report = BulkReport.of(rows)

    assert (report.created, report.updated, report.unchanged, report.rejected) == (2, 0, 1, 1)
    assert report.rows == rows


def test_the_same_content_has_the_same_key_in_any_order() -> None:
    one = content_id({"name": "灯", "parts": [1, {"a": None, "b": 2.5}]})

    assert one == content_id({"parts": [1, {"b": 2.5, "a": None}], "name": "灯"})
    assert one != content_id({"name": "灯", "parts": [1, {"a": None, "b": 2.6}]})
    assert len(one) == len("sha256:") + 64


@pytest.mark.parametrize("rows", [[], [{}] * 501, ["x"], {}])
def test_an_import_has_between_one_and_five_hundred_rows(rows: object) -> None:
    with pytest.raises(ValidationError):
        BulkImport.model_validate({"source": "test", "rows": rows})
