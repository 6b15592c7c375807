"""What the desk asks of the catalogue, and of the requests service about engagements."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.portal.pages.desk.catalog_snapshots import (
    AssessmentSnapshot,
    DispatchSnapshot,
    EngagementPage,
    EngagementReason,
    EngagementSnapshot,
    ListingSnapshot,
    ProviderPage,
    ProviderSnapshot,
    ReasonSnapshot,
    RegistrationPage,
    RegistrationSnapshot,
    StatementSnapshot,
    StepSnapshot,
    TeamPage,
    TeamSnapshot,
)
from services.portal.pages.desk.gateways import SHOWN, Query
from services.portal.pages.desk.matters import Reason, Step
from services.portal.pages.peers import PeerGateway
from shared.language import Language

Said = Mapping[str, Any]


class DeskCatalog(PeerGateway):
    """Asks the catalogue about registrations, listings and teams."""

    PEER = "catalog"

    async def registrations(self, wanted: Query) -> RegistrationPage:
        """Return registrations, the newest first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(RegistrationPage, "GET", "/registrations", params=said)

    async def registration(self, registration_id: UUID) -> RegistrationSnapshot:
        """Return a registration."""
        return await self._done(RegistrationSnapshot, "GET", f"/registrations/{registration_id}")

    async def assessments(self, registration_id: UUID) -> list[AssessmentSnapshot]:
        """Return what the rule made of somebody's service, the newest first."""
        place = f"/registrations/{registration_id}/assessments"
        return await self._done(list[AssessmentSnapshot], "GET", place)

    async def dispatches(self, registration_id: UUID) -> list[DispatchSnapshot]:
        """Return the agreements of three parties, the newest first."""
        place = f"/registrations/{registration_id}/dispatches"
        return await self._done(list[DispatchSnapshot], "GET", place)

    async def assess(self, registration_id: UUID) -> None:
        """Let the published rule look at the term so far."""
        await self._ask("POST", f"/registrations/{registration_id}/assessments")

    async def dispatch(self, registration_id: UUID, said: Said, etag: str) -> None:
        """Record an agreement of three parties, and send the expert out."""
        place = f"/registrations/{registration_id}/dispatches"
        await self._ask("POST", place, json=said, headers={"If-Match": etag})

    async def providers(self, wanted: Query) -> ProviderPage:
        """Return providers, the newest first."""
        return await self._done(
            ProviderPage, "GET", "/providers", params={"limit": SHOWN, **wanted}
        )

    async def provider(self, provider_id: UUID) -> ProviderSnapshot:
        """Return a provider."""
        return await self._done(ProviderSnapshot, "GET", f"/providers/{provider_id}")

    async def listing(self, provider_id: UUID) -> ListingSnapshot:
        """Return how a provider is listed."""
        return await self._done(ListingSnapshot, "GET", f"/providers/{provider_id}/listing")

    async def teams(self, wanted: Query) -> TeamPage:
        """Return teams, the newest first."""
        return await self._done(TeamPage, "GET", "/teams", params={"limit": SHOWN, **wanted})

    async def team(self, team_id: UUID) -> TeamSnapshot:
        """Return a team."""
        return await self._done(TeamSnapshot, "GET", f"/teams/{team_id}")

    async def history(self, place: str) -> list[Step]:
        """Return what happened to a registration or a team."""
        return steps_of(await self._done(list[StepSnapshot], "GET", f"{place}/history"))

    async def reasons(self, place: str) -> list[ReasonSnapshot]:
        """Return the reasons of a section."""
        return await self._done(list[ReasonSnapshot], "GET", f"{place}/reason-codes")

    async def move(self, place: str, said: Said, etag: str) -> None:
        """Take a step at a place."""
        await self._ask("PUT", place, json=said, headers={"If-Match": etag})


class DeskEngagements(PeerGateway):
    """Asks the requests service about engagements and the disputes in them."""

    PEER = "requests"

    async def page(self, wanted: Query) -> EngagementPage:
        """Return engagements, the newest first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(EngagementPage, "GET", "/engagements", params=said)

    async def one(self, engagement_id: UUID) -> EngagementSnapshot:
        """Return an engagement."""
        return await self._done(EngagementSnapshot, "GET", f"/engagements/{engagement_id}")

    async def history(self, engagement_id: UUID) -> list[Step]:
        """Return what happened to an engagement."""
        place = f"/engagements/{engagement_id}/history"
        return steps_of(await self._done(list[StepSnapshot], "GET", place))

    async def statements(self, engagement_id: UUID) -> list[StatementSnapshot]:
        """Return what was said in its disputes."""
        place = f"/engagements/{engagement_id}/statements"
        return await self._done(list[StatementSnapshot], "GET", place)

    async def reasons(self, language: Language) -> list[ReasonSnapshot]:
        """Return why something may be done to engagements."""
        found = await self._done(list[EngagementReason], "GET", "/engagement-reason-codes")
        return [
            ReasonSnapshot(code=one.code, label=one.label[language.value], actions=one.actions)
            for one in found
        ]

    async def move(self, engagement_id: UUID, said: Said, etag: str) -> None:
        """Take a step in an engagement's life."""
        place = f"/engagements/{engagement_id}/status"
        await self._ask("PUT", place, json=said, headers={"If-Match": etag})

    async def state(self, engagement_id: UUID, words: str) -> None:
        """Say something in a dispute."""
        await self._ask("POST", f"/engagements/{engagement_id}/statements", json={"words": words})


def steps_of(found: list[StepSnapshot]) -> list[Step]:
    """Return steps as the page of a matter tells them."""
    return [Step(**one.model_dump()) for one in found]


def reasons_by_action(
    found: list[ReasonSnapshot], actions: list[str], need: frozenset[str]
) -> dict[str, list[Reason]]:
    """Return the reasons one may give for each action; `need` are those that need one."""
    return {
        action: [
            Reason(one.code, one.label)
            for one in found
            if (action in one.actions if one.actions is not None else action in need)
            and one.code not in {"time_elapsed", "by_the_rule", "both_agreed", "demand_closed"}
        ]
        for action in actions
    }


def labels_of(found: list[ReasonSnapshot]) -> dict[str, str]:
    """Return what each reason is called."""
    return {one.code: one.label for one in found}
