"""Somebody who calls the services over a bad line: again, with the same key, until answered."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

import httpx

from shared.auth import Role
from tests.faults.record import Record
from tests.platform.layouts import Layout
from tests.platform.people import LIFETIME
from tests.running import bearer

PAUSE: Final = 0.1
PATIENCE: Final = 300.0
NOT_NOW: Final = {
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
FINE: Final = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED}
"""What others may have brought about, or oneself without hearing of it."""

ROLES: Final[Mapping[str, Role]] = {
    "chief": Role.SECURITY_ADMINISTRATOR,
    "operator": Role.OPERATOR,
    "firm": Role.FIRM,
    "expert": Role.EXPERT,
}


@dataclass(frozen=True)
class Answer:
    """What a request was answered in the end, and whether earlier ones may have had an effect."""

    status: int
    body: Any
    headers: Mapping[str, str]
    unsure: bool

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return httpx.codes.is_success(self.status)


@dataclass
class Client:
    """Calls the services of a layout as any of its people; all that it hears is recorded."""

    layout: Layout
    http: httpx.AsyncClient
    record: Record
    people: dict[str, str]
    """Who is who: the ids of accounts, and `acme`, the firm's organization."""

    async def ask(
        self,
        who: str,
        call: str,
        body: object = None,
        *,
        headers: Mapping[str, str] = NOTHING,
        form: Mapping[str, Any] = NOTHING,
    ) -> Answer:
        """Return the answer to a call such as `GET catalog/offerings`.

        Args:
            who: One of `ROLES`, or nobody if empty.
            call: The method, the service and the path.
            body: Sent as JSON.
            headers: Sent as they are; without `If-Match`, whatever is there is changed.
            form: `files` and `data` instead of a body.
        """
        shown = {**self._shown(who), "If-Match": "*", **headers}
        method, _, place = call.partition(" ")
        service, _, path = place.partition("/")
        url = f"{self.layout.urls[service]}/{path}"
        request = self.http.build_request(method, url, json=body, headers=shown, **form)
        response, unsure = await self._answered(request)
        self.record.sent[f"{method} {service}"] += 1
        answer = Answer(response.status_code, _json(response), response.headers, unsure)
        if not (answer.done or answer.status in FINE):
            self.record.wrong.append(f"{call}: {answer.status} {response.text[:300]}")
        return answer

    async def _answered(self, request: httpx.Request) -> tuple[httpx.Response, bool]:
        unsure = False
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    response = await self.http.send(request)
                except httpx.TransportError:
                    unsure = True
                else:
                    if response.status_code not in NOT_NOW and not _in_flight(response):
                        return response, unsure
                self.record.retried += 1
                await asyncio.sleep(PAUSE)

    def _shown(self, who: str) -> dict[str, str]:
        if not who:
            return {}
        return bearer(
            self.layout.folders["portal"],
            ROLES[who],
            subject=self.people.get(who, who),
            organization=self.people.get("acme") if who == "firm" else None,
            lifetime=LIFETIME,
        )


def _in_flight(response: httpx.Response) -> bool:
    return response.status_code == HTTPStatus.CONFLICT and "request-in-flight" in response.text


def _json(response: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    return response.json() if response.content else None
