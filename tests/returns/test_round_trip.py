"""An agreement of fifty pages edited with python-docx in every way that a deal can take over: accepted, built anew, and
reviewed again, it holds nothing but what cannot be taken over."""

import copy
import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from qa_docs.build.accept import carried
from qa_docs.build.acceptance import Carried, Wanted
from qa_docs.build.review import review_file
from qa_docs.build.write import write_outputs
from qa_docs.model.review import Review
from tests.examples import ROOT
from tests.returns.built import DEAL, agreement


class Edited:
    """A Word file in python-docx, with its clauses by id."""

    def __init__(self, path: Path) -> None:
        self.document = Document(str(path))
        tags = [(tag.get(qn("w:val")), tag) for tag in self.document.element.body.iter(qn("w:tag"))]
        named = [(name[7:].partition("@")[0], tag) for name, tag in tags if name.startswith("clause:")]
        self.clauses = {name: tag.getparent().getparent() for name, tag in named}

    def paragraphs(self, clause: str) -> list:
        return list(self.clauses[clause].iter(qn("w:p")))

    def like(self, paragraph, text: str):
        """Give a paragraph of the same style with other words."""
        new = copy.deepcopy(paragraph)
        for mark in list(new.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        first, *others = new.iter(qn("w:t"))
        first.text = text
        for other in others:
            other.text = ""
        return new

    def replace(self, element, old: str, new: str) -> None:
        node = next(node for node in element.iter(qn("w:t")) if old in (node.text or ""))
        node.text = node.text.replace(old, new, 1)


@pytest.fixture(scope="module")
def accepted(tmp_path_factory) -> tuple[Carried, Review, Review, Path]:
    folder = tmp_path_factory.mktemp("deal")
    deal, returned = folder / "deal.yaml", folder / "returned.docx"
    shutil.copy(ROOT / "examples" / DEAL / "deal.yaml", deal)
    (folder / "sent.docx").write_bytes(agreement().content)
    edited = Edited(folder / "sent.docx")
    out = edited.clauses["counterparts-and-copies"]
    out.getparent().remove(out)
    debarment = edited.clauses["debarment"]
    edited.clauses["complaints"].addnext(debarment)
    title, first, *_ = edited.paragraphs("audits")
    new = [
        edited.like(title, "Visitors at the Site"),
        edited.like(first, "The Laboratory shall keep a list & show it."),
    ]
    edited.clauses["audits"].addnext(new[0])
    new[0].addnext(new[1])
    edited.replace(edited.clauses["deviations"], "Deviations", "Deviations and incidents")
    edited.replace(edited.clauses["complaints"], "shall not answer", "shall not without consent answer")
    one, two = edited.paragraphs("complaint-investigation")[1:3]
    two.addnext(one)
    edited.replace(edited.document.element.body, "t.whitfield@", "t.whitfield.qa@")
    edited.document.save(str(returned))
    before = review_file(returned, deal)
    found = carried(deal, returned, Wanted("E. Sandberg"))
    write_outputs(found.files)
    return found, before, review_file(returned, deal), deal


def test_each_kind_of_edit_goes_to_its_place_in_the_deal(accepted):
    found, _, _, deal = accepted
    assert sorted(entry.says for entry in found.entries) == [
        "added after audits, negotiated/visitors-at-the-site.md",
        "called Deviations and incidents",
        "contacts.0.email: t.whitfield.qa@orchardstreet.example",
        "moved behind complaints",
        "negotiated text, negotiated/complaint-investigation.md",
        "negotiated text, negotiated/complaints.md",
    ]
    old = (ROOT / "examples" / DEAL / "deal.yaml").read_text(encoding="utf-8").split("\n")
    new = deal.read_text(encoding="utf-8").split("\n")
    gone = [line for line in old if line not in new]
    assert [line.strip() for line in gone] == ["positions: {}", "email: t.whitfield@orchardstreet.example"]


def test_what_the_agreement_needs_is_kept_and_the_reason_told(accepted):
    found, *_ = accepted
    (left,) = found.left
    assert left.clause == "counterparts-and-copies"
    assert "'counterparts-and-copies' is not in this agreement, and 'scope' refers to it" in left.says


def test_a_second_review_finds_what_was_kept_and_nothing_else(accepted):
    _, before, after, _ = accepted
    assert len(before.changed) == 8
    assert {one.finding.clause: one.finding.state for one in after.changed} == {
        "counterparts-and-copies": "deleted",
        "scope": "changed silently",  # it refers to what is gone
    }
    assert [edit.what for one in after.changed if one.finding.clause == "scope" for edit in one.finding.edits] == [
        "reference"
    ]
