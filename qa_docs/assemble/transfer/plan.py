"""Tables of the plan: filing, validation, criteria, documents, gates, supply, success."""

import datetime
from collections.abc import Iterator

from qa_docs.assemble.transfer.generated import KEY, Line, Made, TableMade, columns, key_rows
from qa_docs.assemble.transfer.laboratory import MEASURES
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Inline, TableRow, Text
from qa_docs.model.transfer.risk import TransferDocument
from qa_docs.model.transfer.words import joined, limit_text, upper, with_unit, word, yes

_SIDES = {"SU": "Sending Unit", "RU": "Receiving Unit", "both": "Both", "third_party": "Third party"}
_DECISIONS = {"go": "Go", "go_with_conditions": "Go with conditions", "no_go": "No go"}


def _ctd(package: Package) -> Iterator[TableRow]:
    held = package.transfer.regulatory
    filed = {one.section: one for one in package.defaults.filed_sections}
    for section in held.ctd_map if held else ():
        path = f"regulatory.ctd_map.{section.section}"
        usual = next((filed[key] for key in sorted(filed, reverse=True) if section.section.startswith(key)), None)
        yield package.row(
            path,
            (
                section.section,
                section.title,
                section.filed_text or "",
                upper(section.impact),
                _sources(package, usual.source if usual else (), section.transfer_source),
                usual.established_condition if usual else "",
                package.person(section.owner),
                word(section.status),
            ),
        )


def _sources(package: Package, sections: tuple[str, ...], words: str | None) -> Text:
    found: list[Inline] = []
    for section in sections:
        if section in package.context.numbers:
            found += ["; "] if found else []
            found.append(package.context.reference(section))
    return tuple(found) if found else (upper((words or "").replace("_", " ")) or "\u2013",)


def _conditions(package: Package) -> Iterator[TableRow]:
    held = package.transfer.regulatory
    for i, one in enumerate(held.established_conditions if held else ()):
        path = f"regulatory.established_conditions.{i}"
        category = package.value(
            upper(one.reporting_category or ""), f"{path}.reporting_category", f"Category of {one.parameter}"
        )
        yield package.row(path, (upper(one.parameter), yes(one.ec), category, yes(one.affected)))


def _master_files(package: Package) -> Iterator[TableRow]:
    held = package.transfer.regulatory
    for i, one in enumerate(held.master_files if held else ()):
        path = f"regulatory.master_files.{i}"
        letter = package.value(one.letter_of_access, f"{path}.letter_of_access", f"Letter of access to {one.ref}")
        yield package.row(path, (one.type, one.holder, one.ref, letter, one.open_part_version or ""))


def _registrations(package: Package) -> Iterator[TableRow]:
    held = package.transfer.regulatory
    for i, one in enumerate(held.site_registrations if held else ()):
        yield package.row(f"regulatory.site_registrations.{i}", (one.authority, upper(one.status)))


def _prerequisites(package: Package) -> Iterator[TableRow]:
    held = package.transfer.validation
    for i, one in enumerate(held.prerequisites if held else ()):
        yield package.row(f"validation.prerequisites.{i}", (str(i + 1), upper(one)))


def _batches(package: Package) -> Iterator[TableRow]:
    held = package.transfer.validation
    if held is None:
        return
    for one in held.engineering_batches:
        path = f"validation.engineering_batches.{one.batch}"
        size = with_unit(one.size_kg, "kg")
        purpose = joined(one.purpose, f"material: {one.material}")
        rule = package.value(upper(one.disposition or ""), f"{path}.disposition", f"Disposition of {one.batch}")
        day = package.value(one.planned, f"{path}.planned", f"Day of {one.batch}")
        yield package.row(path, (one.batch, "Engineering", size, upper(purpose), day, rule))
    ru = package.transfer.batch_size_ru
    for each in held.ppq.batches if held.ppq else ():
        path = f"validation.ppq.batches.{each.batch}"
        size = with_unit(each.size_kg, "kg") or (with_unit(ru.value, ru.unit) if ru else "")
        day = package.value(each.planned, f"{path}.planned", f"Day of {each.batch}")
        after = upper(each.disposition or (held.ppq.release_policy if held.ppq else "") or "")
        yield package.row(path, (each.batch, "PPQ", size, "Process performance qualification", day, after))


