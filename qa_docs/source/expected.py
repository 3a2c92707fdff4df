"""What a typed field expects, seen from its annotation, so that a problem can say what would be right."""

import dataclasses
import datetime
import types
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from qa_docs.model.late import LatePart

_WORDS = {
    str: "text",
    int: "a whole number",
    Decimal: "a number",
    bool: "true or false",
    datetime.date: "a date",
    tuple: "a list",
    dict: "a mapping of keys",
}


class Target(NamedTuple):
    """Where an error of the type check leads: the path in the tree, and what was expected there.

    `member` is the member of a union that the error speaks for; without a union it is `expected` itself.
    """

    path: tuple[str | int, ...]
    expected: Any
    member: Any
    is_key: bool = False
    """Whether the key of a mapping is wrong, and not its value."""


def target_of(kind: Any, steps: tuple[str | int, ...]) -> Target:
    """Follow the steps of an error from `kind` down: keys, numbers of items, and the labels that unions put between."""
    path: tuple[str | int, ...] = ()
    expected, member, holder = kind, bare(kind), kind
    labelled = False
    for step in steps:
        members = members_of(expected)
        if len(members) > 1 and not labelled:
            member, labelled = _member_labelled(members, str(step)), True
        elif step == "[key]" and get_origin(member) is not dict:
            allowed = (get_args(holder) or (Any,))[0]
            return Target(path, allowed, allowed, is_key=True)
        else:
            path, holder = (*path, step), member
            expected = _inside(member, step)
            member, labelled = bare(expected), False
    return Target(path, expected, member)


def bare(kind: Any) -> Any:
    """Give an annotation without its limits and without `None`; a class that is loaded late is loaded."""
    while True:
        if get_origin(kind) is Annotated:
            late = _late(kind)
            kind = late.kind if late else get_args(kind)[0]
        elif _is_union(kind):
            others = tuple(member for member in get_args(kind) if member is not types.NoneType)
            if len(others) != 1:
                return Union[others]  # noqa: UP007 - the members are only known here
            kind = others[0]
        else:
            return kind


def members_of(kind: Any) -> tuple[Any, ...]:
    """Give the members of a union, or the kind alone."""
    kind = bare(kind)
    return tuple(bare(member) for member in get_args(kind)) if _is_union(kind) else (kind,)


def literals_of(kind: Any) -> tuple[str, ...]:
    """Give the values that are allowed, where they are counted, in the order in which they are declared."""
    return tuple(
        str(value) for member in members_of(kind) if get_origin(member) is Literal for value in get_args(member)
    )


def dataclass_of(kind: Any) -> type | None:
    """Give the dataclass that a mapping is read into, or None."""
    return next((member for member in members_of(kind) if _is_dataclass(member)), None)


def in_words(kind: Any) -> str:
    """Say what is expected: "a list", "text"."""
    kind = members_of(kind)[0]
    if _is_dataclass(kind):
        return "a mapping of keys"
    return _WORDS.get(get_origin(kind) or kind, "text")


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Give the annotation of each field of a dataclass."""
    return get_type_hints(kind, include_extras=True)


def late_parts_of(kind: type) -> dict[str, LatePart]:
    """Give the fields of a dataclass whose classes are only loaded where they are needed."""
    found = {name: _late(hint) for name, hint in hints_of(kind).items()}
    return {name: late for name, late in found.items() if late}


@cache
def required_of(kind: type) -> frozenset[str]:
    """Give the names of the fields that have no default."""
    missing = dataclasses.MISSING
    fields = dataclasses.fields(kind)
    return frozenset(field.name for field in fields if field.default is missing and field.default_factory is missing)


@cache
def holds_dates(kind: Any) -> bool:
    """Tell whether a date can stand anywhere in a value of `kind`; classes do not hold themselves."""
    if bare(kind) is datetime.date:
        return True
    holder = dataclass_of(kind)
    inner = [*hints_of(holder).values()] if holder else []
    return any(holds_dates(part) for part in (*inner, *get_args(bare(kind))) if part is not Ellipsis)


def parts_of(
    value: Any, raw: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """Yield path, value read and text written of all that `value` holds, down to the leaves."""
    if dataclasses.is_dataclass(value) and isinstance(raw, dict):
        inner: Any = (
            (field.name, getattr(value, field.name)) for field in dataclasses.fields(value) if field.name in raw
        )
    elif isinstance(value, tuple) and isinstance(raw, list):
        inner = enumerate(value)
    elif isinstance(value, dict) and isinstance(raw, dict):
        inner = value.items()
    else:
        yield path, value, raw
        return
    for key, part in inner:
        yield from parts_of(part, raw[key], (*path, key))


def _late(hint: Any) -> LatePart | None:
    return next((limit for limit in get_args(hint)[1:] if isinstance(limit, LatePart)), None)


def _inside(kind: Any, step: str | int) -> Any:
    if _is_dataclass(kind):
        return hints_of(kind).get(str(step), Any)
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return inner[1]
    return inner[0] if inner else Any


def _member_labelled(members: tuple[Any, ...], label: str) -> Any:
    for member in members:
        if getattr(member, "__name__", "") == label:
            return member
    return next((member for member in members if not _is_dataclass(member)), members[0])


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _is_dataclass(kind: Any) -> bool:
    # An annotation may hold limits, and these are dataclasses' instances.
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)
