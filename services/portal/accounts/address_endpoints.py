"""Changing the address of one's own account."""

from http import HTTPStatus

from fastapi import APIRouter

from services.portal.accounts.endpoints import WRITTEN
from services.portal.accounts.schemas import (
    Accepted,
    AddressConfirmation,
    AddressDraft,
    PersonRead,
)
from services.portal.dependencies import (
    ResourcesDep,
    ShownDep,
    SignedInDep,
    VisitorDep,
    limited,
    limited_account,
)
from shared.language import current_language

router = APIRouter(prefix="/api/me/address", tags=["accounts"])


@router.post("", status_code=HTTPStatus.ACCEPTED, dependencies=[limited_account("reset")])
async def ask_for_another_address(
    body: AddressDraft, me: SignedInDep, resources: ResourcesDep, visitor: VisitorDep
) -> Accepted:
    """Ask for another address: it gets a letter with a code, and the present one is told."""
    await resources.addresses.ask(me.person_id, body, address=visitor.address)
    return Accepted(message=WRITTEN.pick(current_language.get()))


@router.post("/confirm", dependencies=[limited("sign_in")])
async def confirm_another_address(
    body: AddressConfirmation, me: SignedInDep, resources: ResourcesDep, shown: ShownDep
) -> PersonRead:
    """Take the other address, with the code from the letter; all other sessions end."""
    return await resources.addresses.confirm(me.person_id, body.token, shown=shown)
