"""A world in which anybody may do anything, and which is watched at every answer."""

import re
from collections import Counter, defaultdict
from http import HTTPStatus
from random import Random
from typing import Any, Final

import httpx

from tests.anything.secrets import Secrets
from tests.anything.things import KINDS, Thing
from tests.anything.world import World, side_of

PATIENCE: Final = 50
PAUSE: Final = 0.2
SEEN: Final = {"If-Match": "*"}
PLACES: Final = {
    "need": "/requests/demands",
    "response": "/requests/responses",
    "grant": "/requests/grants",
    "engagement": "/requests/engagements",
    "registration": "/catalog/registrations",
    "team": "/catalog/teams",
    "organization": "/api/organizations",
}
STATUS: Final = re.compile(r"/(\w+)/([0-9a-f-]{36})/status$")
BOTH: Final = {"select", "accept"}
"""Whoever offers agrees to be known to whoever takes the offer, and the other way round."""


class Game:
    """Everything that lives in a world, and what has been seen of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.secrets = Secrets()
        self.things: dict[str, list[Thing]] = defaultdict(list)
        self.members: dict[str, set[str]] = defaultdict(set)
        self.answers: Counter[int] = Counter()
        self.reached: set[tuple[str, str]] = set()
        self.confirmed: Counter[str] = Counter()
        """How often the firm confirmed that its need is solved, by need."""

    def ask(self, who: str, call: str, body: object = None, **said: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """Let somebody call, and watch what they are answered."""
        options: dict[str, Any] = {"headers": SEEN, **({} if body is None else {"json": body})}
        answer = self.world.ask(who, call, **(options | said))
        for _ in range(PATIENCE):
            # A busy machine: one service did not answer another in time, and nothing was done.
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            self.world.idle(PAUSE)
            answer = self.world.ask(who, call, **(options | said))
        self.answers[answer.status_code] += 1
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, f"{call}: {answer.text}"
        if answer.is_success:
            self._learn(who, call, body)
        leaked = self.secrets.leaked(who, f"{answer.headers}\n{answer.text}")
        assert not leaked, (who, call, leaked, answer.text)
        return answer

    def add(self, kind: str, answer: httpx.Response, by: str, of: Thing | None = None) -> Thing:
        """Remember something new, of which somebody has been told."""
        place = f"{PLACES[kind]}/{answer.json()['id']}"
        return self.add_at(kind, place, by, of)

    def add_at(self, kind: str, place: str, by: str, of: Thing | None = None) -> Thing:
        """Remember something by its place, once."""
        known = [one for one in self.things[kind] if one.place == place]
        if not known:
            known = [Thing(KINDS[kind], place, by, of)]
            self.things[kind] += known
        return known[0]

    def find(self, kind: str, thing_id: str) -> Thing | None:
        """Return something by its id, if it is remembered."""
        return next((one for one in self.things[kind] if one.id == thing_id), None)

    def any_of(self, chance: Random, *kinds: str) -> Thing | None:
        """Return something of these kinds, rather one of the latest, if there is any."""
        there = [self.things[kind] for kind in kinds if self.things[kind]]
        if not there:
            return None
        found = chance.choice(there)
        return chance.choice(found[-3:] if chance.random() < 0.8 else found)

    def seen(self, thing: Thing) -> dict[str, Any] | None:
        """Return something as it stands now, as one of those it belongs to sees it."""
        if thing.listed and thing.of is not None:
            place = thing.place.rpartition("/")[0]
            found = self.ask(thing.of.by, f"GET {place}")
            rows: list[dict[str, Any]] = found.json() if found.is_success else []
            return next((row for row in rows if row["id"] == thing.id), None)
        eyes = "operator" if thing.kind.name == "organization" else thing.by
        answer = self.ask(eyes, f"GET {thing.place}")
        if not answer.is_success:
            return None
        shown: dict[str, Any] = answer.json()
        self.reached.add((thing.kind.name, shown["status"]))
        return shown

    def _learn(self, who: str, call: str, body: Any) -> None:  # noqa: ANN401 - JSON
        """Draw from what somebody has done who may read what from now on."""
        method, _, path = call.partition(" ")
        found = STATUS.search(path)
        if method == "PUT" and found and isinstance(body, dict):
            learnt = {"responses": self._learn_of_response, "grants": self._learn_of_grant}
            if found[1] in learnt:
                learnt[found[1]](who, found[2], str(body.get("action")))

    def _learn_of_response(self, who: str, response_id: str, action: str) -> None:
        response = self.find("response", response_id)
        if response is None or response.of is None:
            return
        need, both = response.of, {side_of(response.by), side_of(response.firm)}
        if action == "express":
            self.secrets.tell("approach", response_id, "operator", need.by)
            self.secrets.tell("card", response_id, "operator")
        if action in BOTH:
            self._agree(response, *both)
            self._meet(response)
        if action == "agree_contact":
            self._agree(response, side_of(who))

    def _agree(self, response: Thing, *sides: frozenset[str]) -> None:
        """Remember that sides of a response agreed to be known; once both did, they are."""
        both = {side_of(response.by), side_of(response.firm)}
        for side in sides:
            if self.secrets.agree(response.id, side, both) and response.of is not None:
                self.secrets.tell("contacts", response.of.id, response.by)
                self.secrets.tell("card", response.id, response.firm)

    def _learn_of_grant(self, who: str, grant_id: str, action: str) -> None:
        grant = self.find("grant", grant_id)
        if grant is None or grant.of is None:
            return
        if action == "accept":
            self.secrets.tell("details", grant.of.id, who)
        engaged = any(
            one.by == grant.by and one.of == grant.of for one in self.things["engagement"]
        )
        if action in {"take_back", "revoke"} and not engaged:
            self.secrets.hide("details", grant.of.id, grant.by)

    def _meet(self, response: Thing) -> None:
        """Remember the cooperation that a selected response has become."""
        shown = self.world.ask(response.by, f"GET {response.place}").json()
        if shown.get("engagement_id"):
            place = f"{PLACES['engagement']}/{shown['engagement_id']}"
            engagement = self.add_at("engagement", place, response.by, response.of)
            self.members[engagement.id] |= self.members[response.id]
