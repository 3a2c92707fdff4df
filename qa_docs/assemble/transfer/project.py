"""Tables of the mandate: units, agreements, markets, tiers, scope, scale, team, meetings."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.generated import KEY, Line, Made, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Cell, Package
from qa_docs.model.document import TableRow
from qa_docs.model.facts import market_name, one_line
from qa_docs.model.transfer.facts import unit_details
from qa_docs.model.transfer.project import Unit
from qa_docs.model.transfer.words import joined, lines, number_text, printed, upper, with_unit, word


def _units(package: Package) -> Iterator[TableRow]:
    transfer = package.transfer
    sides = (("sending_unit", transfer.sending_unit), ("receiving_unit", transfer.receiving_unit))
    details = [unit_details(package.context.deal, unit) for _, unit in sides]
    sites = [site for _, _, site in details]
    yield package.row("", ("Company", *(legal for legal, _, _ in details)), [side for side, _ in sides])
    yield package.row("", ("Site", *(site.name if site else "" for site in sites)), [side for side, _ in sides])
    yield package.row("", ("Address", *(_address(site) for site in sites)))
    yield package.row(
        "",
        (
            "License",
            *(package.value(unit.gmp_authorisation, f"{side}.gmp_authorisation", "License") for side, unit in sides),
        ),
        [f"{side}.gmp_authorisation" for side, _ in sides],
    )
    yield package.row("", ("Identifiers", *(_identifiers(site) for site in sites)))
    yield package.row(
        "",
        ("Last inspection", *(_inspection(package, side, unit) for side, unit in sides)),
        [f"{side}.last_inspection" for side, _ in sides],
    )


def _address(site: object) -> str:
    address, country = getattr(site, "address", ""), getattr(site, "country", "")
    place = one_line(address)
    return place if not country or place.endswith(country) else f"{place}, {country}"


def _identifiers(site: object) -> str:
    found = [("FEI", "fei"), ("D-U-N-S", "duns"), ("EU site identifier", "eu_site_id")]
    return lines(f"{name} {value}" for name, key in found if (value := getattr(site, key, None)))


def _inspection(package: Package, side: str, unit: Unit) -> Cell:
    held = unit.last_inspection
    if held is None:
        return package.value(None, f"{side}.last_inspection", "Last inspection")
    return f"{held.authority}, {package.date(held.date)}: {held.outcome}"


def _agreements(package: Package) -> Iterator[TableRow]:
    deal, held = package.context.deal, package.transfer.agreements
    confidentiality = held.confidentiality if held else None
    if confidentiality:
        years = f"binds for {confidentiality.term_years} years" if confidentiality.term_years else ""
        since = package.date(confidentiality.effective)
        yield package.row(
            "agreements.confidentiality", ("Confidentiality agreement", confidentiality.ref, since, years, "")
        )
    else:
        missing = package.value(None, "agreements.confidentiality", "Confidentiality agreement")
        yield package.row("agreements.confidentiality", ("Confidentiality agreement", missing, "", "", ""))
    if supply := deal.supply_agreement:
        yield package.row("", (supply.title, supply.number or "", package.date(supply.date), "Commercial terms", ""))
    if held and (cover := held.quality_agreement):
        own = not cover.ref
        day = deal.document.effective_date if own else cover.effective
        covered = joined(
            "data integrity" if cover.covers_data_integrity else None,
            "validation" if cover.covers_validation else None,
            "subcontracting" if cover.covers_subcontracting else None,
            by=", ",
        )
        state = "" if cover.status == "effective" else f" ({word(cover.status).lower()})"
        number = f"{cover.ref or deal.document.number}{state}"
        gaps = lines(held.technical_agreement_gaps) or "None"
        yield package.row(
            "agreements.quality_agreement",
            ("Quality agreement", number, package.date(day), upper(covered), gaps),
            ["agreements.technical_agreement_gaps"],
        )
    if held and (licence := held.technology_licence):
        residual = "residual know-how settled" if licence.residual_know_how_clause else ""
        scope = upper(joined(licence.ip_scope, residual))
        yield package.row("agreements.technology_licence", ("Technology license", licence.ref or "", "", scope, ""))


def _markets(package: Package) -> Iterator[TableRow]:
    for i, market in enumerate(package.transfer.markets):
        path = f"markets.{market.market}"
        category = package.value(market.change_category, f"markets.{i}.change_category", "Change category")
        state = "confirmed" if market.change_category_confirmed else "to be confirmed by regulatory affairs"
        if market.change_category and "confirmed" not in market.change_category:
            category = (f"{market.change_category} ({state})",)
        yield package.row(
            path,
            (
                upper(joined(market_name(market.market), market.procedure, by=", ")),
                market.authorisation or "",
                word(market.approval_status),
                category,
                package.value(market.submission_planned, f"markets.{i}.submission_planned", "Submission"),
                package.value(market.approval_expected, f"markets.{i}.approval_expected", "Approval expected"),
            ),
        )


def _tiers(package: Package) -> Iterator[TableRow]:
    controls = package.transfer.confidentiality_controls
    if controls is None:
        for tier in package.context.library.tiers:
            yield package.row("", (tier.id, tier.title, "", tier.rule))
        return
    for own in controls.tiers:
        path = f"confidentiality_controls.tiers.{own.tier}"
        yield package.row(path, (own.tier, upper(own.label), upper(own.examples), upper(own.release_rule)))


def _scope(package: Package) -> Iterator[TableRow]:
    receiving = package.transfer.receiving_unit.site or "Receiving Unit"
    for key, inside in (("scope_in", True), ("scope_out", False)):
        for i, item in enumerate(getattr(package.transfer, key)):
            site = item.site or (receiving if inside else "")
            cells = (upper(item.operation), "Yes" if inside else "No", site, item.remark or "")
            yield package.row(f"{key}.{i}", cells)


def _scale(package: Package) -> Iterator[TableRow]:
    transfer = package.transfer
    su, ru = transfer.batch_size_su, transfer.batch_size_ru
    if su and ru:
        ratio = transfer.scale_factor if transfer.scale_factor is not None else ru.value / su.value
        cells = ("Batch size", with_unit(su.value, su.unit), with_unit(ru.value, ru.unit), number_text(ratio), "")
        yield package.row("batch_size_su", cells, ["batch_size_ru", "scale_factor"])
        if su.units_count and ru.units_count:
            counts = (number_text(su.units_count), number_text(ru.units_count))
            cells = ("Dosage units in a batch", *counts, f"{ru.units_count / su.units_count:.2f}".rstrip("0"), "")
            yield package.row("batch_size_su.units_count", cells, ["batch_size_ru.units_count"])
    for i, line in enumerate(transfer.scale):
        ratio_text = ""
        if line.su.value and line.su.unit == line.ru.unit:
            ratio_text = f"{float(line.ru.value / line.su.value):.2f}".rstrip("0").rstrip(".")
        cells = (
            upper(line.parameter),
            printed(line.su, package.language),
            printed(line.ru, package.language),
            ratio_text,
            line.remark or "",
        )
        yield package.row(f"scale.{i}", cells)


def _differences(package: Package) -> Iterator[TableRow]:
    for i, difference in enumerate(package.transfer.intended_differences):
        yield package.row(f"intended_differences.{i}", (str(i + 1), upper(difference)))


def _team(package: Package) -> Iterator[TableRow]:
    transfer = package.transfer
    names = {
        "sending_unit": unit_details(package.context.deal, transfer.sending_unit)[1],
        "receiving_unit": unit_details(package.context.deal, transfer.receiving_unit)[1],
        "both": "Both",
    }
    for member in transfer.governance.team if transfer.governance else ():
        path = f"governance.team.{member.role_code}"
        role = package.roles.get(member.role_code)
        title = f"{member.role_code} {role.name}" if role else member.role_code
        yield package.row(path, (title, member.name, names[member.unit], upper(member.function), member.deputy or ""))


def _meetings(package: Package) -> Iterator[TableRow]:
    governance = package.transfer.governance
    for i, meeting in enumerate(governance.meetings if governance else ()):
        yield package.row(f"governance.meetings.{i}", (upper(meeting.forum), upper(meeting.cadence)))


def _product(package: Package) -> Iterator[TableRow]:
    wanted = package.transfer.product.names if package.transfer.product else ()
    for i, product in enumerate(package.context.deal.products):
        if wanted and product.name not in wanted:
            continue
        pairs = (
            ("Product", product.name),
            ("Active substance", product.active_substance),
            ("Dosage form and strength", joined(product.dosage_form, product.strength, by=", ")),
            ("Pack", product.pack),
            ("Storage", product.storage),
            ("Shelf life", product.shelf_life),
            ("Code", product.code),
            ("Marketing authorizations", ", ".join(product.licences)),
        )
        for label, text in pairs:
            if text:
                yield TableRow(((label,), (text,)), paths=(f"products.{i}",))
    own = (
        Line("Route of administration", "route", needed=False),
        Line("Highest daily dose", "max_daily_dose_mg", "mg", needed=False),
        Line("Mass of salt for one mass of active moiety", "salt_factor", needed=False),
        Line("BCS class", "bcs_class", needed=False),
        Line("Therapeutic category", "therapeutic_category", needed=False),
    )
    yield from key_rows(package, "product", package.transfer.product, own)


def _profile(package: Package) -> Iterator[TableRow]:
    product = package.transfer.product
    for i, line in enumerate(product.qtpp if product else ()):
        yield package.row(f"product.qtpp.{i}", (upper(line.attribute), upper(line.target)))


TABLES: dict[str, Made] = {
    "units-table": TableMade(
        "The Units", columns("Item 20", "Sending Unit 40", "Receiving Unit 40"), _units, "sending_unit"
    ),
    "agreement-table": TableMade(
        "Agreements in force",
        columns("Agreement 22", "Reference 20", "In force from 18", "Covers 24", "Open gaps 16"),
        _agreements,
        "agreements",
    ),
    "market-table": TableMade(
        "Markets and change categories",
        columns(
            "Market 22",
            "Authorization 16",
            "State 12",
            "Expected change category 24",
            "Submission 13",
            "Approval expected 13",
        ),
        _markets,
        "markets",
    ),
    "tier-table": TableMade(
        "Confidentiality tiers",
        columns("Tier 8", "Name 22", "Examples 35", "Release 35"),
        _tiers,
        "confidentiality_controls.tiers",
    ),
    "scope-table": TableMade(
        "Scope of the transfer",
        columns("Operation or activity 40", "In scope 12 center", "Site after the transfer 24", "Remark 24"),
        _scope,
        "scope_in",
    ),
    "scale-table": TableMade(
        "Scale of the two Units",
        columns("Parameter 30", "SU 20", "RU 20", "Ratio 12 decimal", "Remark 18"),
        _scale,
        "batch_size_ru",
    ),
    "difference-table": TableMade(
        "Intended differences",
        columns("No. 8", "Difference 92"),
        _differences,
        "intended_differences",
        empty="No difference is intended.",
    ),
    "team-table": TableMade(
        "Transfer team",
        columns("Role 28", "Name 18", "Unit 16", "Function 22", "Deputy 16"),
        _team,
        "governance.team",
    ),
    "meeting-table": TableMade("Meetings", columns("Forum 50", "Held 50"), _meetings, "governance.meetings"),
    "product-table": TableMade("Product", KEY, _product, "product", "key"),
    "qtpp-table": TableMade(
        "Quality target product profile", columns("Attribute 34", "Target 66"), _profile, "product.qtpp"
    ),
}
"""Tables of the mandate, by name."""
