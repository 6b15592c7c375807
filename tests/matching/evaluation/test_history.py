"""The platform's own matches are judged by what became of them, from nothing known later."""

import asyncio
import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from deploy.commands.main import execute
from services.matching.evaluation.history import figure
from services.matching.feedback.models import OutcomeRow, ShownList
from services.matching.ranking.places import RARELY
from shared.database import Database
from shared.types import new_id
from tests.templates import Template

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
FITS = {"topical_fit": 0.5, "load": None, "freshness": None}


@pytest.fixture
def matching_file(template_file: Template) -> Path:
    """A SQLite file with the service's tables, to be copied."""
    return Path(template_file("matching"))


def shown(need: UUID, at: datetime, *keys: str, **fits: float) -> dict[str, Any]:
    """Return a list of equals, but for those whose fit is told."""
    return {
        "id": new_id(),
        "demand_id": need,
        "at": at,
        "ranker_version": "1+f1/2-test",
        "digest": str(new_id()),
        "entries": [
            {
                "key": key,
                "score": 0.3,
                "given": False,
                "assured_on": None,
                "region_code": "441900" if key.startswith("expert") else None,
                "values": {**FITS, "topical_fit": fits.get(key[-1], 0.5)},
            }
            for key in keys
        ],
    }


def came_of(need: UUID, key: str, at: datetime, *outcomes: str) -> dict[str, Any]:
    """Return what came of a response, a minute after another."""
    return {
        "response_id": new_id(),
        "entry_key": key,
        "author": True,
        "demand_id": need,
        "industry_code": "C33",
        "region_code": "440100",
        "confidentiality": "open",
        "steps": [
            {"outcome": outcome, "reason": None, "at": (at + timedelta(minutes=n)).isoformat()}
            for n, outcome in enumerate(outcomes)
        ],
        "change": 1,
    }


def reported(
    folder: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    lists: Sequence[dict[str, Any]],
    outcomes: Sequence[dict[str, Any]],
) -> tuple[int, Any]:
    """Return how the command ends and what it reports of a history."""

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{folder / 'matching.sqlite3'}")
        async with database.transaction() as session:
            for model, rows in ((ShownList, lists), (OutcomeRow, outcomes)):
                if rows:
                    await session.execute(sa.insert(model), list(rows))
        await database.dispose()

    shutil.copyfile(file, folder / "matching.sqlite3")
    asyncio.run(fill())
    code = execute(["evaluate", "--json", "--data-dir", str(folder)])
    return code, json.loads(capsys.readouterr().out)


def test_outcomes_move_who_did_well_and_only_those_that_were_known_then(
    tmp_path: Path, matching_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = new_id(), new_id()
    day = timedelta(days=1)
    lists = [
        shown(first, NOW, "offering:a", "offering:b", "expert:c"),
        shown(second, NOW + 9 * day, "offering:a", "offering:b", "expert:c"),
        shown(second, NOW + 30 * day, "expert:c", "offering:b", "offering:a"),
    ]
    outcomes = [
        came_of(first, "offering:b", NOW + day, "invited", "offered", "selected", "solved"),
        came_of(first, "offering:a", NOW + day, "invited", "declined"),
        came_of(second, "offering:b", NOW + 10 * day, "invited", "offered", "selected"),
        came_of(second, "expert:c", NOW + 10 * day, "invited", "unanswered"),
        came_of(second, "provider:z", NOW + 10 * day, "expressed", "offered"),
    ]

    code, report = reported(tmp_path, matching_file, capsys, lists, outcomes)

    on, off = report["quality"]["feedback_on"], report["quality"]["feedback_off"]
    assert (code, report["needs"], report["cases"], report["lists"]) == (0, 2, 2, 3)
    # Before: a, b, c both times. After the first need b is known to have solved it.
    assert (off["reciprocal_rank"]["value"], on["reciprocal_rank"]["value"]) == (1 / 3, 2 / 3)
    assert (off["pairwise"]["value"], on["pairwise"]["value"]) == (0.0, 0.5)
    # Of the second need's two good ones, one was never on the list.
    assert on["first5"] == {"value": 0.75, "error": 0.25, "n": 2, "few": True}
    groups = {(g["name"], g["value"]): g for g in report["groups"]["feedback_on"]}
    assert groups["kind", "offering"]["places"]["value"] == pytest.approx(4 / 6)
    assert groups["kind", "provider"]["first10"]["value"] == 0
    assert groups["supplier", "new"]["first5"]["n"] == 1
    assert groups["supplier", "established"]["first5"]["n"] == 1
    assert groups["tier", "open"]["reciprocal_rank"]["n"] == 3
    assert groups["industry", "C33"]["reciprocal_rank"]["few"]
    assert groups["need_region", "广东省"]["reciprocal_rank"]["n"] == 3


def test_places_that_are_given_are_given_in_the_replay_as_well(
    tmp_path: Path, matching_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    often = [f"offering:{name}" for name in "abcde"]
    earlier = [shown(new_id(), NOW + timedelta(hours=n), *often) for n in range(RARELY)]
    need, later = new_id(), NOW + timedelta(days=2)
    outcomes = [came_of(need, "offering:f", later + timedelta(hours=1), "invited", "offered")]

    _, report = reported(
        tmp_path,
        matching_file,
        capsys,
        [*earlier, shown(need, later, *often, "offering:f", f=0.49)],
        outcomes,
    )

    quality = report["quality"]
    assert quality["feedback_off"]["first5"]["value"] == 0
    assert quality["feedback_on"]["first5"]["value"] == 1


def test_without_a_history_the_command_says_so(
    tmp_path: Path, matching_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = execute(["evaluate", "--data-dir", str(tmp_path), "--lang", "en"])
    said = capsys.readouterr()
    shutil.copyfile(matching_file, tmp_path / "matching.sqlite3")
    empty = execute(["evaluate", "--data-dir", str(tmp_path), "--lang", "zh"])

    assert (missing, empty) == (2, 1)
    assert "No history of matches" in said.err
    shown_then = capsys.readouterr()
    assert "有响应的需求 0 个" in shown_then.out
    assert "还没有可以评价的记录" in shown_then.err


def test_the_tables_are_in_words(
    tmp_path: Path, matching_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need = new_id()
    lists = [shown(need, NOW, "offering:a")]
    outcomes = [came_of(need, "offering:a", NOW + timedelta(days=1), "offered", "selected")]
    reported(tmp_path, matching_file, capsys, lists, outcomes)

    code = execute(["evaluate", "--data-dir", str(tmp_path), "--lang", "zh"])

    said = capsys.readouterr()
    assert code == 0
    for expected in ("计入反馈", "不计反馈", "1.000 (n=1)*", "类别 offering", "服务方 new"):
        assert expected in said.out
    assert "少于 30 例" in said.err


def test_a_figure_has_an_error_from_two_on_and_is_marked_when_it_is_of_few() -> None:
    assert figure([]) == figure(iter(()))
    assert (figure([]).value, figure([1.0]).error, figure([0.0, 1.0]).error) == (None, None, 0.5)
    assert [figure([1.0] * n).few for n in (29, 30)] == [True, False]
