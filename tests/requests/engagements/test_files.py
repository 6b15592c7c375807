"""Files of an engagement: what is taken, under which name, for whom, and how it is given out."""

import io
import zipfile
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from services.requests.deliverables.domain import FileType, Purpose, safe_name
from services.requests.deliverables.sniffing import LARGEST_UNPACKED, is_of_type
from services.requests.engagements.domain import EngagementStatus
from services.requests.settings import RequestsSettings
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed
from tests.requests.engagements.stories import PDF, hand_in

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
JSON: Final = {"Content-Type": "application/json"}
PNG: Final = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 64
OFFICE: Final = {
    FileType.DOCX: "word/document.xml",
    FileType.XLSX: "xl/workbook.xml",
    FileType.PPTX: "ppt/presentation.xml",
}


def archive(*names: str, content: bytes = b"<x/>") -> bytes:
    """Return a ZIP archive with these entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return target.getvalue()


def workbook() -> bytes:
    """Return a workbook as a spreadsheet program writes it."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet().write(0, 0, "气孔率")
    book.close()
    return target.getvalue()


GOOD: Final = [
    (FileType.PDF, PDF),
    (FileType.PNG, PNG),
    (FileType.JPEG, JPEG),
    (FileType.XLSX, workbook()),
    (FileType.TEXT, "气孔率 2.1%".encode()),
    (FileType.CSV, b"\xef\xbb\xbfa,b\r\n1,2\r\n"),
    *((kind, archive("[Content_Types].xml", part)) for kind, part in OFFICE.items()),
]

BAD: Final = [
    (FileType.PDF, b"MZ\x90\x00" + b"\0" * 64),
    (FileType.PDF, b"<html><script>alert(1)</script>"),
    (FileType.PDF, b"GIF89a" + PDF),
    (FileType.PNG, JPEG),
    (FileType.DOCX, workbook()),
    (FileType.DOCX, archive("word/document.xml")),
    (FileType.DOCX, archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    (FileType.XLSX, b"PK\x03\x04" + b"\0" * 64),
    (FileType.XLSX, archive(*(f"part{n}.xml" for n in range(5_001)))),
    (FileType.TEXT, "文本".encode("gb18030")),
    (FileType.TEXT, b"a\x00b"),
    (FileType.CSV, PNG),
]


@pytest.mark.parametrize(("kind", "content"), GOOD)
def test_what_is_what_its_name_says_is_taken(
    tmp_path: Path, kind: FileType, content: bytes
) -> None:
    (tmp_path / "file").write_bytes(content)

    assert is_of_type(tmp_path / "file", kind)


@pytest.mark.parametrize(("kind", "content"), BAD)
def test_what_is_something_else_is_refused(tmp_path: Path, kind: FileType, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    assert not is_of_type(tmp_path / "file", kind)


def test_a_document_that_would_unpack_to_more_than_anybody_needs_is_refused(
    tmp_path: Path,
) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        with file.open("word/document.xml", "w") as part:
            for _ in range(LARGEST_UNPACKED // 2**20 + 1):
                part.write(bytes(2**20))

    assert bomb.stat().st_size < 2**20
    assert not is_of_type(bomb, FileType.DOCX)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("检测报告.pdf", "检测报告.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\a.PDF", "a.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file.pdf"),
        ("报告.exe.pdf", "报告.exe.pdf"),
    ],
)
def test_names_are_made_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name, FileType.PDF) == kept


@given(st.text(max_size=300))
def test_whatever_a_file_is_called_its_name_stays_in_its_folder(name: str) -> None:
    kept = safe_name(name, FileType.PDF)

    assert Path(kept).name == kept
    assert kept.endswith(".pdf")
    assert len(kept) <= 130
    assert kept.isprintable() or not name.isprintable()


