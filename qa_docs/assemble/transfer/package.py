"""The working state of one transfer document: the data of the transfer, and what is still to be confirmed in it."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.context import Context
from qa_docs.assemble.transfer.capability import Capability, capabilities_of
from qa_docs.assemble.transfer.judgement import Judged
from qa_docs.model.document import Blank, Inline, OpenPoint, Table, TableRow, Text
from qa_docs.model.drawing import Drawing
from qa_docs.model.facts import date_text
from qa_docs.model.library_transfer import Debt, TransferDefaults, TransferRole
from qa_docs.model.transfer.governance import TeamMember
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.model.transfer.words import DASH, printed

Cell = str | Text


class Owed(Struct, frozen=True):
    """Who owes a fact, by when, and whether the document stays a draft without it."""

    owner: str
    due: datetime.date | None
    critical: bool


class Package:
    """What the tables and figures of one document are made from."""

    def __init__(self, context: Context) -> None:
        lists, transfer = context.library.lists, context.deal.transfer
        assert lists is not None and transfer is not None
        self.context = context
        self.transfer: Transfer = transfer
        self.defaults: TransferDefaults = lists.defaults
        self.roles: dict[str, TransferRole] = lists.roles
        self.language: str = context.deal.document.language
        self.team: dict[str, TeamMember] = {
            member.role_code: member for member in (transfer.governance.team if transfer.governance else ())
        }
        self.where = ""
        """Id of the clause whose content is being made."""
        self.judged: tuple[Judged, ...] | None = None
        """The results with what became of them, once they were worked out."""
        self._capabilities: tuple[Capability, ...] | None = None
        self._gates = {gate.gate: gate.planned for gate in transfer.milestones}
        self.drawings: dict[str, tuple[Drawing, ...]] = {}
        """The drawings of each figure, once they were made."""
        self._debts = {debt.path: debt for debt in self.defaults.debts}
        self._open_items = {item.path: item for item in transfer.open_items}

    def capabilities(self) -> tuple[Capability, ...]:
        """Give the capability of each attribute over the batches; worked out once for a document."""
        if self._capabilities is None:
            self._capabilities = tuple(capabilities_of(self.transfer))
        return self._capabilities

    def date(self, day: datetime.date | None) -> str:
        """Give a date in words."""
        return date_text(day, self.language) if day else ""

    def row(self, path: str, cells: Sequence[Cell], also: Iterable[str] = (), kind: str = "row") -> TableRow:
        """Give a row with the keys of the deal that it prints; an empty cell gets a dash."""
        texts = tuple(cell if isinstance(cell, tuple) else (cell,) if cell else (DASH,) for cell in cells)
        paths = tuple(f"transfer.{one}" for one in (path, *also) if one)
        return TableRow(texts, "group" if kind == "group" else "row", path.rpartition(".")[2], paths=paths)

    def value(self, value: Any, path: str, label: str, unit: str | None = None) -> Text:
        """Give a value that a reader needs; what is missing is printed as to be confirmed, and counted."""
        text = printed(value, self.language, unit)
        return (text,) if text else (self.unknown(path, label),)

    def unknown(self, path: str, label: str) -> Inline:
        """Give "to be confirmed" with who owes it and by when, and add it to the open points."""
        owed = self.owed(path)
        words = ", ".join(part for part in (owed.owner, self.date(owed.due)) if part)
        number, title = self._place()
        key = f"transfer.{path}"
        point = OpenPoint(key, number, title, label, owed.owner, self.date(owed.due), owed.critical)
        self.context.open_points.setdefault(key, point)
        return Blank(key, f"To be confirmed ({words})" if words else "To be confirmed", True, label)

    def owed(self, path: str) -> Owed:
        """Give who owes what stands at `path`: the deal's own word, or the library's for that part of a transfer."""
        if item := _longest(self._open_items, path):
            return Owed(item.owner, item.due, item.critical)
        if debt := _debt_of(self._debts, path):
            return Owed(debt.owner, self._day_of(debt.gate), debt.critical)
        return Owed("", None, False)

    def _day_of(self, gate: str) -> datetime.date | None:
        """Give the day of a gate; where the transfer has no such gate, of the next one, or of the last."""
        later = [name for name in sorted(self._gates) if name >= gate]
        return self._gates[later[0] if later else max(self._gates)] if self._gates else None

    def person(self, role: str | None) -> str:
        """Give a role with the name of who holds it: "RTS (A. Pardo)"."""
        if not role:
            return ""
        member = self.team.get(role)
        return f"{role} ({member.name})" if member else role

    def with_paths(self, table: Table, of: Callable[[TableRow], Iterable[str]]) -> Table:
        """Give a table with the keys of the deal that each of its rows prints."""
        rows = tuple(replace(row, paths=tuple(f"transfer.{path}" for path in of(row))) for row in table.rows)
        return replace(table, rows=rows)

    def reference(self, target: str) -> Inline:
        """Give a reference to something in this document, or its absence as a dash."""
        return self.context.reference(target) if target in self.context.numbers else DASH

    def _place(self) -> tuple[str, str]:
        clause = self.context.selection.chosen.get(self.where)
        number = self.context.numbers.get(self.where, ("", ""))[1]
        return number, clause.head.title if clause else ""


def _debt_of(debts: Mapping[str, Debt], path: str) -> Debt | None:
    """Give who owes what stands at `path`; "cpps.*.nor" is said of every line of the list, and goes before "cpps"."""
    parts = path.split(".")
    of_each: list[Debt] = []
    for i in range(1, len(parts)):
        if found := debts.get(".".join([*parts[:i], "*", *parts[i + 1 :]])):
            of_each.append(found)
    return of_each[0] if of_each else _longest(debts, path)


def _longest(known: Mapping[str, Any], path: str) -> Any:
    """Give what is known of `path`, or of the nearest key above it."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        if found := known.get(".".join(parts[:end])):
            return found
    return None
