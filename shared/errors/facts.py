"""How the facts of an error are told: inside a sentence, and in a JSON document."""

import math
from collections.abc import Mapping

from shared.language import Language, Text


def spoken(fact: object, language: Language) -> object:
    """Return a fact as it reads inside a sentence."""
    if isinstance(fact, Text):
        return fact.pick(language)
    if isinstance(fact, list | tuple | set | frozenset):
        joint, nothing = ("、", "无") if language is Language.ZH else (", ", "none")
        return joint.join(str(spoken(item, language)) for item in fact) or nothing
    return fact


def as_json(fact: object, language: Language) -> object:
    """Return a fact as it goes into a JSON document."""
    if isinstance(fact, Text):
        return fact.pick(language)
    if isinstance(fact, Mapping):
        return {str(key): as_json(value, language) for key, value in fact.items()}
    if isinstance(fact, list | tuple | set | frozenset):
        return [as_json(item, language) for item in fact]
    plain = fact is None or isinstance(fact, bool | int | str)
    return fact if plain or (isinstance(fact, float) and math.isfinite(fact)) else str(fact)