async def test_a_file_comes_back_as_it_was_and_only_to_be_saved(parties: Parties) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}

    first = await hand_in(parties.expert, engagement, PDF, "检测 报告.pdf")
    again = await hand_in(parties.expert, engagement, PDF, "另一个名字.pdf")
    stored = first.json()
    place = f"/engagements/{engagement['id']}/deliverables"
    answer = await parties.owner.get(f"{place}/{stored['id']}/content")

    assert first.status_code == HTTPStatus.CREATED, first.text
    assert again.json() == stored
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''%E6")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"].split("; ")
    assert policy == ["sandbox", "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    assert answer.headers["cache-control"] == "private, no-store"
    audit = (await parties.auditor.get("/audit?limit=100")).json()["items"]
    reads = [entry for entry in audit if entry["action"] == "deliverable.read"]
    assert [entry["actor"] for entry in reads] == ["li"]
    assert "报告" not in str(audit)


@SQLITE
async def test_what_cannot_be_taken_is_refused_and_leaves_nothing_behind(
    parties: Parties, requests_settings: RequestsSettings
) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}
    refused: dict[str, tuple[bytes, str]] = {
        "file-type": (PNG, "报告.pdf"),
        "file-empty": (b"", "报告.txt"),
        "file-too-large": (b"a" * (requests_settings.deliverable_bytes + 1), "大.txt"),
        "body-too-large": (b"a" * (requests_settings.deliverable_bytes + 70_000), "大.txt"),
    }

    for slug, (content, name) in refused.items():
        answer = await hand_in(parties.expert, engagement, content, name)
        assert answer.json()["type"] == f"urn:keqiao:problem:{slug}"
    unknown = await hand_in(parties.expert, engagement, PDF, "程序.exe")
    nameless = await hand_in(parties.expert, engagement, PDF, "报告")

    assert {unknown.status_code, nameless.status_code} == {HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
    folder = requests_settings.data_dir / "deliverables"
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@SQLITE
async def test_only_a_form_with_a_file_may_be_larger_than_other_bodies(
    parties: Parties, requests_settings: RequestsSettings
) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}
    large = b"a" * (requests_settings.max_body_bytes + 1)
    place = f"/engagements/{engagement['id']}/deliverables"

    taken = await hand_in(parties.expert, engagement, large, "日志.txt")
    refused = [
        await parties.expert.post(place, content=b'"' + large + b'"', headers=JSON),
        await parties.expert.post(f"{place}/x", files={"file": ("a.txt", large)}),
        await parties.expert.post("/demands", content=b'"' + large + b'"', headers=JSON),
    ]

    assert taken.status_code == HTTPStatus.CREATED, taken.text
    assert [answer.status_code for answer in refused] == [413, 413, 413]


@SQLITE
async def test_each_file_is_for_those_it_concerns(parties: Parties) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}
    may: dict[str, dict[str, int]] = {
        "result": {"owner": 403, "expert": 201, "provider": 201, "operator": 403},
        "evidence": {"owner": 201, "expert": 201, "provider": 403, "operator": 201},
        "contract": {"owner": 201, "expert": 201, "provider": 403, "operator": 201},
        "other": {"owner": 201, "expert": 201, "provider": 201, "operator": 201},
    }
    outside = dict.fromkeys(("nobody", "service", "stranger", "auditor", "administrator"), 404)

    for purpose, answers in may.items():
        for who, wanted in {**answers, **outside}.items():
            client: httpx.AsyncClient = getattr(parties, who)
            answer = await hand_in(client, engagement, purpose=purpose)
            assert answer.status_code == wanted, (purpose, who, answer.text)

    place = f"/engagements/{engagement['id']}/deliverables"
    listed: list[dict[str, Any]] = (await parties.owner.get(place)).json()
    for stored in listed:
        hidden = stored["purpose"] in {Purpose.EVIDENCE, Purpose.CONTRACT}
        answer = await parties.provider.get(f"{place}/{stored['id']}/content")
        assert answer.status_code == (HTTPStatus.FORBIDDEN if hidden else HTTPStatus.OK)
    team = {stored["purpose"] for stored in (await parties.provider.get(place)).json()}
    assert team == {Purpose.RESULT, Purpose.OTHER}


@SQLITE
async def test_a_file_whose_bytes_are_gone_is_said_to_be_lost(
    parties: Parties, requests_settings: RequestsSettings
) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}
    stored = (await hand_in(parties.expert, engagement)).json()
    place = f"/engagements/{engagement['id']}/deliverables/{stored['id']}/content"
    digest = stored["sha256"]
    (requests_settings.data_dir / "deliverables" / digest[:2] / digest).unlink()

    answer = await parties.owner.get(place)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["type"] == "urn:keqiao:problem:file-lost"


@SQLITE
async def test_results_are_handed_in_while_there_is_work_and_nothing_after_the_end(
    parties: Parties,
) -> None:
    late = {"id": await placed(parties, EngagementStatus.ACCEPTED)}
    over = {"id": await placed(parties, EngagementStatus.ARCHIVED)}

    answers = [
        await hand_in(parties.expert, late),
        await hand_in(parties.expert, late, purpose="other"),
        await hand_in(parties.owner, over, purpose="evidence"),
    ]

    assert [answer.status_code for answer in answers] == [409, 201, 409]
