"""A dry run in batches: each is answered as if it were the first, all together they are not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.bulk import RowStatus, content_id

KEY = "source_id"


@dataclass(slots=True)
class Rehearsal:
    """What the rows of a dry run said so far, so that none is announced as new twice."""

    _said: dict[str, str] = field(default_factory=dict)

    def status(self, row: Mapping[str, object], announced: str) -> str:
        """Return what would become of a row after all those before it.

        Args:
            row: What it says; its `source_id` names it, or else all that it says does.
            announced: What would become of it if its batch were the first.
        """
        if announced == RowStatus.REJECTED:
            return announced
        content = content_id(row)
        before = self._said.get(key := str(row.get(KEY) or content))
        self._said[key] = content
        if before is None:
            return announced
        return RowStatus.UNCHANGED if before == content else RowStatus.UPDATED
