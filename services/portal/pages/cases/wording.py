"""The sentences about cases: matches, comparing, choosing, and who reads what is confidential."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

GRANT_STATUSES: Final[Mapping[str, Text]] = {
    "requested": Text("已申请", "Requested"),
    "approved": Text("已同意，待签保密约定", "Approved, agreement to be accepted"),
    "active": Text("可查阅", "Active"),
    "refused": Text("未同意", "Refused"),
    "withdrawn": Text("已放弃", "Withdrawn"),
    "lapsed": Text("超时失效", "Lapsed"),
    "revoked": Text("已撤销", "Revoked"),
    "expired": Text("已到期", "Expired"),
}

GRANT_ACTIONS: Final[Mapping[str, Text]] = {
    "request": Text("申请", "Asked for"),
    "approve": Text("同意查阅", "Let them read it"),
    "refuse": Text("不同意", "Refuse"),
    "accept": Text("接受保密约定", "Accept the agreement"),
    "take_back": Text("放弃", "Give it up"),
    "revoke": Text("撤销", "Revoke"),
    "lapse": Text("超时失效", "Lapsed"),
    "expire": Text("到期", "Expired"),
}

CASES: Final[Mapping[str, Text]] = {
    **{f"grant_status_{name}": label for name, label in GRANT_STATUSES.items()},
    **{f"grant_action_{name}": label for name, label in GRANT_ACTIONS.items()},
    "board_yours": Text("待您处理", "Your turn"),
    "board_desk": Text("平台办理中", "With the platform"),
    "board_open": Text("征集与对接", "Open and in contact"),
    "board_work": Text("实施中", "Work underway"),
    "board_over": Text("已结束", "Over"),
    "board_none_yours": Text("没有等您处理的事。", "Nothing waits for you."),
    "board_none_desk": Text("没有正在审核的需求。", "Nothing is being reviewed."),
    "board_none_open": Text("没有公开征集的需求。", "Nothing is open."),
    "board_none_work": Text("没有正在实施的合作。", "No work is underway."),
    "board_answers": Text("{count} 份响应等您答复", "{count} responses wait for you"),
    "board_responses": Text("{count} 份响应", "{count} responses"),
    "my_answer": Text("查看我的响应", "My response"),
    "respond_to_it": Text("响应这条需求", "Respond to this need"),
    "table_scrolls": Text("可左右滚动", "scrolls sideways"),
    "body": Text("填写的内容", "What was filled in"),
    "case_tabs": Text("这条需求", "This need"),
    "case_tab": Text("概况与进展", "Overview"),
    "matches_tab": Text("匹配", "Matches"),
    "responses_tab": Text("响应与比较", "Responses"),
    "grants_tab": Text("保密内容查阅", "Confidential part"),
    "case_engagement": Text("正在进行的合作", "The cooperation"),
    "no_responses": Text("还没有人响应。", "Nobody has responded yet."),
    "no_responses_advice": Text(
        "看看平台匹配到了谁，主动邀请他们。", "See who fits, and invite them."
    ),
    "see_matches": Text("查看匹配结果", "See the matches"),
    "compare": Text("响应比较", "Side by side"),
    "compare_note": Text(
        "先看做法和交付内容，再看价格。名称可点开查看全部。",
        "Look at how it would be done before the price. Each name opens the whole response.",
    ),
    "compare_what": Text("比较项", "What"),
    "lowest": Text("最低", "lowest"),
    "shortest": Text("最短", "shortest"),
    "your_counter": Text("您的还价", "your counter-offer"),
    "no_offer_yet": Text("尚未报价", "No offer yet"),
    "open_response": Text("查看并处理", "Open it"),
    "responses_invited": Text("已邀请，等待答复", "Invited, not answered yet"),
    "responses_ended": Text("已结束的响应", "Ended"),
    "choose_title": Text("选定 {who}", "Choose {who}"),
    "choose_terms": Text("您将接受的条件", "The terms you accept"),
    "choose_happens": Text("选定之后", "What happens then"),
    "choose_happens_1": Text(
        "双方互相看到联系方式，并建立合作页面，在那里签保密约定和合同。",
        "Both learn how to reach each other, and a page opens on which you sign agreement and "
        "contract.",
    ),
    "choose_happens_2": Text(
        "其他响应随之结束，每一位都会收到原因。",
        "The other responses end, and everyone is told why.",
    ),
    "choose_happens_3": Text(
        "如果合作没有谈成，可以重新考虑其他响应。",
        "If the cooperation falls through, the others can be reconsidered.",
    ),
    "choose_others": Text("给其他响应方的原因", "Why not the others"),
    "choose_others_note": Text(
        "说明原因的响应方下次还会来。不选则告知“已选定其他响应方”。",
        "Who hears why comes again. If you choose none they hear that another one was selected.",
    ),
    "choose_default": Text("已选定其他响应方", "Another one was selected"),
    "choose_confirm": Text("确认选定", "Choose it"),
    "choose_not_now": Text(
        "这份响应现在还不能选定，先请对方报价。",
        "This response cannot be chosen now; it needs an offer on the table.",
    ),
    "choose_back": Text("返回比较", "Back to the comparison"),
    "matches_note": Text(
        "分数由下面的因素相加，不清楚的不加分也不扣分。邀请后对方会收到通知。",
        "The score is the sum of the factors; what is unknown adds nothing. Whom you invite is "
        "told.",
    ),
    "matches_not_public": Text(
        "需求发布后才能匹配。", "Matches are found once the need is published."
    ),
    "matches_not_public_advice": Text(
        "运营人员审核通过后，这里会列出合适的机构、专家、设施和成果。",
        "Once an operator has published it, those who fit are listed here.",
    ),
    "none_near_case": Text(
        "这条需求已列入平台专员的“无人能做的需求”，会有人继续寻找；有新的人加入时也会重新匹配。"
        "补充材料、工艺、指标也能找得更准。",
        "The need is on the list of those that nobody can do, which the platform's staff follow "
        "up, and it is matched again with everybody who joins. To say more of material, process "
        "and figures helps, too.",
    ),
    "matches_none": Text("暂时没有找到合适的人。", "Nobody fits at present."),
    "matches_none_advice": Text(
        "补充材料、工艺、指标等内容可以找到更多；平台也会定期重新查找。",
        "Say more of material, process and figures to find more; the platform looks again, too.",
    ),
    "invite": Text("邀请响应", "Invite"),
    "invite_message": Text("留言（可不填）", "A message (optional)"),
    "invite_message_hint": Text("对方能看到。", "They read it."),
    "invite_send": Text("发出邀请", "Send the invitation"),
    "invited_already": Text("已邀请或已响应", "Invited or responded"),
    "invited_news": Text("邀请已发出，对方会收到通知。", "Invited; they are told."),
    "grants_note": Text(
        "需求的保密内容只给您同意的人看。对方接受保密约定后才能打开，每次查看都有记录。",
        "Only those you let in read what is confidential: after they accept the agreement, and "
        "each look is recorded.",
    ),
    "no_grants": Text("没有人申请查阅保密内容。", "Nobody has asked to read it."),
    "no_grants_advice": Text(
        "有人申请时您会收到通知，在这里同意或拒绝。",
        "You are told when somebody asks, and answer here.",
    ),
    "grant_of": Text("{who} 申请查阅保密内容", "{who} asks to read the confidential part"),
    "grant_title": Text("查阅保密内容", "Reading the confidential part"),
    "grant_purpose": Text("用途", "What for"),
    "grant_since": Text("申请时间", "Asked on"),
    "grant_accepted": Text("接受保密约定", "Agreement accepted"),
    "grant_days": Text("可查阅天数", "For how many days"),
    "grant_days_hint": Text(
        "从对方接受保密约定算起；不填按平台规定。",
        "From when they accept the agreement; left blank, as long as the platform's rule.",
    ),
    "grant_again_from": Text("可再次申请", "Can be asked for again from"),
    "grant_ask": Text("申请查阅保密内容", "Ask to read the confidential part"),
    "grant_ask_note": Text(
        "需求方看到您的名称和用途后决定是否同意。",
        "The owner of the need reads who you are and what for, and decides.",
    ),
    "grant_applicant": Text("单位名称或姓名", "Your organization, or your name"),
    "grant_purpose_hint": Text(
        "说明为什么需要看，例如：评估能否把气孔率降到 3% 以下。",
        "Say why, such as: to judge whether porosity can be brought below 3 %.",
    ),
    "grant_send": Text("发送申请", "Send the request"),
    "grant_agreement": Text("保密约定（第 {number} 版）", "Agreement (version {number})"),
    "grant_read": Text("我已阅读并接受以上约定", "I have read the agreement and accept it"),
    "grant_read_now": Text("查看需求的保密内容", "Read the confidential part"),
    "grant_party_holder": Text("申请方", "who asked"),
    "grant_party_owner": Text("需求方", "the owner of the need"),
    "grant_party_operator": Text("运营人员", "an operator"),
    "grant_party_system": Text("平台", "the platform"),
    "grant_mine": Text("您的查阅申请", "Your request"),
    "grant_open": Text("查看申请", "Open the request"),
    "served_hours": Text("专家服务工时", "Hours that experts served"),
    "served_note": Text(
        "派到贵单位的专家填报服务时间和内容，由贵单位确认；确认后才计入专家的考核。",
        "Experts sent to you log when they served and what they did; you confirm it. Only what is "
        "confirmed counts when they are assessed.",
    ),
    "served_note_desk": Text(
        "派出的专家填报的服务。企业没有账号时，由运营人员核实后确认；确认后才计入考核。",
        "What experts who were sent out logged. Where a firm has no account the desk makes sure "
        "and confirms it. Only what is confirmed counts when they are assessed.",
    ),
    "served_none": Text("没有服务工时", "No hours were logged"),
    "served_none_advice": Text(
        "运营人员登记三方协议、专家填报服务以后，会出现在这里。",
        "They appear once an agreement of three is recorded and the expert has logged service.",
    ),
    "served_waiting": Text("待确认", "To be confirmed"),
    "served_done": Text("已确认", "Confirmed"),
    "served_many": Text("{hours} 小时", "{hours} hours"),
    "served_agreement": Text("三方协议 {number}", "Agreement {number}"),
    "served_who": Text("专家", "Expert"),
    "served_on": Text("服务日期", "On"),
    "served_time": Text("时长", "Time"),
    "served_what": Text("服务内容", "What was done"),
    "served_rating": Text("评价", "How it was"),
    "served_confirm": Text("确认这次服务", "Confirm this service"),
    "served_confirm_lead": Text(
        "确认后不能撤回。与实际不符的，请不要确认，先和专家联系。",
        "This cannot be taken back. If it is not as you know it, do not confirm it, and ask first.",
    ),
    "served_waits_for_firm": Text("待企业或运营人员确认", "Waits for the firm or an operator"),
    "served_confirmed_news": Text("已确认，计入专家的服务记录。", "Confirmed; it counts now."),
}
