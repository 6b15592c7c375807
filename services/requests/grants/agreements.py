"""The texts of the confidentiality agreement, and what operators do about them."""

import hashlib
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.grants.models import Agreement
from services.requests.grants.repository import GrantRepository
from services.requests.grants.schemas import AgreementDraft, AgreementRead
from services.requests.tables import TRAIL
from shared.auth import Caller


class AgreementService:
    """The use cases of the agreement's texts, inside one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._grants = GrantRepository(session)

    async def all(self) -> Sequence[Agreement]:
        """Return every version of the agreement, the newest first."""
        return await self._grants.agreements()

    async def one(self, number: int | None) -> Agreement:
        """Return a version of the agreement, the newest if none is named.

        Raises:
            AgreementNotFoundError: There is no such version.
        """
        return await self._grants.agreement(number)

    async def publish(self, caller: Caller, draft: AgreementDraft) -> AgreementRead:
        """Make a new text the present one; what was accepted before stays accepted.

        Raises:
            UnauthenticatedError: The caller is unknown.
            RoleMissingError: The caller is no operator.
        """
        policy.callers.require_operator(caller)
        number = (await self._grants.agreement()).number + 1
        digest = digest_of(draft.text_zh, draft.text_en)
        agreement = Agreement(
            number=number, sha256=digest, published_by=caller.subject, **draft.model_dump()
        )
        await self._grants.add(agreement)
        TRAIL.record(
            self._session,
            actor=caller,
            action="agreement.publish",
            subject=f"agreement/{number}",
            details={"sha256": digest},
        )
        return AgreementRead.model_validate(agreement)


def digest_of(text_zh: str, text_en: str) -> str:
    """Return the SHA-256 of both texts, with a line break between them."""
    return hashlib.sha256(f"{text_zh}\n{text_en}".encode()).hexdigest()
