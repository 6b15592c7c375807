"""The sentences of the pages about teams."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

TEAMS: Final[Mapping[str, Text]] = {
    "team_title": Text("组队方案", "Put a team together"),
    "team_intro": Text(
        "一家做不完的需求，先拆成几部分，再看谁来做哪一部分：合适、好联系、忙得过来、花费合理的一组。",
        "A need that takes more than one: split it into parts, then see who could do which. The "
        "suggestion weighs how well each fits, how many have to be contacted, load and price.",
    ),
    "team_offer": Text("一家做不完？看看组队方案", "More than one can do? See a team for it"),
    "team_text": Text("需求", "The need"),
    "team_split": Text("拆成几部分", "Split it into parts"),
    "team_split_again": Text("重新拆分", "Split it again"),
    "team_parts": Text("各部分", "The parts"),
    "team_parts_hint": Text(
        "按文字里的技术词拆出来的，请按实际修改；名称留空的部分不算。",
        "Split by the technical terms of the text. Change them as they really are; a part "
        "without a name does not count.",
    ),
    "team_part": Text("第 {number} 部分", "Part {number}"),
    "team_part_name": Text("做什么", "What is to be done"),
    "team_part_text": Text("具体要求", "In detail"),
    "team_independent": Text(
        "由不参与其他部分的单位来做（如检测、验收）",
        "By an organization that does nothing else of it (a test, an acceptance)",
    ),
    "team_organization": Text(
        "需求单位（不推荐给自己）", "Whose need it is (not offered themselves)"
    ),
    "team_choose": Text("推荐一组人", "Suggest a team"),
    "team_no_parts": Text(
        "文字里没有找到技术词，请自己写出各部分。",
        "The text names no technology that is known here; please write the parts yourself.",
    ),
    "team_found": Text(
        "推荐 {members} 位成员，需要联系 {contacts} 家",
        "{members} members of {contacts} organizations",
    ),
    "team_compared": Text("比较了 {count} 条资料。", "{count} records were compared."),
    "team_gap": Text(
        "时间有限，可能还有便宜 {share} 以内的方案。",
        "Time was short: another team might still be cheaper, by {share} at most.",
    ),
    "team_nobody": Text("没有找到能做这一部分的人", "Nobody was found who could do this part"),
    "team_nobody_advice": Text(
        "换个说法、写得更具体，或发布需求后由运营人员帮忙寻找。",
        "Say it in other words or in more detail; or post the need and let the operators look.",
    ),
    "team_qualified": Text("共有 {count} 位可以做", "{count} could do it"),
    "team_members": Text("如果少了谁", "If one could not take part"),
    "team_member": Text("成员", "Member"),
    "team_covers": Text("负责", "Does"),
    "team_without": Text("没有 TA 时", "Without them"),
    "team_joins": Text("由 {names} 接替", "{names} would step in"),
    "team_opens": Text("“{parts}”将没有人做", "Nobody would do “{parts}”"),
    "team_same": Text("其他成员可以承担", "The other members would take over"),
    "team_loss": Text("整体分值减少 {points} 分", "the team would be {points} points worse"),
    "team_remarks": Text("请注意", "Please note"),
    "team_sign_in_hint": Text(
        "结果不会保存，也不会通知任何人。", "Nothing is kept and nobody is told."
    ),
}
