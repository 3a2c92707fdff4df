"""Compares quantities by their units, as the field writes them: "°C", "% w/w", "cm2", "tab/h", "CFU/100 mL".

pint knows the units; here stands only what the field writes otherwise. Loading it takes a third of a second, so nothing
is loaded as long as two units are written alike.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Any

_COUNTED = (
    "tablet", "tab", "vial", "blister", "capsule", "unit", "defect", "cell", "carton", "syringe", "bag", "bottle",
    "batch", "lot", "run", "rev", "revolution", "station", "pocket", "item", "analyst", "column", "pen", "sachet",
)  # fmt: skip
"""What is counted: these have no dimension, and are not told from one another."""
_OWN = {"CFU": "colony", "EU": "endotoxin", "IU": "activity", "NTU": "turbidity", "pH": "acidity", "Osm": "osmole"}
"""Units with a dimension of their own, which pint does not know or takes for something else."""
_SYNONYMS = {"C": "degC", "°C": "degC", "℃": "degC", "K": "kelvin", "x g": "standard_gravity"}
_PLAIN = re.compile(r"[\w%°µμ/·*^().⁻¹²³ -]{1,60}")
_PER_NUMBER = re.compile(r"/\s*(\d+)\s*")
_POWER = re.compile(r"(?<=[A-Za-z])(\d)")
_TENS = re.compile(r"^10\^(\d{1,2})\s+")


KNOWN = frozenset(
    """% %w/w g kg mg µg ug t L mL µL m cm mm µm nm m2 cm2 m3 s min h day days week weeks month months year years
    rpm m/s mm/s cm/h m3/h m3/h/kg L/h L/min mL/min g/min g/min/kg kg/h N kN Nm bar mbar Pa kPa MPa °C K kJ/mol W kW J
    mg/mL mg/L g/L g/mL µg/mL µg/cm2 m2/g ppm rev tablets tablets/h vials vials/min blisters/min pockets units
    pH EU/mL EU/mg CFU CFU/g CFU/mL IU/mg mS/cm µS/cm L/m2 defects Hz kWh mOsm/kg cells/mL 1/h mm2""".split()  # noqa: SIM905 - a list of eighty words would take eighty lines
)
"""Units that need no looking up; a test holds them against pint."""


def same_kind(unit: str | None, other: str | None) -> bool | None:
    """Tell whether two units measure the same; None where one of them is not known."""
    if (unit or "") == (other or ""):
        return True
    one, two = _read(unit or ""), _read(other or "")
    if one is None or two is None:
        return None
    return bool(one.dimensionality == two.dimensionality)


def is_unit(text: str) -> bool:
    """Tell whether `text` is a unit that is known."""
    return text in KNOWN or text.startswith("%") or _read(text) is not None


def is_volume(unit: str) -> bool:
    """Tell whether a unit measures a volume."""
    return same_kind(unit, "L") is True


def converted(value: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """Give `value` in the unit `to`; None where that has no meaning."""
    if (unit or "") == (to or ""):
        return value
    one, two = _read(unit or ""), _read(to or "")
    if one is None or two is None or one.dimensionality != two.dimensionality:
        return None
    whole = _registry().Quantity(value * one.magnitude, one.units).to(two.units)
    return Decimal(f"{Decimal(whole.magnitude / two.magnitude).normalize():f}")


@cache
def _read(text: str) -> Any:
    """Give one of the unit as a quantity, or None."""
    if not _PLAIN.fullmatch(text or "%"):
        return None
    registry = _registry()
    try:
        return registry.parse_expression(_as_pint_writes(text))
    except Exception:  # pint raises errors of its own, of its parser and of Python for what is no unit
        return None


def _as_pint_writes(text: str) -> str:
    text = text.strip()
    if text in _SYNONYMS:
        return _SYNONYMS[text]
    if text.startswith("%"):
        return "percent"  # "% w/w", "% RH", "% area": of what is said in words
    tens = _TENS.match(text)
    text = _TENS.sub("", text)
    text = _PER_NUMBER.sub(r"/\1/", text)
    text = _POWER.sub(r"**\1", text).replace("^", "**").replace("·", "*")
    text = text.replace("°C", "delta_degC")  # in a rate, a degree is a difference
    text = re.sub(r"\b(pH|CFU|EU|IU|NTU|mOsm|Osm)\b", lambda found: _own(found[1]), text)
    text = re.sub(r"(?<=[\w)]) (?=[A-Za-z])", "*", text)
    return f"{10 ** int(tens[1])}*{text}" if tens else text or "dimensionless"


def _own(name: str) -> str:
    return f"milli{_OWN['Osm']}" if name == "mOsm" else _OWN[name]


@cache
def _registry() -> Any:
    from pint import UnitRegistry  # here: a third of a second

    registry: Any = UnitRegistry(non_int_type=Decimal, cache_folder=None)
    for name in _OWN.values():
        registry.define(f"{name} = [{name}]")
    for name in _COUNTED:
        registry.define(f"{name} = count = {name} = {name}s")
    for line in ("batches = count", "gsm = gram / meter ** 2", "vvm = 1 / minute"):
        registry.define(line)
    return registry
