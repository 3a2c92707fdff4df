"""Which agreements of a portfolio differ from standard, where, by whose approval and until when."""

import calendar
import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from qa_docs.assemble import assemble
from qa_docs.assemble.assembled import Assembled
from qa_docs.assemble.blanks import answer_of
from qa_docs.assemble.select import base_of
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, read_inputs
from qa_docs.build.portfolio import deals_under
from qa_docs.model.deviation import Deviation, What
from qa_docs.model.document import ClauseText, Heading
from qa_docs.model.library import Clause
from qa_docs.model.own_clauses import MovedClause, OmittedClause, OwnClause, RetitledClause
from qa_docs.problems import Place, Problem, ProblemsFound

HEADS = (
    ("Deal", 30),
    ("Document", 16),
    ("Revision", 9),
    ("Parties", 34),
    ("What", 11),
    ("Id", 26),
    ("Title", 36),
    ("Section", 9),
    ("Standard", 26),
    ("Agreed", 30),
    ("Position", 12),
    ("Approved by", 28),
    ("Reason", 44),
    ("Status", 13),
    ("Effective date", 13),
    ("Next review", 13),
    ("Line", 7),
)


class Asked(Struct, frozen=True):
    """What is asked of the portfolio; everything where nothing is named."""

    clause: str = ""
    blank: str = ""
    """With it, the answer of every deal is told, the default too."""
    position: str = ""


class Found(Struct, frozen=True):
    """The deviations of all deals, and what keeps deals from being read."""

    deviations: tuple[Deviation, ...]
    problems: tuple[Problem, ...]
    deals: int


def deviations_under(
    paths: Iterable[Path], asked: Asked, cache: DiskCache | None = None, library: Path | None = None
) -> Found:
    """Give the deviations of every deal under `paths`; a deal that cannot be assembled is told and left out."""
    found: list[Deviation] = []
    problems: list[Problem] = []
    deals = 0
    for deal in deals_under(paths, cache):
        deals += 1
        try:
            found += deviations_of(read_inputs(deal, cache, library), asked)
        except ProblemsFound as stopped:
            problems += stopped.problems
    if asked.blank and not found:
        message = f"no agreement here has the blank {asked.blank!r}"
        problems.append(Problem(Place("--blank"), "unknown-blank", message, "write clause-id.blank"))
    return Found(tuple(found), tuple(dict.fromkeys(problems)), deals)


def deviations_of(inputs: Inputs, asked: Asked) -> Iterator[Deviation]:
    """Yield the deviations of one deal: texts, answers, rows, and what is left out."""
    one = _Agreement(inputs)
    if asked.blank:
        yield from one.answers(asked.blank)
        return
    every = (*one.positions(), *one.clauses(), *one.blanks(), *one.rows(), *one.exclusions(), *one.appendices())
    for deviation in every:
        clause_fits = not asked.clause or asked.clause in one.clauses_of(deviation)
        if clause_fits and (not asked.position or deviation.position == asked.position):
            yield deviation


