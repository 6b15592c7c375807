"""What a page is made of, as far as a reader without eyes or a browser without scripts sees it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

VOID: Final = frozenset({"meta", "link", "input", "br", "img", "hr"})
FIELDS: Final = frozenset({"input", "textarea", "select"})


@dataclass
class PageForm:
    """A form: where it goes and what stands in it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Outline(HTMLParser):
    """The tags of a page, checked to be closed in order, and its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.forms: list[PageForm] = []
        self._open: list[str] = []
        self._area: str | None = None
        self._choice: str | None = None
        self.feed(html)
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append((tag, said))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(PageForm(said.get("action") or ""))
        if self.forms:
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str | None]) -> None:
        name, fields = said.get("name") or "", self.forms[-1].fields
        if tag == "input" and (said.get("type") != "checkbox" or "checked" in said):
            fields[name] = said.get("value") or ""
        if tag == "textarea":
            self._area, fields[name] = name, ""
        if tag == "select":
            self._choice = name
        if tag == "option" and self._choice:
            value = said.get("value") or ""
            if "selected" in said:
                fields[self._choice] = value
            else:
                fields.setdefault(self._choice, value)

    @override
    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].fields[self._area] += data

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "textarea" and self._area is not None:
            typed = self.forms[-1].fields
            # A browser drops the line break after the opening tag.
            typed[self._area] = typed[self._area].removeprefix("\n")
            self._area = None
        if tag == "select":
            self._choice = None

    def values(self, attribute: str) -> list[str]:
        """Return an attribute's values, in order."""
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]

    def _addresses(self) -> list[str]:
        return [*self.values("href"), *self.values("src")]

    def faults(self) -> list[str]:
        """Return what would keep somebody from using the page."""
        ids, headings = self.values("id"), [tag for tag, _ in self.tags if tag == "h1"]
        labelled = {*self.values("for")}
        unlabelled = [
            attrs.get("id") or tag
            for tag, attrs in self.tags
            if tag in FIELDS
            and attrs.get("type") != "hidden"
            and attrs.get("id") not in labelled
            and "aria-label" not in attrs
        ]
        described = " ".join(
            [*self.values("aria-describedby"), *self.values("aria-labelledby")]
        ).split()
        fragments = {href[1:] for href in self.values("href") if href.startswith("#")}
        return [
            *(f"twice: {one}" for one in set(ids) if ids.count(one) > 1),
            *(f"no label: {one}" for one in unlabelled),
            *(f"nothing is called {one}" for one in {*described, *fragments} - {*ids}),
            *(f"{len(headings)} main headings" for _ in [0] if len(headings) != 1),
            *(f"<{tag}>" for tag, _ in self.tags if tag == "style"),
            *("<script>" for tag, attrs in self.tags if tag == "script" and "src" not in attrs),
            *(f"{name}=" for _, attrs in self.tags for name in attrs if name[:2] == "on"),
            *("style=" for _, attrs in self.tags if "style" in attrs),
            *(f"leads away: {href}" for href in self._addresses() if "//" in href),
        ]