def _ppq(package: Package) -> Iterator[TableRow]:
    held = package.transfer.validation
    for one in held.ppq.acceptance if held and held.ppq else ():
        path = f"validation.ppq.acceptance.{one.id}"
        criterion = joined(MEASURES[one.measure], limit_text(one.limit), by=" ")
        if one.limit is None and one.reference:
            criterion = joined(MEASURES[one.measure], f"limit of {one.reference}", by=": ")
        yield package.row(path, (one.id, upper(one.attribute), upper(criterion), upper(one.statistic or "")))


def _criteria(package: Package) -> Iterator[TableRow]:
    for one in package.transfer.acceptance_criteria:
        path = f"acceptance_criteria.{one.id}"
        proof = package.value(evidence(package, one.evidence), f"{path}.evidence", f"Evidence for {one.id}")
        yield package.row(path, (one.id, upper(one.topic), upper(one.criterion), proof))


def evidence(package: Package, number: str | None) -> str:
    """Give the document that proves something, with its title where the document list has it."""
    for document in package.transfer.documents:
        if document.doc_no == number:
            return f"{number} {document.title}"
    return number or ""


def _documents(package: Package) -> Iterator[TableRow]:
    for one in package.transfer.documents:
        path = f"documents.{one.doc_no}"
        sent = joined(one.transmittal, package.date(one.date), by=", ")
        if not sent and one.status not in ("not_applicable", "on_site_review_only"):
            sent = f"Due {package.date(one.due)}" if one.due else ""
        if not sent and one.critical and one.status in ("requested", "planned", "in_preparation"):
            yield package.row(path, (*_named(one), package.value(None, f"{path}.due", f"Date of {one.doc_no}")))
            continue
        yield package.row(path, (*_named(one), sent))


def _named(one: TransferDocument) -> tuple[str, ...]:
    title = joined(one.title, one.number, by=", ") + (" (critical)" if one.critical else "")
    return one.doc_no, title, _SIDES[one.source], one.tier, one.version or "", word(one.status)


def _clocks(package: Package) -> Iterator[TableRow]:
    held = package.transfer.change_management
    for key, event in (
        ("deviation_notification_days", "Deviation that concerns the transfer"),
        ("oos_notification_days", "Result out of specification"),
    ):
        path = f"change_management.{key}"
        days = package.value(getattr(held, key, None), path, f"Time to tell of a {event.lower()}", "working days")
        yield package.row(path, (event, days, "Unit in which it happened", "Quality unit of the other Unit"))


def _gates(package: Package) -> Iterator[TableRow]:
    for gate in package.transfer.milestones:
        path = f"milestones.{gate.gate}"
        decision = joined(
            package.date(gate.actual),
            _DECISIONS.get(gate.decision or ""),
            gate.conditions,
            by=": " if gate.actual else "; ",
        )
        yield package.row(
            path,
            (
                gate.gate,
                gate.name,
                package.date(gate.planned),
                upper(gate.criteria),
                package.person(gate.decision_by),
                decision,
            ),
        )


def _supply(package: Package) -> Iterator[TableRow]:
    held = package.transfer.supply_plan
    if held is None:
        return
    own = (
        Line("Bridging stock", "bridging_stock_months", "months"),
        Line("Last batch of the Sending Unit", "last_su_batch"),
        Line("Demand covered", "demand_cover"),
        Line("Lots of active substance set aside", "api_lots_for_transfer", needed=False),
        Line("Samples for comparison", "comparator_samples_from_su", needed=False),
    )
    yield from key_rows(package, "supply_plan", held, own)
    for i, remark in enumerate(held.remarks):
        yield package.row(f"supply_plan.remarks.{i}", ("Remark", upper(remark)))


