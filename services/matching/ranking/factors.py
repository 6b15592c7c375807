"""How each factor of a match is judged: from 0, speaks against, to 1, speaks for, or unknown.

A factor is unknown when either side has not said what it rests on. Nothing is assumed.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from services.matching.ranking.domain import Case, Entry, Evidence, Fit, Meaning, Need
from services.matching.ranking.history import BUSY_FROM, DOUBT, History
from services.matching.text.normalise import folded_name
from shared.classification import RegionRelation, region_covers, region_relation
from shared.clock import city_date

NEARNESS: Final = {
    RegionRelation.SAME: 1.0,
    RegionRelation.CITY: 0.9,
    RegionRelation.PROVINCE: 0.6,
    RegionRelation.ELSEWHERE: 0.2,
}
"""Help from farther away is still help: envoys and labs are lent across the country."""

CREDIT: Final = {"solved": 0.9, "partly": 0.5, "unsolved": 0.0}
"""What a case proves by its outcome; a result or a case of unknown outcome proves less."""

CONFIRMED_CREDIT: Final = 1.0
UNKNOWN_OUTCOME_CREDIT: Final = 0.6

CAPACITY: Final = {"available": 1.0, "limited": 0.5, "full": 0.0}

ENOUGH_HOURS: Final = 16
"""Two working days a month: what a technology envoy is commonly asked to give."""

COUNTRY: Final = frozenset({"000000", "100000"})
"""Codes by which a service area means the whole country."""

FRESH_DAYS: Final = 90
FORGOTTEN_DAYS: Final = 730
"""Vouched for within a quarter is as good as today; two years ago is no assurance any more.

HSDS calls the date `assured_date`; the spans are ours.
"""


class Judgement:
    """A factor's value and what it rests on, or what is missing to judge it."""

    def __init__(
        self,
        value: float | None,
        evidence: Iterable[Evidence] = (),
        missing: Iterable[str] = (),
    ) -> None:
        self.value = value
        self.evidence = tuple(evidence)
        self.missing = tuple(missing)


def unknown(**said: object) -> Judgement:
    """Return that nothing can be said, naming the fields (`need__region_code`) not filled in."""
    return Judgement(None, missing=[name.replace("__", ".") for name, v in said.items() if not v])


def topical_fit(fit: Fit) -> Judgement:
    """Judge how much of the need the entry speaks of."""
    return Judgement(fit.topical, [Evidence("entry.text", round(fit.topical, 4))])


def meaning(found: Meaning) -> Judgement:
    """Judge how close the texts are in meaning, as the model of an embedding service sees it."""
    if found.value is None or found.cosine is None:
        return Judgement(None, missing=[found.missing])
    return Judgement(
        found.value,
        [
            Evidence("embedding.model", found.model),
            Evidence("embedding.cosine", round(found.cosine, 4)),
        ],
    )


def evidence(entry: Entry, fit: Fit) -> Judgement:
    """Judge by the finished work that is closest to the need, and how well it is proved."""
    worth = [
        (closeness * _credit(case), case)
        for case, closeness in zip(entry.cases, fit.cases, strict=False)
    ]
    if not worth:
        return unknown(entry__cases=entry.cases if fit.cases else ())
    best, case = max(worth, key=lambda pair: (pair[0], pair[1].title))
    return Judgement(best, [Evidence("entry.cases", case.title)])


def _credit(case: Case) -> float:
    if case.outcome is None:
        return UNKNOWN_OUTCOME_CREDIT
    if case.outcome == "solved" and case.confirmed_by:
        return CONFIRMED_CREDIT
    return CREDIT[case.outcome]


def qualification(need: Need, entry: Entry) -> Judgement:
    """Judge which share of the required qualifications is held."""
    if not need.required_qualifications or not entry.qualifications:
        return unknown(
            need__required_qualifications=need.required_qualifications,
            entry__qualifications=entry.qualifications,
        )
    held = {folded_name(name) for name in entry.qualifications}
    found = [name for name in need.required_qualifications if folded_name(name) in held]
    lacking = [name for name in need.required_qualifications if folded_name(name) not in held]
    return Judgement(
        len(found) / len(need.required_qualifications),
        [Evidence("entry.qualifications", name) for name in found]
        + [Evidence("need.required_qualifications", name) for name in lacking],
    )


def region(need: Need, entry: Entry) -> Judgement:
    """Judge how near the entry is, or whether it serves the place."""
    place = need.region_code
    if place is None or not (entry.region_code or entry.service_area):
        return unknown(need__region_code=place, entry__region_code=entry.region_code)
    covering = next((area for area in entry.service_area if _covers(area, place)), None)
    if covering:
        return Judgement(1.0, [Evidence("entry.service_area", covering)])
    if entry.region_code is None:
        nearness = NEARNESS[RegionRelation.ELSEWHERE]
        return Judgement(nearness, [Evidence("entry.service_area", entry.service_area[0])])
    relation = region_relation(place, entry.region_code)
    return Judgement(NEARNESS[relation], [Evidence("entry.region_code", entry.region_code)])


