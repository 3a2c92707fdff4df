"""What makes a Word file do more than hold text: programs in it, and things that are fetched from elsewhere."""

import re
from collections.abc import Iterator

from qa_docs.review.structure import Found
from qa_docs.review.word_file import WordFile, shown

_PROGRAM_TYPES = re.compile(r"vbaProject|vbaData|macroEnabled|activeX", re.IGNORECASE)
_LINK = "hyperlink"
_SERVER = re.compile(r"^(https?:|ftp:|\\\\|//|file:/{2}(?!/)[^/]|file:/{4,}|file:\\\\)", re.IGNORECASE)
"""A place on the network, and a path with a server in it."""
_COMPUTER = re.compile(r"^(file:|[a-z]:[\\/]|/(?!/))", re.IGNORECASE)
_RUNNING = ("DDE", "DDEAUTO")
_FETCHING = ("INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "INCLUDE")


def check_programs(file: WordFile) -> Iterator[Found]:
    """Yield macros, controls and what belongs to them."""
    for name, kind in sorted(file.package.types.items()):
        if _PROGRAM_TYPES.search(kind) and name != file.package.main:
            yield name, None, "the file carries a program (macros or controls)"
    if "macroEnabled" in file.package.types.get(file.package.main, ""):
        yield file.package.main, None, "the file is one for programs (.docm)"
    for part, fields in file.fields.items():
        for element, instruction in fields:
            if instruction.split()[:1] and instruction.split()[0].upper() in _RUNNING:
                yield part, element, "a field starts another program"


def check_fetched(file: WordFile) -> Iterator[Found]:
    """Yield what Word fetches from elsewhere when the file opens: pictures, templates, linked objects."""
    for source, relations in file.package.relations.items():
        for relation in relations:
            if relation.external and relation.kind != _LINK and _SERVER.match(relation.target):
                what = _WORDS.get(relation.kind, shown(relation.kind))
                yield source, None, f"the {what} is fetched from {shown(relation.target)} when the file opens"
    for part, fields in file.fields.items():
        for element, instruction in fields:
            words = instruction.replace('"', " ").replace("\\\\", "\\").split()
            if len(words) > 1 and words[0].upper() in _FETCHING and _SERVER.match(words[1]):
                yield part, element, f"a field fetches {shown(words[1])} when the file opens"


def check_local(file: WordFile) -> Iterator[Found]:
    """Yield what lies on somebody's computer: it is nowhere for anybody else, and its path tells of its owner."""
    for source, relations in file.package.relations.items():
        for relation in relations:
            if relation.external and _COMPUTER.match(relation.target) and not _SERVER.match(relation.target):
                what = "link" if relation.kind == _LINK else _WORDS.get(relation.kind, shown(relation.kind))
                yield source, None, f"the {what} leads to a file on somebody's computer: {shown(relation.target)}"


_WORDS = {
    "attachedTemplate": "template",
    "image": "picture",
    "oleObject": "linked object",
    "frame": "frame",
    "subDocument": "part of the text",
    "aFChunk": "part of the text",
}
