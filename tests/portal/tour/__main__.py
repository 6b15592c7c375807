"""Pictures of every page: `make screenshots`."""

import sys
import tempfile
from pathlib import Path
from typing import Final

from deploy.commands.speech import say
from shared.language import Text
from tests.browsers import CHROMIUM
from tests.portal.tour.pictures import keep_best, take_pictures
from tests.portal.tour.town import town_in
from tests.portal.tour.walking import walk_all

FOLDER: Final = Path("var/screenshots")
KEPT: Final = Path("docs/pictures")

_NO_BROWSER: Final = Text(
    "没有 Chromium，请先运行 apt-get install chromium fonts-noto-cjk。",
    "There is no Chromium here: apt-get install chromium fonts-noto-cjk.",
)
_TAKEN: Final = Text("{folder}：{count} 张图。", "{folder}: {count} pictures.")
_MISSING: Final = Text("没有 {name}。", "There is no {name}.")


def main() -> int:
    """Take them; `--keep` renews those that the readmes show."""
    if CHROMIUM is None:
        say(_NO_BROWSER)
        return 1
    with tempfile.TemporaryDirectory() as folder, town_in(Path(folder)) as town:
        count = take_pictures(town.url, walk_all(town), FOLDER)
    say(_TAKEN, count=count, folder=FOLDER)
    missing = keep_best(FOLDER, KEPT) if "--keep" in sys.argv else []
    for name in missing:
        say(_MISSING, name=name)
    return len(missing)


if __name__ == "__main__":
    sys.exit(main())
