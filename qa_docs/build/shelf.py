"""The libraries and templates of a run: each read once, told item by item, and ready to be sent to whoever works."""

import hashlib
from pathlib import Path

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_template
from qa_docs.build.inputs import read_template
from qa_docs.build.lock import item_line
from qa_docs.build.packed import Packed, opens
from qa_docs.build.render import compiled_template
from qa_docs.library.items import Items, items_of
from qa_docs.library.load import AGREEMENT_PART, TRANSFER_PART, Texts, library_of, read_texts
from qa_docs.model.library import Library
from qa_docs.problems import Place, ProblemsFound

Folders = tuple[Path, ...]


class Stand(msgspec.Struct, frozen=True):
    """A library as it stands now: its items, and the lines by which a lock names them."""

    items: Items
    lines: frozenset[str]


class Shelf:
    """Reads each library and each template once."""

    def __init__(self, cache: DiskCache | None) -> None:
        self._cache = cache
        self._texts: dict[Folders, Texts] = {}
        self._stands: dict[Folders, Stand] = {}
        self._libraries: dict[tuple[Folders, str], Packed] = {}
        self._templates: dict[Path, Packed | ProblemsFound] = {}
        self._digests: dict[Path, str] = {}

    def stand(self, folders: Folders) -> Stand:
        """Give how the library in `folders` stands now. Raises `ProblemsFound` with what is wrong with it."""
        if folders not in self._stands:
            items = self._items(folders)
            lines = frozenset(item_line(name, value) for name, value in items.by_name.items())
            self._stands[folders] = Stand(items, lines)
        return self._stands[folders]

    def library(self, folders: Folders, part: str = AGREEMENT_PART) -> Packed:
        """Give the library in `folders`, or its part for transfers, to be sent."""
        if (folders, part) not in self._libraries:
            texts = self._read(folders)
            name = f"{part} {texts.digest}"
            packed = Packed(name, (self._cache and self._cache.read(part, texts.digest)) or b"")
            if not opens(packed, Library):  # not in the cache, or damaged there
                packed = Packed(name, msgspec.msgpack.encode(library_of(texts, self._cache, part)))
                opens(packed, Library)  # worker processes begin as copies of this one
            self._libraries[folders, part] = packed
        return self._libraries[folders, part]

    def template_digest(self, chosen: Path | None, kind: str, place: Place) -> str:
        """Give the SHA-256 of a Word template, or of the built-in one of `kind`."""
        path = chosen or builtin_template(kind)
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(read_template(path, place)).hexdigest()
        return self._digests[path]

    def template(self, chosen: Path | None, kind: str, place: Place) -> Packed:
        """Give a compiled template to be sent. Raises `ProblemsFound` with what is wrong with it."""
        path = chosen or builtin_template(kind)
        if path not in self._templates:
            try:
                self._templates[path] = compiled_template(read_template(path, place), str(path), self._cache)
            except ProblemsFound as found:
                self._templates[path] = found
        template = self._templates[path]
        if isinstance(template, ProblemsFound):
            raise template
        return template

    def _read(self, folders: Folders) -> Texts:
        if folders not in self._texts:
            self._texts[folders] = read_texts(*folders)
        return self._texts[folders]

    def _items(self, folders: Folders) -> Items:
        texts = self._read(folders)
        if self._cache is not None and (kept := self._cache.read("items", texts.digest)) is not None:
            try:
                return msgspec.msgpack.decode(kept, type=Items)
            except msgspec.DecodeError:
                pass  # a damaged cache entry is as good as none
        items = items_of(library_of(texts, self._cache), library_of(texts, self._cache, TRANSFER_PART))
        if self._cache is not None:
            self._cache.write("items", texts.digest, msgspec.msgpack.encode(items))
        return items
