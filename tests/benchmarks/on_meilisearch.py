"""`make bench ENGINE=meilisearch`: what a match adds to the time of the search server itself.

Measures the search for candidates, which is what the engines do for a match; the factors and
sentences that follow are the same on every engine (`make bench`).
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from rich.console import Console
from rich.table import Table
from typing_extensions import override

from deploy.commands.engines import EngineName, engine_access
from deploy.memory import take_memory_sparingly
from services.matching.matches.matcher import RETRIEVED
from services.matching.replicas.snapshots import ENTRY_KINDS
from services.matching.retrieval.meilisearch.access import Access
from services.matching.retrieval.meilisearch.asking import Answer, Done, Query, Questions
from services.matching.retrieval.meilisearch.index import MeilisearchIndex
from services.matching.retrieval.meilisearch.server import SEARCH_SECONDS, Server
from services.matching.retrieval.port import Facet, Filters, IndexDocument
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from shared.types import new_id
from tests.benchmarks.synthetic import KINDS, entries, needs

BATCH: Final = 2_500
WARMING: Final = 10
FILTERS: Final = {
    "all entries": Filters(kinds=ENTRY_KINDS),
    "one province": Filters(kinds=ENTRY_KINDS, regions=("440000",)),
}


class WatchedServer(Server):
    """A server that notes what it was asked, and how long it says that it took."""

    def __init__(self, access: Access) -> None:
        super().__init__(access)
        self._questions = self.noted = NotedQuestions(access.url, access.search_key, SEARCH_SECONDS)


class NotedQuestions(Questions):
    """Questions and what the server says of each of them."""

    def __init__(self, url: str, key: str, seconds: float) -> None:
        super().__init__(url, key, seconds)
        self.asked: list[Sequence[Query]] = []
        self.told: list[float] = []

    @override
    def search_while(
        self, queries: Sequence[Query], work: Callable[[], Done]
    ) -> tuple[list[Answer], Done]:
        answers, done = super().search_while(queries, work)
        self.asked.append(queries)
        self.told.append(sum(answer["processingTimeMs"] for answer in answers) / 1000)
        return answers, done


class BareRequests:
    """Asks the same of the server once more, with as little around it as can be.

    The server tells its own time in whole milliseconds, a little less than it took, and without
    the reading of the request.
    """

    def __init__(self, access: Access) -> None:
        self._connection = HTTPConnection(urlsplit(access.url).netloc)
        self._headers = {
            "Authorization": f"Bearer {access.search_key}",
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
        }

    def seconds(self, queries: Sequence[Query]) -> float:
        """Return how long the answer takes."""
        body = orjson.dumps({"queries": queries})
        begun = time.perf_counter()
        self._connection.request("POST", "/multi-search", body, self._headers)
        self._connection.getresponse().read()
        return time.perf_counter() - begun


async def batches(count: int) -> AsyncIterator[list[IndexDocument]]:
    """Yield the synthetic catalogue as an index takes it."""
    for kind in KINDS:
        rows = [_document(kind, row) for row in entries(kind, count // len(KINDS))]
        for start in range(0, len(rows), BATCH):
            yield rows[start : start + BATCH]


def _document(kind: str, row: Mapping[str, Any]) -> IndexDocument:
    texts = [row.get("summary", ""), row.get("scope", ""), *row["keywords"]]
    return IndexDocument(
        key=f"{kind}:{row['source_id']}",
        kind=kind,
        title=row.get("title") or row["name"],
        text="\n".join([*texts, *row.get("specialties", ()), *row.get("capabilities", ())]),
        cases=tuple(case["title"] + case["summary"] for case in row.get("service_history", ())),
        region_code=row["region_code"],
        industry_codes=tuple(row["industry_codes"]),
        discipline_codes=tuple(row["discipline_codes"]),
        service_class=row.get("service_class"),
    )


async def measure(access: Access, count: int, asked: int, console: Console) -> None:
    """Fill an index, ask it, print, and leave nothing behind."""
    analyser = Analyser()
    server, scores = WatchedServer(access), TopicalScores(analyser, inverted=True)
    index = MeilisearchIndex(server, scores, analyser, f"matching_{new_id().hex}")

    async def into_both() -> AsyncIterator[list[IndexDocument]]:
        async for batch in batches(count):
            await asyncio.to_thread(scores.put, batch)
            yield batch

    begun = time.perf_counter()
    try:
        await index.rebuild(into_both())
        console.print(f"{count:,} entries indexed in {time.perf_counter() - begun:.0f} s")
        table = Table("p50 / p95, ms", *FILTERS)
        bare = BareRequests(access)
        columns = [
            await _asked(index, server.noted, bare, needs(asked + WARMING), filters)
            for filters in FILTERS.values()
        ]
        for lines in zip(*columns, strict=True):
            table.add_row(lines[0][0], *(value for _, value in lines))
        console.print(table)
    finally:
        await index.drop()
        await index.close()


async def _asked(
    index: MeilisearchIndex,
    noted: NotedQuestions,
    bare: BareRequests,
    asked: Iterable[str],
    filters: Filters,
) -> list[tuple[str, str]]:
    """Return lines on how long candidates took, and what of it was the server's."""
    whole: list[float] = []
    alone: list[float] = []
    for number, need in enumerate(asked):
        if number == WARMING:
            for times in (whole, alone, noted.asked, noted.told):
                times.clear()
        begun = time.perf_counter()
        await index.candidates(need, filters=filters, limit=RETRIEVED, facets=tuple(Facet))
        whole.append(time.perf_counter() - begun)
        alone.append(bare.seconds(noted.asked[-1]))
    more = (statistics.median(whole) - statistics.median(alone)) * 1000
    return [
        ("candidates, all in all", _pair(whole)),
        ("the request, bare", _pair(alone)),
        ("the server's own account", _pair(noted.told)),
        ("requests a match", f"{len(noted.asked) / len(whole):.2f}"),
        ("all in all less the request, bare, p50", f"{more:.1f}"),
    ]


def _pair(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[int(len(ordered) * 0.95)]
    return f"{statistics.median(ordered) * 1000:.1f} / {late * 1000:.1f}"


def main() -> None:
    """Start a server, or take the one that is named, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=100)
    options = parser.parse_args()
    take_memory_sparingly()  # as the server does, which its threads feel
    with engine_access(EngineName.MEILISEARCH) as access:
        if access:
            asyncio.run(measure(access, options.entries, options.needs, Console()))


if __name__ == "__main__":
    main()
