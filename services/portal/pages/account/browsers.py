"""What browsers are called: in words that people know, of what a browser says of itself."""

import re
from typing import Final

BROWSERS: Final = (
    ("MicroMessenger/", "WeChat"),
    ("DingTalk/", "DingTalk"),
    ("QQBrowser/", "QQ Browser"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
"""In this order: most of them say that they are Chrome as well."""

SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
NUMBER: Final = re.compile(r"\d+")


def browser_name(agent: str) -> str:
    """Return a short name: Chrome 126 · Windows; what nobody knows is told as it is."""
    found = next(((mark, name) for mark, name in BROWSERS if mark in agent), None)
    if found is None:
        return agent
    mark, name = found
    version = NUMBER.match(agent.partition(mark)[2])
    system = next((called for said, called in SYSTEMS if said in agent), "")
    told = f"{name} {version[0]}" if version else name
    return f"{told} · {system}" if system else told
