"""Spoils small Word files in many ways, always the same way for the same number, and reviews what comes out."""

import copy
import random
import re
from functools import cache

from lxml import etree

from qa_docs.build.review import lines_of, review_json, review_of
from qa_docs.build.review_text import review_lines
from qa_docs.model.review import Review
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.render.html.review_page import render_review
from qa_docs.render.review_xlsx import render_review_workbook
from qa_docs.review.answered import answered
from qa_docs.review.answers import answers_of
from qa_docs.review.lines import Returned
from qa_docs.review.package import W, open_package
from tests.returns.built import agreement
from tests.returns.small_files import seeds
from tests.review.corruptions import DOCUMENT, Parts, pack, unpack

_NAMES = (
    "p", "r", "t", "ins", "del", "moveFrom", "moveTo", "sdt", "sdtContent", "sdtPr", "tag", "tbl", "tr", "tc", "trPr",
    "tcPr", "cellIns", "cellDel", "fldChar", "instrText", "fldSimple", "delText", "commentRangeStart", "bookmarkStart",
    "commentReference", "hyperlink", "pPr", "rPr", "strike", "vanish", "altChunk", "tab", "br", "rPrChange", "body",
)  # fmt: skip
_VALUES = ("", "0", "-1", "99999999999999999999", "begin", "end", "separate", "REF x \\h", "clause:deviations@1", "blank:a.b", "\u202e", "&#xFFFF;", "&#0;", "x" * 5000, "position:", "TOC1")  # fmt: skip
_LEGAL = tuple(value for value in _VALUES if "&#" not in value)
_TAG = re.compile(rb"<(/?)w:(\w+)([^<>]*)>")
_TEXTS = ("shall", "may not", "30 days", "2 \u00b0C to 8 \u00b0C", "thirty (30) business days", "[\u2022]", "\u2067\u202e", "\ufdd0x\ufdd1", "1" * 400, "(" * 200, "Section 5.3, 5.4 and 5.5", "a" * 20_000, "Position: Fallback", "1.1.1 \u2022 (a)")  # fmt: skip


@cache
def _parts() -> tuple[tuple[bool, Parts], ...]:
    return tuple((name.startswith("draft"), unpack(content)) for name, content in seeds().items())


@cache
def _sent(draft: bool) -> Returned:
    return lines_of(seeds()["draft-plain" if draft else "issued-plain"], "sent", [])


def mutated(number: int) -> tuple[bool, bytes]:
    """Give the file of a number, and whether it was made from a draft."""
    chance = random.Random(number)
    draft, parts = chance.choice(_parts())
    parts = dict(parts)
    spoil = _otherwise if chance.random() < 0.8 else _spoilt
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        name = DOCUMENT if chance.random() < 0.8 else chance.choice(sorted(parts))
        parts[name] = spoil(parts[name], chance)
    content = pack(parts)
    return draft, _bitten(content, chance) if chance.random() < 0.1 else content


def _spoilt(xml: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.1:
        return _bitten(xml, chance)
    tags = list(_TAG.finditer(xml))
    if not tags:
        return xml
    one, other = sorted(chance.choices(tags, k=2), key=lambda found: found.start())
    way = chance.randrange(9)
    if way == 0:  # take out
        return xml[: one.start()] + xml[other.end() :]
    if way == 1:  # twice
        return xml[: other.end()] + xml[one.start() : other.end()] + xml[other.end() :]
    if way == 2:  # another name
        name = chance.choice(_NAMES).encode()
        return (
            xml.replace(b"w:" + one[2] + b">", b"w:" + name + b">") if chance.random() < 0.5 else _put(xml, one, name)
        )
    if way == 3:  # another value
        value = chance.choice(_VALUES).encode()
        return xml[: one.start()] + re.sub(rb'"[^"]*"', lambda _: b'"' + value + b'"', one.group()) + xml[one.end() :]
    if way == 4:  # put around
        name = chance.choice(_NAMES).encode()
        middle = xml[one.start() : other.end()]
        return xml[: one.start()] + b"<w:" + name + b">" + middle + b"</w:" + name + b">" + xml[other.end() :]
    if way == 5:  # put in
        return xml[: one.end()] + b"<w:" + chance.choice(_NAMES).encode() + b"/>" + xml[one.end() :]
    if way == 6:  # deep
        name, deep = chance.choice(_NAMES).encode(), chance.choice((3, 40, 200, 400))
        return xml[: one.start()] + (b"<w:" + name + b">") * deep + (b"</w:" + name + b">") * deep + xml[one.start() :]
    if way == 7:  # other words
        said = chance.choice(_TEXTS).encode()
        return re.sub(rb"(<w:t[^>]*>)[^<]*", lambda found: found[1] + said, xml, count=chance.randrange(1, 4))
    words = [b" shall ", b" not ", b" days", b" Sponsor", b" Laboratory", b"30", b" and "]
    return xml.replace(chance.choice(words), b" " + chance.choice(_TEXTS).encode() + b" ", chance.randrange(1, 5))


def _otherwise(xml: bytes, chance: random.Random) -> bytes:
    """Give well-formed XML in which something is missing, twice, elsewhere, or called otherwise."""
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    every = list(root.iter(etree.Element))
    for _ in range(chance.choice((1, 2, 5))):
        one, other = chance.choice(every), chance.choice(every)
        if one is root or one.getparent() is None:
            continue
        _change(one, other, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _change(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    way = chance.randrange(7)
    parent = one.getparent()
    inside = any(above is one for above in (other, *other.iterancestors()))
    if way == 0:
        parent.remove(one)
    elif way == 1 and not inside:
        other.append(copy.deepcopy(one))
    elif way == 2 and not inside:
        other.insert(0, one)
    elif way == 3:
        one.tag = W + chance.choice(_NAMES)
    elif way == 4:
        around = etree.Element(W + chance.choice(_NAMES))
        parent.replace(one, around)
        around.append(one)
    elif way == 5:
        for name in one.attrib:
            one.set(name, chance.choice(_LEGAL))
        if not one.attrib:
            one.set(W + "val", chance.choice(_LEGAL))
    else:
        texts = list(one.iter(W + "t")) or [one]
        chance.choice(texts).text = chance.choice(_TEXTS)


def _put(xml: bytes, tag: re.Match[bytes], name: bytes) -> bytes:
    return xml[: tag.start()] + b"<" + tag[1] + b"w:" + name + tag[3] + b">" + xml[tag.end() :]


def _bitten(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(changed))
        way = chance.randrange(3)
        if way == 0:
            changed[at] = chance.randrange(256)
        elif way == 1:
            del changed[at : at + chance.randrange(1, 60)]
        else:
            changed[at:at] = chance.randbytes(chance.randrange(1, 20))
        if not changed:
            break
    return bytes(changed)


def review_spoilt(draft: bool, content: bytes, number: int = 0) -> Review | None:
    """Review a spoilt file, with all that a user sees of it; None where it was refused in words."""
    problems: list[Problem] = []
    try:
        returned = lines_of(content, "spoilt.docx", problems)
    except ProblemsFound as found:
        assert all(str(problem) for problem in found.problems)
        return None
    found = review_of("spoilt.docx", returned, _sent(draft), agreement(draft), problems)
    assert list(review_lines(found))
    assert review_json(found)
    if number % 8 == 0:  # the dearer views of some
        package = open_package(content, "spoilt.docx", [])
        assert package is not None
        assert render_review(found)
        assert render_review_workbook(found)
        assert lines_of(answered(package, tuple(answers_of(found)), "QA"), "answered.docx", []).lines is not None
    return found
