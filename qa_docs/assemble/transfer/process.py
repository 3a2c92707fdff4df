"""Tables of product and process: steps, holding times, history, attributes, parameters, controls, materials."""

from collections.abc import Iterator

from qa_docs.assemble.pictures import Attribute, Control, control_map
from qa_docs.assemble.transfer.generated import Line, Made, Part, PartsMade, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Column, Paragraph, Strong, Table, TableRow
from qa_docs.model.transfer.process import ProcessParameter, ProcessStep, SendingHistory
from qa_docs.model.transfer.words import (
    joined,
    limit_text,
    lines,
    number_text,
    printed,
    quantity_text,
    unit_text,
    upper,
    with_unit,
    word,
    yes,
)


def _steps(package: Package) -> Iterator[TableRow]:
    for step in package.transfer.process_steps:
        path = f"process_steps.{step.step_no}"
        machine = next((e.ru for e in package.transfer.equipment if e.step == step.name and e.ru), None)
        cells = (
            str(step.step_no),
            upper(step.name),
            upper(step.description),
            machine.type if machine else "",
            package.value(step.rooms, f"{path}.rooms", f"Room of step {step.step_no}"),
            ", ".join(step.ipc_refs),
        )
        yield package.row(path, cells)


def _step_details(package: Package, name: str, _number: str) -> Iterator[Part]:
    for step in package.transfer.process_steps:
        rows = tuple(_detail_rows(package, step))
        title = f"Step {step.step_no}: {upper(step.name)}"
        yield Paragraph((Strong((title,)), f". {upper(step.description).rstrip('.')}."), style="lead")
        look = columns("Subject 22", "What 78")
        plain = tuple(Column("", column.width) for column in look)
        yield Table(f"{name}-{step.step_no}", "", "", plain, rows, "key")


def _detail_rows(package: Package, step: ProcessStep) -> Iterator[TableRow]:
    transfer, path = package.transfer, f"process_steps.{step.step_no}"
    own = (
        Line("Rooms, RU", "rooms"),
        Line("Rooms, SU", "rooms_su", needed=False),
        Line("Materials in", "inputs", needed=False),
        Line("Output", "output", needed=False),
    )
    yield from key_rows(package, path, step, own)
    for each in transfer.equipment:
        if each.step == step.name:
            text = lines((f"SU: {each.su.type}" if each.su else "", f"RU: {each.ru.type}" if each.ru else ""))
            yield package.row(f"equipment.{each.step}", ("Equipment", text))
    if step.instructions:
        text = "\n".join(f"{i}. {upper(line)}" for i, line in enumerate(step.instructions, 1))
        yield package.row(path, ("How it is done", text))
    for cpp in transfer.cpps:
        if cpp.step == step.name:
            setting = joined(_set_points(cpp), f"NOR {_range(cpp, 'nor')}", f"PAR {_range(cpp, 'par')}", by="; ")
            keys = ("step", "parameter", "unit", "su_setpoint", "ru_setpoint", "nor", "par")
            yield package.row("", (f"{cpp.id} {cpp.parameter}", setting), [f"cpps.{cpp.id}.{key}" for key in keys])
    for ipc in transfer.ipcs:
        if ipc.step == step.name or ipc.id in step.ipc_refs:
            text = joined(limit_text(ipc.limit), ipc.frequency, ipc.location)
            yield package.row(f"ipcs.{ipc.id}", (f"{ipc.id} {ipc.test}", upper(text)))
    if step.hold_point:
        yield package.row(path, ("Hold point", upper(step.hold_point)))


def _set_points(cpp: ProcessParameter) -> str:
    su, ru = (with_unit(value, cpp.unit) for value in (cpp.su_setpoint, cpp.ru_setpoint))
    if su == ru:
        return f"set point {ru}" if ru else ""
    return "set point " + joined(f"SU {su}" if su else None, f"RU {ru}" if ru else None, by=", ")


def _range(cpp: ProcessParameter, key: str) -> str:
    return limit_text(getattr(cpp, key), cpp.unit) or "to be confirmed"


def _holds(package: Package) -> Iterator[TableRow]:
    for i, hold in enumerate(package.transfer.hold_times):
        path = f"hold_times.{i}"
        cells = (
            upper(hold.material),
            quantity_text(hold.limit_su),
            package.value(
                quantity_text(hold.proposed_ru), f"{path}.proposed_ru", f"Hold time of {hold.material} at the RU"
            ),
            upper(hold.container or ""),
            package.value(hold.study_ref, f"{path}.study_ref", f"Hold study of {hold.material}"),
        )
        yield package.row(path, cells)


def _yields(package: Package) -> Iterator[TableRow]:
    for i, each in enumerate(package.transfer.yields):
        yield package.row(f"yields.{i}", (upper(each.step), limit_text(each.expected)))


def _history(package: Package) -> Iterator[TableRow]:
    held = package.transfer.process_history
    for i, change in enumerate(held.changes if held else ()):
        cells = (change.date, upper(change.change), upper(change.reason))
        yield package.row(f"process_history.changes.{i}", cells)


