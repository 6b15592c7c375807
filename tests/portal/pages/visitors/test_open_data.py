"""What is given away: public records, safe to open, and nothing of anybody's own."""

import csv
import io
import json
from http import HTTPStatus

from services.portal.pages.visitors.tables import TABLES, Format, TableName
from shared.auth import Role
from tests.portal.pages.test_needs import SAID, SECRET, TITLE, posted
from tests.portal.pages.visitors.filled import CONTACT, fill
from tests.portal.pages.world import World
from tests.running import bearer


async def test_every_table_holds_what_is_public_and_no_formula(world: World) -> None:
    await fill(world)
    owner = await world.firm("li@firm.cn")
    need = await posted(owner, confidentiality="confidential", public_summary="铝件工艺改进")
    await world.desk(need, "start_review", "publish")

    files = {
        (name, form): await owner.get(f"/open-data/{name}.{form}")
        for name in TableName
        for form in Format
    }
    page = await owner.get("/open-data")

    assert {one.status_code for one in files.values()} == {HTTPStatus.OK}
    told = "".join(one.text for one in files.values())
    for secret in (*CONTACT.values(), SECRET, SAID["description"], "周某某", "li@firm.cn"):
        assert secret not in told
    sheet = files[TableName.ACHIEVEMENTS, Format.CSV].text
    assert sheet.startswith("\ufeffid,")
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == ["'=薄壁件抽真空方法"]
    assert [row["keywords"] for row in rows] == ["压铸"]
    lines = files[TableName.NEEDS, Format.JSONL].text.splitlines()
    assert [json.loads(line)["title"] for line in lines] == [TITLE]
    assert set(json.loads(lines[0])) == set(TABLES[TableName.NEEDS].fields)
    assert "attachment" in files[TableName.NEEDS, Format.CSV].headers["content-disposition"]
    assert "CC BY 4.0" in page.text


async def test_a_list_is_given_away_to_its_end(world: World) -> None:
    rows = [{"source_id": str(number), "name": f"机构{number}"} for number in range(230)]
    headers = bearer(world.folder, Role.OPERATOR)
    answer = await world.catalog.post(
        "/providers/import", json={"source": "test", "rows": rows}, headers=headers
    )
    assert answer.is_success, answer.text

    file = await world.browser().get("/open-data/providers.jsonl")
    places = await world.browser().get("/sitemaps/providers.xml")

    names = {json.loads(line)["name"] for line in file.text.splitlines()}
    assert names == {row["name"] for row in rows}
    assert places.text.count("<loc>") == len(rows)
    assert places.text.endswith("</urlset>\n")


async def test_robots_are_led_to_what_is_public(world: World) -> None:
    browser = world.browser()

    robots, index = await browser.get("/robots.txt"), await browser.get("/sitemap.xml")
    pages = await browser.get("/sitemaps/pages.xml")
    none = await browser.get("/sitemaps/people.xml")

    assert "Disallow: /account" in robots.text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots.text
    assert "http://127.0.0.1:8000/sitemaps/experts.xml" in index.text
    assert "http://127.0.0.1:8000/services</loc>" in pages.text
    assert all("charset=utf-8" in one.headers["content-type"] for one in (robots, index, pages))
    assert none.status_code == HTTPStatus.NOT_FOUND
