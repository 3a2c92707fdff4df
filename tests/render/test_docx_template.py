import io
import re
import runpy
import zipfile
from collections.abc import Callable

import msgspec
import pytest
from docx import Document as WordDocument

from qa_docs.model.document import Column, Table, TableRow
from qa_docs.problems import ProblemsFound
from qa_docs.render.docx import CompiledTemplate, check_template, compile_template, render_docx
from tests.render.conftest import TEMPLATE
from tests.render.sample import document, small
from tests.render.sample_text import plain

Alter = Callable[..., bytes]
MAIN = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
BODY_TAG = '<w:t xml:space="preserve">{{ body }}</w:t>'
NUMBER_TAG = "{{ document.number }}"


def printed(content: bytes) -> list[str]:
    return [str(problem) for problem in check_template(content, "t.docx")]


def word_xml(content: bytes, part: str = MAIN) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(part).decode()


def test_the_house_template_has_no_problem(house: bytes):
    assert printed(house) == []


@pytest.mark.parametrize(
    ("source", "file"),
    [("make_template.py", "quality-agreement.docx"), ("letter_serif.py", "quality-agreement-letter-serif.docx")],
)
def test_a_template_is_what_its_source_makes(source: str, file: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(TEMPLATE.parent)
    kept = TEMPLATE.with_name(file).read_bytes()
    made = runpy.run_path(str(TEMPLATE.with_name(source)))["template"]()
    with zipfile.ZipFile(io.BytesIO(made)) as one, zipfile.ZipFile(io.BytesIO(kept)) as other:
        assert one.namelist() == other.namelist()
        others = [name for name in one.namelist() if one.read(name) != other.read(name)]
    assert others == [], "run: python templates/make_template.py"


def test_two_braces_can_be_printed_as_such(altered: Alter):
    compiled = compile_template(altered({MAIN: (NUMBER_TAG, "{_{ as written }_}")}), "t.docx")
    assert '>{</w:t><w:t xml:space="preserve">{ as written }}<' in word_xml(render_docx(small(plain("x")), compiled))


def test_a_compiled_template_can_be_kept_as_json(template: CompiledTemplate):
    kept = msgspec.json.encode(template)
    again = msgspec.json.decode(kept, type=CompiledTemplate)
    assert again == template
    assert render_docx(document(), again) == render_docx(document(), template)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a Word file: File is not a zip file"),
        (b"PK\x03\x04 and then nothing", "not a Word file: File is not a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old .doc file, or one with a password"),
    ],
)
def test_a_file_that_is_no_word_file_is_a_problem(content: bytes, message: str):
    assert printed(content) == [
        f"t.docx: error: {message} [template-not-docx]\n  hint: open it in Word and save it as Word Document (.docx)"
    ]


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
UNUSABLE = {
    "a zip file, but not a Word file": {"[Content_Types].xml": (None,)},
    "the file has no main document": {MAIN: (None,)},
    "word/document.xml is not well-formed XML": {MAIN: ("</w:body>", "")},
    "saved as Strict Open XML": {"_rels/.rels": (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/")},
    "is not a Word document": {"[Content_Types].xml": ("wordprocessingml.document.main", "spreadsheetml.sheet.main")},
}


@pytest.mark.parametrize("message", UNUSABLE)
def test_a_word_file_that_cannot_be_used_is_a_problem(altered: Alter, message: str):
    (only,) = printed(altered(UNUSABLE[message]))
    assert message in only and "[template-not-docx]" in only


ONLY = "a template can print facts, and use if and for; see docs/template.md"
WRONG_TAGS = {
    "{{ document.numbr }}": ("'document.numbr' is not known here [template-unknown-tag]", "did you mean 'number'?"),
    "{{ documnt.number }}": (
        "'documnt.number' is not known here [template-unknown-tag]",
        "did you mean 'document.number'?",
    ),
    "{{ document.__class__ }}": (
        "'document.__class__' is refused: names that begin with _ belong to Python [template-unknown-tag]",
        ONLY,
    ),
    "{{ cycler() }}": ("a template cannot call anything [template-unknown-tag]", ONLY),
    "{{ document.number | upper }}": ("a template cannot use the filter 'upper' [template-unknown-tag]", ONLY),
    "{% set x = 1 %}": ("a template cannot hold {% assign %} [template-unknown-tag]", ONLY),
    "{{ document }}": (
        "'document' holds several facts; print one of them [template-unknown-tag]",
        "for example document.number",
    ),
    "{{ history }}": (
        "'history' is a list [template-unknown-tag]",
        "walk it: {%tr for line in history %} … {%tr endfor %}",
    ),
    "{{ draft }}": (
        "'draft' is yes or no [template-unknown-tag]",
        "ask for it: {% if draft %} … {% endif %}",
    ),
    "No. {{ body }}": (
        "{{ body }} must stand alone in a paragraph of its own, once, in the text of the page [template-unknown-tag]",
        ONLY,
    ),
    "{{ document.number }": (
        "the tag '{{ document.number }' is not closed [template-syntax]",
        "each tag begins with {{ or {% and ends with }} or %}, all in one paragraph",
    ),
    "{% if draft %}Draft": ("{% if draft %} has no end [template-syntax]", "close it with {% endif %}"),
    "{%p if draft %} draft": (
        "there is text beside {%p if draft %}, which would be lost [template-syntax]",
        "a paragraph tag replaces its whole paragraph: give it a paragraph of its own",
    ),
    "{{p products }}": ("{{p … }} is not used here [template-syntax]", "write {{ … }}"),
    "{% for line in histry %}{% endfor %}": (
        "'histry' is not a list [template-unknown-tag]",
        "did you mean 'history'?",
    ),
    "{% for line in history %}{{ line.why }}{% endfor %}": (
        "'line.why' is not known here [template-unknown-tag]",
        "choose one of: author, date, reason, revision",
    ),
    "{% for draft in history %}x{% endfor %}": (
        "'draft' is the name of a fact; call the loop's line something else [template-unknown-tag]",
        "for example: line",
    ),
}


@pytest.mark.parametrize("tag", WRONG_TAGS)
def test_a_wrong_tag_is_placed_in_its_paragraph_with_the_way_out(altered: Alter, tag: str):
    message, hint = WRONG_TAGS[tag]
    found = printed(altered({MAIN: (NUMBER_TAG, tag)}))
    assert f"t.docx: word/document.xml, paragraph {tag!r}: error: {message}\n  hint: {hint}" in found


def test_all_wrong_tags_are_told_in_one_run(altered: Alter):
    found = printed(
        altered(
            {
                MAIN: (NUMBER_TAG, "{{ one }} {{ two }} {{ document.number }}"),
                "word/footer1.xml": ("{{ document.revision }}", "{{ three }}"),
            }
        )
    )
    assert [problem.split("error: ")[1].split(" is")[0] for problem in found] == ["'one'", "'two'", "'three'"]


def test_a_tag_that_cannot_be_read_does_not_hide_the_others(altered: Alter):
    tags = "{% if draft %}{{ one }}{% if = %}{{ two }}{% endif %}{{ document. }}{% if three %}{{ four }}"
    found = printed(altered({MAIN: (NUMBER_TAG, tags)}))
    assert [problem.split("error: ")[1].split(" [")[0] for problem in found] == [
        "{% if draft %} has no end",
        "'one' is not known here",
        "a tag cannot be read: unexpected '='",
        "'two' is not known here",
        "a tag cannot be read: expected name or number",
        "{% if three %} has no end",
        "'three' is not known here",
        "'four' is not known here",
    ]


def test_a_template_without_a_place_for_the_body_is_a_problem(altered: Alter):
    assert printed(altered({MAIN: (BODY_TAG, "<w:t>text</w:t>")})) == [
        "t.docx: word/document.xml: error: the template has no place for the body [template-no-body]\n"
        "  hint: put {{ body }} into a paragraph of its own, outside tables, text boxes and content controls"
    ]


def test_a_second_place_for_the_body_is_a_problem(altered: Alter):
    (only,) = printed(altered({MAIN: ("{{ contents }}", "{{ body }}")}))
    assert "{{ body }} stands there twice [template-syntax]" in only


def test_a_body_that_depends_on_a_condition_is_a_problem(altered: Alter):
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:pageBreakBefore/></w:pPr><w:r>' + BODY_TAG + "</w:r></w:p>"
    inside = paragraph.format("{%p if draft %}") + body + paragraph.format("{%p endif %}")
    (only,) = printed(altered({MAIN: (body, inside)}))
    assert "the body or the end of a section depends on a tag [template-syntax]" in only


def test_tags_that_cut_through_paragraphs_are_a_problem(altered: Alter):
    (only,) = printed(altered({MAIN: (NUMBER_TAG, "{% if draft %}No.", ">Approval<", ">Approval{% endif %}<")}))
    assert "the tags cut through paragraphs or rows" in only


def test_a_table_that_can_lose_all_its_rows_is_a_problem(altered: Alter):
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in ("{%tr for line in history %}", "{{ line.date }}", "{%tr endfor %}")
    )
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{rows}</w:tbl><w:p/>'
    (only,) = printed(altered({MAIN: ("<w:body>", f"<w:body>{table}")}))
    assert only.startswith("t.docx: word/document.xml: error: a table has no row in a draft with no lines in each list")


def test_missing_styles_are_named_with_the_nearest_one(altered: Alter):
    assert printed(altered({STYLES: ('w:val="Clause Level 2"', 'w:val="Clause Levl 2"')})) == [
        "t.docx: word/styles.xml: error: the paragraph style 'Clause Level 2' is missing (there is 'clause levl 2') "
        "[template-missing-style]\n"
        "  hint: name it so in Word, or copy it with Word's Organizer from the file that `qa-docs template new` writes"
    ]


LEVEL_1_LIST = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
WRONG_LISTS = {
    "the list prints other numbers than the document says for the style 'Clause Level 2'": {
        NUMBERING: ('w:val="(%4)"', 'w:val="(%5)"')
    },
    "the list prints other numbers than the document says for the style 'Clause Level 3'": {
        NUMBERING: ('w:val="lowerRoman"', 'w:val="decimal"')
    },
    "the list of the style 'Appendix Heading' does not exist": {NUMBERING: ('w:numId="3"', 'w:numId="33"')},
    "the style 'Clause Level 1' has no numbering": {STYLES: (LEVEL_1_LIST, "")},
    "the style 'heading 1' shares its list with the sections": {
        STYLES: ('<w:numPr><w:numId w:val="2"/></w:numPr>', '<w:numPr><w:numId w:val="1"/></w:numPr>')
    },
}


@pytest.mark.parametrize("message", WRONG_LISTS)
def test_a_list_that_counts_otherwise_is_a_problem(altered: Alter, message: str):
    found = printed(altered(WRONG_LISTS[message]))
    assert any(message in problem and "[template-numbering]" in problem for problem in found)


def test_a_list_may_put_other_signs_around_its_numbers(altered: Alter):
    assert printed(altered({NUMBERING: ('<w:lvlText w:val="(%4)"/>', '<w:lvlText w:val="%4)"/>')})) == []


def test_tracked_changes_in_a_template_are_a_problem(altered: Alter):
    change = '<w:ins w:id="900" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'
    assert printed(altered({MAIN: ("<w:body>", f"<w:body><w:p>{change}</w:p>")})) == [
        "t.docx: word/document.xml: error: the template holds tracked changes [template-tracked-changes]\n"
        "  hint: accept or reject all changes in Word (Review, Accept) and save"
    ]


def test_a_tag_that_word_has_torn_into_runs_is_joined(altered: Alter):
    torn = (
        '{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ document</w:t></w:r>'
        "<w:r><w:t>.number }</w:t></w:r><w:r><w:t>}"
    )
    content = render_docx(small(plain("x")), compile_template(altered({MAIN: (NUMBER_TAG, torn)}), "t.docx"))
    assert ">QA-2026-0114<" in word_xml(content)


LEFT, RIGHT = "<w:r><w:t>{{ document</w:t></w:r>", "<w:r><w:t>.number }}</w:t></w:r>"


@pytest.mark.parametrize(
    ("torn", "by"),
    [
        (f'{LEFT}<w:bookmarkStart w:id="77" w:name="x"/>{RIGHT}<w:bookmarkEnd w:id="77"/>', "a bookmark"),
        (f'{LEFT}<w:hyperlink w:anchor="x">{RIGHT}</w:hyperlink>', "a link"),
        (f'<w:hyperlink w:anchor="x">{LEFT}</w:hyperlink>{RIGHT}', "a link"),
        (f'{LEFT}<w:fldSimple w:instr="PAGE"/>{RIGHT}', "a field"),
        (f"{LEFT}<w:sdt><w:sdtPr/><w:sdtContent>{RIGHT}</w:sdtContent></w:sdt>", "a content control"),
    ],
)
def test_a_tag_that_cannot_be_joined_without_loss_is_named(altered: Alter, torn: str, by: str):
    whole = f'<w:r><w:t xml:space="preserve">{NUMBER_TAG}</w:t></w:r>'
    with pytest.raises(ProblemsFound) as found:
        compile_template(altered({MAIN: (whole, torn)}), "t.docx")
    assert [str(problem) for problem in found.value.problems] == [
        "t.docx: word/document.xml, paragraph '{{ document.number }}': error: "
        f"{by} begins or ends in the middle of the tag '{{{{ document.number }}}}' [template-syntax]\n"
        "  hint: delete the tag and type it anew in one go"
    ]


def test_a_tag_inside_a_link_is_none_that_is_torn(altered: Alter):
    whole = f'<w:r><w:t xml:space="preserve">{NUMBER_TAG}</w:t></w:r>'
    linked = f'<w:hyperlink w:anchor="x">{LEFT}{RIGHT}</w:hyperlink>'
    content = render_docx(small(plain("x")), compile_template(altered({MAIN: (whole, linked)}), "t.docx"))
    assert ">QA-2026-0114<" in word_xml(content)


def test_quotes_that_word_made_typographic_are_read(altered: Alter):
    tag = "{% if document.status == “draft” %}yes{% else %}no{% endif %}"
    compiled = compile_template(altered({MAIN: (NUMBER_TAG, tag)}), "t.docx")
    assert ">no<" in word_xml(render_docx(small(plain("x")), compiled))
    assert ">yes<" in word_xml(render_docx(small(plain("x"), draft=True), compiled))


def test_comments_of_a_template_do_not_reach_a_document(house: bytes):
    opened = WordDocument(io.BytesIO(house))
    paragraph = next(paragraph for paragraph in opened.paragraphs if "legal_name" in paragraph.text)
    opened.add_comment(paragraph.runs, text="the client of last year", author="Somebody")
    saved = io.BytesIO()
    opened.save(saved)
    content = render_docx(small(plain("x")), compile_template(saved.getvalue(), "t.docx"))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in names if "comments" in name]
    assert "comment" not in word_xml(content) + word_xml(content, "word/_rels/document.xml.rels")
    assert "comments" not in word_xml(content, "[Content_Types].xml")


