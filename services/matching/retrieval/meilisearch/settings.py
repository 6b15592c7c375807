"""The settings of the server's indexes, as code."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from services.matching.retrieval.meilisearch.letters import in_letters
from services.matching.retrieval.port import Facet
from services.matching.retrieval.schema import COVERS, NAMES, SERVES
from services.matching.text.analyser import Analyser
from services.matching.text.concepts import concept_term

ID: Final = "id"
TERMS: Final = "terms"
FACETS_SHOWN: Final = 200
MOST_HITS: Final = 2_000
GRANULAR_FILTERS: Final = (1, 14)
_MOST_SYNONYMS: Final = 50


def index_settings(analyser: Analyser, version: tuple[int, int]) -> dict[str, Any]:
    """Return the settings of an index, as far as the server's version knows them."""
    return {
        "searchableAttributes": [NAMES, TERMS],
        "displayedAttributes": ["key", Facet.KIND.value, "title", "body"],
        "filterableAttributes": _filterable(version),
        "sortableAttributes": ["key"],
        # Terms of a document stand in the order of how often it has them, so that where a
        # term stands (`attribute`) says how much the document is about it.
        "rankingRules": ["words", "sort", "attribute", "exactness"],
        # Words are written in letters that mean nothing to the server: a word that differs
        # by one of them is another word.
        "typoTolerance": {"enabled": False},
        "proximityPrecision": "byAttribute",
        "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["cmn"]}],
        "synonyms": synonyms(analyser),
        "pagination": {"maxTotalHits": MOST_HITS},
        "faceting": {"maxValuesPerFacet": FACETS_SHOWN, "sortFacetValuesBy": {"*": "count"}},
        "searchCutoffMs": 900,
    }


def synonyms(analyser: Analyser) -> dict[str, list[str]]:
    """Return for each writing of our vocabulary the term that stands for its concept.

    A word of a search then finds every writing of what it means. Only single words: the
    server takes synonyms word by word.
    """
    found: dict[str, list[str]] = {}
    for writing in analyser.writings():
        words = analyser.words(writing)
        if len(words) == 1:
            concepts = dict.fromkeys(map(concept_term, analyser.concepts(writing)))
            for term in {writing, *words[0].terms}:
                found[in_letters(term)] = [in_letters(one) for one in concepts][:_MOST_SYNONYMS]
    return {word: others for word, others in sorted(found.items()) if others}


def fingerprint(settings: Mapping[str, Any]) -> str:
    """Return what changes whenever the settings do."""
    written = orjson.dumps(settings, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(written).hexdigest()[:12]


def _filterable(version: tuple[int, int]) -> Sequence[Any]:
    names = [ID, *(facet.value for facet in Facet), SERVES, COVERS]
    if version < GRANULAR_FILTERS:
        return names
    # We compare nothing and search no facet: what is not built takes no time to build.
    features = {"facetSearch": False, "filter": {"equality": True, "comparison": False}}
    return [{"attributePatterns": names, "features": features}]
