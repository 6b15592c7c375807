"""How pages are shown: dark or light, in large text, with strong contrast."""

from dataclasses import dataclass
from typing import Final, Self

LOOK: Final = "keqiao-look"
"""The cookie that holds what somebody chose."""

THEMES: Final = ("auto", "light", "dark")
SIZES: Final = ("normal", "large")
CONTRASTS: Final = ("usual", "strong")


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody chose, or what is usual."""

    theme: str = "auto"
    size: str = "normal"
    contrast: str = "usual"

    @classmethod
    def read(cls, said: str) -> Self:
        """Return what a cookie says; what it says wrongly is as usual."""
        words = set(said.split("."))
        return cls(
            theme=_first(words, THEMES),
            size=_first(words, SIZES),
            contrast=_first(words, CONTRASTS),
        )

    def written(self) -> str:
        """Return what goes into the cookie."""
        return f"{self.theme}.{self.size}.{self.contrast}"

    @property
    def classes(self) -> str:
        """The names by which the style sheet knows it."""
        return f"size-{self.size} contrast-{self.contrast}"


def _first(words: set[str], known: tuple[str, ...]) -> str:
    return next((word for word in known if word in words), known[0])
