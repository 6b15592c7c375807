"""Texts made by rule whose words are as unequally frequent as those of a real catalogue.

Real words would need a corpus; a handful of them in templates made every need resemble every
entry, and matching look slower and simpler than it is. So there are 8,000 words: 183 of
manufacturing (`words.txt`), the others put together from two to four of 1,500 common
characters (level 1 of GB 2312). They are drawn by the law of Zipf and Mandelbrot, and every
text keeps coming back to some twenty words of its own, as texts on one matter do. Compared
with 4,000 real abstracts, texts have as many characters and different terms, all of them
together a tenth more terms, and the commonest, the 100th, the 1,000th and the 10,000th term
are as frequent within a factor of one and a half.

The texts mean nothing.
"""

import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

WORDS: Final = 8_000
_CHARACTERS: Final = 1_500
_LENGTHS: Final = (2, 2, 2, 2, 2, 3, 3, 4, 4)
_FLATTENING: Final = 20.0
_OWN_WORDS: Final = 24
_FIRST_ROW, _ROWS, _COLUMNS = 0xB0, 39, 94
_LINKS: Final = ("的", "在", "和", "与", "对", "为", "将", "于", "由", "并", "及", "使", "，", "，")
_SENTENCE_WORDS: Final = (8, 18)
_NUMBERS: Final = ("{}%", "{}mm", "{}℃", "{}MPa", "{}小时", "±0.{}mm")


class Writer:
    """Writes texts; the same seed gives the same ones everywhere."""

    def __init__(self, seed: str) -> None:
        # The words are the same for all writers: they share a language.
        self._words = _vocabulary()
        self._odds = list(accumulate(1 / (rank + _FLATTENING) for rank in range(WORDS)))
        self._chance = random.Random(seed)  # noqa: S311 - of test data, not of secrets

    @property
    def chance(self) -> random.Random:
        """What else about a text is left to chance."""
        return self._chance

    def matter(self) -> list[str]:
        """Return the words that one text keeps coming back to."""
        return self._drawn(_OWN_WORDS)

    def title(self, matter: Sequence[str]) -> str:
        """Return a title on a matter."""
        return "".join(matter[:4])

    def text(self, matter: Sequence[str], length: int) -> str:
        """Return sentences on a matter, of about `length` characters together."""
        text = ""
        while len(text) < length:
            text += self._sentence(matter)
        return text

    def _sentence(self, matter: Sequence[str]) -> str:
        chance = self._chance
        own = chance.choices(matter, k=chance.randint(*_SENTENCE_WORDS))
        others = self._drawn(len(own) // 5)
        words = [*own, *others, chance.choice(_NUMBERS).format(chance.randint(2, 99))]
        chance.shuffle(words)
        return (
            "".join(
                word + (chance.choice(_LINKS) if chance.random() < 0.8 else "") for word in words
            ).rstrip("，")
            + "。"
        )

    def _drawn(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._odds, k=count)


def _vocabulary() -> list[str]:
    """Return the words, the commonest first; real ones are every third of the first."""
    chance = random.Random("vocabulary")  # noqa: S311 - as above
    lines = Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()
    real = [word for line in lines for word in line.partition(": ")[2].split()]
    characters = _common_characters()
    chance.shuffle(characters)
    made = dict.fromkeys(real)
    while len(made) < WORDS:
        letters = (
            characters[int(_CHARACTERS * chance.random() ** 1.5)]
            for _ in range(chance.choice(_LENGTHS))
        )
        made["".join(letters)] = None
    rest = list(made)[len(real) :]
    chance.shuffle(real)
    for place, word in enumerate(real):
        rest.insert(3 * place, word)
    return rest


def _common_characters() -> list[str]:
    """Return level 1 of GB 2312: rows 16 to 55, the last one not full."""
    codes = (bytes([_FIRST_ROW + row, 0xA1 + n]) for row in range(_ROWS) for n in range(_COLUMNS))
    return [code.decode("gb2312") for code in codes]
