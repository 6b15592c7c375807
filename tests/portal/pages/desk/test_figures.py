"""Figures on a page: each opens the needs behind it, and all can be taken away as a sheet."""

import io
from http import HTTPStatus
from typing import Any

import httpx
import python_calamine

from services.portal.pages.desk.sheets import Sheet, workbook
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import TITLE
from tests.portal.pages.world import Browser, World


def sheets_of(answer: httpx.Response) -> dict[str, Any]:
    """Return the rows of every sheet of a workbook."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


async def test_a_figure_opens_the_needs_behind_it_and_is_taken_away_as_a_sheet(
    world: World, operator: Browser, need: str
) -> None:
    await world.desk(need, "start_review", "publish")

    page = await operator.get("/desk/figures")
    links = [said.get("href") or "" for tag, said in Outline(page.text).tags if tag == "a"]
    behind = [await operator.get(link) for link in links if "/figures/needs" in link]
    book = sheets_of(await operator.get("/desk/figures.xlsx"))
    rows = sheets_of(await operator.get("/desk/figures/needs.xlsx?stage=published"))
    none = await operator.get("/desk/figures?until=2020-01-01")
    wrong = await operator.get("/desk/figures?since=yesterday")

    assert "企业确认解决率" in page.text
    assert "已发布 1 条，确认解决 0 条" in page.text
    assert len(behind) > 10
    assert {answer.status_code for answer in behind} == {HTTPStatus.OK}
    assert any(TITLE in answer.text for answer in behind)
    assert book["从提交到解决"][1:3] == [["已提交", 1], ["已发布", 1]]
    assert rows["需求数"][1][1] == TITLE
    assert "这段时间没有需求。" in none.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_no_cell_of_a_sheet_is_a_formula() -> None:
    sheet = Sheet("a", ["b", "c"], [["=1+1", 2], ["https://x.cn", None], ["@SUM(A1)", 1.5]])

    answer = await workbook("a", [sheet])

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(bytes(answer.body)))
    assert book.get_sheet_by_name("a").to_python()[1:] == [
        ["'=1+1", 2],
        ["https://x.cn", ""],
        ["'@SUM(A1)", 1.5],
    ]
