"""Deals of an older schema, rewritten with everything kept that nobody asked to change.

Schema 1 is the first and only one, and nothing asks for another. So the step here is prepared for the test: the schema 2
that it leads to would write `contract_acceptor` as `contract_facility` and the market of the kingdom as `GB`.
"""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qa_docs.build.migrate import migrate_deals
from qa_docs.cli import commands
from qa_docs.source.migration import STEPS, Step, migrated, rename_key
from tests.examples import EXAMPLES, ROOT
from tests.small import DEAL


def other_names(deal: Any) -> None:
    rename_key(deal, "contract_acceptor", "contract_facility")
    markets = deal.get("markets", [])
    for i, market in enumerate(markets):
        if market == "UK":
            markets[i] = "GB"


PREPARED = (Step(1, "names of party and market", other_names),)

WRITTEN = """\
# Everything that one arrangement decides.
schema: 1            # never changed by hand

document:
  number:   "QA-1"   # aligned by hand
  revision: '1'
contract_giver:   {legal_name: Acme Ltd,  short_name: Acme}   # one line
# Who works.
contract_acceptor:      # the CMO
  legal_name: Beta GmbH

  sites:
    - name: Basel   # the old site
      activities: [Manufacture,
                   Testing]
markets: [US, UK]
yes_and_no: [yes, NO, 1.10, 007]
text: |-
  Two lines,
    one indented.
"""

EXPECTED = """\
# Everything that one arrangement decides.
schema: 2            # never changed by hand

document:
  number:   "QA-1"   # aligned by hand
  revision: '1'
contract_giver:   {legal_name: Acme Ltd,  short_name: Acme}   # one line
# Who works.
contract_facility:      # the CMO
  legal_name: Beta GmbH

  sites:
    - name: Basel   # the old site
      activities: [Manufacture,
                   Testing]
markets: [US, GB]
yes_and_no: [yes, NO, 1.10, 007]
text: |-
  Two lines,
    one indented.
"""


def test_there_is_no_step_yet():
    assert STEPS == ()


def test_what_no_step_changes_stays_as_it_was_written():
    after, steps = migrated(WRITTEN, "deal.yaml", 2, PREPARED)

    assert after == EXPECTED
    assert [step.title for step in steps] == ["names of party and market"]


def test_a_deal_of_the_present_schema_is_left_alone():
    assert migrated(WRITTEN, "deal.yaml", 1, PREPARED) == (WRITTEN, ())


@pytest.mark.parametrize("name", EXAMPLES[::4])
def test_of_an_example_only_the_lines_concerned_change(name: str):
    text = (ROOT / "examples" / name / "deal.yaml").read_text(encoding="utf-8")

    after, _ = migrated(text, name, 2, PREPARED)

    changed = [(one, other) for one, other in zip(text.splitlines(), after.splitlines(), strict=True) if one != other]
    assert {one.partition(":")[0] for one, _ in changed} <= {"schema", "contract_acceptor", "markets"}
    assert ("schema: 1", "schema: 2") in changed
    assert any(other.startswith("contract_facility:") for _, other in changed)


def test_a_deal_without_indented_lists_keeps_them_so():
    text = "schema: 1\nmarkets:\n- US\n- UK\ncontract_acceptor:\n  sites:\n  - {name: A}\n"

    assert migrated(text, "deal.yaml", 2, PREPARED)[0] == (
        "schema: 2\nmarkets:\n- US\n- GB\ncontract_facility:\n  sites:\n  - {name: A}\n"
    )


def test_several_steps_are_taken_one_after_the_other():
    def first(deal: Any) -> None:
        rename_key(deal, "stage", "phase")

    def second(deal: Any) -> None:
        rename_key(deal, "phase", "stage_of_life")

    steps = (Step(1, "one", first), Step(2, "two", second))

    assert migrated("schema: 1\nstage: clinical\n", "deal.yaml", 3, steps)[0] == "schema: 3\nstage_of_life: clinical\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: 9\n", "deal.yaml:1:9: error: the deal is written for schema 9; this qa-docs reads schema 2"),
        ("wording: eu\n", "deal.yaml:1:1: error: the deal does not name its schema"),
        ("schema: [1\n", "deal.yaml:2:1: error: the YAML cannot be read"),
        ("schema: 0\n", "deal.yaml: error: nothing leads from schema 0 to schema 1"),
    ],
)
def test_what_cannot_be_migrated_is_told(text: str, said: str, problems_of):
    assert said in problems_of(migrated, text, "deal.yaml", 2, PREPARED)


def test_files_keep_their_line_ends_and_their_mark(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    deal.write_bytes(b"\xef\xbb\xbfschema: 1\r\nmarkets: [UK]\r\n")

    (done,) = migrate_deals([deal], schema=2, steps=PREPARED)

    assert deal.read_bytes() == b"\xef\xbb\xbfschema: 2\r\nmarkets: [GB]\r\n"
    assert done.steps == ("names of party and market",)


def test_a_dry_run_gives_the_difference_and_writes_nothing(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deal.yaml").write_text("schema: 1\nmarkets: [UK]\n", encoding="utf-8")
    (tmp_path / "b" / "deal.yaml").write_text("schema: 2\n", encoding="utf-8")

    one, other = migrate_deals([tmp_path], dry=True, schema=2, steps=PREPARED)

    assert "-schema: 1\n-markets: [UK]\n+schema: 2\n+markets: [GB]\n" in one.difference
    assert (other.steps, other.difference) == ((), "")
    assert (tmp_path / "a" / "deal.yaml").read_text(encoding="utf-8") == "schema: 1\nmarkets: [UK]\n"


def test_the_command_says_that_there_is_nothing_to_do_and_tells_what_it_cannot_read(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL, encoding="utf-8")

    fine = CliRunner().invoke(commands, ["migrate", str(tmp_path)])
    deal.write_text("schema: 2\n", encoding="utf-8")
    newer = CliRunner().invoke(commands, ["migrate", "--dry-run", str(tmp_path)])

    assert (fine.exit_code, fine.stdout) == (0, "1 deal, 0 rewritten\n")
    assert newer.exit_code == 1
    assert "a newer qa-docs is needed to read it" in newer.stderr
