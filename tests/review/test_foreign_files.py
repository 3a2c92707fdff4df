"""Whatever somebody sends: a problem in words, in bounded time, and never a traceback."""

import resource
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_docs.build.check import check_path
from qa_docs.render.docx import compile_template
from qa_docs.review.unzipped import LARGEST_FILE
from qa_docs.review.validity import check_docx
from tests.review.corruptions import DOCUMENT, Parts, pack, unpack
from tests.review.foreign import harmful, not_word

NOT_WORD = ("nothing", "an old .doc", "a locked .docx", "an .odt", "a workbook", "rtf", "pdf", "a web page", "words", "some zip", "a zip cut off", "only a beginning", "a locked zip", "Strict Open XML", "no main part", "a bomb", "a bomb of tags", "too many parts")  # fmt: skip
HARMFUL = ("an entity from outside", "the same in UTF-16", "a billion laughs", "an entity in the main part", "100,000 deep", "macros", "a field that starts a program", "a template on the web", "a picture on a server", "a field that fetches", "a path on a computer", "a name that climbs", "a name from the root", "a drive", "backslashes", "another way of packing", "a damaged part", "no XML", "an encoding that nobody knows")  # fmt: skip
SECONDS = 20
TEMPLATE = Path(__file__).parents[2] / "templates" / "quality-agreement.docx"
MEGABYTES = 1500


def told(content: bytes) -> list[str]:
    started = time.process_time()
    found = [str(problem) for problem in check_docx(content, "x.docx")]
    assert time.process_time() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024
    return found


@pytest.fixture(scope="module")
def others(sound_parts: Parts):
    return not_word(sound_parts)


@pytest.fixture(scope="module")
def attacks(sound_parts: Parts):
    return harmful(sound_parts)


def test_every_file_has_its_test(others, attacks):
    assert (set(others), set(attacks)) == (set(NOT_WORD), set(HARMFUL))


@pytest.mark.parametrize("name", NOT_WORD)
def test_what_is_no_word_file_is_told_in_one_problem(others, name: str):
    content, message = others[name]

    (problem,) = told(content)

    assert problem.startswith(f"x.docx: error: {message}\n  hint: ")


@pytest.mark.parametrize("name", HARMFUL)
def test_what_can_do_harm_is_told_and_the_rest_is_read_all_the_same(attacks, name: str):
    content, message = attacks[name]

    problems = told(content)

    assert any(message in problem for problem in problems), problems
    assert not any("hostname" in problem or "hahaha" in problem for problem in problems)


