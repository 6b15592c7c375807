import pytest

from shared.classification import (
    SERVICE_CLASSES,
    RegionRelation,
    discipline_name,
    disciplines,
    industries,
    industry_name,
    region_covers,
    region_name,
    region_relation,
)


def test_the_lists_are_as_long_as_their_standards_say() -> None:
    sections = [code for code in industries() if len(code) == 1]

    assert len(sections) == 20
    assert len(industries()) - len(sections) == 97
    assert len(disciplines()) == 62
    assert len(SERVICE_CLASSES) == 9


def test_every_code_has_a_name_in_both_languages() -> None:
    labels = [*industries().values(), *disciplines().values(), *SERVICE_CLASSES.values()]

    assert all(label.zh and label.en and not label.en.isspace() for label in labels)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("440000", "广东省"),
        ("441900", "广东省东莞市"),
        ("440113", "广东省广州市番禺区"),
        ("110105", "北京市朝阳区"),
        ("120110", "天津市东丽区"),
        ("810000", "香港特别行政区"),
        ("999999", None),
        ("441999", None),
        ("4419", None),
        ("44190a", None),
        ("", None),
    ],
)
def test_a_region_code_is_called_by_its_full_name_or_unknown(code: str, name: str | None) -> None:
    assert region_name(code) == name


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("441900", "441900", RegionRelation.SAME),
        ("440113", "440106", RegionRelation.CITY),
        ("110105", "110228", RegionRelation.CITY),
        ("441900", "440300", RegionRelation.PROVINCE),
        ("441900", "500112", RegionRelation.ELSEWHERE),
    ],
)
def test_nearness_is_the_same_from_both_sides(
    one: str, other: str, relation: RegionRelation
) -> None:
    assert region_relation(one, other) is relation
    assert region_relation(other, one) is relation


@pytest.mark.parametrize(
    ("area", "place", "covered"),
    [
        ("440000", "441900", True),
        ("440100", "440113", True),
        ("440113", "440113", True),
        ("440113", "440100", False),
        ("440100", "441900", False),
    ],
)
def test_an_area_covers_what_lies_inside_it(area: str, place: str, *, covered: bool) -> None:
    assert region_covers(area, place) is covered


def test_a_finer_discipline_is_named_by_its_first_level() -> None:
    label = discipline_name("4603520")

    assert label is not None
    assert label.en == "Mechanical engineering"
    assert discipline_name("4603") is None
    assert discipline_name("999") is None


def test_an_industry_is_known_by_its_letter_and_division() -> None:
    label = industry_name("C39")

    assert label is not None
    assert label.zh == "计算机、通信和其他电子设备制造业"
    assert industry_name("39") is None
