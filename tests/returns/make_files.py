"""Makes the returned files in tests/returns/files with real programs, and the list of what was edited in each.

`python -m tests.returns.make_files [NAME…]`. Needs LibreOffice with python3-uno, and from PyPI docx-revisions and
superdoc-sdk; neither is needed by anything else.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from qa_docs.build.review import lines_of
from qa_docs.review.lines import Returned
from tests.returns.built import agreement
from tests.returns.edit_in_python import edit_with_docx_revisions, edit_with_python_docx
from tests.returns.plan import (
    UNSEEN,
    WORDS,
    Planned,
    as_json,
    blank_edits,
    cell_edits,
    other_edits,
    planned,
    unseen_edits,
    whole_lines,
)
from tests.review.corruptions import DOCUMENT, pack, unpack

FILES = Path(__file__).with_name("files")
_HERE = Path(__file__).parent
_KINDS = [name for name, _, _ in WORDS]


def main(names: Sequence[str]) -> None:
    """Make the named files, or all of them."""
    FILES.mkdir(exist_ok=True)
    if not names:
        (FILES / "sent.docx").write_bytes(agreement().content)
        (FILES / "sent-draft.docx").write_bytes(without_comments(agreement(draft=True).content))
    for name, make in MAKERS.items():
        if not names or name in names:
            make(name)


def without_comments(content: bytes) -> bytes:
    """Give a draft without its drafting notes.

    LibreOffice (7.4) ends itself when it opens a file with comments for its API without a screen, whoever wrote the
    file: one paragraph and one comment by python-docx do it too. Converting such a file works.
    """
    parts = unpack(content)
    text = parts[DOCUMENT].decode()
    text = re.sub(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference[^>]*/></w:r>", "", text)
    parts[DOCUMENT] = re.sub(r"<w:comment(?:RangeStart|RangeEnd|Reference)[^>]*/>", "", text).encode()
    kept = {name: part for name, part in parts.items() if not re.match(r"word/(?:comments|people)", name)}
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        entries = r"<(?:Override|Relationship) [^>]*(?:comments|people)[^>]*/>"
        kept[name] = re.sub(entries, "", kept[name].decode()).encode()
    return pack(kept)


def _lines(draft: bool = False) -> Returned:
    content = (FILES / ("sent-draft.docx" if draft else "sent.docx")).read_bytes()
    return lines_of(content, "sent", [])


def _plans(words: int, lines: int, cells: int, others: Sequence[str], shift: int, draft: bool = False) -> list[Planned]:
    """Give a plan that takes other clauses for the same kinds, the larger `shift`."""
    file = _lines(draft)
    clauses = list(dict.fromkeys(line.clause for line in file.lines if line.clause))
    skip = frozenset(clauses[:shift])
    plans = list(blank_edits(file, skip, 10)) if draft else []
    plans += cell_edits(file, skip | {plan.clause for plan in plans}, cells)
    plans += planned(file, _KINDS, words, skip | {plan.clause for plan in plans})
    plans += whole_lines(file, skip | {plan.clause for plan in plans}, lines)
    return [*plans, *other_edits(file, skip | {plan.clause for plan in plans}, others, 6 if others else 0)]


def _write_plan(name: str, plans: Sequence[Planned]) -> None:
    (FILES / f"{name}.json").write_text(json.dumps(as_json(plans), ensure_ascii=False, indent=1), encoding="utf-8")


def _libreoffice(name: str) -> None:
    draft = "draft" in name
    unseen: list[Planned] = []
    if "unseen" in name:
        # A style alone leaves the number as it was here.
        unseen = list(unseen_edits(_lines(), [kind for kind in UNSEEN if kind != "style"], 18))
    _write_plan(name, unseen or _plans(26, 6, 4, (), 0 if "silent" in name else 10, draft))
    how = "tracked" if "tracked" in name else "silent"
    sent = FILES / ("sent-draft.docx" if draft else "sent.docx")
    with tempfile.TemporaryDirectory() as profile:
        program = ["/usr/bin/python3", str(_HERE / "edit_in_libreoffice.py")]
        source = shutil.copy(sent, profile)  # it leaves a lock beside what it opens
        words = [source, FILES / f"{name}.docx", FILES / f"{name}.json", how, profile]
        subprocess.run([*program, *map(str, words)], check=True, timeout=300)


def _superdoc(name: str) -> None:
    _write_plan(name, _plans(14, 4, 0, ("comment",) if "tracked" in name else (), 5))
    program = Path(sys.prefix, "lib", "python3.11", "site-packages", "superdoc_sdk_cli_linux_x64", "bin", "superdoc")
    mode = "tracked" if "tracked" in name else "direct"
    words = [FILES / "sent.docx", FILES / f"{name}.docx", FILES / f"{name}.json", mode, program]
    subprocess.run([sys.executable, str(_HERE / "edit_in_superdoc.py"), *map(str, words)], check=True, timeout=1800)


def _python_docx(name: str) -> None:
    plans = _plans(30, 8, 4, ("comment", "bold"), 3)
    _write_plan(name, edit_with_python_docx(FILES / "sent.docx", FILES / f"{name}.docx", plans))


def _python_docx_unseen(name: str) -> None:
    plans = list(unseen_edits(_lines(), [kind for kind in UNSEEN if kind != "restart"], 18))
    _write_plan(name, edit_with_python_docx(FILES / "sent.docx", FILES / f"{name}.docx", plans))


def _docx_revisions(name: str) -> None:
    plans = _plans(30, 0, 4, (), 15)
    _write_plan(name, edit_with_docx_revisions(FILES / "sent.docx", FILES / f"{name}.docx", plans))


def _converted(name: str) -> None:
    """Saved by LibreOffice as it is, with all drafting notes."""
    (FILES / f"{name}.json").write_text("[]", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.docx")
        source.write_bytes(agreement(draft=True).content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        form = "docx:MS Word 2007 XML"
        words = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(words, check=True, timeout=300)
        shutil.copy(Path(folder, "out", source.name), FILES / source.name)


MAKERS = {
    "libreoffice-silent": _libreoffice,
    "libreoffice-tracked": _libreoffice,
    "libreoffice-silent-unseen": _libreoffice,
    "libreoffice-draft-silent": _libreoffice,
    "libreoffice-draft-tracked": _libreoffice,
    "libreoffice-draft-saved": _converted,
    "python-docx-silent": _python_docx,
    "python-docx-silent-unseen": _python_docx_unseen,
    "docx-revisions-tracked": _docx_revisions,
    "superdoc-silent": _superdoc,
    "superdoc-tracked": _superdoc,
}

if __name__ == "__main__":
    main(sys.argv[1:])
