"""Sends messages to addresses that people gave us, without becoming their way into our network.

A name is resolved once, every address it has must be public, and the connection goes to
one of those very addresses, whatever the name says a moment later. Redirects are not
followed, proxies of the environment not used, answers not read.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

SECONDS: Final = 10.0

_NAT64: Final = ip_network("64:ff9b::/96")
"""Leads to any IPv4 address, also an inner one."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class NotDeliveredError(Exception):
    """The other side did not take it; the text is a code for logs and for the address's owner."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return all addresses of a host.

    Raises:
        OSError: It has none.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Say whether an address is one that anybody could reach."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64 or parsed.teredo:
            return False
        parsed = inner or parsed
    return parsed.is_global and not parsed.is_multicast


@dataclass(frozen=True)
class Outside:
    """The one way out.

    Args:
        inside: Private addresses, and addresses without TLS, are allowed too.
        resolve: Finds the addresses of a host.
    """

    inside: bool = False
    resolve: Resolve = resolve

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Send a body to an address.

        Raises:
            NotDeliveredError: It was not taken with a status of success.
        """
        try:
            async with asyncio.timeout(SECONDS):
                status = await self._post(httpx.URL(url), body, headers)
        except TimeoutError as error:
            raise NotDeliveredError("timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise NotDeliveredError(f"not_reached:{type(error).__name__}") from error
        if not httpx.codes.is_success(status):
            raise NotDeliveredError(f"status:{status}")

    async def _post(self, url: httpx.URL, body: bytes, headers: Mapping[str, str]) -> int:
        address = await self._address_of(url)
        request = httpx.Request(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers={**headers, "Host": url.netloc.decode("ascii")},
            # The certificate has to be that of the name, not of the address.
            extensions={"sni_hostname": url.host, "timeout": httpx.Timeout(SECONDS).as_dict()},
        )
        transport = httpx.AsyncHTTPTransport(trust_env=False, retries=0)
        async with transport:
            response = await transport.handle_async_request(request)
            await response.aclose()
            return response.status_code

    async def _address_of(self, url: httpx.URL) -> str:
        if url.scheme != "https" and not self.inside:
            raise NotDeliveredError("not_https")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self.resolve(url.host, port)
        if not addresses or not (self.inside or all(map(is_public, addresses))):
            raise NotDeliveredError("private_address")
        return addresses[0]
