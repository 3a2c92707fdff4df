"""Opens a Word file as parts and relationships; what keeps it from being one is a problem."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from qa_docs.problems import Place, Problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LARGEST = 200_000_000
"""Bytes that all parts may hold together; more is a zip bomb or no text document."""


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, its kind, and where it leads."""

    id: str
    kind: str
    target: str
    external: bool


class Package(Struct, frozen=True):
    """A Word file taken apart. `trees` holds the parts that are XML."""

    file: str
    names: frozenset[str]
    trees: dict[str, etree._Element]
    relations: dict[str, tuple[Relation, ...]]
    defaults: frozenset[str]
    overrides: frozenset[str]


def open_package(content: bytes, file: str, problems: list[Problem]) -> Package | None:
    """Give the parts of a Word file; what is wrong with the package goes to `problems`. None: it is no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > LARGEST:
                problems.append(_problem(file, "", "the file unpacks to more than a Word file can hold"))
                return None
            for name, count in Counter(info.filename for info in infos).items():
                if count > 1:
                    problems.append(_problem(file, name, f"the part is there {count} times"))
            parts = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        problems.append(_problem(file, "", f"this is not a Word file: {error}", "template-not-docx"))
        return None
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        problems.append(_problem(file, "", "this is not a Word file: its main part is missing", "template-not-docx"))
        return None
    trees = dict(_parsed(parts, file, problems))
    relations = {name: tuple(_relations(trees[name], name)) for name in trees if name.endswith(".rels")}
    types = trees.get("[Content_Types].xml")
    defaults = (
        frozenset(e.get("Extension", "").lower() for e in types.iter(f"{_TYPES}Default"))
        if types is not None
        else frozenset()
    )
    overrides = (
        frozenset(e.get("PartName", "").lstrip("/") for e in types.iter(f"{_TYPES}Override"))
        if types is not None
        else frozenset()
    )
    return Package(file, frozenset(parts), trees, relations, defaults, overrides)


def relations_of(package: Package, part: str) -> tuple[Relation, ...]:
    """Give the relationships of a part."""
    folder, name = posixpath.split(part)
    return package.relations.get(posixpath.join(folder, "_rels", f"{name}.rels"), ())


def _parsed(parts: dict[str, bytes], file: str, problems: list[Problem]) -> Iterator[tuple[str, etree._Element]]:
    # Nothing is fetched and no entity is expanded: the file may come from anybody.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                yield name, etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                problems.append(_problem(file, name, f"the part cannot be read: {error.msg}"))


def _relations(tree: etree._Element, name: str) -> Iterator[Relation]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in tree.iter(_RELATIONSHIP):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        yield Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _problem(file: str, part: str, message: str, code: str = "docx-invalid") -> Problem:
    place = Place(f"{file}: {part}" if part else file)
    return Problem(place, code, message, "save the file again in Word, or build it anew")
