"""What clients send about demands."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from services.requests.demands.domain import (
    Comparison,
    Confidentiality,
    CooperationType,
    DemandAction,
    DemandSort,
    DemandStatus,
    IprWish,
    Urgency,
    says_something,
)
from services.requests.demands.reasons import ReasonCode
from shared.bulk import BulkImport
from shared.errors import InvalidError, field_problems, invalid_value
from shared.fields import (
    UNKNOWN_IF_BLANK,
    Day,
    DisciplineCode,
    DisciplineCodes,
    EmailAddress,
    IndustryCode,
    Measure,
    PhoneNumber,
    RegionCode,
    ShortTexts,
    Uscc,
    Yuan,
    once,
)
from shared.language import Text
from shared.pagination import PageQuery
from shared.schemas import LongText, MediumText, ShortText, SourceId, StrictBody, Whole, YesNo


def _worded(text: str) -> str:
    """Return the text, if it holds a letter, a Chinese character or a digit at all."""
    if not says_something(text):
        raise invalid_value(
            Text("没有文字或数字。", "There is neither a letter nor a digit in it."),
            Text("用文字写出的内容", "something said in words"),
        )
    return text


Title = Annotated[ShortText, AfterValidator(_worded)]
OptionalLine = Annotated[ShortText | None, UNKNOWN_IF_BLANK]
OptionalSummary = Annotated[MediumText | None, UNKNOWN_IF_BLANK]
OptionalProse = Annotated[Annotated[LongText, AfterValidator(_worded)] | None, UNKNOWN_IF_BLANK]
Budget = Annotated[Yuan | None, UNKNOWN_IF_BLANK]
Trl = Annotated[Whole, Field(ge=1, le=9)]


class MetricTarget(StrictBody):
    """A figure that has to be reached, such as a porosity of at most 3 %."""

    name: ShortText
    present_value: Measure | None = None
    comparison: Comparison
    target_value: Measure
    target_high: Measure | None = Field(default=None, description="The upper end of `between`.")
    unit: OptionalLine = None

    @model_validator(mode="after")
    def _has_two_ends_if_between(self) -> Self:
        between = self.comparison is Comparison.BETWEEN
        if between != (self.target_high is not None):
            raise invalid_value(
                Text("上限只用于 between，且必须填写。", "Only `between` has an upper end."),
                Text("between 填 target_high，其他不填", "target_high with between, else none"),
            )
        if self.target_high is not None and self.target_high <= self.target_value:
            raise invalid_value(
                Text("上限不大于下限。", "The upper end is not above the lower."),
                Text("target_high 大于 target_value", "target_high greater than target_value"),
            )
        return self


class DemandContent(StrictBody):
    """What a firm says about its need; what it does not know it leaves out."""

    description: OptionalProse = Field(
        default=None, description="What goes wrong, under what conditions, what was tried."
    )
    public_summary: OptionalSummary = Field(
        default=None, description="What everybody may read, also of a confidential demand."
    )
    confidential_detail: OptionalProse = Field(
        default=None, description="For the owner and the operators only."
    )
    confidentiality: Confidentiality = Confidentiality.OPEN
    metric_targets: Annotated[list[MetricTarget], Field(max_length=30)] = Field(default=[])
    budget_min: Budget = Field(default=None, description="元")
    budget_max: Budget = Field(default=None, description="元")
    deadline: Annotated[Day | None, UNKNOWN_IF_BLANK] = Field(
        default=None, description="By when a solution is wanted; a demand expires with it."
    )
    urgency: Urgency = Urgency.NORMAL
    industry_code: Annotated[IndustryCode | None, UNKNOWN_IF_BLANK] = None
    region_code: Annotated[RegionCode | None, UNKNOWN_IF_BLANK] = None
    discipline_codes: DisciplineCodes = Field(default=[])
    trl: Trl | None = Field(default=None, description="Technology readiness, 1 to 9.")
    cooperation_types: Annotated[list[CooperationType], AfterValidator(once)] = Field(default=[])
    ipr_wish: IprWish | None = None
    required_qualifications: ShortTexts = Field(default=[])
    keywords: ShortTexts = Field(default=[])
    organization_name: OptionalLine = None
    uscc: Annotated[Uscc | None, UNKNOWN_IF_BLANK] = None
    org_hidden: YesNo = Field(default=False, description="Keep the organization's name back.")
    contact_name: OptionalLine = None
    contact_phone: Annotated[PhoneNumber | None, UNKNOWN_IF_BLANK] = None
    contact_email: Annotated[EmailAddress | None, UNKNOWN_IF_BLANK] = None

    @field_validator("budget_max")
    @classmethod
    def _no_less_than_the_least(cls, most: Decimal | None, info: ValidationInfo) -> Decimal | None:
        least = info.data.get("budget_min")
        if least is not None and most is not None and least > most:
            raise invalid_value(
                Text("预算上限小于下限。", "budget_max is less than budget_min."),
                Text("不小于 budget_min 的金额", "an amount no less than budget_min"),
            )
        return most


class DemandDraft(DemandContent):
    """A demand as it is first written down."""

    title: Title = Field(examples=["铝壳电池焊接后气孔多"])


def _without_defaults(schema: dict[str, Any]) -> None:
    """Keep the description honest: a field that is left out of a patch stays as it is."""
    for property_schema in schema["properties"].values():
        property_schema.pop("default", None)


class DemandPatch(DemandContent):
    """What to change (RFC 7396): what is left out stays, what is null becomes unknown."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    title: Title = Field(default="", description="Always needed, so never null.")


def checked_draft(text: Mapping[str, Any]) -> DemandDraft:
    """Return what is left of a demand's text after a change, checked as a whole.

    Raises:
        InvalidError: The change contradicts what stays.
    """
    try:
        return DemandDraft.model_validate(text)
    except ValidationError as failure:
        raise InvalidError(problems=field_problems(failure)) from failure


class DemandRow(DemandDraft):
    """A demand as another platform hands it over."""

    source_id: SourceId | None = Field(
        default=None, description="What the source calls it; else its content names it."
    )


class DemandImport(BulkImport):
    """Demands of one source, which the operator vouches for."""

    publish: YesNo = Field(
        default=False, description="Publish what is new, each step recorded as imported."
    )


class DemandStep(StrictBody):
    """What shall be done to a demand, and why."""

    action: DemandAction
    reason_code: ReasonCode | None = Field(
        default=None, description="Needed by some actions: GET /reason-codes tells by which."
    )
    note: OptionalSummary = None


class DemandFilters(PageQuery):
    """What a list is narrowed to: any of the values of a filter, all of the filters."""

    status: list[DemandStatus] = Field(
        default=[], description="What looks for no help is listed to those who have a part in it."
    )
    region: list[RegionCode] = Field(
        default=[], description="GB/T 2260; a city's or province's code finds what lies in it."
    )
    industry: list[IndustryCode] = Field(
        default=[], description="GB/T 4754; a section's letter finds all its divisions."
    )
    discipline: list[DisciplineCode] = Field(
        default=[], description="GB/T 13745; a broad code finds the finer ones."
    )
    case_number: str | None = Field(
        default=None, max_length=20, description="The one need of this number: KQ-2026-000123."
    )
    own: bool = Field(default=False, description="Only the caller's own and their organization's.")
    sort: DemandSort = DemandSort.NEWEST
