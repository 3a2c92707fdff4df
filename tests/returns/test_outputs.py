"""What a review is written as: the page, the issues list, and the other party's file with our answers."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from openpyxl import load_workbook

from qa_docs.build.review import lines_of
from qa_docs.build.review_files import answered_file, review_files
from qa_docs.cli import commands
from qa_docs.model.review import Review
from qa_docs.review.package import W
from qa_docs.review.returned import W14, W15
from qa_docs.review.validity import check_docx
from tests.examples import ROOT
from tests.render.test_html import Reader
from tests.returns.built import DEAL, agreement, reviewed
from tests.review.corruptions import DOCUMENT, pack, unpack

_WHO = 'w:author="B. &lt;Novak&gt;" w:date="2026-04-01T09:00:00Z"'
_ODD = '=1+1 <script>alert(1)</script> \u202e & "quoted"'


def edited() -> bytes:
    """Give the agreement with a tracked change, silent ones, a comment, and words that are meant to do harm."""
    parts = unpack(agreement().content)
    text = parts[DOCUMENT].decode()
    start = text.index('w:val="clause:deviations@')
    at = text.index(" shall ", start)
    inside = text.rindex("<w:t", start, at)
    opened = text.index(">", inside) + 1
    end = text.index("</w:t></w:r>", at)
    before, after = text[opened:at], text[at + 7 : end]
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
    changed = (
        run(before + " ")
        + f'<w:del w:id="901" {_WHO}><w:r><w:delText>shall</w:delText></w:r></w:del>'
        + f'<w:ins w:id="902" {_WHO}>{run("may")}</w:ins>'
        + '<w:commentRangeStart w:id="7"/>' + run(" " + after) + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )  # fmt: skip
    text = text[: text.rindex("<w:r>", start, inside)] + changed + text[end + len("</w:t></w:r>") :]
    odd = _ODD.replace("&", "&amp;").replace("<", "&lt;")
    silent = text.index('w:val="clause:complaints@')
    at = text.index(" shall ", silent)
    text = text[:at] + f" shall {odd} " + text[at + 7 :]
    parts[DOCUMENT] = text.encode()
    comments = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" {_WHO}><w:p><w:r><w:t>Too <w:noBreakHyphen/>strict.</w:t></w:r></w:p></w:comment></w:comments>'
    parts["word/comments.xml"] = comments.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>',
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
    )
    return pack(parts)


@cache
def review() -> Review:
    return reviewed(edited())


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], dict[str, bytes]]:
    def write(content: bytes) -> dict[str, bytes]:
        path = tmp_path / "returned.docx"
        path.write_bytes(content)
        found = reviewed(content)
        from msgspec.structs import replace

        files = review_files(replace(found, file=str(path)), tmp_path, "QA of Orchard Street")
        return {path.name: content for path, content in files.items()}

    return write


def test_the_page_holds_every_change_and_nothing_in_it_runs(written):
    page = written(edited())["review.html"].decode()
    read = Reader(page)
    assert read.open == []
    assert read.outside == []
    assert "<script>alert" not in page
    assert page.count('<section class="change"') == len(review().changed)
    assert "<del>shall</del>" in page
    assert "<ins>may</ins>" in page
    assert "B. &lt;Novak&gt;" in page
    assert "[U+202E]" in page
    assert "A duty became something that may be done" in page


def test_the_issues_list_has_one_row_a_change_and_no_formula(written):
    book = load_workbook(io.BytesIO(written(edited())["review.xlsx"]), rich_text=True)
    sheet = book["Changes"]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == sum(len(one.finding.edits) for one in review().changed)
    assert not [cell.value for row in rows for cell in row if cell.data_type == "f"]
    assert "=1+1" in "".join(str(row[11].value) for row in rows)
    risks = {row[3].value: row[7].value for row in rows}
    assert risks["deviations"] == "high"


def test_the_same_review_gives_the_same_bytes(written):
    assert written(edited()) == written(edited())


def test_our_answers_stand_in_their_file_and_nothing_else_of_it_changed(written):
    theirs, ours = unpack(edited()), unpack(written(edited())["review.docx"])
    assert [*theirs, "word/commentsExtended.xml"] == list(ours)
    changed = {name for name in theirs if theirs[name] != ours[name]}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", DOCUMENT, "word/comments.xml"}
    before, after = etree.fromstring(theirs[DOCUMENT]), etree.fromstring(ours[DOCUMENT])
    added = set(_ids(etree.fromstring(ours["word/comments.xml"]))) - set(
        _ids(etree.fromstring(theirs["word/comments.xml"]))
    )
    for element in list(after.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        if element.get(f"{W}id") in added:
            gone = element if element.tag != f"{W}commentReference" else element.getparent()
            gone.getparent().remove(gone)
    assert _elements(before) == _elements(after)
    old_comments, comments = (list(etree.fromstring(parts["word/comments.xml"])) for parts in (theirs, ours))
    for one in comments[: len(old_comments)]:
        for paragraph in one.iter(f"{W}p"):
            paragraph.attrib.pop(f"{W14}paraId", None)  # by which a thread knows it
    assert [_elements(one) for one in comments[: len(old_comments)]] == [_elements(one) for one in old_comments]
    said = ["\n".join("".join(p.itertext()) for p in one) for one in comments[len(old_comments) :]]
    assert any("A duty became something that may be done" in text for text in said)
    assert {one.get(f"{W}author") for one in comments[len(old_comments) :]} == {"QA of Orchard Street"}


def threads_of(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Give each comment by who wrote it, with the id of the comment that it answers."""
    found = lines_of(pack(parts), "answered.docx", []).comments
    return [(comment.author, comment.answers) for comment in found.values()]


