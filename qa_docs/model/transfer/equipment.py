"""Materials, equipment, premises and their qualification, compared between the units."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Whole, WholeLine
from qa_docs.model.transfer.quantities import WrittenQuantity

QualificationState = Literal["done", "open", "not_applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """A line of the bill of materials."""

    __pydantic_config__ = STRICT

    item: WholeLine
    """Material."""
    function: WholeLine
    """What it is for."""
    grade: WholeLine | None = None
    """Grade or standard."""
    per_unit_mg: Number | None = None
    """Milligrams in one dosage unit; in one millilitre where the batch is measured by volume."""
    batch_kg_su: Number | None = None
    """Kilograms in a batch of the sending unit."""
    batch_kg_ru: Number | None = None
    """Kilograms in a batch of the receiving unit."""
    phase: Literal[
        "intragranular", "extragranular", "core", "coating", "solution", "reaction", "process_aid", "removed", "other"
    ] = "other"
    """Where it goes. The lines of the core, and those of a solution, must add up to the batch."""
    supplier_su: WholeLine | None = None
    """Supplier at the sending unit."""
    supplier_ru: WholeLine | None = None
    """Supplier at the receiving unit."""
    change: bool = False
    """Material, grade or supplier differs between the units."""
    spec_ref: WholeLine | None = None
    """Specification."""
    remark: NonEmpty | None = None
    """What else must be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierQualification:
    """State of a supplier at the receiving unit."""

    __pydantic_config__ = STRICT

    supplier: WholeLine
    """Supplier."""
    material: WholeLine
    """Material."""
    status_at_ru: WholeLine
    """State at the receiving unit."""
    due: datetime.date | None = None
    """Day by which it must be qualified, YYYY-MM-DD; left out where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentItem:
    """A piece of equipment at one unit."""

    __pydantic_config__ = STRICT

    type: WholeLine
    """What it is."""
    number: WholeLine | None = None
    """Equipment number."""
    capacity: WrittenQuantity | None = None
    """Capacity."""
    fill_pct: Number | None = None
    """Part of the capacity that a batch fills, in per cent."""
    operating_principle: WholeLine | None = None
    """How it works."""
    contact_material: WholeLine | None = None
    """Material that touches the product."""
    key_dimension: WholeLine | None = None
    """Dimension or speed that decides the scale."""
    control_system: WholeLine | None = None
    """How it is controlled."""
    qualification: WholeLine | None = None
    """State of its qualification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentComparison:
    """The equipment of one operation at both units."""

    __pydantic_config__ = STRICT

    step: WholeLine
    """Step of the process, by name."""
    operation: WholeLine | None = None
    """What is done with it, where a step needs several pieces."""
    su: EquipmentItem | None = None
    """Equipment of the sending unit; left out where it has none."""
    ru: EquipmentItem | None = None
    """Equipment of the receiving unit."""
    same_class: bool = True
    """Both work by the same principle."""
    same_subclass: bool = True
    """Both are of the same design."""
    gap: WholeLine | None = None
    """What differs."""
    action: NonEmpty | None = None
    """What is done about it."""
    gap_id: Identifier | None = None
    """The gap in the gap register, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityAspect:
    """An aspect of premises and utilities at both units."""

    __pydantic_config__ = STRICT

    aspect: WholeLine
    """What is compared."""
    su: WholeLine | None = None
    """At the sending unit."""
    ru: WholeLine | None = None
    """At the receiving unit."""
    gap: NonEmpty | None = None
    """What differs; left out where nothing does."""
    gap_id: Identifier | None = None
    """The gap in the gap register, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingProducts:
    """What the transfer means for the products that are there already."""

    __pydantic_config__ = STRICT

    products_on_line: Whole
    """Products on the same line."""
    new_worst_case_for_cleaning: bool = False
    """The new product becomes the worst case for cleaning."""
    capacity_use_pct_after: Number | None = None
    """Use of the line afterwards, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemQualification:
    """State of the qualification of a system at the receiving unit."""

    __pydantic_config__ = STRICT

    system: WholeLine
    """Equipment, utility or computer system."""
    urs: WholeLine | None = None
    """User requirements specification."""
    dq: QualificationState = "open"
    """Design qualification."""
    iq: QualificationState = "open"
    """Installation qualification."""
    oq: QualificationState = "open"
    """Operational qualification."""
    pq: QualificationState = "open"
    """Performance qualification."""
    protocol: WholeLine | None = None
    """Protocol."""
    due: datetime.date | None = None
    """Day by which it must be done, YYYY-MM-DD; left out where it is."""