def _target(package: Package, written: str) -> str:
    """Give a target as it is printed: a day in words, anything else as it was written."""
    try:
        return package.date(datetime.date.fromisoformat(written))
    except ValueError:
        return written


def _success(package: Package) -> Iterator[TableRow]:
    for one in package.transfer.success_criteria:
        path = f"success_criteria.{one.id}"
        reached = joined(one.actual, {True: "met", False: "not met"}.get(one.met) if one.met is not None else None)
        cells = (
            one.id,
            upper(one.criterion),
            upper(one.measure),
            _target(package, one.target),
            upper(reached) or "Later",
        )
        yield package.row(path, cells)


TABLES: dict[str, Made] = {
    "ctd-table": TableMade(
        "Map of the common technical document",
        columns(
            "Section 9",
            "Title 18",
            "Filed text 10",
            "Effect of the transfer 19",
            "Source in this dossier 13",
            "Established condition 15",
            "Owner 9",
            "Status 8",
        ),
        _ctd,
        "regulatory.ctd_map",
        "small",
        note=lambda _: (
            "Established condition: the usual answer for the section, as a starting point; regulatory affairs decides "
            "for each market."
        ),
    ),
    "condition-table": TableMade(
        "Established conditions",
        columns("Parameter or attribute 38", "Established 16 center", "Reporting category 30", "Affected 16 center"),
        _conditions,
        "regulatory.established_conditions",
    ),
    "master-file-table": TableMade(
        "Master files",
        columns("Type 14", "Holder 28", "Reference 20", "Letter of access 22", "Open part 16"),
        _master_files,
        "regulatory.master_files",
        empty="The product rests on no master file.",
    ),
    "registration-table": TableMade(
        "Registrations of the Receiving Unit",
        columns("Authority 60", "State 40"),
        _registrations,
        "regulatory.site_registrations",
    ),
    "prerequisite-table": TableMade(
        "What must be complete before the first validation batch",
        columns("No. 8 center", "Prerequisite 92"),
        _prerequisites,
        "validation.prerequisites",
    ),
    "batch-table": TableMade(
        "Batches",
        columns("Batch 12", "Type 14", "Size 12", "Purpose 28", "Planned 14", "Disposition 20"),
        _batches,
        "validation.engineering_batches",
    ),
    "ppq-table": TableMade(
        "Criteria of process performance qualification",
        columns("ID 12", "Attribute 30", "Criterion 34", "Statistic 24"),
        _ppq,
        "validation.ppq.acceptance",
    ),
    "acceptance-table": TableMade(
        "Acceptance criteria",
        columns("ID 10", "Topic 16", "Criterion 44", "Evidence 30"),
        _criteria,
        "acceptance_criteria",
    ),
    "document-table": TableMade(
        "Documents",
        columns(
            "No. 9", "Title 30", "Source 12", "Tier 7 center", "Version 10", "Status 14", "Transmittal and date 18"
        ),
        _documents,
        "documents",
        "small",
    ),
    "clock-table": TableMade(
        "Clocks",
        columns("Event 34", "Within 18", "From 24", "To 24"),
        _clocks,
        "change_management",
    ),
    "gate-table": TableMade(
        "Gates",
        columns("Gate 7", "Name 18", "Planned 13", "Evidence 28", "Decided by 14", "Actual and decision 20"),
        _gates,
        "milestones",
    ),
    "supply-table": TableMade("Supply during the transfer", KEY, _supply, "supply_plan", "key"),
    "success-table": TableMade(
        "Success measures",
        columns("ID 10", "Criterion 38", "Measure 16", "Target 18", "Reached 18"),
        _success,
        "success_criteria",
    ),
}
"""Tables of the plan, by name."""
