"""Content types and relationships of the finished file, with and without comments."""

import posixpath
import re

from lxml import etree

from qa_docs.render.docx.opened import (
    COMMENTS_TYPE,
    DOCUMENT_TYPE,
    SETTINGS_TYPE,
    OpenedTemplate,
    parsed,
)
from qa_docs.render.docx.package import PackedPart, pack, relationships_name
from qa_docs.render.docx.properties import APPLICATION_NAME, CORE_NAME, CUSTOM_NAME

_TYPES_NAME = "[Content_Types].xml"
_ROOT_NAME = "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_APPLICATION_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
# A template's own comments and who wrote them, its properties (written anew), its preview picture, and what other
# programs keep in it about its owner.
_DROPPED_TYPES = re.compile(r"comments|people\+xml|(core|extended|custom)-properties|customXmlProperties")
_DROPPED_KINDS = re.compile(r"/(comments\w*|people|(core|extended|custom)-properties|thumbnail|customXml)$")
_DROPPED_NAMES = ("docProps/thumbnail", "customXml/")


class Relations:
    """What the finished file says of its parts."""

    def __init__(self, template: OpenedTemplate) -> None:
        self._template = template
        self._main_relations = relationships_name(template.main)
        self.comments_name = posixpath.join(posixpath.dirname(template.main), "comments.xml")
        named = template.named(SETTINGS_TYPE)
        self.settings_name = named or posixpath.join(posixpath.dirname(template.main), "settings.xml")
        self._adds_settings = not named
        self.written = {_TYPES_NAME, _ROOT_NAME, self._main_relations, CORE_NAME, CUSTOM_NAME, APPLICATION_NAME}
        """Parts that are written anew."""
        self.dropped = {name for name, kind in template.types.items() if _DROPPED_TYPES.search(kind)}
        """Parts that do not go into the finished file."""
        self.dropped |= {name for name in template.parts if name.startswith(_DROPPED_NAMES)}
        self.dropped |= {relationships_name(name) for name in self.dropped}

    def packed(self, with_comments: bool) -> tuple[PackedPart, ...]:
        """Give content types and relationships."""
        parts = (
            (_TYPES_NAME, self._types(with_comments)),
            (_ROOT_NAME, self._root()),
            (self._main_relations, self._main(with_comments)),
        )
        return tuple(pack(name, _xml(tree)) for name, tree in parts)

    def _types(self, with_comments: bool) -> etree._Element:
        kinds = {name: kind for name, kind in self._template.types.items() if name not in self.dropped}
        kinds = {name: kind for name, kind in kinds.items() if name != _TYPES_NAME and not name.endswith(".rels")}
        kinds |= {self._template.main: DOCUMENT_TYPE, CORE_NAME: _CORE_TYPE, APPLICATION_NAME: _APPLICATION_TYPE}
        kinds |= {self.settings_name: SETTINGS_TYPE, CUSTOM_NAME: _CUSTOM_TYPE}
        if with_comments:
            kinds[self.comments_name] = COMMENTS_TYPE
        tree = etree.Element("Types", nsmap={None: f"{_PACKAGE}content-types"})
        etree.SubElement(
            tree, "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"
        )
        etree.SubElement(tree, "Default", Extension="xml", ContentType="application/xml")
        for name, kind in sorted(kinds.items()):
            etree.SubElement(tree, "Override", PartName=f"/{name}", ContentType=kind)
        return tree

    def _root(self) -> etree._Element:
        tree = parsed(self._template.parts[_ROOT_NAME])
        _drop(tree)
        _add(tree, f"{_PACKAGE}relationships/metadata/core-properties", CORE_NAME)
        _add(tree, f"{_OFFICE}relationships/extended-properties", APPLICATION_NAME)
        _add(tree, f"{_OFFICE}relationships/custom-properties", CUSTOM_NAME)
        return tree

    def _main(self, with_comments: bool) -> etree._Element:
        own = self._template.parts.get(self._main_relations)
        tree = etree.Element("Relationships", nsmap={None: f"{_PACKAGE}relationships"}) if own is None else parsed(own)
        _drop(tree)
        if self._adds_settings:
            _add(tree, f"{_OFFICE}relationships/settings", "settings.xml")
        if with_comments:
            _add(tree, f"{_OFFICE}relationships/comments", "comments.xml")
        return tree


def _drop(tree: etree._Element) -> None:
    for relationship in list(tree):
        if _DROPPED_KINDS.search(relationship.get("Type", "")):
            tree.remove(relationship)


def _add(tree: etree._Element, kind: str, target: str) -> None:
    taken = {relationship.get("Id") for relationship in tree}
    number = next(number for number in range(1, len(tree) + 2) if f"rId{number}" not in taken)
    etree.SubElement(tree, f"{{{_PACKAGE}relationships}}Relationship", Id=f"rId{number}", Type=kind, Target=target)


def _xml(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
