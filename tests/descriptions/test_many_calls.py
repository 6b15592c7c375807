"""A hundred requests to every route and more, as each of four callers; by `make fuzz`."""

from pathlib import Path
from typing import Final

import pytest

from tests.descriptions.people import ROLES, shown_by
from tests.descriptions.test_generated_requests import PLACES
from tests.descriptions.tool import failures
from tests.whole import WholePlatform

EXAMPLES: Final = 100


@pytest.mark.soak
@pytest.mark.parametrize("service", PLACES)
@pytest.mark.parametrize("caller", ROLES)
def test_no_request_good_or_bad_is_answered_otherwise_than_described(
    whole: WholePlatform, caller: str, service: str, tmp_path: Path
) -> None:
    url = f"{whole.client.base_url}".rstrip("/") + PLACES[service]
    headers = [f"--header={name}: {value}" for name, value in shown_by(whole, caller).items()]
    phases = "--phases=examples,coverage,fuzzing"

    found = failures(
        url, *headers, phases, f"--max-examples={EXAMPLES}", config="callers.toml", folder=tmp_path
    )

    assert not found, found
