"""The sentences about common problems."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

PROBLEMS: Final[Mapping[str, Text]] = {
    "problems_heading": Text("共性技术难题", "Common technical problems"),
    "problems_intro": Text(
        "多家企业卡在同一项技术上、目录里又没有合适的人，或者一直没有人响应。解决一个，就帮到一批企业。",
        "Matters with which several firms are stuck and for which nobody in the directory is close "
        "enough, and needs that nobody has answered. Whoever solves one of them helps many.",
    ),
    "problems_count": Text("{count} 条需求", "{count} needs"),
    "problems_missing": Text("还涉及", "Also about"),
    "problems_needs": Text("这些需求都提到它", "The needs that speak of it"),
    "problems_more": Text("其余 {count} 条", "{count} more"),
    "problems_answer": Text("我能解决", "I can solve it"),
    "problems_read": Text("查看", "Read it"),
    "problems_closest": Text("看看谁最接近", "See who comes closest"),
    "problems_as_of": Text("统计于", "As of"),
    "problems_shared": Text("多家企业共有", "Shared by several firms"),
    "problems_unanswered": Text("一直没有人响应", "Answered by nobody so far"),
    "problems_unanswered_intro": Text(
        "平台放宽条件、多次邀请、经办人牵线、建议组团之后仍没有人响应，按“不落空”规则转为共性难题，继续寻找。",
        "Wider matches, invitations, a broker and a suggested team have brought nobody. By the "
        "rule that no need is left to lie these count as common problems; the search goes on.",
    ),
    "problems_unanswered_none": Text(
        "现在没有。新发布的需求都还在寻找或已有人响应。",
        "None now: for every need somebody is there, or the search has just begun.",
    ),
    "problems_tried": Text(
        "发布于 {day}，已找过 {count} 次", "Posted on {day}, looked for {count} times"
    ),
    "problems_join": Text("怎样参与", "How to take part"),
    "problems_expert": Text("我是专家", "I am an expert"),
    "problems_expert_more": Text(
        "登记后就能回应需求，也会收到合适的新需求",
        "Register, answer needs, and hear of new ones that fit you",
    ),
    "problems_provider": Text("我们能做这类服务", "We offer such a service"),
    "problems_provider_more": Text(
        "登记单位，写明能力，企业就能找到您",
        "Register your organization and say what it can do, so that firms find you",
    ),
    "problems_firm": Text("我也有这个难题", "I have this problem as well"),
    "problems_firm_more": Text(
        "发布出来，需求越多越容易找到人", "Post it: the more needs, the sooner somebody is found"
    ),
    "problems_none": Text("现在没有多家企业共有的难题", "No firms share a problem now"),
    "problems_none_advice": Text(
        "已发布的需求，要么有合适的人，要么只有一家提出。您可以看看单独的需求。",
        "For each published need there is somebody, or only one firm has it. Have a look at the "
        "needs one by one.",
    ),
    "problems_away": Text("暂时查不到共性难题", "Common problems cannot be looked up now"),
    "problems_see": Text("看多家企业共有的难题", "Problems that several firms have"),
}
