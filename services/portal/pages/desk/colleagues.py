"""Who else is at the desk, by name."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import GrantedRole, PersonStatus
from services.portal.accounts.models import Person, RoleGrant


async def operators(session: AsyncSession) -> Mapping[str, str]:
    """Return the name of every operator by id, in the order of names."""
    statement = (
        sa.select(col(Person.id), col(Person.name))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(
            col(RoleGrant.role) == GrantedRole.OPERATOR,
            col(Person.status) == PersonStatus.ACTIVE,
        )
        .order_by(col(Person.name))
    )
    rows = (await session.execute(statement)).all()
    return {str(person_id): name or "" for person_id, name in rows}
