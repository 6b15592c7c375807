"""The part of matching's answers about teams that is shown."""

from decimal import Decimal

from pydantic import BaseModel

from services.portal.pages.gateways import MatchSnapshot


class PartSnapshot(BaseModel):
    """A part that a need seems to have."""

    name: str
    text: str
    terms: list[str]
    remedies: list[str]
    independent: bool


class PartListSnapshot(BaseModel):
    """The parts of a need; empty if it names no technology."""

    items: list[PartSnapshot]


class PersonSnapshot(BaseModel):
    """Somebody or something that could take part."""

    kind: str
    id: str
    title: str
    organization: str | None


class SubstituteSnapshot(BaseModel):
    """What would be without a member: `loss` is in points of a score."""

    loss: float
    joining: list[PersonSnapshot]
    uncovered: list[int]


class MemberSnapshot(PersonSnapshot):
    """A member of the team, and the parts (from 0) covered."""

    packages: list[int]
    capacity_status: str | None
    price_min: Decimal | None
    substitute: SubstituteSnapshot


class CoveredSnapshot(BaseModel):
    """A part, how many could do it, and who is suggested; nobody: it stays open."""

    name: str
    qualified: int
    match: MatchSnapshot | None


class TeamSnapshot(BaseModel):
    """The suggested team."""

    packages: list[CoveredSnapshot]
    members: list[MemberSnapshot]
    contacts: int
    gap: float
    remarks: list[str]
    considered: int
