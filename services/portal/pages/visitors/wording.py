"""The sentences of the pages for everybody, and what the values of our own lists are called."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

CODES: Final[Mapping[str, Text]] = {
    "kind_of_body_enterprise": Text("企业", "Enterprise"),
    "kind_of_body_university": Text("高等学校", "University"),
    "kind_of_body_institute": Text("科研院所", "Research institute"),
    "kind_of_body_laboratory": Text("实验室", "Laboratory"),
    "kind_of_body_association": Text("协会、学会", "Association"),
    "kind_of_body_service_agency": Text("服务机构", "Service agency"),
    "kind_of_body_platform": Text("公共平台", "Public platform"),
    "expert_kind_tech_envoy": Text("科技特派员", "Science and technology envoy"),
    "expert_kind_academic": Text("高校院所专家", "Academic"),
    "expert_kind_engineer": Text("工程技术人员", "Engineer"),
    "expert_kind_technical_broker": Text("技术经纪人", "Technology broker"),
    "facility_class_instrument": Text("仪器设备", "Instrument"),
    "facility_class_testing": Text("检测平台", "Testing facility"),
    "facility_class_pilot_line": Text("中试线", "Pilot line"),
    "facility_class_big_science": Text("大科学装置", "Large research facility"),
    "ipr_status_granted": Text("已授权", "Granted"),
    "ipr_status_applied": Text("已申请", "Applied for"),
    "ipr_status_secret": Text("技术秘密", "Trade secret"),
    "ipr_status_none": Text("没有知识产权", "None"),
    "cooperation_technical_cooperation": Text("技术合作", "Technical cooperation"),
    "cooperation_commercial_agreement": Text(
        "带技术支持的商业合作", "Commercial agreement with technical assistance"
    ),
    "cooperation_licence": Text("许可", "Licence"),
    "cooperation_research_and_development": Text("联合研发", "Joint research and development"),
    "cooperation_outsourcing": Text("委托开发", "Outsourcing"),
    "capacity_available": Text("可以承接", "Has capacity"),
    "capacity_limited": Text("余量不多", "Little capacity left"),
    "capacity_full": Text("已排满", "Fully booked"),
    "outcome_solved": Text("已解决", "Solved"),
    "outcome_partly": Text("部分解决", "Solved in part"),
    "outcome_unsolved": Text("未解决", "Not solved"),
    "confirmed_enterprise": Text("企业确认", "Confirmed by the firm"),
    "confirmed_operator": Text("运营人员确认", "Confirmed by an operator"),
}
"""By the name of the list and the value."""

CLASSES: Final[Mapping[str, Text]] = {
    "class_research_development": Text(
        "新产品、新工艺、新材料的研究和委托开发",
        "Products, processes and materials developed for you",
    ),
    "class_technology_transfer": Text(
        "成果转让、许可、作价入股", "Results sold, licensed or brought in as shares"
    ),
    "class_testing_certification": Text(
        "检测、校准、失效分析、认证", "Tests, calibration, failure analysis, certification"
    ),
    "class_incubation": Text("场地、辅导、加速、路演", "Space, mentoring, acceleration, pitching"),
    "class_intellectual_property": Text(
        "专利申请、导航、预警、维权", "Patents: filing, landscape, warning, defence"
    ),
    "class_consulting": Text(
        "技术诊断、规划、项目申报辅导", "Diagnosis, planning, help with applications"
    ),
    "class_finance": Text("科技贷款、保险、股权融资", "Loans, insurance and equity for technology"),
    "class_science_popularization": Text("培训、科普、技能交流", "Training and public science"),
    "class_integrated": Text("一揽子、跨类别的综合服务", "Several of these from one hand"),
}

HOME: Final[Mapping[str, Text]] = {
    "nav_search": Text("搜索", "Search"),
    "nav_services": Text("服务超市", "Services"),
    "nav_open_needs": Text("需求大厅", "Needs"),
    "nav_help": Text("帮助", "Help"),
    "home_rate": Text("企业确认已解决", "Confirmed as solved by firms"),
    "home_rate_of": Text(
        "发布过的 {published} 条需求中，{solved} 条经企业确认已经解决",
        "{solved} of {published} needs ever published are confirmed as solved",
    ),
    "home_rate_how": Text(
        "凭证据确认才算数，同一个难题只数一次。", "On evidence only, and each problem once."
    ),
    "home_no_rate": Text(
        "还没有发布过的需求，您的可以是第一条。",
        "No need was published yet; yours can be the first.",
    ),
    "home_partly": Text("部分解决", "Solved in part"),
    "home_returned": Text("解决后又出现", "Came back"),
    "home_unsolved": Text("没有解决", "Not solved"),
    "home_open": Text("正在办理", "Under way"),
    "home_solved_link": Text("看公开的案例", "See public cases"),
    "how": Text("怎么用", "How it works"),
    "how_1": Text("说出难题", "Say what you need"),
    "how_1_more": Text("不用注册，也不保存", "No account, nothing kept"),
    "how_2": Text("看推荐和理由", "See who, and why"),
    "how_2_more": Text("合适、不合适、不清楚都写明", "For, against and unknown"),
    "how_3": Text("发布并跟进", "Post it and follow it"),
    "how_3_more": Text(
        "每一步都有时限，直到您确认解决", "Each step has its time, until it is solved"
    ),
    "home_wanted": Text("正在寻求帮助", "What is being asked for"),
    "home_all_wanted": Text("全部需求", "All needs"),
    "home_helpers": Text("谁能帮忙", "Who helps"),
    "home_helpers_note": Text(
        "点开可以按地区、行业、资质筛选。",
        "Each opens a list by region, industry and qualification.",
    ),
    "home_classes": Text("九类服务", "Nine classes of service"),
    "many_provider": Text("服务机构", "Providers"),
    "many_offering": Text("服务项目", "Services"),
    "many_expert": Text("专家", "Experts"),
    "many_facility": Text("设施", "Facilities"),
    "many_achievement": Text("科技成果", "Research results"),
    "many_demand": Text("需求", "Needs"),
    "one_demand": Text("需求", "Need"),
}

SEARCH: Final[Mapping[str, Text]] = {
    "search_heading": Text("搜索", "Search"),
    "search_label": Text("找什么", "What are you looking for?"),
    "search_hint": Text(
        "词语、词的开头、拼音首字母都行；不满足的词可以去掉再试。",
        "Words, beginnings of words, or initials of their pinyin.",
    ),
    "search_go": Text("搜索", "Search"),
    "search_examples": Text("试试：", "Try: "),
    "search_found": Text("找到 {count} 条", "{count} found"),
    "search_found_none": Text("没有找到", "Nothing found"),
    "search_none_advice": Text(
        "换个说法、少用几个词，或者去掉筛选条件。也可以直接说出您的难题，让平台去找。",
        "Use other or fewer words, or take out a filter. Or say what you are stuck with and let "
        "the platform look.",
    ),
    "search_say_need": Text("说出我的难题", "Say what I need"),
    "search_all_kinds": Text("全部", "All"),
    "search_filters": Text("筛选", "Narrow down"),
    "search_kinds": Text("类别", "Kinds"),
    "search_chosen": Text("已选条件", "Chosen"),
    "search_remove": Text("去掉", "Remove"),
    "search_clear": Text("全部去掉", "Remove all"),
    "search_pages": Text("上一页和下一页", "Pages"),
    "search_before": Text("上一页", "Back"),
    "search_after": Text("下一页", "Next"),
    "search_away": Text("搜索暂时没有应答", "The search does not answer"),
    "search_away_advice": Text(
        "请稍等片刻再试；您也可以先看服务超市和需求大厅。",
        "Try again in a moment, or look through the services and the needs meanwhile.",
    ),
    "facet_region": Text("地区", "Region"),
    "facet_industry": Text("行业", "Industry"),
    "facet_service_class": Text("服务类别", "Class of service"),
    "facet_qualification": Text("资质", "Qualification"),
    "facet_capacity": Text("承接能力", "Capacity"),
}

VISITORS: Final[Mapping[str, Text]] = {
    **{f"code_{name}": text for name, text in CODES.items()},
    **CLASSES,
    **HOME,
    **SEARCH,
}
