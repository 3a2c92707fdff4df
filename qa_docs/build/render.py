"""Renders a document as the file of its kind, with a template that is compiled once and kept."""

import hashlib
from functools import partial

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, template_content
from qa_docs.build.kinds import KINDS
from qa_docs.build.options import Options
from qa_docs.build.word_file import WordFile
from qa_docs.model.document import Document


def render_kind(kind: str, document: Document) -> bytes:
    """Give the bytes of the file of `kind`, one that takes its looks from no template."""
    if KINDS[kind].suffix == ".xlsx":
        from qa_docs.render.xlsx import render_workbook  # here: an agreement alone does not need it

        return render_workbook(document)
    raise ValueError(f"{kind} needs a template")


def word_file(kind: str, document: Document, inputs: Inputs, options: Options, cache: DiskCache | None) -> WordFile:
    """Give `document` ready to be written. Raises `ProblemsFound` with what is wrong with the template."""
    from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx  # here: a workbook alone does not

    content, name = template_content(inputs.placed, inputs.path, kind, options.template)
    digest = hashlib.sha256(content).hexdigest()
    template = None
    if cache is not None and (kept := cache.read("template", digest)) is not None:
        try:
            template = msgspec.msgpack.decode(kept, type=CompiledTemplate)
        except msgspec.DecodeError:
            template = None  # a damaged cache entry is as good as none
    if template is None:
        template = compile_template(content, name)
        if cache is not None:
            cache.write("template", digest, msgspec.msgpack.encode(template))
    render = partial(render_docx, document, template, locked=options.lock == "text")
    return WordFile(f"{kind}{KINDS[kind].suffix}", document, render)
