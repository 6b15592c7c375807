"""The search engine by itself, on the files that the platform has just written."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from services.matching.matches.matcher import RETRIEVED
from services.matching.replicas.schemas import FilterQuery
from services.matching.replicas.snapshots import ENTRY_KINDS
from services.matching.retrieval.port import Facet
from services.matching.retrieval.queries import Queries
from services.matching.retrieval.schema import schema
from services.matching.text.analyser import Analyser


class Engine:
    """Asks the engine what matching asks it, without anything of ours around it."""

    def __init__(self, folder: Path, filters: Mapping[str, Sequence[str]]) -> None:
        current = folder / (folder / "CURRENT").read_text("utf-8").split()[0]
        fields = schema()
        self._searcher = tantivy.Index(fields, path=str(current)).searcher()
        self._queries = Queries(fields, self._searcher, Analyser())
        self._filters = FilterQuery.model_validate({"kind": ENTRY_KINDS, **filters}).filters()
        self._facets = {name: {"terms": {"field": name, "size": 200}} for name in Facet}

    def search_seconds(self, need: str) -> float:
        """Return how long the engine takes to find the candidates for a need."""
        query = self._queries.whole_text(f"\n{need}", self._filters)
        begun = time.perf_counter()
        self._searcher.search(query, RETRIEVED)
        return time.perf_counter() - begun

    def facet_seconds(self, need: str) -> float:
        """Return how long the engine takes to count all that share a word with a need."""
        query = self._queries.whole_text(f"\n{need}", self._filters)
        begun = time.perf_counter()
        self._searcher.aggregate(query, self._facets)
        return time.perf_counter() - begun
