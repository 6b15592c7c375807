"""Figures and needs as sheets, in the reader's language."""

from collections.abc import Sequence

from services.portal.pages.desk.figure_snapshots import (
    FigureNeedSnapshot,
    FiguresSnapshot,
    GroupSnapshot,
)
from services.portal.pages.desk.figuring import SUPPLY, Supply
from services.portal.pages.desk.sheets import Cell, Sheet
from services.portal.pages.figures import industry, moment, region
from services.portal.pages.texts import TEXTS
from shared.language import Language


def figure_sheets(
    found: FiguresSnapshot, supply: Supply | None, language: Language
) -> Sequence[Sheet]:
    """Return the stages, waits, states, industries and cities as a sheet each."""

    def t(name: str) -> str:
        return TEXTS[name].pick(language)

    stages = [(one.label.pick(language), one.needs) for one in found.stages]
    waits = [
        (one.label.pick(language), one.needs, one.median_hours, one.nine_in_ten_hours)
        for one in found.waits
    ]
    statuses = [(one.label.pick(language), one.needs) for one in found.statuses]
    heads = [t("desk_posted"), t("desk_published"), t("desk_solved"), *map(t, SUPPLY)]
    return [
        Sheet(t("desk_funnel"), [t("desk_stage"), t("desk_needs")], stages),
        Sheet(
            t("desk_waits"),
            [t("desk_wait"), t("desk_needs"), t("desk_median_hours"), t("desk_nine_hours")],
            waits,
        ),
        Sheet(t("desk_statuses"), [t("status"), t("desk_needs")], statuses),
        Sheet(
            t("desk_by_industry"),
            [t("desk_industry"), *heads],
            [
                (industry(one.code, language) or t("desk_unknown"), *_of(one, supply, "industry"))
                for one in found.industries
            ],
        ),
        Sheet(
            t("desk_by_region"),
            [t("desk_region"), *heads],
            [
                (region(one.code) or t("desk_unknown"), *_of(one, supply, "region"))
                for one in found.regions
            ],
        ),
    ]


def need_sheet(needs: Sequence[FigureNeedSnapshot], language: Language) -> Sheet:
    """Return needs as a sheet."""
    names = (
        "case_number",
        "title",
        "organization_name",
        "status",
        "desk_industry",
        "desk_region",
        "desk_posted",
        "desk_published",
        "desk_hours",
    )
    rows: list[Sequence[Cell]] = [
        (
            one.case_number,
            one.title,
            one.organization_name,
            TEXTS[f"status_{one.status}"].pick(language),
            industry(one.industry_code, language),
            region(one.region_code),
            moment(one.submitted_at, language),
            moment(one.published_at, language),
            one.hours,
        )
        for one in needs
    ]
    heads = [TEXTS[name].pick(language) for name in names]
    return Sheet(TEXTS["desk_needs"].pick(language), heads, rows)


def _of(one: GroupSnapshot, supply: Supply | None, facet: str) -> Sequence[Cell]:
    """Return the counts of a group; what is not known of the supply stays empty."""
    helps: list[Cell] = [
        supply[kind].get(facet, {}).get(one.code or "", 0) if supply and one.code else None
        for kind in SUPPLY
    ]
    return [one.posted, one.published, one.solved, *helps]
