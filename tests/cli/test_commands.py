"""Each command as a user runs it: exit code, what goes to stdout and what to stderr."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import qa_docs
from qa_docs.cli import commands
from tests.small import DEAL, write_library

EXAMPLE = Path(__file__).parents[2] / "examples" / "tablet-us-eu" / "deal.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def written(folder: Path, text: str) -> Path:
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def every_command(group: click.Group, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((*above, name))
        if isinstance(command, click.Group):
            found.extend(every_command(command, (*above, name)))
    return found


@pytest.mark.parametrize("command", every_command(commands), ids=" ".join)
def test_the_help_of_every_command_has_an_example(command: tuple[str, ...]):
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"qa-docs {command[0]}" in result.output


def test_the_help_lists_every_command_with_its_words():
    said = " ".join(run("--help").output.split())

    for name in commands.list_commands(click.Context(commands)):
        command = commands.get_command(click.Context(commands), name)
        assert command is not None and f"{name} {command.get_short_help_str(200)}" in said


def test_the_help_reads_no_command():
    program = "import sys; sys.argv = ['qa-docs', '--help']\nfrom qa_docs.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    read = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert "qa_docs.cli " in read and "qa_docs.cli.build" not in read


def test_a_misspelt_command_is_told_with_what_was_meant():
    result = run("biuld")

    assert result.exit_code == 2
    assert "No such command 'biuld'. Did you mean 'build'?" in result.output


def test_the_help_says_that_this_is_no_legal_advice():
    assert "gives no legal advice" in run("--help").output


def test_the_version_is_the_programs():
    assert run("--version").output == f"qa-docs {qa_docs.__version__}\n"


def test_a_misspelt_key_is_told_with_its_place_and_what_was_meant(tmp_path: Path):
    deal = written(tmp_path, DEAL.replace("legal_name: Acme Ltd", "legal_nmae: Acme Ltd"))

    result = run("build", deal, "--library", write_library(tmp_path / "library"), "-o", tmp_path / "out")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{deal}:3:18: error: 'legal_nmae' is not known here [unknown-key]" in result.stderr
    assert "did you mean 'legal_name'?" in result.stderr
    assert not (tmp_path / "out").exists()


def test_every_fault_of_a_deal_is_told_in_one_run(tmp_path: Path):
    text = (
        DEAL.replace("Acme Ltd", "Acme\x0b Ltd")
        .replace("markets: [US]", "markets: [UX]")
        .replace("short_name: Beta", "shrt_name: Beta")
    )
    deal = tmp_path / "deal.yaml"
    deal.write_bytes(text.encode())

    result = run("check", deal, "--library", write_library(tmp_path / "library"))

    assert [line.split("[")[-1] for line in result.stderr.splitlines() if "error:" in line] == [
        "illegal-character]",
        "unknown-key]",
        "wrong-value]",
    ]


def test_problems_can_be_read_by_programs(tmp_path: Path):
    deal = written(tmp_path, DEAL.replace("markets: [US]", "markets: [UX]"))

    result = run("check", deal, "--library", write_library(tmp_path / "library"), "--format", "json")

    assert result.exit_code == 1
    assert [(problem["line"], problem["code"]) for problem in json.loads(result.stdout)] == [(6, "wrong-value")]


def test_a_deal_without_faults_passes_its_check(tmp_path: Path):
    deal = written(tmp_path, DEAL)

    result = run("check", deal, "--library", write_library(tmp_path / "library"))

    assert (result.exit_code, result.stdout) == (0, f"{deal}: no problems\n")


def test_an_empty_folder_holds_nothing_to_check(tmp_path: Path):
    result = run("check", tmp_path)

    assert result.exit_code == 1
    assert "no deal and no clause library is here [nothing-to-do]" in result.stderr


def test_why_names_the_deal_lines_that_decided(tmp_path: Path):
    deal = written(tmp_path, DEAL)
    library = write_library(tmp_path / "library")

    result = run("why", deal, "certification", "--library", library)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "certification (Certification, version 1.0.0) is out: its condition is `qp.needed`",
        f"  qp.needed is false ({deal}:6:1, {deal}:5:12, {deal}:5:25)",
    ]


def test_why_about_a_clause_that_is_not_there_suggests_one(tmp_path: Path):
    deal = written(tmp_path, DEAL)

    result = run("why", deal, "deviatons", "--library", write_library(tmp_path / "library"))

    assert result.exit_code == 1
    assert "did you mean 'deviations'?" in result.stderr


def test_show_prints_the_agreement_as_text(tmp_path: Path):
    deal = written(tmp_path, DEAL)

    result = run("show", deal, "--library", write_library(tmp_path / "library"))

    assert result.exit_code == 0
    assert "3.1.1 The Contract Facility shall record each Batch.\n" in result.stdout


@pytest.mark.parametrize(
    ("kind", "key"), [("deal", "contract_giver"), ("portfolio", "overlay"), ("clause", "variant_of")]
)
def test_the_schema_of_each_kind_of_file_is_json(kind: str, key: str):
    schema = json.loads(run("schema", kind).stdout)

    assert schema["additionalProperties"] is False
    assert schema["properties"][key]["description"]


def test_a_new_deal_names_its_schema_and_lists_what_is_to_be_filled_in(tmp_path: Path):
    deal = tmp_path / "acme" / "deal.yaml"

    made, checked = run("new", "deal", deal), run("check", deal)

    assert (made.exit_code, made.stdout) == (0, f"{deal}\n")
    assert deal.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=deal.schema.json\n")
    assert json.loads((deal.parent / "deal.schema.json").read_text(encoding="utf-8"))["title"] == "Deal"
    assert checked.exit_code == 1
    assert "legal_name" in checked.stderr


def test_a_new_portfolio_names_its_schema_and_can_be_built_with(tmp_path: Path):
    folder = tmp_path / "deals"

    made, again = run("new", "portfolio", folder), run("new", "portfolio", folder)
    (folder / "a").mkdir()
    written(folder / "a", DEAL)
    checked = run("check", folder)

    text = (folder / "qa-docs.yaml").read_text(encoding="utf-8")
    assert (made.exit_code, made.stdout) == (0, f"{folder / 'qa-docs.yaml'}\n")
    assert text.startswith("# yaml-language-server: $schema=qa-docs.schema.json\n")
    assert json.loads((folder / "qa-docs.schema.json").read_text(encoding="utf-8"))["title"] == "Portfolio"
    assert "there is already a file of this name [cannot-write]" in again.stderr
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_new_deal_never_writes_over_a_file(tmp_path: Path):
    deal = written(tmp_path, "mine")

    result = run("new", "deal", deal)

    assert result.exit_code == 1
    assert "there is already a file of this name [cannot-write]" in result.stderr
    assert deal.read_text(encoding="utf-8") == "mine"


def test_a_filled_in_new_deal_passes_its_check(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    run("new", "deal", deal)
    text = deal.read_text(encoding="utf-8")
    for key, value in (("effective_date", "2027-01-01"), ("date", "2026-12-01"), ("number", "Q-1")):
        text = text.replace(f" {key}:  ", f" {key}: {value}  ")
    for key in ("legal_name", "short_name", "address", "country", "name", "function", "strength", "dosage_form"):
        text = text.replace(f" {key}:\n", f" {key}: Something\n").replace(f" {key}: ,", f" {key}: Somebody,")
    for key in ("storage", "shelf_life", "email", "phone"):
        text = text.replace(f" {key}:\n", f" {key}: as agreed\n")
    deal.write_text(text.replace("title: }", "title: Director}"), encoding="utf-8")

    result = run("check", deal)

    assert (result.exit_code, result.stderr) == (0, "")


def test_a_new_clause_goes_into_the_folder_of_its_aspect_and_an_id_is_never_used_twice(tmp_path: Path):
    library = write_library(tmp_path / "clauses")

    made = run("new", "clause", "water-monitoring", "--library", library, "--aspect", "technical")
    again = run("new", "clause", "water-monitoring", "--library", library)
    wrong = run("new", "clause", "Water Monitoring", "--library", library)

    assert (made.exit_code, made.stdout) == (0, f"{library / 'technical' / 'water-monitoring.md'}\n")
    assert again.exit_code == wrong.exit_code == 1
    assert "ids are never reused" in again.stderr
    assert "is not a clause id" in wrong.stderr


def test_a_library_with_a_clause_in_no_outline_is_told(tmp_path: Path):
    library = write_library(tmp_path / "clauses")
    run("new", "clause", "water-monitoring", "--library", library)

    result = run("check", library)

    assert result.exit_code == 1
    assert "'water-monitoring' stands in no section [outline-missing-clause]" in result.stderr


def test_a_folder_where_nothing_can_be_written_is_told(tmp_path: Path):
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    deal = written(tmp_path, DEAL)

    result = run("build", deal, "--library", write_library(tmp_path / "library"), "--only", "raci-matrix")

    assert result.exit_code == 1
    assert "cannot write the file" in result.stderr


def test_two_builds_of_one_deal_make_the_same_workbook(tmp_path: Path):
    deal = written(tmp_path, DEAL)
    library = write_library(tmp_path / "library")
    for name in ("one", "two"):
        run("build", deal, "--library", library, "--only", "raci-matrix", "-o", tmp_path / name)

    one, two = ((tmp_path / name / "raci-matrix.xlsx").read_bytes() for name in ("one", "two"))

    assert one == two


def test_the_tablet_example_is_built(tmp_path: Path):
    result = run("build", EXAMPLE, "-o", tmp_path)

    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split("  ")[0] for line in result.stdout.splitlines()] == [
        str(tmp_path / "quality-agreement.docx"),
        str(tmp_path / "raci-matrix.xlsx"),
    ]
