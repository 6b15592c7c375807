"""Every SQL statement about what is somebody's alone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.disclosure import holder_of
from services.requests.demands.domain import LOCAL
from services.requests.demands.editing import CARD_FIELDS
from services.requests.demands.forgotten import without_contact
from services.requests.demands.models import Demand, DemandTransition, ForgottenContact
from services.requests.engagements.domain import BEFORE_CONTRACT, LIVE
from services.requests.engagements.models import Engagement
from services.requests.grants.domain import GrantStatus
from services.requests.grants.models import AccessGrant
from services.requests.joining.models import Joining
from services.requests.responses.domain import WAITING, Consent
from services.requests.responses.models import Response, ResponseMember
from shared.people.holdings import LEFT
from shared.people.recognition import Named

_ALONE: Final[Mapping[str, Any]] = {
    "title": LEFT,
    "description": None,
    "public_summary": None,
    "confidential_detail": None,
    "organization_name": None,
    "uscc": None,
    "keywords": [],
    "metric_targets": [],
}
"""What stands in a need that nobody but its owner and the desk ever read."""


class PersonRepository:
    """What is somebody's alone, as one transaction sees it: nobody else answers for it.

    Args:
        session: The transaction.
        subject: Who it is.
        ending: The organizations that end with them.
    """

    def __init__(self, session: AsyncSession, subject: str, ending: Sequence[str] = ()) -> None:
        self._session = session
        self.subject = subject
        self._ending = ending
        self._holders = [
            holder_of(subject, None),
            *(holder_of(subject, organization) for organization in ending),
        ]

    async def needs(self) -> Sequence[UUID]:
        """Return the person's own needs."""
        return await self._ids(sa.select(col(Demand.id)).where(self._own_need()), Demand)

    async def written_for_others(self, *, at_the_desk: bool) -> Sequence[Demand]:
        """Return the needs that the person took over from a source, or wrote at the desk."""
        theirs = (col(Demand.owner_subject) == self.subject) & col(Demand.owner_organization).is_(
            None
        )
        whose = theirs if at_the_desk else theirs & (col(Demand.source) != LOCAL)
        return await self._locked(whose)

    async def named_in(self, email: str | None) -> Sequence[Demand]:
        """Return the needs of others where the person is to be reached."""
        address = sa.func.lower(sa.func.coalesce(col(Demand.contact_email), ""))
        posted = (col(Demand.owner_subject) == self.subject) & _has_card()
        named = address == email.lower() if email else sa.false()
        return await self._locked((posted | named) & ~self._own_need())

    async def cards(self, email: str | None) -> Sequence[Named]:
        """Return how cards name the person: those with their address, and of their responses."""
        found = []
        for table, own in ((Demand, None), (Response, col(Response.author_subject))):
            columns = sa.inspect(table).columns
            address = sa.func.lower(sa.func.coalesce(columns["contact_email"], ""))
            theirs = sa.false() if own is None else own == self.subject
            reached = address == email.lower() if email else sa.false()
            card = (columns[f"contact_{name}"] for name in ("name", "email", "phone"))
            rows = await self._session.execute(sa.select(*card).where(theirs | reached))
            found += [Named(*row) for row in rows]
        return found

    async def forget_contacts(self, ids: Sequence[UUID]) -> None:
        """Let no import name again whom these needs named."""
        known = await without_contact(self._session, ids)
        new = sorted(set(ids) - known)
        self._session.add_all(ForgottenContact(demand_id=demand_id) for demand_id in new)

    async def _locked(self, wanted: sa.ColumnElement[bool]) -> Sequence[Demand]:
        statement = sa.select(Demand).where(wanted).order_by(col(Demand.id)).with_for_update()
        return (await self._session.scalars(statement)).all()

    async def responses(self) -> Sequence[UUID]:
        """Return the person's own responses that somebody waits for."""
        statement = sa.select(col(Response.id)).where(
            col(Response.author).in_(self._holders), col(Response.status).in_(WAITING)
        )
        return await self._ids(statement, Response)

    async def memberships(self) -> Sequence[ResponseMember]:
        """Return where the person is asked, or has agreed, to take part and may still leave."""
        statement = (
            sa.select(ResponseMember)
            .join(Response, col(Response.id) == col(ResponseMember.response_id))
            .where(
                col(ResponseMember.member).in_(self._holders),
                col(ResponseMember.consent) != Consent.REFUSED,
                col(Response.status).in_(WAITING),
            )
            .order_by(col(ResponseMember.id))
        )
        return (await self._session.scalars(statement)).all()

    async def grants(self) -> Sequence[AccessGrant]:
        """Return what the person may read, or has asked to read, in confidence."""
        standing = (GrantStatus.REQUESTED, GrantStatus.APPROVED, GrantStatus.ACTIVE)
        statement = (
            sa.select(AccessGrant)
            .where(
                col(AccessGrant.holder).in_(self._holders), col(AccessGrant.status).in_(standing)
            )
            .order_by(col(AccessGrant.id))
            .with_for_update()
        )
        return (await self._session.scalars(statement)).all()

    async def talks(self) -> Sequence[UUID]:
        """Return the person's own engagements in which nothing is signed."""
        statement = sa.select(col(Engagement.id)).where(
            self._engaged(self._ending), col(Engagement.status).in_(BEFORE_CONTRACT)
        )
        return await self._ids(statement, Engagement)

    async def contracts(self, organizations: Sequence[str]) -> Sequence[Engagement]:
        """Return what is signed and not over, of the person's own or of these organizations."""
        statement = (
            sa.select(Engagement)
            .where(
                self._engaged(organizations),
                col(Engagement.status).in_(sorted(LIVE - BEFORE_CONTRACT)),
            )
            .order_by(col(Engagement.id))
        )
        return (await self._session.scalars(statement)).all()

    async def leave_joined(self) -> None:
        """Let the person have joined no need of others any more."""
        own = sa.delete(Joining).where(
            col(Joining.joiner).in_(self._holders), col(Joining.merged_from).is_(None)
        )
        await self._session.execute(own)

    async def hand_back(self) -> None:
        """Let no need wait for somebody who was its operator."""
        for table, name in ((Demand, "assignee"), (Demand, "broker"), (Engagement, "broker")):
            theirs = sa.inspect(table).columns[name] == self.subject
            await self._session.execute(sa.update(table).where(theirs).values({name: None}))

    async def forget_words(self) -> None:
        """Forget what the person wrote that nobody else builds upon.

        That is needs that were never published, the confidential part of those that nobody
        was engaged with, and responses that nobody has read.
        """
        engaged = sa.exists().where(col(Engagement.demand_id) == col(Demand.id))
        alone = self._own_need() & col(Demand.published_at).is_(None)
        steps = col(DemandTransition.demand_id).in_(sa.select(col(Demand.id)).where(alone))
        unread = (col(Response.author).in_(self._holders)) & col(Response.expressed_at).is_(None)
        for statement in (
            sa.update(DemandTransition).where(steps).values(details=None, note=None),
            sa.update(Demand).where(alone).values(_ALONE),
            sa.update(Demand).where(self._own_need(), ~engaged).values(confidential_detail=None),
            sa.update(Response).where(unread).values(approach=None, experience=None),
        ):
            await self._session.execute(statement)

    async def forget_titles(self, entries: Sequence[UUID]) -> None:
        """Forget what the catalogue called the person's own entries."""
        for table in (Response, ResponseMember):
            named = (col(table.entry_id).in_(entries)) & col(table.entry_title).is_not(None)
            await self._session.execute(sa.update(table).where(named).values(entry_title=LEFT))
        for entry_id in entries:
            await self._forget_found(str(entry_id))

    async def _forget_found(self, entry_id: str) -> None:
        """Forget the name of an entry where a search for help came upon it."""
        details = sa.cast(col(DemandTransition.details), sa.Text)
        steps = await self._session.scalars(
            sa.select(DemandTransition).where(details.contains(entry_id))
        )
        for step in steps:
            step.details = _without_title(step.details, entry_id)
        await self._session.flush()

    def _own_need(self) -> sa.ColumnElement[bool]:
        nobody_elses = col(Demand.owner_organization).is_(None)
        theirs = (col(Demand.owner_subject) == self.subject) & nobody_elses
        return theirs | sa.func.coalesce(col(Demand.owner_organization), "").in_(self._ending)

    def _engaged(self, organizations: Sequence[str]) -> sa.ColumnElement[bool]:
        sides = (
            (col(Engagement.firm_subject), col(Engagement.firm_organization)),
            (col(Engagement.helper_subject), col(Engagement.helper_organization)),
        )
        return sa.or_(
            *(
                ((subject == self.subject) & organization.is_(None))
                | organization.in_(organizations)
                for subject, organization in sides
            )
        )

    async def _ids(
        self, statement: sa.Select[UUID], table: type[Demand | Response | Engagement]
    ) -> Sequence[UUID]:
        return (await self._session.scalars(statement.order_by(col(table.id)))).all()


def _has_card() -> sa.ColumnElement[bool]:
    return sa.or_(*(sa.inspect(Demand).columns[name].is_not(None) for name in CARD_FIELDS))


def _without_title(details: Any, entry_id: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the details with another title wherever they name the entry."""
    if isinstance(details, list):
        return [_without_title(one, entry_id) for one in details]
    if not isinstance(details, dict):
        return details
    told = {name: _without_title(value, entry_id) for name, value in details.items()}
    return {**told, "title": LEFT} if told.get("id") == entry_id and "title" in told else told
