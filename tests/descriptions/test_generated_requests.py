"""Requests made from the services' own descriptions: none breaks anything, all are answered so."""

from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.descriptions.people import ROLES, shown_by
from tests.whole import WholePlatform

PLACES: Final = {
    "portal": "",
    "catalog": "/catalog",
    "requests": "/requests",
    "matching": "/matching",
}
CHECKS: Final = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
EXAMPLES: Final = 2
"""Of each operation, each sent by every caller; `make fuzz` makes a hundred for each."""

# The same requests every time, so that a failure is news.
STEADY: Final = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def callers(whole: WholePlatform) -> dict[str, dict[str, str]]:
    """What each caller shows."""
    return {name: dict(shown_by(whole, name)) for name in ROLES}


def is_for_everybody(operation: schemathesis.schemas.APIOperation[Any, Any, Any, Any]) -> bool:
    """Tell whether the description lets nobody in particular call an operation."""
    wanted = operation.definition.raw.get("security", [])
    return not wanted or {} in wanted


@pytest.mark.parametrize("service", PLACES)
def test_no_request_made_from_the_description_breaks_a_service(
    whole: WholePlatform, callers: dict[str, dict[str, str]], service: str
) -> None:
    base = f"{whole.client.base_url}".rstrip("/") + PLACES[service]
    description = whole.client.get(f"{PLACES[service]}/openapi.json").json()
    schema = schemathesis.openapi.from_dict(description)
    called = set()

    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()

        @STEADY
        @given(case=operation.as_strategy())
        def call(case: schemathesis.Case[Any]) -> None:
            for name, headers in callers.items():
                answer = case.call(base_url=base, headers=headers)
                case.validate_response(answer, checks=list(CHECKS))
                known = name != "anonymous" or is_for_everybody(case.operation)
                assert known or answer.status_code >= 400, (case.operation.label, answer.text)

        call()
        called.add(operation.label)

    paths = description["paths"].items()
    assert called == {f"{method.upper()} {path}" for path, methods in paths for method in methods}
