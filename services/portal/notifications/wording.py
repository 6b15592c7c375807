"""Puts messages into words, in the reader's language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Formatter
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict

from services.portal.notifications.domain import Topic
from services.portal.times import moment
from shared.language import Language, Text

PACKAGE: Final = "services.portal.notifications.templates"
SOURCES: Final = ("requests", "catalog", "portal")
"""The services that tell people something."""

MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
"""How services tell when something is due."""

NOTHING: Final = Text("无", "none")
UNKNOWN_SUBJECT: Final = Text("您有一条新消息", "There is news for you")
UNKNOWN_BODY: Final = Text("请打开链接查看。", "Follow the link to read it.")


class Sentence(BaseModel):
    """A sentence with places for facts, in both languages."""

    model_config = ConfigDict(extra="forbid")

    zh: str
    en: str

    def names(self) -> frozenset[str]:
        """Return the names of the facts it uses, in either language."""
        said = [*Formatter().parse(self.zh), *Formatter().parse(self.en)]
        return frozenset(name for _, name, _, _ in said if name is not None)

    def said(self, facts: Mapping[str, Any], language: Language) -> str:
        """Return the sentence with its facts in place, without further lines that tell nothing."""
        spoken = {name: _spoken(facts.get(name), language) for name in self.names()}
        first, *further = Text(self.zh, self.en).pick(language).split("\n")
        told = [line for line in further if _tells(line, facts)]
        return "\n".join([first, *told]).format(**spoken)


class Template(BaseModel):
    """How one code is told."""

    model_config = ConfigDict(extra="forbid")

    topic: Topic
    urgent: bool = False
    subject: Sentence
    body: Sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A message in words."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The templates of every service, by source and code."""

    templates: Mapping[tuple[str, str], Template]

    @classmethod
    def load(cls) -> Self:
        """Read the files that come with the portal."""
        found = {}
        for source in SOURCES:
            text = resources.files(PACKAGE).joinpath(f"{source}.toml").read_text("utf-8")
            for code, table in tomllib.loads(text).items():
                found[source, code] = Template.model_validate(table)
        return cls(found)

    def of(self, source: str, code: str) -> Template:
        """Return how a code is told; of one that a newer service sends, that there is news."""
        known = self.templates.get((source, code))
        return known or Template(
            topic=Topic.ACCOUNT,
            subject=Sentence(zh=UNKNOWN_SUBJECT.zh, en=UNKNOWN_SUBJECT.en),
            body=Sentence(zh=UNKNOWN_BODY.zh, en=UNKNOWN_BODY.en),
        )

    def said(self, source: str, code: str, facts: Mapping[str, Any], language: Language) -> Said:
        """Return a message in words."""
        template = self.of(source, code)
        return Said(template.subject.said(facts, language), template.body.said(facts, language))


def _tells(line: str, facts: Mapping[str, Any]) -> bool:
    """Whether a line has any fact to tell, or needs none: there may be no reason, and no end."""
    names = [name for _, name, _, _ in Formatter().parse(line) if name is not None]
    return not names or any(facts.get(name) is not None for name in names)


def _spoken(fact: object, language: Language) -> object:
    if fact is None:
        return NOTHING.pick(language)
    if isinstance(fact, Mapping):
        return fact.get(language.value, "")
    if isinstance(fact, str) and MOMENT.fullmatch(fact):
        return moment(fact, language)
    return fact
