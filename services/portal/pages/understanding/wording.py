"""The sentences of the page of what a text is understood as."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

READS: Final[Mapping[str, Text]] = {
    "reads_title": Text("这段话被理解成什么", "What a text is understood as"),
    "reads_intro": Text(
        "把需求或介绍贴进来，看看平台认出了哪些技术术语。没认出来的，换个说法或写得具体些，匹配会更准。",
        "Paste a need or a description and see which technical terms the platform recognises. What "
        "it misses, say in other words or in more detail: matching will be better for it.",
    ),
    "reads_text": Text("文字", "Text"),
    "reads_hint": Text(
        "不存入平台，但会留在网址里：保密的内容请不要贴。",
        "It is not stored, but stays in the address: paste nothing confidential.",
    ),
    "reads_do": Text("看看", "Show"),
    "reads_terms": Text("认出的术语", "Terms recognised"),
    "reads_term": Text("术语", "Term"),
    "reads_written": Text("文中写法", "As written"),
    "reads_broader": Text("属于", "Belongs to"),
    "reads_field": Text("领域与环节", "Field and place in the chain"),
    "reads_related": Text("常见对策，或它能解决的问题", "Typical remedies, or what it removes"),
    "reads_units": Text("常用单位：{units}", "Usual units: {units}"),
    "reads_filed": Text("可以归入", "Could be filed under"),
    "reads_disciplines": Text("学科", "Disciplines"),
    "reads_industries": Text("行业", "Industries"),
    "reads_names": Text("型号、牌号与数值", "Codes, grades and quantities"),
    "reads_none": Text("没有认出技术术语", "No technical term is recognised"),
    "reads_none_advice": Text(
        "写上材料、工艺、设备或毛病的名称，例如“压铸件气孔”。",
        "Name a material, a process, a machine or a defect, such as “porosity in die castings”.",
    ),
}
