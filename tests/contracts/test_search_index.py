"""What every `SearchIndex` finds; run against each adapter that is at hand."""

import pytest

from services.matching.retrieval.port import Facet, Filters, Highlight, SearchIndex, SearchQuery
from tests.contracts.entries import ALL, BATTERY, CASTING, LASER, found, marked


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "key"),
        [
            ("农业", "provider:bank"),
            ("發展銀行", "provider:bank"),
            ("简单", "offering:casting"),
            ("6061铝", "offering:casting"),
            ("5G", "offering:casting"),
            ("±0.01mm", "offering:casting"),
            ("气孔 压铸件", "offering:casting"),
            ("动力电池", "expert:battery"),
            ("動力電池", "expert:battery"),
            ("激光焊接", "expert:battery"),
            ("雷射", "expert:battery"),
            ("温度 -40℃", "expert:battery"),
            ("漏液", "expert:battery"),
            ("ALUMINIUM welding", "facility:laser"),
            ("batteries", "facility:laser"),
        ],
    )
    async def test_a_document_is_found_by_its_words(
        self, filled: SearchIndex, words: str, key: str
    ) -> None:
        assert (await found(filled, words))[0] == key

    @pytest.mark.parametrize(
        ("words", "key"),
        [
            ("lase", "facility:laser"),
            ("zgny", "provider:bank"),
            ("nyfz", "provider:bank"),
            ("ssh", "offering:casting"),
            ("压", "offering:casting"),
        ],
    )
    async def test_a_name_is_found_by_its_beginning_and_by_pinyin_initials(
        self, filled: SearchIndex, words: str, key: str
    ) -> None:
        assert key in await found(filled, words)

    @pytest.mark.parametrize(
        "words",
        [
            '"气孔',
            "气孔 AND (",
            "title:气孔 -压铸件",
            "气孔 OR \\",
            "+气孔 ^2 ~1 *",
            "{气孔 TO 压铸}",
            "😀 气孔",
            "\x00气孔\ud800",
            "气孔" * 500,
        ],
    )
    async def test_nothing_that_is_typed_is_an_operator(
        self, filled: SearchIndex, words: str
    ) -> None:
        assert "offering:casting" in await found(filled, words)

    @pytest.mark.parametrize("words", ["", "   ", "!?。", "的", "😀"])
    async def test_words_that_mean_nothing_find_everything_by_key(
        self, filled: SearchIndex, words: str
    ) -> None:
        assert await found(filled, words) == sorted(document.key for document in ALL)

    async def test_what_nobody_wrote_is_not_found(self, filled: SearchIndex) -> None:
        assert await found(filled, "量子纠缠") == []

    async def test_documents_with_every_word_suffice(self, filled: SearchIndex) -> None:
        assert await found(filled, "电池 漏液") == ["expert:battery"]

    async def test_pages_follow_one_another(self, filled: SearchIndex) -> None:
        pages = [await filled.search(SearchQuery(limit=3, offset=at)) for at in (0, 3, 6)]

        assert [len(page.hits) for page in pages] == [3, 1, 0]
        assert {page.total for page in pages} == {4}

    async def test_hits_show_where_the_words_stand_in_the_original(
        self, filled: SearchIndex
    ) -> None:
        (hit,) = (await filled.search(SearchQuery(words="激光 动力电池"))).hits

        assert hit.title == Highlight("林某某 教授", ())
        assert marked(hit.snippet) == ["動力電池", "雷射"]

    async def test_a_title_is_shown_whole(self, filled: SearchIndex) -> None:
        (hit,) = (await filled.search(SearchQuery(words="压铸件"))).hits

        assert hit.title.text == CASTING.title
        assert marked(hit.title) == ["压铸件"]