def test_our_answer_stands_below_their_comment_and_at_the_same_words(written):
    ours = unpack(written(edited())["review.docx"])
    assert threads_of(ours)[:2] == [("B. <Novak>", ""), ("QA of Orchard Street", "7")]
    assert {answers for _, answers in threads_of(ours)[2:]} == {""}
    found = lines_of(pack(ours), "answered.docx", []).comments
    assert found["8"].about == found["7"].about
    assert [str(problem) for problem in check_docx(pack(ours), "x")] == [str(problem) for problem in check_docx(edited(), "x")]  # fmt: skip


def test_a_thread_that_is_there_goes_on_and_stays_as_it_was(written):
    parts = unpack(edited())
    comment = (
        '<w:comment w:id="{0}" w:author="{1}"><w:p w14:paraId="0000000{0}"><w:r><w:t>{2}</w:t></w:r></w:p></w:comment>'
    )
    said = comment.format(7, "Novak", "Too strict.") + comment.format(6, "Other", "I agree.")
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14">{said}</w:comments>'.encode()  # fmt: skip
    entries = '<w15:commentEx w15:paraId="00000007" w15:done="1"/><w15:commentEx w15:paraId="00000006" w15:paraIdParent="00000007" w15:done="0"/>'
    parts["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{entries}</w15:commentsEx>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/></Types>'.encode())  # fmt: skip
    relation = '<Relationship Id="rId901" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    text = parts[DOCUMENT].decode()
    end = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    more = '<w:commentRangeEnd w:id="6"/><w:r><w:commentReference w:id="6"/></w:r>'
    start = '<w:commentRangeStart w:id="7"/>'
    parts[DOCUMENT] = text.replace(start, start + start.replace("7", "6")).replace(end, end + more).encode()
    ours = unpack(written(pack(parts))["review.docx"])
    assert threads_of(ours)[:3] == [("Novak", ""), ("Other", "7"), ("QA of Orchard Street", "7")]
    assert ours["word/commentsExtended.xml"].decode().partition("?>")[2].strip().startswith(f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{entries}')  # fmt: skip
    assert [name for name in parts if parts[name] != ours[name]] == [DOCUMENT, "word/comments.xml", "word/commentsExtended.xml"]  # fmt: skip


def test_a_file_without_comments_gets_its_first_ones_and_is_sound(tmp_path):
    from msgspec.structs import replace

    text = agreement().content
    parts = unpack(text)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b" shall ", b" may ", 40)
    path = tmp_path / "returned.docx"
    path.write_bytes(pack(parts))
    found = reviewed(pack(parts))
    answered = answered_file(path, replace(found, file=str(path)), "QA")
    with zipfile.ZipFile(io.BytesIO(answered)) as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
    assert len(comments) == sum(len(one.finding.edits) for one in found.changed)
    before = [str(problem) for problem in check_docx(pack(parts), "x")]
    assert [str(problem) for problem in check_docx(answered, "x")] == before


def test_a_clause_that_is_gone_is_answered_at_the_line_above_it(tmp_path):
    from msgspec.structs import replace

    parts = unpack(agreement().content)
    text = parts[DOCUMENT].decode()
    at = text.index('w:val="clause:complaints@')
    start = text.rindex("<w:sdt>", 0, at)
    parts[DOCUMENT] = (text[:start] + text[text.index("</w:sdt>", at) + 8 :]).encode()
    path = tmp_path / "returned.docx"
    path.write_bytes(pack(parts))
    answered = unpack(answered_file(path, replace(reviewed(pack(parts)), file=str(path)), "QA"))
    assert "No longer here: Complaints" in answered["word/comments.xml"].decode()


def _ids(comments: etree._Element) -> list[str]:
    return [one.get(f"{W}id", "") for one in comments]


def _elements(root: etree._Element) -> list[tuple[object, ...]]:
    return [(one.tag, tuple(one.attrib.items()), one.text, one.tail) for one in root.iter()]


def run(*words: str):
    return CliRunner().invoke(commands, ["review", *words])


def test_the_command_writes_the_files_and_tells_by_its_exit_code(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    deal = f"examples/{DEAL}/deal.yaml"
    (tmp_path / "same.docx").write_bytes(agreement().content)
    (tmp_path / "changed.docx").write_bytes(edited())
    (tmp_path / "damaged.docx").write_bytes(edited()[:5000])

    same = run(str(tmp_path / "same.docx"), "--deal", deal, "-o", str(tmp_path / "one"))
    assert (same.exit_code, sorted(path.name for path in (tmp_path / "one").iterdir())) == (
        0,
        ["review.docx", "review.html", "review.json", "review.xlsx"],
    )
    # Without a deal it is found by the document number; several files have a folder each.
    every = [str(tmp_path / f"{name}.docx") for name in ("same", "changed")]
    assert run(*every, "-o", str(tmp_path / "two")).exit_code == 3
    told = json.loads((tmp_path / "two" / "changed" / "review.json").read_bytes())
    assert [one["finding"]["clause"] for one in told["clauses"] if one["finding"]["state"] != "unchanged"] == ["deviations", "complaints"]  # fmt: skip

    damaged = run(*every, str(tmp_path / "damaged.docx"), "--deal", deal)
    assert damaged.exit_code == 1
    assert "[docx-damaged]" in damaged.stderr


def test_a_file_of_no_known_deal_is_a_problem_in_words(tmp_path, monkeypatch):
    (tmp_path / "same.docx").write_bytes(agreement().content)
    (tmp_path / "deal.yaml").write_bytes((ROOT / "examples" / "distribution-3pl" / "deal.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    found = run("same.docx")
    assert found.exit_code == 1
    assert "no deal below" in found.stderr
    assert "[review-deal-unknown]" in found.stderr