def _problems(package: Package) -> Iterator[TableRow]:
    held = package.transfer.process_history
    for i, known in enumerate(held.known_problems if held else ()):
        yield package.row(f"process_history.known_problems.{i}", (upper(known.problem), upper(known.outcome)))
    if held and held.pqr_refs:
        yield package.row("process_history.pqr_refs", ("Product quality reviews", ", ".join(held.pqr_refs)))


def _cqas(package: Package) -> Iterator[TableRow]:
    for cqa in package.transfer.cqas:
        path = f"cqas.{cqa.id}"
        release = package.value(limit_text(cqa.limit_release), f"{path}.limit_release", f"Release limit of {cqa.id}")
        shelf = limit_text(cqa.limit_shelf_life) or "As at release"
        cells = (
            cqa.id,
            joined(cqa.name, cqa.material, by=", "),
            release,
            shelf,
            package.value(upper(cqa.justification or ""), f"{path}.justification", f"Reason for {cqa.id}"),
            upper(", ".join(cqa.linked_steps)),
            history_text(cqa.su_history) if cqa.su_history else "",
        )
        yield package.row(path, cells)


def history_text(held: SendingHistory) -> str:
    """Give what the sending unit has seen of an attribute in words."""
    unit = held.unit
    low_high = ""
    if held.low is not None and held.high is not None:
        low_high = f"range {number_text(held.low)}\u2013{with_unit(held.high, unit)}"
    return upper(
        joined(
            f"mean {with_unit(held.mean, unit)}" if held.mean is not None else None,
            f"s {with_unit(held.sd, unit)}" if held.sd is not None else None,
            low_high,
            f"n = {held.n}" if held.n is not None else None,
            held.remark,
            by=", ",
        )
    )


def _cmas(package: Package) -> Iterator[TableRow]:
    for i, cma in enumerate(package.transfer.cmas):
        path = f"cmas.{i}"
        limit = package.value(limit_text(cma.limit), f"{path}.limit", f"Limit of {cma.attribute}")
        yield package.row(path, (upper(cma.material), upper(cma.attribute), limit, ", ".join(cma.linked_cqa)))


def is_new(cpp: ProcessParameter) -> bool:
    """Say whether a parameter is new: the sending unit has no set point and says what stands in its place."""
    return cpp.su_setpoint is None and cpp.ru_setpoint is not None and bool(cpp.equipment_setting_su)


def _cpps(package: Package) -> Iterator[TableRow]:
    for cpp in package.transfer.cpps:
        path = f"cpps.{cpp.id}"
        yield package.row(
            path,
            (
                cpp.id,
                upper(cpp.step),
                upper(cpp.parameter),
                unit_text(cpp.unit),
                (upper(cpp.equipment_setting_su or ""),)
                if is_new(cpp)
                else package.value(cpp.su_setpoint, f"{path}.su_setpoint", f"Set point of {cpp.id} at the SU"),
                package.value(cpp.ru_setpoint, f"{path}.ru_setpoint", f"Set point of {cpp.id} at the RU"),
                package.value(limit_text(cpp.nor), f"{path}.nor", f"NOR of {cpp.id}"),
                package.value(limit_text(cpp.par), f"{path}.par", f"PAR of {cpp.id}"),
                word(cpp.criticality),
                ", ".join(cpp.linked_cqa),
                upper(cpp.scale_rule or ""),
                upper(cpp.equipment_setting_ru or ""),
                package.value(cpp.evidence, f"{path}.evidence", f"Evidence of {cpp.id}"),
            ),
        )


def _ipcs(package: Package) -> Iterator[TableRow]:
    for ipc in package.transfer.ipcs:
        path = f"ipcs.{ipc.id}"
        cells = (
            ipc.id,
            upper(ipc.step),
            upper(ipc.test),
            package.value(limit_text(ipc.limit), f"{path}.limit", f"Limit of {ipc.id}"),
            upper(ipc.frequency or ""),
            upper(joined(ipc.location, ipc.method, by=", ")),
        )
        yield package.row(path, cells)


def _control_map(package: Package, name: str, number: str) -> Iterator[Part]:
    transfer = package.transfer
    steps = [upper(step.name) for step in transfer.process_steps]
    controls = [Control(cpp.id, upper(cpp.step), cpp.linked_cqa) for cpp in transfer.cpps]
    controls += [Control(cma.attribute, "Material", cma.linked_cqa) for cma in transfer.cmas]
    controls += [Control(ipc.id, upper(ipc.step), ipc.linked_cqa) for ipc in transfer.ipcs]
    attributes = [Attribute(cqa.id, cqa.name) for cqa in transfer.cqas]
    made = control_map(name, "Control strategy", number, attributes, ["Material", *steps], controls)
    yield package.with_paths(made, lambda row: _control_paths(package, row.id))


