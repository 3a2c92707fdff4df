"""The parts of a zip file from anybody, within limits of size and number; nothing is written to disk."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

LARGEST_FILE = 100_000_000
"""Bytes that a Word file may have as it lies on the disk."""
LARGEST = 200_000_000
"""Bytes that all parts may hold together; more is a zip bomb or no text document."""
MOST_PARTS = 20_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
# What zipfile and zlib raise for files that were damaged or made to do harm; found by mutating sound ones.
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class Unzipped(Struct, frozen=True):
    """The parts of a zip file, and what is wrong with it: a sentence for the file, or for a part by its name."""

    parts: dict[str, bytes]
    refused: str = ""
    """Why nothing was read."""
    faults: tuple[tuple[str, str], ...] = ()
    """Name of a part, and what is wrong with it."""
    locked: bool = False
    """Whether it asks for a password."""


def unzipped(content: bytes) -> Unzipped:
    """Give the parts of the zip file `content`; parts that cannot be read are left out and told."""
    if content.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        # Counted before zipfile makes an object of each entry.
        return Unzipped({}, f"it holds more than {MOST_PARTS} parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS:
        return Unzipped({}, "the zip file is cut off or damaged")
    with archive:
        # Not `is_dir`: it fails on an entry without a name, which a damaged file can have.
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        if sum(entry.file_size for entry in entries) > LARGEST:
            return Unzipped({}, f"it unpacks to more than {LARGEST // 1_000_000} MB")
        if any(entry.flag_bits & _LOCKED for entry in entries):
            return Unzipped({}, "its parts are locked with a password", locked=True)
        faults = list(_name_faults(entries))
        parts: dict[str, bytes] = {}
        for entry in entries:
            read = _read(archive, entry)
            if read is None:
                faults.append((entry.filename, "the part is damaged and cannot be unpacked"))
            else:
                parts.setdefault(entry.filename, read)
    return Unzipped(parts, faults=tuple(faults))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    # Other methods of packing are no part of the standard, and some unpack without any bound.
    if entry.compress_type not in _KNOWN_METHODS:
        return None
    try:
        return archive.read(entry)
    except _FAULTS:
        return None


def _name_faults(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield name, f"the part is there {count} times"
        if not name:
            yield name, "a part has no name"
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]:
            yield name, "the name of the part leads out of the file"
        elif "\\" in name:
            yield name, "the name of the part is written with backslashes, which Word does not find"
