"""What the YAML parser complains of, in plain words and with the way out."""

from typing import Any, NamedTuple

import yaml

from qa_docs.problems import Place, Problem


class _Fault(NamedTuple):
    """A complaint of the parser, by what it says; `at_start` places it where the broken thing began."""

    says: str
    message: str
    hint: str
    at_start: bool = False


_FAULTS = (
    _Fault(
        "unknown escape character",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes, or write \\\\ for a backslash",
    ),
    _Fault("escape", "an escape in double quotes is wrong", "use single quotes, or write \\\\ for a backslash"),
    _Fault(
        "a quoted scalar", "a quotation mark is opened and not closed", "close it, or double it if it is meant", True
    ),
    _Fault("cannot start any token", "a value begins with a character that YAML keeps for itself", "put it in quotes"),
    _Fault("an alias", "a value begins with *, which YAML keeps for itself", "put it in quotes"),
    _Fault("an anchor", "a value begins with &, which YAML keeps for itself", "put it in quotes"),
    _Fault("a tag", "a value begins with !, which YAML keeps for itself", "put it in quotes"),
    _Fault("a directive", "a line begins with %, which YAML keeps for itself", "put it in quotes"),
    _Fault("YAML document", "a line begins with %, which YAML keeps for itself", "delete the line"),
    _Fault(
        "a flow sequence",
        "a list in [ ] is not closed, or a comma is missing",
        "close it with ], or put the text in quotes",
        True,
    ),
    _Fault(
        "a flow mapping",
        "a mapping in { } is not closed, or a comma is missing",
        "close it with }, or put the text in quotes",
        True,
    ),
    _Fault(
        "mapping values are not allowed",
        "a second ': ' follows in this line, or the line is indented too far",
        "put a text that holds ': ' in quotes, or line the key up with the one above",
    ),
    _Fault(
        "could not find expected ':'",
        "a line stands between keys and is none itself",
        "write 'key: value', or indent the line if it belongs to the text above",
    ),
    _Fault(
        "block sequence entries are not allowed",
        "a list item ('- ') cannot begin here",
        "begin it on a line of its own below its key",
    ),
    _Fault(
        "a block collection",
        "this line does not line up with the list above it",
        "indent all items alike, each beginning with '- '",
    ),
    _Fault("a block mapping", "this line does not line up with the keys above it", "indent keys of one level alike"),
    _Fault(
        "a block scalar",
        "the text after | or > is not indented as it should be",
        "indent all its lines more than its key",
    ),
)
_TAB = _Fault("", "a tab is used for indentation", "indent with spaces")
_AFTER_VALUE = _Fault(
    "", "the value has ended before this", "put the whole value in quotes; inside single quotes, '' is an apostrophe"
)


def explained(fault: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """Give the problem that a complaint of the parser comes to."""
    if not isinstance(fault, yaml.MarkedYAMLError):
        return _unreadable_character(fault, text, file, first_line)
    said = f"{fault.problem} / {fault.context}"
    known = next((known for known in _FAULTS if known.says in said), None)
    mark = fault.problem_mark or fault.context_mark
    before, at = _line_around(mark, text)
    if at == "\t":
        known = _TAB
    elif before and known is not None and known.says in ("a block mapping", "a block collection"):
        known = _AFTER_VALUE
    elif known is not None and known.at_start:
        mark = fault.context_mark or mark
    place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
    if known is None:
        hint = "check quotation marks, brackets and indentation"
        return Problem(place, "yaml-syntax", f"the YAML cannot be read: {fault.problem}", hint)
    return Problem(place, "yaml-syntax", known.message, known.hint)


def _line_around(mark: Any, text: str) -> tuple[str, str]:
    """Give what stands before the mark in its line, and the character at the mark."""
    lines = text.split("\n", mark.line + 1) if mark else []
    if not mark or mark.line >= len(lines):
        return "", ""
    line = lines[mark.line]
    return line[: mark.column].strip(), line[mark.column : mark.column + 1]


def _unreadable_character(fault: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """The parser's reader gives a number for the character, and a position that depends on the encoding."""
    character = getattr(fault, "character", 0)
    number = character if isinstance(character, int) else ord(character[:1] or "\0")
    at = max(text.find(chr(number)), 0)
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    message = f"the character U+{number:04X} cannot stand in YAML"
    return Problem(Place(file, text.count("\n", 0, at) + first_line, column), "illegal-character", message, "delete it")
