"""Page numbers by laying out again and again; a small program stands in for LibreOffice and says where things are."""

import os
import sys
from pathlib import Path

import pytest

from qa_docs.build.layout import with_page_numbers
from qa_docs.build.soffice import Soffice
from qa_docs.build.word_file import WordFile
from qa_docs.model.document import Document, Heading
from tests.build.test_soffice import program
from tests.render.sample import small

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")

PROGRAM = """
import pathlib, sys
import pikepdf

if "--version" in sys.argv:
    sys.exit(print("LibreOffice 99.1"))
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
with (folder.parent / "runs").open("a") as runs:
    runs.write(f"{sum(name.endswith('.docx') for name in sys.argv)} ")
for name in sys.argv:
    if not name.endswith(".docx"):
        continue
    said = pathlib.Path(name).read_text().split()
    page = 2 if said[0] == "calm" or said[1:] == ["1"] else 1
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page()
    pdf.Root.Dests = pikepdf.Dictionary({"/_Ref_one": pikepdf.Array([pdf.pages[page - 1].obj, pikepdf.Name.Fit])})
    pdf.save(pathlib.Path(name).with_suffix(".pdf"))
"""


def soffice(folder: Path) -> Soffice:
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    return Soffice(program(folder, f'exec {sys.executable} {folder / "program.py"} "$@"'))


def word_file(name: str, document: Document) -> WordFile:
    """A file that says its name and the page that is written in it."""
    return WordFile(name, document, lambda pages: f"{name} {(pages or {}).get('one', '')}".encode())


@pytest.mark.parametrize("pdf", [False, True])
def test_a_file_whose_pages_never_rest_goes_without_numbers_and_the_others_have_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pdf: bool
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    document = small(Heading("one", "section", "One", "1"))
    files = (word_file("calm", document), word_file("restless", document), word_file("calm", document))

    made, (warning,) = with_page_numbers(files, soffice(tmp_path), None, pdf)

    assert [one.docx for one in made] == [b"calm 2", b"restless ", b"calm 2"]
    assert [bool(one.pdf) for one in made] == [pdf] * 3
    assert str(warning).startswith("restless: warning: the pages move whenever their numbers are written")
    # All are laid out together, and at last the one that goes without numbers.
    assert (tmp_path / "runs").read_text().split() == ["3"] * 4 + ["1"] * pdf
