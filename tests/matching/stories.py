"""Records as the catalogue and requests publish them, and what they are about."""

from shared.types import new_id
from tests.matching.publisher import Document

NEED: str = "铝合金压铸件气孔多，良率低，想找人改进压铸工艺"


def record(**fields: object) -> Document:
    """Return a published record with an id of its own."""
    return {"id": str(new_id()), **fields}


def casting_offering(**fields: object) -> Document:
    """Return an offering that fits the need."""
    told: Document = {
        "title": "铝合金压铸工艺改进",
        "provider_name": "莞城压铸技术中心",
        "service_class": "research_development",
        "scope": "分析压铸件气孔的成因，改进模具排气和压射参数，提高良率。",
        "region_code": "441900",
        "industry_codes": ["C33"],
    }
    return record(**told | fields)


def casting_demand(**fields: object) -> Document:
    """Return the need as a published demand."""
    return record(**{"title": "压铸件气孔", "description": NEED} | fields)


CASTING: dict[str, Document] = {
    "provider": {"name": "莞城压铸技术中心", "summary": "铝合金压铸工艺与气孔治理"},
    "offering": {"title": "压铸工艺改进", "scope": "查清压铸件气孔的成因，提高良率"},
    "expert": {"name": "何守拙", "specialties": ["铝合金压铸工艺"], "summary": "治理压铸气孔"},
    "facility": {"title": "压铸中试线", "summary": "铝合金压铸件试制，可测气孔率"},
    "achievement": {"title": "真空压铸阀", "summary": "减少铝合金压铸件的气孔，提高良率"},
}
"""An entry of each kind that fits the need."""

UNRELATED: dict[str, Document] = {
    "provider": {"name": "南城商标事务所", "summary": "商标注册与续展代理"},
    "offering": {"title": "商标注册代理", "scope": "代办商标查询与申请"},
    "expert": {"name": "谢清和", "specialties": ["茶树栽培"], "summary": "指导茶园管理"},
    "facility": {"title": "消声室", "summary": "测量扬声器频响"},
    "achievement": {"title": "茶叶杀青机", "summary": "滚筒杀青，节省燃料"},
}
"""An entry of each kind that does not."""
