"""Batch sizes, the batch formula and the limits of cleaning, recomputed. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_batch_is_a_mass_or_a_volume(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "batch_size_ru: {value: 400, unit: kg",
        "batch_size_ru: {value: 400, unit: h",
    )
    assert found == [
        "transfer.yaml:115:29: error: 'h' is no unit of a batch size [unit-mismatch]\n  hint: write a mass or a volume: kg or L"
    ]


def test_both_batches_are_masses(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "batch_size_ru: {value: 400, unit: kg",
        "batch_size_ru: {value: 400, unit: L",
    )
    assert found == [
        "transfer.yaml:115:29: error: the batches of the two units are measured in kg and L [unit-mismatch]\n  hint: write both as masses, or both as volumes"
    ]


def test_the_scale_factor_is_the_ratio(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "scale_factor: 1.6",
        "scale_factor: 1.5",
    )
    assert found == [
        "transfer.yaml:116:1: error: the scale factor is 1.6, not 1.5 [scale-factor]\n  hint: write 1.6, or leave it out"
    ]


def test_a_line_of_the_formula_is_right(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "batch_kg_su: 72.5, batch_kg_ru: 116.0",
        "batch_kg_su: 72.5, batch_kg_ru: 118.0",
    )
    assert found == [
        "transfer.yaml:230:114: error: microcrystalline cellulose: 58.00 mg × 2000000 is 116 kg, not 118.0 kg [batch-formula]\n  hint: write 116",
        "transfer.yaml:228:1: error: the core of the receiving unit's batch adds up to 402 kg, not 400 kg [batch-formula]\n  hint: correct the line that is wrong, or the batch size; coating and what is removed do not count",
    ]


def test_a_material_without_unit_formula_scales(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "per_unit_mg: 6.00, batch_kg_su: 7.5, batch_kg_ru: 12.0, phase: coating",
        "batch_kg_su: 7.5, batch_kg_ru: 13.0, phase: coating",
    )
    assert found == [
        "transfer.yaml:237:98: error: white film-coating ready-mix does not scale with the batch: 7.5 kg make 12 kg [batch-formula]\n  hint: write 12, or `change: true` with a remark"
    ]


def test_the_carry_over_by_exposure_is_recomputed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "maco_hbel_mg: 62500",
        "maco_hbel_mg: 6250",
    )
    assert found == [
        "transfer.yaml:381:3: error: the carry-over by the exposure limit is 62500 mg, not 6250 [cleaning-limit]\n  hint: write 62500, or leave it out; docs/transfer-data.md shows the calculation"
    ]


def test_the_carry_over_at_10_ppm_is_recomputed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "maco_10ppm_mg: 2000",
        "maco_10ppm_mg: 200",
    )
    assert found == [
        "transfer.yaml:382:3: error: the carry-over at 10 ppm is 2000 mg, not 200 [cleaning-limit]\n  hint: write 2000, or leave it out; docs/transfer-data.md shows the calculation"
    ]


def test_the_surface_limit_is_recomputed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "limit_ug_per_cm2: 4.76",
        "limit_ug_per_cm2: 5.76",
    )
    assert found == [
        "transfer.yaml:383:3: error: the limit on the surface is 4.76 µg/cm2, not 5.76 [cleaning-limit]\n  hint: write 4.76, or leave it out; docs/transfer-data.md shows the calculation"
    ]


def test_the_eye_sees_the_limit(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "visual_limit_ug_per_cm2: 2",
        "visual_limit_ug_per_cm2: 8",
    )
    assert found == [
        "transfer.yaml:385:3: error: what the eye can see, 8 µg/cm2, is more than the limit, 4.76 µg/cm2 [visual-limit]\n  hint: a visual check cannot show that the limit is met: rely on swabs, and say so"
    ]
