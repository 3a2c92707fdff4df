import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qa_docs.model.document import Heading, PageTurn
from qa_docs.problems import ProblemsFound
from qa_docs.render.docx import CompiledTemplate, render_docx
from qa_docs.render.docx.package import pack, package_of
from tests.render.sample import document, facts, small
from tests.render.sample_text import NASTY, clause, numbered, plain, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib, sys
from pathlib import Path
from qa_docs.render.docx import compile_template, render_docx
from tests.render.sample import document
template = compile_template(Path("templates/quality-agreement.docx").read_bytes(), "t")
print(hashlib.sha256(render_docx(document(draft=True), template)).hexdigest())
"""


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def words_of(xml: str) -> str:
    """Give the words of a part as Word shows them, a line for each paragraph."""
    lines = []
    for paragraph in etree.fromstring(xml.encode()).iter(W + "p"):
        parts = {W + "t": lambda part: part.text or "", W + "tab": lambda _: "\t", W + "br": lambda _: "\n"}
        found = (part for part in paragraph.iter(*parts) if part.getparent().tag == W + "r")
        lines.append("".join(parts[part.tag](part) for part in found))
    return "\n".join(lines)


def test_other_processes_time_zones_and_hash_seeds_give_the_same_bytes():
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_writing_from_a_compiled_template_needs_no_slow_library():
    slow = "{'docx', 'docxtpl', 'jinja2', 'lxml', 'zipfile'}"
    script = f"import sys, qa_docs.render.docx; print(sorted({slow} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_package_carries_no_clock(template: CompiledTemplate):
    with zipfile.ZipFile(io.BytesIO(render_docx(document(), template))) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"
    assert len({entry.filename for entry in entries}) == len(entries)


def test_a_package_is_a_zip_file_that_any_program_reads():
    content = package_of([pack("a/é.xml", b"one" * 1000), pack("b.xml", b"")])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {name: package.read(name) for name in package.namelist()} == {"a/é.xml": b"one" * 1000, "b.xml": b""}
    assert struct.unpack("<H", content[-2:]) == (0,)


def test_every_part_is_well_formed_and_typed(template: CompiledTemplate):
    parts = parts_of(render_docx(document(draft=True), template))
    typed = set(re.findall(r'PartName="/([^"]*)"', parts["[Content_Types].xml"]))
    for name, xml in parts.items():
        etree.fromstring(xml.encode())
        assert name in typed or name.endswith(".rels") or name == "[Content_Types].xml"


def test_the_properties_of_the_file_come_from_the_document(template: CompiledTemplate):
    content = render_docx(small(plain("x"), giver={**facts()["giver"], "legal_name": NASTY}), template)
    properties = WordDocument(io.BytesIO(content)).core_properties
    assert (properties.title, properties.author, properties.identifier) == ("Quality Agreement", NASTY, "QA-2026-0114")
    assert (properties.language, properties.version, properties.content_status) == ("en-GB", "2", "Final")
    assert str(properties.created) == str(properties.modified) == "2026-03-01 00:00:00+00:00"


def test_texts_that_like_to_break_files_come_out_as_written(template: CompiledTemplate):
    party = dict.fromkeys(facts()["giver"], NASTY)
    control = {**dict.fromkeys(facts()["document"], NASTY), "effective_day": "2026-03-01"}
    lines = [dict.fromkeys(line, NASTY) for line in facts()["approvals"]]
    blocks = (
        Heading("s", "section", NASTY, "1"),
        clause("c", "1.1", NASTY, numbered("1.1.1", NASTY)),
        table("t", "1", NASTY, f"{NASTY} 1", NASTY),
    )
    content = render_docx(
        small(*blocks, document=control, giver=party, acceptor=party, approvals=lines, products=NASTY), template
    )
    parts = parts_of(content)
    shown = words_of(parts["word/document.xml"]).split("\n")
    assert shown.count(NASTY) >= 12
    for name in ("word/header1.xml", "word/footer1.xml", "docProps/core.xml"):
        assert NASTY in "".join(etree.fromstring(parts[name].encode()).itertext())


# All of Unicode but what XML forbids; a carriage return is made a line break by every XML reader.
XML_TEXT = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(32)] + ["\ufffe", "\uffff"]
    )
    | st.sampled_from("\n\t{}%<>&\"'"),
    max_size=60,
)


@given(XML_TEXT)
def test_any_text_survives_writing_and_reading_back(template: CompiledTemplate, text: str):
    document_of_text = small(plain("[", text, "]"), giver={**facts()["giver"], "short_name": text.strip()})
    parts = parts_of(render_docx(document_of_text, template))
    assert f"[{text}]" in words_of(parts["word/document.xml"])
    assert f"{text.strip()} · Bergmann" in words_of(parts["word/footer1.xml"])


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_no_word_file_can_hold_is_a_problem(template: CompiledTemplate, character: str):
    with pytest.raises(ProblemsFound) as found:
        render_docx(small(plain(f"bad {character}")), template)
    assert [problem.code for problem in found.value.problems] == ["illegal-character"]


def test_an_absent_fact_prints_nothing(template: CompiledTemplate):
    absent = {"title": "", "number": "", "date": ""}
    xml = parts_of(render_docx(small(plain("x"), supply_agreement=absent, history=[]), template))["word/document.xml"]
    assert "None" not in xml and "Supply agreement" not in xml and "Revision history" not in xml


def test_paper_and_language_are_those_of_the_document(template: CompiledTemplate):
    parts = parts_of(render_docx(document(paper="letter", language="en-US"), template))
    sizes = set(re.findall(r"<w:pgSz [^>]*>", parts["word/document.xml"]))
    assert sizes == {'<w:pgSz w:w="12240" w:h="15840"/>', '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'}
    assert '<w:lang w:val="en-US" ' in parts["word/styles.xml"]


def test_every_section_repeats_headers_and_footers_and_only_the_first_has_a_first_page(template: CompiledTemplate):
    xml = parts_of(render_docx(document(), template))["word/document.xml"]
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", xml)
    assert len(sections) == 5
    assert [len(re.findall("<w:(?:header|footer)Reference ", section)) for section in sections] == [4] * 5
    assert ["<w:titlePg/>" in section for section in sections] == [True, False, False, False, False]
    assert not any("w:start=" in section for section in sections)


def test_a_document_that_ends_on_its_side_lays_the_last_section_on_its_side(template: CompiledTemplate):
    xml = parts_of(render_docx(small(plain("a"), PageTurn("landscape"), plain("b")), template))["word/document.xml"]
    assert re.findall(r"<w:pgSz [^>]*>", xml)[-1] == '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    assert xml.endswith("</w:sectPr></w:body></w:document>")


def test_the_contents_list_has_an_entry_for_each_heading_and_no_page_that_nobody_knows(template: CompiledTemplate):
    xml = parts_of(render_docx(document(), template))["word/document.xml"]
    contents = xml[
        xml.index('w:val="Table of Contents"') : xml.index("</w:sdt>", xml.index('w:val="Table of Contents"'))
    ]
    assert ' TOC \\o "1-2" \\h \\z \\u \\n </w:instrText>' in contents
    assert "PAGEREF" not in contents
    entries = [re.sub(r"<w:tab/>", " | ", entry) for entry in re.findall(r"<w:hyperlink.*?</w:hyperlink>", contents)]
    assert [re.sub(r"<[^>]*>", "", entry) for entry in entries] == [
        "Part\u00a0A | Framework",
        "1 | Purpose and scope",
        "2 | Definitions",
        "Part\u00a0B | Quality system and operations",
        "3 | Deviations and investigations",
        "4 | Change control",
        "Part\u00a0C | Technical and regulatory duties",
        "5 | Production",
        "6 | Laboratory control",
        "7 | Release",
        "8 | Samples",
        "9 | Responsibilities",
        "Appendix\u00a01 | Products",
        "Appendix\u00a02 | Responsibility matrix",
        "Appendix\u00a03 | Contacts and notification clocks",
        "Signatures",
    ]


def test_the_contents_list_shows_pages_where_they_are_known(template: CompiledTemplate):
    block = Heading("scope", "section", "Scope", "1")
    xml = parts_of(render_docx(small(block), template, pages={"scope": 7}))["word/document.xml"]
    assert ' TOC \\o "1-2" \\h \\z \\u </w:instrText>' in xml
    assert (
        ' PAGEREF _Ref_scope \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>7</w:t></w:r>"
    ) in xml


def test_the_numbered_tables_are_listed_after_the_contents(template: CompiledTemplate):
    xml = parts_of(render_docx(document(), template, pages={"classes": 4}))["word/document.xml"]
    tables = xml[xml.index('TOC \\h \\z \\c "Table"') : xml.index("Framework</w:t></w:r><w:bookmarkEnd")]
    entries = re.findall(r"<w:hyperlink.*?</w:hyperlink>", tables)
    assert [re.sub(r"<[^>]*>", "", entry).replace("\u2003", " | ") for entry in entries] == [
        "Table\u00a01 | Classes of deviation PAGEREF _Ref_classes \\h 4",
        "Table\u00a02 | Duties of the parties",
        "Table\u00a03 | Norvastin",
        "Table\u00a04 | Responsibility matrix",
        "Table\u00a05 | Contacts by subject",
        "Table\u00a06 | Notification clocks",
    ]
    assert ">Tables</w:t>" in xml
    assert ">Figures</w:t>" not in xml


def test_a_document_without_numbered_tables_has_no_list_of_them(template: CompiledTemplate):
    xml = parts_of(render_docx(small(plain("x")), template))["word/document.xml"]
    assert ">Tables</w:t>" not in xml
    assert '\\c "Table"' not in xml


def test_a_table_with_the_id_of_its_appendix_has_a_bookmark_of_its_own(template: CompiledTemplate):
    sites = Heading("sites", "appendix", "Sites", "Appendix 1"), table("sites", "1", "Sites", "Name 1", "Ulm")
    blocks = *sites, table("markets", "2", "Markets", "Name 1", "EU")
    xml = parts_of(render_docx(small(*blocks), template))["word/document.xml"]
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    anchors = re.findall(r'w:anchor="(\w+)"', xml)
    assert names == ["_Ref_sites", "_Ref_sites_caption", "_Ref_markets"]
    assert anchors == ["_Ref_sites", "_Ref_sites_caption", "_Ref_markets"]


def test_the_header_shows_the_title_of_the_section_that_its_page_is_about(template: CompiledTemplate):
    parts = parts_of(render_docx(document(), template))
    assert ' STYLEREF "Running Title" ' in parts["word/header1.xml"]
    marked = re.findall(r'<w:rStyle w:val="RunningTitle"/></w:rPr><w:t>([^<]*)', parts["word/document.xml"])
    assert marked[:2] == ["Purpose and scope", "Definitions"]
    assert marked[-2:] == ["Contacts and notification clocks", "Signatures"]


def test_fields_bookmarks_and_controls_fit_together(template: CompiledTemplate):
    xml = parts_of(render_docx(document(draft=True), template))["word/document.xml"]
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"/>', xml)
    ids = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)
    controls = re.findall(r'<w:sdtPr>.*?<w:id w:val="(\d+)"/>', xml)
    targets = set(re.findall(r"(?:REF|PAGEREF) (_Ref_\w+) ", xml)) | set(re.findall(r'w:anchor="([^"]*)"', xml))
    assert len(set(names)) == len(names) and sorted(ids) == sorted(re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', xml))
    assert len(set(controls)) == len(controls)
    assert targets <= set(names)
    assert len({xml.count(f'w:fldCharType="{kind}"') for kind in ("begin", "separate", "end")}) == 1


def test_the_words_come_back_through_python_docx(template: CompiledTemplate):
    opened = WordDocument(io.BytesIO(render_docx(document(), template)))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert "The Products are those below; the list is changed under Section\u00a04." in texts
    assert [cell.text for cell in opened.tables[-1].rows[2].cells][1] == "Dr Jürgen Weiß"
