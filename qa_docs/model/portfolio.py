"""The portfolio: what the deals in a folder share, as written in its `qa-docs.yaml`."""

from dataclasses import dataclass, field
from typing import Any, Literal

from qa_docs.model.limits import WholeLine

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What the deals in a folder share. A deal that says otherwise is right. Paths count from this file."""

    __pydantic_config__ = _STRICT

    deals: tuple[WholeLine, ...] = ("**/deal.yaml",)
    """Which files are deals, as patterns: `**/deal.yaml`."""
    library: tuple[WholeLine, ...] = ("builtin",)
    """Clause libraries of the deals that name none, lowest first: `builtin` and folders."""
    overlay: tuple[WholeLine, ...] = ()
    """The company's own layers, laid on `library`; not on the library that a deal names itself."""
    template: WholeLine | None = None
    """Word template of the deals that name none."""
    output: WholeLine | None = None
    """Where documents go, without the end of the name: `documents/{deal}/{number} rev {revision} {kind}`. It knows
    `{deal}`, `{kind}`, `{number}`, `{revision}`, `{giver}` and `{acceptor}`; without it, `{deal}/out/{kind}`."""
    edited: Literal["refuse", "keep", "beside", "overwrite"] = "refuse"
    """What becomes of a document that was edited by hand since it was built: `refuse` stops, `keep` leaves it,
    `beside` writes the new one beside it, `overwrite` writes over it."""
    defaults: dict[str, Any] = field(default_factory=dict)
    """Keys of a deal, with the values that hold where a deal is silent."""
