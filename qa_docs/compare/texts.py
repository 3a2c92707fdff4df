"""Two texts as one in which the changes are marked."""

from collections.abc import Hashable, Iterable, Sequence

from msgspec.structs import replace

from qa_docs.compare.words import LEAST_ALIKE, likeness, pieces_of, readable, words_of
from qa_docs.model.document import Blank, DefinedTerm, Emphasis, Inline, Reference, Strong, Text
from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END, replaced
from qa_docs.model.plain import plain_text

_Atom = tuple[Hashable, Inline]


def merged(old: Text, new: Text) -> Text:
    """Give `new` with what it has in place of `old` marked; a reference whose number alone changed stays one."""
    before, after = _atoms(old), _atoms(new)
    old_keys, new_keys = [key for key, _ in before], [key for key, _ in after]
    if old_keys != new_keys and likeness(old_keys, new_keys) < LEAST_ALIKE:
        return _joined([*_around(DELETED, before, DELETED_END), *_around(INSERTED, after, INSERTED_END)])
    written: list[Inline] = []
    for piece in readable(pieces_of(old_keys, new_keys), old_keys, new_keys):
        gone, come = before[piece.old], after[piece.new]
        if piece.kind == "equal":
            written += (_kept(was, now) for (_, was), (_, now) in zip(gone, come, strict=True))
        else:
            written += _around(DELETED, gone, DELETED_END)
            written += _around(INSERTED, come, INSERTED_END)
    return _joined(written)


def merged_words(old: str, new: str) -> str:
    """Give `new` with what it has in place of `old` marked."""
    return new if old == new else "".join(node for node in merged((old,), (new,)) if isinstance(node, str))


def renumbered(old: str, new: str) -> str:
    """Give a number with its change marked, without the word before it: "Appendix 4" to "Appendix 5" is 4 to 5."""
    if old == new:
        return new
    number = new.split()[-1] if new.split() else ""
    before = old.split()[-1] if old.split() else ""
    return new[: len(new) - len(number)] + replaced(before, number)


def meaning_of(text: Text) -> str:
    """Give a text for comparing: a reference is what it leads to, whatever number that has."""
    return "".join(
        f"\u27e8{node.target}\u27e9" if isinstance(node, Reference) else plain_text((node,)) for node in text
    )


def keys_of(text: Text) -> list[Hashable]:
    """Give what the words of a text are compared by."""
    return [key for key, _ in _atoms(text)]


def _atoms(text: Text) -> list[_Atom]:
    atoms: list[_Atom] = []
    for node in text:
        match node:
            case str():
                atoms += ((word, word) for word in words_of(node))
            case Blank():
                # An answered blank is read word by word like the text around it.
                atoms += ((word, word) for word in words_of("[\u2022]" if node.open else node.text))
            case Reference():
                atoms.append((("reference", node.target, node.lead), node))
            case Strong() | Emphasis() | DefinedTerm():
                atoms.append(((type(node).__name__, plain_text((node,))), node))
    return atoms


def _kept(old: Inline, new: Inline) -> Inline:
    if isinstance(old, Reference) and isinstance(new, Reference) and old.number != new.number:
        return replace(new, number=renumbered(old.number, new.number))
    return new


def _around(start: str, atoms: Sequence[_Atom], end: str) -> Iterable[Inline]:
    return (start, *(node for _, node in atoms), end) if atoms else ()


def _joined(nodes: Iterable[Inline]) -> Text:
    """Give the nodes with neighbouring words put together."""
    text: list[Inline] = []
    for node in nodes:
        if isinstance(node, str) and text and isinstance(text[-1], str):
            text[-1] += node
        else:
            text.append(node)
    return tuple(text)
