"""Writes letters about messages: one for all that somebody should have heard of by now."""

from dataclasses import dataclass
from uuid import UUID

from services.portal.accounts.models import Person
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.notifications.repository import letters_due, unread_items
from services.portal.notifications.wording import Said, Wordings
from shared.clock import utc_now
from shared.database import Database


@dataclass(frozen=True)
class Letters:
    """Takes letters off the list and gives them to the mail in one transaction."""

    database: Database
    mail: Mail
    wordings: Wordings

    async def write_to(self, person_id: UUID) -> None:
        """Write to somebody about what they have not read in the meantime."""
        async with self.database.transaction() as session:
            ids = await letters_due(session, person_id, utc_now())
            items = await unread_items(session, ids)
            person = await session.get(Person, person_id)
            if not items or person is None or person.email is None:
                return
            to = Addressee(person.email, person.language, person.id)
            said = [
                self.wordings.said(item.source, item.code, item.facts, person.language)
                for item in items
            ]
            if len(said) > 1:
                listed = "\n\n".join(map(_paragraph, said))
                facts = {"count": len(said), "listed": listed}
                await self.mail.post(session, to, LetterKind.DIGEST, **facts)
            else:
                facts = {"subject": said[0].subject, "body": said[0].body}
                await self.mail.post(session, to, LetterKind.MESSAGE, **facts)


def _paragraph(said: Said) -> str:
    return f"· {said.subject}\n{said.body}"
