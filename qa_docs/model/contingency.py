"""Data of the appendices on risk and contingency: what may go wrong at each stage, and what is ready for it."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, NonEmpty, Positive, WholeLine

RiskStage = Literal["selection", "transfer", "validation", "routine", "change", "exit"]
ScenarioKind = Literal[
    "site_loss",
    "utility_loss",
    "system_outage",
    "supplier_loss",
    "provider_failure",
    "quality_failure",
    "demand_surge",
    "transport_stop",
    "authority_action",
    "key_staff_loss",
    "storage_failure",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedRisk:
    """A risk of the arrangement, as the parties assessed it for one stage."""

    __pydantic_config__ = STRICT

    stage: RiskStage
    """Stage of the arrangement at which it arises."""
    risk: NonEmpty
    """What may go wrong, with its cause."""
    score: WholeLine
    """Score before the measure, in the words or numbers of the agreed method."""
    measure: NonEmpty
    """What is done against it."""
    owner: Literal["contract_giver", "contract_acceptor", "both"]
    """Party that carries out the measure."""
    due: datetime.date | None = None
    """Day by which the measure is in place, YYYY-MM-DD; left out where it is in place already."""
    residual: WholeLine
    """Score that remains after the measure."""
    trigger: WholeLine | None = None
    """Sign at which the contingency plan is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContingencyScenario:
    """One scenario of the contingency plan: what is ready for it, who decides, and when it was last tried."""

    __pydantic_config__ = STRICT

    scenario: ScenarioKind
    """What has happened."""
    detail: WholeLine | None = None
    """Which site, line, supplier or system it concerns."""
    alternative: NonEmpty
    """Alternative site, source, provider or way of working."""
    status: WholeLine | None = None
    """Regulatory status of the alternative."""
    lead_time: WholeLine | None = None
    """Time until the alternative can take over."""
    stock_weeks: Positive | None = None
    """Weeks that the stock covers."""
    decides: WholeLine
    """Who decides to use the plan: name or function."""
    deputy: WholeLine
    """Who decides when that person is away."""
    informed: tuple[WholeLine, ...] = ()
    """Who is informed, in this order."""
    tested: datetime.date | None = None
    """Day of the last exercise, YYYY-MM-DD; left out where there was none yet."""
    result: WholeLine | None = None
    """Result of that exercise."""
