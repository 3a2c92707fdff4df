"""Checks ranges: low before high, set point in the normal range, normal in the proven range, holds not prolonged."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.assemble.transfer.units import converted, is_unit, same_kind
from qa_docs.assemble.transfer.written import limit_text, number_text, quantity_text
from qa_docs.model.transfer.packaging import PackagingParameter
from qa_docs.model.transfer.process import ProcessParameter
from qa_docs.model.transfer.quantities import Limit, Quantity
from qa_docs.problems import Problem, did_you_mean

_Path = tuple[str | int, ...]
_COMMON = ("%", "kg", "g", "mg", "L", "mL", "°C", "rpm", "m/s", "min", "h", "days", "months", "kN", "N", "bar", "mm")


def check_ranges(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield ranges upside down, set points and ranges outside each other, units unknown or of another kind."""
    for i, parameter in enumerate(given.transfer.cpps):
        yield from _check_parameter(given, ("cpps", i), parameter.id, parameter)
    packaging = given.transfer.packaging
    for i, setting in enumerate(packaging.process_parameters if packaging else ()):
        name = f"{setting.line}, {setting.parameter}"
        yield from _check_parameter(given, ("packaging", "process_parameters", i), name, setting)
    for path, limit in _limits_in(given.transfer, ()):
        if limit.low is not None and limit.high is not None and limit.low > limit.high:
            message = f"the lowest value, {limit.low}, is above the highest, {limit.high}"
            yield given.wrong(path, "range-empty", message, "exchange `low` and `high`")
    for i, hold in enumerate(given.transfer.hold_times):
        yield from _check_hold(given, i, hold.limit_su, hold.proposed_ru)


def _check_parameter(
    given: PlacedTransfer, path: _Path, name: str, parameter: ProcessParameter | PackagingParameter
) -> Iterator[Problem]:
    unit = parameter.unit
    if not is_unit(unit):
        hint = did_you_mean(unit, _COMMON, "write it as pint reads it, for example kg, m/s, mg/mL, µg/cm2")
        yield given.doubtful((*path, "unit"), "unit-unknown", f"the unit {unit!r} of {name} is not known", hint)
    su_nor, su_par = parameter.su_nor, parameter.su_par
    for key in ("nor", "par", "su_nor", "su_par"):
        limit = getattr(parameter, key)
        if limit is not None and limit.unit and same_kind(limit.unit, unit) is False:
            message = f"the range of {name} is in {limit.unit}, its set point in {unit}"
            yield given.wrong((*path, key), "unit-mismatch", message, f"write the range in {unit}")
    for side, point, nor, par in (
        ("ru", parameter.ru_setpoint, ("nor", parameter.nor), ("par", parameter.par)),
        ("su", parameter.su_setpoint, ("su_nor", su_nor), ("su_par", su_par)),
    ):
        words = "receiving" if side == "ru" else "sending"
        # Where the sending unit has no ranges of its own, those of the receiving unit are its own, too.
        normal = nor if nor[1] is not None or side == "ru" else ("nor", parameter.nor)
        proven = par if par[1] is not None or side == "ru" else ("par", parameter.par)
        yield from _check_point(given, (*path, f"{side}_setpoint"), name, words, point, (normal[1], proven[1]), unit)
        own = side == "ru" or su_nor is not None or su_par is not None
        if own and normal[1] and proven[1] and _outside(normal[1], proven[1], unit):
            message = (
                f"the normal range of {name} at the {words} unit, {limit_text(normal[1], unit)}, "
                f"is not inside the proven one, {limit_text(proven[1], unit)}"
            )
            hint = "narrow the normal range, or prove the wider one and name the evidence"
            yield given.wrong((*path, normal[0]), "range-outside", message, hint)


def _check_point(
    given: PlacedTransfer,
    path: _Path,
    name: str,
    words: str,
    point: Decimal | None,
    ranges: tuple[Limit | None, Limit | None],
    unit: str,
) -> Iterator[Problem]:
    for kind, limit in zip(("normal", "proven"), ranges, strict=True):
        if point is not None and limit is not None and not inside(point, unit, limit, unit):
            text = f"{number_text(point, unit)}, is outside its {kind} range, {limit_text(limit, unit)}"
            hint = "correct the set point, or the range where it is the range that is wrong"
            yield given.wrong(path, "set-point-outside", f"the set point of {name} at the {words} unit, {text}", hint)
            return


def inside(value: Decimal, unit: str | None, limit: Limit, default: str | None = None) -> bool:
    """Tell whether a value lies inside a limit; where the units cannot be compared, nothing is said against it."""
    held = converted(value, unit, limit.unit or default)
    if held is None:
        return True
    return (limit.low is None or held >= limit.low) and (limit.high is None or held <= limit.high)


def _outside(inner: Limit, outer: Limit, default: str) -> bool:
    for end in ("low", "high"):
        value = getattr(inner, end)
        if value is None and getattr(outer, end) is not None:
            # "NMT 0.8" in "NMT 1.0" has no lower end either; a range that is open where the proven one ends has.
            return True
        if value is not None and not inside(value, inner.unit or default, outer, default):
            return True
    return False


def _check_hold(given: PlacedTransfer, i: int, limit: Any, proposed: Any) -> Iterator[Problem]:
    if isinstance(limit, Quantity) and isinstance(proposed, Quantity):
        held = converted(proposed.value, proposed.unit, limit.unit)
        path = ("hold_times", i, "proposed_ru")
        if held is None:
            message = f"{quantity_text(proposed)} and {quantity_text(limit)} cannot be compared"
            yield given.wrong(path, "unit-mismatch", message, "write both in a unit of time")
        elif held > limit.value:
            message = f"the holding time proposed, {quantity_text(proposed)}, is longer than {quantity_text(limit)}"
            hint = "it must be proven at the receiving unit first: shorten it, or name the study in an open item"
            yield given.doubtful(path, "hold-prolonged", message, hint)


def _limits_in(value: Any, path: _Path) -> Iterator[tuple[_Path, Limit]]:
    if isinstance(value, Limit):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _limits_in(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _limits_in(part, (*path, i))