class TestFilters:
    @pytest.mark.parametrize(
        ("filters", "keys"),
        [
            (Filters(kinds=("expert", "facility")), ["expert:battery", "facility:laser"]),
            (Filters(regions=("441900",)), ["facility:laser", "offering:casting"]),
            (
                Filters(regions=("440000",)),
                sorted([BATTERY.key, CASTING.key, LASER.key]),
            ),
            (
                Filters(regions=("440100",)),
                sorted([BATTERY.key, CASTING.key, LASER.key]),
            ),
            (Filters(regions=("110000",)), ["facility:laser"]),
            (Filters(industries=("C",)), ["expert:battery", "offering:casting"]),
            (Filters(industries=("C33", "A01")), ["offering:casting"]),
            (Filters(disciplines=("430",)), ["offering:casting"]),
            (Filters(disciplines=("4303510",)), []),
            (Filters(qualifications=("CMA",)), ["expert:battery", "offering:casting"]),
            (Filters(qualifications=("CMA", "CNAS")), ["offering:casting"]),
            (Filters(service_classes=("testing_certification",)), ["offering:casting"]),
            (Filters(capacities=("full",)), ["expert:battery"]),
            (Filters(kinds=("expert",), industries=("C33",)), []),
            (Filters(kinds=('expert" OR "',)), []),
        ],
    )
    async def test_a_filter_narrows(
        self, filled: SearchIndex, filters: Filters, keys: list[str]
    ) -> None:
        need = "为中国农业发展银行某支行的压铸件和动力电池做 laser joining"

        candidates = (await filled.candidates(need, filters=filters, limit=10)).candidates

        assert await found(filled, filters=filters) == keys
        assert sorted(candidate.key for candidate in candidates) == keys

    async def test_facets_count_what_was_found(self, filled: SearchIndex) -> None:
        page = await filled.search(
            SearchQuery(words="电池", facets=(Facet.KIND, Facet.REGION, Facet.QUALIFICATION))
        )

        assert page.facets[Facet.KIND] == {"expert": 1}
        assert page.facets[Facet.REGION] == {"440000": 1, "440100": 1, "440106": 1}
        assert page.facets[Facet.QUALIFICATION] == {"CMA": 1}

    async def test_facets_that_nobody_asked_for_are_not_counted(self, filled: SearchIndex) -> None:
        assert (await filled.search(SearchQuery())).facets == {}


class TestCandidates:
    async def test_the_end_of_a_long_need_counts_as_much_as_its_beginning(
        self, filled: SearchIndex
    ) -> None:
        need = "我公司是一家从事家具生产的企业，" * 20 + "希望解决压铸件气孔。"

        answer = await filled.candidates(need, filters=Filters(), limit=10)

        assert [candidate.key for candidate in answer.candidates][:1] == ["offering:casting"]

    async def test_candidates_pass_the_filters(self, filled: SearchIndex) -> None:
        answer = await filled.candidates(
            "电池焊接", filters=Filters(kinds=("facility",)), limit=10, facets=(Facet.KIND,)
        )

        assert {candidate.key for candidate in answer.candidates} <= {"facility:laser"}
        assert answer.facets[Facet.KIND] in ({}, {"facility": 1})

    async def test_an_english_need_finds_chinese_text_by_its_concepts(
        self, filled: SearchIndex
    ) -> None:
        answer = await filled.candidates("die casting defects", filters=Filters(), limit=10)

        assert "offering:casting" in {candidate.key for candidate in answer.candidates}

    @pytest.mark.parametrize("need", ["", "  \n ", "😀😀", '"" -"', "的"])
    async def test_a_need_that_says_nothing_has_no_candidates(
        self, filled: SearchIndex, need: str
    ) -> None:
        answer = await filled.candidates(need, filters=Filters(), limit=10)

        assert (answer.total, answer.candidates) == (0, ())

    async def test_no_more_candidates_than_asked_for_but_all_are_counted(
        self, filled: SearchIndex
    ) -> None:
        answer = await filled.candidates("电池 气孔 银行", filters=Filters(), limit=1)

        assert len(answer.candidates) == 1
        assert answer.total == 3
