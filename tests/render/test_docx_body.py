import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from qa_docs.model.document import (
    Blank,
    ClauseText,
    Column,
    DefinedTerm,
    Emphasis,
    Heading,
    PageTurn,
    Paragraph,
    Reference,
    SignatureBlock,
    Signatures,
    Strong,
    Table,
    TableRow,
)
from qa_docs.render.docx import CompiledTemplate
from tests.render.sample_matrix import matrix
from tests.render.sample_text import clause, letter, numbered, plain, table

Write = Callable[..., str]
SECTION = Heading("deviations", "section", "Deviations", "1")


def test_a_clause_stands_in_a_content_control_of_its_id_and_version(body_of: Write):
    assert body_of(SECTION, clause("notice", "1.1", "Notice", numbered("1.1.1", "Each party tells the other."))) == (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Ref_deviations"/>'
        '<w:r><w:rPr><w:rStyle w:val="RunningTitle"/></w:rPr><w:t>Deviations</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
        '<w:sdt><w:sdtPr><w:alias w:val="Notice"/><w:tag w:val="clause:notice@1.0"/><w:id w:val="702644136"/></w:sdtPr>'
        '<w:sdtContent><w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:bookmarkStart w:id="2" w:name="_Ref_notice"/>'
        '<w:r><w:t>Notice</w:t></w:r><w:bookmarkEnd w:id="2"/></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="ClauseLevel1"/></w:pPr><w:r><w:t>Each party tells the other.</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


def test_a_reference_is_a_live_field_that_shows_its_number(body_of: Write):
    written = body_of(SECTION, plain("See ", Reference("deviations", "Section", "1"), "."))
    assert written.endswith(
        '<w:r><w:t xml:space="preserve">See Section\u00a0</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> REF _Ref_deviations \\r \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("reference", "field"),
    [
        (Reference("app", "Appendix", "1"), ("REF _Ref_app \\r \\h", "Appendix\u00a01")),
        (Reference("app", "Appendix", "Appendix 1"), ("REF _Ref_app \\r \\h", "Appendix\u00a01")),
        (Reference("part", "Part", "A"), ("REF _Ref_part \\r \\h", "Part\u00a0A")),
        (Reference("sites", "Table", "1"), ("REF _Ref_sites \\h", "Table\u00a01")),
    ],
)
def test_a_field_shows_the_word_where_the_list_prints_the_word(
    body_of: Write, reference: Reference, field: tuple[str, str]
):
    blocks = (
        Heading("part", "part", "Framework", "Part A"),
        Heading("app", "appendix", "Sites", "Appendix 1"),
        table("sites", "1", "Sites", "Name 1", "Heidelberg"),
    )
    written = body_of(*blocks, plain(reference))
    paragraph = written[written.rindex("<w:p>") :]
    assert re.findall(r"<w:instrText[^>]*> (.*?) </w:instrText>|<w:t[^>]*>(.*?)</w:t>", paragraph) == [
        (field[0], ""),
        ("", field[1]),
    ]


def test_a_reference_to_nothing_in_this_document_is_plain_text(body_of: Write):
    assert body_of(plain(Reference("gone", "Section", "9.9"))) == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Section\u00a09.9</w:t></w:r></w:p>'
    )


def test_an_open_blank_is_highlighted_in_a_control_that_asks_its_question(body_of: Write):
    blank = Blank("days", "", open=True, label="How many days?")
    assert body_of(plain(blank), draft=True) == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val="How many days?"/>'
        '<w:tag w:val="blank:days"/><w:id w:val="134555090"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        '<w:r><w:rPr><w:rStyle w:val="OpenPoint"/></w:rPr><w:t>[•]</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    )


def test_an_answered_blank_is_plain_text_in_an_issued_document(body_of: Write):
    assert "<w:sdt>" not in body_of(plain("within ", Blank("days", "2 days")))


def test_terms_and_emphasis_keep_their_looks_inside_one_another(body_of: Write):
    written = body_of(plain(Strong((Emphasis(("both",)), DefinedTerm("batch", "Batch")))))
    assert "<w:rPr><w:b/><w:i/></w:rPr><w:t>both</w:t>" in written
    assert '<w:rPr><w:rStyle w:val="DefinedTerm"/><w:b/></w:rPr><w:t>Batch</w:t>' in written


def test_line_breaks_and_tabs_of_a_text_are_kept(body_of: Write):
    assert '<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t><w:tab/>' in body_of(
        plain("a\nb\t")
    )


def test_a_line_that_introduces_a_list_stays_with_it(body_of: Write):
    assert '<w:pStyle w:val="ClauseText"/><w:keepNext/>' in body_of(
        SECTION, clause("c", "1.1", "C", plain("It covers:"), letter("(a)", "one"))
    )


