"""The Word file: a document in the looks of a template that the user owns."""

from collections.abc import Iterator
from typing import Literal

from qa_docs.problems import Problem, ProblemsFound
from qa_docs.render.docx.compiled import CompiledTemplate
from qa_docs.render.docx.write import render_docx

__all__ = ["CompiledTemplate", "check_template", "compile_template", "paper_of", "render_docx"]


def compile_template(content: bytes, file: str) -> CompiledTemplate:
    """Give the template `content` ready for rendering; raise ProblemsFound with all that is wrong with it.

    `file` is what the problems call it.
    """
    # Here, since a build whose template is in the cache needs neither docxtpl nor lxml, which are slow to start.
    from qa_docs.render.docx.compiling import compiled

    return compiled(content, file)


def paper_of(content: bytes, file: str) -> Literal["a4", "letter"]:
    """Give the paper of the template `content`: US Letter, or A4 for every other size."""
    from qa_docs.render.docx.cleaned import W, whole  # here for the same reason
    from qa_docs.render.docx.opened import open_template

    template = open_template(content, file)
    sizes = [sorted((whole(size, "w"), whole(size, "h"))) for size in template.tree(template.main).iter(f"{W}pgSz")]
    return "letter" if sizes and sizes[0] == [12240, 15840] else "a4"


def check_template(content: bytes, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the template `content`."""
    try:
        compile_template(content, file)
    except ProblemsFound as found:
        yield from found.problems
