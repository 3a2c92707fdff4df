import io
import zipfile
from pathlib import Path

import docx
import pytest

from qa_docs.assemble import assemble
from qa_docs.build.batch import Run, build_batch
from qa_docs.build.inputs import read_inputs
from qa_docs.build.options import Options
from qa_docs.build.redline import Wanted, write_redline
from qa_docs.build.render import word_file
from qa_docs.build.review import review_file
from qa_docs.build.verify import verify_file
from qa_docs.build.why_document import why_document
from qa_docs.model.document import ClauseText, Paragraph
from qa_docs.model.plain import plain_text
from qa_docs.problems import ProblemsFound
from tests.build.portfolios import portfolio, reasons, run, states, write_deal
from tests.examples import ROOT
from tests.images import pdf, png
from tests.small import DEAL

SHOWN = """\
pictures:
  - {id: plan, file: plan.png, under: contacts, caption: Plan, alternative: Two rooms.}
appendices:
  attached:
    - {id: spec, title: Specification, file: spec.pdf}
"""


def with_pictures(folder: Path) -> Path:
    """A portfolio whose deal a shows a logo, a picture and an attached document."""
    portfolio(folder)
    text = DEAL.replace("short_name: Acme", "short_name: Acme, logo: logo.png") + SHOWN
    deal = write_deal(folder, "a", text)
    for name, content in {"plan.png": png(), "logo.png": png(colour="red"), "spec.pdf": pdf()}.items():
        (deal.parent / name).write_bytes(content)
    return deal


def test_a_changed_picture_is_the_reason_for_one_new_agreement_and_no_new_matrix(tmp_path):
    deal = with_pictures(tmp_path)
    run(tmp_path)
    assert set(states(run(tmp_path)).values()) == {"unchanged"}

    (deal.parent / "logo.png").write_bytes(png(colour="green"))
    report = run(tmp_path)
    assert states(report) == {
        "a quality-agreement": "built",
        "a raci-matrix": "unchanged",
        "b quality-agreement": "unchanged",
        "b raci-matrix": "unchanged",
    }
    assert reasons(report, "a") == ("picture logo.png changed",)

    (deal.parent / "spec.pdf").write_bytes(pdf((842, 595)))
    (deal.parent / "plan.png").write_bytes(png(9, 9))
    checked = run(tmp_path, dry=True)
    assert reasons(checked, "a") == ("picture plan.png changed", "attached spec.pdf changed")
    agreement = tmp_path / "documents" / "a" / "quality-agreement.docx"
    told = list(why_document(agreement))
    assert "    picture plan.png changed" in told
    assert "    attached spec.pdf changed" in told
    assert any(line.startswith("  includes spec.pdf ") for line in told)


def test_a_picture_that_is_gone_stops_its_deal_and_no_other(tmp_path):
    deal = with_pictures(tmp_path)
    run(tmp_path)
    (deal.parent / "plan.png").unlink()
    report = run(tmp_path)
    assert states(report)["b quality-agreement"] == "unchanged"
    assert {problem.code for one in report.outcomes for problem in one.problems} == {"file-not-found"}


def test_workers_and_a_single_process_write_the_same_file(tmp_path):
    with_pictures(tmp_path)
    run(tmp_path, jobs=1)
    file = tmp_path / "documents" / "a" / "quality-agreement.docx"
    one = file.read_bytes()
    run(tmp_path, force=True, jobs=2)
    assert file.read_bytes() == one
    with zipfile.ZipFile(file) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 3
    assert len(docx.Document(file).inline_shapes) == 3


def test_a_redline_shows_a_picture_as_it_was_and_as_it_is(tmp_path):
    deal = with_pictures(tmp_path)
    other = write_deal(tmp_path, "c", deal.read_text())
    for name in ("logo.png", "spec.pdf"):
        (other.parent / name).write_bytes((deal.parent / name).read_bytes())
    (other.parent / "plan.png").write_bytes(png(colour="yellow"))

    write_redline(Wanted(str(deal), str(other)), tmp_path / "redline.docx")

    with zipfile.ZipFile(tmp_path / "redline.docx") as package:
        held = {package.read(name) for name in package.namelist() if name.startswith("word/media/")}
    before, after = (read_inputs(one).placed for one in (deal, other))
    for placed in (before, after):
        assert placed.images[placed.shown["pictures", 0, "file"].images[0]].content in held


