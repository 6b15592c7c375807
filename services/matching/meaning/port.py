"""What reads texts for us, and how it says that it does not."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row a text, each of length 1."""


class NoVectorsError(Exception):
    """The service did not answer, or not with what was asked for; the text is for the log."""


class RefusedTextsError(NoVectorsError):
    """The service is there and does not take these texts."""


class Reader(Protocol):
    """One model of one embedding service."""

    @property
    def model(self) -> str:
        """The name of the model."""
        ...

    @property
    def version(self) -> str:
        """Changes with the service and the model: vectors of others cannot be compared."""
        ...

    async def vectors(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        """Return the vectors of texts, in their order.

        Args:
            texts: One at least.
            seconds: How long the service may take.

        Raises:
            RefusedTextsError: It does not take these texts.
            NoVectorsError: It does not answer in time, or not with vectors.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
