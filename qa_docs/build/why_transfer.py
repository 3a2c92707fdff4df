"""Says where a value of a transfer is printed: in which document, section, table and row; and why a clause is in it."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from qa_docs.assemble.select import select
from qa_docs.assemble.transfer.document import products_of
from qa_docs.build.assembling import assemble_outline, libraries_of
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs
from qa_docs.library.load import load_transfer_library
from qa_docs.model.document import Block, ClauseText, Document, Heading, Table
from qa_docs.model.drawing import Drawing
from qa_docs.model.library_transfer import KINDS
from qa_docs.model.plain import plain_text

_IDS = ("id", "doc_no", "gate", "role_code", "ref", "batch", "section", "step_no", "tier", "market", "cpp", "step")
"""Fields by which a line of a list is called."""


def where_printed(inputs: Inputs, wanted: str, cache: DiskCache | None) -> Iterator[str] | None:
    """Give the lines of the answer, or None when `wanted` is nothing of the transfer."""
    library = load_transfer_library(*inputs.folders, cache=cache)
    if wanted in library.clauses:
        return _clause(inputs, wanted, cache)
    path = path_of(inputs.placed.deal.transfer, wanted)
    return None if path is None else _printed(inputs, path, cache)


def path_of(transfer: Any, wanted: str) -> str | None:
    """Give the keys that `wanted` means: keys below `transfer`, or the id of a line of one of its lists."""
    if not wanted.startswith("transfer."):
        for field in fields(transfer):
            held = getattr(transfer, field.name)
            lines = held if isinstance(held, tuple) else getattr(held, "items", ())
            if isinstance(lines, tuple):
                for line in lines:
                    if wanted in (getattr(line, name, None) for name in _IDS):
                        inner = "" if isinstance(held, tuple) else ".items"
                        return f"transfer.{field.name}{inner}.{wanted}"
        return None
    held, found = transfer, []
    for key in wanted.split(".")[1:]:
        if isinstance(held, tuple):
            names = [line_id(line, i) for i, line in enumerate(held)]
            index = names.index(key) if key in names else int(key) if key.isdecimal() else -1
            if not 0 <= index < len(held):
                return None
            found.append(names[index])
            held = held[index]
        else:
            if not hasattr(held, key):
                return None
            found.append(key)
            held = getattr(held, key)
    return ".".join(("transfer", *found))


def line_id(line: Any, index: int) -> str:
    """Give the name by which rows call a line of a list: its id, or its place."""
    for name in _IDS:
        if (value := getattr(line, name, None)) is not None:
            return str(value)
    return str(index)


def _clause(inputs: Inputs, clause_id: str, cache: DiskCache | None) -> Iterator[str]:
    library = load_transfer_library(*inputs.folders, cache=cache)
    clause = library.clauses[clause_id]
    name = f"{clause_id} ({clause.head.title}, version {clause.head.version})"
    for kind in KINDS:
        decision = select(
            library.outlines[kind].spec, library, products_of(inputs.placed), inputs.placed.place("transfer")
        ).decisions.get(clause_id)
        if decision is None:
            continue
        because = f"its condition is `{clause.head.when}`" if clause.head.when else "it belongs to every transfer"
        yield f"{name} is {'in' if decision.included else 'out'} in the {kind}: {because}"
        for read in decision.reads:
            shown = str(read.value).lower() if isinstance(read.value, bool) else repr(read.value)
            yield f"  {'.'.join(read.name)} is {shown} ({inputs.placed.place(*read.name)})"
    yield f"  clause: {clause.place.file}"


def _printed(inputs: Inputs, path: str, cache: DiskCache | None) -> Iterator[str]:
    deal = inputs.placed.deal
    yield f"{path} ({inputs.placed.place(*_place_of(deal.transfer, path))})"
    count = 0
    for kind in [kind for kind in KINDS if kind in deal.documents] or KINDS:
        for line in places_in(
            assemble_outline(inputs.placed, libraries_of(inputs, cache), kind, draft=True).document, path
        ):
            count += 1
            yield f"  {kind}: {line}"
    if not count:
        yield "  is printed nowhere"


def _place_of(transfer: Any, path: str) -> tuple[str | int, ...]:
    keys: list[str | int] = ["transfer"]
    held = transfer
    for key in path.split(".")[1:]:
        if isinstance(held, tuple):
            index = [line_id(line, i) for i, line in enumerate(held)].index(key)
            keys.append(index)
            held = held[index]
        else:
            keys.append(key)
            held = getattr(held, key)
    return tuple(keys)


def places_in(document: Document, path: str) -> Iterator[str]:
    """Yield where a document prints what stands at `path`: text of a section, figure, row of a table."""
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            section = f"{block.number} {block.text}".strip()
        elif isinstance(block, ClauseText):
            where = f"{block.heading.number} {block.heading.text}"
            if any(figure == "" and touches(own, path) for own, figure in block.paths):
                yield f"{where}: text"
            yield from _in_figures(block, where, path)
            yield from _in_tables(block.blocks, where, path)
        elif isinstance(block, Table):
            yield from _in_tables((block,), section, path)


def _in_figures(block: ClauseText, where: str, path: str) -> Iterator[str]:
    drawings = {inner.id: inner for inner in block.blocks if isinstance(inner, Drawing)}
    for name in dict.fromkeys(figure for own, figure in block.paths if figure and touches(own, path)):
        if name in drawings:
            yield f"{where}: Figure {drawings[name].number} {drawings[name].caption}"


def _in_tables(blocks: Iterable[Block], where: str, path: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            name = f"Table {block.number} {block.caption}" if block.caption else "table"
            for row in block.rows:
                if any(touches(own, path) for own in row.paths):
                    yield f"{where}: {name}, row {plain_text(row.cells[0])}"


def touches(printed: str, wanted: str) -> bool:
    """Say whether keys that are printed lie at or below keys that are wanted, or above them."""
    return printed == wanted or printed.startswith(f"{wanted}.") or wanted.startswith(f"{printed}.")
