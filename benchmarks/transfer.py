"""How fast the documents of a technology transfer are made, beside docxtpl, as ratios of one run.

`python benchmarks/transfer.py` measures two things on the tablet example:

1. warm, in one process: assembling and rendering protocol, dossier and report, and docxtpl rendering the same content;
2. the whole process: `qa-docs build` of the three documents and the workbook, and one script that renders the three
   documents with docxtpl, in turn.

`--quick` runs few rounds. A missed bound of the project is the exit code.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import peer
from render import ROOT, paired, peak_of, seconds

from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.build.inputs import Inputs, read_inputs
from qa_docs.library.load import load_transfer_library
from qa_docs.model.document import Document
from qa_docs.model.library_transfer import KINDS
from qa_docs.render.docx import compile_template, render_docx

DEAL = ROOT / "examples" / "transfer-tablet" / "deal.yaml"
TEMPLATE = ROOT / "templates" / "transfer.docx"


def main() -> int:
    """Run the measurements; give the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    inputs = read_inputs(DEAL)
    documents = [assembled(inputs, kind) for kind in KINDS]
    with tempfile.TemporaryDirectory() as folder:
        ok = warm(inputs, documents, Path(folder), 3 if quick else 11, 0.8 if quick else 1.0)
        ok &= whole_process(documents, Path(folder), 3 if quick else 9)
    print("all bounds held" if ok else "A BOUND WAS MISSED")
    return 0 if ok else 1


def assembled(inputs: Inputs, kind: str) -> Document:
    """Give a document of the example, as a draft."""
    return assemble_transfer(inputs.placed, load_transfer_library(*inputs.folders), kind, draft=True).document


def warm(inputs: Inputs, documents: list[Document], folder: Path, rounds: int, slack: float) -> bool:
    """Compare the work on the three documents, with everything loaded."""
    template = compile_template(TEMPLATE.read_bytes(), str(TEMPLATE))
    library = load_transfer_library(*inputs.folders)
    contents = [peer.content_of(document) for document in documents]
    looped = [folder / f"{kind}-looped.docx" for kind in KINDS]
    for path, content in zip(looped, contents, strict=True):
        peer.write_template(path, content)
    ways: tuple[Callable[[], object], ...] = (
        lambda: [assemble_transfer(inputs.placed, library, kind, draft=True) for kind in KINDS],
        lambda: [render_docx(document, template) for document in documents],
        lambda: [
            render_docx(assemble_transfer(inputs.placed, library, kind, draft=True).document, template)
            for kind in KINDS
        ],
        lambda: [peer.render(path, content) for path, content in zip(looped, contents, strict=True)],
    )
    timed = [[seconds(way) for way in ways] for _ in range(rounds)]
    assembling, rendering, both, docxtpl = (statistics.median(column) * 1000 for column in zip(*timed, strict=True))
    print(
        f"warm, three documents    assemble {assembling:.0f} ms   render {rendering:.0f} ms   both {both:.0f} ms"
        f"   docxtpl {docxtpl:.0f} ms   ratio {docxtpl / both:.1f}"
    )
    return docxtpl / both >= 6 * slack


def whole_process(documents: list[Document], folder: Path, rounds: int) -> bool:
    """Compare the command with a script that renders the same three documents."""
    for kind, document in zip(KINDS, documents, strict=True):
        content = peer.content_of(document)
        source, looped = folder / f"{kind}.json", folder / f"{kind}-looped.docx"
        source.write_text(json.dumps(content), encoding="utf-8")
        peer.write_template(looped, content)
    script = [sys.executable, "-c", PEER, str(ROOT / "benchmarks"), str(folder), *KINDS]
    build = [str(Path(sys.executable).with_name("qa-docs")), "build", "--draft", "--force", str(DEAL)]
    for kind in (*KINDS, "transfer-raci"):
        build += ["--only", kind]
    build += ["-o", str(folder / "out")]
    environment = {**os.environ, "QA_DOCS_CACHE": str(folder / "cache")}
    ratio, ours, theirs = paired(build, script, rounds, environment)
    print(
        f"whole process            qa-docs {ours * 1000:.0f} ms   docxtpl script {theirs * 1000:.0f} ms"
        f"   ratio {ratio:.2f}   peak {peak_of(build, environment):.0f} MiB"
    )
    return ratio <= 1


PEER = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import peer
folder = Path(sys.argv[2])
for kind in sys.argv[3:]:
    content = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    (folder / f"{kind}-peer.docx").write_bytes(peer.render(folder / f"{kind}-looped.docx", content))
"""
"""The script of a user of docxtpl, for all three documents in one process."""


if __name__ == "__main__":
    sys.exit(main())
