"""Tokens in everything confidential, and who may read each: what no answer may get wrong.

Who may read what is kept here apart from the code that decides it, by what people did: a
need's details are for its owner, operators and whoever accepted the agreement; contacts
pass when both sides of a response agreed; what two sides write to each other is theirs.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from tests.anything.world import NOBODY, side_of


@dataclass
class Secrets:
    """Every token there is, with those who may read it."""

    readers: dict[str, set[str]] = field(default_factory=dict)
    about: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """The tokens of something, by what it is of and its id: `("details", need)`."""
    _agreed: dict[str, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))

    def new(self, writer: str) -> str:
        """Return a token that only who writes it may read until it is said who else may."""
        token = f"Kanarie{len(self.readers):04d}q"
        self.readers[token] = set(side_of(writer))
        return token

    def keep(self, kind: str, thing: str, tokens: list[str], *readers: str) -> None:
        """Remember what tokens are of, and that these and those with them may read them."""
        self.about[kind, thing] += tokens
        self.tell(kind, thing, *readers)

    def tell(self, kind: str, thing: str, *readers: str) -> None:
        """Let more people, and those who are as one with them, read what is of something."""
        for token in self.about[kind, thing]:
            for who in readers:
                self.readers[token] |= side_of(who)

    def hide(self, kind: str, thing: str, who: str) -> None:
        """Take back that somebody may read what is of something."""
        for token in self.about[kind, thing]:
            self.readers[token] -= side_of(who)

    def agree(self, response: str, side: frozenset[str], both: set[frozenset[str]]) -> bool:
        """Remember that a side of a response agreed to be known; return whether both did."""
        self._agreed[response].add(side)
        return self._agreed[response] >= both

    def leaked(self, who: str, text: str) -> set[str]:
        """Return the tokens in a text that are not for who reads it."""
        if "kanarie" not in (lowered := text.lower()):
            return set()
        found = {token for token in self.readers if token.lower() in lowered}
        return {token for token in found if who == NOBODY or who not in self.readers[token]}
