"""What operators say with a step at the desk."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.requests.demands.domain import DemandAction
from services.requests.demands.schemas import DemandStep, OptionalLine, OptionalSummary
from shared.errors import invalid_value
from shared.language import Text
from shared.schemas import ShortText, StrictBody, Whole


class MarkedField(StrEnum):
    """The texts in which a passage can be marked."""

    TITLE = "title"
    DESCRIPTION = "description"
    PUBLIC_SUMMARY = "public_summary"
    CONFIDENTIAL_DETAIL = "confidential_detail"


class Passage(StrictBody):
    """A place in a text, and what its owner should do about it."""

    field: MarkedField
    start: Annotated[Whole, Field(ge=0)]
    end: Annotated[Whole, Field(ge=1, description="Exclusive; in characters, as `start`.")]
    note: ShortText

    @model_validator(mode="after")
    def _marks_something(self) -> Self:
        if self.start >= self.end:
            raise invalid_value(
                Text("标注为空。", "The passage is empty."),
                Text("end 大于 start", "end greater than start"),
            )
        return self


class DeskStep(DemandStep):
    """A step as people ask for it, with what some steps say besides."""

    passages: Annotated[list[Passage], Field(max_length=50)] = Field(
        default=[], description="With `return`: what to put right, place by place."
    )
    public_summary: OptionalSummary = Field(
        default=None, description="With `publish`: the summary as the desk has edited it."
    )
    into: UUID | None = Field(default=None, description="With `merge`: the other need.")
    to: OptionalLine = Field(default=None, description="With `transfer`: the other operator.")

    @model_validator(mode="after")
    def _says_what_belongs_to_the_action(self) -> Self:
        needed = {DemandAction.MERGE: "into", DemandAction.TRANSFER: "to"}
        optional = {DemandAction.RETURN: "passages", DemandAction.PUBLISH: "public_summary"}
        belongs = {needed.get(self.action), optional.get(self.action)} - {None}
        said = {
            name for name in ("passages", "public_summary", "into", "to") if getattr(self, name)
        }
        missing = {needed.get(self.action)} - {None} - said
        if said - belongs or missing:
            raise invalid_value(
                Text("内容与操作不符。", "What is said does not belong to the action."),
                Text(
                    "merge 填 into，transfer 填 to，"
                    "return 可填 passages，publish 可填 public_summary",
                    "into with merge, to with transfer; passages may go with return,"
                    " public_summary with publish",
                ),
            )
        return self
