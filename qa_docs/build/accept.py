"""Carries what was agreed into the deal: answers, positions, moved responsibilities, negotiated texts.

Everything is tried before it is written: the deal with its new entries is assembled, and what does not come out as it
came back is told.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from qa_docs.assemble.blanks import check_answer
from qa_docs.assemble.products import Products
from qa_docs.build.acceptance import Carried, Entry, Wanted, read_review, refused_acceptance
from qa_docs.build.cache import DiskCache
from qa_docs.build.carried_clauses import Listed, sections_of, shown
from qa_docs.build.carried_facts import Fact, facts_in
from qa_docs.build.inputs import Inputs, read_inputs
from qa_docs.build.sent import SentAgreement
from qa_docs.build.trial import (
    POSITION_LINE,
    Trial,
    changed_along,
    paragraphs_of,
    plain_lines,
    printed_in,
    unchanged_in,
    unlike,
    unlike_rows,
)
from qa_docs.library.rewritten import plain, rewritten
from qa_docs.model.facts import one_line
from qa_docs.model.own_clauses import OWN
from qa_docs.model.placed import KeyPath
from qa_docs.model.review import ClauseFinding, Edit, Review, ReviewedClause
from qa_docs.problems import Place, ProblemsFound
from qa_docs.review.findings import NEW
from qa_docs.source.negotiated import base_file

_ROW_MOVED = re.compile(r"^Row (\S+) \(")


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
        raise ProblemsFound([refused_acceptance(Place(str(review)), message, "name the deal that the file belongs to")])
    known = {one.finding.clause for one in found.clauses}
    for clause in wanted.clauses:
        if clause not in known:
            message = f"the review has no clause {clause!r}"
            raise ProblemsFound([refused_acceptance(Place(str(review)), message, "`qa-docs review` lists them")])
    trial = Trial(inputs, found.draft, library, cache)
    return _Carrying(inputs, found, wanted, SentAgreement(inputs, found.draft, cache), trial).carried()


class _Carrying:
    """One acceptance: what was found so far."""

    def __init__(self, inputs: Inputs, review: Review, wanted: Wanted, agreement: SentAgreement, trial: Trial) -> None:
        self._trial = trial
        self._inputs, self._review, self._wanted, self._agreement = inputs, review, wanted, agreement
        self._reason = wanted.reason or f"Agreed in the review of {Path(review.file).name}."
        self._products = Products(inputs.placed.deal)
        self._blanks: dict[str, str] = {}
        self._positions: dict[str, dict[str, str]] = {}
        self._moves: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._facts: dict[KeyPath, str] = {}
        said = {"approved_by": wanted.by, "reason": self._reason}
        deal = inputs.placed.deal
        known = (*inputs.library.clauses, *deal.own_clauses, *sections_of(inputs.library))
        self._listed = Listed(agreement, review.clauses, said, known)
        self._entries: list[Entry] = []
        self._left: list[Entry] = []
        self._expected: dict[str, list[str]] = {}
        self._rows: dict[str, list[str]] = {}

    def carried(self) -> Carried:
        changed = [one for one in self._review.changed if self._is_wanted(one)]
        new = [one.finding for one in changed if one.finding.clause.startswith(NEW)]
        names = {finding.clause: self._listed.name(finding) for finding in new}
        for one in changed:
            self._moved_rows(one)
        rest = [one for one in changed if one.finding.clause in self._agreement.clauses]
        if self._moves:
            rest = self._not_explained(rest)
        for one in rest:
            self._clause(one)
        for finding in new:
            if self._listed_as(finding, self._listed.add(finding), "own_clauses", names[finding.clause]):
                self._expected[names[finding.clause]] = plain_lines(finding)
        self._keep_needed()
        outside = [one.finding for one in changed if one.finding.clause not in (*self._agreement.clauses, *names)]
        after = self._after()
        if outside:
            after = self._outside(outside, after)
        self._check(after)
        return self._files(self._deal_text())

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

    def _not_explained(self, clauses: Sequence[ReviewedClause]) -> list[ReviewedClause]:
        """Give the clauses that say something else than the moved rows alone would make of them."""
        found = paragraphs_of(self._after())
        return [one for one in clauses if plain_lines(one.finding) != found.get(one.finding.clause)]

    # Clauses

    def _clause(self, one: ReviewedClause) -> None:
        finding, meaning = one.finding, one.meaning
        if finding.state == "deleted":
            self._listed_as(finding, self._listed.omit(finding), "omitted_clauses")
            return
        if _moved_whole(finding):
            self._listed_as(finding, self._listed.move(finding), "moved_clauses")
            if finding.state == "moved":
                return
        if meaning.kind == "position":
            self._choose(finding, meaning.position)
        elif chosen := self._chosen(finding):
            self._choose(finding, chosen)
        else:
            for edit in finding.edits:
                if edit.unseen and edit.what != "reference":
                    self._leave(finding, f"numbers, references and links are the library's: {edit.says}")
            answered = self._answers(one)
            self._expected[finding.clause] = plain_lines(finding)
            lines = [
                (line.old, line.new)
                for line in finding.lines
                if not (line.edits and all(edit in answered for edit in line.edits))
            ]
            self._negotiate(finding, lines)

    def _chosen(self, finding: ClauseFinding) -> str:
        """Give the position that they chose in a draft, where that is all they changed."""
        weighty = [edit for edit in finding.edits if edit.what != "look"]
        if len(weighty) == 1 and POSITION_LINE.match(weighty[0].new) and POSITION_LINE.match(weighty[0].old):
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
        body = [pair for pair in lines if not any(map(POSITION_LINE.match, pair))]
        new, left = rewritten(source, body, self._holds)
        for old, came in left:
            if plain(old) != plain(clause.head.title) or not came:
                self._leave(finding, f"it has no place in the source of the clause: {came or old}")
            else:
                self._listed_as(finding, self._listed.retitle(finding, one_line(came)), "clause_titles")
        self._rows[finding.clause] = [plain(came) for old, came in body if " | " in came and old != came]
        if new.strip() == source.strip():
            return
        if clause.head.version == OWN:
            file = self._inputs.placed.deal.own_clauses[clause.id].text
            self._texts[file] = new
            self._entries.append(Entry(clause.id, f"text of the deal's own clause, {file}"))
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

    # The list of clauses

    def _listed_as(self, finding: ClauseFinding, refused: str, key: str, name: str = "") -> bool:
        clause = name or finding.clause
        if refused:
            self._leave(finding, refused)
            return False
        self._entries.append(Entry(clause, shown(key, clause, self._listed.entries[key][clause])))
        return True

    def _keep_needed(self) -> None:
        """Take back what the agreement cannot do without: clauses that are left out, each with what would be wrong."""
        omitted = self._listed.entries["omitted_clauses"]
        if not omitted:
            return
        held, self._listed.entries["omitted_clauses"] = dict(omitted), {}
        fine = self._trial.faults(self._deal_text(), self._every_text())
        for clause, entry in held.items():
            self._listed.entries["omitted_clauses"][clause] = entry
            now = self._trial.faults(self._deal_text(), self._every_text())
            if worse := [message for message in now if message not in fine]:
                self._listed.drop("omitted_clauses", clause)
                self._entries = [one for one in self._entries if one != Entry(clause, "left out")]
                hint = "; put that right, or list the requirement under `exclusions:`, and accept again"
                self._left.append(Entry(clause, f"it cannot be left out: {'; '.join(worse)}{hint}"))
            else:
                fine = now

    # Outside the clauses

    def _outside(self, findings: Sequence[ClauseFinding], after: SentAgreement) -> SentAgreement:
        """Take what stands in the deal as it is printed, and tell the rest, but for what follows from other entries."""
        before = after
        printed = printed_in(before)
        from qa_docs.source.yaml_edit import values_in  # here: brings in PyYAML

        values = values_in(_whole_text(self._inputs.path))
        asked: list[tuple[ClauseFinding, Edit, tuple[Fact, ...]]] = []
        for finding in findings:
            for edit in finding.edits:
                if edit.what == "look" or edit.unseen or _follows(edit, printed) or edit.row in self._moves:
                    continue
                facts = facts_in(edit.old, edit.new, values) if edit.what == "changed" else None
                if facts is None:
                    self._leave(finding, f"write it into the deal by hand: {edit.new or edit.old}")
                else:
                    asked.append((finding, edit, facts))
        same = {plain(line.new) for one in self._review.clauses for line in one.finding.lines if not line.edits}
        for finding, edit, facts in asked:
            kept = dict(self._facts)
            self._facts |= {fact.path: fact.value for fact in facts}
            try:
                tried = self._after()
                now = printed_in(tried)
                elsewhere = sorted((printed_in(after) - now) & same)
                why = f"it stands elsewhere too, where it was left: {elsewhere[0]}" if elsewhere else ""
                why = why or ("" if plain(edit.new) in now else f"it would not read as it came back: {edit.new}")
            except ProblemsFound as found:
                why = f"the deal cannot say so: {found.problems[0].message}"
            if why:
                self._facts = kept
                self._leave(finding, f"write it into the deal by hand; {why}")
                continue
            after = tried
            for fact in facts:
                self._entries.append(Entry(finding.clause, f"{'.'.join(map(str, fact.path))}: {fact.value}"))
        return after

    def _leave(self, finding: ClauseFinding, why: str) -> None:
        self._leave_text(finding.clause, why)

    def _leave_text(self, clause: str, why: str) -> None:
        self._left.append(Entry(clause, why if len(why) <= 200 else why[:199] + "\u2026"))

    # The deal

    def _after(self) -> SentAgreement:
        """Give the agreement as the deal would make it with its new entries."""
        return self._trial.agreement(self._deal_text(), self._every_text())

    def _every_text(self) -> dict[str, str]:
        return {**self._texts, **self._listed.texts}

    def _deal_text(self) -> str:
        from qa_docs.source.yaml_edit import NotEditable, with_entry, with_row, with_value  # here: brings in PyYAML

        path = self._inputs.path
        text = _whole_text(path)
        try:
            for blank, answer in self._blanks.items():
                text = with_entry(text, "blanks", blank, answer)
            for path_, value in self._facts.items():
                text = with_value(text, path_, value)
            for clause, chosen in self._positions.items():
                text = with_entry(text, "positions", clause, chosen)
            for key, entries in self._listed.entries.items():
                for clause, entry in entries.items():
                    text = with_entry(text, key, clause, entry)
            for row, to in self._moves.items():
                text = with_row(
                    text, "responsibilities", {"activity": row, "to": to, "reason": self._reason}, "activity"
                )
        except NotEditable as found:
            message = f"no sure place for an entry was found: {found}"
            hint = "write `blanks:`, `positions:` and the like in lines of their own, without anchors"
            raise ProblemsFound([refused_acceptance(Place(str(path)), message, hint)]) from None
        return text

    def _check(self, after: SentAgreement) -> None:
        """Tell where the deal with its new entries would not print what came back."""
        told = {entry.clause for entry in self._left}
        numbers_move = any(self._listed.entries.values())
        for clause, why in (
            *unlike(after, self._expected, numbers_move),
            *unlike_rows(after, self._rows),
            *changed_along(self._agreement, after, unchanged_in(self._review)),
        ):
            if clause not in told:
                self._leave_text(clause, why)

    def _files(self, text: str) -> Carried:
        path = self._inputs.path
        files: dict[Path, bytes] = {}
        before: dict[Path, str] = {}
        for name, content in self._every_text().items():
            files[path.parent / name] = content.encode("utf-8")
        old = _whole_text(path)
        if text != old:
            files[path] = text.encode("utf-8")
        for one in files:
            if one.is_file():
                before[one] = _whole_text(one)
        files = {one: content for one, content in files.items() if before.get(one, "").encode("utf-8") != content}
        return Carried(files, before, tuple(self._entries), tuple(dict.fromkeys(self._left)))


def _follows(edit: Edit, printed: frozenset[str]) -> bool:
    """Say whether what came back outside the clauses follows from what the deal says already."""
    return plain(edit.new) in printed if edit.new.strip() else plain(edit.old) not in printed


def _moved_whole(finding: ClauseFinding) -> bool:
    """Say whether a clause moved as a whole, its title or all else, whatever was changed in it."""
    moved = [any(finding.edits[edit].what == "moved" for edit in line.edits) for line in finding.lines]
    return bool(moved) and (moved[0] or (len(moved) > 1 and all(moved[1:])))


def _whole_text(path: Path) -> str:
    """Give the text of a file with the line ends that it has."""
    return path.read_bytes().decode("utf-8")
