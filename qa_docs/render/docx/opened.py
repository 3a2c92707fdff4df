"""A template opened: its parts, their types and relationships. Used only when a template is compiled."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from qa_docs.problems import Place, Problem, ProblemsFound

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT_TYPE = _WORD + "document.main+xml"
TEMPLATE_TYPE = _WORD + "template.main+xml"
HEADER_TYPES = tuple(_WORD + kind for kind in ("header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"))
STYLES_TYPE = _WORD + "styles+xml"
NUMBERING_TYPE = _WORD + "numbering+xml"
SETTINGS_TYPE = _WORD + "settings+xml"
COMMENTS_TYPE = _WORD + "comments+xml"

_LARGEST = 200_000_000
_HINT = "open it in Word and save it as Word Document (.docx)"


@dataclass(frozen=True)
class OpenedTemplate:
    """The parts of a Word file by name."""

    file: str
    main: str
    parts: dict[str, bytes]
    types: dict[str, str]
    """Content type of each part."""

    def named(self, content_type: str) -> str:
        """Give the name of the part with `content_type`, or nothing."""
        return next((name for name in sorted(self.types) if self.types[name] == content_type), "")

    def tree(self, name: str) -> etree._Element:
        """Give the part `name` parsed."""
        try:
            return parsed(self.parts[name])
        except etree.XMLSyntaxError as error:
            raise ProblemsFound([not_docx(self.file, f"{name} is not well-formed XML: {error.msg}")]) from None


def parsed(xml: bytes) -> etree._Element:
    """Give `xml` parsed without following anything that it points to."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def not_docx(file: str, why: str, hint: str = _HINT) -> Problem:
    """Give the problem of a template that cannot be opened."""
    return Problem(Place(file), "template-not-docx", why, hint)


def open_template(content: bytes, file: str) -> OpenedTemplate:
    """Give the Word file `content`; raise ProblemsFound where it is none."""
    parts = _unzipped(content, file)
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise ProblemsFound([not_docx(file, "a zip file, but not a Word file")])
    try:
        relationships = parsed(parts["_rels/.rels"])
        types = _types_of(parsed(parts["[Content_Types].xml"]), parts)
    except etree.XMLSyntaxError as error:
        raise ProblemsFound([not_docx(file, f"not a readable Word file: {error.msg}")]) from None
    main = ""
    for relationship in relationships:
        kind = relationship.get("Type", "")
        if kind == f"{_STRICT}/officeDocument":
            raise ProblemsFound([not_docx(file, "saved as Strict Open XML")])
        if kind == f"{_OFFICE}/officeDocument":
            main = posixpath.normpath(relationship.get("Target", "").lstrip("/"))
    if main not in parts:
        raise ProblemsFound([not_docx(file, "the file has no main document")])
    if types.get(main) not in (DOCUMENT_TYPE, TEMPLATE_TYPE):
        what = "holds macros" if "macroEnabled" in types.get(main, "") else "is not a Word document"
        raise ProblemsFound([not_docx(file, f"the file {what}")])
    return OpenedTemplate(file, main, parts, types)


def _unzipped(content: bytes, file: str) -> dict[str, bytes]:
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise ProblemsFound([not_docx(file, "an old .doc file, or one with a password")])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            # Not `is_dir`: it fails on an entry without a name, which a damaged file can have.
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            if sum(entry.file_size for entry in entries) > _LARGEST:
                raise ProblemsFound([not_docx(file, "unpacked, the file is larger than any template can be")])
            return {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ProblemsFound([not_docx(file, f"not a Word file: {error}")]) from None
    except zlib.error as error:
        raise ProblemsFound([not_docx(file, f"a damaged file: {error}")]) from None


def _types_of(tree: etree._Element, parts: dict[str, bytes]) -> dict[str, str]:
    by_ending = {
        entry.get("Extension", "").lower(): entry.get("ContentType", "") for entry in tree.iterfind(f"{_TYPES}Default")
    }
    by_name = {
        entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "")
        for entry in tree.iterfind(f"{_TYPES}Override")
    }
    return {name: by_name.get(name) or by_ending.get(name.rsplit(".", 1)[-1].lower(), "") for name in parts}
