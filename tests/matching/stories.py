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
