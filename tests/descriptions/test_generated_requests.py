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
EXAMPLES: Final = 4

# The same requests every time, so that a failure is news.
STEADY: Final = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("service", PLACES)
def test_no_request_made_from_the_description_breaks_a_service(
    whole: WholePlatform, service: str
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
            answer = case.call(base_url=base, headers=dict(whole.operator))
            case.validate_response(answer, checks=list(CHECKS))

        call()
        called.add(operation.label)

    paths = description["paths"].items()
    assert called == {f"{method.upper()} {path}" for path, methods in paths for method in methods}
