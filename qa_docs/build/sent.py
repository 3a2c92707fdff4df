"""The agreement that was sent: its lines as a Word file holds them, and what the library says of each clause."""

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from qa_docs.assemble.assembled import Assembled
from qa_docs.assemble.blanks import check_answer
from qa_docs.assemble.products import Products
from qa_docs.build.assembling import Libraries, assemble_outline, libraries_of, library_for
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs
from qa_docs.build.options import Options
from qa_docs.build.render import word_file
from qa_docs.model.deal import ChosenPosition, Deal, MovedResponsibility
from qa_docs.model.document import (
    Blank,
    ClauseText,
    DefinedTerm,
    Document,
    Inline,
    MatrixRow,
    Paragraph,
    Table,
    Text,
)
from qa_docs.model.library import Clause, Library
from qa_docs.model.plain import plain_text
from qa_docs.problems import Place, ProblemsFound
from qa_docs.review.lost import NamedSentence
from qa_docs.review.meaning import AgreementFacts, BlankPart, ClauseFacts, Clock, RowFacts

AGREEMENT = "quality-agreement"
_POSITIONS = ("standard", "acceptable", "fallback")


class SentAgreement:
    """An agreement as it was sent, with what a review asks of it, each worked out only when it is asked for."""

    def __init__(self, inputs: Inputs, draft: bool, cache: DiskCache | None = None, kind: str = AGREEMENT) -> None:
        self.inputs = inputs
        self.draft = draft
        self.kind = kind
        self._cache = cache
        self._facts: dict[str, ClauseFacts] = {}

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries_of(self.inputs, self._cache)

    @property
    def library(self) -> Library:
        """The library, or its part for transfers, that the document is made from."""
        return library_for(self._libraries, self.kind)

    @cached_property
    def assembled(self) -> Assembled:
        """The agreement."""
        return assemble_outline(self.inputs.placed, self._libraries, self.kind, self.draft, careful=True)

    @property
    def document(self) -> Document:
        """The agreement as a document."""
        return self.assembled.document

    @cached_property
    def content(self) -> bytes:
        """The agreement as a Word file."""
        return word_file(self.kind, self.document, self.inputs, Options(), self._cache).render(None)

    @cached_property
    def clauses(self) -> dict[str, ClauseText]:
        """The clauses by id."""
        return {block.id: block for block in self.document.blocks if isinstance(block, ClauseText)}

    @cached_property
    def facts(self) -> AgreementFacts:
        """What is known of the agreement as a whole."""
        specs = {
            f"{clause.id}.{name}": spec
            for clause in self.library.clauses.values()
            for name, spec in clause.head.blanks.items()
        }

        def fault_of(blank: str, answer: str) -> str:
            spec = specs.get(blank)
            if spec is None or spec.type == "date":
                return ""
            found = check_answer(spec, answer.replace("\u00a0", " ").strip(), Place(""))
            return next((problem.message for problem in found), "")

        document = self.document
        roles = (str(document.facts["giver"]["role"]), str(document.facts["acceptor"]["role"]))
        answering = {
            row.requirement: (f"{row.source}, {row.section}", tuple(clause for clause, _ in row.clauses))
            for row in document.coverage
            if row.clauses
        }
        return AgreementFacts(roles, tuple(_terms(document)), fault_of, answering)

    def clause_facts(self, clause_id: str) -> ClauseFacts:
        """Give what is known of a clause that was sent."""
        if clause_id not in self._facts:
            self._facts[clause_id] = self._clause_facts(clause_id)
        return self._facts[clause_id]

    def _clause_facts(self, clause_id: str) -> ClauseFacts:
        sent, document = self.clauses[clause_id], self.document
        clause = self.library.clauses[clause_id]
        offered = self._positions.get(clause_id, {})
        # Positions that print the same for this deal cannot be told apart.
        others = {name: lines for name, lines in offered.items() if lines != offered.get(sent.position)}
        rows = tuple(
            RowFacts(row.activity, row.title, row.party.replace("_", " "), self._basis(row.activity))
            for row in document.matrix.rows
            if _carries(row, sent)
        )
        return ClauseFacts(
            clause_id,
            sent.heading.id,
            sent.heading.text,
            sent.heading.number,
            clause.head.aspect,
            sent.position,
            tuple(_parts_of_line(text) for block in sent.blocks for text in _texts(block)),
            others,
            {name: spec.approver.replace("_", " ") for name, spec in clause.head.positions.items()},
            tuple(_clocks(clause, document)),
            rows,
            self._sentences(clause, sent),
        )

    def _basis(self, row: str) -> tuple[str, ...]:
        known = self.library.rows.get(row)
        return known.activity.basis if known is not None else ()

    def _sentences(self, clause: Clause, sent: ClauseText) -> tuple[NamedSentence, ...]:
        from qa_docs.library.sentences import sentences_of  # here: only a review asks for them
        from qa_docs.source.expression import read_expression

        def holds(condition: str) -> bool:
            return bool(self._products.where(read_expression(condition.strip(), Place("")), self._products.every))

        printed = [plain_text(block.text) for block in sent.blocks if isinstance(block, Paragraph)]
        found = sentences_of(clause, sent.position, printed, holds)
        return tuple(NamedSentence(one.text, one.rows, one.requirements) for one in found)

    @cached_property
    def _products(self) -> Products:
        return Products(self.inputs.placed.deal)

    def parties_of(self, clause_id: str) -> tuple[str, ...]:
        """Give the parties that hold a duty of the clause."""
        sent = self.clauses[clause_id]
        held = (row.party.replace("_", " ") for row in self.document.matrix.rows if _carries(row, sent))
        return tuple(dict.fromkeys(party for party in held if party != "not applicable"))

    def mirrored(self, clause_id: str) -> tuple[str, ...]:
        """Give the lines of a clause if the other party held each of its rows: tried once, for all clauses."""
        return self._mirrored.get(clause_id, ())

    def moved(self, clause_id: str, row: str) -> tuple[str, tuple[str, ...]]:
        """Give the other party that could hold a row of the matrix, and the lines of the clause if it did."""
        moves = [move for move in self._moves if move.activity == row]
        if not moves:
            return "", ()
        return str(moves[0].to).replace("_", " "), self._with_moves(moves).get(clause_id, ())

    @cached_property
    def _moves(self) -> list[MovedResponsibility]:
        other = {"contract_giver": "contract_acceptor", "contract_acceptor": "contract_giver"}
        return [
            MovedResponsibility(activity=row.activity, to=other[row.party], reason="-")  # type: ignore[arg-type]
            for row in self.document.matrix.rows
            if row.party in other and row.state == "standard"
        ]

    @cached_property
    def _mirrored(self) -> dict[str, tuple[str, ...]]:
        return self._with_moves(self._moves)

    def _with_moves(self, moves: Sequence[MovedResponsibility]) -> dict[str, tuple[str, ...]]:
        deal = self.inputs.placed.deal
        try:
            document = self._otherwise(dataclasses.replace(deal, responsibilities=(*deal.responsibilities, *moves)))
        except ProblemsFound:
            return {}  # the rows cannot be moved just so
        return {block.id: tuple(_lines(block)) for block in document.blocks if isinstance(block, ClauseText)}

    @cached_property
    def _positions(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The text of every position that a clause offers, as this deal would print it: by clause and position."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        library, deal = self.library, self.inputs.placed.deal
        for position in _POSITIONS:
            offering = {
                clause: ChosenPosition(position=position, approved_by="-", reason="-")  # type: ignore[arg-type]
                for clause in self.clauses
                if position in library.clauses[clause].texts and len(library.clauses[clause].texts) > 1
            }
            if not offering:
                continue
            document = self._otherwise(dataclasses.replace(deal, positions={**deal.positions, **offering}))
            for block in document.blocks:
                if isinstance(block, ClauseText) and block.id in offering:
                    found.setdefault(block.id, {})[position] = tuple(_lines(block))
        return found

    @cached_property
    def without_omissions(self) -> bytes:
        """The agreement as a Word file, as it would be if the deal left no clause out; nothing where it cannot be."""
        try:
            document = self._otherwise(dataclasses.replace(self.inputs.placed.deal, omitted_clauses={}))
        except ProblemsFound:
            return b""
        return word_file(self.kind, document, self.inputs, Options(), self._cache).render(None)

    def _otherwise(self, deal: Deal) -> Document:
        placed = replace(self.inputs.placed, deal=deal)
        return assemble_outline(placed, self._libraries, self.kind, self.draft).document


def _carries(row: MatrixRow, clause: ClauseText) -> bool:
    return row.clause_id in (clause.id, clause.heading.id) or clause.id in row.also


def _clocks(clause: Clause, document: Document) -> Iterator[Clock]:
    for notice in document.matrix.notices:
        law = next((one.spec.law for name, one in clause.notices.items() if notice.id == f"{clause.id}.{name}"), None)
        if law is not None:
            yield Clock(notice.event, notice.clock, law.within, law.basis)


def _texts(block: object) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        for row in block.rows:
            joined: list[Inline] = []
            for i, cell in enumerate(row.cells):
                joined += [" | ", *cell] if i else cell
            yield tuple(joined)


def _lines(clause: ClauseText) -> Iterator[str]:
    for block in clause.blocks:
        for text in _texts(block):
            yield plain_text(text)


def _parts_of_line(text: Text) -> tuple[str | BlankPart, ...]:
    parts: list[str | BlankPart] = []
    for node in text:
        if isinstance(node, Blank):
            parts.append(BlankPart(node.id, "[\u2022]" if node.open else node.text))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += plain_text((node,))
        else:
            parts.append(plain_text((node,)))
    return tuple(parts)


def _terms(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == "definition":
            yield from (node.text for node in block.text if isinstance(node, DefinedTerm))
