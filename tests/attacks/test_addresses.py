"""Addresses of webhooks that lead inside by looking as if they did not."""

from collections.abc import Sequence
from typing import Final

import pytest

from services.portal.notifications.gateways import NotDeliveredError, Outside

DISGUISED: Final = (
    "https://8.8.8.8@127.0.0.1/",
    "https://firm.cn:443@127.0.0.1/",
    "https://127.0.0.1\\@firm.cn/",
    "https://127.0.0.1./",
    "https://0/",
    "https://0177.0.0.1/",
    "https://[::ffff:7f00:1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://localhost:22/",
    "https://LOCALHOST./",
    "https://100.100.100.200/latest/meta-data/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "https:///etc/passwd",
    "//127.0.0.1/",
)


async def test_no_disguise_of_an_inner_address_is_taken_for_an_outer_one() -> None:
    taken = []
    for url in DISGUISED:
        try:
            await Outside().post(url, b"", {})
            taken.append(url)
        except NotDeliveredError as error:
            if str(error).startswith("status"):
                taken.append(url)

    assert taken == []


async def test_a_name_that_moves_inside_after_it_was_looked_at_is_looked_at_again() -> None:
    answers: list[Sequence[str]] = [["10.0.0.1", "8.8.8.8"], ["127.0.0.1"], []]
    asked: list[str] = []

    async def moving(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    outside = Outside(resolve=moving)
    for _ in range(3):
        with pytest.raises(NotDeliveredError, match="private_address"):
            await outside.post("https://erp.firm.cn/hook", b"", {})

    assert asked == ["erp.firm.cn"] * 3
