"""A clause's source with the words that came back: only the paragraphs that changed are written anew.

Blanks and references stay where the words around them survive; what was changed stands there as literal text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qa_docs.library.source_paragraphs import (
    ENDING,
    ESCAPED,
    PLAIN,
    VALUE,
    SourceParagraph,
    cells_of,
    condition_of,
    core,
    literal_of,
    paragraphs_of_source,
    pattern_of,
    plain,
)

__all__ = ["core", "new_source", "plain", "rewritten"]

_ARTICLES = ("the", "each", "neither")
"""How a party's phrase begins; it takes a capital where it begins a sentence."""
_EXPRESSION = re.compile(r"^\[when:(.*)\]\s*$", re.DOTALL)
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z{])")
_LEADS = {"a": "1. ", "1": "", "i": "   1. ", "\u2022": "- "}
"""How a paragraph begins in the source, by the form of its number."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a paragraph: what it prints, how it is written, and the value that it is part of."""

    prints: str
    written: str
    value: int = -1
    values: str = ""


def rewritten(
    source: str, lines: Sequence[tuple[str, str]], holds: Callable[[str], bool] = lambda _: True
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give the source after `lines`, each as it was printed and as it came back, and those that it has no place for.

    A line that was deleted came back empty; one that was added was empty before. `holds` says whether a condition of
    the source does, so that the paragraph of another case is not taken for the one that was printed.
    """
    paragraphs = list(paragraphs_of_source(source))
    shown = [not (condition := condition_of(one)[0]) or holds(_EXPRESSION.sub(r"\1", condition)) for one in paragraphs]
    places = _places([old for old, _ in lines], [one if shown[i] else None for i, one in enumerate(paragraphs)])
    kept = frozenset(_rising([place for place in places if place >= 0]))
    found = [paragraphs[place] if place >= 0 else None for place in places]
    left: list[tuple[str, str]] = []
    last: SourceParagraph | None = None
    for (old, new), place, paragraph in zip(lines, places, found, strict=True):
        if paragraph is None:
            added = _added(new, last, paragraphs) if last is not None and not old else None
            if last is not None and added is not None:
                last.after.append(added)
            elif plain(old) != plain(new):
                left.append((old, new))
            continue
        if place not in kept and new:
            _put_below(paragraph, last, paragraphs)
        last = paragraph
        if not new:
            last.gone = True
        elif last.fixed:
            if plain(old) != plain(new) and not _change_row(last, old, new):
                left.append((old, new))
        elif core(old) != core(new) or (not last.item and plain(old) != plain(new)):
            last.lines = _changed(last, old, new)
            last.fresh = True
    return _written(paragraphs), tuple(left)


def _places(lines: Sequence[str], paragraphs: Sequence[SourceParagraph | None]) -> list[int]:
    """Give for each printed line the place of the paragraph that prints it, each once; -1 where none does.

    One that follows the last is taken before one above it, since some paragraphs print the same.
    """
    patterns = [None if one is None else pattern_of(one) for one in paragraphs]
    places: list[int] = []
    at = 0
    for line in lines:
        order = (*range(at, len(patterns)), *range(at)) if line else ()
        fits = (i for i in order if (one := patterns[i]) is not None and one.fullmatch(core(line)))
        place = next(fits, -1)
        if place >= 0:
            patterns[place] = None
            at = place + 1
        places.append(place)
    return places


def _rising(places: Sequence[int]) -> list[int]:
    """Give the longest run of places that rise: what stands in it did not move."""
    ends: list[int] = []
    before: dict[int, int] = {}
    for place in places:
        at = bisect_left(ends, place)
        if at:
            before[place] = ends[at - 1]
        ends[at : at + 1] = [place]
    run = ends[-1:]
    while run and run[-1] in before:
        run.append(before[run[-1]])
    return run[::-1]


def _change_row(row: SourceParagraph, old: str, new: str) -> bool:
    """Write the cells of a row that came back otherwise; one with more cells or fewer is left as it is."""
    cells, before, after = cells_of(row), old.split(" | "), new.split(" | ")
    if not len(cells) == len(before) == len(after):
        return False
    written = [
        cell if plain(was) == plain(now) else " ".join(_changed(SourceParagraph("", [cell]), was, now))
        for cell, was, now in zip(cells, before, after, strict=True)
    ]
    row.lines = [f"| {' | '.join(written)} |"]
    return True


def _put_below(moved: SourceParagraph, last: SourceParagraph | None, paragraphs: list[SourceParagraph]) -> None:
    """Put a paragraph below another one, or above all of them."""
    del paragraphs[_place(moved, paragraphs)]
    paragraphs.insert(0 if last is None else _place(last, paragraphs) + 1, moved)
    for one in paragraphs:
        one.blank_above = one.blank_above or int(not one.item and not one.fixed)


def _place(paragraph: SourceParagraph, paragraphs: Sequence[SourceParagraph]) -> int:
    return next(i for i, one in enumerate(paragraphs) if one is paragraph)


def _changed(paragraph: SourceParagraph, old: str, new: str) -> list[str]:
    """Give the lines of a paragraph that prints `new` instead of `old`."""
    condition, lines = condition_of(paragraph)
    source = "\n".join(lines)
    ending = ""
    now = _spaced(new)
    if paragraph.item:
        found = ENDING.search(source)
        ending = found.group() if found else ""
        source, now = ENDING.sub("", source), ENDING.sub("", now)
    values = pattern_of(paragraph).fullmatch(core(old))
    if values:
        now = _with_old_numbers(now, VALUE.findall(source), values.groups())
    tokens = _tokens(source, values.groups() if values else ())
    after = _TOKEN.findall(now)
    text = _joined(tokens, after) + ending
    kept = {literal_of(line): line for line in lines}
    result = []
    for line in text.split("\n"):
        line = line.strip()
        if line in lines:
            result.append(line)
            continue
        result += [kept.get(literal_of(part), _line_start(part)) for part in _SENTENCE.split(line) if part]
    return (condition + "\n".join(result)).split("\n")


def _with_old_numbers(text: str, values: Sequence[str], printed: Sequence[str]) -> str:
    """Give a text with its references as they were printed: Word counts their numbers anew when a clause comes or
    goes."""
    for value, was in zip(values, printed, strict=True):
        if "ref(" not in value or not re.search(r"\d", was):
            continue
        pattern = re.sub(r"\d+(?:\\\.\d+)*", r"\\d+(?:\\.\\d+)*", re.escape(was)).replace("\\ ", "[ \u00a0]")
        places = list(re.finditer(rf"{pattern}(?![\w.]*\d)", text))
        if len(places) == 1:
            text = text[: places[0].start()] + was + text[places[0].end() :]
    return text


def _tokens(source: str, values: Sequence[str]) -> list[_Token]:
    tokens: list[_Token] = []
    end = 0
    for number, value in enumerate(VALUE.finditer(source)):
        tokens += _literal_tokens(source[end : value.start()])
        printed = _TOKEN.findall(values[number]) if number < len(values) else []
        tokens += [_Token(word, word, number, value.group()) for word in printed]
        if not printed:  # it prints nothing in this deal, and stays where it is
            tokens.append(_Token("", value.group()))
        end = value.end()
    return [*tokens, *_literal_tokens(source[end:])]


def _literal_tokens(source: str) -> Iterator[_Token]:
    before = ""
    for written in re.findall(r"(?<!\\)\*+|\\[!-/:-@\[-`{-~]|\s+|\w+|[^\w\s]", source.replace(" -- ", " - ")):
        if written.startswith("*"):
            before += written
            continue
        prints = " " if written.isspace() else ESCAPED.sub(r"\1", written).translate(PLAIN)
        yield _Token(prints, before + written)
        before = ""
    if before:
        yield _Token("", before)


def _joined(tokens: Sequence[_Token], after: Sequence[str]) -> str:
    """Give the source of the new words: what both hold is written as it was, the rest as it came."""
    size = Counter(token.value for token in tokens if token.value >= 0)
    old = [token.prints for token in tokens]
    new = [word.translate(PLAIN) for word in after]
    parts: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            parts.append(_escaped("".join(after[j1:j2])))
            continue
        i = i1
        while i < i2:
            token = tokens[i]
            whole = [t.value for t in tokens[i:i2]].count(token.value) == size.get(token.value)
            if whole and _same_case(token.prints, "".join(new[: j1 + i - i1])):
                parts.append(token.values)
                i += size[token.value]
                continue
            parts.append(token.written if token.value < 0 else _escaped(after[j1 + i - i1]))
            i += 1
    return "".join(parts)


def _same_case(word: str, before: str) -> bool:
    """Say whether a value that begins with `word` prints it so after the words `before`."""
    begins = not before.strip() or (before.endswith(" ") and before.rstrip(" \"')").endswith((".", "?", "!")))
    return word.lower() not in _ARTICLES or word[:1].isupper() == begins


def _escaped(text: str) -> str:
    """Give literal words as Markdown: nothing in them is a mark, a value or a condition."""
    text = re.sub(r"\[(?=\s*when\b)", "&#91;", re.sub(r"([\\*_`<\[\]|&#])", r"\\\1", text), flags=re.IGNORECASE)
    text = re.sub(r"\\&#91;", "&#91;", text)
    return text.replace("{", "&#123;").replace("}", "&#125;")


def _line_start(line: str) -> str:
    """Give a line that is not read as a list item, a heading or a rule."""
    line = re.sub(r"^(\d{1,9})([.)])(?=\s|[A-Z]|$)", r"\1\\\2", line)
    return re.sub(r"^([-+=>~])", r"\\\1", line)


def new_source(lines: Sequence[tuple[str, str]]) -> str:
    """Give the source of a text that is new: each line as it came back, with the form of the number before it."""
    written: list[str] = []
    before = ""
    for text, form in lines:
        words = [_line_start(part) for part in _SENTENCE.split(_escaped(_spaced(text)))]
        lead = _LEADS.get(form.strip().strip("().").lower(), "") if form else ""
        if lead == "   1. " and before in ("", "h"):
            lead = "1. "  # the ninth letter, or a list of roman numbers of its own
        if " | " in text:
            row = f"| {' | '.join(_escaped(_spaced(cell)) for cell in text.split(' | '))} |"
            head = [] if before == "|" else ["", row, "|" + "---|" * (text.count(" | ") + 1)]
            written += head or [row]
            before = "|"
            continue
        if not (lead and before and before != "|"):
            written.append("")
        written += [lead + words[0], *(" " * len(lead) + word for word in words[1:])]
        before = lead
    return "\n".join(written).strip("\n") + "\n"


def _added(new: str, last: SourceParagraph, paragraphs: Sequence[SourceParagraph]) -> SourceParagraph | None:
    """Give a paragraph that was added below `last`: an item where it stands in a list, a row in a table."""
    if last.fixed:
        cells = [_escaped(_spaced(cell)) for cell in new.split(" | ")]
        return (
            SourceParagraph("", [f"| {' | '.join(cells)} |"], "", fixed=True)
            if len(cells) == len(cells_of(last))
            else None
        )
    words = [_line_start(part) for part in _SENTENCE.split(_escaped(_spaced(new)))]
    at = _place(last, paragraphs)
    inside = at + 1 < len(paragraphs) and paragraphs[at + 1].item
    words_go_on = new[:1].islower() or new.rstrip().endswith((";", "; and", "; or"))
    opens = last.item or (inside and last.lines[-1].endswith(":"))
    if opens and (words_go_on or (inside and last.item)):
        model = last if last.item else paragraphs[at + 1]
        return SourceParagraph(model.lead, words, model.indent, True, fresh=True)
    return SourceParagraph("", words, "", fresh=True, blank_above=1)


def _spaced(text: str) -> str:
    """Give a text with plain spaces, its other characters kept."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def _written(paragraphs: Sequence[SourceParagraph]) -> str:
    out: list[str] = []
    broken = False
    for paragraph in paragraphs:
        own = ([] if paragraph.gone else [paragraph]) + paragraph.after
        gap = paragraph.blank_above
        for i, one in enumerate(own):
            between = (gap or broken) if i == 0 else one.blank_above
            if between and out:
                out.append("")
            broken = False
            out += [one.lead + one.lines[0], *(one.indent + line for line in one.lines[1:])]
            if one.fresh and not one.item and not one.fixed and one is not paragraph:
                broken = True
        if not own:
            broken = broken or bool(gap)
    return "\n".join(out) + "\n"
