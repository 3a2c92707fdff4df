"""Tables of the site and its operations: equipment, qualification, packaging, cleaning, safety, training."""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa_docs.assemble.transfer.asked import is_asked
from qa_docs.assemble.transfer.figures import carry_over_of
from qa_docs.assemble.transfer.generated import KEY, Line, Made, TableMade, columns, key_rows
from qa_docs.assemble.transfer.package import Package
from qa_docs.assemble.transfer.written import short
from qa_docs.model.document import TableRow, Text
from qa_docs.model.transfer.equipment import EquipmentItem
from qa_docs.model.transfer.safety import Cleaning
from qa_docs.model.transfer.words import DASH, joined, limit_text, quantity_text, unit_text, upper, with_unit, word, yes

_PRINTED = frozenset(("artwork", "box", "carton", "cartons", "insert", "label", "labels", "leaflet", "leaflets"))
"""Words for what is printed, so that it has artwork."""


def _equipment(package: Package) -> Iterator[TableRow]:
    for i, each in enumerate(package.transfer.equipment):
        yield package.row("", (joined(upper(each.step), each.operation, by=": "),), kind="group")
        for key, side in (("su", "SU"), ("ru", "RU")):
            held: EquipmentItem | None = getattr(each, key)
            path = f"equipment.{each.step}"
            if held is None:
                missing = package.value(None, f"equipment.{i}.{key}", f"Equipment for {each.step} at the {side}")
                yield package.row(path, (side, missing, *("",) * 6))
                continue
            cells = (
                side,
                upper(joined(held.type, held.number, by=", ")),
                quantity_text(held.capacity),
                with_unit(held.fill_pct, "%"),
                upper(held.operating_principle or ""),
                upper(held.contact_material or ""),
                upper(joined(held.key_dimension, held.control_system)),
                upper(held.qualification or ""),
            )
            yield package.row(path, cells)


def _differences(package: Package) -> Iterator[TableRow]:
    solid = package.transfer.transfer_class == "oral_solid"
    for each in package.transfer.equipment:
        cells = (
            upper(joined(each.step, each.operation, by=": ")),
            yes(each.same_class) if solid else "",
            yes(each.same_subclass) if solid else "",
            upper(each.gap or "none"),
            upper(each.action or ""),
            each.gap_id or "",
        )
        yield package.row(f"equipment.{each.step}", cells)


def _qualification(package: Package) -> Iterator[TableRow]:
    for i, system in enumerate(package.transfer.qualification):
        path = f"qualification.{i}"
        stages = (word(getattr(system, stage)) for stage in ("dq", "iq", "oq", "pq"))
        done = all(getattr(system, stage) != "open" for stage in ("dq", "iq", "oq", "pq"))
        due = "" if done else package.value(system.due, f"{path}.due", f"Date for {system.system}")
        protocol = package.value(system.protocol, f"{path}.protocol", f"Protocol for {system.system}")
        yield package.row(path, (upper(system.system), system.urs or "", *stages, protocol, due or "Complete"))


