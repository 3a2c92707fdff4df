"""The documents of a transfer: what they hold by class, what is to be confirmed, what is shared with the agreement."""

import datetime
import re
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from typing import get_args

import msgspec
import pytest

from qa_docs.assemble import assemble
from qa_docs.assemble.transfer.asked import is_asked
from qa_docs.assemble.transfer.contents import CONTENTS
from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.build.why_transfer import path_of, places_in
from qa_docs.model.deal import MovedResponsibility
from qa_docs.model.document import ClauseText, Document, Drawing, Heading, Table
from qa_docs.model.library_transfer import CONTENT, KINDS
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.plain import plain_text
from qa_docs.model.transfer.project import TransferClass
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.problems import ProblemsFound
from tests.examples import example, library, transfer_library

TABLET = "transfer-tablet"


def made(kind: str, placed: PlacedDeal | None = None, draft: bool = True, careful: bool = False) -> Document:
    return assemble_transfer(placed or example(TABLET), transfer_library(), kind, draft, careful).document


def changed(**parts: object) -> PlacedDeal:
    placed = example(TABLET)
    assert placed.deal.transfer is not None
    return with_transfer(replace(placed.deal.transfer, **parts))


def with_transfer(transfer: Transfer) -> PlacedDeal:
    placed = example(TABLET)
    return msgspec.structs.replace(placed, deal=replace(placed.deal, transfer=transfer))


def tables(document: Document) -> dict[str, Table]:
    found = {}
    for block in document.blocks:
        for inner in block.blocks if isinstance(block, ClauseText) else (block,):
            if isinstance(inner, Table):
                found[inner.id] = inner
    return found


def test_what_a_clause_may_bring_along_is_what_is_made():
    assert CONTENTS.keys() == CONTENT


@pytest.mark.parametrize("kind", KINDS)
def test_each_table_and_figure_is_numbered_in_order_and_referred_to_from_the_text(kind: str):
    document = made(kind)
    numbered: dict[str, list[str]] = {"Table": [], "Figure": []}
    wanted, texts = [], []
    for block in document.blocks:
        for inner in block.blocks if isinstance(block, ClauseText) else (block,):
            if isinstance(inner, Table) and inner.number:
                numbered["Table"].append(inner.number)
                wanted += [f"Table {inner.number}"] if isinstance(block, ClauseText) else []
            elif isinstance(inner, Drawing):
                numbered["Figure"].append(inner.number)
                # A figure of several sheets is referred to by the first.
                wanted += [f"Figure {inner.number}"] if " of " not in inner.caption or "(1 of" in inner.caption else []
            elif isinstance(block, ClauseText):
                texts.append(plain_text(getattr(inner, "text", ())))
    words = " ".join(texts).replace("\u00a0", " ")

    assert all(numbers == [str(i) for i in range(1, len(numbers) + 1)] for numbers in numbered.values())
    assert [name for name in wanted if not re.search(rf"{name}\b", words)] == []
    assert len(wanted) > 10


def test_the_protocol_can_be_built_before_the_data_of_the_dossier_exist():
    placed = changed(
        cqas=(), cmas=(), cpps=(), process_steps=(), ipcs=(), bom=(), equipment=(), packaging=None, stability=None,
        validation=None, cleaning=None, results=None, ehs=None, risk_register=None,
    )  # fmt: skip

    document = made("transfer-protocol", placed)

    points = {point.id: point for point in document.open_points}
    assert points["transfer.validation.approach"].owner == "REV"
    assert points["transfer.validation.approach"].due == "30 October 2026"
    assert points["transfer.risk_register.items"].critical
    assert document.facts["open_count"] == len(points) > 15
    printed = plain_text(tables(document)["risk-table"].rows[0].cells[0])
    assert printed == "To be confirmed (SPL, 15 May 2026)"


