"""Files that came back with one edit, and what a review says of it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_docs.build.review import review_file
from qa_docs.build.review_text import review_lines
from qa_docs.model.review import Review, ReviewedClause
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT, example, library

DEAL = ROOT / "examples" / "testing-laboratory" / "deal.yaml"


@pytest.fixture(scope="module")
def sent() -> bytes:
    from qa_docs.assemble import assemble

    template = compile_template((ROOT / "templates" / "quality-agreement.docx").read_bytes(), "template")
    return render_docx(assemble(example("testing-laboratory"), library()).document, template)


@pytest.fixture
def review(sent: bytes, tmp_path: Path) -> Callable[..., Review]:
    """Give a function that reviews the sent file after its markup was changed."""

    def run(change: Callable[[str], str] | None = None) -> Review:
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(written, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml" and change is not None:
                    changed = change(content.decode()).encode()
                    assert changed != content, "the edit found nothing to change"
                    content = changed
                new.writestr(name, content)
        path = tmp_path / "returned.docx"
        path.write_bytes(written.getvalue())
        return review_file(path, DEAL)

    return run


def only(found: Review) -> ReviewedClause:
    assert len(found.changed) == 1, [one.finding.clause for one in found.changed]
    return found.changed[0]


def codes(one: ReviewedClause) -> set[str]:
    return {sign.code for sign in one.meaning.signs}


def _tracked(kind: str, text: str) -> str:
    words = f'<w:delText xml:space="preserve">{text}</w:delText>' if kind == "del" else f"<w:t>{text}</w:t>"
    return f'<w:{kind} w:id="91" w:author="B. Novak" w:date="2026-04-01T09:00:00Z"><w:r>{words}</w:r></w:{kind}>'


def _clause(markup: str, clause: str) -> tuple[int, int]:
    start = markup.index(f'w:val="clause:{clause}@')
    return start, markup.index("</w:sdtContent>", start)


def _in_clause(markup: str, clause: str, old: str, new: str) -> str:
    start, end = _clause(markup, clause)
    assert old in markup[start:end], markup[start:end]
    return markup[:start] + markup[start:end].replace(old, new, 1) + markup[end:]


def test_a_file_that_came_back_as_it_was_has_no_change(review: Callable[..., Review]) -> None:
    found = review()
    assert found.changed == ()
    assert {one.finding.state for one in found.clauses} == {"unchanged"}


def test_a_duty_that_became_a_permission_without_tracking_is_called_out(review: Callable[..., Review]) -> None:
    one = only(review(lambda markup: _in_clause(markup, "deviations", " shall ", " may ")))
    assert (one.finding.clause, one.finding.state) == ("deviations", "changed silently")
    assert {"duty-weakened", "silent"} <= codes(one)


def test_a_tracked_change_tells_its_author_and_what_it_means(review: Callable[..., Review]) -> None:
    def edit(markup: str) -> str:
        start, end = _clause(markup, "deviations")
        text = markup[start:end]
        found = re.search(r"<w:r><w:t(?: [^>]*)?>([^<]*? shall )([^<]*)</w:t></w:r>", text)
        assert found is not None
        before, after = found.groups()
        runs = (
            f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>{_tracked("ins", "not ")}'
            f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>'
        )
        return markup[:start] + text.replace(found.group(), runs, 1) + markup[end:]

    one = only(review(edit))
    assert one.finding.state == "changed with tracking"
    assert one.finding.edits[0].authors == ("B. Novak",)
    assert "negation" in codes(one)
    assert "silent" not in codes(one)


def test_a_clause_that_is_gone_takes_its_rows_and_requirements_along(review: Callable[..., Review]) -> None:
    def edit(markup: str) -> str:
        at, _ = _clause(markup, "out-of-specification")
        start = markup.rindex("<w:sdt>", 0, at)
        end = markup.index("</w:sdt>", at) + len("</w:sdt>")
        return markup[:start] + markup[end:]

    found = {one.finding.clause: one for one in review(edit).changed}
    gone = found.pop("out-of-specification")
    assert gone.finding.state == "deleted"
    assert {"deleted", "matrix", "silent"} <= codes(gone)
    # What is left of it elsewhere are references that lead nowhere now.
    assert {edit.what for one in found.values() for edit in one.finding.edits} == {"reference"}


def test_clauses_are_found_by_their_text_where_the_controls_are_gone(review: Callable[..., Review]) -> None:
    def edit(markup: str) -> str:
        plain = re.sub(r"<w:sdt>(?:(?!<w:sdt>).)*?<w:sdtContent>", "", markup, flags=re.DOTALL)
        plain = plain.replace("</w:sdtContent></w:sdt>", "")
        start = plain.index("Deviation")
        return plain[:start] + plain[start:].replace(" shall ", " may ", 1)

    assert "duty-weakened" in codes(only(review(edit)))


def test_the_review_as_text_shows_old_and_new_words(review: Callable[..., Review]) -> None:
    found = review(lambda markup: _in_clause(markup, "deviations", " shall ", " may "))
    lines = "\n".join(review_lines(found))
    assert "[-shall-]{+may+}" in lines
    assert "silent, changed" in lines
