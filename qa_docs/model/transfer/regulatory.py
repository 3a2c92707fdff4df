"""What the transfer changes in the filings: markets, CTD sections, established conditions, master files."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.deal import Market
from qa_docs.model.limits import STRICT, Identifier, NonEmpty, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferMarket:
    """A market and what must be filed there."""

    __pydantic_config__ = STRICT

    market: Market
    """Market, one of those of the deal."""
    procedure: WholeLine | None = None
    """Procedure and its scope, for example "decentralised, 12 member states"."""
    authorisation: WholeLine | None = None
    """Number of the authorisation."""
    approval_status: Literal["approved", "pending", "none"] = "approved"
    """State of the authorisation."""
    change_category: WholeLine | None = None
    """Category of the change; printed as proposed until it is confirmed."""
    change_category_confirmed: bool = False
    """Regulatory affairs have confirmed the category."""
    submission_planned: datetime.date | None = None
    """Day on which the change is to be filed, YYYY-MM-DD."""
    approval_expected: datetime.date | None = None
    """Day on which approval is expected, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CtdSection:
    """A section of the common technical document that the transfer touches."""

    __pydantic_config__ = STRICT

    section: WholeLine
    """Number of the section, for example 3.2.P.3.1."""
    title: WholeLine
    """Title of the section."""
    filed_text: WholeLine | None = None
    """Where the text in force is found."""
    impact: NonEmpty
    """What changes in it."""
    transfer_source: WholeLine | None = None
    """Where the new facts come from: keys below `transfer`, or words."""
    owner: Identifier
    """Role that writes it."""
    status: Literal["planned", "drafted", "verified", "submitted", "approved", "not_affected"] = "planned"
    """State of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishedCondition:
    """A parameter or attribute, and whether it is an established condition."""

    __pydantic_config__ = STRICT

    parameter: WholeLine
    """Parameter or attribute."""
    ec: bool
    """It is an established condition."""
    reporting_category: WholeLine | None = None
    """How a change of it is reported."""
    affected: bool = True
    """The transfer touches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProtocol:
    """A post-approval change management protocol."""

    __pydantic_config__ = STRICT

    used: bool = False
    """The change is filed under such a protocol."""
    ref: WholeLine | None = None
    """Number of the protocol."""
    multiple_changes: NonEmpty | None = None
    """Changes that are assessed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterFile:
    """A master file that the filing refers to."""

    __pydantic_config__ = STRICT

    type: WholeLine
    """Kind of master file."""
    holder: WholeLine
    """Company that holds it."""
    ref: WholeLine
    """Number of the file."""
    letter_of_access: WholeLine | None = None
    """Letter of access or authorisation."""
    open_part_version: WholeLine | None = None
    """Version of the open part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRegistration:
    """A registration of the receiving site."""

    __pydantic_config__ = STRICT

    authority: WholeLine
    """Authority or register."""
    status: WholeLine
    """State of the registration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeControl:
    """The change controls of the two units."""

    __pydantic_config__ = STRICT

    su_ref: WholeLine | None = None
    """Number at the sending unit."""
    ru_ref: WholeLine | None = None
    """Number at the receiving unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulatory:
    """What the transfer changes in the filings."""

    __pydantic_config__ = STRICT

    ctd_map: tuple[CtdSection, ...] = ()
    """Sections of the common technical document that the transfer touches."""
    established_conditions: tuple[EstablishedCondition, ...] = ()
    """Established conditions."""
    pacmp: ChangeProtocol | None = None
    """Post-approval change management protocol."""
    master_files: tuple[MasterFile, ...] = ()
    """Master files that the filing refers to."""
    site_registrations: tuple[SiteRegistration, ...] = ()
    """Registrations of the receiving site."""
    change_control: ChangeControl | None = None
    """Change controls of the two units."""
