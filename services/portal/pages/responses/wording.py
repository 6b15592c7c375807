"""The sentences about responses, offers and teams."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

RESPONSES: Final[Mapping[str, Text]] = {
    "response_of": Text("{who} 的响应", "Response of {who}"),
    "response_unnamed": Text("响应方 {code}", "Author {code}"),
    "response_mine": Text("我的响应", "My responses"),
    "response_need_gone": Text("（该需求目前不公开）", "(this need is not public at present)"),
    "response_paused": Text("随需求暂停", "Paused with the need"),
    "response_your_turn": Text("现在轮到您。", "It is your turn."),
    "response_turn_firm": Text("等企业答复。", "It is the firm's turn."),
    "response_turn_author": Text("等响应方答复。", "It is their turn."),
    "response_turn_operator": Text("等运营人员处理。", "It is the operators' turn."),
    "response_kept": Text("内容已保存，还没有发出。", "Kept. It has not been sent yet."),
    "response_nothing_to_do": Text("目前不需要您做什么。", "There is nothing for you to do now."),
    "response_write_first": Text(
        "先写好响应内容，再发出。", "Write down your response first, then send it."
    ),
    "response_choose": Text("选定这份响应…", "Choose this response …"),
    "response_says": Text("响应内容", "What the response says"),
    "response_invitation": Text("邀请留言", "The invitation"),
    "response_approach": Text("打算怎么做", "How it would be done"),
    "response_experience": Text("做过的类似工作", "Similar work before"),
    "response_available_from": Text("最早开始日期", "Can begin on"),
    "response_edit": Text("修改响应内容", "Change what it says"),
    "response_contact_kept": Text(
        "联系方式在双方都同意交换后才给对方。",
        "The other side learns how to reach you only when both have agreed.",
    ),
    "response_lead_offer": Text(
        "报价后企业可以直接选定；选定即互相知道联系方式，并建立合作。",
        "The firm may take your offer at once: then both learn how to reach each other, and a "
        "cooperation begins.",
    ),
    "response_lead_counter": Text(
        "写上您能接受的条件，对方可以接受或重新报价。",
        "Say which terms you could accept; they accept them or make another offer.",
    ),
    "response_lead_agree_contact": Text(
        "双方都同意后，互相看到联系人和电话；在此之前谁也看不到。",
        "Once both have agreed, each sees the other's contact; before that, neither does.",
    ),
    "response_lead_express": Text(
        "发出后运营人员和企业可以看到，未经要求不能再改。",
        "The operators and the firm read it then; you change it only if they ask for more.",
    ),
    "response_lead_accept": Text(
        "按对方的条件报价，等企业选定。", "Offer on their terms; the firm then selects it."
    ),
    "response_lead_reconsider": Text(
        "把这份响应重新列为符合条件。", "Take this response up again as a qualified one."
    ),
    "response_lead_refuse": Text(
        "对方会看到原因，请如实填写。", "They read the reason; say it as it is."
    ),
    "response_note_request_info": Text("需要对方补充什么", "What you need to know"),
    "response_note_supply_info": Text("补充说明", "Your answer"),
    "response_next_invited": Text(
        "写好响应后发出，或者说明原因谢绝。",
        "Write a response and send it, or decline and say why.",
    ),
    "response_next_draft": Text("写好后发出。", "Complete it and send it."),
    "response_next_expressed": Text(
        "运营人员先看是否齐全，再转给企业。", "An operator looks through it and hands it on."
    ),
    "response_next_taken_over": Text(
        "企业判断是否符合条件，或要求补充。", "The firm judges whether it fits, or asks for more."
    ),
    "response_next_info_requested": Text(
        "响应方补充说明后重新发出。", "Its author says what was asked for, and sends it again."
    ),
    "response_next_qualified": Text(
        "企业决定是否列入入围名单。", "The firm decides whether to shortlist it."
    ),
    "response_next_shortlisted": Text(
        "响应方报价：价格、周期和交付内容。", "Its author makes an offer: price, time, what comes."
    ),
    "response_next_offered": Text(
        "企业选定、还价，或说明原因不选用。", "The firm selects it, counters, or says why not."
    ),
    "response_next_countered": Text(
        "响应方接受还价，或重新报价。", "Its author accepts the counter-offer or makes another."
    ),
    "response_next_selected": Text("双方在合作页面继续。", "Both go on at the cooperation's page."),
    "response_next_not_selected": Text(
        "这次没有选中，原因见下。", "Not selected this time; see why below."
    ),
    "response_next_declined": Text("受邀方已谢绝。", "The invitation was declined."),
    "response_next_withdrawn": Text("已撤回。", "It was withdrawn."),
    "response_next_expired": Text("逾期没有答复，已结束。", "It ended because no answer came."),
    "offers": Text("报价与还价", "Offers and counter-offers"),
    "offer_by_author": Text("响应方报价", "Offer"),
    "offer_by_firm": Text("企业还价", "Counter-offer of the firm"),
    "offer_on_table": Text("当前", "on the table"),
    "offer_accepts": Text("接受第 {number} 次的条件", "Accepts the terms of number {number}"),
    "offer_price": Text("总价（元）", "Price (CNY)"),
    "price_told": Text("总价", "Price"),
    "days_told": Text("周期", "Time"),
    "offer_price_hint": Text("含全部费用。", "Everything included."),
    "offer_price_note": Text("价格构成与付款", "How it is made up and paid"),
    "offer_days": Text("周期（天）", "Time (days)"),
    "offer_days_hint": Text("从开始到交付的自然日。", "Calendar days from start to delivery."),
    "offer_terms": Text("交付什么、怎样验收、成果归谁", "Deliverables, proof and rights"),
    "offer_terms_hint": Text(
        "验收时对照这一段，请写具体。", "Acceptance goes by this, so be exact."
    ),
    "offer_valid_until": Text("报价有效期至", "Open until"),
    "days_many": Text("{count} 天", "{count} days"),
    "team": Text("团队", "Team"),
    "team_ask": Text("邀请团队成员", "Ask others to join"),
    "team_answer": Text("答复是否加入", "Say whether you join"),
    "consent_pending": Text("等待答复", "Not answered yet"),
    "consent_agreed": Text("已同意", "Agreed"),
    "consent_refused": Text("已谢绝", "Refused"),
    "contacts": Text("联系方式", "Contacts"),
    "contacts_show": Text("查看联系方式", "Show how to reach them"),
    "contacts_note": Text(
        "双方已同意交换。每次查看都有记录。", "Both have agreed. Each look at them is recorded."
    ),
    "contacts_wait_firm": Text(
        "企业已同意交换联系方式，等响应方同意。", "The firm has agreed to exchange contacts."
    ),
    "contacts_wait_author": Text(
        "响应方已同意交换联系方式，等企业同意。", "The author has agreed to exchange contacts."
    ),
    "part_firm": Text("企业", "the firm"),
    "part_author": Text("响应方", "the author"),
    "part_operator": Text("运营人员", "an operator"),
    "part_system": Text("平台", "the platform"),
    "part_member": Text("团队成员", "a member of the team"),
    "open_engagement": Text("进入合作页面", "Open the cooperation"),
}
