"""Opens a Word file from anybody as parts and relationships; what keeps it from being one is a problem.

Nothing is fetched, no entity is expanded and nothing in the file is run. Size, number and depth of what is read are
bounded, so that a file made to do harm costs no more than a large one.
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from qa_docs.problems import Place, Problem
from qa_docs.review.kinds import foreign_kind, foreign_package
from qa_docs.review.unzipped import LARGEST_FILE, unzipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN_TYPES = re.compile(
    r"wordprocessingml\.(document|template)\.main\+xml|ms-word\.(document|template)\.macroEnabledMain"
)
LARGEST_XML = 60_000_000
"""Bytes of XML that all parts may hold together."""
MOST_NODES = 2_000_000
"""Tags and attributes that all parts may hold together, twenty times as many as an agreement of eighty pages has.

Each takes some hundred bytes when it is read, and some microseconds in every check.
"""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_NAME = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
SAVE_AGAIN = "open it in Word, let Word repair it, and save it again; or ask for the file again"
_SAVE_AS = "open it and save it as Word Document (.docx)"


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, its kind, and where it leads."""

    id: str
    kind: str
    target: str
    external: bool


class Package(Struct, frozen=True):
    """A Word file taken apart."""

    file: str
    main: str
    """Name of the part that holds the text."""
    parts: dict[str, bytes]
    trees: dict[str, etree._Element]
    """The parts that are XML, read."""
    types: dict[str, str]
    """Content type of each part; nothing where it has none."""
    named: frozenset[str]
    """Parts that the list of content types names."""
    relations: dict[str, tuple[Relation, ...]]
    """Relationships by the part that they start from; under "" those of the file itself."""


def open_package(content: bytes, file: str, problems: list[Problem]) -> Package | None:
    """Give the parts of a Word file; what is wrong with the package goes to `problems`. None: it is no Word file."""
    parts = _parts(content, file, problems)
    if parts is None:
        return None
    if _too_much_xml(parts):
        hint = "a text document is never so large; ask who sent it what it holds"
        problems.append(_problem(file, "", "docx-too-large", "its XML is larger than any agreement can be", hint))
        return None
    trees = dict(_parsed(parts, file, problems))
    # Names of parts are the same in capitals and small letters.
    spelt = {name.lower(): name for name in parts}
    types, named = _types_of(trees.get(_TYPES_NAME), spelt)
    relations = {_source_of(name): tuple(_relations(trees[name], name, spelt)) for name in trees if _is_rels(name)}
    main = _main(relations, types)
    if other := foreign_package(parts, types.get(main, "")):
        problems.append(_problem(file, "", "docx-not-word", f"this is {other}", _SAVE_AS))
        return None
    if not main or not MAIN_TYPES.search(types[main]) or main not in trees:
        what = "its main part is missing, or cannot be read"
        problems.append(_problem(file, "", "docx-not-word", f"this is no Word file: {what}", SAVE_AGAIN))
        return None
    if trees[main].tag != f"{W}document":
        strict = str(trees[main].tag).startswith(f"{{{_STRICT}")
        what = "saved as Strict Open XML, which is not read here" if strict else "its main part holds no text"
        problems.append(_problem(file, "", "docx-not-word", what, _SAVE_AS))
        return None
    return Package(file, main, parts, trees, types, named, relations)


def relations_of(package: Package, part: str) -> tuple[Relation, ...]:
    """Give the relationships of a part."""
    return package.relations.get(part, ())


def related(package: Package, kind: str, part: str = "") -> str:
    """Give the name of the part that a relationship of `kind` leads to from `part` (from the main part), or nothing."""
    for relation in relations_of(package, part or package.main):
        if relation.kind == kind and not relation.external and relation.target in package.parts:
            return relation.target
    return ""


def _parts(content: bytes, file: str, problems: list[Problem]) -> dict[str, bytes] | None:
    if len(content) > LARGEST_FILE:
        problems.append(too_large(file))
        return None
    if foreign := foreign_kind(content):
        code, message, hint = foreign
        problems.append(_problem(file, "", code, message, hint))
        return None
    found = unzipped(content)
    if found.refused:
        code = "docx-locked" if found.locked else "docx-damaged" if "damaged" in found.refused else "docx-too-large"
        hint = "open it in Word and save it without a password" if found.locked else SAVE_AGAIN
        problems.append(_problem(file, "", code, found.refused, hint))
        return None
    problems += (_problem(file, name, "docx-damaged", what, SAVE_AGAIN) for name, what in found.faults)
    return found.parts


def too_large(file: str) -> Problem:
    """Give the problem of a file that is larger than any Word file that is read here."""
    hint = "take pictures out of it, or make them smaller"
    return _problem(file, "", "docx-too-large", f"the file is larger than {LARGEST_FILE // 1_000_000} MB", hint)


def _too_much_xml(parts: dict[str, bytes]) -> bool:
    texts = [content for name, content in parts.items() if _is_xml(name)]
    nodes = sum(content.count(b"<") + content.count(b"=") for content in texts)
    return sum(map(len, texts)) > LARGEST_XML or nodes > MOST_NODES


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _is_rels(name: str) -> bool:
    return bool(re.search(r"(^|/)_rels/[^/]*\.rels$", name))


def _source_of(name: str) -> str:
    folder, last = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels"))


def _parsed(parts: dict[str, bytes], file: str, problems: list[Problem]) -> Iterator[tuple[str, etree._Element]]:
    for name, content in parts.items():
        if not _is_xml(name):
            continue
        if any(word in content for word in _DOCTYPE):
            hint = "no Word file has one, and it can do harm: do not open the file"
            message = "the part declares a document type, by which text can be fetched or blown up"
            problems.append(_problem(file, name, "docx-outside", message, hint))
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            yield name, etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            problems.append(_problem(file, name, "docx-damaged", _unreadable(error), SAVE_AGAIN))


def _unreadable(error: Exception) -> str:
    reason = str(getattr(error, "msg", None) or error)
    if "depth" in reason.lower():
        return "the part cannot be read: it is nested deeper than any text can be"
    return f"the part cannot be read: {' '.join(reason.split())}"


def _types_of(tree: etree._Element | None, spelt: dict[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    if tree is None:
        return dict.fromkeys(spelt.values(), ""), frozenset()
    by_ending = {
        entry.get("Extension", "").lower(): entry.get("ContentType", "") for entry in tree.iter(f"{_TYPES}Default")
    }
    by_name = {}
    for entry in tree.iter(f"{_TYPES}Override"):
        name = unquote(entry.get("PartName", "")).lstrip("/")
        by_name[spelt.get(name.lower(), name)] = entry.get("ContentType", "")
    types = {name: by_name.get(name) or by_ending.get(name.rsplit(".", 1)[-1].lower(), "") for name in spelt.values()}
    return types, frozenset(by_name)


def _main(relations: dict[str, tuple[Relation, ...]], types: dict[str, str]) -> str:
    for relation in relations.get("", ()):
        if relation.kind == "officeDocument" and not relation.external and relation.target in types:
            return relation.target
    return ""


def _relations(tree: etree._Element, name: str, spelt: dict[str, str]) -> Iterator[Relation]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in tree.iter(_RELATIONSHIP):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = unquote(target)
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            target = spelt.get(target.lower(), target)
        yield Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _problem(file: str, part: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(file, within=shown_name(part)), code, message, hint)


def shown_name(part: str) -> str:
    """Give the name of a part for a message: on one line, and no longer than a name ever is."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in part)
    return plain if len(plain) <= 100 else plain[:99] + "…"
