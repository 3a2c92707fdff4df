"""Deals of an older schema, rewritten with everything kept that nobody asked to change."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.migrate import migrate_deals
from qa_docs.cli import commands
from qa_docs.source.deal import SCHEMA, parse_deal
from qa_docs.source.migration import STEPS, Step, migrated, migrated_defaults
from qa_docs.source.yaml_composer import Path as KeyPath
from qa_docs.source.yaml_edit import with_key_renamed
from tests.small import DEAL

WRITTEN = """\
# Everything that one arrangement decides.
schema: 1            # never changed by hand

document:
  number:   "QA-1"   # aligned by hand
  revision: '1'
contract_giver:   {legal_name: Acme Ltd,  short_name: Acme}   # one line
# Who certifies.
qualified_person:    # since 2024
  # her full name
  name:   Dr. Eva Sand   # as on the authorisation

  # named in June
  employed_by:
    contract_giver
  authorisation: >-
    MIA
    5.9.1

# Where.
markets: [EU, UK]
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
# Who certifies.
qualified_persons:    # since 2024
  # her full name
  - name:   Dr. Eva Sand   # as on the authorisation

    # named in June
    employed_by:
      contract_giver
    authorisation: >-
      MIA
      5.9.1

# Where.
markets: [EU, UK]
yes_and_no: [yes, NO, 1.10, 007]
text: |-
  Two lines,
    one indented.
