"""What one line names by its id stands in another. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_an_id_is_given_once(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "{id: SC-04",
        "{id: SC-03",
    )
    assert found == [
        "transfer.yaml:482:6: error: SC-03 stands twice in `success_criteria` [duplicate-id]\n  hint: give each line its own id"
    ]


def test_a_parameter_links_a_known_attribute(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "linked_cqa: [CQA-01, CQA-02], scale_rule: variation",
        "linked_cqa: [CQA-01, CQA-12], scale_rule: variation",
    )
    assert found == [
        "transfer/cpps.yaml:10:254: error: no quality attribute is called 'CQA-12' [cqa-unknown]\n  hint: did you mean 'CQA-02'?"
    ]


def test_a_material_links_a_known_attribute(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "limit: form I, linked_cqa: [CQA-03]",
        "limit: form I, linked_cqa: [CQA-33]",
    )
    assert found == [
        "transfer.yaml:195:95: error: no quality attribute is called 'CQA-33' [cqa-unknown]\n  hint: did you mean 'CQA-03'?"
    ]


def test_an_attribute_has_a_control(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "  - {id: CQA-08,",
        "  - {id: CQA-09, name: Odour, material: finished product, limit_release: none}\n  - {id: CQA-08,",
    )
    assert found == [
        "transfer.yaml:192:5: error: nothing controls CQA-09, Odour [cqa-uncontrolled]\n  hint: name CQA-09 in `linked_cqa` of the parameter, material or in-process control that does"
    ]


def test_an_attribute_is_not_only_tested(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "linked_cqa: [CQA-08]",
        "linked_cqa: [CQA-06]",
    )
    assert found == [
        "transfer.yaml:192:5: warning: CQA-08, Integrity of the blister, is tested in process, but no parameter or material controls it [cqa-uncontrolled]\n  hint: name CQA-08 in `linked_cqa` of the parameter or material that it depends on"
    ]


def test_a_step_is_one_of_the_process(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "id: CPP-14, step: milling",
        "id: CPP-14, step: miling",
    )
    assert found == [
        "transfer/cpps.yaml:15:16: error: the process has no step 'miling' [step-unknown]\n  hint: did you mean 'milling'?"
    ]


def test_a_step_names_a_known_control(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/process-steps.yaml",
        "ipc_refs: [IPC-13]",
        "ipc_refs: [IPC-31]",
    )
    assert found == [
        "transfer/process-steps.yaml:28:14: error: no in-process control is called 'IPC-31' [ipc-unknown]\n  hint: did you mean 'IPC-14'?"
    ]


def test_a_gap_names_a_known_risk(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/gap-analysis.yaml",
        "risk_ref: R-25",
        "risk_ref: R-52",
    )
    assert found == [
        "transfer/gap-analysis.yaml:19:120: error: no risk is called 'R-52' [risk-unknown]\n  hint: did you mean 'R-27'?"
    ]


def test_equipment_names_a_known_gap(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/equipment.yaml",
        "gap_id: GAP-16",
        "gap_id: GAP-61",
    )
    assert found == [
        "transfer/equipment.yaml:22:345: error: the gap register has no 'GAP-61' [gap-unknown]\n  hint: did you mean 'GAP-21'?"
    ]


def test_a_major_gap_names_a_risk(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/gap-analysis.yaml",
        "classification: major, risk_ref: R-03,",
        "classification: major,",
    )
    assert found == [
        "transfer/gap-analysis.yaml:7:3: error: GAP-07 is major and names no risk [major-gap-without-risk]\n  hint: assess it in the risk register and name the risk in `risk_ref`"
    ]


def test_a_sampling_plan_names_a_known_method(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "analysis: [AM-06], rationale",
        "analysis: [AM-60], rationale",
    )
    assert found == [
        "transfer.yaml:352:98: error: no method or in-process control is called 'AM-60' [method-unknown]\n  hint: did you mean 'AM-10'?"
    ]


def test_a_run_names_a_known_parameter(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "{cpp: CPP-02, batch: PPQ-1",
        "{cpp: CPP-22, batch: PPQ-1",
    )
    assert found == [
        "transfer/results.yaml:98:6: error: no process parameter is called 'CPP-22' [parameter-unknown]\n  hint: did you mean 'CPP-21'?"
    ]
