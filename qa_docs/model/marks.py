"""Marks of what changed, as characters that no text holds: so a marked text goes wherever a plain one goes.

A redline is a document whose texts carry these marks; whoever prints it turns them into tracked changes. Unicode keeps
the characters U+FDD0 to U+FDEF for a program's own use and they never are text; files that hold one are refused.
"""

import re

DELETED, DELETED_END = "\ufdd0", "\ufdd1"
"""Around words that are gone."""
INSERTED, INSERTED_END = "\ufdd2", "\ufdd3"
"""Around words that are new."""
PARAGRAPH_DELETED, PARAGRAPH_INSERTED = "\ufdd4", "\ufdd5"
"""At the beginning of a paragraph that is gone or new as a whole."""
ROW_DELETED, ROW_INSERTED = "\ufdd6", "\ufdd7"
"""Somewhere in a table row that is gone or new as a whole."""
MOVED_FROM, MOVED_TO, MOVE_END = "\ufdd8", "\ufdd9", "\ufdda"
"""At the beginning of a paragraph that moved: the mark, the number of the move, the end."""
TABLE_DELETED, TABLE_INSERTED = "\ufddb", "\ufddc"
"""Somewhere in a table that is gone or new as a whole."""

MARKS = "\ufdd0-\ufddc"
"""All marks, for a character class."""
_DELETED_TEXT = re.compile(f"{DELETED}[^{DELETED_END}]*{DELETED_END}")
_INSERTED_TEXT = re.compile(f"{INSERTED}[^{INSERTED_END}]*{INSERTED_END}")
_MOVE = re.compile(f"[{MOVED_FROM}{MOVED_TO}]\\d+{MOVE_END}")
_WHOLE = re.compile(f"[{PARAGRAPH_DELETED}{PARAGRAPH_INSERTED}]|{_MOVE.pattern}")
_ANY = re.compile(f"[{MARKS}]")


def is_marked(text: str) -> bool:
    """Say whether `text` carries a mark."""
    return _ANY.search(text) is not None


def whole_mark(text: str) -> str:
    """Give the mark with which a paragraph begins that is gone, new or moved as a whole; nothing where it has none."""
    found = _WHOLE.match(text)
    return found.group() if found else ""


def accepted(text: str) -> str:
    """Give a marked text as it reads when every change is accepted."""
    return _ANY.sub("", _MOVE.sub("", _DELETED_TEXT.sub("", text)))


def rejected(text: str) -> str:
    """Give a marked text as it reads when every change is rejected."""
    return _ANY.sub("", _MOVE.sub("", _INSERTED_TEXT.sub("", text)))


def replaced(old: str, new: str) -> str:
    """Give a text in which `new` stands for `old`."""
    before = f"{DELETED}{old}{DELETED_END}" if old else ""
    return before + (f"{INSERTED}{new}{INSERTED_END}" if new else "")