def _covers(area: str, place: str) -> bool:
    return area in COUNTRY or region_covers(area, place)


def budget(need: Need, entry: Entry) -> Judgement:
    """Judge whether the price lies within the budget."""
    most = need.budget_max
    prices = [price for price in (entry.price_min, entry.price_max) if price is not None]
    if not most or not prices:
        return unknown(need__budget_max=most, entry__price_min=prices)
    low, high = min(prices), max(prices)
    return Judgement(
        _within(low, high, most),
        [Evidence("entry.price_min", float(low)), Evidence("need.budget_max", float(most))],
    )


def _within(low: Decimal, high: Decimal, most: Decimal) -> float:
    """Return 1 if all of the range is within, 0.5 if its beginning just is, 0 at the double."""
    if high <= most:
        return 1.0
    if low <= most:
        return 0.5 + 0.5 * float((most - low) / (high - low))
    return max(0.0, 0.5 * (1 - float((low - most) / most)))


def time(need: Need, entry: Entry, today: date) -> Judgement:
    """Judge whether the lead time ends before the deadline."""
    if need.deadline is None or entry.lead_time_days is None:
        return unknown(
            need__deadline=need.deadline, entry__lead_time_days=entry.lead_time_days is not None
        )
    left = max((need.deadline - today).days, 0)
    value = 1.0 if entry.lead_time_days <= left else left / entry.lead_time_days
    return Judgement(
        value,
        [
            Evidence("entry.lead_time_days", float(entry.lead_time_days)),
            Evidence("need.deadline", need.deadline.isoformat()),
        ],
    )


def load(entry: Entry) -> Judgement:
    """Judge whether there is room for another engagement."""
    said = room_said(entry)
    return said if entry.history is None else room_seen(said, entry.history, entry.assured_on)


def room_seen(said: Judgement, history: History, assured_on: date | None) -> Judgement:
    """Judge the room somebody says there is by what they did; that only ever lowers it.

    Whoever has declined for lack of room has none for a month, unless they have vouched for
    their entry since.
    """
    full, engaged = history.full_since, history.engaged
    if full is not None and (assured_on is None or assured_on <= city_date(full)):
        return Judgement(0.0, [Evidence("entry.declined_as_full", city_date(full).isoformat())])
    most = CAPACITY["limited"] if said.value is not None else 0.0
    if engaged < BUSY_FROM or (said.value is not None and said.value <= most):
        return said
    return Judgement(most, [*said.evidence, Evidence("entry.engaged", float(engaged))])


def room_said(entry: Entry) -> Judgement:
    """Judge the room by what the entry says."""
    status, tasks, hours = entry.capacity_status, entry.active_engagements, entry.hours_per_month
    if status is not None:
        return Judgement(CAPACITY[status], [Evidence("entry.capacity_status", status)])
    if tasks is not None:
        return Judgement(1 / (1 + tasks), [Evidence("entry.active_engagements", float(tasks))])
    if hours is not None:
        room = min(hours / ENOUGH_HOURS, 1.0)
        return Judgement(room, [Evidence("entry.hours_per_month", float(hours))])
    return unknown(entry__capacity_status=None)


def track_record(entry: Entry) -> Judgement:
    """Judge by how often it was confirmed that the work solved the problem.

    Of n confirmed cases the solved share counts n / (n + 1) of its worth: one success is
    less telling than ten. What nobody confirmed does not count.
    """
    confirmed = [case for case in entry.cases if case.confirmed_by and case.outcome]
    if not confirmed:
        return unknown(entry__confirmed_cases=None)
    solved = sum(case.outcome == "solved" for case in confirmed)
    partly = sum(case.outcome == "partly" for case in confirmed)
    count = len(confirmed)
    return Judgement(
        (solved + 0.5 * partly) / (count + 1),
        [
            Evidence("entry.confirmed_solved", float(solved)),
            Evidence("entry.confirmed_cases", float(count)),
        ],
    )


def dealings(history: History) -> Judgement:
    """Judge by what came of being asked here: `gained / (gained + lost + doubt)`.

    A record that nothing speaks for is worth as much as none, and none beats another by
    never having been asked: see `services.matching.ranking.history`.
    """
    if not history.dealings:
        return unknown(entry__dealings=None)
    gained, lost = history.gained, history.lost
    return Judgement(
        gained / (gained + lost + DOUBT),
        [
            Evidence("entry.dealings", float(history.dealings)),
            Evidence("entry.gained", round(gained, 2)),
            Evidence("entry.lost", round(lost, 2)),
        ],
    )


def freshness(entry: Entry, today: date) -> Judgement:
    """Judge how long ago somebody vouched for the entry."""
    if entry.assured_on is None:
        return unknown(entry__assured_date=None)
    age = max((today - entry.assured_on).days, 0)
    value = (FORGOTTEN_DAYS - age) / (FORGOTTEN_DAYS - FRESH_DAYS)
    return Judgement(
        min(1.0, max(0.0, value)), [Evidence("entry.assured_date", entry.assured_on.isoformat())]
    )
