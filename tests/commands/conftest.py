"""Fixtures of the command line's tests."""

from collections.abc import Iterator

import pytest

from tests.commands.fake_platform import FakePlatform, serving


@pytest.fixture(scope="session")
def served_platform() -> Iterator[FakePlatform]:
    """A stand-in platform, served as long as the session lasts."""
    with serving(FakePlatform()) as running:
        yield running


@pytest.fixture
def platform(served_platform: FakePlatform, monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    """The stand-in platform, empty, at the address the commands look for."""
    served_platform.forget()
    monkeypatch.setenv("KEQIAO_URL", served_platform.url)
    monkeypatch.setenv("KEQIAO_TOKEN", "a-token")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return served_platform
