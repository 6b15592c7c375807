"""Nobody gets into our network by way of a webhook."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from services.portal.notifications.gateways import NotDeliveredError, Outside, is_public, resolve
from shared.clock import utc_now

PRIVATE: Final = (
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:0:a00:1::",
    "no address",
)


def test_private_addresses_are_told_from_public_ones() -> None:
    assert [address for address in PRIVATE if is_public(address)] == []
    assert all(map(is_public, ("8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8")))


WRITTEN_OTHERWISE: Final = (
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://017700000001/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://localhost/",
    "https://169.254.169.254/latest/meta-data/",
)


async def test_an_address_written_in_another_way_stays_private() -> None:
    for url in WRITTEN_OTHERWISE:
        with pytest.raises(NotDeliveredError, match=r"private_address|not_reached"):
            await Outside().post(url, b"", {})

    assert len(WRITTEN_OTHERWISE) >= 8


def knowing(*addresses: str) -> Outside:
    async def known(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return Outside(resolve=known)


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(NotDeliveredError, match="private_address"):
        await knowing("8.8.8.8", "10.0.0.1").post("https://firm.cn/", b"", {})


async def test_without_tls_nothing_is_sent() -> None:
    with pytest.raises(NotDeliveredError, match="not_https"):
        await knowing("8.8.8.8").post("http://firm.cn/", b"", {})


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Answer every request on a port of this machine so."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], heard


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    asked: list[str] = []

    async def once(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    async with answering(b"HTTP/1.1 204 No Content\r\n\r\n") as (port, heard):
        await Outside(inside=True, resolve=once).post(f"http://erp.firm.cn:{port}/hook", b"{}", {})

    # Nobody resolves the name a second time, yet it is what the other side is called.
    assert asked == ["erp.firm.cn"]
    assert heard[0].startswith(b"POST /hook ")
    assert f"Host: erp.firm.cn:{port}\r\n".encode().lower() in heard[0].lower()


async def test_a_redirect_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"

    async with answering(moved) as (port, heard):
        with pytest.raises(NotDeliveredError, match="status:302"):
            await Outside(inside=True).post(f"http://127.0.0.1:{port}/", b"", {})

    assert len(heard) == 1


async def test_a_name_without_an_address_is_a_failure() -> None:
    async def unknown(_host: str, _port: int) -> Sequence[str]:
        raise OSError

    with pytest.raises(NotDeliveredError, match="not_reached"):
        await Outside(resolve=unknown).post("https://nowhere.firm.cn/", b"", {})


async def test_a_name_has_all_its_addresses() -> None:
    assert "127.0.0.1" in await resolve("127.0.0.1", 80)


def certificate_of(name: str, folder: Path) -> ssl.SSLContext:
    """Return what a server shows that says it is `name`, vouched for by nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = utc_now()
    shown = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "server.pem"
    path.write_bytes(key.private_bytes(*plain) + shown.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


async def test_over_tls_the_other_side_is_asked_to_be_the_name_and_believed_only_with_proof(
    tmp_path: Path,
) -> None:
    asked: list[str | None] = []
    heard: list[bytes] = []
    context = certificate_of("erp.firm.cn", tmp_path)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]

        async def here(_host: str, _port: int) -> Sequence[str]:
            return ["127.0.0.1"]

        with pytest.raises(NotDeliveredError, match="not_reached:ConnectError"):
            await Outside(inside=True, resolve=here).post(
                f"https://erp.firm.cn:{port}/hook", b"secret", {}
            )

    assert asked == ["erp.firm.cn"]
    assert b"".join(heard) == b""
