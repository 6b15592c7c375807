"""A file is uploaded, its columns are told, what would happen is shown, and then it is stored."""

import re
from http import HTTPStatus

import httpx
import pytest

from services.portal.pages.desk import importing
from tests.portal.pages.desk.test_figures import sheets_of
from tests.portal.pages.world import Browser, World

SHEET = """标题,描述,统一社会信用代码,内部备注
压铸件气孔,铝合金压铸件表面有气孔，良率只有八成,,一
电镀废水,电镀废水总镍超标,12345,二
注塑翘曲,注塑件翘曲超差,,三
"""


async def upload(operator: Browser, text: str, **typed: str) -> httpx.Response:
    """Send a file as a browser does; return the page it leads to."""
    answer = await operator.client.post(
        "/desk/import",
        data={"kind": "demands", "source": "dg-kjj", **typed},
        files={"file": ("需求表.csv", text.encode("gb18030"), "text/csv")},
    )
    leads = answer.headers.get("location")
    return await operator.get(leads) if leads else answer


async def test_a_sheet_is_checked_before_it_is_stored_and_only_its_good_rows(
    world: World, operator: Browser
) -> None:
    asked = await upload(operator, SHEET, publish="yes")
    place = asked.url.path
    other = await (await world.signed_in("li@firm.cn")).get(place)
    missing = await operator.send(asked, f"{place}/columns", column_0="")
    checking = await operator.send(missing, f"{place}/columns", column_0="title")
    checked = await operator.send(checking, f"{place}/next")
    nothing_yet = await operator.get("/desk/figures")
    problems = sheets_of(await operator.get(f"{place}/problems.xlsx"))
    storing = await operator.send(checked, f"{place}/store")
    done = await operator.send(storing, f"{place}/next")
    stored = await operator.get("/desk/figures")
    again = await upload(
        operator,
        SHEET.replace(",内部备注", "").replace(",一", "").replace(",二", "").replace(",三", ""),
        publish="yes",
    )
    unchanged = await operator.send(again, f"{again.url.path}/next")

    assert "内部备注" in asked.text
    assert other.status_code == HTTPStatus.FORBIDDEN
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "确认导入 2 行" in checked.text
    assert "12345" in checked.text
    assert "这段时间没有需求" in nothing_yet.text
    assert problems["有问题的行"][1][:2] == [3, "uscc"]
    assert "导入完成" in done.text
    assert "已发布 2 条" in stored.text
    assert "没有变化" in unchanged.text


async def test_an_import_that_was_left_is_found_again_by_who_began_it(operator: Browser) -> None:
    place = (await upload(operator, SHEET)).url.path

    found = await operator.get("/desk/import")

    assert f'href="{place}"' in found.text
    assert "待选字段" in found.text


async def test_what_two_batches_say_of_one_key_is_not_announced_as_two(
    operator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_A_BATCH", 1)
    rows = ("1,压铸件气孔,气孔多", "1,压铸件气孔,气孔多", "1,压铸件气孔,气孔很多", "2,,没有标题")
    page = await upload(operator, "\n".join(("编号,标题,描述", *rows)))
    order = page.url.path
    page = await operator.send(
        page, f"{order}/columns", column_0="source_id", column_1="title", column_2="description"
    )
    for _ in rows:
        page = await operator.send(page, f"{order}/next")
    stored = await operator.send(page, f"{order}/store")
    for _ in rows:
        stored = await operator.send(stored, f"{order}/next")

    announced, done = (figures(one.text) for one in (page, stored))
    assert announced == done
    assert announced[:4] == ["1", "1", "1", "1"]


def figures(html: str) -> list[str]:
    """Return the figures of what becomes of the rows."""
    return re.findall(r"<dd[^>]*>\s*([0-9,]+)", html)


async def test_what_cannot_be_read_is_said_and_a_template_helps(operator: Browser) -> None:
    empty = await upload(operator, "")
    nameless = await upload(operator, SHEET, source=" ")
    template = sheets_of(await operator.get("/desk/import/template/providers.xlsx"))
    gone = await operator.get("/desk/import/00000000-0000-0000-0000-000000000007")

    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "文件是空的" in empty.text
    assert "没有写明来源" in nameless.text
    assert "name" in template["rows"][0]
    assert gone.status_code == HTTPStatus.NOT_FOUND
