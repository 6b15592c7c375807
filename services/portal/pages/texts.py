"""Every sentence of the pages, in both languages."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from services.portal.pages.account.wording import OWN_ACCOUNT
from services.portal.pages.supply.wording import SUPPLY
from services.portal.pages.teams.wording import TEAMS
from services.portal.pages.understanding.wording import READS
from services.portal.pages.visitors.entry_wording import ENTRIES, LISTS, OPEN_DATA
from services.portal.pages.visitors.problem_wording import PROBLEMS
from services.portal.pages.visitors.wording import VISITORS
from services.portal.pages.wording.accounts import ACCOUNTS
from services.portal.pages.wording.casework import CASEWORK
from services.portal.pages.wording.desk import DESK
from services.portal.pages.wording.desk_figures import FIGURES
from services.portal.pages.wording.desk_import import IMPORT, IMPORT_FIELDS
from services.portal.pages.wording.desk_lives import DESK_LIVES
from services.portal.pages.wording.desk_office import OFFICE
from services.portal.pages.wording.desk_terms import TERMS
from services.portal.pages.wording.gaps import GAPS
from services.portal.pages.wording.lives import LIVES
from services.portal.pages.wording.needs import ACTIONS, NEEDS, STATUSES
from services.portal.pages.wording.posting import POSTING
from services.portal.pages.wording.responding import RESPONDING
from shared.language import Language, Text

START: Final[Mapping[str, Text]] = {
    "brand": Text("科桥", "KeQiao"),
    "tagline": Text("科技服务一站对接", "One stop for science and technology services"),
    "skip": Text("跳到主要内容", "Skip to the content"),
    "navigation": Text("主菜单", "Main menu"),
    "menu": Text("菜单", "Menu"),
    "between": Text("、", ", "),
    "colon": Text("：", ": "),
    "language_zh": Text("中文", "中文"),
    "language_en": Text("English", "English"),
    "own_menu": Text("我的", "Yours"),
    "site_search": Text("全站搜索", "Search everything"),
    "site_search_hint": Text("搜专家、服务、成果、需求…", "Experts, services, results, needs…"),
    "breadcrumbs": Text("当前位置", "Where you are"),
    "more_pages": Text("更多", "More"),
    "nav_start": Text("找帮手", "Find help"),
    "display": Text("显示设置：深色、大字、高对比度", "Display: dark, large text, strong contrast"),
    "other_language": Text("English", "中文"),
    "heading": Text("说出您的需求，看看谁能帮忙", "Say what you need and see who could help"),
    "intro": Text(
        "粘贴一段技术需求，平台会在服务机构、服务项目、专家、设施和科技成果中查找，并说明为什么合适、"
        "哪里不合适、还有什么不清楚。查找不需要注册，也不保存内容。",
        "Paste a technical need. It is compared with providers, services, experts, facilities and "
        "research results, and each answer says what speaks for it, what against, and what is not "
        "known. Looking needs no account, and nothing you type is stored.",
    ),
    "text": Text("您的需求", "Your need"),
    "text_hint": Text(
        "用平常的话说就行，例如：铝合金压铸件表面有气孔，良率只有八成，想找人改进工艺，三个月内见效。",
        "Plain words will do, such as: our die-cast aluminium parts show pores and one in five is "
        "scrapped; we want the process improved within three months.",
    ),
    "facts": Text("补充条件（可不填）", "Further facts (optional)"),
    "kind": Text("只看哪一类", "Only this kind"),
    "all_kinds": Text("全部", "All"),
    "region_code": Text("所在地区", "Where you are"),
    "region_hint": Text(
        "地名或六位代码，例如东莞。", "A place or its six-digit code, such as Dongguan."
    ),
    "budget_max": Text("预算上限（元）", "Budget at most (CNY)"),
    "deadline": Text("最晚完成日期", "Needed by"),
    "required_qualifications": Text("必须具备的资质", "Qualifications required"),
    "qualifications_hint": Text("用逗号分开，例如 CMA，CNAS", "Separated by commas: CMA, CNAS"),
    "submit": Text("查找", "Find"),
    "wrong": Text("有些内容需要修改", "Some entries need a change"),
    "expected": Text("应为：", "Expected: "),
    "away": Text("暂时无法匹配", "Matching is not available"),
    "away_advice": Text(
        "匹配服务没有应答。您填写的内容仍在下面，请稍等片刻再点“查找”。",
        "The matching service does not answer. What you typed is still below; "
        "wait a moment and press Find again.",
    ),
    "refused": Text("无法按此需求查找", "This need could not be looked up"),
    "results": Text("匹配结果", "Matches"),
    "considered": Text(
        "比较了 {count} 条记录，按匹配度排列。", "{count} records compared, best first."
    ),
    "pending": Text(
        "还有 {count} 条更新正在整理，稍后会出现在结果中。",
        "{count} changes are still being taken up and will appear shortly.",
    ),
    "none_near": Text(
        "没有找到明显对口的。下面是最接近的，多半只是领域相近。",
        "Nothing clearly fits. What follows comes closest, and is mostly of a related field.",
    ),
    "none_near_advice": Text(
        "写出材料、工艺、设备、现在的数值和想达到的数值，可以找得更准；"
        "也可以直接发布需求，由平台专员帮您找。",
        "Name the material, the process, the equipment, the figure you have and the one you want; "
        "or post the need as it is, and the platform's staff look for you.",
    ),
    "nothing": Text("没有找到合适的记录", "Nothing fits"),
    "nothing_advice": Text(
        "可以换个说法，写出材料、工艺、设备或行业的名称；或者去掉上面的条件再试。",
        "Try other words: name the material, process, equipment or industry; "
        "or take out some of the conditions above.",
    ),
    "score": Text("匹配度", "Fit"),
    "out_of": Text("满分 100", "of 100"),
    "reasons_for": Text("合适之处", "What speaks for it"),
    "reasons_against": Text("不合适之处", "What speaks against it"),
    "unknown": Text("尚不清楚", "Not known"),
    "places": Text("相关原文", "Where it matches"),
    "terms": Text("共同的词：", "Terms in common: "),
    "table": Text("分数怎么来的", "How the score is made up"),
    "factor": Text("因素", "Factor"),
    "value": Text("评价", "Value"),
    "contribution": Text("得分", "Points"),
    "value_unknown": Text("未知（最多可加 {points}）", "unknown (could add {points})"),
    "details": Text("完整资料", "Full record"),
    "about_api": Text("接口文档：", "API reference: "),
    "catalog": Text("目录", "Catalogue"),
    "requests": Text("需求", "Requests"),
    "matching": Text("匹配", "Matching"),
    "provider": Text("服务机构", "Provider"),
    "offering": Text("服务项目", "Service"),
    "expert": Text("专家", "Expert"),
    "facility": Text("设施", "Facility"),
    "achievement": Text("科技成果", "Research result"),
}

PARTS: Final[tuple[Mapping[str, Text], ...]] = (
    START,
    ACCOUNTS,
    POSTING,
    NEEDS,
    RESPONDING,
    SUPPLY,
    OWN_ACCOUNT,
    CASEWORK,
    TEAMS,
    READS,
    GAPS,
    DESK,
    LIVES,
    DESK_LIVES,
    TERMS,
    OFFICE,
    FIGURES,
    IMPORT,
    IMPORT_FIELDS,
    VISITORS,
    ENTRIES,
    LISTS,
    OPEN_DATA,
    PROBLEMS,
)
"""The sentences of every part of the pages."""

TEXTS: Final[Mapping[str, Text]] = {
    **{name: text for part in PARTS for name, text in part.items()},
    **{f"status_{name}": label for name, (label, _) in STATUSES.items()},
    **{f"next_{name}": advice for name, (_, advice) in STATUSES.items()},
    **{f"action_{name}": label for name, label in ACTIONS.items()},
}
"""Every sentence by its name; a test sees to it that no two have the same."""


@lru_cache(maxsize=len(Language))
def spoken(language: Language) -> Mapping[str, str]:
    """Return every sentence in one language, by name."""
    return {name: text.pick(language) for name, text in TEXTS.items()}
