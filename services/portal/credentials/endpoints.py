"""Changing a password, and replacing a lost one."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from services.portal.accounts.endpoints import WRITTEN
from services.portal.accounts.schemas import Accepted
from services.portal.credentials.schemas import PasswordChange, Reset, ResetRequest
from services.portal.dependencies import ResourcesDep, ShownDep, SignedInDep, VisitorDep, limited
from shared.language import current_language

router = APIRouter(prefix="/api", tags=["passwords"])


@router.put("/me/password", status_code=HTTPStatus.NO_CONTENT)
async def change_password(
    body: PasswordChange,
    me: SignedInDep,
    resources: ResourcesDep,
    visitor: VisitorDep,
    shown: ShownDep,
) -> Response:
    """Change one's own password; all other sessions end."""
    await resources.changes.change(me.person_id, body, address=visitor.address, shown=shown)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/password-resets", status_code=HTTPStatus.ACCEPTED, dependencies=[limited("reset")])
async def offer_reset(body: ResetRequest, resources: ResourcesDep) -> Accepted:
    """Ask for a letter to replace a lost password. Nobody learns who has an account."""
    await resources.changes.offer_reset(body.email)
    return Accepted(message=WRITTEN.pick(current_language.get()))


@router.post(
    "/password-resets/redeem", status_code=HTTPStatus.NO_CONTENT, dependencies=[limited("sign_in")]
)
async def reset_password(body: Reset, resources: ResourcesDep) -> Response:
    """Choose a new password with the code from the letter; all sessions end."""
    await resources.changes.reset(body.token, body.new_password)
    return Response(status_code=HTTPStatus.NO_CONTENT)