def _components(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging
    for i, item in enumerate(held.primary if held else ()):
        path = f"packaging.primary.{i}"
        drawing = package.value(item.drawing, f"{path}.drawing", f"Drawing of {item.item}")
        change = joined(yes(item.change), item.remark)
        yield package.row(path, ("Primary", upper(item.item), item.supplier or "", change, drawing))
    for i, part in enumerate(held.secondary if held else ()):
        path = f"packaging.secondary.{i}"
        artwork: Text = (DASH,)
        if part.artwork or _PRINTED.intersection(re.findall(r"[a-z]+", part.item.lower())):
            artwork = package.value(part.artwork, f"{path}.artwork", f"Artwork of {part.item}")
        if part.artwork and part.pharmacode:
            artwork = (f"{part.artwork}; pharmacode {part.pharmacode}",)
        yield package.row(path, ("Secondary", upper(part.item), "", joined(yes(part.change), part.remark), artwork))


def _pack_parameters(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging
    for i, each in enumerate(held.process_parameters if held else ()):
        path = f"packaging.process_parameters.{i}"
        cells = (
            upper(each.line),
            upper(each.parameter),
            unit_text(each.unit),
            with_unit(each.su_setpoint, None),
            with_unit(each.ru_setpoint, None),
            package.value(limit_text(each.nor), f"{path}.nor", f"NOR of {each.parameter}"),
            package.value(limit_text(each.par), f"{path}.par", f"PAR of {each.parameter}"),
        )
        yield package.row(path, cells)


def _labels(package: Package) -> Iterator[TableRow]:
    own = (
        Line("Languages", "labelling.languages", needed=False),
        Line("Owner of the artwork", "labelling.artwork_owner", needed=False),
        Line("Batch number and expiry date", "labelling.batch_and_expiry_format", needed=False),
        Line("Serial numbers required", "serialisation.required", needed=False),
        Line("Owner of the product code", "serialisation.gtin_owner", needed=False),
        Line("Aggregation", "serialisation.aggregation", needed=False),
        Line("Tamper evidence", "serialisation.tamper_evidence", needed=False),
        Line("Owner of the master data", "serialisation.master_data_owner", needed=False),
    )
    yield from key_rows(package, "packaging", package.transfer.packaging, own)
    serial = (
        Line("Level of serial numbers", "serialisation_data.level", needed=False),
        Line("Repository", "serialisation_data.repository", needed=False),
        Line("Test cases", "serialisation_data.test_cases", needed=False),
        Line("Process for exceptions", "serialisation_data.exception_process", needed=False),
    )
    held = package.transfer.packaging_site_transfer
    yield from key_rows(package, "packaging_site_transfer", held, serial)


def _transport(package: Package) -> Iterator[TableRow]:
    held = package.transfer.packaging
    if held and held.transport:
        own = (Line("Pack-out", "pack_out"), Line("Route", "route"), Line("Verification", "verification"))
        yield from key_rows(package, "packaging.transport", held.transport, own)


def _cleaning_data(package: Package) -> Iterator[TableRow]:
    own = (
        Line("Procedure of the Sending Unit", "procedure_su"),
        Line("Procedure of the Receiving Unit", "procedure_ru"),
        Line("Solubility of the active substance", "api_solubility"),
        Line("Cleaning agent", "cleaning_agent"),
        Line("Worst case", "worst_case", needed=False),
    )
    yield from key_rows(package, "cleaning", package.transfer.cleaning, own)


def _limit(package: Package) -> Iterator[TableRow]:
    """The calculation in full: each input, each intermediate result, and where it comes from."""
    held = package.transfer.cleaning
    if held is None:
        return
    following, computed = held.next_product, carry_over_of(held)
    inputs: tuple[tuple[str, str, Decimal | None, str, str], ...] = (
        (
            "Health-based exposure limit",
            "hbel_pde_mg_per_day",
            held.hbel_pde_mg_per_day,
            "mg/day",
            held.hbel_report or "",
        ),
        (
            "Smallest batch of the next product",
            "next_product.smallest_batch_kg",
            following.smallest_batch_kg if following else None,
            "kg",
            following.name if following else "",
        ),
        (
            "Largest daily mass of the next product",
            "next_product.max_daily_product_mass_mg",
            following.max_daily_product_mass_mg if following else None,
            "mg",
            following.name if following else "",
        ),
        ("Shared surface", "shared_surface_m2", held.shared_surface_m2, "m2", "Equipment list of the Receiving Unit"),
    )
    for label, key, value, unit, source in inputs:
        path = f"cleaning.{key}"
        yield package.row(path, (label, package.value(value, path, label, unit), source))
    results: tuple[tuple[str, str, Decimal | None, str, str], ...] = (
        (
            "Carry-over by exposure",
            "maco_hbel_mg",
            _given(held.maco_hbel_mg, computed.by_exposure_mg),
            "mg",
            "Exposure limit \u00d7 batch / daily mass",
        ),
        (
            "Carry-over by 10 ppm",
            "maco_10ppm_mg",
            _given(held.maco_10ppm_mg, computed.at_ten_ppm_mg),
            "mg",
            "10 mg in each kg of the next product",
        ),
        (
            "Limit on the surface",
            "limit_ug_per_cm2",
            _surface_limit(held),
            "\u00b5g/cm\u00b2",
            _BASES[held.limit_basis],
        ),
        (
            "Limit of visibility",
            "visual_limit_ug_per_cm2",
            held.visual_limit_ug_per_cm2,
            "\u00b5g/cm\u00b2",
            "Below the limit on the surface, so that a look supports it",
        ),
    )
    for label, key, value, unit, source in results:
        path = f"cleaning.{key}"
        yield package.row(path, (label, package.value(value, path, label, unit), source))


def _given(written: Decimal | None, computed: Decimal | None) -> Decimal | None:
    """Give what a deal writes, or else what its other data come to, in three figures."""
    if written is not None or computed is None:
        return written
    return Decimal(short(computed, 3))


def _surface_limit(held: Cleaning) -> Decimal | None:
    return _given(held.limit_ug_per_cm2, carry_over_of(held).surface_ug_per_cm2)


_BASES = {
    "lower_of_both": "Lower of the two carry-overs, divided by the shared surface",
    "hbel": "Carry-over by exposure, divided by the shared surface",
    "ten_ppm": "Carry-over by 10 ppm, divided by the shared surface",
}


def _cleaning_validation(package: Package) -> Iterator[TableRow]:
    own = (
        Line("Protocol", "validation_protocol"),
        Line("Runs", "runs"),
        Line("Hold of soiled equipment", "dirty_hold_h", "h"),
        Line("Hold of clean equipment", "clean_hold_days", "days"),
        Line("Least recovery", "recovery_min_pct", "%"),
    )
    yield from key_rows(package, "cleaning", package.transfer.cleaning, own)
    label, path = "Limit on the surface", "cleaning.limit_ug_per_cm2"
    limit = _surface_limit(package.transfer.cleaning) if package.transfer.cleaning else None
    if limit is not None or is_asked(package.transfer, path):
        yield package.row(path, (label, package.value(limit, path, label, "\u00b5g/cm\u00b2")))


def _ehs(package: Package) -> Iterator[TableRow]:
    process = package.transfer.transfer_class not in ("packaging", "analytical_only")
    own = (
        Line("Safety data sheet", "sds_ref"),
        Line("Occupational exposure limit", "oel_ug_per_m3", "\u00b5g/m\u00b3", needed=process),
        Line("Exposure band", "oeb", needed=process),
        Line("Containment", "containment", needed=process),
        Line("Dust explosion, Kst", "dust_explosion.kst_bar_m_s", "bar\u00b7m/s", needed=False),
        Line("Least ignition energy", "dust_explosion.mie_mj", "mJ", needed=False),
        Line("Dust explosion class", "dust_explosion.st_class", needed=False),
        Line("Reaction hazards", "reaction_hazards", needed=False),
        Line("Emergency plan", "emergency_plan"),
        Line("Medical surveillance", "medical_surveillance", needed=False),
    )
    yield from key_rows(package, "ehs", package.transfer.ehs, own)
    reaction = (
        Line("Heat of reaction", "heat_of_reaction_kj_per_mol", "kJ/mol", needed=False),
        Line("Highest temperature of the synthesis reaction", "mtsr_c", "C", needed=False),
        Line("Stoessel class", "stoessel_class", needed=False),
        Line("Hazard study", "hazop_ref", needed=False),
    )
    held = package.transfer.api.reaction_safety if package.transfer.api else None
    yield from key_rows(package, "api.reaction_safety", held, reaction)


def _waste(package: Package) -> Iterator[TableRow]:
    held = package.transfer.ehs
    for i, stream in enumerate(held.waste_streams if held else ()):
        yield package.row(f"ehs.waste_streams.{i}", (upper(stream.stream), upper(stream.route)))


def _training(package: Package) -> Iterator[TableRow]:
    for i, item in enumerate(package.transfer.training):
        path = f"training.{i}"
        due = package.value(item.due, f"{path}.due", f"Date of training on {item.topic}")
        if item.done:
            due = (f"Done {package.date(item.done)}",)
        cells = (upper(item.topic), upper(item.trainees), upper(item.method), upper(item.assessment), due)
        yield package.row(path, cells)


def _tacit(package: Package) -> Iterator[TableRow]:
    held = package.transfer.knowledge_transfer
    for i, topic in enumerate(held.tacit_topics if held else ()):
        method = package.value(
            upper(held.method or "") if held else "", "knowledge_transfer.method", "How it is captured"
        )
        place = package.value(held.repository if held else "", "knowledge_transfer.repository", "Where it is kept")
        paths = ["knowledge_transfer.method", "knowledge_transfer.repository"]
        yield package.row(f"knowledge_transfer.tacit_topics.{i}", (upper(topic), method, place), paths)


TABLES: dict[str, Made] = {
    "equipment-table": TableMade(
        "Equipment of the two Units",
        columns(
            "Unit 6",
            "Type 21",
            "Capacity 11",
            "Fill 7",
            "Operating principle 20",
            "Contact material 11",
            "Key dimension 12",
            "Qualification 12",
        ),
        _equipment,
        "equipment",
        "small",
    ),
    "equipment-difference-table": TableMade(
        "Equipment: verdict and action",
        columns("Step 22", "Same class 9 center", "Same subclass 10 center", "Gap 25", "Action 25", "Gap ID 10"),
        _differences,
        "equipment",
    ),
    "qualification-table": TableMade(
        "State of qualification",
        columns(
            "System 26", "URS 15", "DQ 8 center", "IQ 8 center", "OQ 8 center", "PQ 8 center", "Protocol 14", "Due 13"
        ),
        _qualification,
        "qualification",
        "small",
    ),
    "pack-component-table": TableMade(
        "Packaging components",
        columns("Level 14", "Item 30", "Supplier 18", "Change 18", "Drawing or artwork 20"),
        _components,
        "packaging.primary",
    ),
    "pack-parameter-table": TableMade(
        "Parameters of packaging",
        columns("Line 14", "Parameter 24", "Unit 8", "SU 10", "RU 10", "NOR 17", "PAR 17"),
        _pack_parameters,
        "packaging.process_parameters",
    ),
    "label-table": TableMade("Labels and serial numbers", KEY, _labels, "packaging.labelling", "key"),
    "transport-table": TableMade("Transport", KEY, _transport, "packaging.transport", "key"),
    "cleaning-data-table": TableMade("Cleaning: what is known", KEY, _cleaning_data, "cleaning", "key"),
    "limit-table": TableMade(
        "Calculation of the limit", columns("Input or result 38", "Value 22", "Source 40"), _limit, "cleaning"
    ),
    "cleaning-validation-table": TableMade("Cleaning validation", KEY, _cleaning_validation, "cleaning", "key"),
    "ehs-table": TableMade("Hazards and protection", KEY, _ehs, "ehs", "key"),
    "waste-table": TableMade(
        "Streams of waste",
        columns("Stream 40", "Route 60"),
        _waste,
        "ehs.waste_streams",
    ),
    "training-table": TableMade(
        "Training",
        columns("Topic 26", "Trainees 20", "Method 18", "Assessment 20", "Due 16"),
        _training,
        "training",
    ),
    "tacit-table": TableMade(
        "Knowledge that stands on no paper",
        columns("Topic 40", "How it is captured 32", "Where it is kept 28"),
        _tacit,
        "knowledge_transfer.tacit_topics",
    ),
}
"""Tables of the site, by name."""
