"""As much of the catalogue as the service asks for: who answers for an entry."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from starlette.responses import JSONResponse

from shared.errors import PROBLEM_JSON


@dataclass
class Listed:
    """The entries there are."""

    owners: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def add(  # noqa: PLR0913 - all of it is what the catalogue says
        self,
        kind: str,
        title: str,
        owner: str | None,
        organization: str | None = None,
        *,
        status: str = "active",
        entry_id: str | None = None,
    ) -> dict[str, str]:
        """List an entry, and return it as others name it."""
        named = {"kind": kind, "id": entry_id or str(uuid4())}
        self.owners[kind, named["id"]] = {
            **named,
            "title": title,
            "owner_subject": owner,
            "owner_organization": organization,
            "status": status,
        }
        return named


def catalogue_with(listed: Listed) -> FastAPI:
    """Return a catalogue that lists these entries."""
    catalogue = FastAPI()

    @catalogue.get("/entries/{kind}/{entry_id}/owner")
    def read_owner(kind: str, entry_id: str) -> JSONResponse:
        owner = listed.owners.get((kind, entry_id))
        if owner is not None:
            return JSONResponse(owner)
        problem = {"type": "urn:keqiao:problem:entry-not-found", "status": 404}
        return JSONResponse(problem, status_code=404, media_type=PROBLEM_JSON)

    return catalogue
