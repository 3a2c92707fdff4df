"""Names that Word can find: bookmarks for headings, tables and figures, ids for content controls."""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qa_docs.model.document import Block, ClauseText, Heading, Table
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Picture

_LONGEST_BOOKMARK = 40
_LONGEST_TAG = 64
_FORBIDDEN = re.compile(r"[^A-Za-z0-9]")


Target = Heading | Table | Drawing | Picture


def targets_of(blocks: Iterable[Block]) -> Iterator[Target]:
    """Yield what a reference can lead to, in the order of the document."""
    for block in blocks:
        if type(block) is Heading:
            yield block
        elif type(block) is ClauseText:
            yield block.heading
            for inner in block.blocks:
                if isinstance(inner, (Table, Drawing, Picture)):
                    yield inner
        elif isinstance(block, (Table, Drawing)) or (isinstance(block, Picture) and not block.sheet):
            yield block


def anchors_of(blocks: Iterable[Block]) -> Iterator[tuple[str, Target]]:
    """Yield each target with the id that its bookmark is named after.

    An appendix and its table may bear the same id: the appendix is what references mean, the table is told apart.
    """
    targets = tuple(targets_of(blocks))
    headings = {target.id for target in targets if isinstance(target, Heading)}
    for target in targets:
        own = isinstance(target, Heading) or target.id not in headings
        yield target.id if own else f"{target.id} caption", target


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """Give each id a bookmark name of its own, always the same one.

    Word takes letters, digits and underscores, at most 40, and does not tell capitals from small letters.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for target in ids:
        if target in names:
            continue
        name = _plain_name(target)
        if len(name) > _LONGEST_BOOKMARK or name.lower() in taken:
            name = f"{name[: _LONGEST_BOOKMARK - 9]}_{_digest(target)}"
        while name.lower() in taken:
            name = f"{name[: _LONGEST_BOOKMARK - 9]}_{_digest(name)}"
        taken.add(name.lower())
        names[target] = name
    return names


@lru_cache(maxsize=4096)  # the ids of a library are the same in all its agreements
def _plain_name(target: str) -> str:
    return f"_Ref_{_FORBIDDEN.sub('_', target)}"


class ControlIds:
    """Gives each content control an id that depends on its tag alone, unless another one has it already."""

    def __init__(self, taken: Iterable[int]) -> None:
        self._taken = set(taken)

    def next(self, tag: str) -> int:
        """Give an id for a control with `tag`."""
        chosen = zlib.crc32(tag.encode()) & 0x7FFF_FFFF or 1
        while chosen in self._taken:
            chosen = chosen % 0x7FFF_FFFF + 1
        self._taken.add(chosen)
        return chosen


def fitting_tag(tag: str) -> str:
    """Give `tag` as Word takes it: at most 64 characters, a longer one cut and marked with its digest."""
    if len(tag) <= _LONGEST_TAG:
        return tag
    return f"{tag[: _LONGEST_TAG - 9]}~{_digest(tag)}"


def fitting_alias(title: str) -> str:
    """Give the title of a content control as Word takes it: at most 64 characters."""
    return title if len(title) <= _LONGEST_TAG else title[: _LONGEST_TAG - 1].rstrip() + "…"


def _digest(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
