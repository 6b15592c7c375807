"""What can go wrong with proposals."""

from uuid import UUID

from shared.errors.problems import InvalidError, NotFoundError
from shared.language import Text


class ProposalNotFoundError(NotFoundError):
    """There is no such proposal."""

    slug = "proposal-not-found"
    detail = Text("没有编号为 {proposal_id} 的术语提议。", "There is no proposal {proposal_id}.")

    def __init__(self, proposal_id: UUID) -> None:
        super().__init__(proposal_id=str(proposal_id))


class UnsoundTermError(InvalidError):
    """The vocabulary would no longer be sound with this term."""

    slug = "unsound-term"
    title = Text("术语不合要求", "Unsound term")
    detail = Text(
        "这个术语与词表不合，详见 errors。", "The term does not fit the vocabulary; see errors."
    )
