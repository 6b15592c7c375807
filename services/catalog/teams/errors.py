"""What can be wrong with teams."""

from uuid import UUID

from shared.errors import ConflictError, ForbiddenError, NotFoundError, Text


class TeamNotFoundError(NotFoundError):
    """There is none, or none that the caller may know of."""

    slug = "team-not-found"
    title = Text("没有此特派团", "No such team")
    detail = Text("没有编号为 {team_id} 的特派团。", "There is no team {team_id}.")

    def __init__(self, team_id: UUID) -> None:
        super().__init__(team_id=team_id)


class LeadOnlyError(ForbiddenError):
    """Only who leads the team may do this."""

    slug = "lead-only"
    detail = Text("此操作仅限团长。", "Only who leads the team may do this.")


class NotAskedError(NotFoundError):
    """The team has no such member."""

    slug = "not-asked"
    title = Text("不是该团成员", "No member of the team")
    detail = Text("该特派团没有此成员。", "The team has no such member.")


class NobodyToAskError(ConflictError):
    """Nobody answers for an expert's file, so nobody can agree."""

    slug = "nobody-to-ask"
    title = Text("该专家无法确认", "Nobody can agree for this expert")
    detail = Text(
        "专家档案 {expert_id} 没有本人账号或不在用，无法征求同意；请先由本人登记。",
        "The file {expert_id} is nobody's or not in use; its person must register first.",
    )

    def __init__(self, expert_id: UUID) -> None:
        super().__init__(expert_id=expert_id)


class MembersSettledError(ConflictError):
    """Members are chosen while the team is forming."""

    slug = "members-settled"
    title = Text("成员已确定", "The members are settled")
    detail = Text(
        "只有组建中的特派团可以增减成员；请先退回修改。",
        "Only a team that is forming takes or loses members; revise it first.",
    )


class ReasonMissingError(ConflictError):
    """Who declines says why."""

    slug = "reason-missing"
    title = Text("须说明原因", "Say why")
    detail = Text("谢绝或退出须给出原因代码。", "Who declines or leaves gives a reason_code.")
