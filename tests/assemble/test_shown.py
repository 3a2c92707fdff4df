import hashlib
import shutil
from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.library.load import load_library
from qa_docs.model.document import ClauseText, Document, Heading, PageTurn, Reference, Table
from qa_docs.model.library import Library
from qa_docs.model.picture import Picture
from qa_docs.problems import ProblemsFound
from qa_docs.render.text import render_text
from qa_docs.source.deal import read_deal
from tests.examples import ROOT, transfer_library
from tests.images import pdf, png
from tests.small import DEAL, OUTLINE, write_library

OUTLINE_WITH_LIST = OUTLINE + "  - {id: documents-list, title: Documents, content: documents-list}\n"
PLAN = "  - {id: plan, file: plan.png, under: deviations, caption: Plan, alternative: Two rooms.}\n"
FLOW = "  - {id: flow, file: flow.png, under: contacts, caption: Flow, alternative: Three steps., width_mm: 50}\n"
ATTACHED = "appendices:\n  attached:\n    - {id: spec, number: SP-1, title: Specification, file: spec.pdf}\n"


def library(folder: Path) -> Library:
    return load_library(write_library(folder / "clauses", outline=OUTLINE_WITH_LIST))


def assembled(folder: Path, text: str) -> Document:
    files = {"plan.png": png(dpi=96), "flow.png": png(100, 50), "spec.pdf": pdf((595, 842), (842, 595), (595, 842))}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "deal.yaml").write_text(DEAL + text, encoding="utf-8")
    return assemble(read_deal(folder / "deal.yaml", "deal.yaml"), library(folder)).document


def problems_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        assembled(folder, text)
    return [str(problem) for problem in found.value.problems]


def test_pictures_stand_at_the_end_of_clauses_and_appendices_and_are_counted_in_their_order(tmp_path):
    document = assembled(tmp_path, "pictures:\n" + FLOW + PLAN)

    clause = next(block for block in document.blocks if isinstance(block, ClauseText) and block.id == "deviations")
    flow = next(block for block in document.blocks if isinstance(block, Picture))
    assert isinstance(clause.blocks[-1], Picture)
    assert (clause.blocks[-1].id, clause.blocks[-1].number) == ("plan", "1")
    assert (flow.id, flow.number, flow.width, flow.height) == ("flow", "2", 2835, 1417)
    assert (document.bookmarks["plan"], document.bookmarks["flow"]) == ("1", "2")
    assert sorted(document.images) == sorted({clause.blocks[-1].image, flow.image})
    assert "\nFigure 2  Flow\n[Three steps.]\n" in render_text(document)


def test_a_picture_brings_its_appendix_in(tmp_path):
    text = render_text(assembled(tmp_path, "pictures:\n" + PLAN.replace("deviations", "subcontractors")))
    assert "Appendix 4  Subcontractors\n\nFigure 1  Plan\n[Two rooms.]\n" in text


def test_an_attached_document_is_the_last_appendix_and_says_which_file_it_is(tmp_path):
    listed = "  documents:\n    - {number: SP-1, title: Limits}\n    - {number: SP-2, title: Methods}\n"
    document = assembled(tmp_path, ATTACHED + listed)

    text = render_text(document)
    digest = hashlib.sha256((tmp_path / "spec.pdf").read_bytes()).hexdigest()
    assert text.endswith(
        "Appendix 5  Specification\n"
        f"Attached as it is: document SP-1, file spec.pdf, 3 pages, SHA-256 {digest[:16]}.\n\n"
        "[Specification, page 1 of 3]\n\n[Specification, page 2 of 3]\n\n[Specification, page 3 of 3]\n"
    )
    table = next(block for block in document.blocks if isinstance(block, Table) and block.id == "documents")
    assert table.rows[0].cells[1] == ("Limits", " (", Reference("spec", "", "Appendix 5"), ")")
    assert table.rows[1].cells[1] == ("Methods",)


