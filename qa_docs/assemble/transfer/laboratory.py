"""Tables of the laboratory: methods, waivers, samples, specifications, standards, stability, instruments."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.generated import KEY, Line, Made, Part, PartsMade, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Column, Paragraph, Strong, Table, TableRow
from qa_docs.model.transfer.laboratory import AnalyticalMethod, MethodCriterion
from qa_docs.model.transfer.words import (
    DASH,
    counted,
    joined,
    limit_text,
    lines,
    printed,
    quantity_text,
    upper,
    with_unit,
    word,
    yes,
)

_TYPES = {
    "comparative_testing": "Comparative testing",
    "covalidation": "Co-validation",
    "revalidation": "Re-validation",
    "waiver": "Waiver",
}
MEASURES = {
    "each_value": "each value",
    "mean": "mean",
    "range": "range",
    "rsd": "RSD",
    "difference_of_means": "difference of means",
    "relative_difference": "relative difference",
    "equivalence": "confidence interval of the difference",
    "ratio_equivalence": "confidence interval of the ratio",
    "recovery": "recovery",
    "quantitation_limit": "quantitation limit",
    "agreement": "agreement",
    "f2": "f2",
    "acceptance_value": "acceptance value",
    "tolerance_interval": "tolerance interval",
    "cpk": "Cpk",
    "ppk": "Ppk",
    "count": "count",
    "conformity": "",
}
_SUPPLIERS = {
    "sending_unit": "Sending Unit",
    "receiving_unit": "Receiving Unit",
    "pharmacopoeia": "Pharmacopoeia",
    "supplier": "Supplier",
}


def criterion_text(criterion: MethodCriterion) -> str:
    """Give a criterion in words: "AM-01a difference of means NMT 2.0 %"."""
    confidence = f" at {printed(criterion.confidence, '')} %" if criterion.confidence is not None else ""
    measure = MEASURES[criterion.measure]
    if criterion.attribute and measure.lower() in criterion.attribute.lower():
        measure = ""  # the attribute says it already
    measure += confidence
    words = joined(criterion.attribute, measure, limit_text(criterion.limit), criterion.remark, by=" ")
    return f"{criterion.id} {words}"


def _methods(package: Package) -> Iterator[TableRow]:
    for method in package.transfer.analytical_methods:
        path = f"analytical_methods.{method.id}"
        design = _design(method)
        accepted = lines(criterion_text(one) for one in method.acceptance)
        yield package.row(
            path,
            (
                method.id,
                joined(method.name, method.technique, by=", "),
                package.value(method.method_ref, f"{path}.method_ref", f"Reference of {method.id}"),
                joined(yes(method.validated), method.validation_report, by=", "),
                lines((_TYPES[method.transfer_type], upper(method.reason or ""))),
                design,
                accepted
                if method.transfer_type == "waiver"
                else package.value(accepted, f"{path}.acceptance", f"Criteria of {method.id}"),
                word(method.status),
            ),
        )


def _method_references(package: Package) -> Iterator[TableRow]:
    for method in package.transfer.analytical_methods:
        path = f"analytical_methods.{method.id}"
        report = package.value(method.validation_report, f"{path}.validation_report", f"Validation of {method.id}")
        reference = package.value(method.method_ref, f"{path}.method_ref", f"Reference of {method.id}")
        cells = (method.id, method.name, method.technique, reference, report, yes(method.stability_indicating))
        yield package.row(path, cells)


def _method_details(package: Package, name: str, _number: str) -> Iterator[Part]:
    for method in package.transfer.analytical_methods:
        yield Paragraph((Strong((f"{method.id}: {method.name}",)), "."), style="lead")
        plain = tuple(Column("", width) for width in (28.0, 72.0))
        yield Table(f"{name}-{method.id}", "", "", plain, tuple(_method_rows(package, method)), "key")


def _method_rows(package: Package, method: AnalyticalMethod) -> Iterator[TableRow]:
    path = f"analytical_methods.{method.id}"
    own = (
        Line("Technique", "technique"),
        Line("Reference", "method_ref"),
        Line("Validated", "validated"),
        Line("Validation report", "validation_report"),
        Line("Indicates stability", "stability_indicating"),
    )
    yield from key_rows(package, path, method, own)
    kind = joined(_TYPES[method.transfer_type], method.reason)
    yield package.row("", ("Type of transfer", kind), [f"{path}.transfer_type", f"{path}.reason"])
    yield package.row(
        "", ("Design", _design(method)), [f"{path}.{key}" for key in ("lots", "analysts_per_lab", "replicates")]
    )
    for criterion in method.acceptance:
        words = criterion_text(criterion).removeprefix(f"{criterion.id} ")
        yield package.row(f"{path}.acceptance", (f"Criterion {criterion.id}", upper(words)))
    used = [one for one in package.transfer.specifications for test in one.tests if test.method == method.id]
    if used:
        materials = ", ".join(dict.fromkeys(f"{one.material} ({one.ref})" for one in used))
        yield package.row("", ("Used for", upper(materials)), [f"specifications.{one.ref}" for one in used])


def _design(method: AnalyticalMethod) -> str:
    return joined(
        counted(method.lots, "lot") or "no lots",
        counted(method.analysts_per_lab, "analyst"),
        counted(method.replicates, "replicate"),
        by=", ",
    )


def _method_defaults(package: Package) -> Iterator[TableRow]:
    for default in package.defaults.methods:
        yield package.row("", (default.test, default.transfer_type, default.design, default.criterion, default.remark))


def _waivers(package: Package) -> Iterator[TableRow]:
    for method in _waived(package):
        path = f"analytical_methods.{method.id}.waiver"
        held = method.waiver
        yield package.row(
            path,
            (
                f"{method.id} {method.name}",
                package.value(held.justification if held else method.reason, f"{path}.justification", "Reason"),
                package.value(held.verification if held else None, f"{path}.verification", "Verification"),
                package.value(
                    package.person(held.approved_by) if held else None, f"{path}.approved_by", "Approval of the waiver"
                ),
            ),
            [f"analytical_methods.{method.id}"],
        )


def _waived(package: Package) -> Iterator[AnalyticalMethod]:
    return (method for method in package.transfer.analytical_methods if method.transfer_type == "waiver")


def _laboratory(package: Package) -> Iterator[TableRow]:
    only = package.transfer.transfer_class == "analytical_only"
    own = (
        Line("Scope of testing", "scope", needed=only),
        Line("Instruments", "laboratory_gap.instruments_gap", needed=only),
        Line("Analysts available", "laboratory_gap.analysts_available", needed=only),
        Line("Laboratory information system", "laboratory_gap.lims", needed=only),
        Line("Water and gases", "laboratory_gap.water_and_gas", needed=False),
        Line("Package for each method", "method_package", needed=only),
        Line("Runs for practice", "familiarisation_runs", needed=False),
        Line("Lots", "sample_logistics.lots", needed=only),
        Line("Spiked samples", "sample_logistics.spiked_samples", needed=False),
        Line("Expired batches allowed", "sample_logistics.expired_batches_allowed", needed=False),
        Line("Shipping of samples", "sample_logistics.shipping", needed=only),
        Line("Retention of samples", "sample_logistics.retention", needed=False),
    )
    yield from key_rows(package, "analytical_transfer", package.transfer.analytical_transfer, own)
    for i, instrument in enumerate(package.transfer.instruments):
        text = joined(instrument.ru, instrument.qualification, by="; qualification ")
        yield package.row(f"instruments.{i}", (instrument.name, text))


def _samples(package: Package) -> Iterator[TableRow]:
    for i, plan in enumerate(package.transfer.sampling_plans):
        path = f"sampling_plans.{i}"
        cells = (
            upper(plan.stage),
            str(plan.points),
            str(plan.replicates),
            upper(plan.sample_mass),
            ", ".join(plan.analysis),
            package.value(upper(plan.rationale or ""), f"{path}.rationale", f"Reason for {plan.stage}"),
        )
        yield package.row(path, cells)


def _retained(package: Package) -> Iterator[TableRow]:
    held = package.transfer.retention_samples
    if held is not None:
        own = (
            Line("Active substance", "api", needed=False),
            Line("Intermediates", "intermediates", needed=False),
            Line("Finished product", "finished_product"),
            Line("Reference substances", "reference_substances"),
            Line("Period", "period"),
        )
        yield from key_rows(package, "retention_samples", held, own)


def _specifications(package: Package) -> Iterator[TableRow]:
    for specification in package.transfer.specifications:
        path = f"specifications.{specification.ref}"
        registered = "Registered" if specification.registered else "Not registered"
        heading = joined(
            f"{upper(specification.material)}: {specification.ref}, version {specification.version}",
            f"Receiving Unit {specification.ru_ref}" if specification.ru_ref else None,
            registered,
            f"differences: {specification.differences}" if specification.differences else None,
        )
        yield package.row(path, (heading,), kind="group")
        for test in specification.tests:
            cells = (
                joined(test.test, test.method, by=", "),
                limit_text(test.registered) or "Not registered",
                limit_text(test.su) or "As registered",
                limit_text(test.ru) or "As registered",
            )
            yield package.row(path, cells)


def _standards(package: Package) -> Iterator[TableRow]:
    for i, standard in enumerate(package.transfer.reference_standards):
        path = f"reference_standards.{i}"
        cells = (
            upper(standard.name),
            standard.lot,
            _SUPPLIERS[standard.supplied_by],
            (DASH,)
            if standard.quantity is None and standard.supplied_by == "supplier"
            else package.value(quantity_text(standard.quantity), f"{path}.quantity", f"Quantity of {standard.name}"),
            package.value(standard.retest, f"{path}.retest", f"Retest of {standard.name}"),
        )
        yield package.row(path, cells)


def _stability(package: Package) -> Iterator[TableRow]:
    held = package.transfer.stability
    if held is None:
        return
    own = (
        Line("Protocol", "protocol"),
        Line("Batches", "batches"),
        Line("Months of accelerated data", "accelerated_months", needed=False),
        Line("Months of data at filing", "filing_data_months"),
        Line("Bulk holding included", "bulk_hold_included"),
    )
    yield from key_rows(package, "stability", held, own)
    for i, condition in enumerate(held.conditions):
        points = condition.timepoints_months or held.timepoints_months
        months = f"at {', '.join(map(str, points))} months" if points else None
        text = joined(months, condition.tests, condition.purpose)
        yield package.row(
            f"stability.conditions.{i}", (condition.condition, upper(text)), ["stability.timepoints_months"]
        )


def _instruments(package: Package) -> Iterator[TableRow]:
    for i, instrument in enumerate(package.transfer.instruments):
        cells = (
            instrument.name,
            instrument.su or "",
            instrument.ru or "",
            with_unit(instrument.dwell_volume_su_ml, "mL"),
            with_unit(instrument.dwell_volume_ru_ml, "mL"),
            upper(instrument.qualification or ""),
        )
        yield package.row(f"instruments.{i}", cells)


TABLES: dict[str, Made] = {
    "method-table": TableMade(
        "Methods and types of transfer",
        columns(
            "ID 6",
            "Method and technique 16",
            "Reference 10",
            "Validated, report 10",
            "Type and reason 16",
            "Design 12",
            "Acceptance criteria 22",
            "Status 8",
        ),
        _methods,
        "analytical_methods",
        "small",
    ),
    "method-reference-table": TableMade(
        "Analytical methods",
        columns(
            "ID 9",
            "Method 24",
            "Technique 19",
            "Reference 17",
            "Validation report 17",
            "Stability indicating 14 center",
        ),
        _method_references,
        "analytical_methods",
    ),
    "method-details": PartsMade("Methods in detail", _method_details, "analytical_methods"),
    "method-default-table": TableMade(
        "Usual designs and criteria (practice)",
        columns("Test 18", "Usual type 18", "Usual design 22", "Usual criterion 24", "Remark 18"),
        _method_defaults,
        "analytical_methods",
        "small",
    ),
    "waiver-table": TableMade(
        "Waivers",
        columns("Method 22", "Justification 34", "Verification 28", "Approved by 16"),
        _waivers,
        "analytical_methods",
        empty="No transfer of a method is waived.",
    ),
    "laboratory-table": TableMade("Laboratory of the Receiving Unit", KEY, _laboratory, "analytical_transfer", "key"),
    "sampling-table": TableMade(
        "Sampling plan",
        columns("Stage 18", "Points 9 decimal", "Replicates 11 decimal", "Sample size 20", "Analysis 14", "Reason 28"),
        _samples,
        "sampling_plans",
    ),
    "retention-table": TableMade("Retained samples", KEY, _retained, "retention_samples", "key"),
    "specification-table": TableMade(
        "Specifications",
        columns("Test 28", "Registered 24", "Sending Unit 24", "Receiving Unit 24"),
        _specifications,
        "specifications",
    ),
    "standard-table": TableMade(
        "Reference standards",
        columns("Name 32", "Lot 16", "Supplied by 18", "Quantity 16", "Retest 18"),
        _standards,
        "reference_standards",
    ),
    "stability-table": TableMade("Stability studies", KEY, _stability, "stability", "key"),
    "instrument-table": TableMade(
        "Laboratory instruments",
        columns("Instrument 20", "SU 22", "RU 22", "Dwell volume SU 12", "Dwell volume RU 12", "Qualification 12"),
        _instruments,
        "instruments",
    ),
}
"""Tables of the laboratory, by name."""
