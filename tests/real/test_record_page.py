"""The record of a build in a real browser: readable by everybody, and usable with ten thousand deals."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from qa_docs.build.outcome import Outcome, Report, State
from qa_docs.build.record_page import record_page
from qa_docs.problems import Place, Problem
from tests.real.pages import asked_and_errors, barriers
from tests.real.test_page import browser  # noqa: F401 - the same browser

pytestmark = pytest.mark.browser


def outcome(number: int, kind: str) -> Outcome:
    state: State = "failed" if number % 1000 == 3 else "unchanged" if number % 10 else "built"
    problem = Problem(Place("deal.yaml", 3, 4), "missing-contact", "the <owner> has no contact", "add one")
    return Outcome(
        deal=f"deals/deal-{number:05}/deal.yaml",
        kind=kind,
        state=state,
        path=f"documents/deal-{number:05}/{kind}",
        reasons=("clause `deviations` 1.0.0 \u2192 1.1.0",) if state == "built" else (),
        digest=hashlib.sha256(str(number).encode()).hexdigest(),
        problems=(problem,) if state == "failed" else (),
    )


def written(folder: Path, deals: int) -> str:
    kinds = ("quality-agreement.docx", "raci-matrix.xlsx")
    path = folder / "record.html"
    report = Report(tuple(outcome(number, kind) for number in range(deals) for kind in kinds))
    path.write_text(record_page(report), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield written(tmp_path_factory.mktemp("record"), 30)


@pytest.mark.parametrize("width", [390, 1400])
def test_no_barrier_is_found_and_nothing_is_wider_than_the_window(browser, address, width):  # noqa: F811
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(address)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_asks_for_nothing_and_reports_no_error(browser, address):  # noqa: F811
    assert asked_and_errors(browser, address) == ([address], [])


def test_ten_thousand_deals_are_shown_and_searched_without_a_wait(browser, tmp_path):  # noqa: F811
    address = written(tmp_path, 10_000)
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    started = perf_counter()
    page.goto(address)
    opened = perf_counter() - started
    assert page.inner_text(".count") == "20000 documents"
    assert page.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [True, False, False]

    started = perf_counter()
    page.fill("input[name=words]", "deal-07003")
    searched = perf_counter() - started

    assert page.inner_text(".count") == "2 of 20000 documents"
    assert page.locator("tbody tr:visible", has_text="deal-07003").count() == 2
    print(f"opened in {opened:.2f} s, searched in {searched:.2f} s")
    assert opened < 10
    assert searched < 5
    page.close()
