from http import HTTPStatus

import httpx

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to, draft


async def rewrite(
    client: httpx.AsyncClient, demand: dict[str, object], **changes: object
) -> httpx.Response:
    """Change a demand as it was last seen."""
    seen = {"If-Match": f'"v{demand["version"]}"'}
    return await client.patch(f"/demands/{demand['id']}", json=changes, headers=seen)


async def test_what_is_left_out_stays_and_what_is_null_becomes_unknown(parties: Parties) -> None:
    demand = await draft(parties.owner)

    answer = await rewrite(parties.owner, demand, title="新标题", budget_max=None)

    assert answer.status_code == HTTPStatus.OK, answer.text
    assert answer.headers["etag"] == '"v2"'
    changed = answer.json()
    moved = {"title": "新标题", "budget_max": None, "budget_band": "100k_to_500k", "version": 2}
    assert changed == {**demand, **moved, "updated_at": changed["updated_at"]}


async def test_a_patch_that_says_nothing_new_makes_no_new_version(parties: Parties) -> None:
    demand = await draft(parties.owner)

    answer = await rewrite(parties.owner, demand, title=demand["title"], budget_min="100000.0")

    assert answer.json() == demand


async def test_a_colleague_may_rewrite_a_draft(parties: Parties) -> None:
    demand = await draft(parties.owner)

    answer = await rewrite(parties.colleague, demand, description="同事补充了工况和节拍要求。")

    assert answer.status_code == HTTPStatus.OK


async def test_nobody_overwrites_what_they_have_not_seen(parties: Parties) -> None:
    demand = await draft(parties.owner)
    await rewrite(parties.owner, demand, title="先改的标题")

    late = await rewrite(parties.colleague, demand, title="后改的标题")
    blind = await parties.owner.patch(f"/demands/{demand['id']}", json={"title": "没看就改"})

    assert late.status_code == HTTPStatus.PRECONDITION_FAILED
    assert blind.status_code == HTTPStatus.PRECONDITION_REQUIRED
    read = (await parties.owner.get(f"/demands/{demand['id']}")).json()
    assert read["title"] == "先改的标题"


async def test_a_patch_must_fit_what_stays(parties: Parties) -> None:
    demand = await draft(parties.owner, budget_min=100, budget_max=200)

    answer = await rewrite(parties.owner, demand, budget_min=300)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [error["field"] for error in answer.json()["errors"]] == ["budget_max"]


async def test_a_need_being_judged_is_not_its_owner_s_to_change(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.UNDER_REVIEW)

    answer = await rewrite(parties.owner, demand, title="换个说法")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.json()["type"] == "urn:keqiao:problem:demand-not-editable"


async def test_an_operator_edits_the_public_face_only(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.UNDER_REVIEW)

    refused = await rewrite(parties.operator, demand, public_summary="好", description="改写")
    edited = await rewrite(parties.operator, demand, public_summary="焊接气孔", trl=4)

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert refused.json()["fields"] == ["description"]
    assert edited.status_code == HTTPStatus.OK
    assert edited.json()["public_summary"] == "焊接气孔"


async def test_a_returned_need_is_rewritten_and_submitted_again(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.RETURNED)

    rewritten = await rewrite(parties.owner, demand, description="补充：型号 21700，节拍 12 秒。")
    again = await parties.owner.put(
        f"/demands/{demand['id']}/status",
        json={"action": "submit"},
        headers={"If-Match": rewritten.headers["etag"]},
    )

    assert again.json()["status"] == "submitted"


async def test_new_disciplines_are_found_and_old_ones_are_not(parties: Parties) -> None:
    demand = await draft(parties.owner, discipline_codes=["46020", "430"])

    await rewrite(parties.owner, demand, discipline_codes=["430", "5201020"])

    found = {
        code: len(
            (await parties.owner.get("/demands", params={"discipline": code})).json()["items"]
        )
        for code in ("460", "46020", "430", "520", "52010", "5201020")
    }
    assert found == {"460": 0, "46020": 0, "430": 1, "520": 1, "52010": 1, "5201020": 1}
