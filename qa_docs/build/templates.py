"""Templates that users own: a copy to begin with, a short agreement in its looks, and what sets it apart."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from qa_docs.assemble import assemble
from qa_docs.build.cache import DiskCache
from qa_docs.build.content import content_folder
from qa_docs.build.inputs import bytes_of, read_inputs
from qa_docs.build.write import write_outputs
from qa_docs.model.document import Block, ClauseText, Document, Heading, PageTurn, Paragraph, Signatures, Table
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean

_EXAMPLE = "tablet-us-eu"
_SECTIONS, _DEFINITIONS, _ROWS = 6, 8, 12
"""How much of the example a preview shows."""


def template_names() -> tuple[str, ...]:
    """Give the names of the templates that come with the program."""
    return tuple(sorted(path.stem for path in (content_folder() / "templates").glob("*.docx")))


def builtin_file(name: str) -> Path:
    """Give the file of a template that comes with the program."""
    if name not in template_names():
        hint = did_you_mean(name, template_names(), "there are: " + ", ".join(template_names()))
        raise ProblemsFound([Problem(Place(name), "file-not-found", f"no template is called {name!r}", hint)])
    return content_folder() / "templates" / f"{name}.docx"


def start_template(path: Path, name: str) -> Path:
    """Write a copy of a template that comes with the program, to be changed in Word. Nothing is written over."""
    content = builtin_file(name).read_bytes()
    if path.suffix.lower() != ".docx":
        message = f"{path.name!r} is not the name of a Word file"
        raise ProblemsFound([Problem(Place(str(path)), "wrong-value", message, "end it in .docx")])
    if path.exists():
        message = "there is already a file of this name"
        hint = "choose another name; nothing was changed"
        raise ProblemsFound([Problem(Place(str(path)), "cannot-write", message, hint)])
    write_outputs({path: content})
    return path


def check_copy(path: Path, copy: Path) -> None:
    """Raise ProblemsFound where `copy` cannot be a copy of the template at `path` with comments."""
    if copy.suffix.lower() != path.suffix.lower():
        # Word refuses a template under the ending of a document, and the other way round.
        message = f"the copy of {path.name!r} cannot be called {copy.name!r}"
        raise ProblemsFound([Problem(Place(str(copy)), "wrong-value", message, f"end it in {path.suffix}")])
    if copy.exists():
        message = "there is already a file of this name"
        hint = "choose another name, or delete the file; nothing was changed"
        raise ProblemsFound([Problem(Place(str(copy)), "cannot-write", message, hint)])


def annotate_template(path: Path, copy: Path, problems: Sequence[Problem]) -> bool:
    """Write a copy of the template at `path` with its `problems` as comments; tell whether there is one to write."""
    from qa_docs.review.annotated import annotated  # here: brings in lxml
    from qa_docs.review.package import open_package

    package = open_package(bytes_of(path), str(path), []) if problems else None
    if package is None:
        return False
    write_outputs({copy: annotated(package, problems)})
    return True


def preview_template(path: Path, output: Path | None, draft: bool, cache: DiskCache | None = None) -> Path:
    """Write a short agreement in the looks of the template at `path`, on its paper, and give where."""
    from qa_docs.render.docx import compile_template, paper_of, render_docx  # here: brings in docxtpl

    content = bytes_of(path)
    target = output or path.with_name(f"{path.stem}-preview.docx")
    _check_preview(path, target)
    template = compile_template(content, str(path))
    example = content_folder() / "examples" / _EXAMPLE / "deal.yaml"
    inputs = read_inputs(example, cache)
    document = assemble(inputs.placed, inputs.library, draft=draft).document
    document = replace(document, blocks=tuple(short(document)), paper=paper_of(content, str(path)))
    write_outputs({target: render_docx(document, template)})
    return target


def _check_preview(path: Path, target: Path) -> None:
    if target.resolve() == path.resolve():
        hint = "choose another name for the preview; nothing was changed"
        raise ProblemsFound([Problem(Place(str(target)), "cannot-write", "this is the template itself", hint)])
    if target.suffix.lower() != ".docx":
        message = f"{target.name!r} is not the name of a Word file"
        raise ProblemsFound([Problem(Place(str(target)), "wrong-value", message, "end it in .docx")])


def short(document: Document) -> list[Block]:
    """Give the first sections, the signatures, and the appendices up to the matrix, their tables cut."""
    kept: list[Block] = []
    sections = definitions = 0
    signed = matrix = False
    for block in document.blocks:
        signed = signed or isinstance(block, Signatures) or (isinstance(block, Heading) and block.id == "signatures")
        if isinstance(block, Heading):
            # The first appendix after the matrix ends the preview.
            if matrix and block.kind == "appendix":
                break
            sections += block.kind == "section"
        definition = isinstance(block, Paragraph) and block.style == "definition"
        definitions += definition
        if (not signed and sections > _SECTIONS) or (definition and definitions > _DEFINITIONS):
            continue
        matrix = matrix or (isinstance(block, Table) and block.look == "matrix")
        kept.append(_cut(block))
    return kept[:-1] if kept and isinstance(kept[-1], PageTurn) else kept


def _cut(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=block.rows[:_ROWS])
    if isinstance(block, ClauseText):
        inner = tuple(
            replace(part, rows=part.rows[:_ROWS]) if isinstance(part, Table) else part for part in block.blocks
        )
        return replace(block, blocks=inner)
    return block


def differences_of(path: Path, against: str) -> list[tuple[str, str, str]]:
    """Give what sets the template at `path` apart: about what, of which name, and the change.

    `against` is the name of a template that comes with the program, or a file.
    """
    from qa_docs.render.docx.differences import differences_between  # here: brings in lxml

    # A name of ours has no ending; one with an ending, or with a folder, is a file.
    other = Path(against) if Path(against).suffix or Path(against).exists() else builtin_file(against)
    found = differences_between(bytes_of(other), str(other), bytes_of(path), str(path))
    return [(difference.about, difference.name, difference.change) for difference in found]