@pytest.mark.parametrize("transfer_class", get_args(TransferClass))
def test_a_transfer_that_says_hardly_anything_is_a_draft_of_each_document(transfer_class: TransferClass):
    transfer = example(TABLET).deal.transfer
    assert transfer is not None
    empty = {field.name: field.default for field in fields(transfer) if field.default is not MISSING}
    empty |= {field.name: field.default_factory() for field in fields(transfer) if field.default_factory is not MISSING}
    placed = with_transfer(replace(transfer, **{**empty, "transfer_class": transfer_class}))

    for kind in KINDS:
        document = made(kind, placed)

        said = [
            plain_text(getattr(part, "text", ()))
            for block in document.blocks
            if isinstance(block, ClauseText)
            for part in block.blocks
        ]
        assert document.open_points
        assert [text for text in said if re.search(r"  | [.,]|\(\)|\bNone\b(?! of)", text)] == []


def test_what_is_critical_and_open_keeps_a_document_a_draft():
    assert example(TABLET).deal.transfer is not None
    first, *others = example(TABLET).deal.transfer.cpps
    placed = changed(cpps=(replace(first, nor=None), *others))

    with pytest.raises(ProblemsFound) as found:
        made("transfer-dossier", placed, draft=False)

    problems = [problem for problem in found.value.problems if problem.code == "critical-open"]
    assert [problem.message.split(" is to be")[0] for problem in problems] == [
        "NOR of CPP-01 (transfer.cpps.CPP-01.nor)"
    ]
    assert made("transfer-dossier", placed).facts["critical_count"] == 1


def test_what_is_open_and_not_critical_is_printed_with_who_owes_it_also_when_issued():
    assert example(TABLET).deal.transfer is not None
    first, *others = example(TABLET).deal.transfer.hold_times
    placed = changed(hold_times=(replace(first, study_ref=None), *others))

    row = tables(made("transfer-dossier", placed, draft=False))["hold-table"].rows[0]

    assert plain_text(row.cells[4]) == "To be confirmed (RTS, 30 October 2026)"


def test_a_shared_row_has_the_letters_of_the_agreement_and_a_move_moves_both():
    placed = example(TABLET)
    moved = MovedResponsibility(activity="TEC-10", to="contract_giver", reason="The owner validates cleaning.")
    agreed = msgspec.structs.replace(placed, deal=replace(placed.deal, responsibilities=(moved,)))

    agreement = {row.activity: row for row in assemble(agreed, library(), draft=True).document.matrix.rows}
    transfer = {row.activity: row for row in made("transfer-protocol", agreed).matrix.rows}
    before = {row.activity: row for row in made("transfer-protocol", placed).matrix.rows}

    shared = agreement.keys() & transfer.keys()
    assert len(shared) > 20
    takes = {"SQ": "SQA", "ST": "STS", "SR": "SRA", "CQ": "RQA", "CL": "RQC", "CE": "REV", "SS": "SSC", "CR": "RRA"}
    for name in shared:
        assert agreement[name].title == transfer[name].title
        assert agreement[name].party == transfer[name].party
        assert agreement[name].state == transfer[name].state
        accountable = next(role for role, letter in agreement[name].letters.items() if letter.startswith("A"))
        answers = next(role for role, letter in transfer[name].letters.items() if letter.startswith("A"))
        # The agreement's role names the function; the transfer's role is of the same unit.
        assert transfer_side(answers) == ("receiving_unit" if accountable.startswith("C") else "sending_unit")
        if accountable in takes and takes[accountable] in transfer[name].letters:
            assert transfer[name].letters[takes[accountable]].startswith("A") or name in ("TEC-01", "TEC-13")
    assert before["TEC-10"].party == "contract_acceptor"
    assert transfer["TEC-10"].party == "contract_giver"


def transfer_side(role: str) -> str:
    lists = transfer_library().lists
    assert lists is not None
    return lists.roles[role].side


def moved(**move: object) -> PlacedDeal:
    placed = example(TABLET)
    entry = MovedResponsibility(**{"to": "contract_acceptor", "reason": "Agreed.", **move})  # type: ignore[arg-type]
    return msgspec.structs.replace(placed, deal=replace(placed.deal, responsibilities=(entry,)))


def test_a_row_of_the_transfer_alone_is_moved_with_letters_of_its_roles():
    rows = {row.activity: row for row in made("transfer-protocol").matrix.rows}
    document = made("transfer-protocol", moved(activity="TT-03", letters={"RPL": "A/R", "SPL": "C"}))
    after = {row.activity: row for row in document.matrix.rows}

    assert after["TT-03"].letters == {"RPL": "A/R", "SPL": "C"}
    assert after["TT-03"].state == "moved"
    assert {name: row for name, row in after.items() if name != "TT-03"} == {
        name: row for name, row in rows.items() if name != "TT-03"
    }


