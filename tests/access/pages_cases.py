"""Who may open the pages of cases: people with accounts, of whom there is none here."""

from typing import Final
from uuid import UUID

from tests.access.matrix import ALL, WHO, Matrix, Row

_LED_ON: Final = (303,) * len(WHO)

CASES_IDS: Final = {
    **dict.fromkeys(
        (
            "response_id",
            "grant_id",
            "engagement_id",
            "file_id",
            "milestone_id",
            "amendment_id",
            "follow_up_id",
            "registration_id",
            "record_id",
        ),
        str(UUID(int=7)),
    ),
    "tab": "work",
    "name": "review",
}

CASES: Final[Matrix] = {
    ("POST", "/needs/new/check"): [Row(ALL)],
    **{
        (method, path): [Row(_LED_ON)]
        for method, path in (
            ("GET", "/needs/{need_id}/responses"),
            ("GET", "/needs/{need_id}/select/{response_id}"),
            ("POST", "/needs/{need_id}/select/{response_id}"),
            ("GET", "/needs/{need_id}/matches"),
            ("POST", "/needs/{need_id}/invitations"),
            ("GET", "/needs/{need_id}/grants"),
            ("GET", "/needs/{need_id}/ask"),
            ("POST", "/needs/{need_id}/ask"),
            ("GET", "/served-hours"),
            ("POST", "/served-hours/{registration_id}/{record_id}"),
            ("GET", "/grants/{grant_id}"),
            ("POST", "/grants/{grant_id}/steps/{action}"),
            ("GET", "/responses/{response_id}"),
            ("POST", "/responses/{response_id}/steps/{action}"),
            ("GET", "/engagements/{engagement_id}"),
            ("GET", "/engagements/{engagement_id}/files/{file_id}"),
            ("POST", "/engagements/{engagement_id}/files"),
            ("POST", "/engagements/{engagement_id}/steps/{action}"),
            ("POST", "/engagements/{engagement_id}/deeds/{name}"),
            ("POST", "/engagements/{engagement_id}/milestones/{milestone_id}/steps/{action}"),
            ("POST", "/engagements/{engagement_id}/amendments/{amendment_id}/steps/{action}"),
            ("POST", "/engagements/{engagement_id}/follow-ups/{follow_up_id}"),
            ("GET", "/engagements/{engagement_id}/{tab}"),
        )
    },
}
