"""The sentences about needs that fit, responses and engagements."""

from collections.abc import Mapping
from typing import Final

from services.portal.pages.supply.career_wording import CAREERS
from services.portal.pages.supply.entry_wording import OWN_ENTRIES
from services.portal.pages.supply.profile_wording import PROFILES
from shared.language import Text

PLACES: Final[Mapping[str, Text]] = {
    "nav_supply": Text("我来帮忙", "Offer help"),
    "supply_places": Text("我来帮忙的页面", "Pages of who helps"),
    "supply_fits": Text("适合我的需求", "Needs that fit me"),
    "supply_responses": Text("我的响应", "My responses"),
    "supply_engagements": Text("我的合作", "My engagements"),
    "supply_entries": Text("我的名片", "My profiles"),
    "supply_registration": Text("专家登记", "Expert registration"),
    "supply_teams": Text("特派团", "Teams"),
}

FITTING: Final[Mapping[str, Text]] = {
    "supply_fits_intro": Text(
        "平台拿您的名片和正在征集的需求逐条比较，说明为什么合适、哪里不合适、还缺什么信息。",
        "Your profile is compared with every published need; you see what speaks for it, "
        "what against, and what is not known.",
    ),
    "supply_not_yet": Text("您还不能响应需求", "You cannot respond to needs yet"),
    "supply_not_yet_advice": Text(
        "个人请先登记为专家；机构请在“我的账号”登记单位，核验后即可。",
        "Persons register as experts first; an organization is registered under My account and "
        "may respond once it is verified.",
    ),
    "supply_no_entry": Text("还没有名片", "You have no profile yet"),
    "supply_no_entry_advice": Text(
        "写清楚您会什么、做过什么，平台才能把合适的需求送到您面前。",
        "Say what you can do and have done, so that needs that fit can be found for you.",
    ),
    "supply_new_entry": Text("新建名片", "Write a profile"),
    "supply_narrow": Text("筛选", "Narrow down"),
    "supply_as_entry": Text("用哪张名片", "As which profile"),
    "supply_industry": Text("行业", "Industry"),
    "supply_any": Text("不限", "Any"),
    "supply_fits_count": Text(
        "找到 {count} 条，按合适程度排列（比较了 {considered} 条需求）。",
        "{count} found, best first ({considered} needs compared).",
    ),
    "supply_unknown_many": Text(
        "{count} 项尚不清楚；分数怎么来的", "{count} things are not known; how the score is made up"
    ),
    "supply_no_fit": Text("暂时没有合适的需求", "No need fits at the moment"),
    "supply_no_fit_advice": Text(
        "把专长、案例、资质写得更具体，就更容易被找到；有新需求时平台也会通知您。",
        "Describe your specialties, cases and qualifications in more detail; "
        "you are told when something new fits.",
    ),
    "supply_improve_entry": Text("完善名片", "Improve the profile"),
    "supply_answered": Text("您已响应：", "You have responded:"),
    "supply_go_on": Text("继续填写", "Go on writing"),
    "supply_open_response": Text("查看响应", "Open the response"),
    "supply_respond": Text("我来响应", "Respond"),
    "supply_read_need": Text("查看需求", "Read the need"),
}

