"""Describes the deal format for docs/format.md: every key, its kind, its default, its meaning and an example.

The page is made from the classes that read a deal, so it cannot say anything else than what is read.
`python -m qa_docs.source.format_page docs/format.md` writes it anew, below what people wrote.
"""

import dataclasses
import datetime
import pathlib
import sys
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from annotated_types import Ge, Le, MinLen

from qa_docs.model.deal import Deal
from qa_docs.model.limits import is_one_line
from qa_docs.source.expected import bare, dataclass_of, hints_of, literals_of, members_of
from qa_docs.source.field_docs import fields_of
from qa_docs.source.type_faults import written_at
from qa_docs.source.yaml_composer import Path
from qa_docs.source.yaml_tree import Tree, read_yaml

EXAMPLE = "every_field.yaml"
"""The deal that the examples come from; it uses every key."""

MARK = "<!-- What follows is written by qa_docs/source/format_page.py. -->"
"""Divides docs/format.md into what people write and what is made from the classes."""

Links = dict[type, str]


class Section(NamedTuple):
    """One class of the format, and the keys under which it is written: `products[]`."""

    kind: type
    keys: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading of the section."""
        return "The deal" if self.keys == ("",) else " and ".join(f"`{key}`" for key in self.keys)

    @property
    def link(self) -> str:
        """A link to the section."""
        anchor = "".join(
            letter for letter in self.title.lower().replace(" ", "-") if letter.isalnum() or letter in "-_"
        )
        return f"[see below](#{anchor})"


def format_page() -> str:
    """Give the description of the deal format in Markdown: a section for each kind of mapping, a row for each key."""
    example = example_text()
    tree = read_yaml(example, EXAMPLE)
    sections = sections_of(Deal)
    links = {section.kind: section.link for section in sections}
    return "\n".join(_section(section, links, tree, example.split("\n")) for section in sections)


def example_text() -> str:
    """Give the text of a deal that uses every key."""
    return files("qa_docs.source").joinpath(EXAMPLE).read_text(encoding="utf-8")


def sections_of(kind: type) -> list[Section]:
    """Give `kind` and every class that it is made of, in the order in which a deal uses them."""
    found: dict[type, tuple[str, ...]] = {}
    for holder, path in _uses(kind, ""):
        found[holder] = (*found.get(holder, ()), path)
    return [Section(holder, paths) for holder, paths in found.items()]


def _uses(kind: type, path: str) -> Iterator[tuple[type, str]]:
    """Yield each class and the key under which it is written, as often as it is."""
    yield kind, path
    for key, hint in hints_of(kind).items():
        inner, mark = _nested(hint)
        if inner is not None:
            yield from _uses(inner, f"{path}.{key}{mark}".removeprefix("."))


def _nested(hint: Any) -> tuple[type | None, str]:
    """Give the class that a key leads to, and how a path writes it: `[]` for items, `.*` for named entries."""
    kind = bare(hint)
    if get_origin(kind) is tuple:
        return dataclass_of(get_args(kind)[0]), "[]"
    if get_origin(kind) is dict:
        return dataclass_of(get_args(kind)[1]), ".*"
    return dataclass_of(kind), ""


def _section(section: Section, links: Links, tree: Tree, lines: list[str]) -> str:
    rows = "\n".join(_row(section, field, links, tree, lines) for field in dataclasses.fields(section.kind))
    meaning = " ".join((section.kind.__doc__ or "").split())
    head = "| Key | Value | If left out | Meaning | Example |\n| --- | --- | --- | --- | --- |"
    return f"## {section.title}\n\n{meaning}\n\n{head}\n{rows}\n"


def _row(section: Section, field: "dataclasses.Field[Any]", links: Links, tree: Tree, lines: list[str]) -> str:
    hint = hints_of(section.kind)[field.name]
    cells = (
        f"`{field.name}`",
        _in_words(hint, links),
        _default(field),
        fields_of(section.kind)[field.name],
        _example(section, field.name, tree, lines) or _first_choice(field.name, hint),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _in_words(hint: Any, links: Links) -> str:
    """Say what a key takes: "text", "list of keys", "one of `a4`, `letter`"."""
    kind, limits = bare(hint), _limits_of(hint)
    inner, mark = _nested(hint)
    if literals_of(kind):
        words = _either(literals_of(kind))
        return f"{words}, or keys: {links[inner]}" if inner else words
    if inner is not None:
        words = {"": "keys", "[]": "list of keys", ".*": "names with keys"}[mark]
        if str in members_of(kind):
            return f"one line of text, or keys: {links[inner]}"
        return f"{words}{_at_least(limits)}: {links[inner]}"
    if get_origin(kind) is tuple:
        part = get_args(kind)[0]
        items = _either(literals_of(part)) if literals_of(part) else _in_words(part, links)
        return f"list{_at_least(limits)}: {items}"
    if get_origin(kind) is dict:
        return f"names with {_in_words(get_args(kind)[1], links)}"
    if kind is int:
        low = next(limit.ge for limit in limits if isinstance(limit, Ge))
        high = next(limit.le for limit in limits if isinstance(limit, Le))
        return f"whole number, {low} to {high}"
    if kind is str:
        return "one line of text" if any(is_one_line is getattr(limit, "func", None) for limit in limits) else "text"
    return {bool: "`true` or `false`", datetime.date: "date, YYYY-MM-DD", Decimal: "number"}[kind]


def _limits_of(hint: Any) -> tuple[Any, ...]:
    """Give the limits of a hint; those of `X | None` are X's."""
    if get_origin(hint) is Annotated:
        return get_args(hint)[1:]
    parts = () if get_origin(hint) in (tuple, dict) else get_args(hint)
    return next((get_args(part)[1:] for part in parts if get_origin(part) is Annotated), ())


