import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_string, policy
from pathlib import Path

import sqlalchemy as sa
import time_machine

from services.portal.mail.models import Letter
from services.portal.mail.sending import Postman
from services.portal.mail.texts import WORDINGS, LetterKind
from shared.clock import utc_now
from tests.portal.site import Site, running_site
from tests.waiting import PATIENCE


@dataclass
class MailServer:
    """A little SMTP server that keeps what it is given, or refuses it."""

    refuses: bool = False
    letters: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip():
            word = line.partition(" ")[0].upper()
            if word == "DATA":
                writer.write(b"354 go on\r\n")
                whole = (await reader.readuntil(b"\r\n.\r\n")).decode()
                self.letters.append(whole.removesuffix(".\r\n"))
                self.arrived.set()
            writer.write(self._answer(word))
            if word == "QUIT":
                break
        writer.close()

    def _answer(self, word: str) -> bytes:
        if self.refuses and word == "MAIL":
            return b"451 later\r\n"
        return b"221 bye\r\n" if word == "QUIT" else b"250 fine\r\n"


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    """Run the little server."""
    kept = MailServer()
    async with await asyncio.start_server(kept.serve, "127.0.0.1", 0) as server:
        kept.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield kept


async def waiting(site: Site) -> list[Letter]:
    """Return the letters that wait."""
    async with site.resources.database.snapshot() as session:
        return list(await session.scalars(sa.select(Letter)))


async def test_a_letter_leaves_at_once_and_nothing_of_it_stays(
    tmp_path: Path, portal_url: str
) -> None:
    async with (
        mail_server() as server,
        running_site(tmp_path, portal_url, smtp_url=server.url) as site,
        asyncio.timeout(PATIENCE),
    ):
        await site.register("ming@firm.cn")
        await server.arrived.wait()
        while await waiting(site):  # noqa: ASYNC110 - a row offers no event
            await asyncio.sleep(0.02)

    letter = message_from_string(server.letters[0], policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("ming@firm.cn", "确认您的科桥账号")
    assert "kqm_" in letter.get_content()


async def test_several_processes_send_a_letter_once(tmp_path: Path, portal_url: str) -> None:
    async with mail_server() as server, running_site(tmp_path, portal_url) as site:
        for name in ("ming", "hua", "li"):
            await site.register(f"{name}@firm.cn")
        postmen = [
            Postman(site.resources.database, smtp_url=server.url, sender="a@city.cn")
            for _ in range(4)
        ]

        await asyncio.gather(*(postman.send_waiting() for postman in postmen))

        assert len(server.letters) == 3
        assert await waiting(site) == []


async def test_a_letter_that_is_refused_is_tried_again_later(tmp_path: Path) -> None:
    async with mail_server() as server, running_site(tmp_path) as site:
        server.refuses = True
        await site.register("ming@firm.cn")
        postman = Postman(site.resources.database, smtp_url=server.url, sender="a@city.cn")

        await postman.send_waiting()
        refused = await waiting(site)
        server.refuses = False
        await postman.send_waiting()
        too_soon = list(server.letters)
        with time_machine.travel(utc_now() + timedelta(minutes=2)):
            await postman.send_waiting()

        assert [letter.failures for letter in refused] == [1]
        assert too_soon == []
        assert len(server.letters) == 1
        assert await waiting(site) == []


async def test_the_mailbox_is_there_only_where_a_setting_says_so(tmp_path: Path) -> None:
    async with running_site(tmp_path / "open") as site:
        readable = await site.nobody.get("/api/dev/mailbox")
    async with running_site(tmp_path / "closed", mailbox_readable=False) as site:
        closed = await site.nobody.get("/api/dev/mailbox")

    assert (readable.status_code, closed.status_code) == (200, 404)


def test_every_letter_is_worded_in_both_languages() -> None:
    assert set(WORDINGS) == set(LetterKind)
    assert all(
        text.zh and text.en
        for wording in WORDINGS.values()
        for text in (wording.subject, wording.body)
    )
