"""Who may call what of registrations: every route × role × whose it is."""

from dataclasses import dataclass
from typing import Final

import time_machine

from tests.catalog.registrations.scene import AGREEMENT, APPLICATION, SEEN, Scene

WHO: Final = (
    "nobody",
    "service",
    "lin",
    "chen",
    "dean",
    "clerk",
    "other_dean",
    "firm",
    "other_firm",
    "operator",
)
"""`chen` is registered, `dean` owns the sending unit, `clerk` belongs to it; `chen` serves `firm`;
`lin` is a person, and the others act for other organizations."""

PUBLIC: Final = (200,) * len(WHO)


@dataclass(frozen=True)
class Row:
    """A call, and what each of `WHO` is answered, in their order: the later see what was done."""

    answers: tuple[int, ...]
    body: object = None
    path: str = ""


def people(status: int) -> tuple[int, ...]:
    """Return the answers where one has to be somebody."""
    return (401, 403, *(status,) * (len(WHO) - 2))


def seen(chen: int, unit: int, operator: int, *, firm: int = 404) -> tuple[int, ...]:
    """Return the answers where to others the registration does not exist."""
    return (401, 403, 404, chen, unit, unit, 404, firm, 404, operator)


def operators(status: int) -> tuple[int, ...]:
    """Return the answers where only operators may."""
    return (401, *(403,) * (len(WHO) - 2), status)


ONE: Final = "/registrations/{registration_id}"

MATRIX: Final[dict[tuple[str, str], list[Row]]] = {
    ("GET", "/registrations/assessment-rule"): [Row(PUBLIC)],
    ("GET", "/registrations/reason-codes"): [Row(PUBLIC)],
    ("GET", "/registrations"): [Row(people(200))],
    ("POST", "/registrations"): [
        # Whoever may nominate learns that there is a registration.
        Row(
            (401, 403, 403, 409, 409, 403, 403, 403, 403, 403),
            {**APPLICATION, "person": "chen"},
        ),
    ],
    ("GET", ONE): [Row(seen(200, 200, 200)), Row(people(404), path="/registrations/{unknown}")],
    ("PATCH", ONE): [Row(seen(409, 403, 403), {})],
    ("PUT", f"{ONE}/status"): [
        Row(seen(409, 409, 409), {"action": "endorse"}),
        Row(people(404), {"action": "endorse"}, "/registrations/{unknown}/status"),
    ],
    ("GET", f"{ONE}/history"): [Row(seen(200, 200, 200))],
    ("GET", f"{ONE}/dispatches"): [Row(seen(200, 200, 200))],
    ("POST", f"{ONE}/dispatches"): [Row(operators(409), AGREEMENT)],
    ("GET", f"{ONE}/service-records"): [Row(seen(200, 200, 200, firm=200))],
    ("POST", f"{ONE}/service-records"): [
        Row(
            seen(201, 403, 403),
            {"served_on": "2026-11-20", "minutes": 60, "note": "到厂"},
        )
    ],
    ("PUT", f"{ONE}/service-records/{{record_id}}/confirmation"): [
        Row(seen(403, 403, 409, firm=200), {})
    ],
    ("GET", "/service-records"): [Row(people(200))],
    ("GET", f"{ONE}/assessments"): [Row(seen(200, 200, 200))],
    ("POST", f"{ONE}/assessments"): [Row(operators(201))],
}


@time_machine.travel("2026-11-23T02:00:00+00:00")
async def test_everybody_may_do_what_the_matrix_says(local_scene: Scene) -> None:
    scene = local_scene
    place = await scene.registered()
    await scene.dispatched(place)
    record = await scene.chen.post(
        f"{place}/service-records",
        json={"served_on": "2026-11-23", "minutes": 60, "note": "到厂"},
    )
    ids = {
        "registration_id": place.rpartition("/")[2],
        "record_id": record.json()["id"],
        "unknown": "01a206e1-b95b-72d3-80b6-f721a74c37bb",
    }

    wrong = []
    for (method, template), rows in MATRIX.items():
        for row in rows:
            path = (row.path or template).format(**ids)
            for who, expected in zip(WHO, row.answers, strict=True):
                answer = await scene.clients[who].request(method, path, json=row.body, headers=SEEN)
                if answer.status_code != expected:
                    wrong.append((method, path, who, expected, answer.status_code, answer.text))

    assert wrong == []


async def test_nobody_decides_about_themselves(local_scene: Scene) -> None:
    place = await local_scene.applied("operator")
    await local_scene.done("dean", place, "endorse")

    own = await local_scene.move("operator", place, "start_review")

    assert own.status_code == 403
    assert own.json()["type"] == "urn:keqiao:problem:transition-forbidden"


async def test_only_an_owner_of_a_verified_unit_speaks_for_it(local_scene: Scene) -> None:
    mine = await local_scene.applied()
    theirs = await local_scene.applied("lin", sender="academy")

    member = await local_scene.move("clerk", mine, "endorse")
    unverified = await local_scene.move("other_dean", theirs, "endorse")
    nominating = await local_scene.other_dean.post(
        "/registrations", json={**APPLICATION, "person": "wu", "sender": "academy"}
    )

    assert [member.status_code, unverified.status_code] == [403, 403]
    assert nominating.json()["type"] == "urn:keqiao:problem:sender-only"
