"""Two sequences of blocks as one in which the changes are marked: paragraphs, tables, rows."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from qa_docs.compare.chain import in_order
from qa_docs.compare.texts import keys_of, meaning_of, merged, merged_words, renumbered
from qa_docs.compare.words import likeness, pieces_of
from qa_docs.model.document import Inline, Paragraph, Table, TableRow, Text
from qa_docs.model.drawing import Drawing
from qa_docs.model.marks import (
    DELETED,
    DELETED_END,
    INSERTED,
    INSERTED_END,
    PARAGRAPH_DELETED,
    PARAGRAPH_INSERTED,
    ROW_DELETED,
    ROW_INSERTED,
)
from qa_docs.model.picture import Picture

Figure = Drawing | Picture
Inner = Paragraph | Table | Figure
_Item = TypeVar("_Item")
_ALIKE = 0.5
"""Paragraphs and rows more alike than this are taken for the same one, changed."""


def matched(
    old: Sequence[_Item],
    new: Sequence[_Item],
    key: Callable[[_Item], Hashable],
    alike: Callable[[_Item, _Item], float],
) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Yield the items of both sequences in reading order, each with its like in the other or with None.

    Items of equal `key` belong together, and of those left between them the ones that are most `alike`, in order.
    """
    for piece in pieces_of([key(item) for item in old], [key(item) for item in new]):
        gone, come = old[piece.old], new[piece.new]
        if piece.kind == "equal":
            yield from zip(gone, come, strict=True)
        else:
            scored = ((i, j, alike(a, b)) for i, a in enumerate(gone) for j, b in enumerate(come))
            yield from in_order(gone, come, [score for score in scored if score[2] >= _ALIKE])


def merged_blocks(old: Sequence[Inner], new: Sequence[Inner]) -> Iterator[Inner]:
    """Yield the paragraphs and tables of a clause, those of before and those of now, with the changes marked."""
    for was, now in matched(old, new, _key, _likeness):
        if now is None:
            yield deleted(was) if was is not None else Paragraph(())
        elif was is None:
            yield inserted(now)
        elif isinstance(was, Table) and isinstance(now, Table):
            yield merged_table(was, now)
        elif isinstance(was, Paragraph) and isinstance(now, Paragraph):
            yield replace(now, text=merged(was.text, now.text))
        elif isinstance(was, Figure) and isinstance(now, Figure):
            yield from merged_figures(was, now)
        else:
            yield now


def merged_figures(was: Figure, now: Figure) -> Iterator[Figure]:
    """Yield a figure as it is, and before it, where what it shows changed, as it was: it changes as a whole."""
    if replace(was, caption=now.caption, number=now.number) == now:
        caption = merged_words(was.caption, now.caption)
        yield replace(now, caption=caption, number=renumbered(was.number, now.number))
        return
    yield replace(was, id=f"was:{was.id}", caption=PARAGRAPH_DELETED + was.caption)
    yield replace(now, caption=PARAGRAPH_INSERTED + now.caption)


def deleted(block: Inner) -> Inner:
    """Give a block as one that is gone."""
    if isinstance(block, Paragraph):
        return replace(block, text=(PARAGRAPH_DELETED, *block.text))
    if isinstance(block, Table):
        return _whole_table(block, ROW_DELETED, PARAGRAPH_DELETED)
    return replace(block, caption=PARAGRAPH_DELETED + block.caption)


def inserted(block: Inner) -> Inner:
    """Give a block as one that is new."""
    if isinstance(block, Paragraph):
        return replace(block, text=(PARAGRAPH_INSERTED, *block.text))
    if isinstance(block, Table):
        return _whole_table(block, ROW_INSERTED, PARAGRAPH_INSERTED)
    return replace(block, caption=PARAGRAPH_INSERTED + block.caption)


def merged_table(old: Table, new: Table) -> Table:
    """Give a table with its changed cells and rows marked. Tables with other columns are compared by `same_columns`."""
    rows = []
    for was, now in matched(old.rows, new.rows, _row_key, _row_likeness):
        if now is None:
            rows.append(_whole_row(was, ROW_DELETED) if was is not None else TableRow(()))
        elif was is None:
            rows.append(_whole_row(now, ROW_INSERTED))
        else:
            cells = tuple(merged(a, b) for a, b in zip(was.cells, now.cells, strict=True))
            rows.append(replace(now, cells=cells))
    caption = merged_words(old.caption, new.caption)
    return replace(new, caption=caption, number=renumbered(old.number, new.number), rows=tuple(rows))


def same_columns(old: Table, new: Table) -> bool:
    """Say whether two tables have the same columns, so that one can be shown as the other changed."""
    return [(column.title, column.group) for column in old.columns] == [(c.title, c.group) for c in new.columns]


def _key(block: Inner) -> Hashable:
    if isinstance(block, Paragraph):
        return (block.level, block.style, meaning_of(block.text))
    if isinstance(block, Table):
        return ("table", tuple(column.title for column in block.columns), tuple(map(_row_key, block.rows)))
    return ("drawing", block.id)


def _likeness(old: Inner, new: Inner) -> float:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        same_look = (old.level, old.style) == (new.level, new.style)
        return likeness(keys_of(old.text), keys_of(new.text)) if same_look else 0.0
    if isinstance(old, Table) and isinstance(new, Table):
        return 1.0 if same_columns(old, new) and old.look == new.look else 0.0
    return 0.0


def _row_key(row: TableRow) -> Hashable:
    return (row.kind, tuple(meaning_of(cell) for cell in row.cells))


def _row_likeness(old: TableRow, new: TableRow) -> float:
    if old.kind != new.kind or len(old.cells) != len(new.cells):
        return 0.0
    if old.id and old.id == new.id:
        return 2.0
    if old.id and new.id:
        return 0.0
    first = likeness(keys_of(old.cells[0]), keys_of(new.cells[0]))
    every = [likeness(keys_of(a), keys_of(b)) for a, b in zip(old.cells, new.cells, strict=True)]
    return max(first, sum(every) / len(every))


def _whole_row(row: TableRow, mark: str) -> TableRow:
    return replace(row, cells=tuple(_whole_cell(cell, mark) for cell in row.cells))


def _whole_cell(cell: Text, mark: str) -> Text:
    return (mark, *_within(cell, mark)) if cell else (mark,)


def _within(cell: Text, mark: str) -> tuple[Inline, ...]:
    return (DELETED, *cell, DELETED_END) if mark == ROW_DELETED else (INSERTED, *cell, INSERTED_END)


def _whole_table(table: Table, mark: str, caption_mark: str) -> Table:
    start, end = (DELETED, DELETED_END) if mark == ROW_DELETED else (INSERTED, INSERTED_END)

    def titled(title: str) -> str:
        return f"{mark}{start}{title}{end}" if title else ""

    columns = tuple(replace(c, title=titled(c.title), group=titled(c.group)) for c in table.columns)
    rows = tuple(_whole_row(row, mark) for row in table.rows)
    caption = f"{caption_mark}{table.caption}" if table.caption else ""
    return replace(table, caption=caption, columns=columns, rows=rows)
