"""The first page is small, loads little, asks nobody else, and is there almost at once."""

from typing import Any, Final

from tests.portal.tour.town import Town

LARGEST: Final = 75_000
MOST_REQUESTS: Final = 6
SLOWER: Final = 600
"""How much later than a bare page ours may be there, in milliseconds, on a busy machine."""

BARE: Final = "<!doctype html><html lang=zh><title>bare</title><p>bare"
PAINTED: Final = """
    () => new Promise(done => new PerformanceObserver(seen => done(seen.getEntries()[0].startTime))
        .observe({type: "paint", buffered: true}))
"""


class Wire:
    """What a page loads, and how many octets of it go over the wire."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.octets = 0

    async def watch(self, page: Any) -> None:  # noqa: ANN401 - a page of playwright
        """Begin to count."""
        session = await page.context.new_cdp_session(page)
        await session.send("Network.enable")
        session.on("Network.responseReceived", self._begun)
        session.on("Network.loadingFinished", self._ended)

    def _begun(self, told: Any) -> None:  # noqa: ANN401 - as the protocol has it
        address = told["response"]["url"]
        # What stands in a style sheet is not asked of anybody.
        if not address.startswith("data:"):
            self.addresses[told["requestId"]] = address

    def _ended(self, told: Any) -> None:  # noqa: ANN401 - as above
        self.octets += int(told["encodedDataLength"])


async def painted(context: Any, address: str) -> float:  # noqa: ANN401 - of playwright
    """Return after how many milliseconds something of a page is seen, at best of three."""
    times: list[float] = []
    for _ in range(3):
        page = await context.new_page()
        await page.goto(address)
        times.append(await page.evaluate(PAINTED))
        await page.close()
    return min(times)


async def test_the_first_page_is_small_and_what_it_loads_is_kept(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
) -> None:
    context = await chromium.new_context(base_url=town.url, locale="zh-CN")
    first, second = Wire(), Wire()
    page = await context.new_page()

    await first.watch(page)
    await page.goto("/", wait_until="networkidle")
    other = await context.new_page()
    await second.watch(other)
    await other.goto("/sign-in", wait_until="networkidle")

    assert first.octets <= LARGEST
    assert len(first.addresses) <= MOST_REQUESTS
    assert all(one.startswith(town.url) for one in first.addresses.values())
    assert second.octets < 10_000
    await context.close()


async def test_the_first_page_is_seen_almost_as_soon_as_a_bare_one(
    town: Town,
    chromium: Any,  # noqa: ANN401 - as above
) -> None:
    context = await chromium.new_context(base_url=town.url, bypass_csp=True)
    await context.route("**/bare", lambda route: route.fulfill(body=BARE, content_type="text/html"))

    bare = await painted(context, "/bare")
    ours = await painted(context, "/")

    assert ours < bare + SLOWER
    await context.close()
