"""What the chapters of the story share, and the words that people write in it."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.platform.story.parties import Cast
from tests.platform.story.witness import Witness

VAGUE: Final[dict[str, Any]] = {
    "title": "压铸件老有气孔",
    "description": "铝合金压铸件有气孔，客户不满意，求高手帮忙。",
    "confidentiality": "registered",
    "confidential_detail": "配方编号 KQ-7741 不得外传。",
    "organization_name": "松湖精密压铸有限公司",
    "org_hidden": True,
    "region_code": "441900",
    "industry_code": "C33",
    "contact_name": "李工",
    "contact_phone": "0769-22831235",
}
CLEAR: Final[dict[str, Any]] = {
    "title": "铝合金压铸壳体气孔率降到 3% 以下",
    "description": "铝合金压铸壳体在机加工后露出气孔，目前气孔率约 8%，希望降到 3% 以下；"
    "现有压铸机和模具不换，节拍不得超过 60 秒，已试过提高增压压力，没有效果。",
    "metric_targets": [
        {
            "name": "气孔率",
            "present_value": 8.0,
            "comparison": "<=",
            "target_value": 3.0,
            "unit": "%",
        }
    ],
    "budget_max": "250000",
}
SUMMARY: Final = "压铸壳体气孔率由约 8% 降到 3% 以下，设备不换。"
NEIGHBOUR: Final = {
    "source_id": "neighbour",
    "title": "铝合金压铸件气孔多，求改进压铸工艺",
    "description": "铝合金压铸件气孔多，良率低，想改进压铸工艺参数与模具排气。",
    "organization_name": "邻城轮毂厂",
}
LATER: Final = {
    "source_id": "later",
    "title": "铝合金压铸支架气孔率高",
    "description": "铝合金压铸支架气孔率约 6%，希望降到 3% 以下，需要改进压铸工艺。",
    "organization_name": "邻城支架厂",
}
PROFILE: Final = {
    "name": "陈知远",
    "specialties": ["铝合金压铸", "气孔缺陷分析"],
    "summary": "长期改进铝合金压铸工艺，分析气孔成因。",
    "region_code": "441900",
}
PROVIDER: Final = {
    "name": "莞城压铸技术服务中心",
    "kind_of_body": "service_agency",
    "summary": "铝合金压铸工艺改进、气孔检测与模具排气设计。",
    "region_code": "441900",
}
APPROACH: Final = "先用 X 光和流动模拟找出气孔来源，再改排气与真空度，分三轮试制验证。"
EXPERT_PHONE: Final = "0769-88880001"
PROVIDER_PHONE: Final = "0769-88880002"
PROVED: Final = "铝合金压铸壳体气孔率由 8% 降到 2.1%"
PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@dataclass
class Stage:
    """The people, who watches them, and what there is by now, by name."""

    cast: Cast
    witness: Witness
    ids: dict[str, str] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """Return where something is found: `demand`, `engagement`, a response by its author."""
        kind = {"demand": "demands", "engagement": "engagements"}.get(name, "responses")
        return f"requests/{kind}/{self.ids[name]}"
