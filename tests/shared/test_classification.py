import pytest

from shared.classification import (
    SERVICE_CLASSES,
    RegionRelation,
    discipline_name,
    disciplines,
    industries,
    industry_name,
    region_covers,
    region_is_current,
    region_name,
    region_relation,
)
from shared.language import Language
from shared.place_names import english_place


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
    ("code", "name"),
    [
        ("440000", "Guangdong"),
        ("441900", "Dongguan, Guangdong"),
        ("440113", "Panyu District, Guangzhou, Guangdong"),
        ("110105", "Chaoyang District, Beijing"),
        ("110100", "Beijing"),
        ("610100", "Xi'an, Shaanxi"),
        ("220200", "Jilin City, Jilin"),
        ("150100", "Hohhot, Inner Mongolia"),
        ("500300", "Chongqing"),
        ("422800", "Enshi Tujia and Miao Autonomous Prefecture, Hubei"),
        ("810000", "Hong Kong"),
        ("999999", None),
        ("441999", None),
    ],
)
def test_a_region_has_an_english_name_too(code: str, name: str | None) -> None:
    assert region_name(code, Language.EN) == name


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("长沙市", "Changsha"),
        ("都匀市", "Duyun"),
        ("六安市", "Lu'an"),
        ("吕梁市", "Lüliang"),
        ("清新区", "Qingxin District"),
        ("浦东新区", "Pudong New Area"),
        ("蔚县", "Yu County"),
        ("兴安区", "Xing'an District"),
        ("阿拉善左旗", "Alxa Left Banner"),
        ("东乡族自治县", "Dongxiang Autonomous County"),
        ("长白朝鲜族自治县", "Changbai Korean Autonomous County"),
        ("双江拉祜族佤族布朗族傣族自治县", "Shuangjiang Lahu, Wa, Blang and Dai Autonomous County"),
    ],
)
def test_a_place_is_read_as_it_is_called(zh: str, en: str) -> None:
    assert english_place(zh) == en


def test_a_division_may_be_gone() -> None:
    assert region_is_current("441900")
    assert region_is_current("210200")
    assert not region_is_current("132100")
    assert not region_is_current("441000")


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