@pytest.mark.parametrize(
    ("move", "code"),
    [
        ({"activity": "TT-03"}, "wrong-move"),
        ({"activity": "TT-999"}, "unknown-activity"),
        ({"activity": "TT-03", "letters": {"RPX": "A/R"}}, "unknown-role"),
        ({"activity": "TT-03", "letters": {"RPL": "C"}}, "not-one-accountable"),
    ],
)
def test_a_move_of_a_row_of_the_transfer_that_cannot_be_is_told(move: dict[str, object], code: str):
    with pytest.raises(ProblemsFound) as found:
        made("transfer-protocol", moved(**move), draft=False)

    assert code in {problem.code for problem in found.value.problems}


def test_a_matrix_has_one_accountable_role_in_each_row_of_every_class():
    for name in ("oral_solid", "sterile_injectable", "api", "biologic_ds", "packaging", "analytical_only"):
        for row in made("transfer-protocol", changed(transfer_class=name)).matrix.rows:
            assert sum(letter.startswith("A") for letter in row.letters.values()) == 1, (name, row.activity)


def test_the_sections_follow_the_class():
    titles = {
        name: [
            block.heading.text
            for block in made("transfer-dossier", changed(transfer_class=name)).blocks
            if isinstance(block, ClauseText)
        ]
        for name in ("oral_solid", "api", "analytical_only", "sterile_injectable")
    }

    assert "Route and synthesis" in titles["api"]
    assert "Route and synthesis" not in titles["oral_solid"]
    assert "Sterilization, barrier and aseptic holds" in titles["sterile_injectable"]
    assert "Process: not applicable" in titles["analytical_only"]
    assert "Process parameters" not in titles["analytical_only"]


def test_a_section_marked_not_applicable_says_why():
    document = made("transfer-dossier", changed(not_applicable={"ehs": "The product is water."}))

    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Heading) and block.id == "ehs")

    assert plain_text(document.blocks[at + 1].text) == "Not applicable. The product is water."  # type: ignore[union-attr]


def test_changing_a_parameter_changes_the_places_that_why_names_and_no_other():
    placed = example(TABLET)
    transfer = placed.deal.transfer
    assert transfer is not None
    cpps = list(transfer.cpps)
    cpps[3] = replace(cpps[3], ru_setpoint=Decimal("61"), nor=Limit(low=Decimal(58), high=Decimal(64)))
    after = with_transfer(replace(transfer, cpps=tuple(cpps)))

    for kind in KINDS:
        before_places, after_places = (places(made(kind, one)) for one in (placed, after))
        differing = {where for where, text in after_places.items() if before_places.get(where) != text}
        named = {
            line
            for key in ("ru_setpoint", "nor")
            for line in places_in(made(kind, after), f"transfer.cpps.CPP-04.{key}")
        }
        assert differing == {line for line in named}, kind


def places(document: Document) -> dict[str, object]:
    """Give what stands at each place, by the words that `why` has for the place."""
    found: dict[str, object] = {}
    for block in document.blocks:
        if not isinstance(block, ClauseText):
            continue
        where = f"{block.heading.number} {block.heading.text}"
        found[f"{where}: text"] = [plain_text(inner.text) for inner in block.blocks if hasattr(inner, "text")]
        for inner in block.blocks:
            if isinstance(inner, Drawing):
                found[f"{where}: Figure {inner.number} {inner.caption}"] = inner
            elif isinstance(inner, Table):
                name = f"Table {inner.number} {inner.caption}" if inner.caption else "table"
                for row in inner.rows:
                    found[f"{where}: {name}, row {plain_text(row.cells[0])}"] = row.cells
    return found


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("CPP-04", "transfer.cpps.CPP-04"),
        ("transfer.cpps.3", "transfer.cpps.CPP-04"),
        ("transfer.cpps.CPP-04.nor", "transfer.cpps.CPP-04.nor"),
        ("R-02", "transfer.risk_register.items.R-02"),
        ("transfer.batch_size_ru", "transfer.batch_size_ru"),
        ("transfer.nothing", None),
        ("nothing", None),
    ],
)
def test_a_value_is_named_by_its_keys_by_its_place_or_by_its_id(wanted: str, path: str | None):
    assert path_of(example(TABLET).deal.transfer, wanted) == path


