"""Two states of a document as one with the changes marked: the redline, before it is printed anywhere."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from msgspec.structs import replace

from qa_docs.compare.blocks import (
    Inner,
    deleted,
    inserted,
    matched,
    merged_blocks,
    merged_figures,
    merged_table,
    same_columns,
)
from qa_docs.compare.texts import keys_of, meaning_of, merged, merged_words
from qa_docs.compare.words import likeness, pieces_of
from qa_docs.model.document import (
    Block,
    ClauseText,
    Document,
    Heading,
    Note,
    PageTurn,
    Paragraph,
    SignatureBlock,
    Signatures,
    Table,
)
from qa_docs.model.drawing import Drawing
from qa_docs.model.marks import (
    DELETED,
    DELETED_END,
    INSERTED,
    INSERTED_END,
    MOVE_END,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_DELETED,
    PARAGRAPH_INSERTED,
    ROW_DELETED,
    ROW_INSERTED,
    TABLE_DELETED,
    TABLE_INSERTED,
)
from qa_docs.model.picture import Picture

Reason = Callable[[ClauseText | None, ClauseText | None], str]
"""Gives why a clause changed, from what it was and what it is; either may be None."""
_GONE = "was:"
_MACHINE_FACTS = frozenset({"effective_day", "logo"})
"""Facts that are no words."""


def redline_of(old: Document, new: Document, reason: Reason) -> Document:
    """Give `new` with everything marked that `old` had otherwise, and a note of its reason at each changed clause."""
    return _Redline(old, new, reason).document()


class _Redline:
    def __init__(self, old: Document, new: Document, reason: Reason) -> None:
        self._old, self._new, self._reason = old, new, reason
        self._moves = 0
        self._targets = set(new.bookmarks)
        old_clauses, new_clauses = _clauses(old), _clauses(new)
        self._was = {block.id: block for block in old_clauses}
        self._is = {block.id: block for block in new_clauses}
        self._moved: dict[str, int] = {}

    def document(self) -> Document:
        facts = _merged_facts(self._old.facts, self._new.facts)
        old, new = self._old.blocks, self._new.blocks
        found = matched(old, new, _key, _likeness)
        pairs = list(found)
        alone_old = {a.id for a, b in pairs if b is None and isinstance(a, ClauseText)}
        alone_new = {b.id for a, b in pairs if a is None and isinstance(b, ClauseText)}
        self._moved = {clause: i + 1 for i, clause in enumerate(sorted(alone_old & alone_new)) if self._movable(clause)}
        blocks: list[Block] = []
        for was, now in pairs:
            blocks.extend(self._block(was, now))
        images = {**self._old.images, **self._new.images}
        return replace(self._new, facts=facts, blocks=tuple(blocks), draft=False, redline=True, images=images)

    def _movable(self, clause: str) -> bool:
        every = (*self._was[clause].blocks, *self._is[clause].blocks)
        return all(isinstance(block, Paragraph) for block in every)

    def _block(self, was: Block | None, now: Block | None) -> Iterator[Block]:
        if was is None:
            return self._come(now)
        return self._gone(was) if now is None else self._both(was, now)

    def _come(self, now: Block | None) -> Iterator[Block]:
        match now:
            case ClauseText():
                yield self._new_clause(now)
            case Heading():
                yield replace(now, text=PARAGRAPH_INSERTED + now.text)
            case Paragraph() | Table() | Drawing() | Picture():
                yield inserted(now)
            case PageTurn() | Signatures():
                yield now

    def _gone(self, was: Block) -> Iterator[Block]:
        match was:
            case ClauseText():
                yield self._gone_clause(was)
            case Heading():
                yield self._gone_heading(was, PARAGRAPH_DELETED)
            case Paragraph() | Table() | Drawing() | Picture():
                yield deleted(self._past(was))

    def _both(self, was: Block, now: Block) -> Iterator[Block]:
        match was, now:
            case ClauseText(), ClauseText():
                yield self._clause(was, now)
            case Heading(), Heading():
                yield replace(now, text=merged_words(was.text, now.text))
            case Signatures(), Signatures():
                yield from _merged_signatures(was, now)
            case Paragraph(), Paragraph():
                yield replace(now, text=merged(was.text, now.text))
            case Table(), Table():
                yield from self._tables(was, now)
            case Drawing(), Drawing():
                yield from merged_figures(was, now)
            case Picture(), Picture():
                yield from merged_figures(was, now)
            case _:
                yield now

    def _tables(self, was: Table, now: Table) -> Iterator[Block]:
        if same_columns(was, now):
            yield merged_table(was, now)
        else:
            yield deleted(self._past(was))
            yield inserted(now)

    def _clause(self, was: ClauseText, now: ClauseText) -> ClauseText:
        heading = replace(now.heading, text=merged_words(was.heading.text, now.heading.text))
        blocks = tuple(merged_blocks(was.blocks, now.blocks))
        notes = self._notes(was, now) if _meaning(was) != _meaning(now) else ()
        return replace(now, heading=heading, blocks=blocks, notes=notes)

    def _gone_clause(self, was: ClauseText) -> ClauseText:
        move = self._moved.get(was.id)
        mark = f"{MOVED_FROM}{move}{MOVE_END}" if move else PARAGRAPH_DELETED
        blocks = tuple(_marked(self._past(block), mark, deleted) for block in was.blocks)
        notes = () if move else self._notes(was, self._is.get(was.id))
        # Without a version it stands in no content control, so nothing of it is left when the change is accepted.
        return replace(was, version="", heading=self._gone_heading(was.heading, mark), blocks=blocks, notes=notes)

    def _new_clause(self, now: ClauseText) -> ClauseText:
        move = self._moved.get(now.id)
        was = self._was.get(now.id)
        if move and was is not None:
            mark = f"{MOVED_TO}{move}{MOVE_END}"
            heading = mark + merged_words(was.heading.text, now.heading.text)
            blocks = tuple(_moved_blocks(was, now, mark))
        else:
            heading = PARAGRAPH_INSERTED + now.heading.text
            blocks = tuple(inserted(block) for block in now.blocks)
        notes = self._notes(was, now)
        return replace(now, version="", heading=replace(now.heading, text=heading), blocks=blocks, notes=notes)

    def _notes(self, was: ClauseText | None, now: ClauseText | None) -> tuple[Note, ...]:
        words = self._reason(was, now)
        return (Note(words, "change"),) if words else ()

    def _gone_heading(self, was: Heading, mark: str) -> Heading:
        target = _GONE + was.id if was.id in self._targets else was.id
        return replace(was, id=target, text=mark + was.text)

    def _past(self, block: Inner) -> Inner:
        """Give a block of the old document with its references led to what is still there."""
        if isinstance(block, (Table, Drawing, Picture)):
            return replace(block, id=_GONE + block.id if block.id else "")
        return block


def _moved_blocks(was: ClauseText, now: ClauseText, mark: str) -> Iterator[Inner]:
    for old, new in matched(was.blocks, now.blocks, _key, _likeness):
        if isinstance(new, Paragraph):
            text = merged(old.text, new.text) if isinstance(old, Paragraph) else (INSERTED, *new.text, INSERTED_END)
            yield replace(new, text=(mark, *text))


def _marked(block: Inner, mark: str, otherwise: Callable[[Inner], Inner]) -> Inner:
    if mark == PARAGRAPH_DELETED or not isinstance(block, Paragraph):
        return otherwise(block)
    return replace(block, text=(mark, *block.text))


def _clauses(document: Document) -> list[ClauseText]:
    return [block for block in document.blocks if isinstance(block, ClauseText)]


def _key(block: Block) -> Hashable:
    match block:
        case ClauseText():
            return ("clause", block.id)
        case Heading():
            return ("heading", block.kind, block.id)
        case Paragraph():
            return ("paragraph", block.level, block.style, meaning_of(block.text))
        case Table():
            return ("table", block.id, len(block.columns))
        case Drawing() | Picture():
            return ("figure", block.id)
        case PageTurn():
            return ("turn", block.orientation)
        case _:
            return (type(block).__name__,)


def _likeness(old: Block, new: Block) -> float:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        same_look = (old.level, old.style) == (new.level, new.style)
        return likeness(keys_of(old.text), keys_of(new.text)) if same_look else 0.0
    if isinstance(old, Table) and isinstance(new, Table):
        return 1.0 if same_columns(old, new) and old.look == new.look and old.id == new.id else 0.0
    return 0.0


def _meaning(clause: ClauseText) -> tuple[Hashable, ...]:
    cells: list[Hashable] = [clause.heading.text]
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            cells.append((block.level, block.style, meaning_of(block.text)))
        elif isinstance(block, Table):
            cells.extend((row.kind, *map(meaning_of, row.cells)) for row in block.rows)
    return tuple(cells)


def _merged_signatures(old: Signatures, new: Signatures) -> Iterator[Signatures]:
    """Yield who signs; where somebody came or went, the whole block as it was and as it is."""
    if [len(block.lines) for block in old.blocks] != [len(block.lines) for block in new.blocks]:
        yield Signatures(tuple(_whole_block(block, PARAGRAPH_DELETED, TABLE_DELETED) for block in old.blocks))
        yield Signatures(tuple(_whole_block(block, PARAGRAPH_INSERTED, TABLE_INSERTED) for block in new.blocks))
        return
    blocks = []
    for was, now in zip(old.blocks, new.blocks, strict=True):
        lines = (tuple(map(merged_words, before, after)) for before, after in zip(was.lines, now.lines, strict=True))
        names = merged_words(was.party, now.party), merged_words(was.legal_name, now.legal_name)
        blocks.append(SignatureBlock(*names, tuple((line[0], line[1], line[2]) for line in lines)))
    yield Signatures(tuple(blocks))


def _whole_block(block: SignatureBlock, paragraph: str, table: str) -> SignatureBlock:
    lines = tuple((table + capacity, name, title) for capacity, name, title in block.lines)
    return replace(block, legal_name=paragraph + block.legal_name, lines=lines)


def _merged_facts(old: Any, new: Any) -> Any:
    """Give the facts of the cover with the changed words marked; an entry of a list is new or gone as a whole."""
    if isinstance(old, str) and isinstance(new, str):
        return merged_words(old, new)
    if isinstance(old, dict) and isinstance(new, dict):
        return {
            key: _merged_facts(old.get(key, value), value) if key not in _MACHINE_FACTS else value
            for key, value in new.items()
        }
    if isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        written: list[Any] = []
        before, after = [repr(entry) for entry in old], [repr(entry) for entry in new]
        for piece in pieces_of(before, after):
            if piece.kind == "equal":
                written += new[piece.new]
            elif len(old[piece.old]) == len(new[piece.new]):
                written += map(_merged_facts, old[piece.old], new[piece.new])
            else:
                written += (_whole(entry, ROW_DELETED + DELETED, DELETED_END) for entry in old[piece.old])
                written += (_whole(entry, ROW_INSERTED + INSERTED, INSERTED_END) for entry in new[piece.new])
        return type(new)(written)
    return new


def _whole(entry: Any, start: str, end: str) -> Any:
    if isinstance(entry, str):
        return f"{start}{entry}{end}" if entry else entry
    if isinstance(entry, dict):
        return {key: _whole(value, start, end) for key, value in entry.items()}
    return entry
