"""The appendices on risk and contingency: the risks by stage, and the scenarios of the contingency plan."""

from collections.abc import Iterator
from typing import get_args

from qa_docs.assemble.context import Context
from qa_docs.model.contingency import AssessedRisk, ContingencyScenario, RiskStage
from qa_docs.model.document import Block, Column, Paragraph, Table, TableRow
from qa_docs.model.facts import date_text

_STAGES = {
    "selection": "Selection",
    "transfer": "Technology transfer and start",
    "validation": "Validation",
    "routine": "Routine work",
    "change": "Change",
    "exit": "Exit",
}
_SCENARIOS = {
    "site_loss": "Loss of a site",
    "utility_loss": "Loss of a utility",
    "system_outage": "Outage of a computer system, or loss of data",
    "supplier_loss": "Loss of a supplier",
    "provider_failure": "Failure of a provider",
    "quality_failure": "Quality failure that stops a line or a Product",
    "demand_surge": "Sudden rise in demand",
    "transport_stop": "Stop of transport or at a border",
    "authority_action": "Action of a Regulatory Authority",
    "key_staff_loss": "Loss of key staff",
    "storage_failure": "Failure of the storage of samples or goods",
}
_NONE = "\u2013"


def risk_table(context: Context, number: str) -> Iterator[Block]:
    """Yield the risks that the parties assessed, grouped by stage in the order of an arrangement's life."""
    columns = (
        Column("Risk", 28),
        Column("Score", 9, "center"),
        Column("Measure", 28),
        Column("Owner", 12),
        Column("Due", 11),
        Column("Residual risk", 9, "center"),
        Column("Contingency plan is used when", 18),
    )
    rows: list[TableRow] = []
    for stage in get_args(RiskStage):
        risks = [risk for risk in context.deal.appendices.risks if risk.stage == stage]
        if risks:
            rows.append(TableRow(((_STAGES[stage],),), "group"))
            rows.extend(_risk_row(context, risk) for risk in risks)
    yield Table("risk-table-rows", "Risks by stage", number, columns, tuple(rows), "small")


def _risk_row(context: Context, risk: AssessedRisk) -> TableRow:
    owner = "Both Parties" if risk.owner == "both" else _upper(context.role(risk.owner))
    due = date_text(risk.due, context.deal.document.language) if risk.due else "In place"
    return _row(risk.risk, risk.score, risk.measure, owner, due, risk.residual, risk.trigger or _NONE)


def alternatives_table(context: Context, number: str) -> Iterator[Block]:
    """Yield what is ready for each scenario: the alternative, its status, its lead time, the cover by stock."""
    columns = (
        Column("Scenario", 28),
        Column("Alternative", 30),
        Column("Regulatory status", 20),
        Column("Lead time", 13),
        Column("Stock cover", 12),
    )
    rows = tuple(
        _row(
            _scenario(one),
            one.alternative,
            one.status or _NONE,
            one.lead_time or _NONE,
            f"{one.stock_weeks} {'week' if one.stock_weeks == 1 else 'weeks'}" if one.stock_weeks else _NONE,
        )
        for one in context.deal.appendices.contingency
    )
    yield Table("contingency-alternatives", "Scenarios and alternatives", number, columns, rows, "small")


def decisions_table(context: Context, number: str) -> Iterator[Block]:
    """Yield who decides in each scenario, who is told in which order, and the last exercise."""
    columns = (
        Column("Scenario", 28),
        Column("Decides, and deputy", 22),
        Column("Informed, in this order", 28),
        Column("Last exercise", 13),
        Column("Result", 18),
    )
    language = context.deal.document.language
    rows = tuple(
        _row(
            _scenario(one),
            f"{one.decides}; deputy: {one.deputy}",
            "; ".join(f"{i}. {who}" for i, who in enumerate(one.informed, 1)) or _NONE,
            date_text(one.tested, language) if one.tested else "None yet",
            one.result or _NONE,
        )
        for one in context.deal.appendices.contingency
    )
    yield Table("contingency-decisions", "Decisions, information and exercises", number, columns, rows, "small")
    target = "contingency-activation"
    if target in context.numbers:
        reference = context.reference(target)
        yield Paragraph(
            ("The rules of ", reference, " that never lapse stay in force in every scenario."), style="note"
        )


def _scenario(one: ContingencyScenario) -> str:
    name = _SCENARIOS[one.scenario]
    return f"{name}: {one.detail}" if one.detail else name


def _row(*cells: str) -> TableRow:
    return TableRow(tuple((cell,) for cell in cells))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
