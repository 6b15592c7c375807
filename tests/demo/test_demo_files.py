"""The demo files hold what they promise, in the shape that the import takes."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import BaseModel

import deploy
from services.catalog.achievements.schemas import AchievementDraft
from services.catalog.experts.schemas import ExpertDraft
from services.catalog.facilities.schemas import FacilityDraft
from services.catalog.offerings.schemas import OfferingDraft
from services.catalog.providers.schemas import ProviderDraft
from services.requests.demands.schemas import DemandRow

FOLDER: Final = Path(deploy.__file__).parent / "demo"
SHAPES: Final[dict[str, type[BaseModel]]] = {
    "providers": ProviderDraft,
    "offerings": OfferingDraft,
    "experts": ExpertDraft,
    "facilities": FacilityDraft,
    "achievements": AchievementDraft,
    "demands": DemandRow,
}
PROMISED: Final = {
    "providers": 40,
    "offerings": 120,
    "experts": 80,
    "facilities": 40,
    "achievements": 60,
    "demands": 60,
}
INVENTED: Final = {"experts": "name", "demands": "organization_name"}

every_file = pytest.mark.parametrize("kind", SHAPES)


def rows(kind: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@every_file
def test_every_row_is_one_that_the_import_takes(kind: str) -> None:
    shape = SHAPES[kind]

    read = [shape.model_validate(row) for row in rows(kind)]

    assert len(read) >= PROMISED[kind]


@every_file
def test_every_row_has_a_key_of_its_own(kind: str) -> None:
    keys = Counter(row["source_id"] for row in rows(kind))

    assert [key for key, times in keys.items() if times > 1] == []


@every_file
def test_no_contact_leads_to_a_real_person(kind: str) -> None:
    phones = {row["contact_phone"] for row in rows(kind) if "contact_phone" in row}
    mails = {row["contact_email"] for row in rows(kind) if "contact_email" in row}

    assert [phone for phone in phones if not phone.startswith("0769-0000-00")] == []
    assert [mail for mail in mails if not mail.endswith("@example.com")] == []


@pytest.mark.parametrize(("kind", "field"), INVENTED.items())
def test_persons_and_firms_are_marked_as_invented(kind: str, field: str) -> None:
    unmarked = [row[field] for row in rows(kind) if not row[field].endswith("（演示）")]

    assert unmarked == []


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("offerings", "provider_source_id"),
        ("facilities", "provider_source_id"),
        ("achievements", "owner_source_id"),
    ],
)
def test_what_is_said_to_belong_to_a_provider_does(kind: str, field: str) -> None:
    providers = {row["source_id"] for row in rows("providers")}

    lost = [row["source_id"] for row in rows(kind) if row.get(field, "") not in {"", *providers}]

    assert lost == []
