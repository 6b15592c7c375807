"""Guessing who has an account by how much work an answer is."""

import time
from pathlib import Path
from typing import Any, Final

from tests.portal.site import Site, running_site, sign_in

KNOWN: Final = "li@firm.cn"
UNKNOWN: Final = "nobody@firm.cn"
ROUNDS: Final = 3
MEMORY_KIB: Final = 8_192
"""A hash that is most of the work, as with the usual settings."""


async def work_of(site: Site, email: str) -> float:
    """Return the processor time of a sign-in that fails, in all threads of this process."""
    began = time.process_time()
    answer = await sign_in(site.nobody, email, "Wrong-Horse-9")
    assert answer.status_code == 401
    return time.process_time() - began


async def test_an_account_cannot_be_found_by_the_work_that_a_sign_in_takes(
    tmp_path: Path,
) -> None:
    told: dict[str, Any] = {"password_memory_kib": MEMORY_KIB, "password_rounds": 2}
    async with running_site(tmp_path, lockout_failures=100, **told) as site:
        await site.person(KNOWN)
        first = await work_of(site, UNKNOWN)
        pairs = [(await work_of(site, KNOWN), await work_of(site, UNKNOWN)) for _ in range(ROUNDS)]

    known, unknown = (min(each) for each in zip(*pairs, strict=True))
    # Without the hash for nobody it would be a tenth; other tests share this processor.
    assert 0.5 < known / unknown < 2
    # Nor by the first of all.
    assert first / known < 2