RESPONDING: Final[Mapping[str, Text]] = {
    "supply_respond_intro": Text(
        "先说思路，不必写完整方案。对同一条需求只有一份响应，发出前可以随时修改。联系方式在双方同意前不公开。",
        "Say how you would go about it; a full plan is not needed yet. There is one response of "
        "yours to a need, which you may change until it is sent. Your contact details stay hidden "
        "until both sides agree.",
    ),
    "supply_as_entry_hint": Text("企业凭这张名片了解您。", "The firm judges you by this profile."),
    "supply_without_entry": Text("不用名片", "Without a profile"),
    "supply_approach": Text("解决思路", "How you would solve it"),
    "supply_approach_hint": Text(
        "怎么做、需要对方配合什么、大致多久。至少二十个字，至多两千字。",
        "What you would do, what you need from them, roughly how long. 20 to 2,000 characters.",
    ),
    "supply_experience": Text("做过的类似项目", "What of the kind you have done"),
    "supply_experience_hint": Text(
        "写一两个最像的，说明结果。", "One or two that are closest, with how they ended."
    ),
    "supply_available_from": Text("最早什么时候可以开始", "When you could begin"),
    "supply_contact": Text("联系方式", "How to reach you"),
    "supply_contact_hint": Text(
        "只在双方都同意交换后才给企业。电话或邮箱至少填一项。",
        "Passed on only when both sides agree. A telephone number or an e-mail address is needed.",
    ),
    "supply_keep": Text("先保存", "Keep it for now"),
    "supply_team_later": Text(
        "想和别人一起做？先保存，再邀请他们加入。",
        "With others? Keep it first, and then ask them to join.",
    ),
    "supply_send_means": Text(
        "发出后由平台经办人查看并转给企业，进展会通知您。",
        "An operator reads it and passes it on to the firm; you are told how it goes.",
    ),
    "supply_sent": Text(
        "响应已发出。有进展会通知您，也可以在这里查看。",
        "Your response is sent. You are told how it goes, and see it here.",
    ),
    "supply_kept": Text("已保存，尚未发出。", "Kept, and not sent yet."),
    "supply_there": Text(
        "您对这条需求已有一份响应，请在这里继续。",
        "You have a response to this need already; go on with it here.",
    ),
    "supply_moved": Text("已办理。", "Done."),
    "supply_my_response": Text("填写响应", "Write the response"),
    "supply_asked_for": Text("对方要求补充", "More is asked for"),
    "supply_what_changed": Text("补充说明", "Your answer"),
    "supply_what_changed_hint": Text(
        "回答对方的问题，或说明改了什么。", "Answer the question, or say what you changed."
    ),
    "supply_note": Text("说明", "Note"),
    "supply_entry": Text("名片", "Profile"),
    "supply_sure": Text("确定吗？", "Are you sure?"),
    "supply_invited_with": Text("邀请留言", "The invitation says"),
    "supply_team": Text("团队", "Team"),
    "supply_team_hint": Text(
        "本人同意后才算成员；全部同意后企业才能选定。",
        "Nobody is a member before they agree, and all must agree before you can be selected.",
    ),
    "supply_alone": Text("目前只有您自己。", "It is only you at present."),
    "supply_ask_members": Text("邀请成员", "Ask others to join"),
    "supply_members_intro": Text(
        "找到要邀请的专家、机构或设施，写明请对方做什么。对方同意后加入。",
        "Find experts, providers or facilities and say what you ask of them. "
        "They join once they agree.",
    ),
    "supply_look_for": Text("找谁", "Whom do you look for"),
    "supply_look_for_hint": Text(
        "姓名、单位、专长，或拼音首字母。", "A name, an organization or a specialty."
    ),
    "supply_look": Text("查找", "Look"),
    "supply_search_away": Text(
        "查找暂时没有应答，请稍后再试。", "The search does not answer; try again in a moment."
    ),
    "supply_ask": Text("邀请加入", "Ask to join"),
    "supply_role": Text("在团队中的角色", "Part in the team"),
    "supply_task": Text("请对方做什么", "What you ask of them"),
    "supply_nobody_found": Text("没有找到", "Nobody was found"),
    "supply_nobody_found_advice": Text(
        "换个说法，或只写姓名中的一部分。", "Try other words, or only a part of the name."
    ),
    "supply_member_asked": Text(
        "邀请已发出，等对方同意。", "They are asked; you are told what they answer."
    ),
    "supply_member_dismissed": Text("已移出团队。", "They are no longer in the team."),
    "supply_dismiss": Text("移出团队", "Take out"),
    "supply_dismiss_question": Text("移出后可以再次邀请。", "You can ask them again afterwards."),
    "supply_consent_pending": Text("等待答复", "Has not answered"),
    "supply_consent_agreed": Text("已同意", "Has agreed"),
    "supply_consent_refused": Text("未同意", "Has refused"),
    "supply_agree": Text("同意加入", "Agree to take part"),
    "supply_refuse": Text("不参加", "Do not take part"),
    "supply_refuse_question": Text("发起人会收到您的答复。", "Whoever asked is told your answer."),
    "supply_consent_given": Text("您的答复已记录。", "Your answer is noted."),
}

LISTS: Final[Mapping[str, Text]] = {
    "supply_which_responses": Text("哪些响应", "Which responses"),
    "supply_as_author": Text("我发起的", "Written by me"),
    "supply_as_member": Text("邀请我参加的", "I am asked to join"),
    "supply_late": Text("已超时的", "Overdue"),
    "supply_none_author": Text("还没有响应", "No responses yet"),
    "supply_none_author_advice": Text(
        "看看哪些需求适合您；收到邀请也会出现在这里。",
        "See which needs fit you. Invitations appear here, too.",
    ),
    "supply_none_member": Text("没有人邀请您", "Nobody has asked you"),
    "supply_none_member_advice": Text(
        "别人组团响应需求并邀请您时，会出现在这里，也会通知您。",
        "When somebody asks you to take part in their response, it appears here and you are told.",
    ),
    "supply_none_late": Text("没有超时的响应", "Nothing is overdue"),
    "supply_none_late_advice": Text("都在时限之内。", "Everything is within its time."),
    "supply_need_gone": Text("需求已不公开", "A need that is not public any more"),
    "supply_your_turn": Text("等您处理，截止", "Your turn, until"),
    "supply_waits_for": Text("等{who}处理，截止", "Waits for {who}, until"),
    "supply_part_": Text("对方", "somebody"),
    "supply_part_author": Text("响应方", "the author"),
    "supply_part_member": Text("成员", "a member"),
    "supply_part_firm": Text("企业", "the firm"),
    "supply_part_operator": Text("平台经办人", "the operator"),
    "supply_part_system": Text("平台", "the platform"),
    "supply_rests": Text("需求暂停，响应随之暂停", "Rests as long as the need does"),
    "supply_changed": Text("更新于", "changed"),
    "supply_on_table": Text("目前的报价", "On the table"),
    "supply_days": Text("{count} 天", "{count} days"),
    "supply_valid_until": Text("有效期至", "valid until"),
    "supply_to_engagement": Text("进入合作", "To the engagement"),
    "supply_work": Text("合作事项", "Work"),
    "supply_state": Text("状态", "State"),
    "supply_nothing_due": Text("无", "none"),
    "supply_no_engagement": Text("还没有合作", "No engagements yet"),
    "supply_no_engagement_advice": Text(
        "企业选定您的响应后，合作会出现在这里。",
        "Once a firm selects your response, the work appears here.",
    ),
}

SUPPLY: Final[Mapping[str, Text]] = {
    **PLACES,
    **FITTING,
    **RESPONDING,
    **LISTS,
    **OWN_ENTRIES,
    **PROFILES,
    **CAREERS,
}
