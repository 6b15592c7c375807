"""The audit logs, for auditors: what was done, and whether the log is as it was recorded."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from services.portal.pages.desk.office import AuditingDep, EntryPage
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of
from services.portal.pages.routing import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)

SOUGHT: Final = ("actor", "action", "subject")


@router.get("/desk/audit")
async def show_audit(request: Request, office: AuditingDep, verify: str = "") -> Response:
    """Show a log, the latest first; if asked, also whether it is whole."""
    query = request.query_params
    service = query.get("service", "") if query.get("service") in office.logs else "portal"
    gateway, place = office.logs[service]
    typed = {name: query.get(name, "").strip() for name in SOUGHT}
    wanted: dict[str, Any] = {name: said for name, said in typed.items() if said}
    if query.get("cursor"):
        wanted["cursor"] = query["cursor"]
    form, found, verdict = Form(typed), EntryPage(items=[]), None
    try:
        found = await gateway.entries(place, wanted)
        verdict = await gateway.verdict(place) if verify else None
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
    return office.page(
        "audit.html",
        status=form.status,
        form=form,
        services=list(office.logs),
        service=service,
        found=found,
        verdict=verdict,
        sought={name: said for name, said in typed.items() if said},
    )
