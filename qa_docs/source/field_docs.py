"""What the fields of a deal or a clause head mean: the docstrings under them, read from the source once."""

import ast
import dataclasses
import inspect
import sys
from functools import cache
from types import MappingProxyType


@cache
def fields_of(kind: type) -> MappingProxyType[str, str]:
    """Give the description of each field of a dataclass, by name, in the order of the fields."""
    described = _descriptions(kind.__module__).get(kind.__name__, {})
    return MappingProxyType({field.name: described.get(field.name, "") for field in dataclasses.fields(kind)})


@cache
def _descriptions(module: str) -> dict[str, dict[str, str]]:
    """Parse a module once for all its classes: asking class by class costs a tenth of a second."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, SyntaxError):  # a program packed without its source
        return {}
    return {node.name: _documented(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _documented(node: ast.ClassDef) -> dict[str, str]:
    found: dict[str, str] = {}
    for statement, after in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[statement.target.id] = " ".join(after.value.value.split())
    return found
