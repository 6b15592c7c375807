"""Puts terms on the table, one after the other; none is ever changed."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.responses.case import Case
from services.requests.responses.domain import Bidder, ResponseAction
from services.requests.responses.models import ResponseOffer
from services.requests.responses.schemas import OfferDraft
from shared.clock import city_today
from shared.errors import FieldProblem, InvalidError
from shared.language import Text

_OVER = FieldProblem(
    "offer.valid_until",
    Text("报价有效期已过。", "The offer would have lapsed already."),
    Text("今天或以后的日期", "today or a later date"),
)

BIDDERS = {
    ResponseAction.OFFER: Bidder.AUTHOR,
    ResponseAction.ACCEPT: Bidder.AUTHOR,
    ResponseAction.COUNTER: Bidder.FIRM,
}
"""Whose terms a step puts on the table."""


def require_time_left(draft: OfferDraft) -> None:
    """Let terms pass that can still be taken.

    Raises:
        InvalidError: Their last day is over.
    """
    if draft.valid_until is not None and draft.valid_until < city_today():
        raise InvalidError(problems=[_OVER])


def next_number(case: Case) -> int:
    """Return the number of the terms that come next."""
    return 1 if case.offer is None else case.offer.number + 1


def put_on_table(
    session: AsyncSession, case: Case, draft: OfferDraft, action: ResponseAction, actor: str
) -> None:
    """Store terms as the next of the response."""
    session.add(
        ResponseOffer(
            response_id=case.response.id,
            number=next_number(case),
            bidder=BIDDERS[action],
            actor=actor,
            **draft.model_dump(),
        )
    )


def take_up(session: AsyncSession, case: Case, actor: str) -> None:
    """Store the firm's terms as the author's own: both now say the same."""
    counter = case.offer
    if counter is None:
        raise ValueError("Nothing lies on the table.")
    session.add(
        ResponseOffer(
            response_id=case.response.id,
            number=counter.number + 1,
            bidder=Bidder.AUTHOR,
            actor=actor,
            price=counter.price,
            price_note=counter.price_note,
            duration_days=counter.duration_days,
            terms=counter.terms,
            valid_until=counter.valid_until,
            accepts=counter.number,
        )
    )
