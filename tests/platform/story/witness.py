"""Looks at everything through everybody's eyes after each step of a need's life."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.platform.story.parties import Cast, Party
from tests.waiting import eventually

READINGS: Final = {
    "demand.read_confidential",
    "engagement.read",
    "contact.read",
    "response.read_contact",
    "deliverable.read",
}
"""What looking around leaves behind in the audit log."""

Words = Mapping[str, str]


@dataclass
class Witness:
    """What is seen of a need by firm, expert, provider, operator and outsider, in this order.

    `places` are looked at by everybody; `secrets` are words by which it is known who knows
    what; both grow with the story.
    """

    cast: Cast
    places: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    case_id: str = ""
    case_number: str = ""
    _told: dict[str, Counter[str]] = field(default_factory=dict)
    _logged: int = 0

    def sees(self, **expected: str) -> None:
        """Compare what the five see at each place with what they should, word for word."""
        seen = {
            name: " ".join(_said(party.call(f"GET {place}")) for party in self.cast.five.values())
            for name, place in self.places.items()
        }
        assert seen == expected

    def knows(self, **expected: str) -> None:
        """Compare which secrets each has ever been told with which they should know."""
        known = {name: self._known(party) for name, party in self.cast.five.items()}
        assert known == {name: expected.get(name, "") for name in known}

    def _known(self, party: Party) -> str:
        heard = "".join(party.heard)
        return " ".join(name for name, words in self.secrets.items() if words in heard)

    def told(self, **expected: str) -> None:
        """Wait until everybody has these new messages about the case in their inbox, no others."""
        for name in self.cast.five:
            self._told.setdefault(name, Counter()).update(expected.get(name, "").split())
        wanted = {name: dict(codes) for name, codes in self._told.items()}
        try:
            eventually(lambda: self._inboxes() == wanted)
        finally:
            assert self._inboxes() == wanted

    def _inboxes(self) -> dict[str, dict[str, int]]:
        return {
            name: dict(Counter(item["code"] for item in self.messages(party)))
            for name, party in self.cast.five.items()
        }

    def messages(self, party: Party, code: str = "") -> list[dict[str, Any]]:
        """Return somebody's messages about the case, the latest first; of one code, if named."""
        found = party.done("GET portal/api/me/messages?limit=100")["items"]
        about = [item for item in found if item["facts"].get("case_number") == self.case_number]
        return [item for item in about if code in {"", item["code"]}]

    def logged(self, *expected: str) -> None:
        """Compare what the requests service's audit log says is new, and check all of it."""
        acts = [entry for entry in self._new_entries() if self._belongs_here(entry)]
        assert [self._worded(entry) for entry in acts] == list(expected)
        self.is_intact("requests")

    def _belongs_here(self, entry: Mapping[str, Any]) -> bool:
        """Say whether it was done in the case; the clock does what it has to in others, too."""
        of_others = entry["actor"] == "system" and self.case_id not in entry["subject"]
        tried = entry["outcome"] == "refused"
        return entry["action"] not in READINGS and not of_others and not tried

    def is_intact(self, *services: str) -> None:
        """See that nobody has touched what the services' audit logs say."""
        for service in services:
            place = "portal/api/audit" if service == "portal" else f"{service}/audit"
            assert self.cast.auditor.done(f"GET {place}/verification")["intact"], service

    def has_recorded(self, service: str, *expected: str) -> None:
        """See that these acts stand in a service's audit log, by those who took them."""
        place = "portal/api/audit" if service == "portal" else f"{service}/audit"
        page = self.cast.auditor.done(f"GET {place}?limit=100")["items"]
        recorded = {self._worded(entry) for entry in page}
        assert recorded >= set(expected), recorded
        self.is_intact(service)

    def readings(self) -> set[str]:
        """Return who was noted as a reader of what is not public, from the beginning."""
        page = self.cast.auditor.done("GET requests/audit?limit=100")
        found = list(page["items"])
        while page["next_cursor"]:
            cursor = page["next_cursor"]
            page = self.cast.auditor.done(f"GET requests/audit?limit=100&cursor={cursor}")
            found += page["items"]
        return {self._worded(entry) for entry in found if entry["action"] in READINGS}

    def _new_entries(self) -> list[dict[str, Any]]:
        page = self.cast.auditor.done("GET requests/audit?limit=100")["items"]
        new = [entry for entry in reversed(page) if entry["sequence"] > self._logged]
        assert len(new) < len(page) or not self._logged, "More has happened than fits a page."
        self._logged = page[0]["sequence"]
        return new

    def _worded(self, entry: Mapping[str, Any]) -> str:
        return f"{self.cast.name_of(entry['actor'])} {entry['action']}"


def _said(answer: httpx.Response) -> str:
    """Return what an answer comes to, in a word: how much is shown, and where things stand."""
    if not answer.is_success:
        return str(answer.status_code)
    said = answer.json()
    if isinstance(said, dict) and "items" in said:
        return str(len(said["items"]))
    if isinstance(said, list):
        return str(len(said))
    shown = [said[name] for name in ("disclosure", "seen_as", "shown", "status") if name in said]
    return "/".join(shown) if shown else _of_parts(said)


def _of_parts(said: Mapping[str, Any]) -> str:
    """Return how much is there of what has no levels: reviews, or the sides of an exchange."""
    if "reviews" in said:
        return str(len(said["reviews"]))
    return said.get("outcome") or "+".join(side for side in ("firm", "author") if said[side]) or "-"
