"""How an endpoint gets what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from services.matching import policy
from services.matching.feedback.book import FeedbackBook
from services.matching.gaps.service import GapFinder
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.indexing.place import IndexPlace
from services.matching.matches.service import MatchService
from services.matching.neighbours.service import NeighbourService
from services.matching.proposals.learning import Learning
from services.matching.proposals.service import ProposalService
from services.matching.search.service import SearchService
from services.matching.standing.service import StandingService
from services.matching.teams.service import TeamService
from services.matching.understanding.service import UnderstandingService
from shared.auth import CallerDep
from shared.database import Database
from shared.feed.follower import Follower
from shared.leases import Lease


@dataclass(frozen=True, slots=True)
class Resources:
    """What the app holds for as long as it runs; `followers` by the peer they follow.

    Of several processes, the one that holds the `lease` follows; each keeps an index of its
    own at its own `place`.
    """

    database: Database
    library: Library
    indexer: Indexer
    followers: Mapping[str, Follower]
    lease: Lease
    place: IndexPlace
    gaps: GapFinder
    learning: Learning
    book: FeedbackBook


async def get_resources(request: Request) -> Resources:
    """Return the resources of the app that is answering."""
    return cast("Resources", request.app.state.resources)


ResourcesDep = Annotated[Resources, Depends(get_resources)]


async def get_indexer(resources: ResourcesDep) -> Indexer:
    """Return what keeps the index up to date."""
    return resources.indexer


async def get_matches(resources: ResourcesDep) -> MatchService:
    """Return the use cases of matching."""
    return MatchService(resources.database, resources.library, resources.indexer, resources.book)


async def get_neighbours(resources: ResourcesDep) -> NeighbourService:
    """Return the use case of similar needs."""
    return NeighbourService(resources.database, resources.library)


async def get_search(resources: ResourcesDep) -> SearchService:
    """Return the use cases of the search box."""
    return SearchService(resources.database, resources.library, resources.indexer)


async def get_teams(resources: ResourcesDep) -> TeamService:
    """Return the use cases of teams."""
    return TeamService(resources.database, resources.library, resources.indexer)


async def get_gaps(resources: ResourcesDep) -> GapFinder:
    """Return what looks for gaps."""
    return resources.gaps


async def get_standing(resources: ResourcesDep) -> StandingService:
    """Return the use case of how an entry stands with a need."""
    return StandingService(resources.database, resources.library, resources.indexer, resources.book)


async def get_understanding(resources: ResourcesDep) -> UnderstandingService:
    """Return the use case of showing what a text is understood as."""
    return UnderstandingService(resources.library.analyser)


async def get_proposals(resources: ResourcesDep, caller: CallerDep) -> ProposalService:
    """Return the use cases of proposed terms to operators."""
    policy.require_operator(caller)
    return ProposalService(resources.database, resources.learning, caller)


GapsDep = Annotated[GapFinder, Depends(get_gaps)]
IndexerDep = Annotated[Indexer, Depends(get_indexer)]
NeighboursDep = Annotated[NeighbourService, Depends(get_neighbours)]
MatchesDep = Annotated[MatchService, Depends(get_matches)]
SearchDep = Annotated[SearchService, Depends(get_search)]
TeamsDep = Annotated[TeamService, Depends(get_teams)]
StandingDep = Annotated[StandingService, Depends(get_standing)]
UnderstandingDep = Annotated[UnderstandingService, Depends(get_understanding)]
ProposalsDep = Annotated[ProposalService, Depends(get_proposals)]
