"""What the embedded index holds: one text field, names, and fields to filter and count by."""

import hashlib
from collections.abc import Iterator
from typing import Final

import tantivy

from services.matching.retrieval.places import (
    discipline_with_ancestors,
    each,
    industry_with_ancestors,
    region_with_ancestors,
)
from services.matching.retrieval.port import Facet, IndexDocument
from services.matching.text.analyser import Analyser
from services.matching.text.initials import initials
from services.matching.text.latin import is_han

TITLE: Final = "title"
BODY: Final = "body"
TEXT: Final = "text"
NAMES: Final = "names"
SERVES: Final = "serves"
COVERS: Final = "covers"

_TITLE_REPEATED: Final = 2
"""One combined field with the title repeated found 0.71 of what was wanted where a field for
each, with boosts, found 0.55: apart, a word's rarity is judged by each field alone."""


LAYOUT: Final = "2"
"""Goes up whenever `schema` changes: what was written with another is built anew."""


def schema() -> tantivy.Schema:
    """Return the fields. Text is tokenised by us and only divided at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    # Bytes, since there is no text that is only stored: as text, each whole body became
    # a term of the dictionary, which took three fifths of the index.
    builder.add_bytes_field(TITLE, stored=True)
    builder.add_bytes_field(BODY, stored=True)
    for name in ("key", *Facet):
        builder.add_text_field(
            name,
            stored=name in {"key", Facet.KIND},
            fast=True,
            tokenizer_name="raw",
            index_option="basic",
        )
    for name in (SERVES, COVERS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TEXT, tokenizer_name="spaces", index_option="freq")
    builder.add_text_field(NAMES, tokenizer_name="spaces", index_option="basic")
    return builder.build()


def number_of(key: str) -> int:
    """Return the number by which a key is known in fast fields."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def indexed(document: IndexDocument, analyser: Analyser) -> tantivy.Document:
    """Return the document as the index holds it."""
    terms = analyser.index_terms(document.title) * _TITLE_REPEATED
    # One by one, as the scoring store has read them a moment ago.
    for part in (document.text, *document.names, *document.cases):
        terms += analyser.index_terms(part)
    return tantivy.Document(
        key=document.key,
        number=number_of(document.key),
        title=document.title.encode(),
        body="\n".join(filter(None, [document.text, *document.cases])).encode(),
        text=" ".join(terms),
        names=" ".join(names_of(document, analyser)),
        **facets_of(document),
    )


def facets_of(document: IndexDocument) -> dict[str, list[str]]:
    """Return what a document is filtered and counted by; a code brings those above it."""
    located = [document.region_code] if document.region_code else []
    served = map(region_with_ancestors, document.service_area)
    return {
        Facet.KIND: [document.kind],
        Facet.REGION: each(map(region_with_ancestors, located)),
        Facet.INDUSTRY: each(map(industry_with_ancestors, document.industry_codes)),
        Facet.DISCIPLINE: each(map(discipline_with_ancestors, document.discipline_codes)),
        Facet.SERVICE_CLASS: [document.service_class] if document.service_class else [],
        Facet.QUALIFICATION: list(document.qualifications),
        Facet.CAPACITY: [document.capacity_status] if document.capacity_status else [],
        SERVES: each(served),
        COVERS: list(document.service_area),
    }


def names_of(document: IndexDocument, analyser: Analyser) -> Iterator[str]:
    """Yield what a document is found by when its title or a name is typed."""
    for name in (document.title, *document.names):
        reading = analyser.read(name)
        words = [piece for piece in reading.pieces if piece.isalnum()]
        yield from words
        yield from reading.names
        yield from (character for character in reading.text if is_han(character))
        yield from initials(words)
