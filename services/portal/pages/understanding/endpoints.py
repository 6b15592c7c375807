"""The page that shows what a text is understood as, for everybody."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.understanding.gateway import UnderstandingGateway
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import TokenDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

LONGEST: Final = 1_000


@router.get("/understanding")
async def show_understanding(
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    token: TokenDep,
    text: Annotated[str, Query()] = "",
) -> Response:
    """Show the form, and what the text in it is understood as."""
    form, read = Form({"text": text[:LONGEST]}), None
    if text.strip():
        try:
            gateway = UnderstandingGateway(request.app.state.peers, token)
            read = await gateway.understanding(text[:LONGEST])
        except FORM_ERRORS as error:
            form = Form(form.typed, trouble_of(error))
    return pages.render(
        "understanding/understanding.html",
        visit,
        status=form.status,
        form=form,
        read=read,
        longest=LONGEST,
    )
