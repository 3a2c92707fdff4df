from pathlib import Path

from qa_docs.assemble import assemble
from qa_docs.render.text import render_text
from tests.examples import example, library
from tests.small import OUTLINE, clause, deal, small_library

APPENDICES = OUTLINE + (
    "  - {id: risk-table, title: Risk assessment by stage, content: risks, landscape: true}\n"
    "  - {id: contingency-table, title: Contingency plan, content: contingency, landscape: true}\n"
)
FILLED = """\
appendices:
  risks:
    - {stage: exit, risk: Stock runs out., score: "6", measure: Bridging stock., owner: both, residual: "2"}
    - {stage: routine, risk: One coater., score: high, measure: Another one., owner: contract_acceptor, due: 2027-03-31,
       residual: low, trigger: It stands still.}
  contingency:
    - {scenario: site_loss, detail: Porto, alternative: Stockholm, stock_weeks: 1, decides: Ann, deputy: Bob}
    - {scenario: key_staff_loss, alternative: Deputies, status: Trained, lead_time: 5 days, stock_weeks: 12, decides: Ann,
       deputy: Bob, informed: [Cid, Dee], tested: 2026-10-01, result: It worked.}
"""
REFERRING = {
    "samples": clause(
        "Samples",
        "{{ party('COM-02') }} shall keep samples.\n\n[when: has.risks]\n{{ ref('risk-table') }} states the risks.",
        "activities: [COM-02]\n",
    )
}


def text_of(folder: Path, more: str) -> list[str]:
    held = small_library(folder, REFERRING, outline=APPENDICES)
    return render_text(assemble(deal(more), held).document).replace("\u00a0", " ").splitlines()


def test_the_risks_stand_by_stage_in_the_order_of_an_arrangements_life(tmp_path: Path):
    text = text_of(tmp_path, FILLED)

    start = text.index("Appendix 4  Risk assessment by stage")
    assert text[start + 2 : start + 8] == [
        "Table 5  Risks by stage",
        "Risk | Score | Measure | Owner | Due | Residual risk | Contingency plan is used when",
        "Routine work",
        "One coater. | high | Another one. | The Contract Facility | March 31, 2027 | low | It stands still.",
        "Exit",
        "Stock runs out. | 6 | Bridging stock. | Both Parties | In place | 2 | –",
    ]
    assert "3.2.2 Appendix 4 states the risks." in text


def test_each_scenario_says_what_is_ready_who_decides_and_when_it_was_tried(tmp_path: Path):
    text = text_of(tmp_path, FILLED)

    assert "Loss of a site: Porto | Stockholm | – | – | 1 week" in text
    assert "Loss of key staff | Deputies | Trained | 5 days | 12 weeks" in text
    assert "Loss of a site: Porto | Ann; deputy: Bob | – | None yet | –" in text
    assert "Loss of key staff | Ann; deputy: Bob | 1. Cid; 2. Dee | October 1, 2026 | It worked." in text


def test_a_deal_that_fills_neither_has_neither_and_its_clauses_do_not_refer_to_them(tmp_path: Path):
    text = text_of(tmp_path, "")

    assert not any("risk" in line.lower() or "contingency" in line.lower() for line in text)


def test_an_appendix_of_risks_that_is_not_applicable_prints_the_reason(tmp_path: Path):
    text = text_of(tmp_path, "appendices: {not_applicable: {risk-table: The register is kept elsewhere.}}\n")

    assert text[text.index("Appendix 4  Risk assessment by stage") + 1] == (
        "Not applicable. The register is kept elsewhere."
    )


def test_the_clauses_on_risk_and_contingency_lead_to_the_appendices_of_an_example():
    document = assemble(example("tablet-us-eu"), library()).document
    text = render_text(document).replace("\u00a0", " ")
    risks, contingency = document.bookmarks["risk-table"], document.bookmarks["contingency-table"]

    assert f"{risks} states the risks known at the Effective Date, by stage" in text
    assert f"{contingency} states the alternatives, the persons who decide" in text
    assert f"The rules of Section {document.bookmarks['contingency-activation']} that never lapse stay in force" in text
