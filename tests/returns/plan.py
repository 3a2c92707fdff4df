"""Edits of a returned agreement, planned from its lines: one a clause, of many kinds, each with what must be found."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qa_docs.review.lines import Line, Returned

ROLES = ("Sponsor", "Laboratory")


class Planned(NamedTuple):
    """An edit to make, and what a review must say of its clause."""

    kind: str
    clause: str
    line: str
    """The words of the paragraph, or of the cell."""
    old: str
    new: str
    what: str
    """What the finding must call the edit."""
    codes: tuple[str, ...]
    """Signs that must be among those of the clause."""


def _swap(old: str, new: str) -> Callable[[str], tuple[str, str] | None]:
    return lambda text: (old, new) if text.count(old) == 1 else None


def _swapped_party(text: str) -> tuple[str, str] | None:
    found = re.match(rf"The ({'|'.join(ROLES)}) shall ", text)
    if not found:
        return None
    other = ROLES[1 - ROLES.index(found[1])]
    return found.group(), f"The {other} shall "


def _longer(text: str) -> tuple[str, str] | None:
    found = re.search(r"\b(\d+)\u00a0((?:Business|calendar) Days?|calendar days?|months|years)\b", text, re.I)
    return (
        (found.group(), f"{int(found[1]) * 2 + 1}\u00a0{found[2]}")
        if found and text.count(found.group()) == 1
        else None
    )


def _other_unit(text: str) -> tuple[str, str] | None:
    found = re.search(r"\b(\d+)\u00a0Business Days?\b", text)
    return (found.group(), f"{found[1]}\u00a0weeks") if found and text.count(found.group()) == 1 else None


def _misspelt(text: str) -> tuple[str, str] | None:
    found = re.search(r"\b(writing|records|results|information|material|procedure|documents)\b", text)
    return (found.group(), found[1][:-2] + found[1][-1] + found[1][-2]) if found and text.count(found[1]) == 1 else None


def _last_words(text: str) -> tuple[str, str] | None:
    return (text[-12:], f"{text[-12:-1]} as the parties see fit.") if len(text) > 60 and text.endswith(".") else None


def _without_middle(text: str) -> tuple[str, str] | None:
    found = re.search(r", [a-z][^,.;:()]{12,60}(?=[,.])", text)
    return (found.group(), "") if found and text.count(found.group()) == 1 and "shall" not in found.group() else None


WORDS: tuple[tuple[str, Callable[[str], tuple[str, str] | None], tuple[str, ...]], ...] = (
    ("duty weakened", _swap(" shall ", " may "), ("duty-weakened",)),
    ("negation", _swap(" shall ", " shall not "), ("negation",)),
    ("party swapped", _swapped_party, ("party",)),
    ("time longer", _longer, ("clock",)),
    ("unit of a time", _other_unit, ("unit",)),
    ("qualified", _swap(" shall ", " shall use reasonable efforts to "), ("qualified",)),
    ("or for and", _swap(" and ", " or "), ("conjunction",)),
    ("scope", _swap(" each ", " any major "), ("scope",)),
    ("unless", _swap(".", ", unless the Laboratory sees no need."), ("negation",)),
    ("money", _swap(" shall ", " shall, at the expense of the Sponsor, "), ("commercial",)),
    ("misspelt", _misspelt, ()),
    ("words added", _last_words, ()),
    ("words taken out", _without_middle, ()),
)


def planned(file: Returned, kinds: Sequence[str], count: int, skip: frozenset[str] = frozenset()) -> Iterator[Planned]:
    """Yield up to `count` edits of these kinds in turn, each in a clause of its own."""
    used = set(skip)
    texts = [line for line in file.lines if _is_plain(line)]
    seen = [line.before[0] for line in texts]
    made = 0
    while made < count:
        before = made
        for name, find, codes in WORDS:
            if name not in kinds or made >= count:
                continue
            for line in texts:
                if line.clause in used or seen.count(line.before[0]) > 1:
                    continue
                if fragments := find(line.before[0]):
                    used.add(line.clause)
                    made += 1
                    yield Planned(name, line.clause, line.before[0], *fragments, "changed", codes)
                    break
        if made == before:
            return


def _is_plain(line: Line) -> bool:
    return bool(
        line.clause
        and line.kind == "paragraph"
        and len(line.before[0]) > 40
        and not line.targets
        and not line.blanks
        and "\n" not in line.before[0]
    )


def whole_lines(file: Returned, skip: frozenset[str], count: int) -> Iterator[Planned]:
    """Yield paragraphs to take out and to put in, in turn, each in a clause of its own with other paragraphs."""
    held: dict[str, list[Line]] = {}
    for line in file.lines:
        if line.clause and line.kind == "paragraph":
            held.setdefault(line.clause, []).append(line)
    made = 0
    for clause, lines in held.items():
        plain = [line for line in lines[1:] if _is_plain(line) and " shall " in line.before[0]]
        if clause in skip or len(lines) < 4 or not plain or made >= count:
            continue
        text = plain[-1].before[0]
        if made % 2:
            yield Planned(
                "paragraph added",
                clause,
                text,
                "",
                f"The Sponsor shall bear all that follows from {clause}.",
                "added",
                ("text-added",),
            )
        else:
            yield Planned("paragraph deleted", clause, text, text, "", "deleted", ("duty-gone",))
        made += 1


def other_edits(file: Returned, skip: frozenset[str], kinds: Sequence[str], count: int) -> Iterator[Planned]:
    """Yield comments and changes of look, in turn, each in a clause of its own."""
    seen = [line.before[0] for line in file.lines if line.before]
    used = set(skip)
    made = 0
    for line in file.lines:
        if made < count and _is_plain(line) and line.clause not in used and seen.count(line.before[0]) == 1:
            used.add(line.clause)
            kind = kinds[made % len(kinds)]
            said = f"Why is this needed in {line.clause}?" if kind == "comment" else ""
            yield Planned(kind, line.clause, line.before[0], line.before[0], said, kind, ())
            made += 1


def cell_edits(file: Returned, skip: frozenset[str], count: int) -> Iterator[Planned]:
    """Yield changed table cells, each in a clause of its own."""
    cells = [cell for line in file.lines if line.kind == "row" for cell in line.before]
    used = set(skip)
    for line in file.lines:
        if line.kind != "row" or not line.clause or line.clause in used or len(used) - len(skip) >= count:
            continue
        for cell in line.before:
            if len(cell) > 12 and cells.count(cell) == 1 and "\n" not in cell and not line.targets and not line.blanks:
                used.add(line.clause)
                last = cell.split()[-1]
                yield Planned("cell changed", line.clause, cell, last, f"{last} as agreed", "changed", ())
                break


def blank_edits(file: Returned, skip: frozenset[str], count: int) -> Iterator[Planned]:
    """Yield blanks of a draft that are filled in otherwise: a length of time once shorter, once far too long."""
    used = set(skip)
    texts = [line.before[0] for line in file.lines if line.before]
    for line in file.lines:
        if line.kind == "row" or line.clause in used or line.targets or len(used) - len(skip) >= count:
            continue
        for _, answer in line.blanks:
            number, _, unit = answer.partition("\u00a0")
            if (
                number.isdigit()
                and int(number) > 1
                and line.before[0].count(answer) == 1
                and texts.count(line.before[0]) == 1
            ):
                long = len(used) % 2
                other = f"{int(number) * 30}\u00a0{unit}" if long else f"{int(number) - 1}\u00a0{unit}"
                used.add(line.clause)
                yield Planned(
                    "blank too long" if long else "blank shorter",
                    line.clause,
                    line.before[0],
                    answer,
                    other,
                    "changed",
                    ("clock",),
                )
                break


def unseen_edits(file: Returned, kinds: Sequence[str], count: int) -> Iterator[Planned]:
    """Yield edits that leave the words as they are, in turn, each in a clause of its own."""
    seen = [line.before[0] for line in file.lines if line.before]
    used: set[str] = set()
    made = 0
    for line in file.lines:
        kind = kinds[made % len(kinds)]
        fits = line.clause and line.clause not in used and line.kind == "paragraph" and not line.blanks
        if made >= count or not fits or len(line.before[0]) < 40 or seen.count(line.before[0]) > 1:
            continue
        numbered = line.style == "ClauseLevel1" and not line.numbers[1].begins
        if (kind == "target") != bool(line.targets) or (kind in _NUMBERED and not numbered):
            continue
        used.add(line.clause)
        made += 1
        what, code = UNSEEN[kind]
        yield Planned(kind, line.clause, line.before[0], line.before[0], "", what, (code,))


UNSEEN = {
    "style": ("number", "number"),
    "level": ("number", "number"),
    "unnumbered": ("number", "number"),
    "restart": ("number", "number"),
    "hidden": ("changed", "hidden"),
    "link": ("link", "link"),
    "target": ("target", "target"),
}
"""Edits of which the words tell nothing: what the finding must call each, and its sign."""
_NUMBERED = ("style", "level", "unnumbered", "restart")


def as_json(plans: Sequence[Planned]) -> list[dict[str, Any]]:
    """Give the plans for a program that is not Python's own."""
    return [plan._asdict() for plan in plans]
