"""Figures of a transfer: process flow, gates in time, parameters of the two units."""

from collections.abc import Iterator
from decimal import Decimal

from qa_docs.assemble.pictures import (
    ComparedParameter,
    Gate,
    Limits,
    ProcessStep,
    Setting,
    Sheet,
    comparison,
    gate_timeline,
    process_flow,
)
from qa_docs.assemble.transfer.generated import FigureMade, Made
from qa_docs.assemble.transfer.package import Package
from qa_docs.assemble.transfer.process import is_new
from qa_docs.model.drawing import Drawing
from qa_docs.model.transfer.process import ProcessParameter
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.words import limit_text, unit_text, upper, with_unit

_DECISIONS = {"go": "Go", "go_with_conditions": "Go with conditions", "no_go": "No go"}
_ENTERS = {
    "intragranular": ("dispensing",),
    "extragranular": ("blending", "blend"),
    "coating": ("coating", "film coating"),
}
"""Steps at which the materials of a phase enter, where the steps name none."""


def _flow(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    transfer = package.transfer
    steps = []
    for step in transfer.process_steps:
        parameters = tuple(
            f"{cpp.id} {cpp.parameter}: {with_unit(cpp.ru_setpoint, cpp.unit) or 'to be confirmed'}"
            for cpp in transfer.cpps
            if cpp.step == step.name
        )
        controls = tuple(
            f"{ipc.id} {ipc.test}: {limit_text(ipc.limit) or 'to be confirmed'}"
            for ipc in transfer.ipcs
            if ipc.id in step.ipc_refs
        )
        inputs = step.inputs or _materials(package, step.name)
        steps.append(ProcessStep(str(step.step_no), upper(step.name), step.rooms or "", inputs, parameters, controls))
    return process_flow(name, caption, steps, sheet)


def _materials(package: Package, step: str) -> tuple[str, ...]:
    return tuple(upper(item.item) for item in package.transfer.bom if step.lower() in _ENTERS.get(item.phase, ()))


def _gates(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    gates = [
        Gate(gate.gate, gate.name, gate.planned, gate.actual, _DECISIONS.get(gate.decision or "", ""))
        for gate in package.transfer.milestones
    ]
    return gate_timeline(name, caption, gates, sheet, package.language)


def _parameters(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    compared = [
        ComparedParameter(
            f"{cpp.id} {cpp.parameter}",
            unit_text(cpp.unit),
            _setting(cpp.su_setpoint, *_su_ranges(cpp)),
            _setting(cpp.ru_setpoint, cpp.nor, cpp.par),
        )
        for cpp in package.transfer.cpps
        if cpp.nor is not None or cpp.par is not None
    ]
    return comparison(name, caption, compared, sheet) if compared else ()


def _su_ranges(cpp: ProcessParameter) -> tuple[Limit | None, Limit | None]:
    """Give the ranges at the sending unit: its own, or those of both units, unless it has no such parameter."""
    return (cpp.su_nor, cpp.su_par) if is_new(cpp) else (cpp.su_nor or cpp.nor, cpp.su_par or cpp.par)


def _setting(point: Decimal | None, normal: Limit | None, proven: Limit | None) -> Setting:
    return Setting(point, _limits(normal), _limits(proven))


def _limits(limit: Limit | None) -> Limits | None:
    return Limits(limit.low, limit.high) if limit else None


def _flow_reads(package: Package) -> Iterator[str]:
    transfer = package.transfer
    steps = {step.name for step in transfer.process_steps}
    controls = {name for step in transfer.process_steps for name in step.ipc_refs}
    yield from ("process_steps", "bom")
    for cpp in transfer.cpps:
        if cpp.step in steps:
            yield from (f"cpps.{cpp.id}.{key}" for key in ("step", "parameter", "unit", "ru_setpoint"))
    for ipc in transfer.ipcs:
        if ipc.id in controls:
            yield from (f"ipcs.{ipc.id}.{key}" for key in ("test", "limit"))


def _parameter_reads(package: Package) -> Iterator[str]:
    keys = ("parameter", "unit", "su_setpoint", "ru_setpoint", "nor", "par", "su_nor", "su_par")
    for cpp in package.transfer.cpps:
        yield from (f"cpps.{cpp.id}.{key}" for key in keys)


FIGURES: dict[str, Made] = {
    "process-figure": FigureMade("Process flow", _flow, "process_steps", _flow_reads),
    "gate-figure": FigureMade("Gates in time", _gates, "milestones", lambda _: ("milestones",)),
    "parameter-figure": FigureMade("Parameters of the two Units", _parameters, "cpps", _parameter_reads),
}
"""Figures, by name."""
