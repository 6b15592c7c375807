"""The sentences about terms that are proposed for the vocabulary."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

TERM_STATUSES: Final[Mapping[str, Text]] = {
    "proposed": Text("待审核", "Proposed"),
    "approved": Text("已采用", "Approved"),
    "rejected": Text("未采用", "Rejected"),
    "withdrawn": Text("已撤回", "Withdrawn"),
}
TERM_ACTIONS: Final[Mapping[str, Text]] = {
    "approve": Text("采用", "Approve"),
    "reject": Text("不采用", "Reject"),
    "withdraw": Text("撤回", "Withdraw"),
    "propose_again": Text("重新提议", "Propose again"),
}
TERM_KINDS: Final[Mapping[str, Text]] = {
    "material": Text("材料", "Material"),
    "product": Text("产品", "Product"),
    "equipment": Text("设备", "Equipment"),
    "process": Text("工艺", "Process"),
    "method": Text("方法", "Method"),
    "problem": Text("问题、缺陷", "Problem or defect"),
    "property": Text("性能指标", "Property"),
}

TERMS: Final[Mapping[str, Text]] = {
    "desk_terms": Text("术语", "Terms"),
    "desk_terms_intro": Text(
        "平台认不出的说法，可以提议加入词表；采用后匹配马上用它。",
        "Propose what the platform does not recognise; once approved, matching reads with it.",
    ),
    "desk_terms_add": Text("提议术语", "Propose a term"),
    "desk_terms_note": Text(
        "请由另一位运营人员核对：写法不与别的术语重复，上位词正确。",
        "Let a colleague check it: no writing of another term, and the right broader term.",
    ),
    "term_term": Text("术语", "Term"),
    "term_term_hint": Text("行业里最常用的中文说法。", "The usual Chinese word of the trade."),
    "term_english": Text("英文", "English"),
    "term_several_hint": Text("几个之间用逗号隔开。", "Several: with commas between them."),
    "term_synonyms": Text("别的写法", "Other writings"),
    "term_kind": Text("是什么", "What it is"),
    "term_field": Text("领域", "Field"),
    "term_broader": Text("属于（上位词）", "Broader term"),
    "term_broader_hint": Text(
        "词表中已有的术语，可不填。", "A term that the vocabulary has; may be left empty."
    ),
    "term_discipline": Text("学科代码", "Discipline"),
    "term_industries": Text("行业代码", "Industries"),
    "term_codes_hint": Text("不填就按领域归类。", "Left empty, it is filed like its field."),
    "term_reason": Text("为什么需要", "Why it is needed"),
    "term_propose": Text("提议", "Propose"),
    "reads_propose": Text("提议加入词表", "Propose a term for the vocabulary"),
    "reads_proposals": Text("看提议的术语", "Proposed terms"),
    **{f"term_status_{name}": text for name, text in TERM_STATUSES.items()},
    **{f"term_action_{name}": text for name, text in TERM_ACTIONS.items()},
    **{f"term_kind_{name}": text for name, text in TERM_KINDS.items()},
}
