"""Fills clause text: blanks, party names, references, clocks; the result holds no expression any more."""

from collections.abc import Iterable

from qa_docs.assemble.blanks import answer_of, printed
from qa_docs.assemble.context import Context
from qa_docs.assemble.evaluate import holds, value_of
from qa_docs.assemble.notices import OPEN, check_law, clock_of, phrase_of, row_of
from qa_docs.model.document import Blank, Emphasis, Inline, OpenPoint, Reference, Strong, Text
from qa_docs.model.expression import Call, Choice, Constant, Expression, Name
from qa_docs.model.facts import listed
from qa_docs.model.library import Clause
from qa_docs.model.text import Emphasis as SourceEmphasis
from qa_docs.model.text import SourceInline, TermsUsed, Value
from qa_docs.model.text import Strong as SourceStrong
from qa_docs.problems import Place, Problem


class Filler:
    """Fills the texts of one clause; or, without a clause, texts that only read the deal."""

    __slots__ = ("_base_id", "_clause", "_context", "_file")

    def __init__(self, context: Context, base_id: str = "", clause: Clause | None = None, file: str = "") -> None:
        self._context = context
        self._base_id = base_id
        self._clause = clause
        self._file = clause.place.file if clause else file

    def text(self, source: Iterable[SourceInline], sentence: bool = True) -> Text:
        """Give the filled text. `sentence` says that it begins one, so that "the Owner" becomes "The Owner" there."""
        filled: list[Inline] = []
        for node in source:
            if isinstance(node, str):
                _join(filled, node)
            elif isinstance(node, TermsUsed):
                self._context.terms_used.update(node.terms)
            elif isinstance(node, Value):
                starts = _starts(filled, sentence)
                for i, part in enumerate(self._value(node.expression, node.line)):
                    _join(filled, _capital(part) if starts and i == 0 else part)
            elif isinstance(node, SourceStrong):
                filled.append(Strong(self.text(node.text, _starts(filled, sentence))))
            elif isinstance(node, SourceEmphasis):
                filled.append(Emphasis(self.text(node.text, _starts(filled, sentence))))
        return tuple(filled)

    def plain(self, source: Iterable[SourceInline]) -> str:
        """Give the filled text as plain text, for a table or a title."""
        return plain_text(self.text(source, sentence=False))

    def _value(self, expression: Expression, line: int) -> tuple[Inline, ...]:
        match expression:
            case Name((name,)) if self._clause is not None and name in self._clause.head.blanks:
                return (self._blank(name),)
            case Name(path):
                return (str(value_of(path, self._context.values)),)
            case Constant(value):
                return (str(value),)
            case Choice(condition, then, otherwise):
                return self._value(then if holds(condition, self._context.values) else otherwise, line)
            case Call(function, arguments):
                return self._call(function, arguments[0] if arguments else "", line)
        raise TypeError(f"{type(expression).__name__} does not print")

    def _call(self, function: str, argument: str, line: int) -> tuple[Inline, ...]:
        match function:
            case "ref":
                return self._reference(argument, line)
            case "party":
                return (self._context.role(self._party(argument)),)
            case "other_party":
                return (self._context.other(self._party(argument)),)
            case "notice":
                return self._notice(argument)
            case _:
                wanted = ("sterile", "aseptic") if argument == "sterile" else (argument,)
                products = self._context.deal.products
                return (listed(product.name for product in products if set(wanted) & set(product.classes)),)

    def _reference(self, target: str, line: int) -> tuple[Inline, ...]:
        if target in self._context.numbers:
            lead, number = self._context.numbers[target]
            return (Reference(target, lead, number),)
        self._context.problems.append(
            Problem(
                Place(self._file, line),
                "reference-outside",
                f"{target!r} is not in this agreement, and {self._base_id or 'a text'!r} refers to it",
                "put the reference into a paragraph with a [when: …] of its own, or require the clause",
            )
        )
        return (OPEN,)

    def _party(self, activity: str) -> str:
        held = self._context.responsibilities.rows.get(activity)
        if held is not None:
            return held.party
        # A paragraph may speak of a row that is not in this matrix: then the library's own answer holds.
        row = self._context.library.rows.get(activity)
        return row.activity.party if row else "both"

    def _blank(self, name: str) -> Blank:
        assert self._clause is not None
        spec = self._clause.head.blanks[name]
        answer = answer_of(self._base_id, self._clause, name, self._context.placed)
        key = f"{self._base_id}.{name}"
        if answer is None:
            self._open(key, spec.label)
            return Blank(key, OPEN, True, spec.label)
        return Blank(key, printed(spec, answer, self._context.deal.document.language))

    def _notice(self, name: str) -> tuple[Inline, ...]:
        assert self._clause is not None
        notice = self._clause.notices[name]
        clock = clock_of(self._context, self._base_id, self._clause, notice.spec.within)
        if isinstance(clock, Blank) and clock.open:
            self._open(clock.id, clock.label)
        check_law(self._context, self._base_id, self._clause, notice)
        start = self.text(notice.start, sentence=False)
        shown = clock if isinstance(clock, str) else clock.text
        row = row_of(
            self._context,
            self._base_id,
            self._clause,
            notice,
            shown,
            self.plain(notice.event),
            plain_text(start),
        )
        self._context.notices[row.id] = row
        return phrase_of(self._context, clock, notice, start)

    def _open(self, key: str, label: str) -> None:
        number = self._context.numbers.get(self._base_id, ("", ""))[1]
        title = self._clause.head.title if self._clause else ""
        self._context.open_points[key] = OpenPoint(key, number, title, label)


def plain_text(text: Iterable[Inline]) -> str:
    """Give text as plain characters, as a reader of the page sees them."""
    return "".join(map(_plain, text))


def _plain(node: Inline) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Reference):
        return f"{node.lead}\u00a0{node.number}" if node.lead else node.number
    return plain_text(node.text) if isinstance(node, (Strong, Emphasis)) else node.text


def _join(filled: list[Inline], part: Inline) -> None:
    """Add a node; neighbouring plain text becomes one."""
    if isinstance(part, str) and filled and isinstance(filled[-1], str):
        filled[-1] += part
    elif part != "":
        filled.append(part)


def _starts(filled: list[Inline], sentence: bool) -> bool:
    """Say whether the next word begins a sentence."""
    if not filled:
        return sentence
    last = filled[-1]
    return isinstance(last, str) and last.rstrip("\u201d)\u2019 ").endswith((".", "?", "!")) and last.endswith(" ")


def _capital(part: Inline) -> Inline:
    # Only a party's phrase begins small; a company's own name stays as its owner writes it.
    if isinstance(part, str) and part.startswith(("the ", "each ", "neither ")):
        return part[0].upper() + part[1:]
    return part