def test_a_table_has_a_caption_a_heading_row_that_repeats_and_rows_that_stay_whole(body_of: Write):
    written = body_of(table("sites", "1", "Sites", "Name 1|Country 3", "Heidelberg|Germany"))
    caption, rest = written.split("<w:tbl>")
    assert caption == (
        '<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/></w:pPr><w:bookmarkStart w:id="1" w:name="_Ref_sites"/>'
        '<w:r><w:t xml:space="preserve">Table\u00a0</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> SEQ Table \\* ARABIC </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/>'
        '<w:r><w:t xml:space="preserve">\u2003</w:t></w:r><w:r><w:t>Sites</w:t></w:r></w:p>'
    )
    properties, heading, row, closing = re.split(r"<w:tr>|</w:tbl>", rest)[:4]
    assert properties == (
        '<w:tblPr><w:tblStyle w:val="AgreementTable"/><w:tblW w:w="9638" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        'w:noVBand="1"/><w:tblCaption w:val="Sites"/><w:tblDescription w:val="Sites"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2410"/><w:gridCol w:w="7228"/></w:tblGrid>'
    )
    assert heading.startswith("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:shd ")
    assert row == (
        '<w:trPr><w:cantSplit/></w:trPr><w:tc><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
        "<w:r><w:t>Heidelberg</w:t></w:r></w:p></w:tc>"
        '<w:tc><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t>Germany</w:t></w:r></w:p></w:tc></w:tr>'
    )
    assert closing == '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>'


def test_the_widths_of_a_table_add_up_to_the_text_of_its_pages(body_of: Write):
    columns = "A 1|B 1|C 1|D 4"
    tables = (table("a", "1", "A", columns, "1|2|3|4"), PageTurn("landscape"), table("b", "2", "B", columns, "1|2|3|4"))
    widths = [
        sum(int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', grid))
        for grid in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body_of(*tables))
    ]
    assert widths == [11906 - 2268, 16838 - 2268]


def test_letters_of_the_matrix_take_their_cells_colour_from_their_style(body_of: Write):
    written = body_of(matrix("1", rows_in_group=1))
    assert (
        '<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F2A44"/></w:tcPr><w:p><w:pPr>'
        '<w:pStyle w:val="MatrixAR"/></w:pPr><w:r><w:t>A/R</w:t></w:r></w:p></w:tc>'
    ) in written
    assert '<w:pStyle w:val="MatrixI"/></w:pPr><w:r><w:t>I</w:t>' in written


def test_columns_of_one_group_share_a_cell_above_and_the_others_reach_up(body_of: Write):
    written = body_of(matrix("1", rows_in_group=1))
    first, second = re.findall(r"<w:tr>.*?</w:tr>", written)[:2]
    assert first.count("<w:tblHeader/>") == second.count("<w:tblHeader/>") == 1
    assert re.findall(r'<w:gridSpan w:val="(\d+)"/>', first) == ["4", "6"]
    assert first.count('<w:vMerge w:val="restart"/>') == second.count("<w:vMerge/>") == 3
    assert second.count('<w:textDirection w:val="btLr"/>') == 10
    assert '<w:trHeight w:val="' in second


def test_a_group_row_spans_all_columns_and_stays_with_the_row_below(body_of: Write):
    rows = (TableRow((("Regulatory",),), "group"), TableRow((("1",), ("2",))))
    written = body_of(Table("t", "T", "1", (Column("A", 1), Column("B", 1)), rows))
    assert (
        '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="E9EDF3"/></w:tcPr><w:p><w:pPr>'
        '<w:pStyle w:val="TableGroup"/><w:keepNext/></w:pPr><w:r><w:t>Regulatory</w:t>'
    ) in written


def test_a_table_of_names_and_values_has_no_heading_row_where_it_has_no_titles(body_of: Write):
    written = body_of(table("key", "", "", " 1| 2", "Strength|10 mg", look="key"))
    assert "<w:tblHeader/>" not in written
    assert '<w:pStyle w:val="TableName"/></w:pPr><w:r><w:t>Strength</w:t>' in written


def test_two_tables_in_a_row_are_kept_apart(body_of: Write):
    one = table("a", "", "", "A 1", "x")
    assert '</w:tbl><w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p><w:tbl>' in body_of(one, one)


def test_a_table_number_that_word_would_count_otherwise_is_set(body_of: Write):
    written = body_of(table("a", "1", "A", "A 1", "x"), table("b", "4", "B", "A 1", "x"))
    assert re.findall(r"SEQ Table .*?(?= <)", written) == ["SEQ Table \\* ARABIC", "SEQ Table \\* ARABIC \\r 4"]


