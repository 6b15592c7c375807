"""A peer that is stopped takes calls and answers none: nobody waits in its line for long."""

import asyncio
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Final

import httpx

from shared.circuits import AGAIN_SECONDS, OPENS_AFTER
from tests.faults.forked import forked
from tests.faults.nursery import Nursery
from tests.platform.layouts import Layout
from tests.platform.people import Platform
from tests.waiting import eventually

TOLD: Final = {"PORTAL_MATCH_TIMEOUT": "0.5"}
ASKED: Final = 120
AT_ONCE: Final = 8
NEED: Final = {
    "title": "铝壳电池焊接后气孔多",
    "description": "激光焊接铝壳，气孔率约 8%，希望降到 3% 以下，产线节拍 12 秒。",
    "contact_phone": "0769-22831235",
    "industry_code": "C38",
}
STEPS: Final = (("firm", "submit"), ("operator", "start_review"), ("operator", "publish"))
AWAY: Final = 503


def at_its_door(layout: Layout, service: str) -> int:
    """Return how many connections to a service there are, as the system tells.

    Who has given up counts until the service has taken notice.
    """
    port = httpx.URL(layout.urls[service]).port
    assert port
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    theirs = [line.split()[1:4] for line in lines]
    listening = "0A"
    ours = [state for here, _, state in theirs if int(here.rpartition(":")[2], 16) == port]
    return sum(state != listening for state in ours)


async def ask_much(url: str) -> Counter[int]:
    """Ask for matches many times, several visitors at once; return how often what was said."""
    said: Counter[int] = Counter()
    async with httpx.AsyncClient(trust_env=False, timeout=120) as client:

        async def visitor() -> None:
            for _ in range(ASKED // AT_ONCE):
                answer = await client.post(url, data={"text": "压铸件气孔"})
                said[answer.status_code] += 1

        await asyncio.gather(*(visitor() for _ in range(AT_ONCE)))
    return said


def publish(platform: Platform) -> str:
    """Bring a need before the public and return its id."""
    who = {"firm": platform.firm, "operator": platform.operator}
    need: str = platform.done("POST requests/demands", who=platform.firm, json=NEED)["id"]
    for name, action in STEPS:
        body = {"action": action}
        call = f"PUT requests/demands/{need}/status"
        platform.done(call, who=who[name], json=body, headers={"If-Match": "*"})
    return need


def test_a_stopped_matching_keeps_few_waiting_and_goes_on_where_it_was(
    nursery: Nursery, tmp_path: Path
) -> None:
    with (
        forked(nursery, tmp_path, {}, told=TOLD) as layout,
        httpx.Client(trust_env=False, timeout=120) as client,
    ):
        platform, matching = Platform.of(layout, client), layout.processes["matching"]
        before = at_its_door(layout, "matching")
        matching.send(signal.SIGSTOP)

        began = time.monotonic()
        said = asyncio.run(ask_much(layout.urls["portal"]))
        seconds = time.monotonic() - began
        waiting = at_its_door(layout, "matching") - before
        need = publish(platform)
        elsewhere = [
            platform.call(call).status_code
            for call in ("GET portal/", "GET portal/readyz", "GET catalog/offerings")
        ]
        matching.send(signal.SIGCONT)
        preview = {"data": {"text": "压铸件气孔"}}
        eventually(lambda: platform.call("POST portal/", **preview).is_success)
        eventually(lambda: platform.call(f"GET matching/demands/{need}/matches").is_success)

    assert said == {AWAY: ASKED}
    # Who asks at once, before three have waited in vain, waits too; then it is one a second.
    assert OPENS_AFTER <= waiting <= AT_ONCE + OPENS_AFTER + seconds / AGAIN_SECONDS
    assert elsewhere == [200, 200, 200]
