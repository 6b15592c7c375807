"""Reasons are told in the reader's language; the texts themselves stay as they were written."""

from tests.matching.publisher import Document
from tests.matching.stories import NEED, casting_demand, casting_offering
from tests.matching.world import World

HAN = range(0x4E00, 0xA000)
QUOTED = (
    "铸件气孔",
    "压铸件",
    "铸件",
    "压铸",
    "气孔",
    "良率",
    "工艺",
    "铝合金",
    "改进",
    "广东省东莞市",
)


def chinese(text: str) -> bool:
    """Tell whether a sentence is Chinese, whatever words of the texts it quotes."""
    for word in QUOTED:
        text = text.replace(word, "")
    return any(ord(character) in HAN for character in text)


def told(answer: Document) -> list[str]:
    """Return all that is said about the first match."""
    first = answer["items"][0]
    labels = [row["label"] for row in first["factors"]]
    return [*first["reasons_for"], *first["reasons_against"], *first["unknown"], *labels]


async def test_reasons_are_told_in_the_language_that_is_asked_for(world: World) -> None:
    await world.publish("offering", casting_offering(capacity_status="full"))
    body = {"text": NEED, "region_code": "310115"}

    answers = {
        language: await world.ok(
            "POST", "/matches/preview", json=body, headers={"Accept-Language": language}
        )
        for language in ("zh-CN", "en-GB,en;q=0.9", "fr")
    }

    assert all(map(chinese, told(answers["zh-CN"])))
    assert not any(map(chinese, told(answers["en-GB,en;q=0.9"])))
    assert told(answers["fr"]) == told(answers["zh-CN"])
    assert all(answer["items"][0]["reasons_against"] for answer in answers.values())


async def test_what_was_computed_for_one_reader_is_told_to_the_next_in_theirs(
    world: World,
) -> None:
    demand = casting_demand()
    await world.publish("offering", casting_offering())
    await world.publish("demand", demand)
    path = f"/demands/{demand['id']}/matches"

    zh = await world.ok("GET", path)
    en = await world.ok("GET", path, headers={"Accept-Language": "en"})

    assert zh["computed_at"] == en["computed_at"]
    assert all(map(chinese, told(zh)))
    assert not any(map(chinese, told(en)))
    assert en["items"][0]["entry_places"] == zh["items"][0]["entry_places"]
