"""The web page in a real browser: readable by everybody, on a phone and on paper, and its filters work."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.render.html import render_html
from tests.conftest import BROWSERS
from tests.examples import example, library
from tests.real.pages import asked_and_errors, barriers

pytestmark = pytest.mark.browser
_QUIET = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "agreement.html"
    document = assemble(example("sterile-injectable-eu"), library(), draft=True, careful=True).document
    path.write_text(render_html(document), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    program = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=[f"--{flag}" for flag in _QUIET])
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [390, 1400])
def test_no_barrier_is_found_and_nothing_is_wider_than_the_window(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_asks_for_nothing_and_reports_no_error(browser, address):
    assert asked_and_errors(browser, address) == ([address], [])


def test_the_matrix_is_filtered_by_words_and_party(browser, address):
    page = browser.new_page()
    page.goto(address)
    rows = "#matrix-table tbody tr"
    every = page.locator(rows).count()
    assert page.locator("#panel-matrix .count").inner_text() == f"{every} of {every} rows"
    page.fill("#panel-matrix input[name=words]", "release")
    shown = page.locator(f"{rows}:not([hidden])")
    assert 0 < shown.count() < every
    assert all("release" in text.lower() for text in shown.all_inner_texts())
    page.select_option("#panel-matrix select[name=party]", "contract_acceptor")
    parties = {row.get_attribute("data-party") for row in page.locator(f"{rows}:not([hidden])").all()}
    assert parties == {"contract_acceptor"}
    page.close()


def test_all_notes_open_with_one_button(browser, address):
    page = browser.new_page()
    page.goto(address)
    assert page.locator(".notes details[open]").count() == 0
    page.click("#notes-button")
    assert page.locator(".notes details[open]").count() == page.locator(".notes details").count() > 50
    page.close()


def test_on_paper_the_filters_and_the_menu_are_gone(browser, address, tmp_path: Path):
    page = browser.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("#panel-matrix .filters").is_visible()
    assert page.pdf(path=str(tmp_path / "page.pdf"))
    page.close()
