"""The answers to OWASP ASVS: complete, counted rightly, and about what is there."""

import csv
import re
from collections import Counter
from typing import Final, NamedTuple

import pytest

from deploy.connections import KIB, Patience
from services.portal.credentials.domain import MAX_LENGTH, MIN_LENGTH, PLATFORM_WORDS, MailPurpose
from services.portal.credentials.service import LIFETIMES
from services.portal.drafts.domain import MOST_DRAFTS, PERSONS_KEEP
from services.portal.notifications.domain import MOST_FAILURES
from services.portal.notifications.inboxes import MOST_WEBHOOKS
from services.portal.settings import RATES, PortalSettings
from services.portal.tokens.domain import MAX_LIFETIME
from services.requests.deliverables.domain import FileType
from services.requests.deliverables.sniffing import LARGEST_UNPACKED, MOST_PARTS
from services.requests.settings import RequestsSettings
from shared.bulk import MAX_ROWS
from shared.middleware import MAX_DEPTH
from shared.settings import MEBIBYTE
from tests.style.sources import ROOT

OURS: Final = ("assets/", "deploy/", "docs/", "services/", "shared/", "tests/")
NAMED: Final = re.compile(r"`([^`\s]+)`")
STATES: Final = ("met", "n/a", "**open**")


class Row(NamedTuple):
    """A requirement and its answer."""

    number: str
    level: str
    matter: str
    state: str
    where: str
    shown: str

    @property
    def chapter(self) -> str:
        return "V" + self.number.partition(".")[0]


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def cells(text: str, first: str) -> list[list[str]]:
    """Return the rows of tables whose first cell looks like this."""
    lines = [line for line in text.splitlines() if re.match(rf"\| {first}", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [Row(*each) for each in cells(document("asvs.md"), r"\d+\.\d+\.\d+ ")]


def test_each_requirement_of_both_levels_is_answered_once(rows: list[Row]) -> None:
    with (ROOT / "tests" / "style" / "asvs-5.0.0.csv").open(encoding="utf-8") as file:
        wanted = [(one["requirement"], one["level"]) for one in csv.DictReader(file)]

    assert Counter(level for _, level in wanted) == {"1": 70, "2": 183}
    assert [(row.number, row.level) for row in rows] == wanted


def test_each_answer_says_what_it_has_to(rows: list[Row]) -> None:
    wrong = [
        row.number
        for row in rows
        if row.state not in STATES
        or not (row.matter and row.where)
        or (row.state == "met" and not (row.shown and re.search(r"`|\]\(", row.where)))
    ]

    assert wrong == []


def test_all_that_an_answer_names_is_there(rows: list[Row]) -> None:
    texts: dict[str, str] = {}
    gone = []
    for row in rows:
        for name in NAMED.findall(row.where + row.shown):
            path, _, test = name.partition("::")
            if path.startswith(OURS) and not (ROOT / path).exists():
                gone.append((row.number, name))
            elif test:
                text = texts.setdefault(path, (ROOT / path).read_text("utf-8"))
                if f"def {test}(" not in text:
                    gone.append((row.number, name))

    assert len(texts) > 40
    assert gone == []


def test_the_sums_are_those_of_the_rows(rows: list[Row]) -> None:
    counted = Counter((row.chapter, row.state) for row in rows)
    open_ones = {row.number for row in rows if row.state == "**open**"}
    told = cells(document("security.md"), r"\[V\d+ ")

    assert len(told) == 17
    for name, met, without, left in told:
        chapter = name[1:].partition(" ")[0]
        number, _, which = left.partition(":")
        mine = sorted(one for one in open_ones if chapter == "V" + one.partition(".")[0])
        assert [int(met), int(without), int(number)] == [counted[chapter, one] for one in STATES]
        assert sorted(which.replace(",", " ").split()) == mine
    [[_, *whole]] = cells(document("security.md"), f"all {len(rows)} ")
    totals = Counter(row.state for row in rows)
    assert [int(one) for one in whole] == [totals[state] for state in STATES]


def _hours(purpose: MailPurpose) -> str:
    return str(int(LIFETIMES[purpose].total_seconds() // 3600))


def _of_signing_in() -> list[str]:
    portal = PortalSettings.model_fields
    unused, pause = (
        portal[name].default.total_seconds() // 60 for name in ("session_idle", "lockout")
    )
    whole = portal["session_absolute"].default.total_seconds() // 3600
    letters = (MailPurpose.CONFIRM, MailPurpose.RESET, MailPurpose.CHANGE_ADDRESS)
    return [
        f"{portal['lockout_failures'].default} failures lock that account for that address for",
        f"for that address for {pause:.0f} minutes",
        "good for {} hours, {} hour, {} hours;".format(*map(_hours, letters)),
        f"invitations for {_hours(MailPurpose.INVITE)} hours",
        f"{MAX_LIFETIME.days} days at most",
        f"Passwords have {MIN_LENGTH} to {MAX_LENGTH} signs",
        ", ".join(PLATFORM_WORDS),
        f"after {unused:.0f} minutes unused and after {whole:.0f} hours in any case",
    ]


def _of_limits() -> list[str]:
    patience, portal = Patience(), PortalSettings.model_fields
    largest = RequestsSettings.model_fields["deliverable_bytes"].default
    return [
        f"{patience.head_bytes // KIB} KiB and {patience.headers} headers within",
        f"headers within {patience.head_seconds:.0f} s;",
        f"{portal['max_body_bytes'].default // MEBIBYTE} MiB, {MAX_DEPTH} levels",
        *RATES.values(),
        f"{MAX_ROWS} in one request",
        f"| {MOST_DRAFTS}, for {PERSONS_KEEP.days} days",
        f"| {MOST_WEBHOOKS}; switched off after {MOST_FAILURES} failures",
        f"{largest // MEBIBYTE} MiB at most",
        f"{MOST_PARTS:,} parts or more than {LARGEST_UNPACKED // MEBIBYTE} MiB unpacked",
        f"messages {portal['inbox_keep_days'].default} days",
        f"{portal['audit_keep_days'].default} days at least",
        ", ".join([each.value for each in FileType]).replace("jpg", "jpg or jpeg"),
    ]


def test_the_limits_that_are_documented_are_those_of_the_code() -> None:
    text = " ".join(document("security.md").replace("\n>", "\n").split())

    assert [said for said in (*_of_signing_in(), *_of_limits()) if said not in text] == []