def test_settings_that_would_ask_the_reader_or_name_a_path_are_left_out(altered: Alter):
    asking = '<w:updateFields w:val="true"/><w:defaultTabStop'
    compiled = compile_template(altered({"word/settings.xml": ("<w:defaultTabStop", asking)}), "t.docx")
    assert "updateFields" not in word_xml(render_docx(small(plain("x")), compiled), "word/settings.xml")


def test_a_word_template_is_taken_too_and_gives_a_document(altered: Alter):
    kind = ("document.main+xml", "template.main+xml")
    compiled = compile_template(altered({"[Content_Types].xml": kind}), "t.dotx")
    assert "document.main+xml" in word_xml(render_docx(small(plain("x")), compiled), "[Content_Types].xml")


def test_the_look_comes_from_the_template_alone(altered: Alter):
    compiled = compile_template(altered({STYLES: ('w:fill="1F2A44"', 'w:fill="004400"')}), "t.docx")
    assert 'w:fill="004400"' in word_xml(render_docx(document(), compiled))


def test_problems_found_carries_them_all(altered: Alter):
    with pytest.raises(ProblemsFound) as found:
        compile_template(altered({MAIN: (NUMBER_TAG, "{{ one }}{{ two }}")}), "t.docx")
    assert len(found.value.problems) == 2


