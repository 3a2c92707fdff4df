import pytest

from qa_docs.model.document import Heading
from qa_docs.model.numerals import letters, roman
from qa_docs.render.docx.compiled import ListLevel
from qa_docs.render.docx.numbering import Counter, bare, printed_as_text

LISTS = {
    "part": ListLevel(2, 1, 0, "Part "),
    "appendix": ListLevel(3, 2, 0, "Appendix "),
    **{
        kind: ListLevel(1, 0, level)
        for level, kind in enumerate(("section", "clause", "level_1", "level_2", "level_3"))
    },
}
NOTHING = ("", "")
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


def from_list(instance: int, level: int) -> tuple[str, str]:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>', ""


def count(*paragraphs: tuple[str, str]) -> tuple[list[tuple[str, str]], str]:
    counter = Counter(LISTS, 9)
    return [counter.properties(kind, number) for kind, number in paragraphs], counter.instances()


def test_numbers_that_word_counts_itself_need_no_word_in_the_file():
    written, instances = count(
        ("part", "Part A"),
        ("section", "1"),
        ("clause", "1.1"),
        ("level_1", "1.1.1"),
        ("level_2", "(a)"),
        ("level_3", "(i)"),
        ("level_3", "(ii)"),
        ("level_2", "(b)"),
        ("level_1", "1.1.2"),
        ("clause", "1.2"),
        ("level_1", "1.2.1"),
        ("part", "Part B"),
        ("section", "2"),
        ("clause", "2.1"),
        ("appendix", "Appendix 1"),
    )
    assert written == [NOTHING] * 15
    assert instances == ""


def test_sections_go_on_counting_over_a_new_part():
    written, _ = count(("part", "A"), ("section", "1"), ("part", "B"), ("section", "2"))
    assert written == [NOTHING] * 4


def test_a_second_list_of_letters_in_one_clause_is_restarted_until_a_higher_level_comes():
    written, instances = count(
        ("section", "1"),
        ("clause", "1.1"),
        ("level_2", "(a)"),
        ("level_2", "(b)"),
        ("level_2", "(a)"),
        ("level_3", "(i)"),
        ("level_2", "(b)"),
        ("level_1", "1.1.1"),
    )
    assert written == [
        *[NOTHING] * 4,
        from_list(9, 3),
        from_list(9, 4),
        from_list(9, 3),
        NOTHING,
    ]
    assert instances == (
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def test_a_paragraph_right_under_a_section_is_numbered_as_a_clause_would_be():
    written, instances = count(
        ("section", "1"),
        ("level_1", "1.1"),
        ("level_2", "(a)"),
        ("level_1", "1.2"),
        ("clause", "1.3"),
        ("level_1", "1.3.1"),
    )
    assert written == [NOTHING, from_list(1, 1), NOTHING, from_list(1, 1), NOTHING, NOTHING]
    assert instances == ""


def test_a_document_that_begins_at_another_number_gets_a_list_that_begins_there():
    written, instances = count(("section", "7"), ("clause", "7.4"), ("appendix", "Appendix 3"), ("part", "Part C"))
    assert written == [from_list(9, 0), from_list(10, 1), from_list(11, 0), from_list(12, 0)]
    assert instances.count("<w:startOverride") == 4
    assert '<w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>' in instances


def test_a_number_that_no_list_can_print_is_printed_as_text():
    written, instances = count(("section", "1"), ("clause", "5A.1"), ("appendix", "Appendix X"))
    assert written == [NOTHING, (UNNUMBERED, "5A.1"), (UNNUMBERED, "Appendix X")]
    assert instances == ""


def test_a_heading_without_a_number_is_taken_out_of_its_list():
    assert count(("section", ""))[0] == [(UNNUMBERED, "")]


def test_references_cannot_use_a_number_that_is_text():
    headings = [Heading("a", "section", "A", "1"), Heading("b", "clause", "B", "1B"), Heading("c", "plain", "C")]
    assert printed_as_text(headings, LISTS) == {"b"}


@pytest.mark.parametrize(
    ("value", "letter", "numeral"),
    [(1, "a", "i"), (4, "d", "iv"), (26, "z", "xxvi"), (27, "aa", "xxvii"), (54, "bbb", "liv")],
)
def test_letters_and_numerals_are_those_of_word(value: int, letter: str, numeral: str):
    assert (letters(value), roman(value)) == (letter, numeral)


@pytest.mark.parametrize("number", ["Appendix 2", "Appendix\u00a02", "2"])
def test_a_number_is_found_behind_its_word(number: str):
    assert bare(number) == "2"
