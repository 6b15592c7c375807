"""The pages of who helps: for people with an account, who are led to the sign-in."""

from typing import Final

from tests.access.matrix import WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)
ID: Final = "00000000-0000-0000-0000-000000000007"

GETS: Final = (
    "/supply",
    "/supply/standing/{kind}/{entry_id}/{need_id}",
    "/supply/responses",
    "/supply/engagements",
    "/supply/respond/{need_id}",
    "/supply/responses/{answer_id}/edit",
    "/supply/responses/{answer_id}/members",
    "/supply/entries",
    "/supply/entries/new",
    "/supply/entries/new/{kind}",
    "/supply/entries/{kind}/{entry_id}",
    "/supply/entries/{kind}/{entry_id}/preview",
    "/supply/registration",
    "/supply/registration/apply",
    "/supply/registration/{registration_id}",
    "/supply/registration/{registration_id}/edit",
    "/supply/teams",
    "/supply/teams/new",
    "/supply/teams/{team_id}",
)
POSTS: Final = (
    "/supply/respond/{need_id}",
    "/supply/responses/{answer_id}/edit",
    "/supply/responses/{answer_id}/steps/{action}",
    "/supply/responses/{answer_id}/members",
    "/supply/responses/{answer_id}/members/{member_id}/dismiss",
    "/supply/responses/{answer_id}/members/{member_id}/consent",
    "/supply/entries/new/{kind}",
    "/supply/entries/{kind}/{entry_id}",
    "/supply/entries/{kind}/{entry_id}/steps/{action}",
    "/supply/entries/{kind}/{entry_id}/assure",
    "/supply/entries/{kind}/{entry_id}/load",
    "/supply/entries/provider/{entry_id}/listing/{action}",
    "/supply/registration/apply",
    "/supply/registration/{registration_id}/edit",
    "/supply/registration/{registration_id}/steps/{action}",
    "/supply/registration/{registration_id}/service",
    "/supply/teams/new",
    "/supply/teams/{team_id}/members",
    "/supply/teams/{team_id}/members/{expert_id}/remove",
    "/supply/teams/{team_id}/consent",
    "/supply/teams/{team_id}/steps/{action}",
)


def _filled(path: str) -> str:
    """Return an address with something in every place."""
    filled = path.replace("{action}", "withdraw").replace("{kind}", "expert")
    parts = [ID if part.startswith("{") else part for part in filled.split("/")]
    return "/".join(parts)


SUPPLY: Final[Matrix] = {
    **{("GET", path): [Row(LED_ON, _filled(path))] for path in GETS},
    **{("POST", path): [Row(LED_ON, _filled(path))] for path in POSTS},
}
