"""Nobody is shown what belongs to a peer: two firms, each reading what the other has made."""

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from fastapi import Depends, FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from shared.auth import Role
from shared.types import new_id
from tests.descriptions.people import Shown, arrived
from tests.descriptions.test_generated_requests import PLACES
from tests.descriptions.tool import failures
from tests.running import served
from tests.whole import WholePlatform

FEW: Final = 2
MANY: Final = 100


class Note(BaseModel):
    """Something a caller keeps."""

    id: UUID
    text: str


class Draft(BaseModel):
    """What a note is to say."""

    text: str


def careless_app() -> FastAPI:
    """Return an app that asks who is calling, and shows everybody's notes to anybody known."""
    app = FastAPI(dependencies=[Depends(HTTPBearer())])
    notes: dict[UUID, Note] = {}

    @app.post("/notes", status_code=HTTPStatus.CREATED)
    async def write_note(draft: Draft) -> Note:
        note = Note(id=new_id(), text=draft.text)
        notes[note.id] = note
        return note

    @app.get("/notes/{note_id}", response_model=Note)
    async def read_note(note_id: UUID) -> Note | Response:
        return notes.get(note_id) or JSONResponse({}, HTTPStatus.NOT_FOUND)

    return app


def shown_to_peers(url: str, people: Mapping[str, Shown], folder: Path, examples: int) -> str:
    """Return what one of two firms is shown that is the other's; nothing, if all is well."""
    # As Schemathesis reads it: a document of the Web Fuzzing Commons.
    entries = [
        {
            "name": name,
            "fixedHeaders": [{"name": key, "value": said} for key, said in shown.items()],
        }
        for name, shown in people.items()
    ]
    path = folder / "people.json"
    path.write_text(json.dumps({"auth": entries}))
    return failures(
        url,
        "--phases=fuzzing,stateful",
        f"--max-examples={examples}",
        config="peers.toml",
        folder=folder,
        environment={"PEOPLE": str(path)},
    )


async def test_an_object_that_is_shown_to_a_peer_is_found(tmp_path: Path) -> None:
    people = {name: {"Authorization": f"Bearer {name}"} for name in ("firm", "other", "operator")}

    async with served(careless_app()) as url:
        found = await asyncio.to_thread(shown_to_peers, url, people, tmp_path, 5)

    assert "`other` received the `Note` that `firm` owns" in found


def written_by(whole: WholePlatform, firm: Shown) -> str:
    """Let a firm write down a need; return its id, which a list shows the firm and nobody else."""
    draft = {"title": "铝壳电池激光焊接后气孔多", "confidential_detail": "良率只有八成"}
    answer = whole.client.post("/requests/demands", headers=firm, json=draft)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    return str(answer.json()["id"])


def check_objects(whole: WholePlatform, service: str, folder: Path, examples: int) -> None:
    """Let two firms and an operator call a service; see that no firm is shown what is not its."""
    firm, other, operator = (arrived(whole, role) for role in (Role.FIRM, Role.FIRM, Role.OPERATOR))
    people = {"firm": firm, "other": other, "operator": operator}
    url = f"{whole.client.base_url}".rstrip("/") + PLACES[service]
    path = f"/requests/demands/{written_by(whole, firm)}"

    found = shown_to_peers(url, people, folder, examples)

    assert not found, found
    assert whole.client.get(path, headers=firm).status_code == HTTPStatus.OK
    assert whole.client.get(path, headers=other).status_code == HTTPStatus.NOT_FOUND


def test_a_firm_is_not_shown_what_another_firm_has_made(
    whole: WholePlatform, tmp_path: Path
) -> None:
    check_objects(whole, "requests", tmp_path, FEW)


@pytest.mark.soak
@pytest.mark.parametrize("service", PLACES)
def test_a_firm_is_not_shown_what_another_has_made_however_often_it_asks(
    whole: WholePlatform, service: str, tmp_path: Path
) -> None:
    check_objects(whole, service, tmp_path, MANY)