RUN = "<w:r><w:t>x</w:t></w:r>"
FAINT = '<w:r><w:rPr><w:color w:val="999999"/></w:rPr><w:t>x</w:t></w:r>'
ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
ENDS = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in range(50_000))
FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
LINK = f'<w:hyperlink r:id="x">{FAINT}</w:hyperlink>'
SHAPES = {
    "a paragraph of many runs": f"<w:p>{RUN * 50_000}</w:p>",
    "many blank paragraphs": "<w:p/>" * 20_000,
    "many faint paragraphs": f"<w:p>{FAINT}</w:p>" * 10_000,
    "a table of many rows": f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{ROW * 10_000}</w:tbl>",
    "many bookmarks that never began": f"<w:p>{ENDS}</w:p>",
    "many fields that never began": f"<w:p>{FIELD * 50_000}</w:p>",
    "many links in one paragraph": f"<w:p>{LINK * 10_000}</w:p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_check_takes_no_longer_than_in_proportion(sound_parts: Parts, shape: str):
    xml = sound_parts[DOCUMENT].decode()
    changed = xml.replace("<w:body>", f"<w:body>{SHAPES[shape]}", 1)

    assert len(told(pack({**sound_parts, DOCUMENT: changed.encode()}))) < 100


@pytest.mark.parametrize(
    "name", ["x.docx", "x.doc", "x.odt", "x.docm", "x", "deal.yaml"], ids=lambda name: f"called {name}"
)
def test_a_file_is_known_by_what_it_is_whatever_it_is_called(tmp_path: Path, others, name: str):
    (tmp_path / name).write_bytes(others["an old .doc"][0])

    assert [problem.code for problem in check_path(tmp_path / name)] == ["docx-not-word"]


def test_a_file_beyond_all_size_is_not_even_read(tmp_path: Path):
    with (tmp_path / "x.docx").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    assert [problem.message for problem in check_path(tmp_path / "x.docx")] == ["the file is larger than 100 MB"]


def test_a_word_file_that_is_not_there_is_told(tmp_path: Path):
    assert [problem.code for problem in check_path(tmp_path / "x.docx")] == ["file-not-found"]


CHANGES = st.lists(st.tuples(st.booleans(), st.integers(0, 200_000), st.integers(0, 255)), min_size=1, max_size=8)


@given(CHANGES, st.none() | st.integers(0, 200_000))
def test_a_zip_file_changed_anywhere_never_breaks_the_check(
    sound: bytes, changes: list[tuple[bool, int, int]], cut: int | None
):
    changed = bytearray(sound)
    for at_the_end, place, value in changes:
        # The directory at the end is where a zip file breaks in most ways.
        start = len(sound) - 1500 if at_the_end else 0
        changed[start + place % (len(sound) - start)] = value

    list(check_docx(bytes(changed if cut is None else changed[: cut % len(sound)]), "x.docx"))


PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/settings.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml")  # fmt: skip
BITS = ("<w:p>", "</w:p>", "<w:tbl>", "<w:tc/>", "<w:tr><w:tc/></w:tr>", "<w:sdt/>", "<w:sdtPr/>", "<w:hyperlink/>", '<w:fldChar w:fldCharType="end"/>', "<!-- x -->", "<?x y?>", "&lt;", '<w:numPr><w:numId w:val="x"/></w:numPr>', '<w:gridSpan w:val="9999999999999999999"/>', '<w:sz w:val="-1e9"/>', "<w:instrText> REF </w:instrText>", '<w:color w:val="zzzzzz"/>', '<w:tblLook w:val="zz"/>', "<Relationship/>", "<Default/>", "<Override/>", "<w:style/>", '<w:style w:styleId="Normal"><w:basedOn w:val="Normal"/></w:style>')  # fmt: skip

VALUES = ("", "-1", "99999999999", "x" * 200, "../..", "NULL", "é\u202e")
EDITS = st.tuples(
    st.sampled_from(PARTS),
    st.sampled_from(["a piece more", "a tag less", "another value"]),
    st.integers(0, 200_000),
    st.sampled_from(BITS),
    st.sampled_from(VALUES),
)


def edited(text: str, edit: str, at: int, bit: str, value: str) -> str:
    at %= len(text) + 1
    start = text.find('"' if edit == "another value" else "<", at)
    end = text.find('"' if edit == "another value" else ">", start + 1)
    if start <= 0 or end <= 0:
        return text
    if edit == "a piece more":
        return text[:start] + bit + text[start:]
    return text[:start] + text[end + 1 :] if edit == "a tag less" else text[: start + 1] + value + text[end:]


@settings(max_examples=200)
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_xml_changed_anywhere_never_breaks_the_check(sound_parts: Parts, edits: list[tuple[str, str, int, str, str]]):
    parts = dict(sound_parts)
    for name, *edit in edits:
        parts[name] = edited(parts[name].decode(), *edit).encode()

    for problem in check_docx(pack(parts), "x.docx"):
        assert "\u202e" not in str(problem)


def test_an_entry_without_a_name_is_told_and_the_rest_is_read(sound_parts: Parts):
    named = pack({**sound_parts, "nameless.part": b"nothing"})
    nameless = named.replace(b"nameless.part", b"\0ameless.part")  # a name ends where a zero byte stands
    assert nameless != named
    assert [line for line in told(nameless) if "no name" in line]
    template = pack({**unpack(TEMPLATE.read_bytes()), "nameless.part": b"nothing"})
    assert compile_template(template.replace(b"nameless.part", b"\0ameless.part"), "t.docx").styles


def test_a_part_with_another_name_is_found_by_its_relationship(sound_parts: Parts):
    parts = {name.replace("document.xml", "Text.xml"): part for name, part in sound_parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"WORD/text.xml")
    assert DOCUMENT not in parts

    assert list(check_docx(pack(parts), "x.docx")) == []
