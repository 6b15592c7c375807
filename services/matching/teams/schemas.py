"""What is asked about teams, and answered."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.matching.matches.schemas import MatchRead
from services.matching.replicas.schemas import SubjectRead
from shared.fields import Day, RegionCode, ShortTexts, Yuan
from shared.schemas import LongText, ShortText, StrictBody


class PackagesQuery(StrictBody):
    """A need in plain words that is to be split into parts; it is stored nowhere."""

    title: ShortText | None = None
    text: LongText


class SuggestionRead(BaseModel):
    """A part that a need seems to have, for the broker to edit.

    `terms` are the technical terms that say so, `remedies` what typically removes the problems
    among them. An `independent` part should go to somebody who does nothing else of it.
    """

    name: str
    text: str
    terms: list[str]
    remedies: list[str]
    independent: bool


class SuggestionList(BaseModel):
    """The parts of a need, those it says most of first; empty if it names no technology."""

    items: list[SuggestionRead]


class PackageDraft(StrictBody):
    """A part of a need: what it takes, in plain words."""

    name: ShortText
    text: LongText | None = None
    required_qualifications: ShortTexts = Field(default_factory=list)
    independent: bool = Field(
        default=False,
        description="Goes to an organization that does nothing else of the need, like a test.",
    )


class TeamDraft(StrictBody):
    """What a team is wanted for; nothing is stored, and nobody is asked."""

    packages: Annotated[list[PackageDraft], Field(min_length=1, max_length=8)]
    region_code: RegionCode | None = None
    budget_max: Yuan | None = None
    deadline: Day | None = None
    organization_name: ShortText | None = Field(
        default=None, description="Whose need it is: they are not offered to themselves."
    )
    excluded: Annotated[list[ShortText], Field(max_length=50)] = Field(
        default_factory=list,
        description="Who is not to be chosen, as `kind:id`.",
        examples=[["expert:019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11"]],
    )


class SubstituteRead(BaseModel):
    """What would be if a member could not take part.

    `loss` is what the whole team's cost would rise by, in points of a score; `joining` who
    would step in, and `uncovered` which parts (by number, from 0) nobody would cover.
    """

    loss: float
    joining: list[SubjectRead]
    uncovered: list[int]


class MemberRead(SubjectRead):
    """Somebody or something of the team, and the parts (by number, from 0) covered."""

    packages: list[int]
    capacity_status: str | None
    price_min: Yuan | None
    substitute: SubstituteRead


class PackageRead(BaseModel):
    """A part, and who covers it with the reasons; no match: nobody who could was found."""

    name: str
    qualified: int = Field(description="How many could cover it.")
    match: MatchRead | None


class TeamRead(BaseModel):
    """The cheapest team: well fitting, few to contact, not busy, near the budget.

    `cost` is in points of a score, the lower the better; `gap` is the share by which another
    team could still be cheaper, 0 where this one is proved to be the cheapest. `remarks` name
    conflicts of interest and what is not known. Everybody named is still to be asked.
    """

    packages: list[PackageRead]
    members: list[MemberRead]
    contacts: int
    cost: float
    gap: float
    remarks: list[str]
    considered: int
    pending_changes: int
