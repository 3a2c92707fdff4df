"""What every page of ours is asked in a real browser."""

import os
from typing import Any


def barriers(page: Any) -> list[Any]:
    """Give what axe finds on a page: the rule, and the first place that breaks it."""
    page.add_script_tag(path=os.environ["QA_DOCS_AXE"])
    found: list[Any] = page.evaluate(
        "axe.run().then(result => result.violations.map(v => [v.id, v.nodes[0].html.slice(0, 200)]))"
    )
    return found


def asked_and_errors(browser: Any, address: str) -> tuple[list[str], list[str]]:
    """Give what a page asks for while it opens, and the errors that it reports."""
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.close()
    return asked, errors
