"""What a peer of a version to come answers besides, nobody who asks it stumbles over."""

import pkgutil
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

import services

DECIDES_BY_IT: Final = {"StandingAnswer.role"}
"""Who is neither owner nor member is nobody who may sign: not to be taken for something else."""


def models() -> Iterator[type[BaseModel]]:
    """Yield every model of what a peer answers."""
    for module in pkgutil.walk_packages(services.__path__, "services."):
        last = module.name.rpartition(".")[2]
        if not (last.startswith("gateway") or "snapshots" in last):
            continue
        found = vars(import_module(module.name)).values()
        yield from (
            one
            for one in found
            if isinstance(one, type)
            and issubclass(one, BaseModel)
            and one.__module__ == module.name
        )


def is_closed(kind: Any) -> bool:  # noqa: ANN401 - an annotation
    """Tell whether a type has but a few values, of which there may be more one day."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return True
    return get_origin(kind) is Literal or any(map(is_closed, get_args(kind)))


def test_a_field_that_is_new_is_passed_over() -> None:
    read = list(models())

    assert len(read) > 100
    assert [one.__name__ for one in read if one.model_config.get("extra") == "forbid"] == []


def test_a_word_that_is_new_is_a_word() -> None:
    closed = {
        f"{one.__name__}.{name}"
        for one in models()
        for name, field in one.model_fields.items()
        if is_closed(field.annotation)
    }

    assert closed == DECIDES_BY_IT