@pytest.mark.parametrize("name", ["quality-agreement", "quality-agreement-letter-serif", "transfer"])
def test_the_lists_of_tables_and_figures_have_no_indent_at_which_a_page_number_could_stop(name: str):
    with zipfile.ZipFile(TEMPLATE.parent / f"{name}.docx") as package:
        styles = package.read("word/styles.xml").decode()
    (style,) = re.findall(r'<w:name w:val="table of figures"/>.*?</w:style>', styles)
    assert "w:hanging" not in style and 'w:val="left"' not in style


def test_a_list_may_stand_in_an_if_and_goes_with_it(altered: Alter):
    tag = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    contents = tag.format("{{ contents }}")
    compiled = compile_template(
        altered({MAIN: (contents, tag.format("{%p if draft %}") + contents + tag.format("{%p endif %}"))}), "t.docx"
    )
    with_list, without = (
        WordDocument(io.BytesIO(render_docx(document(draft=draft), compiled))).element.xml for draft in (True, False)
    )
    assert "TOC \\" in with_list.replace("TOC \\h \\z \\c", "")
    assert "TOC \\" not in without.replace("TOC \\h \\z \\c", "")


@pytest.mark.parametrize(("count", "lists"), [(1, 0), (2, 1)])
def test_the_house_templates_list_no_single_table(count: int, lists: int):
    compiled = compile_template(TEMPLATE.read_bytes(), "t.docx")
    tables = [
        Table(f"t{i}", f"Table {i}", str(i), (Column("A", 1),), (TableRow((("x",),)),)) for i in range(1, count + 1)
    ]
    xml = WordDocument(io.BytesIO(render_docx(small(*tables), compiled))).element.xml
    assert xml.count('TOC \\h \\z \\c "Table"') == lists
    assert xml.count(">Tables<") == lists
