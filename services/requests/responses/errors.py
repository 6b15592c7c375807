"""What can be wrong with a response, in this service's words."""

from typing import Self
from uuid import UUID

from typing_extensions import override

from services.requests.responses.domain import STATUS_LABELS, ResponseStatus
from shared.errors import ConflictError, ForbiddenError, NotFoundError
from shared.language import Text
from shared.reasons import ReasonError


class ResponseNotFoundError(NotFoundError):
    """There is no such response, or none that the caller may know of."""

    slug = "response-not-found"
    title = Text("响应不存在", "No such response")
    detail = Text("没有编号为 {response_id} 的响应。", "There is no response {response_id}.")

    def __init__(self, response_id: UUID) -> None:
        super().__init__(response_id=response_id)


class NotYourResponseError(ForbiddenError):
    """The caller may read the response, but this is for others."""

    slug = "not-your-response"
    detail = Text("仅响应方可以执行此操作。", "Only those whose response it is may do this.")


class OwnNeedError(ConflictError):
    """Nobody answers their own need."""

    slug = "own-need"
    title = Text("这是您自己的需求", "Your own need")
    detail = Text("不能响应本单位自己的需求。", "Nobody responds to their own organization's need.")


class NotTakingResponsesError(ConflictError):
    """The need does not take responses at present."""

    slug = "not-taking-responses"
    title = Text("目前不接受响应", "Takes no responses")
    detail = Text("此需求目前不接受响应。", "This need takes no responses at present.")


class AlreadyRespondedError(ConflictError):
    """An author answers a need once; what has ended can be taken up again."""

    slug = "already-responded"
    title = Text("已有响应", "Responded already")
    detail = Text(
        "对同一需求只有一份响应：{response_id}。",
        "There is one response of an author to a need: {response_id}.",
    )

    def __init__(self, response_id: UUID) -> None:
        super().__init__(response_id=response_id)


class ResponseNotEditableError(ConflictError):
    """The response cannot be changed where it stands."""

    slug = "response-not-editable"
    title = Text("当前状态不能修改", "Not editable in this state")
    detail = Text(
        "处于“{state_label}”状态的响应不能修改。",
        "A response that is {state_label} cannot be changed.",
    )

    def __init__(self, status: ResponseStatus) -> None:
        super().__init__(state=status.value, state_label=STATUS_LABELS[status])


class ResponseNotSentError(ConflictError):
    """Its author has not sent it yet."""

    slug = "response-not-sent"
    title = Text("尚未发出", "Not sent yet")
    detail = Text("响应方尚未发出响应。", "The author has not sent the response yet.")


class EntryNotFoundError(NotFoundError):
    """The catalogue has no such entry."""

    slug = "entry-not-found"
    title = Text("目录中没有此条目", "No such entry")
    detail = Text(
        "目录中没有编号为 {entry_id} 的此类条目。", "The catalogue has no such entry {entry_id}."
    )

    def __init__(self, kind: str, entry_id: UUID) -> None:
        super().__init__(kind=kind, entry_id=entry_id)


class EntryUnansweredError(ConflictError):
    """Nobody on the platform answers for an entry, so nobody would read an invitation."""

    slug = "entry-unanswered"
    title = Text("无人应答", "Nobody answers for it")
    detail = Text(
        "目录条目“{entry_title}”尚无人认领，邀请不会有人看到。"
        "请运营人员先联系对方注册，并在目录中把条目的负责人设为其账号，再发出邀请。",
        "Nobody answers for the entry {entry_title} yet, so nobody would read the invitation."
        " An operator has to get them registered and make them the entry's owner in the"
        " catalogue; then invite again.",
    )

    def __init__(self, entry_title: str) -> None:
        super().__init__(entry_title=entry_title)


class EntryUnavailableError(ConflictError):
    """The entry is not in use at present."""

    slug = "entry-unavailable"
    title = Text("条目不在用", "Entry not in use")
    detail = Text(
        "目录条目“{entry_title}”目前不在用。", "The entry {entry_title} is not in use at present."
    )

    def __init__(self, entry_title: str) -> None:
        super().__init__(entry_title=entry_title)


class NotYourEntryError(ForbiddenError):
    """Somebody else answers for the entry."""

    slug = "not-your-entry"
    detail = Text("该目录条目不由您负责。", "Somebody else answers for this entry.")


class MemberNotFoundError(NotFoundError):
    """The team has no such member."""

    slug = "member-not-found"
    title = Text("没有此成员", "No such member")
    detail = Text("团队中没有编号为 {member_id} 的成员。", "The team has no member {member_id}.")

    def __init__(self, member_id: UUID) -> None:
        super().__init__(member_id=member_id)


class AlreadyMemberError(ConflictError):
    """Whoever answers for the entry is in the team already."""

    slug = "already-member"
    title = Text("已在团队中", "In the team already")
    detail = Text("该成员已在团队中。", "Whoever answers for this entry is in the team already.")


class TeamFullError(ConflictError):
    """A team has so many members and no more."""

    slug = "team-full"
    title = Text("团队人数已满", "The team is full")
    detail = Text("团队最多 {limit} 名成员。", "A team has {limit} members at most.")

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class ResponseReasonError(ReasonError):
    """The reason or the note is missing, or does not explain the action."""

    slug = "response-reason-invalid"
    title = Text("原因有误", "Reason missing or unfit")

    @classmethod
    @override
    def unexplained(cls) -> Self:
        return cls._of_note(Text("必须填写说明。", "This needs a note."))
