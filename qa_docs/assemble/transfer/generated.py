"""What a clause of a transfer document can bring along: tables and figures made from the data of the deal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, Sheet
from qa_docs.assemble.transfer.asked import is_asked
from qa_docs.assemble.transfer.package import Cell, Package
from qa_docs.model.document import Column, Paragraph, Table, TableRow
from qa_docs.model.drawing import Drawing

NOT_ASKED = "Not part of this transfer."
Rows = Callable[[Package], Iterable[TableRow]]
Part = Paragraph | Table | Drawing


class TableMade(Struct, frozen=True):
    """A table: its caption, its columns, and its rows from the data.

    Where the data hold nothing, it says so: with the words of `empty`, or as to be confirmed at `path`.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Rows
    path: str
    look: Literal["grid", "small", "matrix", "key"] = "grid"
    empty: str = ""
    note: Callable[[Package], str] | None = None
    """Small print below it."""

    lead = "Table"

    def build(self, package: Package, name: str, number: str, _sheet: Sheet) -> Iterator[Part]:
        """Yield the table, and its note."""
        rows = tuple(self.rows(package))
        if not rows:
            asked = is_asked(package.transfer, self.path)
            cell = self.empty or (package.unknown(self.path, self.caption) if asked else NOT_ASKED)
            rows = (TableRow(((cell,),), "group", paths=(f"transfer.{self.path}",)),)
        yield Table(name, self.caption, number, self.columns, rows, self.look)
        if self.note is not None and (words := self.note(package)):
            yield Paragraph((words,), style="note")


class FigureMade(Struct, frozen=True):
    """A figure: one drawing or several, made for a sheet of the size that the page has."""

    caption: str
    draw: Callable[[Package, str, str, Sheet], tuple[Drawing, ...]]
    path: str
    reads: Callable[[Package], Iterable[str]]
    """Keys below `transfer` that it prints."""
    empty: str = ""
    """Why it is left out where there is nothing to draw; without it, its data are to be confirmed."""

    lead = "Figure"

    def drawn(self, package: Package, name: str, sheet: Sheet) -> tuple[Drawing, ...]:
        """Give the drawings; how many there are must be known before anything is numbered."""
        if name not in package.drawings:
            package.drawings[name] = self.draw(package, name, self.caption, sheet)
        return package.drawings[name]

    def build(self, package: Package, name: str, number: str, sheet: Sheet) -> Iterator[Part]:
        """Yield the drawings, numbered on from that to which the text refers."""
        drawn = self.drawn(package, name, sheet)
        if not drawn:
            left_out = f"Figure {number} is left out: {self.empty}"
            yield Paragraph((left_out if self.empty else package.unknown(self.path, self.caption),))
        for i, drawing in enumerate(drawn):
            yield replace(drawing, number=str(int(number) + i))


class PartsMade(Struct, frozen=True):
    """Paragraphs and small tables without a number of their own, or a table that another module makes."""

    caption: str
    parts: Callable[[Package, str, str], Iterable[Part]]
    path: str
    lead: str = ""

    def build(self, package: Package, name: str, number: str, _sheet: Sheet) -> Iterator[Part]:
        """Yield the parts."""
        yield from self.parts(package, name, number)


Made = TableMade | FigureMade | PartsMade


def columns(*titles: str) -> tuple[Column, ...]:
    """Give columns from "Title 20", "Title 8 center" or "Title 8 decimal": title, share of the width, and the place
    of the words."""
    made = []
    for title in titles:
        words = title.split(" ")
        align = words.pop() if words[-1] in ("center", "decimal") else "left"
        made.append(Column(" ".join(words[:-1]), float(words[-1]), align))  # type: ignore[arg-type]
    return tuple(made)


KEY = columns("Item 34", "Value 66")
"""Columns of a table of names and values."""


class Line(Struct, frozen=True):
    """A line of a table of names and values: its name, the key of the value, its unit, and whether it is needed."""

    label: str
    key: str
    unit: str | None = None
    needed: bool = True


def key_rows(package: Package, base: str, held: Any, lines: Iterable[Line]) -> Iterator[TableRow]:
    """Yield a row for each line whose value stands in `held`; one that is needed and missing is to be confirmed."""
    for line in lines:
        value = held
        for key in line.key.split("."):
            value = getattr(value, key, None)
        path = f"{base}.{line.key}" if base else line.key
        if value in (None, ()) and not (line.needed and is_asked(package.transfer, path)):
            continue
        cell: Cell = package.value(value, path, line.label, line.unit)
        yield package.row(path, (line.label, cell))


def orientation(landscape: bool) -> Sheet:
    """Give the sheet for a figure on an upright or a turned page."""
    return LANDSCAPE if landscape else PORTRAIT
