"""Tables of the assessment: due diligence, premises, gaps, risks."""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.assemble.pictures import Risk as PlacedRisk
from qa_docs.assemble.pictures import risk_matrix
from qa_docs.assemble.transfer.generated import KEY, Line, Made, Part, PartsMade, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Column, TableRow, Text
from qa_docs.model.transfer.risk import Gap, Risk
from qa_docs.model.transfer.words import joined, lines, upper, word


def _due_diligence(package: Package) -> Iterator[TableRow]:
    held = package.transfer.due_diligence
    if held is not None:
        own = (
            Line("Audit", "audit_ref"),
            Line("Day", "date"),
            Line("Team", "team"),
            Line("Outcome", "outcome"),
            Line("Readiness", "readiness_score_pct", "%", needed=False),
        )
        yield from key_rows(package, "due_diligence", held, own)


def _facility(package: Package) -> Iterator[TableRow]:
    for i, aspect in enumerate(package.transfer.facility_comparison):
        path = f"facility_comparison.{i}"
        own = aspect.gap_id if aspect.gap_id and aspect.gap_id not in (aspect.gap or "") else None
        gap = joined(own, aspect.gap, by=": ")
        cells = (
            upper(aspect.aspect),
            package.value(aspect.su, f"{path}.su", f"{aspect.aspect} at the Sending Unit"),
            package.value(aspect.ru, f"{path}.ru", f"{aspect.aspect} at the Receiving Unit"),
            upper(gap) or "None",
        )
        yield package.row(path, cells)


def _gaps(package: Package) -> Iterator[TableRow]:
    for gap in package.transfer.gap_analysis:
        path = f"gap_analysis.{gap.id}"
        cells = (
            gap.id,
            upper(gap.area),
            upper(gap.su_state),
            upper(gap.ru_state),
            upper(gap.classification),
            gap.risk_ref or "",
            package.value(upper(gap.action or ""), f"{path}.action", f"Action for {gap.id}"),
            package.value(package.person(gap.owner), f"{path}.owner", f"Owner of {gap.id}"),
            package.value(gap.due, f"{path}.due", f"Date for {gap.id}"),
            word(gap.status),
        )
        yield package.row(path, cells)


def _gap_closure(package: Package) -> Iterator[TableRow]:
    for gap in package.transfer.gap_analysis:
        path = f"gap_analysis.{gap.id}"
        state = "" if gap.status == "closed" else f"{_owed(package, gap)}"
        cells = (gap.id, upper(joined(gap.area, gap.ru_state, by=": ")), upper(gap.action or ""))
        yield package.row(path, (*cells, word(gap.status), state))


def _owed(package: Package, gap: Gap) -> str:
    return joined(package.person(gap.owner), package.date(gap.due), by=", ")


def _existing(package: Package) -> Iterator[TableRow]:
    held = package.transfer.existing_products_impact
    if held is not None:
        own = (
            Line("Products on the same line", "products_on_line"),
            Line("New worst case for cleaning", "new_worst_case_for_cleaning"),
            Line("Use of capacity after the transfer", "capacity_use_pct_after", "%"),
        )
        yield from key_rows(package, "existing_products_impact", held, own)


def _scores(package: Package) -> Iterator[TableRow]:
    register = package.transfer.risk_register
    own = register.scale.levels if register and register.scale else ()
    for i, level in enumerate(own):
        cells = (level.score, upper(level.severity), upper(level.occurrence), upper(level.detection))
        yield package.row(f"risk_register.scale.levels.{i}", cells)
    for step in () if own else package.defaults.scale:
        yield package.row("", (step.score, step.severity, step.occurrence, step.detection))


def _scored_by(package: Package) -> str:
    register = package.transfer.risk_register
    team = ", ".join(package.person(role) for role in register.team) if register else ""
    source = "" if register and register.scale and register.scale.levels else "The words of the scale are practice. "
    return f"{source}{f'Scored by {team}.' if team else ''}".strip()


def _items(package: Package) -> tuple[Risk, ...]:
    return package.transfer.risk_register.items if package.transfer.risk_register else ()


def _risks(package: Package) -> Iterator[TableRow]:
    for risk in _items(package):
        path = f"risk_register.items.{risk.id}"
        residual = (risk.residual_s, risk.residual_o, risk.residual_d)
        after = _product(residual)
        action = upper(joined(risk.action, risk.severity_justification))
        owed = lines((package.person(risk.owner), package.date(risk.due)))
        yield package.row(
            path,
            (
                risk.id,
                upper(risk.step),
                upper(risk.failure_mode),
                upper(risk.effect),
                upper(risk.cause),
                upper(risk.current_control or ""),
                *(str(score) for score in (risk.s, risk.o, risk.d)),
                str(risk.s * risk.o * risk.d),
                action,
                owed,
                *(str(score) if score else "" for score in residual),
                after,
            ),
        )