"""
TITLE = "`qualified_person` is now a list, `qualified_persons`"


def test_there_is_a_step_from_every_schema_to_the_next():
    assert [step.schema for step in STEPS] == list(range(1, SCHEMA))


def test_the_one_person_becomes_a_list_of_one_and_nothing_else_changes():
    after, steps = migrated(WRITTEN, "deal.yaml", 2)

    assert after == EXPECTED
    assert [step.title for step in steps] == [TITLE]


def test_a_deal_of_the_present_schema_is_left_alone():
    assert migrated(EXPECTED, "deal.yaml", 2) == (EXPECTED, ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("qualified_person: {name: A,  markets: []}   # one", "qualified_persons: [{name: A,  markets: []}]   # one"),
        ("qualified_person:\n  {name: A,\n   employed_by: b}", "qualified_persons:\n  [{name: A,\n   employed_by: b}]"),
        ("lists:\n- a\nqualified_person:\n  name: A\n  x: b", "lists:\n- a\nqualified_persons:\n- name: A\n  x: b"),
        ("qualified_person:\n    name: A\n    x: b", "qualified_persons:\n    - name: A\n      x: b"),
        ("'qualified_person':\n  name: A", "'qualified_persons':\n  - name: A"),
        ("qualified_person:\n  name: A\n  # the end\n# next", "qualified_persons:\n  - name: A\n    # the end\n# next"),
        ("qualified_person:", "qualified_persons:"),
        ("qualified_person: Ann", "qualified_persons: Ann"),
        ("wording: eu", "wording: eu"),
    ],
)
def test_other_ways_to_write_a_person(before: str, after: str):
    assert migrated(f"schema: 1\n{before}\n", "deal.yaml", 2)[0] == f"schema: 2\n{after}\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('schema: "1"\n', "schema: '2'\n"),
        ("{schema: 1, qualified_person: {name: A}}\n", "{schema: 2, qualified_persons: [{name: A}]}\n"),
        ("qualified_person:\n  name: A\nschema: 1", "qualified_persons:\n  - name: A\nschema: 2"),
    ],
)
def test_other_ways_to_write_a_deal(text: str, after: str):
    assert migrated(text, "deal.yaml", 2)[0] == after


def test_several_steps_are_taken_one_after_the_other():
    def first(text: str, at: KeyPath) -> str:
        return with_key_renamed(text, "stage", "phase", at)

    def second(text: str, at: KeyPath) -> str:
        return with_key_renamed(text, "phase", "stage_of_life", at)

    steps = (Step(1, "one", first), Step(2, "two", second))

    assert migrated("schema: 1\nstage: clinical\n", "deal.yaml", 3, steps)[0] == "schema: 3\nstage_of_life: clinical\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: 9\n", "deal.yaml:1:9: error: the deal is written for schema 9; this qa-docs reads schema 2"),
        ("wording: eu\n", "deal.yaml:1:1: error: the deal does not name its schema"),
        ("schema: one\n", "deal.yaml:1:1: error: the deal does not name its schema"),
        ("- a list\n", "deal.yaml:1:1: error: the deal does not name its schema"),
        ("schema: [1\n", "[yaml-syntax]"),
        ("schema: 1\nschema: 1\n", "deal.yaml:2:1: error: 'schema' is here twice"),
        ("schema: 0\n", "deal.yaml: error: nothing leads from schema 0 to schema 1"),
        (
            "schema: 1\nqualified_person: &a\n  name: A\n",
            "deal.yaml:2:1: error: 'qualified_person' is written in a way",
        ),
        (
            "schema: 1\nx: &a {name: A}\nqualified_person: *a\n",
            "deal.yaml:3:1: error: 'qualified_person' is written in",
        ),
    ],
)
def test_what_cannot_be_migrated_is_told(text: str, said: str, problems_of):
    assert said in problems_of(migrated, text, "deal.yaml", 2)


def test_the_defaults_of_a_portfolio_are_rewritten_once():
    text = "library: [builtin]   # ours\ndefaults:\n  qualified_person:\n    name: A\n  wording: eu\n"

    after, steps = migrated_defaults(text, "qa-docs.yaml")

    assert after == "library: [builtin]   # ours\ndefaults:\n  qualified_persons:\n    - name: A\n  wording: eu\n"
    assert [step.title for step in steps] == [TITLE]
    assert migrated_defaults(after, "qa-docs.yaml") == (after, ())
    assert migrated_defaults("deals: [a]\n", "qa-docs.yaml") == ("deals: [a]\n", ())


def test_files_keep_their_line_ends_and_their_mark(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    deal.write_bytes(b"\xef\xbb\xbfschema: 1\r\nqualified_person:\r\n  name: A\r\n")

    (done,) = migrate_deals([deal])

    assert deal.read_bytes() == b"\xef\xbb\xbfschema: 2\r\nqualified_persons:\r\n  - name: A\r\n"
    assert done.steps == (TITLE,)


OLD = DEAL.replace("schema: 2", "schema: 1")


def test_a_dry_run_gives_the_difference_and_writes_nothing(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deal.yaml").write_text("schema: 1\nqualified_person: {name: A}\n", encoding="utf-8")
    (tmp_path / "b" / "deal.yaml").write_text("schema: 2\n", encoding="utf-8")

    one, other = migrate_deals([tmp_path], dry=True)

    lines = "-schema: 1\n-qualified_person: {name: A}\n+schema: 2\n+qualified_persons: [{name: A}]\n"
    assert lines in one.difference
    assert (other.steps, other.difference) == ((), "")
    assert "schema: 1" in (tmp_path / "a" / "deal.yaml").read_text(encoding="utf-8")


def test_the_command_rewrites_a_portfolio_and_its_deals_and_is_done_then(tmp_path: Path):
    portfolio = tmp_path / "qa-docs.yaml"
    portfolio.write_text("defaults:\n  qualified_person: {name: Quinn}\n", encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deal.yaml").write_text(OLD, encoding="utf-8")

    first = CliRunner().invoke(commands, ["migrate", str(tmp_path)])
    again = CliRunner().invoke(commands, ["migrate", str(tmp_path)])

    assert first.exit_code == 0
    assert first.stdout.splitlines()[-1] == "2 deals, 2 rewritten"
    assert f"qa-docs.yaml: {TITLE}" in first.stdout
    assert portfolio.read_text(encoding="utf-8") == "defaults:\n  qualified_persons: [{name: Quinn}]\n"
    assert (tmp_path / "b" / "deal.yaml").read_text(encoding="utf-8") == DEAL
    assert (again.exit_code, again.stdout) == (0, "2 deals, 0 rewritten\n")


def test_the_command_tells_what_it_cannot_read(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    deal.write_text("schema: 3\n", encoding="utf-8")

    newer = CliRunner().invoke(commands, ["migrate", "--dry-run", str(tmp_path)])

    assert newer.exit_code == 1
    assert "a newer qa-docs is needed to read it" in newer.stderr


def test_a_deal_of_the_older_schema_is_one_clear_problem(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    text = OLD.replace(
        "markets: [US]", "markets: [EU, XX]\nqualified_person: {nmae: Quinn}\ntransfer: {include: no.yaml}"
    )
    deal.write_text(text, encoding="utf-8")

    for command in ("build", "check"):
        done = CliRunner().invoke(commands, [command, str(deal)])
        assert done.exit_code == 1
        assert done.stderr.count("error:") == 1
        assert f"{deal}:1:9: error: the deal is written for schema '1'; this qa-docs reads schema 2" in done.stderr
        assert f"hint: `qa-docs migrate {deal}` rewrites it for schema 2" in done.stderr
    as_json = CliRunner().invoke(commands, ["check", "--format", "json", str(deal)])
    assert '"code": "schema-version"' in as_json.stdout


def test_what_the_command_wrote_can_be_read():
    text = OLD.replace(
        "markets: [US]", "markets: [US, EU]\nqualified_person:\n  name: Quinn\n  employed_by: contract_giver"
    )

    after, _ = migrated(text, "deal.yaml", SCHEMA)

    (person,) = parse_deal(after, "deal.yaml").deal.qualified_persons
    assert (person.name, person.employed_by, person.markets) == ("Quinn", "contract_giver", ())
