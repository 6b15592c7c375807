"""The sentences of the steps in which a need is written and posted."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

POSTING: Final[Mapping[str, Text]] = {
    "post_need": Text("发布需求", "Post a need"),
    "post_this": Text("发布这条需求", "Post this need"),
    "post_this_hint": Text(
        "把它发布出来，让合适的人来响应：已填写的内容会带过去，分四步补充，随时可以停下。",
        "Post it so that those who fit can respond. What you typed goes along; four short steps "
        "add the rest, and you can stop at any of them.",
    ),
    "steps": Text("步骤", "Steps"),
    "step_of": Text("第 {step} 步，共 4 步", "Step {step} of 4"),
    "step_1": Text("说清问题", "The problem"),
    "step_2": Text("目标与条件", "Targets and conditions"),
    "step_3": Text("谁能看到什么", "Who sees what"),
    "step_4": Text("检查并提交", "Check and post"),
    "step_1_intro": Text(
        "用平常的话写：出了什么问题，在什么条件下，试过什么办法。",
        "Plain words: what goes wrong, under what conditions, and what you have tried.",
    ),
    "step_2_intro": Text(
        "都可以不填。写得越清楚，来响应的人越合适。",
        "All of it is optional. The clearer it is, the better those fit who respond.",
    ),
    "step_3_intro": Text(
        "您决定哪些内容公开。联系方式只有运营人员看得到，双方同意后才会交换。",
        "You decide what is public. Only operators see how to reach you; contacts are exchanged "
        "when both sides agree.",
    ),
    "step_4_intro": Text(
        "下面是别人将看到的内容。提示只是建议，不影响提交。",
        "This is what others will see. The hints are advice; you can post without following them.",
    ),
    "kept_here": Text(
        "每一步都会保存。未登录时保存一天，只在这个浏览器中；登录后保存三十天。",
        "Every step is saved: for a day in this browser only, for thirty days once you sign in.",
    ),
    "title": Text("标题", "Title"),
    "title_hint": Text(
        "一句话，例如：铝壳电池焊接后气孔多。",
        "One line, such as: pores after welding aluminium battery cases.",
    ),
    "description": Text("问题描述", "Description"),
    "description_hint": Text(
        "不要写不宜公开的内容，第 3 步有单独的地方。",
        "Nothing that must stay secret: step 3 has a place for that.",
    ),
    "metric_targets": Text("要达到的指标", "Figures to be reached"),
    "metric_legend": Text("指标 {number}", "Figure {number}"),
    "metric_more": Text("还有别的指标", "More figures"),
    "metric_name": Text("指标名称", "What is measured"),
    "metric_present_value": Text("目前", "At present"),
    "metric_comparison": Text("要求", "Shall be"),
    "metric_target_value": Text("目标值", "Target"),
    "metric_target_high": Text("上限（只用于区间）", "Upper end (of a range only)"),
    "metric_unit": Text("单位", "Unit"),
    "comparison_<=": Text("不大于", "at most"),
    "comparison_>=": Text("不小于", "at least"),
    "comparison_=": Text("等于", "exactly"),
    "comparison_between": Text("区间", "in a range"),
    "budget_min": Text("预算下限（元）", "Budget at least (CNY)"),
    "urgency": Text("紧急程度", "How pressing"),
    "urgency_normal": Text("一般", "Normal"),
    "urgency_urgent": Text("紧急", "Urgent"),
    "industry_code": Text("所属行业", "Industry"),
    "not_said": Text("不填", "Not said"),
    "confidentiality": Text("公开范围", "Who may read it"),
    "confidentiality_open": Text("公开：任何人都能读", "Open: everybody may read it"),
    "confidentiality_registered": Text(
        "登记可见：未登录的人只看到概要",
        "Registered readers: others see an outline only",
    ),
    "confidentiality_confidential": Text(
        "保密：只公开标题和摘要，您同意后对方才能看全文",
        "Confidential: title and summary are public, the rest only for whom you let in",
    ),
    "public_summary": Text("公开摘要", "Public summary"),
    "public_summary_hint": Text(
        "任何人都能看到；选“保密”时必须填写。",
        "Everybody sees it; needed if the need is confidential.",
    ),
    "confidential_detail": Text("保密内容", "Confidential detail"),
    "confidential_detail_hint": Text(
        "只有您、运营人员和您同意的人看得到。",
        "For you, the operators and those you let in.",
    ),
    "org_hidden": Text("不公开单位名称", "Keep the name of my organization back"),
    "contact_name": Text("联系人", "Contact"),
    "contact_phone": Text("联系电话", "Telephone"),
    "contact_email": Text("联系邮箱", "E-mail of the contact"),
    "contact_hint": Text(
        "电话和邮箱至少填一项，运营人员据此与您联系。",
        "A number or an address is needed, so that the operators can reach you.",
    ),
    "next_step": Text("保存，下一步", "Save and go on"),
    "back_step": Text("保存，上一步", "Save and go back"),
    "save_for_later": Text("保存，以后再写", "Save for later"),
    "change_this": Text("修改", "Change"),
    "hints": Text("还可以补充", "What could be added"),
    "complete": Text("完整度", "Completeness"),
    "nothing_missing": Text("该写的都写了。", "Nothing is missing."),
    "check_away": Text(
        "检查服务暂时没有应答，您可以先往下写，内容已保存。",
        "The check does not answer at the moment. Go on writing; what you typed is saved.",
    ),
    "likely": Text("可能帮得上的", "Who could help"),
    "none_near_posting": Text(
        "不影响发布：发布以后，平台专员会为没有对口结果的需求找人。",
        "Post it all the same: the platform's staff look for somebody where nothing fits.",
    ),
    "likely_note": Text(
        "比较了 {count} 条记录，这里是前几名。提交并发布后可以邀请他们。",
        "The first few of {count} records. Once the need is published you can invite them.",
    ),
    "examples": Text("看看别人怎么写（按行业）", "See how others write it, by industry"),
    "examples_note": Text(
        "选一个接近的，改成您自己的情况。", "Take one that is close and make it your own."
    ),
    "example_take": Text("从这个例子开始", "Begin from this one"),
    "similar_needs": Text("已有相似的需求", "Similar needs"),
    "similar_hint": Text(
        "如果是同一个问题，可以加入：问的单位越多，越有人愿意来解决。",
        "If it is the same problem, join: the more ask, the more it is worth to solve it.",
    ),
    "join": Text("加入这条需求", "Join this need"),
    "leave_need": Text("撤销加入", "Undo joining"),
    "left_need": Text("已撤销加入。", "You have not joined it any more."),
    "look_at": Text("查看", "Look at it"),
    "joined": Text(
        "已加入这条需求，有进展会通知您。您自己的草稿仍在“我的需求”中。",
        "You have joined this need and hear of its progress. "
        "Your own draft is still under My needs.",
    ),
    "is_public": Text("任何人看到", "Everybody sees"),
    "is_registered": Text("登录并核验的用户看到", "Registered and verified readers see"),
    "is_let_in": Text("您同意的人看到", "Those you let in see"),
    "is_private": Text("只有您和运营人员看到", "Only you and the operators see"),
    "nothing_here": Text("没有填写", "Nothing said"),
    "submit_need": Text("提交需求", "Post the need"),
    "submit_hint": Text(
        "提交后运营人员会审核，并在规定时限内与您联系。",
        "An operator looks at it and gets in touch with you within the published time.",
    ),
    "who_posts": Text("还差一步：让我们知道是谁在求助", "One thing more: who asks?"),
    "who_posts_hint": Text(
        "发布需求需要账号和经核验的单位，这样响应的人知道对方是真实的。您填写的内容已保存，不会丢失。",
        "To post a need takes an account and a verified organization, so that those who respond "
        "know you are real. What you typed is saved and not lost on the way.",
    ),
    "register_and_post": Text("注册并发布", "Register and post"),
    "sign_in_and_post": Text("登录并发布", "Sign in and post"),
    "organization_first": Text(
        "请先登记您的单位，核验通过后即可提交。草稿保存三十天。",
        "Register your organization first; once it is verified you can post. "
        "The draft is kept for thirty days.",
    ),
    "organization_waits": Text(
        "您的单位正在核验，通常一个工作日内完成，结果会发到您的邮箱。草稿保存三十天，核验通过后从“我的需求”继续提交。",
        "Your organization is being verified, usually within a working day; the result comes by "
        "e-mail. The draft is kept for thirty days: go on from My needs.",
    ),
    "discard_question": Text(
        "删除后不能恢复，确定删除吗？", "It cannot be brought back. Discard it?"
    ),
    "discard": Text("删除草稿", "Discard the draft"),
    "open_draft": Text("继续填写", "Go on writing"),
}
