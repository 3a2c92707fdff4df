"""Takes `{{ … }}` and `[when: …]` out of a text before Markdown sees it, and leaves marks in their place.

So an expression may hold what Markdown would take for emphasis or a table's bar, and what is filled in later can never
become Markdown. The marks are made of two characters that no text can hold, since reading refuses them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_docs.model.expression import Expression
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.expression import read_expression

_OPEN, _SHUT = "\ufffe", "\uffff"
MARK = re.compile(f"{_OPEN}([vw])(\\d+){_SHUT}")
"""A mark: `v` for a value, `w` for a condition, and its number."""

_STARTS = re.compile(r"\{\{|\}\}|\{%|\{#|\[\s*when\b\s*:?", re.IGNORECASE)
_QUOTED = r"'[^']*'|\"[^\"]*\""
_LIST = rf"\[(?:{_QUOTED}|[^\[\]'\"])*\]"
# No expression needs a brace, and without them a line of nothing but braces is read in one go.
_VALUE = re.compile(rf"\{{\{{((?:{_QUOTED}|[^'\"{{}}])*)\}}\}}")
_CONDITION = re.compile(rf"\[when:((?:{_QUOTED}|{_LIST}|[^'\"\[\]])*)\]")


class Cut(NamedTuple):
    """What was cut out: the expression, or None where it was faulty, and the place."""

    expression: Expression | None
    place: Place


class Cuts:
    """The expressions of one text, by number, and what was wrong with them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.taken: list[Cut] = []
        self.problems: list[Problem] = []

    def cut(self, text: str, first_line: int, only_place: Place | None = None) -> str:
        """Give `text` with marks for its expressions; every line keeps its number.

        `only_place` is given for phrases out of YAML, where a column in the text is none in the file.
        """
        lines = text.split("\n")
        for number, line in enumerate(lines):
            line = line.rstrip()
            if "{" in line or "}}" in line or "[" in line:
                line = "".join(self._pieces(line, first_line + number, only_place))
            lines[number] = line
        return "\n".join(lines)

    def _pieces(self, line: str, number: int, only_place: Place | None) -> Iterator[str]:
        end = 0
        while found := _STARTS.search(line, end):
            yield line[end : found.start()]
            place = only_place or Place(self._file, number, found.start() + 1)
            whole = self._whole(found, line, place)
            if whole is None:
                yield " "
                end = found.end()
            else:
                kind = "v" if found.group() == "{{" else "w"
                yield f"{_OPEN}{kind}{len(self.taken)}{_SHUT}"
                self.taken.append(self._read(whole.group(1), place))
                end = whole.end()
        yield line[end:]

    def _whole(self, found: re.Match[str], line: str, place: Place) -> re.Match[str] | None:
        """Give the expression that begins here, or None and note what is wrong."""
        start = found.group()
        if start == "{{" and (whole := _VALUE.match(line, found.start())):
            return whole
        if start == "[when:" and (whole := _CONDITION.match(line, found.start())):
            return whole
        if start == "{{":
            self._note(place, "template-tag", "'{{' is not closed in its line", "close it with '}}'")
        elif start == "}}":
            self._note(place, "template-tag", "'}}' closes nothing", "open it with '{{', or delete it")
        elif start in ("{%", "{#"):
            hint = "write '[when: …]' at the start of a paragraph, or a variant of the clause"
            self._note(place, "template-tag", f"the tag {start!r} is not used in clauses", hint)
        else:
            self._note(
                place, "expression-syntax", "the condition cannot be read", "write '[when: condition]' on one line"
            )
        return None

    def _read(self, text: str, place: Place) -> Cut:
        try:
            return Cut(read_expression(text.strip(), place), place)
        except ProblemsFound as found:
            self.problems.extend(found.problems)
            return Cut(None, place)

    def _note(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))
