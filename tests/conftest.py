"""What the tests of all layers share."""

import os
import shutil
from collections.abc import Callable

import pytest
from hypothesis import settings

from qa_docs.problems import ProblemsFound

# The same examples in every run: a failure that comes and goes helps nobody. A slow machine is no failure either.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def problems_of() -> Callable[..., str]:
    """Give a function that calls another one and returns the problems it found, as printed."""

    def run(read: Callable[..., object], *arguments: object) -> str:
        with pytest.raises(ProblemsFound) as found:
            read(*arguments)
        return "\n".join(str(problem) for problem in found.value.problems)

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that this machine lacks; in CI (QA_DOCS_REAL=required) nothing is skipped."""
    if os.environ.get("QA_DOCS_REAL") == "required":
        return
    lacking = {}
    if not all(shutil.which(program) for program in ("soffice", "pdftotext")):
        lacking["real"] = "LibreOffice and pdftotext are not installed"
    if not os.environ.get("QA_DOCS_OOXML_VALIDATOR"):
        lacking["validator"] = "QA_DOCS_OOXML_VALIDATOR does not name the Open XML SDK validator"
    if not os.environ.get("QA_DOCS_AXE") or not any(shutil.which(name) for name in BROWSERS):
        lacking["browser"] = "no Chromium is installed, or QA_DOCS_AXE does not name axe.min.js"
    for item in items:
        for marker, reason in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that write anew what results are compared with."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files from what is assembled now")
    parser.addoption("--update-pictures", action="store_true", help="store the pages as they look now")
