"""What sets one template apart from another: pages, styles, lists, tags, words and pictures, in words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from qa_docs.render.docx.cleaned import W, text_of
from qa_docs.render.docx.opened import HEADER_TYPES, NUMBERING_TYPE, STYLES_TYPE, OpenedTemplate, open_template
from qa_docs.render.docx.style_words import level_words, page_words, style_words

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PICTURE = re.compile(r"/media/[^/]+$")
_LONGEST = 70


class Difference(Struct, frozen=True, order=True):
    """One difference: what it concerns, and what is there now in place of what."""

    about: str
    """page, style, list, tag, words or picture."""
    name: str
    """Name of the style, the place of the tag …"""
    change: str

    def __str__(self) -> str:
        return f"{self.about}: {self.name}: {self.change}"


def differences_between(old: bytes, old_name: str, new: bytes, new_name: str) -> Iterator[Difference]:
    """Yield what is other in the template `new` than in `old`. Raises `ProblemsFound` where one is no Word file."""
    before, after = open_template(old, old_name), open_template(new, new_name)
    yield from _pages(before.tree(before.main), after.tree(after.main))
    yield from _styles(_named_styles(before), _named_styles(after))
    yield from _lists(_levels(before), _levels(after))
    areas = list(dict.fromkeys([*_areas(before), *_areas(after)]))
    for area in areas:
        yield from _texts(area, _areas(before).get(area, []), _areas(after).get(area, []))
    count = len(_pictures(after)) - len(_pictures(before))
    if _pictures(after) != _pictures(before):
        said = f"{abs(count)} {'more' if count > 0 else 'fewer'}" if count else "another one"
        yield Difference("picture", "logo and other pictures", said)


def _pages(before: etree._Element, after: etree._Element) -> Iterator[Difference]:
    old, new = list(before.iter(W + "sectPr")), list(after.iter(W + "sectPr"))
    if len(old) != len(new):
        yield Difference("page", "sections", f"{len(new)} in place of {len(old)}")
    for number, (one, other) in enumerate(zip(old, new, strict=False), 1):
        yield from _settings("page", f"section {number}", page_words(one), page_words(other))


def _named_styles(template: OpenedTemplate) -> dict[str, dict[str, str]]:
    name = template.named(STYLES_TYPE)
    if not name:
        return {}
    sheet = template.tree(name)
    found = {}
    for style in sheet.iterfind(W + "style"):
        called = style.find(W + "name")
        if called is not None:
            found[called.get(W + "val", "")] = style_words(style)
    defaults = sheet.find(W + "docDefaults")
    if defaults is not None:
        joined = etree.Element(W + "style")
        for part in ("rPrDefault/" + W + "rPr", "pPrDefault/" + W + "pPr"):
            properties = defaults.find(W + part)
            if properties is not None:
                joined.append(properties)
        found["all text"] = style_words(joined)
    return found


def _styles(before: Mapping[str, dict[str, str]], after: Mapping[str, dict[str, str]]) -> Iterator[Difference]:
    spelt = {name.casefold(): name for name in after}
    for name, words in before.items():
        if name.casefold() not in spelt:
            yield Difference("style", name, "is gone")
        else:
            yield from _settings("style", name, words, after[spelt[name.casefold()]])
    known = {name.casefold() for name in before}
    yield from (Difference("style", name, "is new") for name in after if name.casefold() not in known)


def _settings(about: str, name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    changes = [
        f"{what} {after.get(what) or 'not set'} in place of {before.get(what) or 'not set'}"
        for what in dict.fromkeys([*before, *after])
        if before.get(what) != after.get(what)
    ]
    if changes:
        yield Difference(about, name, "; ".join(changes))


def _levels(template: OpenedTemplate) -> dict[str, dict[str, str]]:
    """Give the levels of lists by the style that is bound to them."""
    name = template.named(NUMBERING_TYPE)
    styles = template.named(STYLES_TYPE)
    if not name or not styles:
        return {}
    names = {
        style.get(W + "styleId"): called.get(W + "val", "")
        for style in template.tree(styles).iterfind(W + "style")
        if (called := style.find(W + "name")) is not None
    }
    found = {}
    for level in template.tree(name).iter(W + "lvl"):
        bound = level.find(W + "pStyle")
        if bound is not None:
            identity = bound.get(W + "val", "")
            found[names.get(identity, identity)] = level_words(level)
    return found


def _lists(before: Mapping[str, dict[str, str]], after: Mapping[str, dict[str, str]]) -> Iterator[Difference]:
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield Difference("list", name, "has no number any more")
        elif name not in before:
            yield Difference("list", name, "has a number now")
        else:
            yield from _settings("list", name, before[name], after[name])


def _areas(template: OpenedTemplate) -> dict[str, list[str]]:
    """Give the paragraphs by the part of the page that they stand in."""
    areas: dict[str, list[str]] = {"pages": _paragraphs(template.tree(template.main))}
    for name in sorted(template.types):
        kind = template.types[name]
        if kind in HEADER_TYPES:
            word = kind.rsplit(".", 1)[-1].removesuffix("+xml")
            areas.setdefault(f"{word}s" if word in ("header", "footer") else word, []).extend(
                _paragraphs(template.tree(name))
            )
    return areas


def _paragraphs(tree: etree._Element) -> list[str]:
    return [text for paragraph in tree.iter(W + "p") if (text := " ".join(text_of(paragraph).split()))]


def _texts(area: str, before: list[str], after: list[str]) -> Iterator[Difference]:
    old, new = _tags(before), _tags(after)
    yield from (Difference("tag", area, f"{tag} is gone") for tag in (old - new))
    yield from (Difference("tag", area, f"{tag} is new") for tag in (new - old))
    old, new = _words(before), _words(after)
    yield from (Difference("words", area, f"{_short(words)!r} is gone") for words in (old - new))
    yield from (Difference("words", area, f"{_short(words)!r} is new") for words in (new - old))


def _tags(paragraphs: list[str]) -> Counter[str]:
    return Counter(" ".join(tag.split()) for paragraph in paragraphs for tag in _TAG.findall(paragraph))


def _words(paragraphs: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for paragraph in paragraphs:
        found.update(words for part in _TAG.split(paragraph) if len(words := part.strip(" ,.·")) > 1)
    return found


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _pictures(template: OpenedTemplate) -> list[bytes]:
    return sorted(content for name, content in template.parts.items() if _PICTURE.search(f"/{name}"))
