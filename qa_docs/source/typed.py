"""From a tree of text to a typed value: every key known, every value of the kind that its key asks for."""

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.expected import holds_dates, late_parts_of, parts_of
from qa_docs.source.field_docs import fields_of
from qa_docs.source.json_schema import described, json_schema
from qa_docs.source.type_faults import date_fault, faults_of, written_at
from qa_docs.source.yaml_composer import Path
from qa_docs.source.yaml_tree import Tree, compose_yaml

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["fields_of", "json_schema_of", "read_typed", "read_yaml_as"]

T = TypeVar("T")

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_typed(tree: Tree, kind: type[T], at: Path = ()) -> T:
    """Give the part of `tree` at `at` as a value of `kind`. Raises `ProblemsFound` with every fault at its place."""
    from pydantic import ValidationError  # here, since only reading a deal needs it and it is slow to load

    written, wanted = written_at(tree.value, at), cast("Any", kind)
    try:
        value: T = _adapter(wanted).validate_python(written)
    except ValidationError as fault:
        complaints = fault.errors(include_url=False, include_input=False)
        raise ProblemsFound(faults_of(complaints, tree, kind, at)) from None
    if holds_dates(wanted) and (problems := _loose_dates(value, written, tree, at)):
        raise ProblemsFound(problems)
    return value


def check_partly(tree: Tree, kind: type, at: Path = ()) -> tuple[Problem, ...]:
    """Give every fault of a part that need not be whole: keys may be missing, those that are there must be right."""
    from pydantic import ValidationError  # as above

    try:
        _adapter(kind).validate_python(written_at(tree.value, at))
    except ValidationError as fault:
        complaints = [one for one in fault.errors(include_url=False, include_input=False) if one["type"] != "missing"]
        return faults_of(complaints, tree, kind, at)
    return ()


def read_yaml_as(text: str, file: str, kind: type[T], first_line: int = 1) -> tuple[T, Tree]:
    """Give the value that a YAML text holds, and its tree for the places.

    Raises `ProblemsFound` with the faults of the YAML, such as a repeated key, and those of the values, together.
    """
    tree, problems = compose_yaml(text, file, first_line)
    try:
        value = read_typed(tree, kind)
    except ProblemsFound as found:
        raise ProblemsFound([*problems, *found.problems]) from None
    if problems:
        raise ProblemsFound(problems)
    return value, tree


def json_schema_of(kind: type, title: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a file that holds a `kind`, with the description of every key, for editors."""
    parts = {name: _adapter(late.kind) for name, late in late_parts_of(kind).items()}
    return described(json_schema(_adapter(kind), title, parts), kind)


@cache
def _adapter(kind: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # as above

    return TypeAdapter(kind)


def _loose_dates(value: Any, written: Any, tree: Tree, at: Path) -> list[Problem]:
    """The type check also takes seconds since 1970 and a time after the date: nobody means these."""
    return [
        date_fault(tree, (*at, *path), text)
        for path, part, text in parts_of(value, written)
        if isinstance(part, datetime.date) and not (isinstance(text, str) and _DATE.fullmatch(text))
    ]