def test_each_sheet_lies_as_its_page_does(tmp_path):
    document = assembled(tmp_path, ATTACHED)
    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Heading) and block.id == "spec")
    shown = [
        block.orientation if isinstance(block, PageTurn) else block.sheet
        for block in document.blocks[at - 1 :]
        if isinstance(block, (PageTurn, Picture))
    ]
    assert shown == ["portrait", "shared", "landscape", "own", "portrait", "own"]


def test_a_deal_without_pictures_holds_no_image(tmp_path):
    assert assembled(tmp_path, "").images == {}


def test_logos_are_among_the_facts_that_a_template_prints(tmp_path):
    (tmp_path / "logo.png").write_bytes(png(colour="red"))
    (tmp_path / "deal.yaml").write_text(DEAL.replace("short_name: Beta", "short_name: Beta, logo: logo.png"))
    document = assemble(read_deal(tmp_path / "deal.yaml", "deal.yaml"), library(tmp_path)).document
    assert document.facts["giver"]["logo"] == ""
    assert list(document.images) == [document.facts["acceptor"]["logo"]]


def test_a_picture_without_a_place_is_told_and_not_lost(tmp_path):
    other = PLAN.replace("id: plan", "id: other").replace("deviations", "certification")
    assert problems_of(tmp_path, "pictures:\n" + PLAN.replace("deviations", "deviation") + other) == [
        "deal.yaml:17:32: error: no clause and no appendix is called 'deviation' [picture-place]\n"
        "  hint: did you mean 'deviations'?",
        "deal.yaml:18:33: error: 'certification' is not in this document, so the picture has no place [picture-place]\n"
        "  hint: name a clause or an appendix that `qa-docs show` prints",
    ]


def test_ids_are_given_once(tmp_path):
    text = "pictures:\n" + PLAN + FLOW.replace("id: flow", "id: plan") + FLOW.replace("id: flow", "id: contacts")
    assert problems_of(tmp_path, text + ATTACHED.replace("id: spec", "id: samples")) == [
        "deal.yaml:18:6: error: something else is called 'plan' already [duplicate-id]\n"
        "  hint: give each picture and appendix an id of its own",
        "deal.yaml:19:6: error: something else is called 'contacts' already [duplicate-id]\n"
        "  hint: give each picture and appendix an id of its own",
        "deal.yaml:22:8: error: something else is called 'samples' already [duplicate-id]\n"
        "  hint: give each picture and appendix an id of its own",
    ]


def test_a_transfer_shows_its_pictures_where_it_names_them_and_attaches_documents_to_its_dossier(tmp_path):
    source = ROOT / "examples" / "transfer-analytical"
    shutil.copytree(source, tmp_path / "deal")
    transfer = tmp_path / "deal" / "transfer.yaml"
    transfer.write_text(transfer.read_text() + "attached:\n  - {id: avr, title: Validation of AM-01, file: avr.pdf}\n")
    (tmp_path / "deal" / "avr.pdf").write_bytes(pdf())
    placed = read_deal(tmp_path / "deal" / "deal.yaml", "deal.yaml")

    dossier, protocol = (
        assemble_transfer(placed, transfer_library(), kind, draft=True).document
        for kind in ("transfer-dossier", "transfer-protocol")
    )
    methods = next(one for one in dossier.blocks if isinstance(one, ClauseText) and one.id == "tt-methods-dossier")
    assert isinstance(methods.blocks[-1], Picture)
    assert (methods.blocks[-1].id, methods.blocks[-1].number) == ("am-01-suitability", "1")
    page = dossier.blocks[-1]
    assert isinstance(page, Picture) and page.alternative == "Validation of AM-01, page 1 of 1"
    assert len(dossier.images) == 2
    assert protocol.images == {}

    transfer.write_text(transfer.read_text().replace("under: tt-methods-dossier", "under: tt-method-dossier"))
    with pytest.raises(ProblemsFound) as found:
        assemble_transfer(
            read_deal(tmp_path / "deal" / "deal.yaml", "deal.yaml"), transfer_library(), "transfer-report"
        )
    (problem,) = found.value.problems
    assert (problem.place.file, problem.code, problem.hint) == (
        "transfer.yaml",
        "picture-place",
        "did you mean 'tt-methods-dossier'?",
    )
