"""How methods are transferred. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_comparative_testing_needs_lots(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        "  reason: Dispersion depends on the instrument.\n  lots: 3\n",
        "  reason: Dispersion depends on the instrument.\n",
    )
    assert found == [
        "transfer/analytical-methods.yaml:86:3: error: AM-07 is transferred by comparative testing, and no lots are tested [method-without-lots]\n  hint: write `lots:`; three are usual for an assay"
    ]


def test_a_method_compared_is_validated(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        "  validation_report: AVR-110\n",
        "  validated: false\n",
    )
    assert found == [
        "transfer/analytical-methods.yaml:91:3: error: AM-07 is not validated, so that it cannot be transferred by comparative testing [method-not-validated]\n  hint: validate it first, or choose covalidation"
    ]


def test_a_waiver_says_why(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        '  waiver: {justification: The same system and analysts as for AM-01., verification: "Positive and negative control with AM-01.", approved_by: RQA}\n',
        "",
    )
    assert found == [
        "transfer/analytical-methods.yaml:113:3: error: AM-09 is waived, and nothing says why [waiver-unjustified]\n  hint: add `waiver:` with the justification and what is verified instead"
    ]


def test_a_method_has_criteria(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        "  acceptance:\n    - {id: AM-12-A, attribute: form II found at 3 %, measure: conformity, limit: found in each of three preparations}\n",
        "",
    )
    assert found == [
        "transfer/analytical-methods.yaml:149:3: error: AM-12 has no acceptance criteria [method-without-criteria]\n  hint: add `acceptance:` with a measure and a limit",
        "transfer/results.yaml:35:64: error: no criterion is called 'AM-12-A' [criterion-unknown]\n  hint: did you mean 'AM-13-A'?",
    ]


def test_comparative_testing_compares(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        "measure: relative_difference, limit: {high: 3.0",
        "measure: rsd, limit: {high: 3.0",
    )
    assert found == [
        "transfer/analytical-methods.yaml:133:3: error: AM-10 is transferred by comparative testing, and no criterion compares the two units [criteria-mismatch]\n  hint: add a criterion with one of the measures difference_of_means, equivalence, f2, ratio_equivalence, relative_difference"
    ]


def test_co_validation_validates(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        'measure: agreement, limit: {low: 100, unit: "%"}',
        'measure: relative_difference, limit: {low: 100, unit: "%"}',
    )
    assert found == [
        "transfer/analytical-methods.yaml:110:3: error: AM-08 is transferred by co-validation, and no criterion is one of a validation [criteria-mismatch]\n  hint: add what the receiving unit validates: recovery, rsd, quantitation_limit, agreement",
        "transfer/results.yaml:31:5: error: nothing says whether RES-29, Correct acceptance and rejection, 60 readings, meets its criterion [result-not-judged]\n  hint: give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false",
    ]


def test_re_validation_does_not_compare(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/analytical-methods.yaml",
        "measure: recovery, limit: {low: 0.5, high: 2.0}",
        "measure: equivalence, limit: {low: 0.5, high: 2.0}",
    )
    assert found == [
        "transfer/analytical-methods.yaml:70:71: error: AM-05-A compares the two units, and re-validation tests at one alone [criteria-mismatch]\n  hint: choose comparative_testing, or a measure of the receiving unit alone",
        "transfer/results.yaml:19:5: error: nothing says whether RES-17, Recovery factor, S. aureus, meets its criterion [result-not-judged]\n  hint: give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false",
        "transfer/results.yaml:20:5: error: nothing says whether RES-18, Recovery factor, E. coli, meets its criterion [result-not-judged]\n  hint: give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false",
        "transfer/results.yaml:21:5: error: nothing says whether RES-19, Recovery factor, A. brasiliensis, meets its criterion [result-not-judged]\n  hint: give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false",
    ]
