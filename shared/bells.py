"""Wakes who waits in this process for something that a transaction changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Ring = Callable[[], None]


class Bells:
    """Bells by name, of one database: who changes something need not know who waits for it."""

    def __init__(self) -> None:
        self._heard: dict[str, list[Ring]] = {}

    def ring(self, name: str) -> None:
        """Call whatever hears the bell of this name."""
        for ring in tuple(self._heard.get(name, ())):
            ring()

    @contextmanager
    def heard(self, name: str, ring: Ring) -> Iterator[None]:
        """Call `ring` each time the bell rings, for as long as the context lasts."""
        hearing = self._heard.setdefault(name, [])
        hearing.append(ring)
        try:
            yield
        finally:
            hearing.remove(ring)
