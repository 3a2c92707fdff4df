"""Carries what was agreed into the deal: answers, positions, moved responsibilities, negotiated texts.

Everything is tried before it is written: the deal with its new entries is assembled, and what does not come out as it
came back is told.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.blanks import check_answer
from qa_docs.assemble.products import Products
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, own_library, read_inputs
from qa_docs.build.portfolio import portfolio_of
from qa_docs.build.review import lines_of, read_bytes, review_file
from qa_docs.build.sent import SentAgreement
from qa_docs.library.load import load_library
from qa_docs.library.rewritten import core, plain, rewritten
from qa_docs.model.document import Paragraph
from qa_docs.model.plain import plain_text
from qa_docs.model.review import ClauseFinding, Edit, Review, ReviewedClause
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.review.findings import NEW
from qa_docs.source.negotiated import base_file

_POSITION_LINE = re.compile(r"^Position: \w+$")
_ROW_MOVED = re.compile(r"^Row (\S+) \(")


class Wanted(Struct, frozen=True):
    """What is accepted, by whom and why. Without clauses, everything."""

    by: str
    reason: str = ""
    clauses: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """Something that goes into the deal: where it belongs, and what it says in a sentence."""

    clause: str
    says: str


class Carried(Struct, frozen=True):
    """What an acceptance comes to: files with their new content, and what could not be carried."""

    files: dict[Path, bytes]
    before: dict[Path, str]
    entries: tuple[Entry, ...]
    left: tuple[Entry, ...]

    def diff(self) -> Iterator[str]:
        """Yield the changes of the files, line by line."""
        for path, content in self.files.items():
            old, new = self.before.get(path, ""), content.decode("utf-8")
            name = path.as_posix()
            was = name if path in self.before else "/dev/null"
            yield from (
                line.rstrip("\r\n")
                for line in difflib.unified_diff(old.splitlines(True), new.splitlines(True), was, name)
            )


def carried(
    deal: Path, review: Path, wanted: Wanted, cache: DiskCache | None = None, library: Path | None = None
) -> Carried:
    """Give what the deal is to say after the review at `review`, the returned file itself or its JSON.

    Raises `ProblemsFound` where the deal could not be built afterwards; nothing is written here.
    """
    found = read_review(review, deal, cache, library)
    inputs = read_inputs(deal, cache, library)
    number = inputs.placed.deal.document.number
    if found.document != number:
        message = f"it is a review of {found.document}, and the deal is {number}"
        raise ProblemsFound([_refused(Place(str(review)), message, "name the deal that the file belongs to")])
    known = {one.finding.clause for one in found.clauses}
    for clause in wanted.clauses:
        if clause not in known:
            message = f"the review has no clause {clause!r}"
            raise ProblemsFound([_refused(Place(str(review)), message, "`qa-docs review` lists them")])
    carrying = _Carrying(inputs, found, wanted, SentAgreement(inputs, found.draft, cache))
    return carrying.carried(library, cache)


def read_review(path: Path, deal: Path, cache: DiskCache | None = None, library: Path | None = None) -> Review:
    """Give the review at `path`: written as JSON, or made now of the returned file."""
    if path.suffix.lower() != ".json":
        return review_file(path, deal, cache, library)
    try:
        return msgspec.json.decode(read_bytes(path), type=Review)
    except (msgspec.DecodeError, KeyError) as error:
        message = f"it is no review: {error}"
        hint = "name the review.json that `qa-docs review -o` wrote, or the returned file itself"
        raise ProblemsFound([_refused(Place(str(path)), message, hint)]) from None


def _refused(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, "accept-refused", message, hint)


class _Carrying:
    """One acceptance: what was found so far."""

    def __init__(self, inputs: Inputs, review: Review, wanted: Wanted, agreement: SentAgreement) -> None:
        self._inputs, self._review, self._wanted, self._agreement = inputs, review, wanted, agreement
        self._reason = wanted.reason or f"Agreed in the review of {Path(review.file).name}."
        self._products = Products(inputs.placed.deal)
        self._blanks: dict[str, str] = {}
        self._positions: dict[str, dict[str, str]] = {}
        self._moves: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._left: list[Entry] = []
        self._expected: dict[str, list[str]] = {}

    def carried(self, library: Path | None, cache: DiskCache | None) -> Carried:
        changed = [one for one in self._review.changed if self._is_wanted(one)]
        for one in changed:
            self._moved_rows(one)
        rest = [one for one in changed if one.finding.clause in self._agreement.clauses]
        if self._moves:
            rest = self._not_explained(rest, library, cache)
        for one in rest:
            self._clause(one)
        text = self._deal_text()
        after = self._after(text, library, cache)
        self._check(after)
        outside = [one for one in changed if one.finding.clause not in self._agreement.clauses]
        printed = _printed(after) if outside else frozenset()
        for one in outside:
            self._outside(one.finding, printed)
        return self._files(text)

    def _is_wanted(self, one: ReviewedClause) -> bool:
        return one.finding.state != "unchanged" and (
            not self._wanted.clauses or one.finding.clause in self._wanted.clauses
        )

    # Responsibilities

    def _moved_rows(self, one: ReviewedClause) -> None:
        for edit in one.finding.edits:
            if edit.row and (moved := self._row_of(edit)):
                self._move(one.finding.clause, *moved)
        if one.finding.clause in self._agreement.clauses:
            for sign in one.meaning.signs:
                if sign.code == "row-moved" and (found := _ROW_MOVED.match(sign.says)):
                    to = self._agreement.moved(one.finding.clause, found.group(1))[0]
                    if to:
                        self._move(one.finding.clause, found.group(1), to.replace(" ", "_"))

    def _move(self, clause: str, row: str, to: str) -> None:
        if row not in self._moves:
            self._moves[row] = to
            self._entries.append(Entry(clause, f"row {row} goes to the {to.replace('_', ' ')}"))

    def _row_of(self, edit: Edit) -> tuple[str, str] | None:
        """Give the row of the two-party table that an edit gave to another party, and that party."""
        rows = {row.activity: row for row in self._agreement.document.matrix.rows}
        old, new = edit.old.split(" | "), edit.new.split(" | ")
        if edit.row not in rows or len(old) != 5 or len(new) != 5 or old[:2] != new[:2] or old[4] != new[4]:
            return None
        marks = (bool(new[2].strip(" \u2013-")), bool(new[3].strip(" \u2013-")))
        to = {(True, False): "contract_giver", (False, True): "contract_acceptor", (True, True): "both"}.get(marks)
        return (edit.row, to) if to and to != rows[edit.row].party else None

    def _not_explained(
        self, clauses: Sequence[ReviewedClause], library: Path | None, cache: DiskCache | None
    ) -> list[ReviewedClause]:
        """Give the clauses that say something else than the moved rows alone would make of them."""
        found = _paragraphs(self._after(self._deal_text(), library, cache))
        return [one for one in clauses if _plain_lines(one.finding) != found.get(one.finding.clause)]

    # Clauses

    def _clause(self, one: ReviewedClause) -> None:
        finding, meaning = one.finding, one.meaning
        if finding.state == "deleted":
            self._leave(finding, "the whole clause is gone: decide whether the deal can do without it")
        elif finding.state == "moved":
            self._leave(finding, "it stands elsewhere; the order of clauses is the library's")
        elif meaning.kind == "position":
            self._choose(finding, meaning.position)
        elif chosen := self._chosen(finding):
            self._choose(finding, chosen)
        else:
            for edit in finding.edits:
                if edit.unseen and edit.what != "reference":
                    self._leave(finding, f"numbers, references and links are the library's: {edit.says}")
            answered = self._answers(one)
            self._expected[finding.clause] = _plain_lines(finding)
            lines = [
                (line.old, line.new)
                for line in finding.lines
                if not (line.edits and all(edit in answered for edit in line.edits))
            ]
            self._negotiate(finding, lines)

    def _chosen(self, finding: ClauseFinding) -> str:
        """Give the position that they chose in a draft, where that is all they changed."""
        weighty = [edit for edit in finding.edits if edit.what != "look"]
        if len(weighty) == 1 and _POSITION_LINE.match(weighty[0].new) and _POSITION_LINE.match(weighty[0].old):
            return weighty[0].new.removeprefix("Position: ").lower()
        return ""

    def _choose(self, finding: ClauseFinding, position: str) -> None:
        entry = {"position": position, "approved_by": self._wanted.by, "reason": self._reason}
        self._positions[finding.clause] = entry
        self._entries.append(Entry(finding.clause, f"position {position}"))

    def _answers(self, one: ReviewedClause) -> set[int]:
        """Take the new answers to blanks that a deal may give; give the edits that are nothing else."""
        specs = {
            f"{base}.{name}": spec
            for clause in (self._inputs.library.clauses[one.finding.clause],)
            for base in (clause.id, clause.head.variant_of or clause.id)
            for name, spec in clause.head.blanks.items()
        }
        good = {}
        for blank, answer in one.meaning.answers:
            written = plain(answer)
            spec = specs.get(blank)
            if spec is not None and spec.type != "date" and not list(check_answer(spec, written, Place(""))):
                good[blank] = written
        edits = {sign.edit for sign in one.meaning.signs if sign.code in ("blank", "blank-outside")}
        if len(good) < len(one.meaning.answers):
            # Which line has which answer the signs tell by name.
            bad = [blank for blank, _ in one.meaning.answers if blank not in good]
            says = [sign for sign in one.meaning.signs if sign.code in ("blank", "blank-outside")]
            edits -= {sign.edit for sign in says if any(sign.says.startswith(f"The blank {name} ") for name in bad)}
        for blank, answer in good.items():
            self._blanks[blank] = answer
            self._entries.append(Entry(one.finding.clause, f"{blank}: {answer}"))
        return edits

    def _negotiate(self, finding: ClauseFinding, lines: Sequence[tuple[str, str]]) -> None:
        clause = self._inputs.library.clauses[finding.clause]
        position = self._agreement.clauses[clause.id].position
        source = clause.sources.get(position, "")
        body = [pair for pair in lines if not any(map(_POSITION_LINE.match, pair))]
        new, left = rewritten(source, body, self._holds)
        for old, came in left:
            if plain(old) != plain(clause.head.title) or not came:
                self._leave(finding, f"it has no place in the source of the clause: {came or old}")
            else:
                self._leave(finding, f"the title of a clause is the library's: {came}")
        if new.strip() == source.strip():
            return
        chosen = self._inputs.placed.deal.positions.get(clause.id)
        base = position
        if position == "negotiated":
            base = chosen.base_position if chosen else "standard"
        file = (chosen.text if chosen else None) or f"negotiated/{clause.id}.md"
        self._texts[file] = new
        self._texts[base_file(file)] = clause.sources[base]
        entry = {"position": "negotiated", "text": file, "base_version": clause.head.version}
        if base != "standard":
            entry["base_position"] = base
        self._positions[clause.id] = {**entry, "approved_by": self._wanted.by, "reason": self._reason}
        self._entries.append(Entry(clause.id, f"negotiated text, {file}"))

    def _holds(self, condition: str) -> bool:
        from qa_docs.source.expression import read_expression  # here: brings in Jinja2

        products = self._products
        return bool(products.where(read_expression(condition.strip(), Place("")), products.every))

    def _outside(self, finding: ClauseFinding, printed: frozenset[str]) -> None:
        """Tell what stands outside the clauses, but for what follows from the new entries."""
        if finding.clause.startswith(NEW):
            self._leave(finding, "a clause that the library does not have: write it into an overlay")
            return
        for edit in finding.edits:
            follows = plain(edit.new) in printed if edit.new.strip() else plain(edit.old) not in printed
            if edit.what not in ("look", "reference") and not follows and edit.row not in self._moves:
                self._leave(finding, f"write it into the deal by hand: {edit.new or edit.old}")

    def _leave(self, finding: ClauseFinding, why: str) -> None:
        self._leave_text(finding.clause, why)

    def _leave_text(self, clause: str, why: str) -> None:
        self._left.append(Entry(clause, why if len(why) <= 200 else why[:199] + "\u2026"))

    # The deal

    def _deal_text(self) -> str:
        from qa_docs.source.yaml_edit import NotEditable, with_entry, with_row  # here: brings in PyYAML

        path = self._inputs.path
        text = _whole_text(path)
        try:
            for blank, answer in self._blanks.items():
                text = with_entry(text, "blanks", blank, answer)
            for clause, chosen in self._positions.items():
                text = with_entry(text, "positions", clause, chosen)
            for row, to in self._moves.items():
                text = with_row(
                    text, "responsibilities", {"activity": row, "to": to, "reason": self._reason}, "activity"
                )
        except NotEditable as found:
            message = f"no sure place for an entry was found: {found}"
            hint = "write `blanks:`, `positions:` and `responsibilities:` in lines of their own, without anchors"
            raise ProblemsFound([_refused(Place(str(path)), message, hint)]) from None
        return text

    def _after(self, text: str, library: Path | None, cache: DiskCache | None) -> SentAgreement:
        """Give the agreement as the deal would make it with its new entries."""
        from qa_docs.source.deal import parse_deal  # here: brings in PyYAML and pydantic

        inputs = self._inputs
        portfolio = portfolio_of(inputs.path, cache)
        defaults = portfolio.defaults if portfolio else None
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
        placed = parse_deal(lines, str(inputs.path), (), None, defaults, self._texts)
        folders = (library,) if library is not None else inputs.folders
        own, _ = own_library(placed, load_library(*folders, cache=cache))
        return SentAgreement(replace(inputs, placed=placed, library=own), self._review.draft, cache)

    def _check(self, after: SentAgreement) -> None:
        """Tell where the deal with its new entries would not print what came back."""
        found = _paragraphs(after)
        told = {entry.clause for entry in self._left}
        for clause, expected in self._expected.items():
            printed = found.get(clause, [])
            # The ends of list items are set by their place, whatever was typed there.
            if [core(line) for line in printed] != [core(line) for line in expected] and clause not in told:
                pairs = zip([*printed, ""], [*expected, ""], strict=False)
                first = next((came or ours for ours, came in pairs if ours != came), "")
                self._leave_text(clause, f"it would not read as it came back: {first}")

    def _files(self, text: str) -> Carried:
        path = self._inputs.path
        files: dict[Path, bytes] = {}
        before: dict[Path, str] = {}
        for name, content in self._texts.items():
            files[path.parent / name] = content.encode("utf-8")
        old = _whole_text(path)
        if text != old:
            files[path] = text.encode("utf-8")
        for one in files:
            if one.is_file():
                before[one] = _whole_text(one)
        files = {one: content for one, content in files.items() if before.get(one, "").encode("utf-8") != content}
        return Carried(files, before, tuple(self._entries), tuple(dict.fromkeys(self._left)))


def _paragraphs(agreement: SentAgreement) -> Mapping[str, list[str]]:
    return {
        name: [plain(plain_text(part.text)) for part in block.blocks if isinstance(part, Paragraph)]
        for name, block in agreement.clauses.items()
    }


def _printed(agreement: SentAgreement) -> frozenset[str]:
    """Give every line of the agreement as its Word file has it."""
    lines = lines_of(agreement.content, "the deal", []).lines
    return frozenset(plain(" | ".join(line.after)) for line in lines)


def _plain_lines(finding: ClauseFinding) -> list[str]:
    """Give the paragraphs of a clause as they came back, without heading and table rows."""
    return [plain(line) for line in finding.text[1:] if not _POSITION_LINE.match(line) and " | " not in line]


def _whole_text(path: Path) -> str:
    """Give the text of a file with the line ends that it has."""
    return path.read_bytes().decode("utf-8")
