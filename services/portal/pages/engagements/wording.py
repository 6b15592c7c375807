"""The sentences about engagements: agreements, work, acceptance, reviews and disputes."""

from collections.abc import Mapping
from typing import Final

from services.portal.pages.engagements.outcome_wording import OUTCOME_WORDS
from shared.language import Text

ENGAGEMENT_ACTIONS: Final[Mapping[str, Text]] = {
    "sign_nda": Text("签署保密约定", "Sign the confidentiality agreement"),
    "conclude_nda": Text("保密约定生效", "Confidentiality agreed"),
    "negotiate": Text("开始洽谈", "Begin to negotiate"),
    "draft_contract": Text("起草或修改合同", "Draft or change the contract"),
    "sign_contract": Text("签署合同", "Sign the contract"),
    "conclude_contract": Text("合同生效", "Contract concluded"),
    "register": Text("填写合同登记号", "Note the contract's registration"),
    "start": Text("开始实施", "Begin the work"),
    "amend": Text("变更生效", "Changed as agreed"),
    "deliver": Text("交付成果", "Hand over the result"),
    "request_changes": Text("要求整改", "Ask for changes"),
    "accept": Text("验收通过", "Accept the result"),
    "dispute": Text("提出争议", "Open a dispute"),
    "withdraw_dispute": Text("撤回争议，继续实施", "Withdraw the dispute and go on"),
    "withdraw_refusal": Text("撤回争议，回到验收", "Withdraw the dispute; look at the result"),
    "decide_work": Text("裁定：继续实施", "Decide: the work goes on"),
    "decide_acceptance": Text("裁定：回到验收", "Decide: back to acceptance"),
    "decide_termination": Text("裁定：终止合作", "Decide: it ends"),
    "suspend": Text("中止", "Suspend"),
    "resume": Text("恢复实施", "Resume the work"),
    "terminate": Text("终止合作", "End the cooperation"),
    "close_reviews": Text("互评结束", "Reviews closed"),
    "follow_up": Text("进入回访", "Follow-up"),
    "archive": Text("归档", "Archive"),
    "reopen_follow_up": Text("问题又出现了", "The problem is back"),
    "escalate": Text("超时提醒", "Overdue"),
}

MILESTONE_WORDS: Final[Mapping[str, Text]] = {
    "milestone_status_pending": Text("待开始", "Pending"),
    "milestone_status_in_progress": Text("进行中", "In progress"),
    "milestone_status_delayed": Text("已延迟", "Delayed"),
    "milestone_status_completed": Text("已完成", "Completed"),
    "milestone_action_start": Text("开始", "Begin"),
    "milestone_action_delay": Text("延期", "Delay"),
    "milestone_action_complete": Text("完成", "Complete"),
    "milestone_action_reopen": Text("退回重做", "Send back"),
    "milestones": Text("里程碑", "Milestones"),
    "no_milestones": Text("还没有里程碑。", "There are no milestones yet."),
    "no_milestones_advice": Text(
        "把工作分成几步，写上日期，双方都能随时看到进度。",
        "Divide the work into steps with dates, and both see how it goes.",
    ),
    "milestone_plan": Text("添加里程碑", "Add a milestone"),
    "milestone_title": Text("要完成什么", "What is to be done"),
    "milestone_due": Text("完成日期", "By"),
    "milestone_new_due": Text("新的日期（可不填）", "The new date (optional)"),
    "milestone_none": Text("不属于某个里程碑", "None of them"),
    "milestone_of": Text("属于里程碑", "Milestone"),
    "milestone_progress": Text(
        "已完成 {done} 项，共 {all} 项", "{done} of {all} milestones completed"
    ),
    "files": Text("文件", "Files"),
    "no_files": Text("还没有文件。", "There are no files yet."),
    "file_hand_in": Text("上传文件", "Hand in a file"),
    "uploading": Text("正在上传", "On its way"),
    "upload_broken": Text(
        "上传中断，文件没有保存。请检查网络，再上传一次。",
        "It broke off, and the file was not kept. Look after the connection, and try again.",
    ),
    "file_choose": Text("选择文件", "The file"),
    "file_hint": Text(
        "PDF、Word、Excel、PPT、图片、TXT、CSV，最大 32 MB。",
        "PDF, Word, Excel, PowerPoint, pictures, TXT or CSV; 32 MB at most.",
    ),
    "file_purpose": Text("用途", "What it is for"),
    "file_name": Text("文件名", "Name"),
    "file_by": Text("上传方", "From"),
    "file_size": Text("大小", "Size"),
    "file_at": Text("时间", "When"),
    "purpose_result": Text("交付成果", "Result"),
    "purpose_evidence": Text("证明材料", "Evidence"),
    "purpose_contract": Text("合同文本", "Contract"),
    "purpose_other": Text("其他", "Other"),
}

