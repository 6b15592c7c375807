"""Everybody can see what the platform takes a text to speak of."""

from services.matching.text.analyser import Analyser
from services.matching.understanding.schemas import TextDraft, UnderstandingRead
from services.matching.understanding.service import UnderstandingService
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import World


async def test_a_text_is_shown_as_its_terms_with_remedies_and_codes(world: World) -> None:
    service, browser = UnderstandingService(Analyser()), world.browser()

    def understand(said: object) -> UnderstandingRead:
        return service.understand(TextDraft.model_validate(said))

    world.similar.told["POST /understanding"] = understand

    empty = await browser.get("/understanding")
    page = await browser.get("/understanding?text=壳体气孔多，6061铝")
    nothing = await browser.get("/understanding?text=你好")

    assert "认出的术语" not in empty.text
    for expected in ("气孔", "gas porosity", "真空压铸", "铸造与压铸", "430 材料科学", "C33"):
        assert expected in page.text
    assert "没有认出技术术语" in nothing.text
    assert Outline(page.text).faults() == Outline(nothing.text).faults() == []