class _Agreement:
    """A deal assembled, so that every deviation has its title and its number."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._placed, self._deal = inputs.placed, inputs.placed.deal
        self._assembled: Assembled = assemble(inputs.placed, inputs.library, draft=True)
        document = self._assembled.document
        self._clauses: dict[str, tuple[Clause, Heading]] = {}
        for block in document.blocks:
            if isinstance(block, ClauseText):
                clause = inputs.library.clauses[block.id]
                self._clauses[block.id] = clause, block.heading
                self._clauses.setdefault(base_of(clause), (clause, block.heading))
        self._matrix = {row.activity: row for row in document.matrix.rows}
        self._headings = {block.id: block for block in document.blocks if isinstance(block, Heading)}

    def clauses_of(self, deviation: Deviation) -> tuple[str, ...]:
        """Give the ids of the clause that a deviation belongs to, its own and that of its standard text."""
        if deviation.what == "row":
            row = self._matrix.get(deviation.id)
            return (row.clause_id, *row.also) if row else ()
        name = deviation.id.rpartition(".")[0] if deviation.what == "blank" else deviation.id
        known = self._clauses.get(name)
        return (name, known[0].id, base_of(known[0])) if known else (name,)

    def positions(self) -> Iterator[Deviation]:
        for clause_id, chosen in self._deal.positions.items():
            known = self._clauses.get(clause_id)
            if chosen.position == "standard" or known is None:
                continue
            yield self._one(
                "position",
                clause_id,
                known[1],
                standard="standard",
                agreed=chosen.text or chosen.position,
                position=chosen.position,
                approved_by=chosen.approved_by,
                reason=" ".join(chosen.reason.split()),
                line=self._placed.place("positions", clause_id).line,
            )

    def clauses(self) -> Iterator[Deviation]:
        """Yield what the deal leaves out, adds, moves, and gives another title."""
        deal, known = self._deal, self._inputs.library.clauses
        changes: list[tuple[What, str, str, str, str, OmittedClause | OwnClause | MovedClause | RetitledClause]] = []
        for name, omitted in deal.omitted_clauses.items():
            changes.append(("clause", "omitted_clauses", name, "in the agreement", "left out", omitted))
        for name, own in deal.own_clauses.items():
            changes.append(("clause", "own_clauses", name, "not in the library", f"added, {own.text}", own))
        for name, moved in deal.moved_clauses.items():
            changes.append(("order", "moved_clauses", name, "the library's place", f"after {moved.after}", moved))
        for name, titled in deal.clause_titles.items():
            changes.append(("title", "clause_titles", name, "the library's title", titled.title, titled))
        for what, key, name, standard, agreed, said in changes:
            own_heading = Heading(name, "plain", known[name].head.title) if name in known else None
            yield self._one(
                what,
                name,
                self._clauses[name][1] if name in self._clauses else own_heading,
                standard=standard,
                agreed=agreed,
                approved_by=said.approved_by,
                reason=" ".join(said.reason.split()),
                line=self._placed.place(key, name).line,
            )

    def blanks(self) -> Iterator[Deviation]:
        for key in self._deal.blanks:
            clause_id, _, name = key.rpartition(".")
            known = self._clauses.get(clause_id)
            default = known[0].head.blanks[name].default if known and name in known[0].head.blanks else None
            # Without a default there is no standard to differ from.
            if default is not None and self._deal.blanks[key] != default:
                yield from self.answers(key)

    def answers(self, key: str) -> Iterator[Deviation]:
        """Yield the answer to a blank, given or by default, where the agreement has its clause."""
        clause_id, _, name = key.rpartition(".")
        known = self._clauses.get(clause_id)
        if known is None or name not in known[0].head.blanks:
            return
        clause, heading = known
        spec = clause.head.blanks[name]
        answer = answer_of(clause, name, self._placed)
        given = next((one for one in (f"{clause.id}.{name}", key) if one in self._deal.blanks), "")
        chosen = self._deal.positions.get(clause.id) or self._deal.positions.get(base_of(clause))
        yield self._one(
            "blank",
            key,
            heading,
            standard=spec.default or "",
            agreed=answer or "",
            position=chosen.position if chosen else "standard",
            reason="" if given else "default" if answer else "open",
            line=self._placed.place("blanks", given).line if given else 0,
        )

    def rows(self) -> Iterator[Deviation]:
        for i, moved in enumerate(self._deal.responsibilities):
            row, own = self._matrix.get(moved.activity), self._inputs.library.rows.get(moved.activity)
            if row is None or own is None:
                continue
            known = self._clauses.get(row.clause_id)
            heading = msgspec.structs.replace(known[1], text=row.title) if known else None
            yield self._one(
                "row",
                moved.activity,
                heading,
                standard=own.activity.party.replace("_", " "),
                agreed=moved.to.replace("_", " "),
                reason=moved.reason,
                line=self._placed.place("responsibilities", i).line,
            )

    def exclusions(self) -> Iterator[Deviation]:
        for i, excluded in enumerate(self._deal.exclusions):
            requirement = self._inputs.library.requirements.get(excluded.requirement)
            title = f"{requirement.source}, {requirement.section}: {requirement.title}" if requirement else ""
            yield self._one(
                "exclusion",
                excluded.requirement,
                Heading(excluded.requirement, "plain", title),
                standard="answered",
                agreed="left out",
                reason=excluded.reason,
                line=self._placed.place("exclusions", i).line,
            )

    def appendices(self) -> Iterator[Deviation]:
        for name, reason in self._deal.appendices.not_applicable.items():
            yield self._one(
                "appendix",
                name,
                self._headings.get(name),
                standard="used",
                agreed="not applicable",
                reason=reason,
                line=self._placed.place("appendices", "not_applicable", name).line,
            )

    def _one(
        self, what: What, name: str, heading: Heading | None, standard: str, agreed: str, **said: object
    ) -> Deviation:
        control, deal = self._deal.document, self._deal
        return Deviation(
            deal=str(self._inputs.path),
            document=control.number,
            revision=control.revision,
            parties=f"{deal.contract_giver.legal_name} / {deal.contract_acceptor.legal_name}",
            what=what,
            id=name,
            title=heading.text if heading else "",
            section=heading.number if heading else "",
            standard=standard,
            agreed=agreed,
            status=control.status.replace("_", " "),
            effective_date=control.effective_date.isoformat(),
            next_review=months_after(control.effective_date, control.review_months).isoformat(),
            **said,  # type: ignore[arg-type]
        )


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Give the same day some months later, or the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def deviations_as(found: Found, form: str) -> bytes:
    """Give the deviations as text, CSV, JSON or a workbook."""
    rows = [tuple(str(cell) for cell in msgspec.structs.astuple(_shown(one))) for one in found.deviations]
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(found.deviations), indent=2) + b"\n"
    if form == "csv":
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow([name for name, _ in HEADS])
        table.writerows([_no_formula(cell) for cell in row] for row in rows)
        return written.getvalue().encode("utf-8")
    if form == "xlsx":
        from qa_docs.render.table_xlsx import render_table_workbook  # here: only this form needs it

        return render_table_workbook("Deviations from standard", "Deviations", HEADS, rows)
    return "".join(f"{line}\n" for line in _lines(found)).encode("utf-8")


def _shown(one: Deviation) -> Deviation:
    return msgspec.structs.replace(one, section=one.section.strip())


def _no_formula(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula when it opens the file."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _lines(found: Found) -> Iterator[str]:
    deal = ""
    for one in found.deviations:
        if one.deal != deal:
            deal = one.deal
            yield f"{one.deal}: {one.document} revision {one.revision}, {one.parties}"
            yield f"  {one.status}, effective {one.effective_date}, next review {one.next_review}"
        where = " ".join(part for part in (one.section, one.title) if part)
        at = f":{one.line}" if one.line else ""
        yield f"  {one.what} {one.id}{f' ({where})' if where else ''}: {_agreed(one)}{at and f' [line {at[1:]}]'}"
        if one.approved_by:
            yield f"    approved by {one.approved_by}"
        if one.reason and one.what != "blank":
            yield f"    {one.reason}"
    different = len({one.deal for one in found.deviations})
    yield f"{len(found.deviations)} in {different} of {found.deals} deals"


def _agreed(one: Deviation) -> str:
    if one.what == "blank" and one.reason == "default":
        return f"{one.agreed} (default)"
    if one.what == "blank":
        return f"{one.agreed or 'open'}; standard {one.standard or 'none'}"
    if one.what == "position":
        return one.position + (f", {one.agreed}" if one.agreed != one.position else "")
    return f"{one.agreed}; standard {one.standard}"
