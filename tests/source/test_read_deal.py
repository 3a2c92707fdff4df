import datetime
import hashlib

import pytest

from qa_docs.model.deal import Product, Wording
from qa_docs.source.deal import parse_deal, read_deal

DEAL = """\
# yaml-language-server: $schema=deal.schema.json
schema: 2
document:
  number: QA-1
  revision: 1
  effective_date: 2026-03-01
contract_giver: {legal_name: A & B <Ltd>, short_name: A, address: 'Street 1', country: NO}
contract_acceptor: {legal_name: 药品 {{ x }} 💊, short_name: B, address: 'Street 2', country: CH}
services: [manufacture]
markets: [EU]
products:
  - name: Tablets
    classes: [oral_solid]
""".replace("药品 {{ x }} 💊", "'药品 {{ x }} 💊'")


def test_a_deal_is_read_with_the_places_of_its_keys(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_text(DEAL, encoding="utf-8")
    placed = read_deal(file, "deal.yaml")
    assert placed.deal.document.effective_date == datetime.date(2026, 3, 1)
    assert placed.deal.document.revision == "1"
    assert placed.deal.products == (Product(name="Tablets", classes=("oral_solid",)),)
    assert placed.digest == hashlib.sha256(DEAL.encode()).hexdigest()
    assert str(placed.place("products", 0, "classes")) == "deal.yaml:13:5"
    assert str(placed.place("products", 0, "strength")) == "deal.yaml:12:5"
    assert str(placed.place("wording")) == "deal.yaml:1:1"


def test_whatever_a_text_holds_is_kept_as_written():
    deal = parse_deal(DEAL, "deal.yaml").deal
    assert deal.contract_giver.legal_name == "A & B <Ltd>"
    assert deal.contract_giver.country == "NO"
    assert deal.contract_acceptor.legal_name == "药品 {{ x }} 💊"


def test_a_wording_of_ones_own_is_read():
    deal = parse_deal(DEAL + "wording: {contract_giver: Sponsor, contract_acceptor: Supplier}\n", "deal.yaml").deal
    assert deal.wording == Wording(contract_giver="Sponsor", contract_acceptor="Supplier")


def test_line_ends_of_windows_give_the_same_deal(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_bytes(DEAL.replace("\n", "\r\n").encode())
    assert read_deal(file, "deal.yaml") == parse_deal(DEAL, "deal.yaml")


@pytest.mark.parametrize(
    ("schema", "hint"),
    [
        ("1", "`qa-docs migrate deal.yaml` rewrites it for schema 2"),
        ("3", "a newer qa-docs is needed to read it"),
        ("9" * 5000, "a newer qa-docs is needed to read it"),
        ("0", "write 'schema: 2'"),
        ("one", "write 'schema: 2'"),
        ("1.0", "write 'schema: 2'"),
    ],
)
def test_a_deal_of_another_schema_is_not_looked_at_any_further(problems_of, schema, hint):
    text = DEAL.replace("schema: 2", f"schema: {schema}").replace("markets", "markts")
    assert problems_of(parse_deal, text, "deal.yaml") == (
        f"deal.yaml:2:9: error: the deal is written for schema {schema[:40]!r}; this qa-docs reads schema 2 "
        f"[schema-version]\n  hint: {hint}"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            DEAL.replace("schema: 2\n", ""),
            "2:1: error: the key 'schema' is missing [missing-key]\n  hint: add it: Version of this format. Always 2.",
        ),
        (
            DEAL.replace("schema: 2", "schema:"),
            "2:1: error: nothing is written after 'schema' [wrong-type]\n"
            "  hint: write a value: Version of this format. Always 2.",
        ),
        (
            DEAL.replace("schema: 2", "schema: [1]"),
            "2:9: error: 'schema' must be text, not a list [wrong-type]\n  hint: choose one of: 2",
        ),
        (
            DEAL.replace("  number:", "  nmae:"),
            "4:3: error: 'nmae' is not known here [unknown-key]\n  hint: did you mean 'number'?",
        ),
        (
            DEAL.replace("  number: QA-1\n", ""),
            "3:1: error: the key 'number' is missing in 'document' [missing-key]\n"
            "  hint: add it: Document number, printed on the cover and in every footer.",
        ),
        (
            DEAL + "markets: [US]\n",
            "14:1: error: 'markets' is here twice, first in line 10 [repeated-key]\n  hint: keep one of the two",
        ),
        (
            DEAL.replace("[EU]", "EU"),
            "10:10: error: 'markets' must be a list, not text [wrong-type]\n"
            "  hint: put each item on a line of its own, beginning with '- ', or write [one, two]",
        ),
        (
            DEAL.replace("[EU]", "[GB]"),
            "10:11: error: 'GB' is not a value of 'markets' [wrong-value]\n"
            "  hint: choose one of: US, EU, UK, CA, JP, CN, BR, IN, CH, AU",
        ),
        (
            DEAL + "positions:\n  audits: {position: fallbck, approved_by: C, reason: D}\n",
            "15:22: error: 'fallbck' is not a value of 'position' [wrong-value]\n  hint: did you mean 'fallback'?",
        ),
        (
            DEAL.replace("Tablets", '"Tab\\x0blets"'),
            "12:11: error: the character U+000B cannot stand in a Word file [illegal-character]\n"
            "  hint: delete it or type it anew; it usually comes from copying out of a PDF or another program",
        ),
    ],
)
def test_what_is_wrong_with_a_deal_is_placed_and_explained(problems_of, text, problem):
    assert problems_of(parse_deal, text, "deal.yaml") == f"deal.yaml:{problem}"


def test_all_faults_of_a_deal_are_reported_in_one_run(problems_of):
    text = (
        DEAL.replace("number", "numbr")
        .replace("2026-03-01", "1 March")
        .replace("short_name: A,", "")
        .replace("[manufacture]", "[manufacturing, testing, testing]")
        .replace("[EU]", "")
        .replace("- name: Tablets", "- name: [Tablets]\n    name: Tablets")
        + "<<: {}\n"
    )
    assert problems_of(parse_deal, text, "deal.yaml") == (
        "deal.yaml:4:3: error: 'numbr' is not known here [unknown-key]\n"
        "  hint: did you mean 'number'?\n"
        "deal.yaml:6:19: error: '1 March' is not a date [wrong-value]\n"
        "  hint: write YYYY-MM-DD, for example 2026-12-31\n"
        "deal.yaml:7:1: error: the key 'short_name' is missing in 'contract_giver' [missing-key]\n"
        "  hint: add it: Short name; used in the text when `wording` is `names`.\n"
        "deal.yaml:9:12: error: 'manufacturing' is not a value of 'services' [wrong-value]\n"
        "  hint: did you mean 'manufacture'?\n"
        "deal.yaml:10:1: error: nothing is written after 'markets' [wrong-type]\n"
        "  hint: write a value: Where the product is supplied.\n"
        "deal.yaml:12:11: error: 'name' must be text, not a list [wrong-type]\n"
        "deal.yaml:13:5: error: 'name' is here twice, first in line 12 [repeated-key]\n"
        "  hint: keep one of the two\n"
        "deal.yaml:15:1: error: a merge key ('<<') is not read here [yaml-refused]\n"
        "  hint: write the keys out in each place"
    )


def test_a_deal_with_thousands_of_faults_is_refused_in_good_time(problems_of):
    text = DEAL + "".join(f"unknown_{number}: x\n" for number in range(20_000))
    assert problems_of(parse_deal, text, "deal.yaml").count("[unknown-key]") == 20_000
