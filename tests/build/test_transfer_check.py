import subprocess
import sys

from click.testing import CliRunner

from qa_docs.build.check import check_path
from qa_docs.build.inputs import read_placed
from qa_docs.build.start import start_deal
from qa_docs.build.transfer_check import transfer_problems
from qa_docs.cli import commands
from tests.examples import ROOT

TABLET = ROOT / "examples" / "transfer-tablet" / "deal.yaml"


def test_a_check_of_a_deal_looks_at_its_transfer(tmp_path):
    folder = tmp_path / "deal"
    folder.mkdir()
    for path in TABLET.parent.rglob("*.yaml"):
        target = folder / path.relative_to(TABLET.parent)
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("scale_factor: 1.6", "scale_factor: 2"), "utf-8")

    assert [problem.code for problem in check_path(folder)] == ["scale-factor"]


def test_documents_that_print_nothing_of_a_transfer_do_not_wait_for_it():
    placed = read_placed(TABLET)
    assert list(transfer_problems(placed, ("quality-agreement",))) == []


def test_what_a_transfer_needs_is_loaded_for_a_transfer_only():
    script = (
        "import sys; from pathlib import Path; from qa_docs.build.inputs import read_placed; "
        "from qa_docs.build.transfer_check import transfer_problems; "
        f"list(transfer_problems(read_placed(Path({str(ROOT / 'examples' / 'tablet-us-eu' / 'deal.yaml')!r})))); "
        "assert not [name for name in sys.modules if 'transfer.' in name or name in ('pint', 'mpmath')]; "
        f"list(transfer_problems(read_placed(Path({str(TABLET)!r})))); "
        "assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_example_is_copied_with_the_files_that_it_includes(tmp_path):
    deal = start_deal(tmp_path / "mine" / "deal.yaml", "transfer-tablet")

    assert (deal.parent / "transfer" / "cpps.yaml").is_file()
    assert list(check_path(deal)) == []


def test_a_value_changed_in_an_included_file_makes_its_documents_stale(tmp_path):
    deal = start_deal(tmp_path / "mine" / "deal.yaml", "transfer-tablet")
    arguments = ["build", str(deal), "--draft", "--only", "transfer-dossier"]
    built = CliRunner().invoke(commands, arguments)
    fresh = CliRunner().invoke(commands, [*arguments, "--check"])
    path = deal.parent / "transfer" / "cpps.yaml"
    path.write_text(path.read_text("utf-8").replace("DEV-CALV-022", "DEV-CALV-122"), "utf-8")
    stale = CliRunner().invoke(commands, [*arguments, "--check"])

    assert (built.exit_code, fresh.exit_code, stale.exit_code) == (0, 0, 3)
    assert "transfer-dossier.docx" in stale.stdout
