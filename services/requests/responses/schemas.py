"""What clients send about responses."""

from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.requests.responses.domain import Consent, EntryKind, Part, ResponseAction
from services.requests.responses.domain import ResponseStatus as Status
from services.requests.responses.reasons import ResponseReason
from shared.errors import invalid_value
from shared.fields import UNKNOWN_IF_BLANK, Day, EmailAddress, PhoneNumber, Yuan
from shared.language import Text
from shared.pagination import PageQuery
from shared.schemas import MediumText, ShortText, StrictBody, Whole

OptionalLine = Annotated[ShortText | None, UNKNOWN_IF_BLANK]
OptionalNote = Annotated[MediumText | None, UNKNOWN_IF_BLANK]


class EntryNamed(StrictBody):
    """An entry of the catalogue."""

    kind: EntryKind
    id: UUID


class ResponseContent(StrictBody):
    """What an author has to say, on a page: who judges reads many."""

    approach: OptionalNote = Field(
        default=None, description="How the need would be met; 2,000 characters at most."
    )
    experience: OptionalNote = Field(
        default=None, description="What of the kind was done before; 2,000 characters at most."
    )
    available_from: Annotated[Day | None, UNKNOWN_IF_BLANK] = None
    contact_name: OptionalLine = None
    contact_phone: Annotated[PhoneNumber | None, UNKNOWN_IF_BLANK] = Field(
        default=None, description="Passed on when both sides have agreed to exchange contacts."
    )
    contact_email: Annotated[EmailAddress | None, UNKNOWN_IF_BLANK] = None


class ResponseDraft(ResponseContent):
    """A response as it is first written down."""

    entry: EntryNamed | None = Field(
        default=None, description="The caller's own entry in the catalogue, to be judged by."
    )


def _without_defaults(schema: dict[str, Any]) -> None:
    """Keep the description honest: a field that is left out of a patch stays as it is."""
    for property_schema in schema["properties"].values():
        property_schema.pop("default", None)


class ResponsePatch(ResponseContent):
    """What to change (RFC 7396): what is left out stays, what is null becomes unknown."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)


class Invitation(StrictBody):
    """Whom to invite to respond, and what to tell them."""

    entry: EntryNamed
    message: OptionalNote = None


class OfferDraft(StrictBody):
    """Terms on which somebody would do it, or have it done."""

    price: Yuan = Field(description="元, everything included.")
    price_note: OptionalNote = Field(default=None, description="How it is made up and paid.")
    duration_days: Annotated[Whole, Field(ge=1, le=3_650)] = Field(
        description="Calendar days from the start to the delivery."
    )
    terms: MediumText = Field(description="What is delivered, how it is proven, whose it is.")
    valid_until: Annotated[Day | None, UNKNOWN_IF_BLANK] = Field(
        default=None, description="The last day on which it can be taken; null without limit."
    )


_OFFERING: Final = frozenset({ResponseAction.OFFER, ResponseAction.COUNTER})


class ResponseStep(StrictBody):
    """What shall be done to a response, and why."""

    action: ResponseAction
    reason_code: ResponseReason | None = Field(
        default=None,
        description="Needed to refuse, decline, cancel and withdraw: GET /responses/reason-codes.",
    )
    note: OptionalNote = Field(
        default=None, description="Needed to request and to supply more: the question, the answer."
    )
    offer: OfferDraft | None = Field(default=None, description="With `offer` and `counter`.")

    @model_validator(mode="after")
    def _has_terms_if_it_offers(self) -> Self:
        if (self.action in _OFFERING) != (self.offer is not None):
            raise invalid_value(
                Text("报价内容与操作不符。", "The terms do not belong to the action."),
                Text(
                    "offer 和 counter 必须填写 offer，其他操作不填",
                    "offer with the actions offer and counter, and with no other",
                ),
            )
        return self


class MemberDraft(StrictBody):
    """Somebody who is asked to take part besides the author."""

    entry: EntryNamed
    role: ShortText = Field(examples=["材料分析"])
    task: OptionalNote = None


class ConsentGiven(StrictBody):
    """What a member answers."""

    consent: Consent = Field(description="`agreed` or `refused`.")
    note: OptionalNote = None

    @model_validator(mode="after")
    def _is_an_answer(self) -> Self:
        if self.consent is Consent.PENDING:
            raise invalid_value(
                Text("请答复是否同意。", "This is no answer."),
                Text("agreed 或 refused", "agreed or refused"),
            )
        return self


class ResponseFilters(PageQuery):
    """What a list is narrowed to: any of the statuses, and all of the rest."""

    status: list[Status] = Field(default=[])
    demand_id: UUID | None = Field(default=None, description="Only those to this need.")
    part: Part | None = Field(
        default=None, description="Only those in which the caller is author, member or firm."
    )
    overdue: bool = Field(default=False, description="Only what somebody is late with.")
