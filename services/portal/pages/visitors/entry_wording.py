"""The sentences of the pages of entries and of lists that anybody may read."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

ENTRIES: Final[Mapping[str, Text]] = {
    "entry_closed": Text(
        "目前暂停服务，可以先了解情况。", "Not available for the time being; you may read on."
    ),
    "entry_fresh": Text("{day} 有人确认过信息", "Vouched for on {day}"),
    "entry_stale": Text(
        "上次确认是 {day}，超过一年，使用前请核实",
        "Last vouched for on {day}, more than a year ago; ask before you rely on it",
    ),
    "entry_unvouched": Text("还没有人确认过这些信息", "Nobody has vouched for this yet"),
    "entry_updated": Text("更新于 {day}", "Changed on {day}"),
    "entry_contact": Text("想请对方帮忙？", "Want their help?"),
    "entry_contact_how": Text(
        "说出您的需求，在匹配结果中邀请对方。电话和邮箱不公开，双方同意后由平台交换。",
        "Say what you need and invite them from its matches. Telephone and e-mail are not public; "
        "the platform exchanges them once both sides agree.",
    ),
    "entry_say_need": Text("说出需求", "Say what you need"),
    "entry_yours": Text("这是您的资料，别人看到的就是这样。", "This is yours, as others see it."),
    "entry_summary": Text("简介", "In short"),
    "entry_facts": Text("基本情况", "Facts"),
    "entry_description": Text("详细介绍", "Description"),
    "entry_kind_of_body": Text("机构类型", "Kind of body"),
    "entry_uscc": Text("统一社会信用代码", "Unified social credit code"),
    "entry_founded_on": Text("成立日期", "Founded"),
    "entry_website": Text("网站", "Website"),
    "entry_region": Text("所在地区", "Region"),
    "entry_service_area": Text("服务地区", "Serves"),
    "entry_capabilities": Text("能做什么", "Capabilities"),
    "entry_qualifications": Text("资质", "Qualifications"),
    "entry_industries": Text("行业", "Industries"),
    "entry_disciplines": Text("学科", "Disciplines"),
    "entry_keywords": Text("关键词", "Keywords"),
    "entry_provider": Text("提供方", "Provided by"),
    "entry_owner": Text("持有方", "Owned by"),
    "entry_service_class": Text("服务类别", "Class of service"),
    "entry_deliverable": Text("交付什么", "What you get"),
    "entry_price": Text("参考价格", "Price"),
    "entry_price_from": Text("{low} 起", "from {low}"),
    "entry_price_to": Text("不超过 {high}", "up to {high}"),
    "entry_price_between": Text("{low} 至 {high}", "{low} to {high}"),
    "entry_price_unknown": Text("面议", "On request"),
    "entry_price_note": Text("价格说明", "About the price"),
    "entry_lead_time": Text("多久完成", "Takes"),
    "entry_days": Text("{count} 天", "{count} days"),
    "entry_capacity": Text("承接能力", "Capacity"),
    "entry_capacity_unknown": Text("没有说明", "Not said"),
    "entry_expert_kind": Text("身份", "As"),
    "entry_title": Text("职称", "Title"),
    "entry_organization": Text("单位", "Organization"),
    "entry_specialties": Text("专长", "Specialties"),
    "entry_hours": Text("每月可服务", "Hours a month"),
    "entry_hours_many": Text("{count} 小时", "{count} hours"),
    "entry_registration": Text("登记编号", "Register number"),
    "entry_languages": Text("语言", "Languages"),
    "entry_results": Text("成果", "Results"),
    "entry_facility_class": Text("设施类别", "Class of facility"),
    "entry_parameters": Text("技术参数", "What it can do"),
    "entry_parameter": Text("参数", "Parameter"),
    "entry_range": Text("范围", "Range"),
    "entry_note": Text("说明", "Note"),
    "entry_standards": Text("依据标准", "Standards"),
    "entry_fee": Text("收费", "Fee"),
    "entry_training": Text("使用前的培训", "Training before use"),
    "entry_advantages": Text("优势", "Advantages"),
    "entry_trl": Text("技术成熟度", "Technology readiness"),
    "entry_trl_of": Text("{level} 级（共 9 级）", "level {level} of 9"),
    "entry_ipr": Text("知识产权", "Intellectual property"),
    "entry_cooperation": Text("合作方式", "Forms of cooperation"),
    "entry_transfer_price": Text("转让价格", "Transfer price"),
    "entry_year": Text("年份", "Year"),
    "entry_inventors": Text("完成人", "Inventors"),
    "entry_cases": Text("做过的事", "What was done"),
    "entry_solved_many": Text(
        "其中 {count} 件经确认已解决。", "{count} of them are confirmed as solved."
    ),
    "entry_no_cases": Text("还没有案例。", "No cases yet."),
    "entry_no_cases_advice": Text(
        "没有案例不等于做不到，联系时可以请对方介绍。",
        "That does not mean they cannot do it; ask them.",
    ),
    "entry_case": Text("案例", "Case"),
    "entry_outcome": Text("结果", "Outcome"),
    "entry_confirmed": Text("谁确认", "Who vouches"),
    "entry_own_word": Text("本人自述", "Their own word"),
    "entry_outcome_unknown": Text("未说明", "Not said"),
    "entry_fitting": Text("适合解决的需求", "Needs it fits"),
    "entry_fitting_note": Text(
        "按匹配度排列，理由来自双方公开的内容。", "Best first; reasons rest on what is public."
    ),
    "entry_fitting_none": Text("现在没有合适的公开需求。", "No open need fits at the moment."),
    "entry_owned_by": Text("该机构的{kind}", "{kind} of this provider"),
    "entry_owned_more": Text("只列出最新的 10 条。", "The newest ten are listed."),
}

LISTS: Final[Mapping[str, Text]] = {
    "services_heading": Text("服务超市", "Supermarket of services"),
    "services_intro": Text(
        "按九类找服务，比较价格、周期、资质和承接能力。",
        "Nine classes of service, with price, time, qualifications and capacity side by side.",
    ),
    "services_all": Text("全部类别", "All classes"),
    "services_capacity": Text("承接能力", "Capacity"),
    "services_any": Text("不限", "Any"),
    "services_none": Text("没有符合条件的服务", "No service fits"),
    "services_none_advice": Text(
        "放宽条件再试，或者说出您的难题，由平台帮您找人。",
        "Loosen the filters, or say what you need and let the platform look for somebody.",
    ),
    "services_search": Text("用词语搜索服务", "Search services by words"),
    "list_apply": Text("筛选", "Apply"),
    "list_clear": Text("清空条件", "Clear"),
    "list_region": Text("地区（行政区划代码）", "Region (division code)"),
    "list_region_hint": Text(
        "输入地名选择，例如 441900 东莞市", "Type a name in Chinese to choose"
    ),
    "list_qualification": Text("资质", "Qualification"),
    "list_industry": Text("行业", "Industry"),
    "list_sort": Text("排序", "Order"),
    "sort_newest": Text("最新发布", "Newest first"),
    "sort_deadline": Text("最急需", "Needed soonest"),
    "wanted_heading": Text("需求大厅", "What is being asked for"),
    "wanted_intro": Text(
        "这些企业正在找人帮忙。保密需求只显示企业自己写的摘要。",
        "These firms look for help. Of confidential needs only the firm's own summary is shown.",
    ),
    "wanted_none": Text("没有符合条件的需求", "No need fits"),
    "wanted_none_advice": Text(
        "换个行业或地区看看；您也可以发布自己的需求。",
        "Try another industry or region, or post a need of your own.",
    ),
    "wanted_by": Text("最晚 {day}", "by {day}"),
    "wanted_urgent": Text("紧急", "Urgent"),
    "wanted_confidential": Text("保密", "Confidential"),
    "wanted_registered": Text("登录可见全文", "Full text after signing in"),
    "wanted_search": Text("用词语搜索需求", "Search needs by words"),
    "wanted_respond": Text(
        "能解决？登录后打开需求，提交响应。", "Can you solve one? Sign in, open it and respond."
    ),
    "solved_heading": Text("已解决的难题", "Problems that were solved"),
    "solved_intro": Text(
        "都由企业自己确认，并同意公开。",
        "Each is confirmed by its firm, which lets everybody know.",
    ),
    "solved_none": Text("还没有公开的案例", "No public case yet"),
    "solved_none_advice": Text(
        "需求解决后，由企业决定是否公开。不公开的也计入解决数。",
        "A firm decides whether its case is shown. Those not shown are counted, too.",
    ),
    "solved_count": Text("{count} 条已确认解决", "{count} confirmed as solved"),
}

OPEN_DATA: Final[Mapping[str, Text]] = {
    "handbook": Text("关于和帮助", "About and help"),
    "handbook_about": Text("关于本平台", "About"),
    "handbook_help": Text("帮助", "Help"),
    "handbook_terms": Text("服务条款", "Terms"),
    "handbook_privacy": Text("隐私", "Privacy"),
    "handbook_contents": Text("本页内容", "On this page"),
    "privacy_agreed": Text("注册时同意的告知书", "What you agree to when you register"),
    "privacy_version": Text("版本 {version}", "Version {version}"),
    "open_data": Text("开放数据", "Open data"),
    "open_data_intro": Text(
        "平台上公开的内容都可以整批取走，文件按现在的数据即时生成。",
        "What is public here can be taken away whole; each file holds the data as they are now.",
    ),
    "open_data_licence": Text(
        "使用许可：{licence}。使用时请注明“来源：科桥”和下载日期。",
        "Licence: {licence}. Name KeQiao and the day of the download as the source.",
    ),
    "open_data_people": Text(
        "专家档案和成果完成人是个人信息，不提供整批下载，可以在页面上逐条查看。联系方式、保密内容从不公开。",
        "Files of experts and names of inventors are personal data: they are read one by one, not "
        "taken away. Contacts and confidential parts are never public.",
    ),
    "open_data_table": Text("数据", "Data"),
    "open_data_rows": Text("条数", "Rows"),
    "open_data_fields": Text("字段", "Fields"),
    "open_data_files": Text("下载", "Download"),
    "open_data_rows_unknown": Text("见文件", "see the file"),
    "open_data_api": Text(
        "也可以用接口逐页读取，接口文档在页脚。",
        "Programs may read the same page by page: the API is described at the foot of the page.",
    ),
    "open_data_numbers": Text("需求办理情况", "What became of needs"),
    "open_data_published": Text("发布过", "Published"),
    "open_data_solved": Text("企业确认已解决", "Confirmed as solved"),
    "table_providers": Text("服务机构", "Providers"),
    "table_offerings": Text("服务项目", "Services"),
    "table_facilities": Text("设施", "Facilities"),
    "table_achievements": Text("科技成果", "Research results"),
    "table_needs": Text("公开的需求", "Open needs"),
    "table_solved": Text("公开的解决案例", "Public solved cases"),
    "missing_try": Text("可以这样继续", "From here you can"),
    "missing_again": Text("过一会儿再试", "try again in a moment"),
    "missing_search": Text("搜索您要找的内容", "search for what you were looking for"),
    "missing_home": Text("回到首页", "go to the start page"),
    "missing_needs": Text("查看我的需求", "see my needs"),
    "missing_sign_in": Text("换一个账号登录", "sign in with another account"),
    "missing_number": Text(
        "反映问题时请提供编号 {number}。", "Quote {number} when you report this."
    ),
}