def test_a_transfer_covers_what_concerns_it_and_says_what_is_missing():
    rows = {row.requirement: row for row in made("transfer-protocol", careful=True).coverage}
    without = {
        row.requirement: row
        for row in made("transfer-protocol", changed(ehs=None, milestones=()), careful=True).coverage
    }

    assert not [row for row in rows.values() if row.state == "uncovered"]
    assert rows["tt-q8-03"].clauses[0] == ("tt-cpps", "Dossier 4.3")
    assert "cpps[].nor" in rows["tt-q8-03"].data
    assert "tt-a1-02" not in rows
    assert without["tt-who22d-25"].state == "uncovered"
    assert "ehs.sds_ref" in without["tt-who22d-25"].missing


def conclusion(document: Document) -> str:
    last = next(
        block for block in document.blocks if isinstance(block, ClauseText) and block.id == "tt-report-conclusion"
    )
    return " ".join(plain_text(getattr(block, "text", ())) for block in last.blocks)


def test_a_criterion_that_is_not_met_is_settled_only_by_a_deviation_that_is_closed():
    transfer = example(TABLET).deal.transfer
    assert transfer is not None
    assert transfer.results is not None
    still_open = tuple(replace(one, closed=None) for one in transfer.results.deviations)

    settled = conclusion(made("transfer-report"))
    missed = conclusion(made("transfer-report", changed(results=replace(transfer.results, deviations=still_open))))

    assert "AC-02 was not met as written (DEV-ZUE-26-118, closed 29 January 2027)." in settled
    assert "the transfer is closed" in settled
    assert "Criteria that were not met: AC-02. The transfer has not passed as planned." in missed
    assert "the transfer is closed" not in missed


def test_a_report_without_results_concludes_nothing():
    assert "still open: AC-01, AC-02" in conclusion(made("transfer-report", changed(results=None)))


def test_what_a_class_is_not_asked_for_is_neither_owed_nor_missing():
    transfer = example(TABLET).deal.transfer
    assert transfer is not None
    packaging = replace(transfer, transfer_class="packaging", analytical_methods=(), instruments=())

    document = made("transfer-dossier", with_transfer(packaging))

    assert plain_text(tables(document)["method-reference-table"].rows[0].cells[0]) == "Not part of this transfer."
    assert not is_asked(packaging, "analytical_methods[].validation_report")
    assert is_asked(transfer, "analytical_methods[].validation_report")
    assert is_asked(transfer, "equipment[].ru.fill_pct")
    assert not is_asked(replace(transfer, transfer_class="sterile_injectable"), "equipment[].ru.fill_pct")


def test_the_carry_over_is_worked_out_where_the_deal_gives_only_its_data():
    transfer = example(TABLET).deal.transfer
    assert transfer is not None
    assert transfer.cleaning is not None
    written = tables(made("transfer-dossier"))["limit-table"]
    bare = replace(transfer.cleaning, maco_hbel_mg=None, maco_10ppm_mg=None, limit_ug_per_cm2=None)

    computed = tables(made("transfer-dossier", changed(cleaning=bare)))["limit-table"]

    assert [plain_text(row.cells[1]) for row in computed.rows] == [plain_text(row.cells[1]) for row in written.rows]


def test_a_day_is_printed_in_the_language_of_the_deal():
    placed = example(TABLET)
    american = msgspec.structs.replace(
        placed, deal=replace(placed.deal, document=replace(placed.deal.document, language="en-US"))
    )
    assert placed.deal.transfer is not None
    day = placed.deal.transfer.milestones[0].planned

    assert day == datetime.date(2026, 3, 2)
    assert plain_text(tables(made("transfer-protocol"))["gate-table"].rows[0].cells[2]) == "2 March 2026"
    assert plain_text(tables(made("transfer-protocol", american))["gate-table"].rows[0].cells[2]) == "March 2, 2026"
