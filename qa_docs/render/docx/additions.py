"""What a document brings along beside its text: further parts, named in the file's list of types and relationships."""

import posixpath
import zlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from qa_docs.render.docx.package import PackedPart, pack, relationships_name

_TYPES_NAME = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, its kind as a URI, and the part that it leads to."""

    id: str
    kind: str
    target: str


class Additions(Struct, frozen=True):
    """Parts to be added, the content types of their endings and names, and who leads to them."""

    parts: tuple[PackedPart, ...]
    endings: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, tuple[Relation, ...]], ...]
    """By the name of the part that they start from."""


def with_additions(parts: Iterable[PackedPart], added: Additions) -> Iterator[PackedPart]:
    """Yield the parts of a file with those that are added."""
    wanted = {relationships_name(part): (posixpath.dirname(part), held) for part, held in added.relations}
    for part in parts:
        if part.name == _TYPES_NAME:
            yield pack(part.name, _typed(_text(part), added).encode())
        elif part.name in wanted:
            yield pack(part.name, _related(_text(part), *wanted.pop(part.name)).encode())
        else:
            yield part
    for name, (folder, relations) in wanted.items():
        empty = f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
        yield pack(name, _related(empty, folder, relations).encode())
    yield from added.parts


def _typed(xml: str, added: Additions) -> str:
    # An ending may have one type only.
    endings = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in added.endings
        if f'Extension="{ending}"' not in xml
    )
    names = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in added.types)
    return xml.replace("<Default ", f"{endings}<Default ", 1).replace("</Types>", f"{names}</Types>")


def _related(xml: str, folder: str, relations: Iterable[Relation]) -> str:
    written = "".join(
        f'<Relationship Id="{one.id}" Type="{one.kind}" Target="{posixpath.relpath(one.target, folder)}"/>'
        for one in relations
    )
    if "</Relationships>" in xml:
        return xml.replace("</Relationships>", f"{written}</Relationships>")
    opened, _, _ = xml.rpartition("/>")
    return f"{opened}>{written}</Relationships>"


def _text(part: PackedPart) -> str:
    return zlib.decompress(part.deflated, -zlib.MAX_WBITS).decode()
