"""The pages of one's own account: for whoever has one, and is led to the sign-in."""

from typing import Final

from tests.access.matrix import ALL, WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)
ID: Final = "00000000-0000-0000-0000-000000000007"
OFFICE: Final = "/account/organizations/{organization_id}"
HOOK: Final = "/account/messages/webhooks/{webhook_id}"

GETS: Final = (
    OFFICE,
    "/organizations/join",
    "/account/address",
    "/account/messages",
    "/account/tokens",
    "/account/data",
)
POSTS: Final = (
    "/account/profile",
    "/account/address",
    "/account/address/confirm",
    "/account/consent",
    f"{OFFICE}/change",
    f"{OFFICE}/steps/{{action}}",
    f"{OFFICE}/invitations",
    f"{OFFICE}/invitations/{{invitation_id}}/take-back",
    f"{OFFICE}/members/{{person_id}}/role",
    f"{OFFICE}/members/{{person_id}}/remove",
    "/organizations/join",
    "/account/messages",
    "/account/messages/webhooks",
    f"{HOOK}/switch",
    f"{HOOK}/try",
    f"{HOOK}/remove",
    "/account/tokens",
    "/account/tokens/{token_id}/revoke",
    "/account/data/offered",
    "/account/data/close",
)


def _filled(path: str) -> str:
    """Return an address with something in every place."""
    parts = path.replace("{action}", "close").split("/")
    return "/".join(ID if part.startswith("{") else part for part in parts)


ACCOUNT: Final[Matrix] = {
    **{("GET", path): [Row(LED_ON, _filled(path))] for path in GETS},
    **{("POST", path): [Row(LED_ON, _filled(path))] for path in POSTS},
    ("GET", "/account/closed"): [Row(ALL)],
}