def test_a_build_outside_a_portfolio_sees_its_pictures_too(tmp_path):
    deal = with_pictures(tmp_path)
    (tmp_path / "qa-docs.yaml").unlink()
    options = Options(output=tmp_path / "out", library=tmp_path / "clauses")
    assert not build_batch([deal], options, Run()).failed
    (deal.parent / "plan.png").write_bytes(png(9, 9))
    report = build_batch([deal], options, Run())
    assert reasons(report, "a") == ("picture plan.png changed",)


def test_a_picture_that_was_exchanged_in_a_returned_file_is_told(tmp_path):
    deal = with_pictures(tmp_path)
    run(tmp_path)
    sent = tmp_path / "documents" / "a" / "quality-agreement.docx"
    assert verify_file(sent, deal).same

    plan = (deal.parent / "plan.png").read_bytes()
    with zipfile.ZipFile(sent) as package, zipfile.ZipFile(tmp_path / "back.docx", "w") as returned:
        for name in package.namelist():
            content = package.read(name)
            returned.writestr(name, png(colour="black") if content == plan else content)

    verdict = verify_file(tmp_path / "back.docx", deal)
    assert [(one.title, one.what) for one in verdict.altered] == [
        ("Figure 1 (Plan) is not there as it was sent", "look at it")
    ]
    told = review_file(tmp_path / "back.docx", deal).problems
    assert [problem.code for problem in told] == ["review-pictures"]


def test_a_clause_of_the_deal_refers_to_its_pictures_and_attached_documents(tmp_path):
    deal = with_pictures(tmp_path)
    own = "own_clauses:\n  rooms: {title: Rooms, after: samples, text: rooms.md, approved_by: Ann, reason: Agreed.}\n"
    deal.write_text(deal.read_text() + own)
    text = deal.parent / "rooms.md"
    text.write_text("Work is done in the rooms of {{ ref('plan') }}, to {{ ref('spec') }}.\n")

    inputs = read_inputs(deal)
    document = assemble(inputs.placed, inputs.library).document
    (clause,) = [one for one in document.blocks if isinstance(one, ClauseText) and one.id == "rooms"]
    (paragraph,) = clause.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.text) == "Work is done in the rooms of Figure\u00a01, to Appendix 4."
    with_field = word_file("quality-agreement", document, inputs, Options(), None).render(None)
    with zipfile.ZipFile(io.BytesIO(with_field)) as package:
        assert " REF _Ref_plan " in package.read("word/document.xml").decode()

    text.write_text("Work is done in the rooms of {{ ref('plans') }}.\n")
    with pytest.raises(ProblemsFound) as found:
        read_inputs(deal)
    assert [problem.message for problem in found.value.problems] == ["no clause, section or appendix is called 'plans'"]


def test_a_logo_that_the_template_has_no_place_for_is_told(tmp_path):
    with_pictures(tmp_path)
    house = io.BytesIO((ROOT / "templates" / "quality-agreement.docx").read_bytes())
    with zipfile.ZipFile(house) as package, zipfile.ZipFile(tmp_path / "own.docx", "w") as own:
        for name in package.namelist():
            own.writestr(name, package.read(name).replace(b"{{ giver.logo }}", b"no logo"))
    report = run(tmp_path, Options(template=tmp_path / "own.docx"))
    assert [str(problem) for problem in report.warnings] == [
        f"{tmp_path}/a/deal.yaml: warning: the Word template of quality-agreement has no place for the logo of the "
        "contract giver [logo-unplaced]\n  hint: write {{ giver.logo }} where it belongs; see docs/template.md"
    ]
