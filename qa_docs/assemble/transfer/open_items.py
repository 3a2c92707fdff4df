"""What is still to be confirmed: the items that a deal lists, and critical data that are missing without an owner."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from qa_docs.model.transfer.project import TransferClass
from qa_docs.model.transfer.transfer import Transfer

KeyPath = tuple[str | int, ...]

_PROCESS: frozenset[TransferClass] = frozenset(("oral_solid", "sterile_injectable", "api", "biologic_ds"))
"""Classes of transfer that move a process."""


class OpenPoint(Struct, frozen=True):
    """Something to be confirmed: what, who owes it, by when, and whether a document stays a draft until then."""

    path: str
    at: KeyPath
    critical: bool
    owner: str | None = None
    due: datetime.date | None = None
    remark: str = ""


def open_points_of(transfer: Transfer) -> tuple[OpenPoint, ...]:
    """Give everything that is still to be confirmed: first what the deal lists, then critical data nobody owes."""
    listed = []
    for item in transfer.open_items:
        found = resolved(transfer, item.path)
        at = found.at if found else ()
        listed.append(OpenPoint(item.path, at, item.critical, item.owner, item.due, item.remark or ""))
    taken = [point.at for point in listed if point.at]
    missing = (point for point in _critical(transfer) if not any(point.at[: len(at)] == at for at in taken))
    return (*listed, *missing)


class Resolved(Struct, frozen=True):
    """Where a written path leads, and what stands there."""

    at: KeyPath
    value: Any


def resolved(transfer: Transfer, path: str) -> Resolved | None:
    """Give where a path such as `cpps.CPP-07.su_setpoint` leads, or None."""
    value: Any = transfer
    at: KeyPath = ()
    rest = path
    while rest:
        step, rest, value = _step(value, rest)
        if step is None:
            return None
        at = (*at, step)
    return Resolved(at, value)


def is_given(value: Any) -> bool:
    """Tell whether there is data: neither nothing nor an empty list."""
    return value is not None and value != () and value != {}


def _step(value: Any, path: str) -> tuple[str | int | None, str, Any]:
    """Give the first step of a path, what is left of it, and what stands there."""
    if dataclasses.is_dataclass(value):
        key, _, rest = path.partition(".")
        if key in (field.name for field in dataclasses.fields(value)):
            return key, rest, getattr(value, key)
    elif isinstance(value, tuple):
        # Ids may hold dots themselves (3.2.P.3.1), so that each item is tried.
        for i, item in enumerate(value):
            identity = identity_of(item)
            if path == identity or path.startswith(f"{identity}."):
                return i, path[len(identity) + 1 :], item
    return None, "", None


def identity_of(item: Any) -> str:
    """Give what an item of a list is called: the value of its first key."""
    if dataclasses.is_dataclass(item):
        return str(getattr(item, dataclasses.fields(item)[0].name))
    return str(item)


def _critical(transfer: Transfer) -> Iterator[OpenPoint]:
    """Yield the critical data that are missing: without them nobody may approve a document."""
    for whole in _critical_keys(transfer):
        if not is_given(getattr(transfer, whole)):
            yield OpenPoint(whole, (whole,), True)
    values: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("cqas", ("limit_release",)),
        ("cpps", ("ru_setpoint", "nor", "par")),
        ("ipcs", ("limit",)),
    )
    for key, names in values:
        for i, line in enumerate(getattr(transfer, key)):
            for name in names:
                if not is_given(getattr(line, name)):
                    yield OpenPoint(f"{key}.{line.id}.{name}", (key, i, name), True)


def _critical_keys(transfer: Transfer) -> tuple[str, ...]:
    everywhere: tuple[str, ...] = ("markets", "analytical_methods", "risk_register")
    if transfer.transfer_class == "packaging":
        everywhere = ("markets", "risk_register")
    if transfer.transfer_class in _PROCESS:
        return ("batch_size_su", "batch_size_ru", "cqas", "cpps", *everywhere)
    return everywhere
