"""Writes letters; they leave after the commit of what caused them, or never."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.mail.models import Letter
from services.portal.mail.texts import PLACES, WORDINGS, LetterKind
from shared.clock import utc_now
from shared.database import on_commit
from shared.language import Language, Text, current_language

KEPT: Final = timedelta(days=7)
"""How long a letter stays in the mailbox, or is tried to be sent."""

SUBJECT_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is written to, in which language; `person_id` if they have an account."""

    email: str
    language: Language | None = None
    person_id: UUID | None = None


class Mail:
    """Takes letters.

    Args:
        public_url: Where the portal is found.
        wake: Called after the commit, so that letters leave at once.
    """

    def __init__(self, public_url: str, wake: Callable[[], None]) -> None:
        self._url = public_url
        self._wake = wake

    async def post(
        self, session: AsyncSession, to: Addressee, kind: LetterKind, **facts: object
    ) -> None:
        """Write a letter in the transaction of `session`."""
        language = to.language or current_language.get()
        said = {
            name: fact.pick(language) if isinstance(fact, Text) else fact
            for name, fact in facts.items()
        }
        wording = WORDINGS[kind]
        url = f"{self._url.rstrip('/')}{PLACES.get(kind, '')}"
        # A line break in a name must not become a header of the letter.
        subject = " ".join(wording.subject.pick(language).format(**said).split())
        await session.execute(sa.delete(Letter).where(col(Letter.created_at) < utc_now() - KEPT))
        session.add(
            Letter(
                person_id=to.person_id,
                recipient=to.email,
                subject=subject[:SUBJECT_LENGTH],
                body=wording.body.pick(language).format(url=url, **said),
            )
        )
        on_commit(session, self._wake)
