"""Reasons name what tells entries apart, not the words that stand in all of them."""

import numpy as np
import pytest

from services.matching.retrieval.port import IndexDocument
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from services.matching.text.features import (
    FIRST_PAIR,
    chinese_features,
    name_feature,
    pair_feature,
)
from tests.matching.stories import record
from tests.matching.world import World

COMMON = "本装置结构合理，控制系统运行稳定，提高生产效率"


async def test_a_rare_word_is_named_before_common_ones(world: World) -> None:
    common = [record(title=f"第{number}号装置", summary=COMMON) for number in range(30)]
    fitting = record(title="热解炉供风", summary=COMMON)
    await world.publish("achievement", *common, fitting)

    answer = await world.preview("石灰窑的供风系统装置，要求控制稳定、提高生产效率")

    [first, *_] = answer["items"]
    assert first["title"] == "热解炉供风"
    assert first["terms"][0]["need_form"] == "供风"
    assert "供风" in first["reasons_for"][0]
    shares = [term["share"] for term in first["terms"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=0.01)


def test_what_few_documents_hold_is_more_telling(analyser: Analyser) -> None:
    scores = TopicalScores(analyser)
    texts = ["供风 PLC", *["装置 PLC"] * 9]
    scores.put([IndexDocument(key=str(n), kind="x", title=t) for n, t in enumerate(texts)])
    rare, common, latin = (pair_feature(*"供风"), pair_feature(*"装置"), name_feature("plc"))

    told = scores.telling([(rare,), (common,), (latin,), (common, rare)])

    assert told[0] > told[1] > told[2]
    assert told[3] == told[0]
    assert scores.telling([]) == []


@pytest.mark.parametrize("pair", ["供风", "铝壳", "𠮷野", "一一"])
def test_a_pair_has_the_number_it_is_scored_by(pair: str) -> None:
    found = chinese_features(pair, np.ones(len(pair), np.float32)).ids

    assert pair_feature(*pair) in found[found >= FIRST_PAIR]
