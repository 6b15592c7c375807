"""What the server holds of a document."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from services.matching.retrieval.meilisearch.letters import in_letters
from services.matching.retrieval.meilisearch.settings import ID, TERMS
from services.matching.retrieval.port import IndexDocument
from services.matching.retrieval.schema import NAMES, facets_of, names_of
from services.matching.text.analyser import Analyser

_TITLE_COUNTS: Final = 2


def id_of(key: str) -> str:
    """Return the server's id of a key; the server allows only letters, digits, - and _."""
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()


def sent(document: IndexDocument, analyser: Analyser) -> dict[str, Any]:
    """Return the document as the server holds it."""
    return {
        ID: id_of(document.key),
        "key": document.key,
        "title": document.title,
        "body": "\n".join(filter(None, [document.text, *document.cases])),
        TERMS: _in_letters(_by_count(document, analyser)),
        NAMES: _in_letters(names_of(document, analyser)),
        **{str(name): values for name, values in facets_of(document).items()},
    }


def _by_count(document: IndexDocument, analyser: Analyser) -> Iterable[str]:
    """Return the document's terms, the most frequent first."""
    counts = Counter(analyser.index_terms(document.title) * _TITLE_COUNTS)
    # One by one, as the scoring store has read them a moment ago.
    for part in (document.text, *document.names, *document.cases):
        counts.update(analyser.index_terms(part))
    return (term for term, _ in counts.most_common())


def _in_letters(terms: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(map(in_letters, terms)))
