"""The text of a clause: Markdown with expressions, parsed once and before anything is filled in.

A clause uses paragraphs, lists, small tables, bold and italic; `# acceptable` and `# fallback` begin the other
positions. Everything else is refused: it would look different in Word, on a page and in a workbook.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from qa_docs.model.text import SourceBlock, SourceInline, SourceItem, SourceList, SourceParagraph, SourceTable
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.characters import check_characters, check_value
from qa_docs.source.cuts import Cuts
from qa_docs.source.inline import InlineReader, Phrase

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ClauseSource = dict[str, tuple[SourceBlock, ...]]
"""The text of a clause by position: `standard`, and `acceptable` and `fallback` where they are written."""

LONGEST = 200_000
"""Characters of the longest clause text."""

_MARKUP = re.compile(r"[*_`\\\[\]<>!&\n\r]|  ")
_POSITIONS = ("acceptable", "fallback")
_DEEPEST_LIST = 2  # (a) and (i)
_REFUSED = {
    "fence": ("code", "write plain text"),
    "code_block": ("a text indented by four spaces or more, which is code,", "take the spaces away"),
    "html_block": ("HTML", "write '\\<' if a less-than sign is meant"),
    "hr": ("a rule", "delete the line"),
    "definition": ("a link", "write '\\[' if a bracket is meant"),
    "blockquote_open": ("a quotation ('>')", "write '\\>' if a greater-than sign is meant"),
}
_LOOKS_LIKE = (
    (
        re.compile(r"#{1,6}\S"),
        "looks like a heading and is read as text",
        "only '# acceptable' and '# fallback' are headings",
    ),
    (
        re.compile(r"\d{1,3}[.)]\s|[-*+]\s"),
        "looks like a list item and is read as text",
        "leave a blank line above the list",
    ),
    (re.compile(r"\d{1,2}[.)][A-Z]"), "looks like a list item and is read as text", "put a space after the number"),
    (
        re.compile(r"\|"),
        "looks like a table and is read as text",
        "write '| --- | --- |' below the table's heading row",
    ),
)


def read_clause_text(text: str, file: str, first_line: int = 1) -> ClauseSource:
    """Give the text of each position. Raises `ProblemsFound` with everything in it that clauses do not use.

    `first_line` is the line of `file` on which `text` begins.
    """
    illegal = tuple(check_characters(text, file, first_line))
    if illegal:
        raise ProblemsFound(illegal)
    if len(text) > LONGEST:
        message = f"the clause holds more than {LONGEST:,} characters"
        raise ProblemsFound([Problem(Place(file, first_line), "file-too-large", message, "split it")])
    cuts = Cuts(file)
    lines = cuts.cut(text, first_line, None)
    reader = _BlockReader(_parser().parse(lines), lines.split("\n"), file, first_line, cuts)
    found = reader.positions()
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return found


def read_inline(text: str, place: Place) -> tuple[SourceInline, ...]:
    """Give a phrase that stands in YAML, such as a title or a definition. Its problems stand at `place`."""
    illegal = tuple(check_value(text, place))
    if illegal:
        raise ProblemsFound(illegal)
    cuts = Cuts(place.file)
    phrase = InlineReader(place.file, cuts).read(_inline_tokens(cuts.cut(text.strip(), place.line, place)), place)
    if phrase.when is not None:
        hint = "write it under the key 'when'"
        cuts.problems.append(Problem(place, "markdown-unsupported", "a condition stands inside a text", hint))
    if cuts.problems:
        raise ProblemsFound(cuts.problems)
    return phrase.text


def _inline_tokens(words: str) -> "list[Token]":
    if _MARKUP.search(words):
        return _parser().parseInline(words)[0].children or []
    from markdown_it.token import Token  # here, as the parser below

    # Most phrases hold no markup; thousands of them are read with a library.
    return [Token("text", "", 0, content=words)]


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # here, since a library from the cache needs no parser

    # HTML and link definitions are read so that they can be refused; as text they would slip through.
    return MarkdownIt("commonmark", {"html": True, "inline_definitions": True}).enable("table")


class _BlockReader:
    """Turns block tokens into blocks; what clauses do not use becomes a problem."""

    def __init__(self, tokens: "list[Token]", lines: list[str], file: str, first_line: int, cuts: Cuts) -> None:
        self.problems = cuts.problems  # what is wrong with blocks and words goes with what is wrong with expressions
        self._tokens = tokens
        self._lines = lines
        self._file = file
        self._first_line = first_line
        self._inline = InlineReader(file, cuts)
        self._at = 0

    def positions(self) -> ClauseSource:
        """Give the blocks of each position."""
        found: ClauseSource = {}
        name, line = "standard", self._first_line
        while True:
            if name in found:
                self._refuse(line, f"the text for {name!r} is here twice", "keep one of the two")
            blocks = tuple(self._blocks(()))
            if not blocks and not self.problems:
                self._note(
                    line, "clause-empty", f"the {name} position of the clause has no text", "write it below this line"
                )
            found[name] = blocks
            if self._at >= len(self._tokens):
                return found
            line = self._line(self._tokens[self._at])
            name = self._tokens[self._at + 1].content
            self._at += 3

    def _blocks(self, ends: tuple[str, ...], depth: int = 0) -> Iterator[SourceBlock]:
        """Yield blocks up to a token of `ends`, to the next position, or to the end of the text."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type in ends or (token.type == "heading_open" and self._is_position(token)):
                return
            if token.type == "paragraph_open":
                yield from self._paragraph()
            elif token.type in ("ordered_list_open", "bullet_list_open"):
                yield self._list(depth + 1)
            elif token.type == "table_open":
                yield self._table()
            else:
                self._unsupported(token)

    def _is_position(self, token: "Token") -> bool:
        following = self._tokens[self._at + 1]
        return token.markup == "#" and token.level == 0 and following.content in _POSITIONS

    def _paragraph(self) -> Iterator[SourceParagraph]:
        line, phrase = self._phrase()
        if phrase.text:
            yield SourceParagraph(phrase.text, phrase.when, line)
        elif phrase.when is not None:
            hint = "write the paragraph right below it; in a list, begin each item with it"
            self._refuse(line, "a condition stands above nothing", hint)

    def _phrase(self) -> tuple[int, Phrase]:
        """Read a paragraph: its opening token, its words, its closing token."""
        inline = self._tokens[self._at + 1]
        self._at += 3
        line = self._line(inline)
        self._check_looks(inline.content, line)
        return line, self._inline.read(inline.children or [], Place(self._file, line))

    def _check_looks(self, content: str, line: int) -> None:
        for number, written in enumerate(content.split("\n")):
            for pattern, message, hint in _LOOKS_LIKE:
                if pattern.match(written):
                    self._refuse(line + number, message, hint)

    def _list(self, depth: int) -> SourceList:
        opening = self._tokens[self._at]
        if depth == _DEEPEST_LIST + 1:
            hint = "two levels are printed, (a) and (i); write a paragraph of its own"
            self._refuse(self._line(opening), "a list is nested three deep", hint)
        self._at += 1
        closing = opening.type.replace("open", "close")
        items: list[SourceItem] = []
        while self._tokens[self._at].type != closing:
            items.append(self._item(depth))
        self._at += 1
        return SourceList(tuple(items), opening.type == "ordered_list_open")

    def _item(self, depth: int) -> SourceItem:
        line = self._line(self._tokens[self._at])
        self._at += 1
        blocks = list(self._blocks(("list_item_close",), depth))
        self._at += 1
        if not blocks and not self.problems:
            self._note(line, "clause-empty", "a list item has no text", "write it after the mark, or delete the mark")
        # A condition at the start of an item is the item's, with all that is nested in it.
        if blocks and isinstance(first := blocks[0], SourceParagraph) and first.when is not None:
            blocks[0] = SourceParagraph(first.text, None, first.line)
            return SourceItem(tuple(blocks), first.when)
        return SourceItem(tuple(blocks))

    def _table(self) -> SourceTable:
        line = self._line(self._tokens[self._at])
        rows: list[tuple[tuple[SourceInline, ...], ...]] = []
        cells: list[tuple[SourceInline, ...]] = []
        while self._tokens[self._at].type != "table_close":
            token = self._tokens[self._at]
            if token.type == "tr_open":
                cells = []
                self._check_row(token, len(rows[0]) if rows else 0)
            elif token.type == "inline":
                cells.append(self._cell(token))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            self._at += 1
        self._at += 1
        return SourceTable(rows[0], tuple(rows[1:]), line)

    def _cell(self, token: "Token") -> tuple[SourceInline, ...]:
        line = self._line(token)
        phrase = self._inline.read(token.children or [], Place(self._file, line))
        if phrase.when is not None:
            self._refuse(line, "a condition stands inside a table", "put the table in a clause of its own")
        return phrase.text

    def _check_row(self, token: "Token", width: int) -> None:
        """Markdown drops the cells that a row has too many, without a word."""
        line = self._line(token)
        written = self._lines[line - self._first_line].strip().removeprefix("|")
        cells = len(re.findall(r"(?<!\\)\|", written)) + (0 if re.search(r"(?<!\\)\|$", written) else 1)
        if width and cells != width:
            self._refuse(line, f"the row has {cells} cells and the heading {width}", "write '\\|' if a bar is meant")

    def _unsupported(self, token: "Token") -> None:
        line = self._line(token)
        if token.type == "heading_open":
            hint = "only '# acceptable' and '# fallback' are headings; the title of a clause stands in its head"
            self._refuse(line, "a heading is not used in clauses", hint)
        else:
            what, hint = _REFUSED.get(token.type, ("this", "write plain text"))
            self._refuse(line, f"{what} is not used in clauses", hint)
        self._at += 1
        if token.nesting == 1:  # what is inside is read once the mark is gone
            while self._tokens[self._at].level > token.level:
                self._at += 1
            self._at += 1

    def _line(self, token: "Token") -> int:
        return self._first_line + (token.map[0] if token.map else 0)

    def _refuse(self, line: int, message: str, hint: str) -> None:
        self._note(line, "markdown-unsupported", message, hint)

    def _note(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self._file, line), code, message, hint))
