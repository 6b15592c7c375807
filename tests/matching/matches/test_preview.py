"""A need in plain words is answered with who could help, and why."""

from tests.matching.stories import NEED, casting_offering, record
from tests.matching.world import World, titles


async def test_what_fits_stands_first(world: World) -> None:
    other = record(title="商标注册代理", scope="代办商标查询、申请与续展。")
    await world.publish("offering", other, casting_offering())

    answer = await world.preview(NEED)

    assert titles(answer)[0] == "铝合金压铸工艺改进"
