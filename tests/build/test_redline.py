"""The redline of a deal between two of its states, with the reason of each change."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from qa_docs.assemble import assemble
from qa_docs.build.redline import Wanted, write_redline
from qa_docs.cli import commands
from qa_docs.problems import ProblemsFound
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import example, library
from tests.render.resolved import body_of, lines_of, resolved

ROOT = Path(__file__).parents[2]
WITH_FILES = (ROOT / "examples" / "tablet-us-eu" / "deal.yaml").read_text(encoding="utf-8")
_FILES = r"^pictures:\n(?:[ ].*\n)+\n|^  logo:.*\n|^  attached:\n(?:    .*\n)+"
TABLET = re.sub(_FILES, "", WITH_FILES, flags=re.MULTILINE)
"""The example without the files that it names, so that it can be written elsewhere."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def comments(content: bytes) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/comments.xml"))
    return ["\n".join("".join(p.itertext()) for p in comment.iter(f"{W}p")) for comment in root]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def redlined(folder: Path, old: str, new: str) -> bytes:
    output = folder / "redline.docx"
    write_redline(Wanted(str(written(folder, "old.yaml", old)), str(written(folder, "new.yaml", new))), output)
    return output.read_bytes()


def test_a_choice_that_changes_a_clause_is_told_with_its_deal_line(tmp_path: Path) -> None:
    new = TABLET.replace("  subcontracting: true", "  subcontracting: false")
    assert new != TABLET
    content = redlined(tmp_path, TABLET, new)
    line = next(i for i, text in enumerate(new.splitlines(), 1) if "  subcontracting:" in text)
    told = "\n".join(comments(content))
    assert "Change: No longer in this revision: clause subcontracting," in told
    assert f"choices.subcontracting is false ({tmp_path / 'new.yaml'}:{line}:" in told
    assert list(check_docx(content, "redline.docx")) == []


def test_a_blank_that_changes_is_told_with_both_answers(tmp_path: Path) -> None:
    new = TABLET.replace("\nblanks:\n", "\nblanks:\n  audits.audit_notice: 60 calendar days\n", 1)
    told = "\n".join(comments(redlined(tmp_path, TABLET, new)))
    found = re.search(r"Blank audits\.audit_notice: (.+) → 60 calendar days \((.+)\)\.", told)
    assert found is not None, told
    assert found.group(2).startswith(str(tmp_path / "new.yaml"))


def test_the_redline_of_an_example_gives_both_agreements_back(tmp_path: Path) -> None:
    old, new = (assemble(example(name), library()).document for name in ("packaging-only", "combination-product"))
    content = (ROOT / "templates" / "quality-agreement.docx").read_bytes()
    template = compile_template(content, "template")
    output = tmp_path / "redline.docx"
    deals = [str(ROOT / "examples" / name / "deal.yaml") for name in ("packaging-only", "combination-product")]
    write_redline(Wanted(*deals), output)
    redline = output.read_bytes()
    for way, document in (("accept", new), ("reject", old)):
        wanted = _words(body_of(render_docx(document, template)))
        assert _words(resolved(body_of(redline), way)) == wanted  # type: ignore[arg-type]
    assert list(check_docx(redline, "redline.docx")) == []


def _words(root: etree._Element) -> list[str]:
    """Give the paragraphs as a reader sees them, but for the contents list, whose fields Word works out."""
    return [line.split(": ", 1)[1] for line in lines_of(root) if not line.startswith("TOC")]


def test_a_deal_is_compared_with_itself_as_it_was_in_git(tmp_path: Path) -> None:
    deal = written(tmp_path, "deal.yaml", TABLET)

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "deal.yaml")
    git("commit", "-qm", "first")
    written(tmp_path, "deal.yaml", TABLET.replace("  subcontracting: true", "  subcontracting: false"))
    output = tmp_path / "redline.docx"
    assert write_redline(Wanted(f"HEAD:{deal}", str(deal)), output) > 0
    assert "clause subcontracting-excluded" in "\n".join(comments(output.read_bytes()))


def test_a_revision_that_git_does_not_have_is_a_problem(tmp_path: Path) -> None:
    deal = written(tmp_path, "deal.yaml", TABLET)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(ProblemsFound) as found:
        write_redline(Wanted(f"v9:{deal}", str(deal)), tmp_path / "redline.docx")
    assert [problem.message for problem in found.value.problems] == ["git has no revision 'v9'"]
    assert not (tmp_path / "redline.docx").exists()


def build(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(commands, ["build", str(folder), "--only", "quality-agreement", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_rebuilt_agreement_comes_with_its_redline_and_the_reasons(tmp_path: Path) -> None:
    written(tmp_path, "deal.yaml", TABLET)
    build(tmp_path)
    assert list((tmp_path / "out").glob("*redline*")) == []
    newer = TABLET.replace("  subcontracting: true", "  subcontracting: false").replace(
        'revision: "2"', 'revision: "3"'
    )
    written(tmp_path, "deal.yaml", newer)
    told = build(tmp_path, "--redline", "--redline-author", "J. Novak")
    (path,) = (tmp_path / "out").glob("*redline*.docx")
    assert str(path) in told
    content = path.read_bytes()
    assert {change.get(f"{W}author") for change in body_of(content).iter(f"{W}ins", f"{W}del")} == {"J. Novak"}
    assert "choices.subcontracting is false" in "\n".join(comments(content))
    assert _words(resolved(body_of(content), "accept")) == _words(
        body_of((tmp_path / "out" / "quality-agreement.docx").read_bytes())
    )


def test_a_document_that_did_not_change_has_no_redline(tmp_path: Path) -> None:
    written(tmp_path, "deal.yaml", TABLET)
    build(tmp_path)
    build(tmp_path, "--redline", "--force")
    assert list((tmp_path / "out").glob("*redline*")) == []
