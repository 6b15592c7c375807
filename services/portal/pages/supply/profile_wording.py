"""The sentences of the editor of profiles: fields, hints, what can be chosen, and why it helps."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

FIELDS: Final[Mapping[str, Text]] = {
    "name": Text("名称", "Name"),
    "title": Text("名称", "Title"),
    "expert_title": Text("职称", "Professional title"),
    "expert_name": Text("姓名", "Name"),
    "expert_kind": Text("身份", "In what capacity"),
    "organization_name": Text("所在单位", "Organization"),
    "summary": Text("简介", "In short"),
    "description": Text("详细介绍", "Description"),
    "specialties": Text("专长", "Specialties"),
    "keywords": Text("关键词", "Keywords"),
    "languages": Text("语言", "Languages"),
    "industry_codes": Text("服务的行业", "Industries"),
    "discipline_codes": Text("学科", "Disciplines"),
    "region_code": Text("所在地区", "Region"),
    "service_area": Text("服务地区", "Area served"),
    "results": Text("成果", "Results"),
    "service_history": Text("服务案例", "Cases"),
    "cases": Text("案例", "Cases"),
    "hours_per_month": Text("每月可投入（小时）", "Hours a month"),
    "capacity_status": Text("目前能否接新任务", "Room for more work"),
    "recommended": Text("允许平台主动推荐我", "The platform may offer me to firms by itself"),
    "contact_name": Text("联系人", "Contact"),
    "contact_phone": Text("联系电话", "Telephone"),
    "contact_email": Text("联系邮箱", "E-mail"),
    "uscc": Text("统一社会信用代码", "Unified social credit code"),
    "kind_of_body": Text("机构类型", "Kind of body"),
    "capabilities": Text("服务能力", "Capabilities"),
    "qualifications": Text("资质", "Qualifications"),
    "website": Text("网址", "Website"),
    "founded_on": Text("成立日期", "Founded on"),
    "service_class": Text("服务类别", "Class of service"),
    "provider_id": Text("提供机构", "Provider"),
    "provider_name": Text("提供机构名称", "Name of the provider"),
    "scope": Text("服务内容", "What is done"),
    "deliverable": Text("交付什么", "What is delivered"),
    "price_min": Text("最低价（元）", "Price from (CNY)"),
    "price_max": Text("最高价（元）", "Price up to (CNY)"),
    "price_note": Text("价格说明", "About the price"),
    "lead_time_days": Text("周期（天）", "Lead time (days)"),
    "facility_class": Text("设施类别", "Class of facility"),
    "standards": Text("依据的标准", "Standards"),
    "parameters": Text("技术参数", "Parameters"),
    "fee_min": Text("最低收费（元）", "Fee from (CNY)"),
    "fee_max": Text("最高收费（元）", "Fee up to (CNY)"),
    "fee_unit": Text("收费单位", "Fee for each"),
    "training_rule": Text("使用前的要求", "What users need first"),
    "owner_id": Text("所有单位", "Owner"),
    "owner_name": Text("所有单位名称", "Name of the owner"),
    "advantages": Text("优势", "Advantages"),
    "trl": Text("技术成熟度", "Technology readiness level"),
    "ipr_status": Text("知识产权", "Intellectual property"),
    "ipr_number": Text("专利号或登记号", "Number of the right"),
    "cooperation_types": Text("合作方式", "Ways of working together"),
    "transfer_price_min": Text("转让价从（元）", "Transfer price from (CNY)"),
    "transfer_price_max": Text("转让价到（元）", "Transfer price up to (CNY)"),
    "year": Text("年份", "Year"),
    "inventors": Text("完成人", "Inventors"),
    "assured_date": Text("信息确认", "Vouched for"),
}

HINTS: Final[Mapping[str, Text]] = {
    "summary": Text(
        "两三句话：擅长解决什么问题，有什么特别之处。",
        "Two or three sentences: which problems you solve, and what sets you apart.",
    ),
    "specialties": Text(
        "具体到工艺、材料、设备，用逗号分开，例如：压铸工艺，模流分析。",
        "Name processes, materials, equipment; separated by commas.",
    ),
    "capabilities": Text(
        "能做的事，用逗号分开，例如：盐雾试验，失效分析。",
        "What you can do, separated by commas: salt spray tests, failure analysis.",
    ),
    "qualifications": Text("用逗号分开，例如：CMA，CNAS。", "Separated by commas: CMA, CNAS."),
    "industry_codes": Text("最多选三个。", "Three at most."),
    "discipline_codes": Text("最多选三个。", "Three at most."),
    "service_area": Text(
        "地名或行政区划代码，用逗号分开，例如：东莞，深圳。",
        "Provinces, cities or six-digit codes, with commas between: Dongguan, Shenzhen.",
    ),
    "results": Text(
        "专利、论文、标准、产品。填满后再保存，会多出空行。",
        "Patents, papers, standards, products. Save for more rows.",
    ),
    "service_history": Text(
        "企业在平台上确认过的案例会自动加上，不用填写。",
        "Cases that firms confirmed on the platform are added by themselves.",
    ),
    "cases": Text(
        "企业在平台上确认过的案例会自动加上，不用填写。",
        "Cases that firms confirmed on the platform are added by themselves.",
    ),
    "parameters": Text(
        "例如：温度 -70 到 180 ℃。没有上限或下限就留空。",
        "For instance temperature, -70 to 180 ℃. Leave a limit empty if there is none.",
    ),
    "recommended": Text(
        "取消后，匹配不再主动推荐您；别人仍可搜索到您，您也可以照常响应需求。",
        "Without it matching does not offer you; you are still found by search, and may respond "
        "to needs as before.",
    ),
    "contact_phone": Text("不公开。", "Not public."),
    "contact_email": Text("不公开。", "Not public."),
    "trl": Text("1 是原理，9 是批量应用。", "1 is a principle, 9 is in regular use."),
    "region_code": Text(
        "地名或六位代码，例如 东莞。", "The name of a place in Chinese, or its six digits."
    ),
}

COLUMNS: Final[Mapping[str, Text]] = {
    "title": Text("名称", "Title"),
    "summary": Text("做了什么，结果如何", "What was done, and how it ended"),
    "year": Text("年份", "Year"),
    "kind": Text("类型（专利、论文……）", "Kind (patent, paper …)"),
    "outcome": Text("结果", "Outcome"),
    "name": Text("参数", "Parameter"),
    "minimum": Text("最小", "Least"),
    "maximum": Text("最大", "Most"),
    "unit": Text("单位", "Unit"),
    "note": Text("说明", "Note"),
    "industry_code": Text("行业", "Industry"),
    "confirmed_by": Text("确认方", "Confirmed by"),
}

OPTIONS: Final[Mapping[str, Mapping[str, Text]]] = {
    "expert_kind": {
        "tech_envoy": Text("科技特派员", "Technology envoy"),
        "academic": Text("高校院所专家", "Academic"),
        "engineer": Text("工程师", "Engineer"),
        "technical_broker": Text("技术经理人", "Technology broker"),
    },
    "capacity_status": {
        "available": Text("可以接", "Available"),
        "limited": Text("名额不多", "Limited"),
        "full": Text("已满", "Full"),
    },
    "outcome": {
        "solved": Text("已解决", "Solved"),
        "partly": Text("部分解决", "Partly solved"),
        "unsolved": Text("未解决", "Not solved"),
    },
    "kind_of_body": {
        "enterprise": Text("企业", "Enterprise"),
        "university": Text("高校", "University"),
        "institute": Text("科研院所", "Institute"),
        "laboratory": Text("实验室", "Laboratory"),
        "association": Text("协会、学会", "Association"),
        "service_agency": Text("服务机构", "Service agency"),
        "platform": Text("平台", "Platform"),
    },
    "service_class": {
        "research_development": Text("研究开发", "Research and development"),
        "technology_transfer": Text("技术转移", "Technology transfer"),
        "testing_certification": Text("检验检测认证", "Testing and certification"),
        "incubation": Text("创业孵化", "Incubation"),
        "intellectual_property": Text("知识产权", "Intellectual property"),
        "consulting": Text("科技咨询", "Consulting"),
        "finance": Text("科技金融", "Technology finance"),
        "science_popularization": Text("科学技术普及", "Science popularization"),
        "integrated": Text("综合科技服务", "Integrated services"),
    },
    "facility_class": {
        "instrument": Text("仪器设备", "Instrument"),
        "testing": Text("检测能力", "Testing"),
        "pilot_line": Text("中试线", "Pilot line"),
        "big_science": Text("大科学装置", "Large research facility"),
    },
    "trl": {str(level): Text(f"{level} 级", f"Level {level}") for level in range(1, 10)},
    "ipr_status": {
        "granted": Text("已授权", "Granted"),
        "applied": Text("申请中", "Applied for"),
        "secret": Text("技术秘密", "Trade secret"),
        "none": Text("无", "None"),
    },
    "cooperation_types": {
        "technical_cooperation": Text("技术合作", "Technical cooperation"),
        "commercial_agreement": Text("附带技术支持的商业合作", "Commercial agreement"),
        "licence": Text("许可", "Licence"),
        "research_and_development": Text("联合研发", "Joint research and development"),
        "outsourcing": Text("委托外包", "Outsourcing"),
    },
}

_TO_MATCH: Final = Text("匹配主要看这一项。", "Matching goes by it most.")
_TO_NARROW: Final = Text("企业常按它筛选。", "Firms narrow their search by it.")
_TO_JUDGE: Final = Text("企业据此判断是否可信。", "Firms judge by it whom to trust.")

WHY: Final[Mapping[str, Text]] = {
    "summary": _TO_MATCH,
    "specialties": _TO_MATCH,
    "capabilities": _TO_MATCH,
    "scope": _TO_MATCH,
    "keywords": _TO_MATCH,
    "parameters": Text("企业先看参数够不够。", "Firms ask first whether it can do it."),
    "standards": _TO_NARROW,
    "service_history": _TO_JUDGE,
    "cases": _TO_JUDGE,
    "results": _TO_JUDGE,
    "advantages": _TO_JUDGE,
    "title": _TO_JUDGE,
    "organization_name": _TO_JUDGE,
    "kind_of_body": _TO_NARROW,
    "qualifications": Text("有的需求必须具备资质。", "Some needs require them."),
    "industry_codes": _TO_NARROW,
    "region_code": Text("近的优先。", "What is near comes first."),
    "service_area": Text("不在本地也能服务的，请写明。", "Say it if you serve other places."),
    "capacity_status": Text("能马上接的优先。", "Who has time comes first."),
    "hours_per_month": Text("便于安排工作量。", "So that work can be planned."),
    "price_min": Text("便于和预算比较。", "It is compared with the budget."),
    "fee_min": Text("便于和预算比较。", "It is compared with the budget."),
    "transfer_price_min": Text("便于和预算比较。", "It is compared with the budget."),
    "lead_time_days": Text("便于和期限比较。", "It is compared with the deadline."),
    "deliverable": Text("企业想知道能得到什么。", "Firms want to know what they get."),
    "trl": Text("说明离应用多远。", "It says how far it is from use."),
    "ipr_status": Text("说明能不能放心用。", "It says whether it is safe to use."),
    "cooperation_types": Text("说明想怎样合作。", "It says how you would work together."),
    "assured_date": Text(
        "点“信息仍然正确”即可；一年不确认会降低排名。",
        "Press “Still right”; what nobody vouched for in a year ranks lower.",
    ),
}

PROFILES: Final[Mapping[str, Text]] = {
    **{f"supply_f_{name}": text for name, text in FIELDS.items()},
    **{f"supply_h_{name}": text for name, text in HINTS.items()},
    **{f"supply_c_{name}": text for name, text in COLUMNS.items()},
    **{f"supply_why_{name}": text for name, text in WHY.items()},
    **{
        f"supply_o_{field}_{value}": text
        for field, named in OPTIONS.items()
        for value, text in named.items()
    },
}
