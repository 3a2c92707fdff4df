"""Reads the files that a deal names to be shown: logos, pictures, attached documents.

As with included files, a path counts from the file that names it and may not lead out of its folder: whoever receives
the folder has the whole deal, and a deal cannot show what lies elsewhere on the machine or in the network.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple, Protocol

import msgspec

from qa_docs.model.named_files import NamedFile, named_files
from qa_docs.model.picture import Image, ShownFile
from qa_docs.model.placed import KeyPath, PlacedDeal
from qa_docs.problems import Problem
from qa_docs.source.images import Unfit, kind_of, pages_of, read_image

LARGEST_PICTURE = 10_000_000
LARGEST_DOCUMENT = 50_000_000
MOST_FILES = 200
_PICTURES, _DOCUMENTS = "a PNG or JPEG picture", "a PDF, a PNG or JPEG picture, or a Word file (.docx)"


class Kept(Protocol):
    """Where images are kept that took time to make, by the content of their files."""

    def read(self, kind: str, key: str) -> bytes | None:
        """Give what was kept for `key`, or None."""

    def write(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`."""


class Means(NamedTuple):
    """What reading needs from outside: what makes a PDF of a Word file, and where images are kept."""

    pdf_of: Callable[[bytes], bytes] | None = None
    """Raises `Unfit` where it makes none."""
    kept: Kept | None = None


def with_files(placed: PlacedDeal, path: Path, means: Means) -> tuple[PlacedDeal, tuple[Problem, ...]]:
    """Give the deal at `path` with what the files hold that it names, and what is wrong with them."""
    reading = _Reading(placed, path, means)
    for number, named in enumerate(named_files(placed.deal)):
        if number == MOST_FILES:
            message, hint = f"more than {MOST_FILES} files are named to be shown", "put several pictures into one PDF"
            reading.problems.append(Problem(placed.place(*named.at), "file-refused", message, hint))
            break
        try:
            reading.read(named)
        except Unfit as fault:
            reading.problems.append(Problem(placed.place(*named.at), fault.code, fault.message, fault.hint))
    digests = {shown.path: shown.digest for shown in reading.shown.values()}
    given = {**placed.included, **digests}
    return msgspec.structs.replace(placed, included=given, shown=reading.shown, images=reading.images), tuple(
        reading.problems
    )


class _Reading:
    """Reads the files of one deal."""

    def __init__(self, placed: PlacedDeal, path: Path, means: Means) -> None:
        self._placed, self._path, self._means = placed, path, means
        self.problems: list[Problem] = []
        self.shown: dict[KeyPath, ShownFile] = {}
        self.images: dict[str, Image] = {}

    def read(self, named: NamedFile) -> None:
        """Read one file. Raises `Unfit`."""
        content, file = self._content(named)
        digest = hashlib.sha256(content).hexdigest()
        images = self._images(content, digest, named)
        names = [hashlib.sha256(image.content).hexdigest() for image in images]
        self.images |= dict(zip(names, images, strict=True))
        self.shown[named.at] = ShownFile(file, digest, tuple(names))

    def _content(self, named: NamedFile) -> tuple[bytes, str]:
        """Give the bytes of a file, and its path from the deal."""
        folder, root = self._folders(named)
        name = named.file
        if "://" in name or name.startswith("data:"):
            raise Unfit(
                "file-refused", f"{name[:80]!r} is an address, not a file", "save it beside the deal, and name that"
            )
        if "\\" in name or PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
            hint = "write the path from this file, with /: pictures/layout.png"
            raise Unfit("file-refused", f"{name!r} is not a path from this file", hint)
        target = folder / name
        try:
            if not target.resolve().is_relative_to(root.resolve()):
                hint = "move the file into the folder of the deal or below it"
                raise Unfit("file-refused", f"{name!r} leads out of the folder of the deal", hint)
            content = _bytes_of(target, name, LARGEST_DOCUMENT if named.attached else LARGEST_PICTURE)
        except (FileNotFoundError, NotADirectoryError) as fault:
            hint = "check the name; the path counts from the file that names it"
            raise Unfit("file-not-found", f"there is no file {name!r}", hint) from fault
        except (OSError, ValueError) as fault:  # ValueError: a null character in the path
            reason = getattr(fault, "strerror", None) or "the path is not valid"
            raise Unfit("file-unreadable", f"{name!r} cannot be read: {reason.lower()}", "check the file") from fault
        return content, PurePosixPath(os.path.relpath(target, self._path.parent)).as_posix()

    def _folders(self, named: NamedFile) -> tuple[Path, Path]:
        """Give the folder from which a path counts, and the one that it may not leave."""
        written = PurePosixPath(self._placed.place(*named.at).file)
        if self._placed.is_given(*named.at):
            return Path(written).parent, Path(written).parent
        own = self._path.parent
        return own / written.parent.relative_to(PurePosixPath(self._placed.file).parent), own

    def _images(self, content: bytes, digest: str, named: NamedFile) -> tuple[Image, ...]:
        if kept := self._kept(digest):
            return kept
        kind = kind_of(content)
        match kind:
            case "png" | "jpeg":
                images: tuple[Image, ...] = (read_image(content, kind),)
            case "pdf" if named.attached:
                images = pages_of(content)
            case "docx" if named.attached:
                images = pages_of(self._pdf_of(content))
            case _:
                raise _wrong_kind(kind, named)
        if self._means.kept is not None:
            self._means.kept.write("images", digest, msgspec.msgpack.encode(images))
        return images

    def _kept(self, digest: str) -> tuple[Image, ...]:
        content = self._means.kept.read("images", digest) if self._means.kept is not None else None
        try:
            return msgspec.msgpack.decode(content, type=tuple[Image, ...]) if content else ()
        except msgspec.DecodeError:
            return ()  # a damaged cache entry is as good as none

    def _pdf_of(self, content: bytes) -> bytes:
        if self._means.pdf_of is None:
            raise Unfit("file-kind", "a Word file cannot be shown here", "save it as PDF, and attach that")
        return self._means.pdf_of(content)


def _bytes_of(target: Path, name: str, limit: int) -> bytes:
    facts = target.stat()
    if not stat.S_ISREG(facts.st_mode):
        what = "a folder" if stat.S_ISDIR(facts.st_mode) else "a device or a pipe"
        raise Unfit("file-unreadable", f"{name!r} is {what}, not a file", "name an ordinary file")
    if facts.st_size > limit:
        message = f"{name!r} holds {facts.st_size / 1e6:.1f} MB; at most {limit / 1e6:.0f} MB are read"
        raise Unfit("file-too-large", message, "save it smaller: for paper, 300 pixels an inch are enough")
    if not facts.st_size:
        raise Unfit("file-empty", f"{name!r} is empty", "save it anew")
    with target.open("rb") as opened:
        return opened.read(limit + 1)[:limit]


def _wrong_kind(kind: str, named: NamedFile) -> Unfit:
    wanted = _DOCUMENTS if named.attached else _PICTURES
    if kind in ("pdf", "docx"):
        what = f"{named.file!r} is a {'PDF' if kind == 'pdf' else 'Word file'}, not {wanted}"
        return Unfit("file-kind", what, "attach it below `attached:`, or save the page as PNG")
    if kind == "another picture":
        hint = "open it and export it as PNG (drawings, screens) or JPEG (photographs)"
        return Unfit("file-kind", f"{named.file!r} is a picture of another kind, not {wanted}", hint)
    return Unfit("file-kind", f"{named.file!r} is not {wanted}", "check the name, and open the file to see what it is")
