"""A clause file: a YAML head between two `---` lines, and the text below it."""

import re

from qa_docs.problems import Place, Problem, ProblemsFound

_HINT = "begin the file with a line '---', the head (title: …), and another line '---'"


def split_head(text: str, file: str) -> tuple[str, int, str, int]:
    """Give the head and the line it begins on, then the body and the line it begins on."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise ProblemsFound([Problem(Place(file, 1, 1), "clause-head", "the clause has no head", _HINT)])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise ProblemsFound([Problem(Place(file, 1, 1), "clause-head", "the head of the clause is not closed", _HINT)])
    return "\n".join([*lines[1:end], ""]), 2, "\n".join(lines[end + 1 :]), end + 2


def position_sources(body: str) -> dict[str, str]:
    """Give the text of each position as its author wrote it, without blank lines around it."""
    parts = re.split(r"^# (acceptable|fallback)[ \t]*$", body, flags=re.MULTILINE)
    named = zip(("standard", *parts[1::2]), parts[::2], strict=True)
    return {name: text.strip("\n") + "\n" for name, text in named}
