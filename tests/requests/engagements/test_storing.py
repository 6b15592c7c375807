"""Files are stored once, whoever asks again, and not by halves where there is no room."""

import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from services.requests.deliverables.domain import FileType
from services.requests.deliverables.errors import NoRoomError
from services.requests.deliverables.store import FileStore
from services.requests.engagements.domain import EngagementStatus
from services.requests.settings import RequestsSettings
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed
from tests.requests.engagements.stories import hand_in
from tests.requests.engagements.test_files import PNG


@contextmanager
def full_from(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, as if there were no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_there_is_no_room_for_leaves_nothing_and_room_is_all_it_takes(
    tmp_path: Path,
) -> None:
    store, content = FileStore(tmp_path, limit=2**20), b"a" * 200_000

    with full_from(100_000), pytest.raises(NoRoomError):
        store.keep(io.BytesIO(content), FileType.TEXT)

    assert list(tmp_path.iterdir()) == []
    kept = store.keep(io.BytesIO(content), FileType.TEXT)
    assert store.holds(kept.sha256, len(content))


async def test_a_file_that_is_sent_again_with_its_key_is_stored_once_and_no_other_in_its_place(
    parties: Parties, requests_settings: RequestsSettings
) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.IN_PROGRESS)}
    place = f"/engagements/{engagement['id']}/deliverables"

    first = await hand_in(parties.expert, engagement, key="k1")
    again = await hand_in(parties.expert, engagement, key="k1")
    others = [
        await hand_in(parties.expert, engagement, PNG, "照片.png", key="k1"),
        await hand_in(parties.expert, engagement, name="另一个名字.pdf", key="k1"),
        await hand_in(parties.expert, engagement, purpose="other", key="k1"),
    ]
    of_somebody_else = await hand_in(parties.owner, engagement, PNG, "照片.png", "other", key="k1")
    listed = (await parties.expert.get(place)).json()

    assert again.json() == first.json()
    assert [one.headers.get("idempotency-replayed") for one in (first, again)] == [None, "true"]
    assert {one.json()["type"] for one in others} == {"urn:keqiao:problem:idempotency-key-reused"}
    assert [one.status_code for one in others] == [422] * 3
    assert of_somebody_else.status_code == HTTPStatus.CREATED, of_somebody_else.text
    assert len(listed) == 2
    kept = (requests_settings.data_dir / "deliverables").rglob("*")
    assert len([path for path in kept if path.is_file()]) == 2
