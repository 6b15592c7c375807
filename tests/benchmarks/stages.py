"""What is measured, one stage after the other, on a running platform."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from tests.benchmarks.engine import Engine
from tests.benchmarks.process import Connection, PlatformProcess, Usage
from tests.benchmarks.synthetic import KINDS, entries, in_batches, needs
from tests.benchmarks.wording import Writer

BATCH: Final = 500
PAUSE: Final = 0.25
_GLANCE: Final = 0.02
FILTERS: Final[Mapping[str, Sequence[str]]] = {"region": ["440000"]}
"""Nine in ten entries are in this province: what a filter spares is hardly felt."""

PLURALS: Final = {
    "achievement": "achievements",
    "offering": "offerings",
    "expert": "experts",
    "facility": "facilities",
    "provider": "providers",
}
WARMING: Final = 10
TEAM: Final = 5
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """An import: how many rows, how long the platform took for them, and how busy it was."""

    rows: int
    seconds: float
    making_seconds: float
    usage: Usage


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuild of the index, the peak of memory during it, and matches asked meanwhile."""

    seconds: float
    peak: int
    meanwhile: Sequence[float]


@dataclass(frozen=True, slots=True)
class Matched:
    """Seconds of the same needs: through HTTP, and by the engine alone, one after the other."""

    http: Sequence[float]
    engine: Sequence[float]
    facets: Sequence[float]
    usage: Usage


def import_entries(platform: PlatformProcess, count: int, progress: Progress) -> Imported:
    """Import `count` entries of all kinds through HTTP, as users do."""
    seconds = making = 0.0
    before = platform.usage()
    with platform.connect() as connection:
        for kind, rows in _shares(count):
            batches = in_batches(rows, BATCH)
            while True:
                begun = time.perf_counter()
                batch = next(batches, None)
                making += time.perf_counter() - begun
                if batch is None:
                    break
                seconds += _import(connection, f"/catalog/{PLURALS[kind]}/import", rows=batch)
                progress(len(batch))
    return Imported(count, seconds, making, platform.usage().since(before))


def wait_until_searchable(platform: PlatformProcess, count: int, progress: Progress) -> float:
    """Return the seconds until matching holds `count` records and none is pending."""
    begun = time.perf_counter()
    with platform.connect() as connection:
        while True:
            answer = connection.get("/matching/search?limit=1")
            progress(answer["total"])
            if answer["total"] >= count and not answer["pending_changes"]:
                return time.perf_counter() - begun
            time.sleep(PAUSE)


def rebuild(platform: PlatformProcess, progress: Progress) -> Rebuilt:
    """Rebuild the index while a need is matched now and then."""
    meanwhile: list[float] = []
    texts = needs(1_000_000, seed=3)
    platform.forget_peak()
    begun = time.perf_counter()
    with platform.connect() as connection:
        state = connection.post("/matching/reindex", {})
        while state["state"] == "running":
            meanwhile.append(_match(connection, next(texts)))
            time.sleep(PAUSE)
            state = connection.get("/matching/reindex")
            progress(state["done"])
    if state["state"] != "done":
        raise RuntimeError(f"The rebuild ended as {state}.")
    return Rebuilt(time.perf_counter() - begun, platform.peak_memory(), meanwhile)


def match_needs(platform: PlatformProcess, count: int, progress: Progress) -> Matched:
    """Match needs one by one, each through HTTP and then by the engine alone."""
    engine = Engine(platform.folder / "matching" / "index", FILTERS)
    http: list[float] = []
    alone: list[float] = []
    facets: list[float] = []
    with platform.connect() as connection:
        for need in needs(WARMING, seed=4):
            _match(connection, need)
            engine.search_seconds(need)
        before = platform.usage()
        for need in needs(count):
            http.append(_match(connection, need))
            alone.append(engine.search_seconds(need))
            facets.append(engine.facet_seconds(need))
            progress(1)
    return Matched(http, alone, facets, platform.usage().since(before))


def match_stored(platform: PlatformProcess, count: int) -> tuple[list[float], list[float]]:
    """Return the seconds of a published need's matches when they are computed, and again."""
    rows = [
        {"source_id": f"need-{number}", "title": text[60:80], "description": text}
        for number, text in enumerate(needs(count, seed=5))
    ]
    with platform.connect() as connection:
        body = {"source": "benchmark", "rows": rows, "publish": True}
        report = connection.post("/requests/demands/import", body)
        paths = [f"/matching/demands/{row['id']}/matches" for row in report["rows"]]
        known = f"/matching/search?{urlencode({'kind': 'demand', 'limit': 1})}"
        while connection.get(known)["total"] < count:
            time.sleep(PAUSE)
        first = [connection.timed("GET", path, None)[0] for path in paths]
        again = [connection.timed("GET", path, None)[0] for path in paths]
    return first, again


def change_entries(platform: PlatformProcess, count: int) -> list[float]:
    """Return the seconds from a change of an entry that is answered until it is found by it."""
    seconds: list[float] = []
    with platform.connect() as connection:
        for number, row in enumerate(entries("achievement", count)):
            word = f"changed{number}x"
            body = {"source": "benchmark", "rows": [{**row, "advantages": word}]}
            if connection.post("/catalog/achievements/import", body)["updated"] != 1:
                raise RuntimeError("An entry was not changed.")
            changed = time.perf_counter()
            while not connection.get(f"/matching/search?q={word}&limit=1")["total"]:
                time.sleep(_GLANCE)
            seconds.append(time.perf_counter() - changed)
    return seconds


def search_words(platform: PlatformProcess, count: int) -> list[float]:
    """Return the seconds of searches by two words, the second one unfinished."""
    writer = Writer("searches")
    seconds: list[float] = []
    with platform.connect() as connection:
        for _ in range(count):
            first, second = writer.matter()[:2]
            query = urlencode({"q": f"{first} {second[:-1] or second}", "region": "440000"})
            seconds.append(connection.timed("GET", f"/matching/search?{query}", None)[0])
    return seconds


def gather_teams(platform: PlatformProcess, count: int) -> list[float]:
    """Return the seconds of choosing a team for five parts, each of which many could do."""
    texts = needs(count * TEAM, seed=6)
    seconds: list[float] = []
    with platform.connect() as connection:
        for _ in range(count):
            parts = [{"name": text[60:80], "text": text} for text in islice(texts, TEAM)]
            body = orjson.dumps({"packages": parts})
            seconds.append(connection.timed("POST", "/matching/teams/preview", body)[0])
    return seconds


def _shares(count: int) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield each kind with its share of the entries; the first kinds take the remainder."""
    share, rest = divmod(count, len(KINDS))
    for place, kind in enumerate(KINDS):
        yield kind, entries(kind, share + (place < rest))


def _import(connection: Connection, path: str, *, rows: list[dict[str, Any]]) -> float:
    body = orjson.dumps({"source": "benchmark", "rows": rows})
    seconds, content = connection.timed("POST", path, body)
    report = orjson.loads(content)
    if report["created"] != len(rows):
        raise RuntimeError(f"{path} did not take every row: {content[:500]!r}")
    return seconds


def _match(connection: Connection, need: str) -> float:
    body = orjson.dumps({"text": need, "filters": FILTERS})
    seconds, content = connection.timed("POST", "/matching/matches/preview", body)
    if not orjson.loads(content)["items"]:
        raise RuntimeError("A need found nothing.")
    return seconds
