"""Tells group chats, through Apprise: WeCom, DingTalk, Feishu and whatever else it knows.

Their addresses come from settings, so they may lead anywhere.
"""

from collections.abc import Sequence

import apprise


def understands(url: str) -> bool:
    """Say whether an address is one of a chat that can be told something."""
    return apprise.Apprise.instantiate(url) is not None


def send_to_chats(urls: Sequence[str], title: str, body: str) -> bool:
    """Tell some chats something and return whether all of them took it; blocks meanwhile."""
    chats = apprise.Apprise()
    for url in urls:
        chats.add(url)
    return bool(chats.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))
