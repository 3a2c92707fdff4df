"""Fills clause text: blanks, party names, references, clocks; the result holds no expression any more."""

from qa_docs.assemble.blanks import OPEN, answer_of, blank_of
from qa_docs.assemble.context import Context
from qa_docs.assemble.evaluate import holds
from qa_docs.assemble.notices import check_law, clock_of, phrase_of, row_of, sender_of
from qa_docs.assemble.products import Scope
from qa_docs.model.document import Blank, Emphasis, Inline, OpenPoint, Strong, Text
from qa_docs.model.expression import Call, Choice, Constant, Expression, Name
from qa_docs.model.library import Clause
from qa_docs.model.plain import plain_text
from qa_docs.model.text import SourceInline, TermsUsed, Value
from qa_docs.model.text import Strong as SourceStrong
from qa_docs.problems import Place, Problem


class Filler:
    """Fills the texts of one clause; or, without a clause, texts that only read the deal."""

    __slots__ = ("_base_id", "_clause", "_context", "_file", "_texts", "scope")

    def __init__(
        self,
        context: Context,
        base_id: str = "",
        clause: Clause | None = None,
        file: str = "",
        scope: Scope | None = None,
    ) -> None:
        self._context = context
        self._base_id = base_id
        self._clause = clause
        self._file = clause.place.file if clause else file
        self.scope: Scope = context.products.every if scope is None else scope
        """The products of which the text speaks."""
        self._texts = context.texts.setdefault(self.scope, {})

    def within(self, scope: Scope) -> "Filler":
        """Give the filler for the same texts where they speak of other products."""
        return self if scope == self.scope else Filler(self._context, self._base_id, self._clause, self._file, scope)

    def text(self, source: tuple[SourceInline, ...], sentence: bool = True) -> Text:
        """Give the filled text. `sentence` says that it begins one, so that "the Owner" becomes "The Owner" there."""
        # The innermost loop of an assembly: kinds are compared by identity, and plain text is gathered first.
        if len(source) == 2 and type(source[0]) is TermsUsed and type(source[1]) is str:
            self._context.terms_used.update(source[0].terms)
            return (source[1],)
        facts = self._texts
        filled: list[Inline] = []
        plain = ""
        for node in source:
            kind = type(node)
            if kind is str:
                plain += node  # type: ignore[operator]
            elif kind is TermsUsed:
                self._context.terms_used.update(node.terms)  # type: ignore[union-attr]
            elif kind is Value:
                expression = node.expression  # type: ignore[union-attr]
                if type(expression) is Name and (fact := facts.get(expression.path)) is not None:
                    begins = fact.startswith(_ARTICLES) and _begins(plain, filled, sentence)
                    plain += fact[0].upper() + fact[1:] if begins else fact
                    continue
                for part in self._value(expression, node, source):  # type: ignore[arg-type]
                    if type(part) is str:
                        begins = part.startswith(_ARTICLES) and _begins(plain, filled, sentence)
                        plain += part[0].upper() + part[1:] if begins else part
                    else:
                        if plain:
                            filled.append(plain)
                            plain = ""
                        filled.append(part)
            else:
                begins = _begins(plain, filled, sentence)
                if plain:
                    filled.append(plain)
                    plain = ""
                inner = self.text(node.text, begins)  # type: ignore[union-attr]
                filled.append(Strong(inner) if kind is SourceStrong else Emphasis(inner))
        if plain:
            filled.append(plain)
        return tuple(filled)

    def plain(self, source: tuple[SourceInline, ...]) -> str:
        """Give the filled text as plain text, for a table or a title."""
        return plain_text(self.text(source, sentence=False))

    def _value(self, expression: Expression, at: Value, within: tuple[SourceInline, ...]) -> tuple[Inline, ...]:
        if isinstance(expression, Name):
            path = expression.path
            if len(path) == 1 and self._clause is not None and path[0] in self._clause.head.blanks:
                return (self._blank(path[0]),)
            text = self._context.fact(path, self.scope)
            if self._context.unknown is not None and path[0] == "transfer":
                self._context.printed.add(path)
                return (text or self._context.unknown(path, self._base_id),)
            return (text,)
        if isinstance(expression, Call):
            argument = expression.arguments[0] if expression.arguments else ""
            return self._call(expression.function, argument, at, within)
        if isinstance(expression, Choice):
            chosen = holds(expression.condition, self._context.products.view(self.scope))
            return self._value(expression.then if chosen else expression.otherwise, at, within)
        if isinstance(expression, Constant):
            return (str(expression.value),)
        raise TypeError(f"{type(expression).__name__} does not print")

    def _call(self, function: str, argument: str, at: Value, within: tuple[SourceInline, ...]) -> tuple[Inline, ...]:
        match function:
            case "ref":
                return self._reference(argument, at)
            case "party":
                return (self._context.role(self._context.holder(argument)),)
            case "other_party":
                return (self._context.other(self._context.holder(argument)),)
            case "notice":
                return self._notice(argument, within)
            case _:
                return (self._context.products.names_of(argument, self.scope),)

    def _reference(self, target: str, at: Value) -> tuple[Inline, ...]:
        if target in self._context.numbers:
            return self._references(target)
        self._context.problems.append(
            Problem(
                Place(self._file, at.line, at.column),
                "reference-outside",
                f"{target!r} is not in this agreement, and {self._base_id or 'a text'!r} refers to it",
                "put the reference into a paragraph with a [when: …] of its own, or require the clause",
            )
        )
        return (OPEN,)

    def _references(self, target: str) -> tuple[Inline, ...]:
        """Give the reference; to a clause with a text for each kind of product, to those that these products need."""
        further = self._context.selection.further.get(target)
        if not further:
            return (self._context.reference(target),)
        scopes = self._context.selection.scopes
        wanted = [one for one in (target, *further) if scopes[one] & self.scope] or [target]
        found: list[Inline] = []
        for one in wanted:
            found += [" and "] if found else []
            found.append(self._context.reference(one))
        return tuple(found)

    def _blank(self, name: str) -> Blank:
        assert self._clause is not None
        spec = self._clause.head.blanks[name]
        answer = answer_of(self._clause, name, self._context.placed)
        key = f"{self._base_id}.{name}"
        if answer is None:
            self._open(key, spec.label)
        return blank_of(key, spec, answer, self._context.deal.document.language)

    def _notice(self, name: str, within: tuple[SourceInline, ...]) -> tuple[Inline, ...]:
        assert self._clause is not None
        notice = self._clause.notices[name]
        clock = clock_of(self._context, self._base_id, self._clause, notice.spec.within)
        if isinstance(clock, Blank) and clock.open:
            self._open(clock.id, clock.label)
        check_law(self._context, self._clause, notice)
        start = self.text(notice.start, sentence=False)
        sender = sender_of(self._context, notice, within)
        shown = clock if isinstance(clock, str) else clock.text
        row = row_of(
            self._context,
            self._base_id,
            self._clause,
            notice,
            shown,
            self.plain(notice.event),
            plain_text(start),
            self.scope,
            sender,
        )
        self._context.notices[row.id] = row
        return phrase_of(self._context, clock, notice, start, sender)

    def _open(self, key: str, label: str) -> None:
        number = self._context.numbers.get(self._base_id, ("", ""))[1]
        title = self._clause.head.title if self._clause else ""
        self._context.open_points[key] = OpenPoint(key, number, title, label)


_ARTICLES = ("the ", "each ", "neither ")
"""How the phrase of a party begins. A company's own name stays as its owner writes it."""


def _begins(plain: str, filled: list[Inline], sentence: bool) -> bool:
    """Say whether the next word begins a sentence, after `filled` and the text gathered since."""
    if plain:
        return plain.endswith(" ") and plain.rstrip("\u201d)\u2019 ").endswith((".", "?", "!"))
    return sentence and not filled