def _either(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _at_least(limits: tuple[Any, ...]) -> str:
    return ", at least one" if any(isinstance(limit, MinLen) for limit in limits) else ""


def _first_choice(key: str, hint: Any) -> str:
    allowed = literals_of(hint)
    return f"`{key}: {allowed[0]}`" if allowed else ""


def _default(field: "dataclasses.Field[Any]") -> str:
    if field.default is not dataclasses.MISSING:
        default = field.default
    elif field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    else:
        return "**required**"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, tuple) and default:
        return f"`[{', '.join(default)}]`"
    if dataclasses.is_dataclass(default):
        return "all its keys left out"
    return f"`{default}`" if default else "nothing"


def _example(section: Section, key: str, tree: Tree, lines: list[str]) -> str:
    """Give the line of the example deal that holds the key; what goes over several lines has examples of its own."""
    for path in section.keys:
        for around in _paths(tree.value, path):
            held = written_at(tree.value, (*around, key))
            nested = held if isinstance(held, dict) else {}
            for at in ((*around, key), *((*around, key, name) for name in nested)):
                line, column = tree.places.get(at, (0, 0))
                written = lines[line - 1][column - 1 :] if line else ""
                if written and not written.endswith(":") and not dataclass_of(hints_of(section.kind)[key]):
                    return f"`{written}`"
    return ""


def _paths(value: Any, written: str) -> Iterator[Path]:
    """Yield the paths in `value` that `products[]` or `positions.*` stands for."""
    found: list[tuple[Path, Any]] = [((), value)]
    for step in written.replace("[]", ".[]").split(".") if written else ():
        inner: list[tuple[Path, Any]] = []
        for path, part in found:
            keys: Any = (
                range(len(part)) if step == "[]" else list(part) if step == "*" else [step] if step in part else []
            )
            inner += [((*path, key), part[key]) for key in keys]
        found = inner
    yield from (path for path, _ in found)


def page_with(page: str) -> str:
    """Give a page with what stands below its `MARK` written anew."""
    return page.partition(MARK)[0] + MARK + "\n\n" + format_page()


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.write_text(page_with(target.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
