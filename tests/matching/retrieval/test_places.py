"""A filter by the whole finds its parts."""

from services.matching.retrieval.places import (
    covering,
    discipline_with_ancestors,
    industry_with_ancestors,
    region_with_ancestors,
)


def test_a_region_lies_in_its_city_and_province() -> None:
    assert region_with_ancestors("441902") == ["441902", "441900", "440000"]
    assert region_with_ancestors("440000") == ["440000"]


def test_a_region_is_covered_by_all_that_contains_it() -> None:
    assert covering("441900") == ["441900", "440000", "100000", "000000"]


def test_an_industry_lies_in_its_division_and_section() -> None:
    assert industry_with_ancestors("C39") == ["C39", "C"]
    assert industry_with_ancestors("C3912") == ["C3912", "C39", "C"]


def test_a_discipline_lies_in_those_above_it() -> None:
    assert discipline_with_ancestors("4604020") == ["460", "46040", "4604020"]
    assert discipline_with_ancestors("460") == ["460"]