AMENDMENT_WORDS: Final[Mapping[str, Text]] = {
    "amendment_status_proposed": Text("待对方确认", "Proposed"),
    "amendment_status_agreed": Text("双方同意", "Agreed"),
    "amendment_status_refused": Text("对方不同意", "Refused"),
    "amendment_status_withdrawn": Text("已撤回", "Withdrawn"),
    "amendment_status_lapsed": Text("逾期失效", "Lapsed"),
    "amendment_action_agree": Text("同意", "Agree"),
    "amendment_action_refuse": Text("不同意", "Refuse"),
    "amendment_action_withdraw": Text("撤回", "Take it back"),
    "amendment_reason_not_justified": Text("理由不充分", "Not justified"),
    "amendment_reason_too_expensive": Text("价格不能接受", "Too expensive"),
    "amendment_reason_too_late": Text("时间不能接受", "Too late"),
    "amendment_reason_out_of_scope": Text("超出合同范围", "Outside the contract"),
    "amendment_reason_other": Text("其他（见说明）", "Other (see the note)"),
    "amendments": Text("变更与终止", "Changes and ending it"),
    "amendments_note": Text(
        "签了合同以后，日期、价格、内容的变更和终止都要对方同意。",
        "Once the contract is signed, other dates, prices or scope, and an end, need both.",
    ),
    "amendment_propose": Text("提出变更或终止", "Propose a change, or to end it"),
    "amendment_kind": Text("提出什么", "What you propose"),
    "amendment_kind_change": Text("变更", "A change"),
    "amendment_kind_termination": Text("协商终止", "To end it"),
    "amendment_only_change": Text("只在变更时填写。", "With a change only."),
    "amendment_why": Text("理由", "Why"),
    "amendment_send": Text("发给对方", "Propose it"),
}

TURN_WORDS: Final[Mapping[str, Text]] = {
    "turn_yours": Text("现在轮到您。", "It is your turn."),
    "turn_both": Text("现在轮到您和对方。", "It is the turn of both of you."),
    "turn_sides": Text("现在轮到双方。", "It is the turn of both sides."),
    "turn_firm": Text("现在等企业。", "It is the firm's turn."),
    "turn_helper": Text("现在等服务方。", "It is the helper's turn."),
    "turn_operator": Text("现在等运营人员。", "It is the operators' turn."),
    "turn_nobody": Text("目前不需要您做什么。", "There is nothing for you to do now."),
    "turn_go_in_progress": Text("看里程碑、上传文件", "Milestones and files"),
    "turn_go_changes_requested": Text("看里程碑、上传文件", "Milestones and files"),
    "turn_go_disputed": Text("去陈述", "State your side"),
    "turn_go_accepted": Text("去评价", "Give your review"),
    "turn_go_reviewed": Text("回复回访", "Answer the follow-up"),
    "turn_go_follow_up": Text("回复回访", "Answer the follow-up"),
    "engagement_side": Text("您的身份", "Your side"),
}

