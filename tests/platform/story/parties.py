"""Who takes part in the life of a need, each signed in to the portal as people are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from shared.auth import Role
from tests.platform.layouts import Layout
from tests.running import bearer

PASSWORD: Final = "Kq-Correct-Horse-9"  # noqa: S105 - of nobody's
CODE: Final = re.compile(r"kqm_\S+")

Shown = Mapping[str, str]


@dataclass
class Party:
    """Somebody who calls the platform; what they were ever answered is what they know."""

    name: str
    layout: Layout
    client: httpx.Client
    person_id: str = ""
    session: Shown = field(default_factory=dict)
    token: Shown = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    organization: str = ""
    heard: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.name}@city.cn"

    def call(self, call: str, body: object = None, **options: Any) -> httpx.Response:  # noqa: ANN401 - handed to httpx
        """Call such as `GET requests/demands`: the portal by session, services by token."""
        method, _, place = call.partition(" ")
        service, _, path = place.partition("/")
        shown = self.session if service == "portal" else self.token
        url = f"{self.layout.urls[service]}/{path}"
        headers = {**shown, "If-Match": "*"}
        answer = self.client.request(method, url, headers=headers, json=body, **options)
        self.heard.append(answer.text)
        return answer

    def done(self, call: str, body: object = None, **options: Any) -> Any:  # noqa: ANN401 - JSON, and as above
        """Return what a call is answered, which must succeed."""
        answer = self.call(call, body, **options)
        assert answer.is_success, f"{self.name}: {call}: {answer.text}"
        return answer.json()

    def moved(self, place: str, action: str, **said: object) -> Any:  # noqa: ANN401 - JSON
        """Take a step with something; return what is shown of it afterwards."""
        return self.done(f"PUT {place}/status", {"action": action, **said})

    def register(self) -> None:
        """Ask for an account, read the letter, confirm it and sign in."""
        consent = self.done("GET portal/api/consent-text")["version"]
        asked = {"email": self.email, "password": PASSWORD, "name": self.name}
        self.done("POST portal/api/people", {**asked, "consent_version": consent})
        [letter] = self.done(f"GET portal/api/dev/mailbox?recipient={self.email}")
        found = CODE.search(letter["body"])
        assert found, letter
        code = {"token": found[0], "password": PASSWORD}
        self.person_id = self.done("POST portal/api/people/confirm", code)["id"]
        self.come()

    def employed(self, role: Role) -> None:
        """Be given an account with a role by the security administration, and sign in."""
        chief = bearer(self.layout.folders["portal"], Role.SECURITY_ADMINISTRATOR, subject="chief")
        body = {"email": self.email, "name": self.name, "password": PASSWORD, "roles": [role]}
        url = f"{self.layout.urls['portal']}/api/people/accounts"
        self.person_id = self.client.post(url, headers=chief, json=body).json()["id"]
        self.come()

    def come(self) -> None:
        """Sign in, and be given a token for the services that says what one is now."""
        said = {"email": self.email, "password": PASSWORD, "carrier": "bearer"}
        session = self.done("POST portal/api/sessions", said)
        self.session = {"Authorization": f"Bearer {session['token']}"}
        self.show_up()

    def show_up(self) -> None:
        """Exchange the session for a token that says what one is now."""
        given = self.done("POST portal/api/tokens/short", {})
        self.token = {"Authorization": f"Bearer {given['token']}"}
        self.roles = given["roles"]
        self.organization = given["organization_id"] or ""


@dataclass(frozen=True)
class Cast:
    """The five of the story, and those who stand beside: the expert's unit, and an auditor."""

    firm: Party
    expert: Party
    provider: Party
    operator: Party
    outsider: Party
    dean: Party
    auditor: Party

    @classmethod
    def of(cls, layout: Layout, client: httpx.Client) -> "Cast":
        """Return people nobody knows yet."""
        return cls(**{name: Party(name, layout, client) for name in cls.__annotations__})

    @property
    def everybody(self) -> list[Party]:
        """All of them."""
        return [*self.five.values(), self.dean, self.auditor]

    @property
    def five(self) -> dict[str, Party]:
        """The parties to whom everything is shown, or not, after each step."""
        names = ("firm", "expert", "provider", "operator", "outsider")
        return {name: getattr(self, name) for name in names}

    def name_of(self, subject: str) -> str:
        """Return who a person of the audit log is; a service's own name stays as it is."""
        return {party.person_id: party.name for party in self.everybody}.get(subject, subject)
