"""The source of a clause as its author wrote it: paragraphs, list items and lines of tables, and what each prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": None}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_MARKER = re.compile(r"^(\s*)(\d+[.)]|[-*+])(\s+)")
_WHEN = re.compile(r"^\[when:(?:'[^']*'|\"[^\"]*\"|\[[^\[\]]*\]|[^\[\]'\"])*\]\s*")
_ONE_VALUE = r"\{\{(?:'[^']*'|\"[^\"]*\"|[^'\"{}])*\}\}"
VALUE = re.compile(rf"{_ONE_VALUE}(?:\s*{_ONE_VALUE})*")
"""A value; several side by side are taken as one, since nothing tells where the print of each ends."""
ENDING = re.compile(r"(?:[;,.](?: and| or)?)$")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class SourceParagraph:
    """A paragraph or list item of the source. `lead` is its mark and its condition, as written."""

    lead: str
    lines: list[str]
    indent: str = ""
    item: bool = False
    fixed: bool = False
    """Whether it is a line of a table."""
    gone: bool = False
    fresh: bool = False
    after: list["SourceParagraph"] = field(default_factory=list)
    blank_above: int = 0


def plain(text: str) -> str:
    """Give a text without kinds of space, quotation mark and dash."""
    return " ".join(text.translate(PLAIN).split())


def core(text: str) -> str:
    """Give a text as `plain` does, without the marks that a list item ends with."""
    return ENDING.sub("", plain(text))


def paragraphs_of_source(source: str) -> Iterator[SourceParagraph]:
    """Yield the paragraphs, list items and lines of tables of a source."""
    current: SourceParagraph | None = None
    blank = 0
    for line in source.rstrip("\n").split("\n"):
        if not line.strip():
            blank += 1
            if current is not None:
                yield current
                current = None
            continue
        marker = _MARKER.match(line)
        fixed = line.lstrip().startswith("|")
        if current is not None and marker is None and not current.fixed and not fixed:
            current.lines.append(line.strip())
            continue
        if current is not None:
            yield current
        lead = marker.group() if marker else re.match(r"\s*", line).group()  # type: ignore[union-attr]
        rest = line if fixed else line[len(lead) :]
        current = SourceParagraph("" if fixed else lead, [rest], " " * len(lead), marker is not None, fixed)
        current.blank_above, blank = blank, 0
    if current is not None:
        yield current


def condition_of(paragraph: SourceParagraph) -> tuple[str, list[str]]:
    """Give the condition that a paragraph begins with, and the lines of its words."""
    text = "\n".join(paragraph.lines)
    found = _WHEN.match(text)
    return (found.group(), text[found.end() :].split("\n")) if found else ("", paragraph.lines)


def pattern_of(paragraph: SourceParagraph) -> re.Pattern[str]:
    """Give what the print of a paragraph looks like, as `core` gives it: each value stands for any words."""
    words = " | ".join(cells_of(paragraph)) if paragraph.fixed else " ".join(condition_of(paragraph)[1])
    if paragraph.fixed and not re.search(r"[^\s|:-]", words):
        return re.compile(r"(?!)")  # the line below the head of a table
    parts, end = [], 0
    for value in VALUE.finditer(words):
        parts += [re.escape(literal_of(words[end : value.start()])), "(.*?)"]
        end = value.end()
    tail = literal_of(words[end:])
    parts.append(re.escape(ENDING.sub("", tail.rstrip())))
    return re.compile("".join(parts))


def cells_of(row: SourceParagraph) -> list[str]:
    """Give the cells of a line of a table, as written."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.lines[0].strip().strip("|"))]


def literal_of(words: str) -> str:
    """Give what a piece of source prints, spaces at its ends kept."""
    bare = ESCAPED.sub(r"\1", re.sub(r"(?<!\\)\*+", "", words)).translate(PLAIN)
    return re.sub(r" --? ", " - ", re.sub(r"\s+", " ", bare))
