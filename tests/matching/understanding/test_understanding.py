"""Whoever writes a text sees what it is taken for, and where it belongs."""

from http import HTTPStatus
from typing import Any

import pytest

from tests.matching.world import World


async def understood(world: World, text: str, **more: str) -> dict[str, Any]:
    answer = await world.ok("POST", "/understanding", json={"text": text, **more})
    assert isinstance(answer, dict)
    return answer


async def test_a_text_is_read_as_concepts_with_their_place_and_their_remedies(
    world: World,
) -> None:
    answer = await understood(world, "鋁合金压铸件 porosity，粗糙度 Ra0.8", title="压铸气孔")

    concepts = {concept["name"]: concept for concept in answer["concepts"]}
    trouble, alloy = concepts["压铸气孔"], concepts["铝合金"]
    assert trouble["kind"] == "problem"
    assert trouble["broader"] == ["气孔"]
    assert "真空压铸" in trouble["related"]
    assert trouble["field"]["zh"] == "铸造与压铸"
    assert trouble["field"]["chain"] == "金属成形"
    assert trouble["spans"] == [[0, 4]]
    assert [answer["text"][start:end] for start, end in alloy["spans"]] == ["鋁合金"]
    assert concepts["表面粗糙度"]["units"] == ["μm", "nm"]
    assert answer["names"] == ["ra0.8"]
    assert answer["industries"][0]["code"] == "C33"
    assert answer["disciplines"][0]["zh"] == "材料科学"


async def test_what_says_nothing_is_understood_as_nothing(world: World) -> None:
    answer = await understood(world, "的 了 😀")

    assert answer["concepts"] == answer["disciplines"] == answer["industries"] == []


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "x", "more": 1}])
async def test_a_text_is_needed_and_nothing_else_taken(world: World, body: dict[str, Any]) -> None:
    answer = await world.client.post("/understanding", json=body)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
