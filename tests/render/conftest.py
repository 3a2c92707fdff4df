"""What the tests of the renderer share."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_docs.model.document import Block
from qa_docs.render.docx import CompiledTemplate, compile_template
from qa_docs.render.docx.body import Body
from qa_docs.render.docx.compiled import Here
from qa_docs.render.docx.pen import Pen
from tests.render.sample import small

TEMPLATE = Path(__file__).parents[2] / "templates" / "quality-agreement.docx"


@pytest.fixture(scope="session")
def house() -> bytes:
    """The house template as a file."""
    return TEMPLATE.read_bytes()


@pytest.fixture(scope="session")
def template(house: bytes) -> CompiledTemplate:
    """The house template, compiled."""
    return compile_template(house, "template.docx")


@pytest.fixture
def body_of(template: CompiledTemplate) -> Callable[..., str]:
    """Give a function that writes blocks as the body of a document."""

    def write(*blocks: Block, draft: bool = False) -> str:
        document = small(*blocks, draft=draft)
        here = Here("body", closes_section=True)
        return "".join(Body(document, Pen(document, template), template.body_section).written(here))

    return write


@pytest.fixture
def altered(house: bytes) -> Callable[..., bytes]:
    """Give a function that changes parts of the house template: `altered({part: (old, new, …)})`; None drops a part."""

    def change(parts: dict[str, tuple[str | None, ...]]) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(house)) as source, zipfile.ZipFile(written, "w") as target:
            for name in source.namelist():
                content = source.read(name).decode()
                changes = parts.get(name, ())
                if None in changes:
                    continue
                for old, new in zip(changes[::2], changes[1::2], strict=True):
                    assert old in content, old
                    content = content.replace(old, new, 1)
                target.writestr(name, content)
        return written.getvalue()

    return change
