"""An embedding service that speaks OpenAI's protocol, and fails in any way that a test wants."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.matching.meaning.access import EmbeddingAccess
from tests.running import served

MATTERS = (("压铸", "气孔", "疏松"), ("商标", "注册"), ("茶", "杀青"))
"""What the model knows: words of one line mean nearly the same."""

TOO_LONG = "太长"
"""A text with this is longer than the model takes."""


class Mood(StrEnum):
    """How the service answers."""

    WELL = "well"
    SILENT = "silent"
    BROKEN = "broken"
    DENYING = "denying"
    TOO_FEW = "too_few"
    LONGER = "longer"
    UNEVEN = "uneven"
    NO_NUMBERS = "no_numbers"
    ZEROES = "zeroes"
    DOUBLED = "doubled"
    NO_JSON = "no_json"
    NO_OBJECT = "no_object"
    HUGE = "huge"
    MOVED = "moved"


@dataclass
class Oracle:
    """The service: its mood, and everything that it was ever sent."""

    key: str = ""
    mood: Mood = Mood.WELL
    url: str = ""
    asked: list[tuple[str, list[str]]] = field(default_factory=list)
    leave: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def texts(self) -> list[str]:
        """All texts that it was sent."""
        return [text for _, texts in self.asked for text in texts]

    def access(self, model: str = "small") -> EmbeddingAccess:
        """Return how it is reached."""
        return EmbeddingAccess(self.url, model, self.key)

    async def answer(self, request: Request) -> Response:
        """Answer `POST /v1/embeddings`."""
        said = await request.json()
        if self.key and request.headers.get("Authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": "denied"}, 401)
        self.asked.append((said["model"], said["input"]))
        if any(TOO_LONG in text for text in said["input"]):
            return JSONResponse({"error": "too long"}, 400)
        if self.mood is Mood.SILENT:
            await self.leave.wait()
        return _IN_MOOD.get(self.mood, _well)(said["input"])


def meant(text: str) -> list[float]:
    """Return the vector of a text: a share for each matter, and one that all texts have."""
    return [*(float(sum(word in text for word in words)) for words in MATTERS), 1.0]


def _well(texts: list[str]) -> Response:
    found = [{"index": at, "embedding": meant(text)} for at, text in enumerate(texts)]
    # Nobody promises an order; that is what the index is for.
    return JSONResponse({"data": found[::-1]})


def _of(*vectors: Any, index: int | None = None) -> Response:  # noqa: ANN401 - anything a service may say
    return JSONResponse(
        {
            "data": [
                {"index": at if index is None else index, "embedding": one}
                for at, one in enumerate(vectors)
            ]
        }
    )


_IN_MOOD: Final[Mapping[Mood, Callable[[list[str]], Response]]] = {
    Mood.BROKEN: lambda _texts: Response("down", 500),
    Mood.DENYING: lambda _texts: Response("who are you?", 401),
    Mood.MOVED: lambda _texts: Response(status_code=307, headers={"Location": "/elsewhere"}),
    Mood.TOO_FEW: lambda texts: _of(*map(meant, texts[1:])),
    Mood.LONGER: lambda texts: _of(*([*meant(text), 1.0] for text in texts)),
    Mood.UNEVEN: lambda texts: _of(*(meant(text)[at % 2 :] for at, text in enumerate(texts))),
    Mood.NO_NUMBERS: lambda texts: _of(*(["one"] for _ in texts)),
    Mood.ZEROES: lambda texts: _of(*([0.0, 0.0] for _ in texts)),
    Mood.DOUBLED: lambda texts: _of(*map(meant, texts), index=0),
    Mood.NO_JSON: lambda _texts: Response("NaN", 200),
    Mood.NO_OBJECT: lambda _texts: Response("[]", 200),
    Mood.HUGE: lambda texts: Response(b" " * 400_000 * len(texts), 200),
}


@asynccontextmanager
async def listening(key: str = "") -> AsyncIterator[Oracle]:
    """Serve an embedding service on a socket of this machine."""
    oracle, app = Oracle(key), FastAPI()
    app.add_route("/v1/embeddings", oracle.answer, methods=["POST"])
    async with served(app) as url:
        oracle.url = f"{url}/v1"
        try:
            yield oracle
        finally:
            oracle.leave.set()
