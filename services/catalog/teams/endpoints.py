"""The HTTP face of teams."""

from http import HTTPStatus
from typing import Annotated, Any, Final, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.catalog.dependencies import SessionDep, SnapshotDep
from services.catalog.teams.models import Team
from services.catalog.teams.rules import TeamRules
from services.catalog.teams.schemas import (
    ConsentDraft,
    MemberDraft,
    TeamDraft,
    TeamRead,
    TeamReasonRead,
    TeamStepDraft,
    TeamStepRead,
)
from services.catalog.teams.service import TeamService
from shared.auth import CallerDep
from shared.locations import location_of
from shared.pagination import Page, PageRequestDep
from shared.preconditions import IfMatch, etag_of

router = APIRouter(prefix="/teams", tags=["teams"])

ETAG: Final[dict[str, Any]] = {
    "headers": {"ETag": {"description": "For `If-Match`.", "schema": {"type": "string"}}}
}
TAGGED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.OK.value: ETAG}
CREATED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.CREATED.value: ETAG}


async def get_rules(request: Request) -> TeamRules:
    """Return what is settled about teams."""
    return cast("TeamRules", request.app.state.team_rules)


RulesDep = Annotated[TeamRules, Depends(get_rules)]


async def get_teams(session: SessionDep, caller: CallerDep, rules: RulesDep) -> TeamService:
    """Return the use cases, bound to this request's transaction."""
    return TeamService(session, caller, rules)


async def get_reader(session: SnapshotDep, caller: CallerDep, rules: RulesDep) -> TeamService:
    """Return the use cases for what only reads."""
    return TeamService(session, caller, rules)


TeamsDep = Annotated[TeamService, Depends(get_teams)]
ReaderDep = Annotated[TeamService, Depends(get_reader)]


async def _shown(teams: TeamService, team: Team, response: Response) -> TeamRead:
    response.headers["ETag"] = etag_of(team.version)
    return await teams.shown(team)


@router.get("/reason-codes")
async def list_team_reasons() -> list[TeamReasonRead]:
    """Return why people decline and teams end, in the language asked for."""
    return TeamReasonRead.all()


@router.post("", status_code=HTTPStatus.CREATED, responses=CREATED)
async def propose_team(
    body: TeamDraft, request: Request, teams: TeamsDep, response: Response
) -> TeamRead:
    """Propose a team as its lead, or as an operator; everybody in it is asked."""
    team = await teams.propose(body)
    response.headers["Location"] = location_of(request, "read_team", team_id=team.id)
    return await _shown(teams, team, response)


@router.get("")
async def list_teams(page: PageRequestDep, teams: ReaderDep) -> Page[TeamRead]:
    """Return the teams one is in, the newest first; all of them to operators."""
    return await teams.page(page)


@router.get("/{team_id}", responses=TAGGED)
async def read_team(team_id: UUID, teams: ReaderDep, response: Response) -> TeamRead:
    """Return a team to its members and operators."""
    return await _shown(teams, await teams.seen(team_id), response)


@router.put("/{team_id}/status", responses=TAGGED)
async def move_team(
    team_id: UUID,
    body: TeamStepDraft,
    teams: TeamsDep,
    response: Response,
    if_match: IfMatch = None,
) -> TeamRead:
    """File, begin, revise, disband or form a team anew; its members are told."""
    return await _shown(teams, await teams.move(team_id, body, if_match), response)


@router.post("/{team_id}/members", responses=TAGGED)
async def ask_member(
    team_id: UUID,
    body: MemberDraft,
    teams: TeamsDep,
    response: Response,
    if_match: IfMatch = None,
) -> TeamRead:
    """Ask somebody to join while the team is forming."""
    return await _shown(teams, await teams.ask(team_id, body, if_match), response)


@router.delete("/{team_id}/members/{expert_id}", responses=TAGGED)
async def remove_member(
    team_id: UUID,
    expert_id: UUID,
    teams: TeamsDep,
    response: Response,
    if_match: IfMatch = None,
) -> TeamRead:
    """Do without somebody while the team is forming."""
    return await _shown(teams, await teams.remove(team_id, expert_id, if_match), response)


@router.put("/{team_id}/consent", responses=TAGGED)
async def answer_team(
    team_id: UUID, body: ConsentDraft, teams: TeamsDep, response: Response
) -> TeamRead:
    """Agree to be in a team, decline, or leave it."""
    return await _shown(teams, await teams.answer(team_id, body), response)


@router.get("/{team_id}/history")
async def read_team_history(team_id: UUID, teams: ReaderDep) -> list[TeamStepRead]:
    """Return what happened to a team, to its members and operators."""
    return [TeamStepRead.model_validate(step) for step in await teams.history(team_id)]
