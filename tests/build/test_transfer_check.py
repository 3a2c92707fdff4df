import subprocess
import sys

from qa_docs.build.check import check_path
from qa_docs.build.inputs import read_placed
from qa_docs.build.transfer_check import transfer_problems
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
