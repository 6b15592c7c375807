"""Creating, reading, changing and listing entries, through HTTP."""

import pytest

from tests.catalog.conftest import Parties
from tests.catalog.stories import AUTHORS, EXAMPLES, PROVIDER, written


@pytest.mark.parametrize("plural", EXAMPLES)
class TestEveryKind:
    async def test_what_was_written_can_be_read_by_everybody(
        self, parties: Parties, plural: str
    ) -> None:
        author = getattr(parties, AUTHORS[plural])

        created = await written(author, plural)
        read = await parties.nobody.get(created.headers["Location"])

        assert read.status_code == 200
        assert read.headers["ETag"] == created.headers["ETag"] == '"v1"'
        public = read.json()
        assert public.items() <= created.json().items()
        assert public["source"] == "local"
        assert public["source_id"] == public["id"]
