"""Asks an embedding service for vectors, and takes nothing from it that is not one.

The protocol is that of OpenAI (`POST /embeddings` with `model` and `input`), which Ollama,
vLLM, Text Embeddings Inference, LocalAI and others answer as well.
"""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

import httpx
import numpy as np
import orjson
from typing_extensions import override

from services.matching.meaning.access import EmbeddingAccess
from services.matching.meaning.port import NoVectorsError, Reader, RefusedTextsError, Vectors
from shared.circuits import Circuit

LONGEST: Final = 4096
"""Numbers of a vector, at most; the largest models in use have so many."""

_BYTES_A_NUMBER: Final = 32
_BYTES_BESIDES: Final = 65_536

_REFUSALS: Final = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)
"""What a service says of texts that it does not take, such as one too long for its model."""


class EmbeddingClient(Reader):
    """One service and one model of it. Close it in the end."""

    def __init__(self, access: EmbeddingAccess) -> None:
        self._access = access
        headers = {"Authorization": f"Bearer {access.key}"} if access.key else {}
        # No proxy of the environment, no redirect: texts go where the operator said.
        self._http = httpx.AsyncClient(headers=headers, trust_env=False, follow_redirects=False)
        self._circuit = Circuit()

    @property
    @override
    def model(self) -> str:
        return self._access.model

    @property
    @override
    def version(self) -> str:
        return self._access.version

    @override
    async def vectors(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        if not self._circuit.lets_through():
            raise NoVectorsError("silent")
        try:
            async with asyncio.timeout(seconds):
                content = await self._asked(texts)
        except (TimeoutError, httpx.TimeoutException) as error:
            self._circuit.unanswered()
            raise NoVectorsError("timeout") from error
        except httpx.HTTPError as error:
            raise NoVectorsError(f"not_reached:{type(error).__name__}") from error
        except NoVectorsError:
            self._circuit.answered()
            raise
        self._circuit.answered()
        return await asyncio.to_thread(_read, content, len(texts))

    @override
    async def close(self) -> None:
        await self._http.aclose()

    async def _asked(self, texts: Sequence[str]) -> bytes:
        body = orjson.dumps({"model": self._access.model, "input": list(texts)})
        headers = {"Content-Type": "application/json"}
        url = f"{self._access.url}/embeddings"
        most = len(texts) * LONGEST * _BYTES_A_NUMBER + _BYTES_BESIDES
        content = bytearray()
        async with self._http.stream(
            "POST", url, content=body, headers=headers, timeout=None
        ) as response:
            _require_success(response.status_code)
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > most:
                    raise NoVectorsError("too_long")
        return bytes(content)


def _require_success(status: int) -> None:
    if status in _REFUSALS:
        raise RefusedTextsError(f"status:{status}")
    if status != HTTPStatus.OK:
        raise NoVectorsError(f"status:{status}")


def _read(content: bytes, count: int) -> Vectors:
    """Return the vectors of an answer; each part of it is checked, as it is from outside."""
    try:
        found = _in_order(orjson.loads(content)["data"])
        vectors = np.array([one["embedding"] for one in found], np.float32)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NoVectorsError("not_vectors") from error
    match vectors.shape:
        case (rows, size) if rows == count and 0 < size <= LONGEST:
            pass
        case other:
            raise NoVectorsError(f"shape:{other}")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise NoVectorsError("not_finite")
    return np.asarray(vectors / lengths, np.float32)


def _in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts of an answer by their index; a service that gives none keeps the order."""
    ordered = sorted(found, key=lambda one: one.get("index", 0))
    indexes = [one.get("index", at) for at, one in enumerate(ordered)]
    if indexes != list(range(len(found))):
        raise NoVectorsError("indexes")
    return ordered
