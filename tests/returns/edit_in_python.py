"""Edits a Word file with python-docx, without tracking, and with docx-revisions, with tracking."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.returns.plan import UNSEEN, Planned


def edit_with_python_docx(source: Path, target: Path, plans: Sequence[Planned]) -> list[Planned]:
    """Make the edits that python-docx can: words, paragraphs, comments, looks."""
    document = Document(str(source))
    found = _paragraphs(document)
    done = []
    for plan in plans:
        paragraph = found.get(_plain(plan.line))
        if paragraph is None:
            continue
        if plan.what == "changed" and plan.kind not in UNSEEN:
            if not _replace(paragraph, plan.old, plan.new):
                continue
        elif plan.what == "deleted":
            paragraph._p.getparent().remove(paragraph._p)
        elif plan.what == "added":
            new = paragraph._p.makeelement(qn("w:p"), {})
            paragraph._p.addnext(new)
            Paragraph(new, paragraph._parent).add_run(plan.new)
        elif plan.kind in UNSEEN:
            _unseen(document, paragraph, plan.kind)
        elif plan.what == "comment":
            document.add_comment(paragraph.runs, text=plan.new, author="K. Weber", initials="KW")
        else:
            for run in paragraph.runs:
                run.bold = True
        done.append(plan)
    document.save(str(target))
    return done


def _unseen(document, paragraph: Paragraph, kind: str) -> None:
    """Make an edit that leaves the words as they are."""
    if kind == "style":
        paragraph.style = document.styles["Clause Level 2"]
    elif kind == "hidden":
        for run in paragraph.runs:
            run.font.hidden = True
    elif kind == "unnumbered":
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    elif kind == "level":
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 3
        properties.get_or_add_numId().val = 1
    elif kind == "link":
        identity = document.part.relate_to("https://example.test/terms", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = paragraph._p.makeelement(qn("w:hyperlink"), {qn("r:id"): identity})
        run = paragraph.runs[0]._r
        run.addprevious(link)
        link.append(run)
    elif kind == "target":
        for node in paragraph._p.iter(qn("w:instrText")):
            if " REF " in (node.text or ""):
                node.text = " REF _Ref_complaints \\r \\h "
                break


def edit_with_docx_revisions(source: Path, target: Path, plans: Sequence[Planned]) -> list[Planned]:
    """Make the edits that docx-revisions can: words replaced with tracking."""
    from docx_revisions import RevisionDocument, RevisionParagraph

    document = RevisionDocument(str(source))
    found = _paragraphs(document.document)
    done = []
    for plan in plans:
        paragraph = found.get(_plain(plan.line))
        if paragraph is None or plan.what != "changed":
            continue
        if RevisionParagraph.from_paragraph(paragraph).replace_tracked(plan.old, plan.new, author="J. Smith"):
            done.append(plan)
    document.save(str(target))
    return done


def _paragraphs(document) -> dict[str, Paragraph]:
    found: dict[str, Paragraph] = {}
    for element in document.element.body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in element.iter(qn("w:t")))
        found.setdefault(_plain(text), Paragraph(element, document._body))
    return found


def _replace(paragraph: Paragraph, old: str, new: str) -> bool:
    for run in paragraph.runs:
        if old in run.text:
            run.text = run.text.replace(old, new, 1)
            return True
    return False


def _plain(text: str) -> str:
    return "".join(text.split())
