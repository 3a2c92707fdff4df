"""The page of a review in a real browser: readable by everybody, its filters work, and it asks for nothing."""

from collections.abc import Iterator

import pytest

from qa_docs.render.html.review_page import render_review
from tests.real.pages import asked_and_errors, barriers
from tests.real.test_page import browser  # noqa: F401 - the same browser
from tests.returns.test_outputs import review

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(render_review(review()), encoding="utf-8")
    yield path.as_uri()


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("redline", [False, True])
def test_no_barrier_is_found_and_nothing_is_wider_than_the_window(browser, address, width, redline):  # noqa: F811
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(address)
    if redline:
        page.click("#redline-button")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_asks_for_nothing_and_reports_no_error(browser, address):  # noqa: F811
    assert asked_and_errors(browser, address) == ([address], [])


def test_changes_are_filtered_by_state_and_author_and_shown_as_one_redline(browser, address):  # noqa: F811
    page = browser.new_page()
    page.goto(address)
    shown = page.locator("section.change:not([hidden])")
    every = shown.count()
    assert page.locator(".count").inner_text() == f"{every} of {every} shown"
    page.select_option("select[name=state]", "changed silently")
    assert shown.locator("h2").all_inner_texts() == [
        text for text in shown.locator("h2").all_inner_texts() if "omplaint" in text
    ]
    page.select_option("select[name=state]", "")
    page.select_option("select[name=author]", "B. <Novak>")
    assert shown.count() == 1
    assert not page.locator("td.redline").first.is_visible()
    page.click("#redline-button")
    assert page.locator("section.change:not([hidden]) td.redline").first.is_visible()
    page.close()
