import re
from collections.abc import Callable
from html.parser import HTMLParser
from http import HTTPStatus

import httpx
import pytest
from typing_extensions import override

from services.portal.pages.gateways import PlaceSnapshot
from services.portal.pages.rendering import segments
from services.portal.pages.texts import TEXTS
from shared.errors import ConflictError, UnavailableError
from tests.portal.conftest import MATCH, Matching

NEED = "铝合金 <压铸> 气孔"
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Outline(HTMLParser):
    """The tags of a page, checked to be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


async def test_the_empty_page_is_in_the_visitors_language(portal: httpx.AsyncClient) -> None:
    chinese = await portal.get("/")
    english = await portal.get("/", headers={"Accept-Language": "en-GB"})
    chosen = await portal.get("/?lang=en")
    unknown = await portal.get("/?lang=xx")

    assert "说出您的需求" in chinese.text
    assert "Say what you need" in english.text
    assert chosen.text == english.text
    assert unknown.text == chinese.text
    assert english.headers["content-language"] == "en"


async def test_a_need_is_answered_with_matches_and_their_reasons(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    matching.pending = 3

    page = await portal.post("/", data={"text": NEED})

    assert page.status_code == HTTPStatus.OK
    assert matching.asked == [{"text": NEED, "filters": {}, "limit": 10}]
    assert "<strong>73</strong>" in page.text
    for sentence in (
        "主题相近",
        "地区较远",
        "价格",
        "某研究所",
        "气孔 ≈ 孔隙",
        "812 条",
        "3 条更新",
    ):
        assert sentence in page.text
    assert 'href="/offerings/0190"' in page.text
    assert "未知（最多可加 10）" in page.text


async def test_what_is_said_besides_the_text_is_asked_for(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    await portal.post(
        "/",
        data={
            "text": NEED,
            "kind": "expert",
            "region_code": "441900",
            "budget_max": "200，000.5",
            "deadline": "2027-01-31",
            "required_qualifications": "CMA，CNAS、CMA",
        },
    )

    assert matching.asked == [
        {
            "text": NEED,
            "filters": {"kind": ["expert"]},
            "limit": 10,
            "region_code": "441900",
            "budget_max": "200000.50",
            "deadline": "2027-01-31",
            "required_qualifications": ["CMA", "CNAS"],
        }
    ]


async def test_nothing_a_peer_or_a_visitor_says_becomes_markup(
    portal: httpx.AsyncClient,
) -> None:
    page = await portal.post("/", data={"text": '</textarea><script>"', "budget_max": '"><b>'})
    matches = await portal.post("/", data={"text": NEED})

    assert page.text.count("<script") == 1
    assert "<b>" not in page.text + matches.text
    assert "压铸&lt;b&gt;工艺&lt;/b&gt;改进" in matches.text


async def test_a_form_with_mistakes_names_them_and_keeps_what_was_typed(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    page = await portal.post(
        "/?lang=en",
        data={"text": NEED, "region_code": "999999", "budget_max": "lots", "deadline": "soon"},
    )

    outline = Outline(page.text)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert matching.asked == []
    for name in ("region_code", "budget_max", "deadline"):
        assert f'href="#{name}">' in page.text
        assert f"{name}-error" in outline.values("id")
    assert {"999999", "lots", "soon"} <= set(outline.values("value"))
    assert "&lt;压铸&gt;" in page.text


@pytest.mark.parametrize("data", [{}, {"text": " 　"}, {"other": "x"}])
async def test_an_empty_need_is_asked_for_again(
    portal: httpx.AsyncClient, data: dict[str, str]
) -> None:
    page = await portal.post("/", data=data)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "缺少必填项" in page.text


async def test_if_nothing_is_near_the_page_says_so_above_what_comes_closest(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    related = {**MATCH, "nearness": "related", "nearness_label": "领域相近"}
    unlike = "没有找到明显对口的"

    matching.items = [related]
    answer = await portal.post("/", data={"text": "压铸件气孔"})
    matching.items = [related, MATCH]
    better = await portal.post("/", data={"text": "压铸件气孔"})

    assert unlike in answer.text
    assert "领域相近" in answer.text
    assert unlike not in better.text


async def test_if_nothing_fits_the_page_says_what_to_try(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    matching.items = []

    page = await portal.post("/", data={"text": "👍👍"})

    assert page.status_code == HTTPStatus.OK
    assert "没有找到合适的记录" in page.text
    assert "可以换个说法" in page.text


def away(matching: Matching) -> None:
    matching.error = UnavailableError()


def slow(matching: Matching) -> None:
    matching.pause = 2


def garbled(matching: Matching) -> None:
    matching.answer = {"items": [{}]}


@pytest.mark.parametrize("happen", [away, slow, garbled])
async def test_if_matching_does_not_answer_nothing_typed_is_lost(
    portal: httpx.AsyncClient, matching: Matching, happen: Callable[[Matching], None]
) -> None:
    happen(matching)

    page = await portal.post("/", data={"text": NEED, "budget_max": "5"})

    assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "匹配服务没有应答" in page.text
    assert "&lt;压铸&gt;" in page.text
    assert 'value="5"' in page.text


async def test_a_need_that_matching_refuses_is_explained(
    portal: httpx.AsyncClient, matching: Matching
) -> None:
    matching.error = ConflictError()

    page = await portal.post("/", data={"text": NEED})

    assert page.status_code == HTTPStatus.CONFLICT
    assert "请求与当前状态冲突" in page.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"text=\xff&%ff=1", "application/x-www-form-urlencoded"),
        (b"text=a%00b", "application/x-www-form-urlencoded"),
        (b'{"text": "x"}', "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nx\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
async def test_a_body_no_browser_sends_never_breaks_the_page(
    portal: httpx.AsyncClient, body: bytes, kind: str
) -> None:
    page = await portal.post("/", content=body, headers={"Content-Type": kind})

    assert page.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


async def test_the_page_is_well_formed_labelled_and_loads_only_our_files(
    portal: httpx.AsyncClient,
) -> None:
    page = await portal.post("/", data={"text": NEED, "kind": "expert", "budget_max": "x"})
    outline = Outline(page.text)

    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    assert set(outline.values("for")) == {
        attrs["id"] for tag, attrs in outline.tags if tag in {"input", "textarea", "select"}
    }
    described = " ".join(outline.values("aria-describedby")).split()
    assert set(described) <= set(ids)
    assert not {"style", "onclick"} & {name for _, attrs in outline.tags for name in attrs}
    assert "style" not in {tag for tag, _ in outline.tags}
    assert [attrs.keys() for tag, attrs in outline.tags if tag == "script"] == [{"src", "defer"}]
    addresses = [*outline.values("href"), *outline.values("src")]
    assert not [address for address in addresses if "//" in address]


async def test_matches_are_well_formed_too(portal: httpx.AsyncClient) -> None:
    outline = Outline((await portal.post("/", data={"text": NEED})).text)

    headings = [tag for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[:3] == ["h1", "h2", "h3"]
    assert "article" in {tag for tag, _ in outline.tags}


async def test_the_page_may_do_nothing_but_show_itself(portal: httpx.AsyncClient) -> None:
    policy = (await portal.get("/")).headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


async def test_the_portal_publishes_the_keys_of_peoples_tokens_from_the_start(
    portal: httpx.AsyncClient,
) -> None:
    keys = (await portal.get("/.well-known/jwks.json")).json()["keys"]

    assert [key["crv"] for key in keys] == ["Ed25519"]
    assert "d" not in keys[0]


def test_only_matched_pieces_are_marked() -> None:
    place = PlaceSnapshot(text="铝合金压铸件", spans=[(3, 5), (0, 2), (1, 4), (5, 99), (2, 2)])

    assert list(segments(place)) == [
        ("铝合", True),
        ("金", False),
        ("压铸", True),
        ("件", False),
    ]


def test_no_sentence_of_the_pages_is_missing_in_either_language() -> None:
    assert all(text.zh.strip() and text.en.strip() for text in TEXTS.values())
    assert all(
        set(re.findall(r"{\w+}", text.zh)) == set(re.findall(r"{\w+}", text.en))
        for text in TEXTS.values()
    )
