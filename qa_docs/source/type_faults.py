"""What the type check complains of, in plain words: one problem for each thing that a person did wrong."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qa_docs.problems import Place, Problem, did_you_mean, nearest
from qa_docs.source.expected import Target, dataclass_of, in_words, literals_of, members_of, required_of, target_of
from qa_docs.source.field_docs import fields_of
from qa_docs.source.yaml_composer import Path
from qa_docs.source.yaml_tree import Tree

Complaint = Mapping[str, Any]

_GUESSES = 200
"""How many complaints of one file are looked through for misspellings."""
_DATE_HINT = "write YYYY-MM-DD, for example 2026-12-31"


def faults_of(complaints: Iterable[Complaint], tree: Tree, kind: Any, at: Path) -> tuple[Problem, ...]:
    """Give the problems that the complaints come to.

    One misspelt key makes two complaints, an unknown key and a missing one; one wrong value of a union makes one for
    each member. Both come to one problem here.
    """
    found = [(complaint, target_of(kind, tuple(complaint["loc"]))) for complaint in complaints]
    meant = {
        target.path: _meant(target, kind) for complaint, target in found[:_GUESSES] if _is_unknown(complaint, target)
    }
    spelt_otherwise = {(*path[:-1], guess) for path, guess in meant.items() if guess}
    problems: dict[Problem, None] = {}
    for complaint, target in found:
        if complaint["type"] == "missing" and target.path in spelt_otherwise:
            continue
        for problem in _Fault(complaint, target, tree, kind, at).problems(target.path in meant):
            problems[problem] = None
    return tuple(problems)


def date_fault(tree: Tree, at: Path, written: Any) -> Problem:
    """Give the problem of a date that is not written as one."""
    return Problem(tree.value_place(at), "wrong-value", f"{shortened(written)} is not a date", _DATE_HINT)


def shortened(value: Any) -> str:
    """Give a value in quotes, cut where it is long."""
    text = str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")


def named(path: Path) -> str:
    """Say which value is meant: "'title'", "item 2 of 'markets'"."""
    if not path:
        return "this"
    if isinstance(path[-1], str):
        return shortened(path[-1])
    return f"item {path[-1] + 1} of {named(path[:-1])}" if len(path) > 1 else f"item {path[-1] + 1}"


def _is_unknown(complaint: Complaint, target: Target) -> bool:
    return complaint["type"] == "unexpected_keyword_argument" or target.is_key


def _known_keys(target: Target, kind: Any) -> tuple[str, ...]:
    if target.is_key:
        return literals_of(target.expected)
    around = dataclass_of(target_of(kind, target.path[:-1]).expected)
    return tuple(fields_of(around)) if around else ()


def _meant(target: Target, kind: Any) -> str:
    return nearest(str(target.path[-1]), _known_keys(target, kind))


class _Fault:
    """One complaint with all that is needed to put it in words."""

    def __init__(self, complaint: Complaint, target: Target, tree: Tree, kind: Any, at: Path) -> None:
        self._complaint = complaint
        self._target = target
        self._tree = tree
        self._kind = kind
        self._path = (*at, *target.path)
        self._written = written_at(tree.value, self._path)

    def problems(self, guess: bool) -> Iterator[Problem]:
        """Yield the problem, unless another complaint says it better."""
        kind = self._complaint["type"]
        if _is_unknown(self._complaint, self._target):
            yield self._unknown_key(guess)
        elif kind == "missing":
            yield self._missing_key()
        elif self._speaks_for_another_member() or self._is_follow_on(kind):
            return
        elif kind.startswith("date") and isinstance(self._written, str):
            yield date_fault(self._tree, self._path, self._written)
        elif kind == "literal_error" and isinstance(self._written, str):
            yield self._not_allowed()
        elif kind == "literal_error" or kind.endswith("_type"):
            yield self._wrong_type()
        else:
            yield self._wrong_value(kind)

    def _speaks_for_another_member(self) -> bool:
        """A mapping is meant for the dataclass of a union, everything else for its other members."""
        if len(members_of(self._target.expected)) < 2:
            return False
        return isinstance(self._written, dict) != (dataclass_of(self._target.member) is not None)

    def _is_follow_on(self, kind: str) -> bool:
        """A list is also called too short when its items are there and wrong."""
        return kind == "too_short" and len(self._written or ()) >= self._complaint["ctx"]["min_length"]

    def _unknown_key(self, guess: bool) -> Problem:
        place = self._tree.place(self._path)
        key = str(self._path[-1])
        hint = did_you_mean(key, _known_keys(self._target, self._kind), self._all_keys()) if guess else ""
        return Problem(place, "unknown-key", f"{shortened(key)} is not known here", hint)

    def _all_keys(self) -> str:
        return "the keys here are: " + ", ".join(_known_keys(self._target, self._kind))

    def _missing_key(self) -> Problem:
        key, around = str(self._path[-1]), self._path[:-1]
        where = f" in {named(around)}" if around else ""
        holder = dataclass_of(target_of(self._kind, self._target.path[:-1]).expected)
        meaning = fields_of(holder)[key] if holder else ""
        place = self._tree.place(around)
        return Problem(
            place, "missing-key", f"the key {key!r} is missing{where}", f"add it: {meaning}" if meaning else ""
        )

    def _not_allowed(self) -> Problem:
        allowed = literals_of(self._target.expected)
        of = self._path[:-1] if isinstance(self._path[-1], int) else self._path
        hint = did_you_mean(self._written, allowed, _choice(allowed, dataclass_of(self._target.expected)))
        return self._problem("wrong-value", f"{shortened(self._written)} is not a value of {named(of)}", hint)

    def _wrong_type(self) -> Problem:
        if self._written is None:
            return self._nothing_written()
        expected = in_words(self._target.expected)
        got = (
            "a mapping of keys"
            if isinstance(self._written, dict)
            else "a list"
            if isinstance(self._written, list)
            else "text"
        )
        return self._problem(
            "wrong-type", f"{named(self._path)} must be {expected}, not {got}", self._type_hint(expected)
        )

    def _type_hint(self, expected: str) -> str:
        holder = dataclass_of(self._target.expected)
        allowed = literals_of(self._target.expected)
        if allowed:
            return _choice(allowed, holder)
        if holder:
            first = (
                "write its keys below it, indented: " if self._path else "write lines of 'key: value', with the keys "
            )
            return first + ", ".join(list(fields_of(holder))[:8])
        if expected == "a list":
            return "put each item on a line of its own, beginning with '- ', or write [one, two]"
        if expected == "a mapping of keys":
            return "write lines of 'key: value' below it, indented"
        return "put the text in quotes" if isinstance(self._written, dict) else ""

    def _nothing_written(self) -> Problem:
        key = self._path[-1] if self._path else ""
        if isinstance(key, int):
            return self._problem(
                "wrong-type", f"{named(self._path)} is empty", "write something after the '-', or delete the line"
            )
        around = dataclass_of(target_of(self._kind, self._target.path[:-1]).expected) if self._target.path else None
        needed = around is not None and key in required_of(around)
        meaning = fields_of(around).get(str(key), "") if around else ""
        hint = f"write a value: {meaning}" if needed else "write a value, or delete the line"
        return Problem(
            self._tree.place(self._path), "wrong-type", f"nothing is written after {named(self._path)}", hint
        )

    def _wrong_value(self, kind: str) -> Problem:
        context = self._complaint.get("ctx") or {}
        name, written = named(self._path), shortened(self._written)
        said = {
            "string_too_short": (f"{name} is empty", "write something between the quotes"),
            "too_short": (f"{name} is empty", "give at least one"),
            "string_too_long": (f"{name} is longer than {context.get('max_length')} characters", "shorten it"),
            "greater_than_equal": (f"{written} is too small for {name}", f"write a number from {context.get('ge')}"),
            "less_than_equal": (f"{written} is too large for {name}", f"write a number up to {context.get('le')}"),
            "int_parsing": (f"{written} is not a whole number", "write digits only, for example 24"),
            "int_parsing_size": (f"{written} is too large for {name}", "write a smaller number"),
            "int_from_float": (f"{written} is not a whole number", "write digits only, for example 24"),
            "decimal_parsing": (f"{written} is not a number", "write digits and a point, for example 2.5"),
            "finite_number": (f"{written} is not a number", "write digits and a point, for example 2.5"),
            "bool_parsing": (f"{written} is neither true nor false", "write true or false"),
            "predicate_failed": (f"{name} must be one line of text", "write it on one line, with words in it"),
        }
        if kind == "predicate_failed" and in_words(self._target.expected) == "a number":
            return self._problem(
                "wrong-value",
                f"{written} is too large for {name}, or has too many decimals",
                "write it in another unit",
            )
        message, hint = said.get(kind, (f"{written} cannot be the value of {name}", ""))
        return self._problem("wrong-value", message, hint)

    def _problem(self, code: str, message: str, hint: str) -> Problem:
        place: Place = self._tree.value_place(self._path)
        return Problem(place, code, message, hint)


def _choice(allowed: tuple[str, ...], mapping: type | None) -> str:
    choice = "choose one of: " + ", ".join(allowed)
    return f"{choice}; or give a mapping with {' and '.join(fields_of(mapping))}" if mapping else choice


def written_at(value: Any, path: Path) -> Any:
    """Give what the tree holds at `path`, or None."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value
