"""Typographic quotation marks and dashes in place of those that a keyboard has.

Straight quotes become curly ones: opening at the start of a text and after a space, a bracket or a dash, closing
elsewhere. A hyphen or two between spaces become an en dash. What a line must not tear apart is held together by a
no-break space: "Article 18", "§ 211.100", "21 CFR 211", "5 mg", "10 Business Days". Only what an author wrote is
changed, never what a deal fills in.
"""

import re

from msgspec.structs import replace

from qa_docs.model.text import Emphasis, SourceInline, Strong

_QUOTE = re.compile("[\"']")
_DASH = re.compile(r"(?<![ -]) --? (?![ -])")
_COUNTED = re.compile(r"[\d§]")
_NAMED = (
    r"(?:Appendix|Annex|Article|Chapter|Class|Clause|Directive|Figure|Form|Grade|Level|Module|Paragraph|Part|Phase|"
    r"Schedule|Section|Step|Subpart|Table|Title|Volume)(?:es|s)?|Appendices|Regulation(?: \(E[UC]\))?|No\.|§§?|"
    r"CFR(?: Part)?|IEC|ISO|ICH"
)
_UNIT = (
    r"(?:Business|business|calendar|working) [Dd]ays?|(?:second|minute|hour|day|week|month|year|batch|page)(?:es|s)?|"
    r"[µmk]?g|[µmd]?[lL]|[µnmck]?m|°C|°F|%|ppm|bar|k?Pa|CFR"
)
_HELD = re.compile(
    rf"(?<![\w-])(?P<name>{_NAMED}) (?=[A-Z]?\d)|(?<![\w.])(?P<number>\d[\d.,]*) (?=(?:{_UNIT})(?![\w-]))"
)
_OPENS_AFTER = frozenset(" \u00a0([{\u2013\u2014-/\u2018\u201c")
_FILLED_IN = "x"  # what a blank prints ends in a letter or digit, near enough


def typographic(text: tuple[SourceInline, ...]) -> tuple[SourceInline, ...]:
    """Give `text` with typographic quotation marks and dashes."""
    return _set(text, "")[0]


def typographic_words(words: str) -> str:
    """Give plain `words`, such as a title, with typographic quotation marks and dashes."""
    return _set_plain(words, "")


def _set(text: tuple[SourceInline, ...], before: str) -> tuple[tuple[SourceInline, ...], str]:
    """Give the text set, and its last character: an opening mark is told by what stands before it."""
    done: list[SourceInline] = []
    for node in text:
        if isinstance(node, str):
            done.append(_set_plain(node, before))
            before = node[-1:] or before
        elif isinstance(node, Strong | Emphasis):
            inner, before = _set(node.text, before)
            done.append(replace(node, text=inner))
        else:
            done.append(node)
            before = _FILLED_IN
    return tuple(done), before


def _set_plain(text: str, before: str) -> str:
    text = _DASH.sub(" \u2013 ", text)
    if _COUNTED.search(text):
        text = _HELD.sub(lambda found: f"{found['name'] or found['number']}\u00a0".replace(" ", "\u00a0"), text)
    if '"' not in text and "'" not in text:
        return text

    def mark(found: re.Match[str]) -> str:
        previous = text[found.start() - 1] if found.start() else before
        opens = not previous or previous in _OPENS_AFTER
        if previous and previous in "\"'":  # two marks in a row open or close together
            opens = found.start() < 2 or text[found.start() - 2] in _OPENS_AFTER
        if found.group() == '"':
            return "\u201c" if opens else "\u201d"
        return "\u2018" if opens else "\u2019"

    return _QUOTE.sub(mark, text)
