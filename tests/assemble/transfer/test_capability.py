from decimal import Decimal

from qa_docs.assemble.transfer.capability import capabilities_of
from tests.examples import example


def test_the_capability_of_an_attribute_is_that_of_all_its_batches():
    found = {each.attribute: each for each in capabilities_of(example("transfer-tablet").deal.transfer)}
    mass = found["Tablet mass over the run"]

    assert mass.batches == ("PPQ-1", "PPQ-2", "PPQ-3")
    assert (mass.limits.low, mass.limits.high, mass.unit) == (Decimal(194), Decimal(206), "mg")
    assert mass.mean.n == 60
    assert mass.cpk is not None
    assert mass.ppk is not None
    assert mass.cpk.method == "standard deviation within 3 batches, pooled"
    assert mass.ppk.value > Decimal("1.33")


def test_what_has_no_limits_in_numbers_or_only_one_batch_has_no_capability():
    names = [each.attribute for each in capabilities_of(example("transfer-tablet").deal.transfer)]

    assert "Appearance" not in names
    assert "Uniformity of dosage units" not in names
    assert "Assay, difference between the units" not in names


def test_a_transfer_without_results_has_no_capability():
    assert list(capabilities_of(example("transfer-analytical").deal.transfer)) == []