def _product(scores: tuple[int | None, ...]) -> str:
    product = 1
    for score in scores:
        if score is None:
            return ""
        product *= score
    return str(product)


def _risk_closure(package: Package) -> Iterator[TableRow]:
    for risk in _items(package):
        path = f"risk_register.items.{risk.id}"
        after = _product((risk.residual_s, risk.residual_o, risk.residual_d))
        cells = (risk.id, upper(risk.failure_mode), str(risk.s * risk.o * risk.d), after, word(risk.status))
        yield package.row(path, cells)


def _matrix(package: Package, name: str, number: str) -> Iterator[Part]:
    placed = [PlacedRisk(risk.id, risk.s, risk.o, risk.residual_s, risk.residual_o) for risk in _items(package)]
    table, note = risk_matrix(name, "Risks before and after their actions", number, placed)
    yield replace(table, rows=tuple(replace(row, cells=tuple(map(_side_by_side, row.cells))) for row in table.rows))
    yield note


def _side_by_side(cell: Text) -> Text:
    """Give the ids of a cell beside one another, each kept whole, so that a large register fits on a page."""
    if len(cell) < 2 or not isinstance(cell[1], str):
        return cell
    ids = cell[1].split()
    return (cell[0], "\n" + ", ".join(one.replace("-", "\u2011") for one in ids))


def _barrier(package: Package) -> Iterator[TableRow]:
    held = package.transfer.sterile
    own = (
        Line("Contamination control strategy", "ccs.ref"),
        Line("Addendum for the product", "ccs.product_addendum"),
        Line("Owner", "ccs.owner"),
        Line("Barrier at the Sending Unit", "barrier.su"),
        Line("Barrier at the Receiving Unit", "barrier.ru"),
        Line("Agent of decontamination", "barrier.decontamination_agent", needed=False),
        Line("Limit for its residue", "barrier.residual_limit_ppm", "ppm", needed=False),
    )
    yield from key_rows(package, "sterile", held, own)


_FMEA = (
    ("ID", 6, ""),
    ("Step", 8, ""),
    ("Failure mode", 11, ""),
    ("Effect", 10, ""),
    ("Cause", 10, ""),
    ("Current control", 10, ""),
    ("S", 3.2, "Before"),
    ("O", 3.2, "Before"),
    ("D", 3.2, "Before"),
    ("RPN", 4.6, "Before"),
    ("Action", 13, ""),
    ("Owner and date", 11, ""),
    ("S", 3.2, "After"),
    ("O", 3.2, "After"),
    ("D", 3.2, "After"),
    ("RPN", 4.6, "After"),
)


def _fmea_columns() -> tuple[Column, ...]:
    return tuple(Column(title, width, "center" if width < 5 else "left", group) for title, width, group in _FMEA)


TABLES: dict[str, Made] = {
    "due-diligence-table": TableMade("Due diligence", KEY, _due_diligence, "due_diligence", "key"),
    "facility-table": TableMade(
        "Premises, utilities and systems",
        columns("Aspect 20", "Sending Unit 28", "Receiving Unit 28", "Gap 24"),
        _facility,
        "facility_comparison",
    ),
    "gap-table": TableMade(
        "Gap register",
        columns(
            "Gap 7",
            "Area 9",
            "Sending Unit 13",
            "Receiving Unit 13",
            "Class 8",
            "Risk 6",
            "Action 15",
            "Owner 11",
            "Due 10",
            "Status 8",
        ),
        _gaps,
        "gap_analysis",
        "small",
    ),
    "gap-closure-table": TableMade(
        "Gaps at close-out",
        columns("Gap 10", "Subject 30", "Action 30", "Status 12", "Owed by 18"),
        _gap_closure,
        "gap_analysis",
        "small",
    ),
    "existing-products-table": TableMade(
        "Effect on products already made", KEY, _existing, "existing_products_impact", "key"
    ),
    "score-table": TableMade(
        "Scale of scores in words",
        columns("Score 10", "Severity (S) 30", "Occurrence (O) 30", "Detection (D) 30"),
        _scores,
        "risk_register.scale",
        note=_scored_by,
    ),
    "risk-table": TableMade("Risk register", _fmea_columns(), _risks, "risk_register.items", "small"),
    "risk-closure-table": TableMade(
        "Risks at close-out",
        columns("Risk 10", "Failure mode 46", "RPN before 14 decimal", "RPN after 14 decimal", "Status 16"),
        _risk_closure,
        "risk_register.items",
        "small",
    ),
    "risk-matrix": PartsMade("Risks before and after their actions", _matrix, "risk_register.items", "Table"),
    "barrier-table": TableMade("Contamination control and barrier", KEY, _barrier, "sterile.ccs", "key"),
}
"""Tables of the assessment, by name."""