def _control_paths(package: Package, cqa: str) -> list[str]:
    transfer = package.transfer
    found = [f"cqas.{cqa}"]
    for cpp in transfer.cpps:
        if cqa in cpp.linked_cqa:
            found += [f"cpps.{cpp.id}.step", f"cpps.{cpp.id}.linked_cqa"]
    found += [f"cmas.{i}" for i, cma in enumerate(transfer.cmas) if cqa in cma.linked_cqa]
    return found + [f"ipcs.{ipc.id}" for ipc in transfer.ipcs if cqa in ipc.linked_cqa]


def _bill(package: Package) -> Iterator[TableRow]:
    phase = ""
    for i, item in enumerate(package.transfer.bom):
        path = f"bom.{i}"
        if item.phase != phase:
            phase = item.phase
            yield package.row("", (_PHASES.get(phase, word(phase)),), kind="group")
        unmeasured = (item.per_unit_mg, item.batch_kg_su, item.batch_kg_ru) == (None, None, None)
        as_needed = "As needed" if unmeasured and (phase == "process_aid" or item.remark) else ""
        yield package.row(
            path,
            (
                upper(item.item),
                upper(item.function),
                item.grade or "",
                printed(item.per_unit_mg, ""),
                printed(item.batch_kg_su, "") or as_needed,
                printed(item.batch_kg_ru, "") or as_needed
                if item.phase == "removed" or as_needed
                else package.value(item.batch_kg_ru, f"{path}.batch_kg_ru", f"Batch quantity of {item.item}"),
                item.supplier_su or "",
                package.value(item.supplier_ru, f"{path}.supplier_ru", f"Supplier of {item.item}"),
                yes(item.change),
                joined(item.spec_ref, item.remark),
            ),
        )


_PHASES = {"removed": "Removed in the process", "process_aid": "Processing aids", "coating": "Coating"}


def _suppliers(package: Package) -> Iterator[TableRow]:
    for i, held in enumerate(package.transfer.supplier_qualification):
        cells = (held.supplier, upper(held.material), upper(held.status_at_ru), package.date(held.due))
        yield package.row(f"supplier_qualification.{i}", cells)


TABLES: dict[str, Made] = {
    "step-table": TableMade(
        "Process steps",
        columns("No. 7 center", "Operation 16", "Description 33", "Equipment at the RU 22", "Room 11", "IPC 11"),
        _steps,
        "process_steps",
    ),
    "step-details": PartsMade("Steps in detail", _step_details, "process_steps"),
    "hold-table": TableMade(
        "Hold times",
        columns("Material 22", "SU 16", "RU 26", "Container 20", "Study 16"),
        _holds,
        "hold_times",
    ),
    "yield-table": TableMade("Yields expected", columns("Step 50", "Yield 50"), _yields, "yields"),
    "history-table": TableMade(
        "Changes of the process",
        columns("Date 16", "Change 46", "Reason 38"),
        _history,
        "process_history.changes",
        empty="No change is known.",
    ),
    "problem-table": TableMade(
        "Known problems and reviews",
        columns("Problem 50", "What was done 50"),
        _problems,
        "process_history.known_problems",
        empty="No problem is known.",
    ),
    "cqa-table": TableMade(
        "Critical quality attributes",
        columns("ID 8", "Attribute 17", "Release 17", "Shelf life 17", "Reason 14", "Steps 13", "Seen at the SU 14"),
        _cqas,
        "cqas",
        "small",
    ),
    "cma-table": TableMade(
        "Critical material attributes",
        columns("Material 28", "Attribute 28", "Limit 24", "Linked CQA 20"),
        _cmas,
        "cmas",
    ),
    "cpp-table": TableMade(
        "Process parameters",
        columns(
            "ID 7",
            "Step 8.5",
            "Parameter 11",
            "Unit 5",
            "SU 5",
            "RU 5",
            "NOR 8",
            "PAR 8",
            "Class 7",
            "CQA 7.5",
            "Scale rule 10",
            "Setting at the RU 10",
            "Evidence 9.5",
        ),
        _cpps,
        "cpps",
        "small",
    ),
    "ipc-table": TableMade(
        "In-process controls",
        columns("ID 9", "Step 13", "Test 22", "Limit 22", "Frequency 18", "Place and method 16"),
        _ipcs,
        "ipcs",
    ),
    "control-table": PartsMade("Control strategy", _control_map, "cqas", "Table"),
    "bom-table": TableMade(
        "Bill of materials",
        columns(
            "Item 17",
            "Function 10",
            "Grade 10",
            "mg per unit 8 decimal",
            "kg at the SU 8 decimal",
            "kg at the RU 8 decimal",
            "Supplier SU 11",
            "Supplier RU 11",
            "Change 7 center",
            "Specification 10",
        ),
        _bill,
        "bom",
        "small",
    ),
    "supplier-table": TableMade(
        "Suppliers at the Receiving Unit",
        columns("Supplier 30", "Material 28", "State 26", "Due 16"),
        _suppliers,
        "supplier_qualification",
    ),
}
"""Tables of product and process, by name."""
