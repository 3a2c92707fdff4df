"""Tables that only some classes of transfer have: sterile, active substance, biological, packaging."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.generated import KEY, Line, Made, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import TableRow
from qa_docs.model.transfer.words import joined, limit_text, number_text, quantity_text, upper, with_unit, word, yes


def _simulation(package: Package) -> Iterator[TableRow]:
    held = package.transfer.sterile
    own = (
        Line("First runs", "aps.runs_initial"),
        Line("Units in each run", "aps.units_per_run"),
        Line("Duration", "aps.duration_h", "h"),
        Line("Criterion", "aps.acceptance"),
        Line("Repeated after", "aps.frequency_months", "months"),
        Line("List of interventions", "aps.interventions_list"),
        Line("Container and bracket", "aps.container_bracket"),
    )
    yield from key_rows(package, "sterile", held, own)


def _filters(package: Package) -> Iterator[TableRow]:
    own = (
        Line("Number of filters", "filters.number"),
        Line("Pore size", "filters.pore_um", "um"),
        Line("Membrane", "filters.membrane"),
        Line("Test after sterilization and before use", "filters.pupsit"),
        Line("Report on bacterial retention", "filters.bacterial_retention_report"),
        Line("Report on the bubble point with product", "filters.product_bubble_point_report"),
        Line("Report on extractables", "filters.extractables_report"),
        Line("Second filter", "filters.redundant_use_rationale", needed=False),
    )
    yield from key_rows(package, "sterile", package.transfer.sterile, own)


def _cycles(package: Package) -> Iterator[TableRow]:
    held = package.transfer.sterile
    for i, cycle in enumerate(held.sterilisation_cycles if held else ()):
        path = f"sterile.sterilisation_cycles.{i}"
        proof = package.value(cycle.validation, f"{path}.validation", f"Validation of {cycle.load}")
        yield package.row(path, (upper(cycle.load), cycle.cycle, proof))
    if held and (tunnel := held.depyrogenation):
        path = "sterile.depyrogenation"
        words = f"at least {number_text(tunnel.log_reduction_min)} log reduction of endotoxin"
        proof = package.value(tunnel.validation, f"{path}.validation", "Validation of depyrogenation")
        yield package.row(path, (upper(f"depyrogenation: {tunnel.method}"), upper(words), proof))


def _aseptic_holds(package: Package) -> Iterator[TableRow]:
    own = (
        Line("From compounding to filtration", "holding_times.compounding_to_filtration_h", "h"),
        Line("From filtration to the end of filling", "holding_times.filtration_to_fill_end_h", "h"),
        Line("Sterilized parts", "holding_times.sterilised_parts_h", "h"),
    )
    yield from key_rows(package, "sterile", package.transfer.sterile, own)


def _single_use(package: Package) -> Iterator[TableRow]:
    held = package.transfer.sterile
    for i, system in enumerate(held.single_use_systems if held else ()):
        path = f"sterile.single_use_systems.{i}"
        test = package.value(system.integrity_test, f"{path}.integrity_test", f"Integrity test of {system.item}")
        profile = package.value(
            system.extractables_profile, f"{path}.extractables_profile", f"Extractables of {system.item}"
        )
        yield package.row(path, (upper(system.item), test, profile))


def _aseptic(package: Package) -> Iterator[TableRow]:
    own = (
        Line("Qualification in gowning", "personnel.gowning_qualification"),
        Line("Operators qualified", "personnel.operators_qualified"),
        Line("Part in process simulation", "personnel.aps_participation"),
        Line("Monitoring program", "environmental_monitoring.programme"),
        Line("Continuous count of particles", "environmental_monitoring.continuous_particles"),
        Line("Settle and contact plates", "environmental_monitoring.settle_contact_plates"),
        Line("Review of trends", "environmental_monitoring.trend_review"),
        Line("Visual inspection", "visual_inspection.method"),
        Line("Limit for critical defects", "visual_inspection.aql.critical", "% AQL"),
        Line("Limit for major defects", "visual_inspection.aql.major", "% AQL"),
        Line("Limit for minor defects", "visual_inspection.aql.minor", "% AQL"),
        Line("Defect library", "visual_inspection.defect_library"),
        Line("Container closure integrity", "ccit.method"),
        Line("Sensitivity", "ccit.sensitivity_um", "um"),
        Line("Tested at", "ccit.stage"),
    )
    yield from key_rows(package, "sterile", package.transfer.sterile, own)


def _synthesis(package: Package) -> Iterator[TableRow]:
    held = package.transfer.api
    for step in held.synthesis_steps if held else ():
        path = f"api.synthesis_steps.{step.step_no}"
        parameters = package.value(
            upper(step.critical_parameters or ""),
            f"{path}.critical_parameters",
            f"Critical parameters of step {step.step_no}",
        )
        cells = (
            str(step.step_no),
            upper(step.transformation),
            joined(with_unit(step.scale_su_kg, "kg"), step.vessel_su, by=", "),
            joined(with_unit(step.scale_ru_kg, "kg"), step.vessel_ru, by=", "),
            joined(
                f"SU {with_unit(step.yield_su_pct, '%')}" if step.yield_su_pct is not None else None,
                f"RU {with_unit(step.yield_ru_pct, '%')}" if step.yield_ru_pct is not None else None,
            ),
            parameters,
            upper(step.ipc or ""),
        )
        yield package.row(path, cells)


def _starting_materials(package: Package) -> Iterator[TableRow]:
    held = package.transfer.api
    for i, material in enumerate(held.starting_materials if held else ()):
        path = f"api.starting_materials.{i}"
        reason = package.value(
            material.justification_ref, f"{path}.justification_ref", f"Justification of {material.name}"
        )
        yield package.row(path, (upper(material.name), material.supplier or "", reason, material.specification or ""))


def _solvents(package: Package) -> Iterator[TableRow]:
    held = package.transfer.api
    for i, solvent in enumerate(held.solvents if held else ()):
        limit = with_unit(solvent.limit_ppm, "ppm")
        cells = (upper(solvent.name), str(solvent.ich_class), limit, yes(solvent.recovered))
        yield package.row(f"api.solvents.{i}", cells)


def _impurities(package: Package) -> Iterator[TableRow]:
    held = package.transfer.api
    if held is None:
        return
    for i, one in enumerate(held.mutagenic_impurities):
        purge = f"purge factor {number_text(one.purge_factor)}" if one.purge_factor is not None else None
        option = f"control option {one.control_option}" if one.control_option else None
        cells = ("Mutagenic", one.name, with_unit(one.limit_ppm, "ppm"), upper(joined(purge, option)))
        yield package.row(f"api.mutagenic_impurities.{i}", cells)
    for i, element in enumerate(held.elemental_impurities):
        cells = ("Elemental", element.element, with_unit(element.limit_ppm, "ppm"), upper(element.route or ""))
        yield package.row(f"api.elemental_impurities.{i}", cells)
    if assessment := held.nitrosamine_assessment:
        yield package.row("api.nitrosamine_assessment", ("Nitrosamines", assessment.ref, "", upper(assessment.outcome)))
    if compared := held.impurity_profile_comparison:
        limit = f"no new impurity above {with_unit(compared.new_impurity_threshold_pct, '%')}"
        lots = f"{compared.lots_su} lots of the SU, {compared.lots_ru} of the RU"
        yield package.row("api.impurity_profile_comparison", ("Profile", lots, upper(limit), ""))


def _cell_banks(package: Package) -> Iterator[TableRow]:
    held = package.transfer.biologic
    for i, bank in enumerate(held.cell_banks if held else ()):
        cells = (bank.type, bank.lot, str(bank.vials_transferred), upper(bank.storage))
        yield package.row(f"biologic.cell_banks.{i}", cells)


def _upstream(package: Package) -> Iterator[TableRow]:
    held = package.transfer.biologic
    for i, stage in enumerate(held.upstream if held else ()):
        path = f"biologic.upstream.{i}"
        rule = package.value(upper(stage.scale_rule or ""), f"{path}.scale_rule", f"Rule of scale of {stage.stage}")
        scales = (with_unit(stage.scale_su_l, "L"), with_unit(stage.scale_ru_l, "L"))
        yield package.row(path, (upper(stage.stage), *scales, rule))


def _downstream(package: Package) -> Iterator[TableRow]:
    held = package.transfer.biologic
    for i, step in enumerate(held.downstream if held else ()):
        path = f"biologic.downstream.{i}"
        rule = package.value(upper(step.scale_rule or ""), f"{path}.scale_rule", f"Rule of scale of {step.step}")
        cells = (
            upper(step.step),
            with_unit(step.column_su_cm, "cm"),
            with_unit(step.column_ru_cm, "cm"),
            rule,
            str(step.resin_cycles_validated or ""),
            with_unit(step.lrv, None),
        )
        yield package.row(path, cells)


def _pools(package: Package) -> Iterator[TableRow]:
    held = package.transfer.biologic
    for i, pool in enumerate(held.intermediate_holds if held else ()):
        path = f"biologic.intermediate_holds.{i}"
        ru = package.value(pool.hold_h_ru, f"{path}.hold_h_ru", f"Hold of {pool.pool}", "h")
        yield package.row(path, (upper(pool.pool), with_unit(pool.hold_h_su, "h"), ru))
    if held and (cold := held.cold_chain):
        text = joined(cold.container, cold.freeze_rate, cold.shipper_qualification)
        yield package.row("biologic.cold_chain", ("Frozen bulk", "", upper(text)))


def _comparability(package: Package) -> Iterator[TableRow]:
    held = package.transfer.biologic
    study = held.comparability if held else None
    for i, each in enumerate(study.attributes if study else ()):
        cells = (upper(each.attribute), word(each.criticality), each.method, upper(limit_text(each.acceptance)))
        yield package.row(f"biologic.comparability.attributes.{i}", cells)


def _formats(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging_site_transfer
    for i, one in enumerate(held.formats if held else ()):
        path = f"packaging_site_transfer.formats.{i}"
        study = package.value(upper(one.seal_window_study or ""), f"{path}.seal_window_study", "Seal window study")
        cells = (one.format, one.line_su or "", one.line_ru or "", yes(one.tooling_transferred), study)
        yield package.row(path, cells)


def _equivalence(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging_site_transfer
    for i, one in enumerate(held.material_equivalence if held else ()):
        cells = (
            upper(one.material),
            one.su_supplier or "",
            one.ru_supplier or "",
            quantity_text(one.moisture_transmission),
            yes(one.same_construction),
        )
        yield package.row(f"packaging_site_transfer.material_equivalence.{i}", cells)


def _vision(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging_site_transfer
    for i, one in enumerate(held.vision_systems if held else ()):
        cells = (upper(one.check), upper(one.challenge_set))
        yield package.row(f"packaging_site_transfer.vision_systems.{i}", cells)


def _artwork(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging_site_transfer
    for i, one in enumerate(held.artwork_list if held else ()):
        path = f"packaging_site_transfer.artwork_list.{i}"
        owner = package.value(
            package.person(one.proof_approval_owner), f"{path}.proof_approval_owner", "Approval of proofs"
        )
        yield package.row(path, (one.code, upper(one.change), owner))


TABLES: dict[str, Made] = {
    "aps-table": TableMade("Aseptic process simulation", KEY, _simulation, "sterile.aps", "key"),
    "filter-table": TableMade("Sterilizing filters", KEY, _filters, "sterile.filters", "key"),
    "cycle-table": TableMade(
        "Cycles of sterilization and depyrogenation",
        columns("Load 34", "Cycle 38", "Validation 28"),
        _cycles,
        "sterile.sterilisation_cycles",
    ),
    "aseptic-hold-table": TableMade("Aseptic holding times", KEY, _aseptic_holds, "sterile.holding_times", "key"),
    "single-use-table": TableMade(
        "Single-use systems",
        columns("Item 34", "Integrity test 33", "Extractables 33"),
        _single_use,
        "sterile.single_use_systems",
        empty="No single-use system is used.",
    ),
    "aseptic-table": TableMade("Personnel, monitoring and inspection", KEY, _aseptic, "sterile.personnel", "key"),
    "synthesis-table": TableMade(
        "Synthesis at both scales",
        columns(
            "No. 6 center", "Transformation 16", "SU 17", "RU 17", "Yield 11", "Critical parameters 18", "Control 15"
        ),
        _synthesis,
        "api.synthesis_steps",
        "small",
    ),
    "starting-material-table": TableMade(
        "Starting materials",
        columns("Material 30", "Supplier 25", "Justification 24", "Specification 21"),
        _starting_materials,
        "api.starting_materials",
    ),
    "solvent-table": TableMade(
        "Solvents",
        columns("Solvent 40", "ICH class 16 center", "Limit 22", "Recovered 22 center"),
        _solvents,
        "api.solvents",
        empty="No solvent is controlled.",
    ),
    "impurity-table": TableMade(
        "Impurities",
        columns("Kind 16", "Impurity or study 30", "Limit 26", "Control 28"),
        _impurities,
        "api.mutagenic_impurities",
    ),
    "cell-bank-table": TableMade(
        "Cell banks",
        columns("Type 16", "Lot 20", "Vials transferred 22 decimal", "Storage 42"),
        _cell_banks,
        "biologic.cell_banks",
    ),
    "upstream-table": TableMade(
        "Upstream process", columns("Stage 28", "SU 18", "RU 18", "Rule of scale 36"), _upstream, "biologic.upstream"
    ),
    "downstream-table": TableMade(
        "Downstream process",
        columns("Step 20", "Column SU 14", "Column RU 14", "Rule of scale 28", "Resin cycles 12", "LRV 12"),
        _downstream,
        "biologic.downstream",
    ),
    "pool-table": TableMade(
        "Holds of pools and frozen bulk",
        columns("Pool 34", "SU 22", "RU 44"),
        _pools,
        "biologic.intermediate_holds",
    ),
    "comparability-table": TableMade(
        "Comparability",
        columns("Attribute 28", "Criticality 14", "Method 22", "Criterion 36"),
        _comparability,
        "biologic.comparability.attributes",
    ),
    "format-table": TableMade(
        "Formats",
        columns("Format 28", "Line SU 14", "Line RU 14", "Tooling transferred 18 center", "Seal window study 26"),
        _formats,
        "packaging_site_transfer.formats",
    ),
    "equivalence-table": TableMade(
        "Packaging materials compared",
        columns("Material 28", "Supplier SU 18", "Supplier RU 18", "Moisture 18", "Same construction 18 center"),
        _equivalence,
        "packaging_site_transfer.material_equivalence",
    ),
    "vision-table": TableMade(
        "Inspection systems",
        columns("Check 40", "Challenge 60"),
        _vision,
        "packaging_site_transfer.vision_systems",
    ),
    "artwork-table": TableMade(
        "Artwork",
        columns("Code 24", "Change 48", "Approval of proofs 28"),
        _artwork,
        "packaging_site_transfer.artwork_list",
        empty="No list of artwork; see the packaging components.",
    ),
}
"""Tables of some classes, by name."""
