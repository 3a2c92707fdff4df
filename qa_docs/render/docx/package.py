"""A Word file is a zip of parts: parts deflated one by one, put together without a clock and without zipfile's cost."""

import posixpath
import struct
from collections.abc import Iterable

from deflate import crc32, deflate_compress
from msgspec import Struct

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8_NAME = 0x800
_STORED, _DEFLATED = 0, 8
_VERSION = 20
# 1 January 1980, midnight: the first moment a zip can tell, the same in every build.
_TIME, _DAY = 0, 0b0000000_0001_00001

DENSE = 9
"""Deflate level for parts that are packed once and copied often."""
QUICK = 1
"""Deflate level for parts that are written anew in every build.

Of a document of 480 kB, libdeflate's level 1 makes 59 kB in 0.9 ms, its level 6 makes 49 kB in 1.8 ms. zlib takes
1.6 ms for as many as level 1, and where zlib-ng stands in its place they are other bytes.
"""


def relationships_name(part: str) -> str:
    """Give the name of the part that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class PackedPart(Struct, frozen=True):
    """One part of a Word file, already deflated: it can be copied into any number of files."""

    name: str
    checksum: int
    size: int
    deflated: bytes
    method: int = _DEFLATED
    """How it is packed: deflated, or 0 for stored as it is."""


def pack(name: str, content: bytes, level: int = DENSE) -> PackedPart:
    """Give `content` as the part `name`."""
    return PackedPart(name, crc32(content), len(content), bytes(deflate_compress(content, level)))


def stored(name: str, content: bytes) -> PackedPart:
    """Give `content`, which is packed already as pictures are, as the part `name`."""
    return PackedPart(name, crc32(content), len(content), content, _STORED)


def package_of(parts: Iterable[PackedPart]) -> bytes:
    """Give the zip file that holds `parts` in their order."""
    written: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_NAME
        facts = (_VERSION, flags, part.method, _TIME, _DAY, part.checksum, len(part.deflated), part.size, len(name), 0)
        written += (_LOCAL.pack(b"PK\3\4", *facts), name, part.deflated)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *facts, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(part.deflated)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*written, listing, end))
