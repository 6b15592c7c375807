"""What browsers load besides pages: style, scripts and icons, as `make assets` built them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from typing_extensions import override

from services.portal.pages.encodings import encodings_taken
from shared.errors import UnavailableError
from shared.language import Text

PLACE: Final = "/assets"
MANIFEST: Final = "manifest.json"
YEAR: Final = "public, max-age=31536000, immutable"
HASHED: Final = re.compile(r"[a-z]+\.[0-9a-f]{10}\.(css|js|svg|txt)")
"""How a file is called whose content never changes."""

ENCODINGS: Final[Mapping[str, str]] = {"br": ".br", "gzip": ".gz"}
"""As what each file lies ready, the smallest first."""


class AssetsMissingError(UnavailableError):
    """Nobody built them yet."""

    slug = "assets-missing"
    title = Text("页面资源尚未生成", "The pages' assets are not built")
    detail = Text(
        "{folder} 中没有样式和脚本。请先运行 make assets。",
        "There are no style sheets and scripts in {folder}. Run make assets first.",
    )


class Assets:
    """The files by the names that templates know."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return what lies in a folder.

        Raises:
            AssetsMissingError: Nothing was built there.
        """
        try:
            files = json.loads((folder / MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            raise AssetsMissingError(folder=str(folder)) from None
        return cls(files)

    def address(self, name: str) -> str:
        """Return where a browser finds `portal.css` and the like."""
        return f"{PLACE}/{self._files[name]}"


class AssetFiles(StaticFiles):
    """Answers with files that are kept for good, compressed as they lie there."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        if not HASHED.fullmatch(path):
            raise HTTPException(404)
        taken = encodings_taken(Headers(scope=scope))
        encoding = next((one for one in ENCODINGS if one in taken), "")
        response = await super().get_response(path + ENCODINGS.get(encoding, ""), scope)
        response.headers["Cache-Control"] = YEAR
        response.headers["Vary"] = "Accept-Encoding"
        if "charset" not in response.headers["Content-Type"]:
            response.headers["Content-Type"] += "; charset=utf-8"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response
