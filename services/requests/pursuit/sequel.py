"""Lets a need's pursuit follow its life, step by step, in the step's transaction."""

from services.requests.demands.taken import Taken
from services.requests.pursuit.domain import Course, Ladder, Rung, course
from services.requests.pursuit.models import Pursuit
from services.requests.pursuit.repository import PursuitRepository


async def keep_pursuing(taken: Taken) -> None:
    """Begin, go on with or end the pursuit of the need that took a step."""
    step, pursuits = taken.step, PursuitRepository(taken.session)
    meant = course(step.action, step.from_status, step.to_status)
    if meant is Course.KEEP:
        return
    pursuit = None if taken.unheard else await pursuits.find(taken.demand.id)
    if meant is Course.END:
        await pursuits.end(pursuit)
    elif meant is not Course.REST:
        _set_next(taken, meant, pursuit, pursuits)
    elif pursuit is not None:
        pursuit.next_at = None


def _set_next(
    taken: Taken, meant: Course, pursuit: Pursuit | None, pursuits: PursuitRepository
) -> None:
    now = taken.step.at
    rung = _rung(taken.rules.ladder, meant, pursuit)
    if pursuit is None:
        pursuit = pursuits.begin(taken.demand.id, rung.move, now)
    elif meant is Course.BEGIN:
        pursuit.since, pursuit.moves = now, 0
    pursuit.next_move = rung.move
    pursuit.next_at = taken.rules.clock.working.days_after(now, rung.days)


def _rung(ladder: Ladder, meant: Course, pursuit: Pursuit | None) -> Rung:
    if meant is Course.DECIDE:
        return ladder.last
    if meant is Course.BEGIN or pursuit is None:
        return ladder.first
    return ladder.rung_of(pursuit.next_move)
