"""What the tests of returned Word files share."""

import pytest

from qa_docs.assemble import assemble
from qa_docs.build.content import builtin_template
from qa_docs.render.docx import compile_template, render_docx
from tests.review.corruptions import Parts, unpack
from tests.small import clause, deal, small_library

REFERRING = clause(
    "Samples", "{{ party('COM-02') }} shall act under {{ ref('deviations') }}.", "activities: [COM-02]\n"
)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small agreement as a Word file, with every kind of thing that can be spoilt."""
    library = small_library(tmp_path_factory.mktemp("library"), {"samples": REFERRING})
    template = compile_template(builtin_template("quality-agreement").read_bytes(), "template")
    return render_docx(assemble(deal(), library).document, template)


@pytest.fixture(scope="session")
def sound_parts(sound: bytes) -> Parts:
    """The same, taken apart."""
    return unpack(sound)
