"""Tokens for programs, and for the services."""

import asyncio
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Request, Response
from sqlmodel import col

from services.portal.dependencies import (
    ResourcesDep,
    SessionDep,
    ShownDep,
    SignedInDep,
    SnapshotDep,
    get_signed_in,
)
from services.portal.opaque import API, digest, new_token
from services.portal.recording import Act, of_person, record
from services.portal.tokens.errors import ApiTokenNotFoundError
from services.portal.tokens.models import ApiToken
from services.portal.tokens.schemas import (
    ApiTokenCreated,
    ApiTokenDraft,
    ApiTokenRead,
    ShortToken,
    ShortTokenBody,
)
from services.portal.tokens.service import api_token_of, narrowed, signed, standing_of
from shared.auth import get_caller

router = APIRouter(prefix="/api/tokens", tags=["tokens"])

BY_BEARERS: Final[dict[str, Any]] = {"security": [{"HTTPBearer": []}]}
"""An API token is no caller yet, so the endpoint reads the header itself; it is described here."""


@router.post("/short", status_code=HTTPStatus.CREATED, openapi_extra=BY_BEARERS)
async def exchange(
    body: ShortTokenBody, request: Request, resources: ResourcesDep, shown: ShownDep
) -> ShortToken:
    """Exchange a session or an API token for a token that services trust for some minutes."""
    if shown.startswith(API):
        async with resources.database.transaction() as session:
            api_token = await api_token_of(session, shown)
            person_id, body = api_token.person_id, narrowed(body, api_token)
            standing = await standing_of(session, person_id, body.organization_id)
    else:
        signed_in = await get_signed_in(await get_caller(request, None))
        person_id = signed_in.person_id
        async with resources.database.snapshot() as session:
            standing = await standing_of(session, person_id, body.organization_id)
    await resources.rates.spend("exchange", str(person_id))
    lifetime = resources.settings.token_lifetime
    # The key is read from disk.
    return await asyncio.to_thread(signed, resources.issuer, person_id, standing, body, lifetime)


@router.get("")
async def list_api_tokens(me: SignedInDep, session: SnapshotDep) -> list[ApiTokenRead]:
    """Return one's own API tokens, the latest first, without their secrets."""
    statement = (
        sa.select(ApiToken)
        .where(col(ApiToken.person_id) == me.person_id)
        .order_by(col(ApiToken.id).desc())
    )
    return [ApiTokenRead.model_validate(row) for row in await session.scalars(statement)]


@router.post("", status_code=HTTPStatus.CREATED)
async def create_api_token(
    body: ApiTokenDraft, me: SignedInDep, session: SessionDep
) -> ApiTokenCreated:
    """Make an API token. Its secret is in this answer and nowhere else."""
    await standing_of(session, me.person_id, body.organization_id)
    token = new_token(API)
    row = ApiToken(
        token_hash=digest(token),
        person_id=me.person_id,
        organization_id=body.organization_id,
        name=body.name,
        scopes=[scope.value for scope in body.scopes],
        expires_at=body.expires_at,
    )
    session.add(row)
    await session.flush()
    subject, scopes = of_person(me.person_id), row.scopes
    record(
        session,
        me.caller,
        Act.ISSUE_TOKEN,
        subject,
        details={"token_id": str(row.id), "scopes": scopes},
    )
    read = ApiTokenRead.model_validate(row)
    return ApiTokenCreated(token=token, **read.model_dump())


@router.delete("/{token_id}", status_code=HTTPStatus.NO_CONTENT)
async def revoke_api_token(token_id: UUID, me: SignedInDep, session: SessionDep) -> Response:
    """Take an API token back; what it was exchanged for ends within minutes."""
    statement = (
        sa.delete(ApiToken)
        .where(col(ApiToken.id) == token_id, col(ApiToken.person_id) == me.person_id)
        .returning(col(ApiToken.id))
    )
    if (await session.execute(statement)).first() is None:
        raise ApiTokenNotFoundError
    record(
        session,
        me.caller,
        Act.REVOKE_TOKEN,
        of_person(me.person_id),
        details={"token_id": str(token_id)},
    )
    return Response(status_code=HTTPStatus.NO_CONTENT)
