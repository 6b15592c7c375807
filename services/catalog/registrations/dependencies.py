"""How an endpoint of registrations gets what it needs."""

from typing import Annotated, cast

from fastapi import Depends, Request

from services.catalog import policy
from services.catalog.dependencies import FeedDep, SessionDep, SnapshotDep
from services.catalog.registrations.domain import Standing
from services.catalog.registrations.gateways import Portal
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.service import RegistrationService
from services.catalog.registrations.serving import ServingService
from services.catalog.registrations.steps import Careers
from shared.auth import CallerDep


async def get_rules(request: Request) -> RegistrationRules:
    """Return what is settled about registrations."""
    return cast("RegistrationRules", request.app.state.registration_rules)


RulesDep = Annotated[RegistrationRules, Depends(get_rules)]


async def get_standing(request: Request, caller: CallerDep) -> Standing | None:
    """Return what the caller is to the organization they act for.

    It asks the portal, so it comes before the transaction.
    """
    policy.callers.require_known(caller)
    return await cast("Portal", request.app.state.portal).standing(caller)


StandingDep = Annotated[Standing | None, Depends(get_standing)]


async def get_registrations(
    standing: StandingDep,
    session: SessionDep,
    feed: FeedDep,
    caller: CallerDep,
    rules: RulesDep,
) -> RegistrationService:
    """Return the use cases, bound to this request's transaction."""
    return RegistrationService(session, Careers(session, feed, rules), caller, standing)


async def get_reader(
    standing: StandingDep,
    session: SnapshotDep,
    feed: FeedDep,
    caller: CallerDep,
    rules: RulesDep,
) -> RegistrationService:
    """Return the use cases for what only reads."""
    return RegistrationService(session, Careers(session, feed, rules), caller, standing)


async def get_serving(
    session: SessionDep, feed: FeedDep, caller: CallerDep, rules: RulesDep
) -> ServingService:
    """Return the use cases of service, bound to this request's transaction."""
    return ServingService(session, Careers(session, feed, rules), caller)


async def get_serving_reader(
    session: SnapshotDep, feed: FeedDep, caller: CallerDep, rules: RulesDep
) -> ServingService:
    """Return the use cases of service for what only reads."""
    return ServingService(session, Careers(session, feed, rules), caller)


RegistrationsDep = Annotated[RegistrationService, Depends(get_registrations)]
ReaderDep = Annotated[RegistrationService, Depends(get_reader)]
ServingDep = Annotated[ServingService, Depends(get_serving)]
ServingReaderDep = Annotated[ServingService, Depends(get_serving_reader)]