ENGAGEMENTS: Final[Mapping[str, Text]] = {
    **{f"engagement_action_{name}": label for name, label in ENGAGEMENT_ACTIONS.items()},
    **MILESTONE_WORDS,
    **AMENDMENT_WORDS,
    **OUTCOME_WORDS,
    **TURN_WORDS,
    "engagement": Text("合作", "Cooperation"),
    "engagement_tabs": Text("这次合作", "This cooperation"),
    "engagement_tab_overview": Text("概况与合同", "Overview"),
    "engagement_tab_work": Text("进度与文件", "Work and files"),
    "engagement_tab_outcome": Text("验收与评价", "Acceptance"),
    "engagement_tab_dispute": Text("争议", "Dispute"),
    "engagement_tab_record": Text("记录", "Record"),
    "engagement_as_firm": Text("您是企业方", "You are the firm"),
    "engagement_as_helper": Text("您是服务方", "You are the helper"),
    "engagement_as_member": Text("您是团队成员", "You are of the team"),
    "engagement_as_operator": Text("您是经办人", "You are the operator"),
    "engagement_next_proposed": Text(
        "可以先签保密约定，或直接开始洽谈。",
        "Sign the confidentiality agreement first, or begin to negotiate at once.",
    ),
    "engagement_next_nda_signed": Text(
        "保密约定已生效，可以开始洽谈。", "Confidentiality is agreed; begin to negotiate."
    ),
    "engagement_next_negotiating": Text(
        "一方起草合同，双方都签署同一份文本后生效。",
        "Either side drafts the contract; it holds once both have signed the same text.",
    ),
    "engagement_next_contract_signed": Text(
        "合同已生效，可以开始实施；技术合同可以先登记。",
        "The contract holds: begin the work. A technology contract may be registered first.",
    ),
    "engagement_next_registered": Text("可以开始实施。", "Begin the work."),
    "engagement_next_in_progress": Text(
        "服务方按里程碑推进，完成后上传成果并交付。",
        "The helper goes on by milestones, hands in the result and delivers it.",
    ),
    "engagement_next_delivered": Text(
        "企业验收：通过，或要求整改；逾期会提醒。",
        "The firm accepts the result or asks for changes, in time.",
    ),
    "engagement_next_changes_requested": Text(
        "服务方整改后重新交付。", "The helper makes the changes and delivers again."
    ),
    "engagement_next_accepted": Text(
        "验收已通过，双方互相评价；都评价后才能看到对方的评价。",
        "It is accepted, and both review each other; each reads the other's once both are given.",
    ),
    "engagement_next_reviewed": Text(
        "双方已互评，几个月后会问企业问题是否仍然解决。",
        "Both were reviewed; months later the firm is asked whether it is still solved.",
    ),
    "engagement_next_follow_up": Text(
        "到期时企业回复问题是否仍然解决。", "When asked, the firm says whether it is still solved."
    ),
    "engagement_next_archived": Text("已归档。", "It is archived."),
    "engagement_next_suspended": Text(
        "已中止；原因消除后由运营人员恢复。", "It rests; an operator resumes it."
    ),
    "engagement_next_terminated": Text(
        "合作已终止，需求可以重新打开。", "It has ended; the need can be opened again."
    ),
    "engagement_next_disputed": Text(
        "双方在争议页陈述并提交证据，运营人员裁定。",
        "Both state their side with evidence on the dispute's page; an operator decides.",
    ),
    "engagement_lead_deliver": Text(
        "请先完成全部里程碑，并上传交付成果。",
        "Complete all milestones and hand in the result as a file first.",
    ),
    "engagement_lead_dispute": Text(
        "争议期间时钟照走，双方各自陈述，由运营人员裁定。能商量的请先商量。",
        "Both state their side and an operator decides. Try to agree first.",
    ),
    "engagement_lead_terminate": Text(
        "终止后不能恢复，对方会看到原因。", "This cannot be undone; the other side reads why."
    ),
    "engagement_lead_start": Text(
        "双方准备好了就开始，时间从今天算起。", "When both are ready; the time counts from today."
    ),
    "engagement_words": Text("陈述", "What you state"),
    "agreed_terms": Text("选定时的条件", "What was offered and chosen"),
    "nda": Text("保密约定", "Confidentiality agreement"),
    "nda_show": Text("查看全文", "Read it"),
    "open_response_of": Text("查看响应与报价", "The response and its offers"),
    "contract_dates": Text("起止日期", "Dates"),
    "nda_read": Text("我已阅读并代表本方签署", "I have read it and sign for my side"),
    "signed_by_firm": Text("企业已签", "Signed by the firm"),
    "signed_by_helper": Text("服务方已签", "Signed by the helper"),
    "unsigned_by_firm": Text("企业未签", "Not signed by the firm"),
    "unsigned_by_helper": Text("服务方未签", "Not signed by the helper"),
    "contract": Text("合同", "Contract"),
    "no_contract": Text("还没有合同草案。", "There is no draft yet."),
    "contract_version": Text(
        "第 {version} 稿，{side}起草于 {at}", "Draft {version} by {side}, {at}"
    ),
    "contract_draft_void": Text(
        "提交新稿后，对旧稿的签署作废。",
        "With a new draft, signatures under earlier ones are void.",
    ),
    "contract_send": Text("提交合同稿", "Propose this draft"),
    "contract_kind": Text("合同类型", "Kind"),
    "kind_development": Text("技术开发合同", "Technology development"),
    "kind_transfer": Text("技术转让合同", "Technology transfer"),
    "kind_licence": Text("技术许可合同", "Technology licence"),
    "kind_consulting": Text("技术咨询合同", "Technology consulting"),
    "kind_service": Text("技术服务合同", "Technology service"),
    "contract_scope": Text("内容与验收标准", "Scope, and how it is accepted"),
    "contract_price": Text("价款（元）", "Price (CNY)"),
    "contract_price_told": Text("价款", "Price"),
    "contract_payment": Text("付款方式", "Payment"),
    "contract_ip": Text("成果归属", "Whose the results are"),
    "contract_start": Text("开始日期", "Begins"),
    "contract_finish": Text("完成日期", "Finishes"),
    "contract_sign_lead": Text(
        "签署的是上面这一稿；对方也签署后生效。",
        "You sign the draft above; it holds once both have.",
    ),
    "registration_number": Text("合同登记号", "Registration number"),
    "registered_on": Text("登记日期", "Registered on"),
    "accept_go": Text("去验收", "Look at the result and accept it"),
    "dispute_none": Text("没有争议。", "There is no dispute."),
    "dispute_none_advice": Text(
        "对成果、进度或付款有分歧时，可以在概况页提出争议。",
        "If you disagree on result, progress or payment, open a dispute on the overview.",
    ),
    "dispute_said": Text("双方陈述", "What was stated"),
    "dispute_nothing_said": Text("还没有人陈述。", "Nothing was stated yet."),
    "dispute_state": Text("陈述", "State your side"),
    "dispute_send": Text("提交陈述", "Send it"),
    "dispute_files": Text("所依据的文件", "Files it rests on"),
    "party_firm": Text("企业", "the firm"),
    "party_helper": Text("服务方", "the helper"),
    "party_member": Text("团队成员", "a member of the team"),
    "party_operator": Text("运营人员", "an operator"),
    "party_opener": Text("提出方", "who opened it"),
    "party_system": Text("平台", "the platform"),
}
