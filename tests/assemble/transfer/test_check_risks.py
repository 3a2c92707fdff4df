"""The risk register. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_number_of_a_risk_is_recomputed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "s: 8, o: 5, d: 4,",
        "s: 8, o: 5, d: 4, rpn: 150,",
    )
    assert found == [
        "transfer/risk-register.yaml:10:195: error: the risk priority number of R-01 is 8 × 5 × 4 = 160, not 150 [rpn-wrong]\n  hint: write 160, or leave it out"
    ]


def test_a_residual_number_is_recomputed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "residual_s: 8, residual_o: 2, residual_d: 3}\n  - {id: R-02",
        "residual_s: 8, residual_o: 2, residual_d: 3, residual_rpn: 49}\n  - {id: R-02",
    )
    assert found == [
        "transfer/risk-register.yaml:10:342: error: the residual risk priority number of R-01 is 8 × 2 × 3 = 48, not 49 [rpn-wrong]\n  hint: write 48, or leave it out"
    ]


def test_a_high_number_needs_an_action(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "action: end point by torque and two engineering batches, owner: RTS, due: 2026-10-16, ",
        "",
    )
    assert found == [
        "transfer/risk-register.yaml:10:5: error: R-01 needs an action with owner and day, since its number, 160, is not below 100 [risk-without-action]\n  hint: add `action:`, `owner:`, `due:`"
    ]


def test_a_high_severity_needs_an_action(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "action: earthing checked and vent certified, owner: REH, due: 2026-09-11, ",
        "action: earthing checked, ",
    )
    assert found == [
        "transfer/risk-register.yaml:30:5: error: R-21 needs an action with owner and day, since its severity, 10, is not below 9 [risk-without-action]\n  hint: add `owner:`, `due:`"
    ]


def test_a_residual_risk_is_not_above_the_first(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "residual_s: 4, residual_o: 2, residual_d: 3",
        "residual_s: 4, residual_o: 6, residual_d: 3",
    )
    assert found == [
        "transfer/risk-register.yaml:24:5: error: the residual risk of R-15, 72, is above the first one, 64 [risk-raised]\n  hint: score it anew, or choose another action"
    ]


def test_a_severity_seldom_changes(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/risk-register.yaml",
        "residual_s: 9, residual_o: 2, residual_d: 2",
        "residual_s: 6, residual_o: 2, residual_d: 2",
    )
    assert found == [
        "transfer/risk-register.yaml:16:291: warning: the severity of R-07 changes from 9 to 6 [severity-changed]\n  hint: leave it at 9: an action seldom changes the harm; otherwise add `severity_justification:`"
    ]