def test_signatures_stay_together_but_for_the_last_row(body_of: Write):
    lines = (("For quality", "Ann", "Head"), ("For management", "Ben", "Director"))
    blocks = (SignatureBlock("Owner", "Acme Inc.", lines), SignatureBlock("Contract Facility", "Beta Ltd", lines[:1]))
    rows = re.findall(r"<w:tr>.*?</w:tr>", body_of(Signatures(blocks)))
    assert ["<w:keepNext/>" in row for row in rows] == [True] * 9 + [False]
    assert {row.count("<w:p>") + row.count('<w:gridSpan w:val="2"/>') for row in rows} == {5}


def test_a_page_turn_ends_the_section_in_the_last_paragraph_before_it(body_of: Write):
    written = body_of(plain("upright"), PageTurn("landscape"), plain("on its side"), PageTurn("portrait"), plain("end"))
    assert re.sub(r"<w:headerReference.*?/>|<w:footerReference.*?/>|<w:pgMar.*?/>|<w:cols.*?/>", "·", written) == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:sectPr>····<w:pgSz w:w="11906" w:h="16838"/>··<w:titlePg/>'
        "</w:sectPr></w:pPr><w:r><w:t>upright</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:sectPr>····<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>··'
        "</w:sectPr></w:pPr><w:r><w:t>on its side</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>end</w:t></w:r></w:p>'
    )


def test_turns_without_anything_between_them_leave_no_page(body_of: Write):
    turns = [PageTurn("landscape"), PageTurn("portrait"), PageTurn("portrait")]
    assert body_of(plain("one"), *turns, plain("two"), PageTurn("landscape")).count("<w:sectPr>") == 0


def test_a_clause_before_a_page_turn_keeps_the_section_end_outside_its_control(body_of: Write):
    written = body_of(SECTION, clause("c", "1.1", "C", numbered("1.1.1", "x")), PageTurn("landscape"), plain("y"))
    assert '</w:sdt><w:p><w:pPr><w:pStyle w:val="SectionEnd"/><w:sectPr>' in written


def test_long_ids_and_titles_are_cut_to_what_word_takes_and_stay_apart(body_of: Write):
    long = "a" * 90
    clauses = [
        ClauseText(f"{long}{end}", "1", "standard", Heading(f"{long}{end}", "clause", long, ""), ()) for end in "xy"
    ]
    written = body_of(*clauses)
    tags = re.findall(r'<w:tag w:val="([^"]*)"/>', written)
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"/>', written)
    assert [len(tag) for tag in tags] == [64, 64] and len(set(tags)) == 2
    assert [len(name) for name in names] == [40, 40] and len(set(names)) == 2
    assert max(len(alias) for alias in re.findall(r'<w:alias w:val="([^"]*)"/>', written)) == 64


def test_ids_that_word_cannot_tell_apart_get_names_that_it_can(body_of: Write):
    headings = [Heading(identity, "plain", identity) for identity in ("a-b", "a_b", "A-B")]
    names = re.findall(r'w:name="([^"]*)"', body_of(*headings))
    assert len({name.lower() for name in names}) == 3


def test_a_paragraph_of_each_style_finds_its_look(body_of: Write):
    styles = {"": "BodyText", "definition": "Definition", "lead": "TableLead", "note": "Note", "bullet": "ListBullet"}
    for style, identity in styles.items():
        assert f'<w:pStyle w:val="{identity}"/>' in body_of(Paragraph(("x",), style=style))


def test_a_reference_to_an_appendix_whose_table_bears_the_same_id_prints_the_appendix(body_of):
    appendix = Heading("retention", "appendix", "Retention", "Appendix\u00a03")
    table = Table("retention", "Periods", "7", (Column("Item", 1),), (TableRow((("Records",),)),))
    sentence = Paragraph((Reference("retention", "", "Appendix\u00a03"), " sets the period."))
    written = body_of(sentence, appendix, table)
    assert "<w:t>Appendix\u00a03</w:t>" in written
    assert "REF _Ref_retention \\r \\h" in written


def test_the_letters_of_the_matrix_are_told_apart_in_grey_and_by_bold_type(template: CompiledTemplate):
    """An A must not look like an R on a copy: neighbours in weight differ by a sixth of the way from black to white."""
    fills = [template.fills.get(f"matrix_{mark}", "FFFFFF") for mark in ("AR", "A", "R", "C", "I")]
    greys = [_grey(fill) for fill in fills]
    assert greys == sorted(greys)
    assert all(lighter - darker > 0.15 for darker, lighter in pairwise(greys[:4]))


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_note_under_a_table_takes_the_last_row_along(body_of: Write):
    rows = [f"row {n}|x" for n in range(9)]
    written = body_of(table("a", "1", "A", "Name 1|B 1", *rows), plain("What it means.", style="note"))
    kept = re.findall(r"<w:keepNext/></w:pPr><w:r><w:t>(row \d)", written)
    assert kept == ["row 8"]
