"""A dry run in batches announces what the batches together would do."""

from shared.reading.rehearsing import Rehearsal


def test_a_key_that_an_earlier_batch_had_is_not_announced_as_new_again() -> None:
    rehearsal = Rehearsal()
    row = {"source_id": "7", "title": "压铸件气孔"}
    nameless = {"title": "电镀废水"}

    said = [
        rehearsal.status(one, announced)
        for one, announced in (
            (row, "rejected"),
            (row, "created"),
            (row, "created"),
            ({**row, "title": "气孔率降低"}, "created"),
            ({**row, "title": "气孔率降低"}, "created"),
            (nameless, "unchanged"),
            (nameless, "created"),
        )
    ]

    assert said == [
        "rejected",
        "created",
        "unchanged",
        "updated",
        "unchanged",
        "unchanged",
        "unchanged",
    ]
