"""What browsers load besides pages."""

from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from services.portal.pages.assets import Assets, AssetsMissingError
from services.portal.settings import BUILT
from tests.portal.site import running_site
from tests.portal.test_start_page import Outline


async def test_style_script_and_icons_come_from_the_portal_and_stay(
    portal: httpx.AsyncClient,
) -> None:
    outline = Outline((await portal.get("/")).text)

    loaded = [attrs["href"] for tag, attrs in outline.tags if tag == "link"]
    loaded += outline.values("src")
    for name in loaded:
        answer = await portal.get(name or "")
        assert answer.status_code == HTTPStatus.OK
        assert "immutable" in answer.headers["cache-control"]
        assert "charset=utf-8" in answer.headers["content-type"]
    assert len(set(loaded)) == 3


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", None)],
)
async def test_a_file_is_sent_as_small_as_the_browser_takes_it(
    portal: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    place = Assets.read(BUILT).address("portal.css")

    answer = await portal.get(place, headers={"Accept-Encoding": accepted})

    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("name", ["manifest.json", "portal.css", "../texts.py", "portal.0.css"])
async def test_nothing_else_is_told_of_the_folder(portal: httpx.AsyncClient, name: str) -> None:
    assert (await portal.get(f"/assets/{name}")).status_code == HTTPStatus.NOT_FOUND


async def test_the_portal_does_not_start_without_its_assets(tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match="make assets"):
        async with running_site(tmp_path, assets=tmp_path):
            pass
