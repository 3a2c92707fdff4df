"""What every page has around its text: one file with its styles and its script, that fetches nothing."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
"""The page fetches nothing, whatever a text in it says."""


def whole_page(language: str, title: str, styles: Iterable[str], skip: str, body: str, script: str) -> str:
    """Give a page of `body`, which is markup as all that follows `title`; `styles` and `script` name files beside this.

    `skip` says where the first link leads, the text: whoever hears the page need not hear the menu.
    """
    style = "".join(_text(name) for name in styles)
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
{body}
<script>
{_text(script)}</script>
</body>
</html>
"""


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
