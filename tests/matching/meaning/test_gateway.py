"""What an embedding service may answer, and what is made of it."""

import numpy as np
import pytest

from services.matching.meaning.gateway import EmbeddingClient
from services.matching.meaning.port import NoVectorsError, RefusedTextsError
from shared.circuits import OPENS_AFTER
from tests.matching.meaning.oracle import TOO_LONG, Mood, Oracle, listening, meant

LONG = 60.0
"""As long as nobody waits."""

WRONG = sorted(set(Mood) - {Mood.WELL, Mood.SILENT, Mood.LONGER})


async def asked(oracle: Oracle, *texts: str, seconds: float = LONG) -> list[list[float]]:
    """Return what a client makes of an answer."""
    client = EmbeddingClient(oracle.access())
    try:
        found: list[list[float]] = (await client.vectors(texts, seconds=seconds)).tolist()
        return found
    finally:
        await client.close()


async def test_vectors_stand_in_the_order_of_their_texts_with_a_length_of_one() -> None:
    async with listening(key="secret") as oracle:
        found = np.array(await asked(oracle, "压铸气孔", "商标", ""))

    wanted = np.array([meant("压铸气孔"), meant("商标"), meant("")])
    assert np.allclose(found, wanted / np.linalg.norm(wanted, axis=1, keepdims=True))
    assert oracle.asked == [("small", ["压铸气孔", "商标", ""])]


async def test_what_is_no_answer_to_the_question_is_none() -> None:
    async with listening() as oracle:
        client = EmbeddingClient(oracle.access())
        for mood in WRONG:
            oracle.mood = mood
            with pytest.raises(NoVectorsError) as raised:
                await client.vectors(["压铸", "商标"], seconds=LONG)
            assert not isinstance(raised.value, RefusedTextsError), mood
        await client.close()


async def test_a_key_that_is_not_known_and_a_text_too_long_are_told_apart() -> None:
    async with listening(key="secret") as oracle:
        with pytest.raises(RefusedTextsError):
            await asked(oracle, TOO_LONG)
        client = EmbeddingClient(Oracle(key="wrong", url=oracle.url).access())
        with pytest.raises(NoVectorsError, match="status:401"):
            await client.vectors(["压铸"], seconds=LONG)
        await client.close()


async def test_nobody_waits_for_a_service_that_is_silent_nor_goes_on_asking_it() -> None:
    async with listening() as oracle:
        oracle.mood = Mood.SILENT
        client = EmbeddingClient(oracle.access())
        reasons = list[str]()
        while "silent" not in reasons:
            with pytest.raises(NoVectorsError) as raised:
                await client.vectors(["压铸"], seconds=0.05)
            reasons.append(str(raised.value))
        await client.close()

    assert reasons[:OPENS_AFTER] == ["timeout"] * OPENS_AFTER


async def test_a_service_that_is_not_there_gives_none() -> None:
    with pytest.raises(NoVectorsError, match="not_reached"):
        await asked(Oracle(url="http://127.0.0.1:9/v1"), "压铸")
