"""Puts the pursuit of needs together."""

import httpx

from services.requests.demands.rules import Rules
from services.requests.pursuit.clock import PursuitClock
from services.requests.pursuit.gateways import AskingMatching
from services.requests.pursuit.inviting import Inviter
from services.requests.pursuit.presence import somebody_responds
from services.requests.pursuit.pursuing import Pursuer
from services.requests.responses.gateways import AskingCatalogue
from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease


def pursuit_clock(  # noqa: PLR0913 - all of it is what a clock works with
    database: Database,
    feed: Feed,
    peers: httpx.AsyncClient,
    *,
    rules: Rules,
    interval: float,
    lease: Lease,
) -> PursuitClock:
    """Return the clock that makes moves with the help of matching and the catalogue."""
    catalogue = AskingCatalogue(peers)
    pursuer = Pursuer(
        database,
        feed,
        rules=rules,
        searching=AskingMatching(peers),
        inviting=Inviter(catalogue, feed, rules=rules, most=rules.invitations),
        somebody_is_there=somebody_responds,
    )
    return PursuitClock(pursuer, interval=interval, lease=lease)
