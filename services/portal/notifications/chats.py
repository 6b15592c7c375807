"""Tells group chats, through Apprise: WeCom, DingTalk, Feishu and whatever else it knows.

Their addresses come from settings, so they may lead anywhere. Apprise is loaded when the
first of them is seen: most platforms tell no chat.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def understands(url: str) -> bool:
    """Say whether an address is one of a chat that can be told something."""
    import apprise  # noqa: PLC0415 - see above

    with _without_warnings():
        return apprise.Apprise.instantiate(url) is not None


def send_to_chats(urls: Sequence[str], title: str, body: str) -> bool:
    """Tell some chats something and return whether all of them took it; blocks meanwhile."""
    import apprise  # noqa: PLC0415 - see above

    # Where a chat's address leads to is for the settings to say, not for who answers there.
    chats = apprise.Apprise(asset=apprise.AppriseAsset(http_redirects=False))
    with _without_warnings():
        for url in urls:
            chats.add(url)
    return bool(chats.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pass over what the library's plug-ins use that Python means to remove."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
