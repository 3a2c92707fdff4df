"""The lock of a portfolio: what each document was built from, and the digests of what was written.

One block for each document, in the order of its deals, so that it can be read, compared and merged. It is YAML, but
written in one way only, so that one block can be read without the others.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NoReturn

import msgspec

from qa_docs.problems import Place, Problem, ProblemsFound

NAME = "qa-docs.lock"
HEAD = (
    b"# What each document was built from, and the SHA-256 of what was written.\n"
    b"# Written by `qa-docs build`: do not edit. After a merge conflict take either side, whole, and build again.\n"
    b"lock: 1\n"
)
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_ITEM = re.compile(r"  (activity|clause|outline|requirement|term) (\S+): (\S.*)")
_FIELD = re.compile(r"  (\w+): (.+)")
_OUTPUT = re.compile(r'  ("[\w-]+ .+"):')
_OF_OUTPUT = re.compile(r"    (\w+): (.+)")
_KEPT = re.compile(rb"\n  (?:document|earlier): (.+)")
_DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")
_LARGE = 1 << 20

Key = tuple[str, str]


class Output(msgspec.Struct, frozen=True):
    """A file that was written, and what decides whether it must be written anew."""

    path: str
    """From the lock's folder, with forward slashes."""
    file: str
    """SHA-256 of the file as written."""
    shows: str
    """SHA-256 of all of the assembled document that this kind of file shows."""
    renderer: str
    """Name and version of the renderer."""
    template: str = ""
    """Word template: a name and the SHA-256 of its content."""
    behind: str = ""
    """Why it is not what its document has come to since: a word or two; empty where it is."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """What an assembled document of a deal was built from, and the files that show it."""

    deal: str
    """The deal's file, from the lock's folder."""
    outline: str
    """Name of the outline; with `+proposed` behind it, the amendment proposed beside an executed document."""
    revision: str
    status: str
    text: str
    """SHA-256 of the deal's text."""
    included: Mapping[str, str] = {}
    """SHA-256 of each file that the deal includes, by its path from the deal."""
    defaults: str = "none"
    """Digest of what the portfolio adds to the deal."""
    options: str = "none"
    """Options that change what a document is."""
    layout: str
    """Pattern of its files' paths."""
    documents: tuple[str, ...]
    """All kinds that the deal asks for, in files of this block or of another."""
    library: tuple[str, ...]
    """Folders of the clause library, lowest first."""
    rules: str
    """Digest of the library's rules of choice."""
    program: str
    document: str
    """SHA-256 of the assembled document, under which it is kept."""
    earlier: Mapping[str, str] = {}
    """The last document of each earlier revision, as kept."""
    outputs: Mapping[str, Output]
    """Files by kind."""
    items: str
    """What was used of the library: the lines of the lock, as they stand."""

    @property
    def key(self) -> Key:
        """The deal and the outline: what tells one block from another."""
        return (self.deal, self.outline)


def block_text(block: Block) -> str:
    """Give a block as it stands in the lock, an empty line before it."""
    lines = [f"\n{_json(f'{block.deal} {block.outline}')}:"]
    lines.append(f"  revision: {_json(block.revision)}")
    lines += [f"  {name}: {getattr(block, name)}" for name in ("status", "text", "defaults", "options")]
    lines += [f"  {name}: {_json(list(getattr(block, name)))}" for name in ("documents", "library")]
    lines.append(f"  layout: {_json(block.layout)}")
    lines += [f"  {name}: {getattr(block, name)}" for name in ("rules", "program", "document")]
    for name in ("included", "earlier"):
        if value := getattr(block, name):
            lines.append(f"  {name}: {_json(dict(sorted(value.items())))}")
    for kind, output in sorted(block.outputs.items()):
        lines += [f"  {_json(f'{kind} {output.path}')}:", f"    file: {output.file}", f"    shows: {output.shows}"]
        lines.append(f"    renderer: {output.renderer}")
        if output.template:
            lines.append(f"    template: {_json(output.template)}")
        if output.behind:
            lines.append(f"    behind: {_json(output.behind)}")
    return "\n".join(lines) + "\n" + (block.items + "\n" if block.items else "")


def item_lines(items: Mapping[str, str], names: Iterable[str]) -> str:
    """Give the lines for the items called `names`."""
    return "\n".join(item_line(name, items[name]) for name in sorted(names) if name in items)


def item_line(name: str, value: str) -> str:
    """Give the line of one item."""
    return f"  {name}: {value}"


def items_in(lines: str) -> dict[str, str]:
    """Give the items that the lines of a block name: `clause audits` to `1.2.0 3fa9c1d2e0b1`."""
    pairs = (line[2:].partition(": ") for line in lines.split("\n") if line)
    return {name: value for name, _, value in pairs}


def raw_blocks(file: BinaryIO, shown: str, whole: bool = True) -> Iterator[tuple[int, bytes]]:
    """Yield each block of a lock with its offset, unread. Raises `ProblemsFound` where a merge left its marks.

    The last block of what is not `whole` may be torn; it is left out unless an empty line ends it.
    """
    left, at, lines = b"", 0, 0
    while True:
        more = file.read(_LARGE)
        pieces = (left + more).split(b"\n\n")
        left = pieces.pop() if more or not whole else b""
        for piece in pieces:
            lines = _look_for_marks(piece, lines, shown)
            if piece.strip() and not piece.startswith((b"#", b"lock: 1")):
                lead = len(piece) - len(piece.lstrip(b"\n"))
                yield at + lead, piece[lead:]
            at += len(piece) + 2
        if not more:
            return


def _look_for_marks(piece: bytes, lines: int, shown: str) -> int:
    """Refuse a block with the marks of a merge; give the number of lines up to its end."""
    for mark in _MARKS:
        if piece.startswith(mark) or b"\n" + mark in piece:
            line = lines + piece[: max(piece.find(b"\n" + mark), 0)].count(b"\n") + (not piece.startswith(mark)) + 1
            hint = "take either side whole (`git checkout --ours qa-docs.lock`) and build again: only what differs is"
            refuse(shown, line, "lock-conflict", "the lock holds both sides of a merge", f"{hint} built")
    return lines + piece.count(b"\n") + 2


def key_of(raw: bytes, shown: str) -> Key:
    """Give which deal and outline a block is about."""
    first, _, _ = raw.partition(b"\n")
    try:
        deal, outline = json.loads(first.removesuffix(b":")).rsplit(" ", 1)
    except (ValueError, AttributeError):
        refuse(shown, 0, "lock-damaged", f"the block {first[:80].decode(errors='replace')} cannot be read", _DAMAGED)
    return deal, outline


_DAMAGED = "restore the lock from version control, or delete it and build again: files that are right are kept"


def kept_in(raw: bytes) -> Iterator[str]:
    """Yield the digests of the documents that a block wants kept."""
    for line in _KEPT.findall(raw):
        yield from (digest.decode() for digest in _DIGEST.findall(line))


def read_block(raw: bytes, shown: str) -> Block:
    """Give a block from its text. Raises `ProblemsFound` when it is damaged."""
    deal, outline = key_of(raw, shown)
    try:
        fields, outputs, items = _parts_of(raw.decode().rstrip("\n").split("\n"))
        return Block(
            deal=deal,
            outline=outline,
            outputs=outputs,
            items=items,
            revision=json.loads(fields.pop("revision")),
            documents=tuple(json.loads(fields.pop("documents"))),
            library=tuple(json.loads(fields.pop("library"))),
            layout=json.loads(fields.pop("layout")),
            included=json.loads(fields.pop("included", "{}")),
            earlier=json.loads(fields.pop("earlier", "{}")),
            **fields,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        refuse(shown, 0, "lock-damaged", f"the block of {deal} {outline} cannot be read", _DAMAGED)


def _parts_of(lines: list[str]) -> tuple[dict[str, str], dict[str, Output], str]:
    fields: dict[str, str] = {}
    outputs: dict[str, dict[str, str]] = {}
    inside: dict[str, str] = {}
    first_item = len(lines)
    for number, line in enumerate(lines[1:], 1):
        if found := _OF_OUTPUT.fullmatch(line):
            inside[found[1]] = found[2]
        elif found := _OUTPUT.fullmatch(line):
            kind, path = json.loads(found[1]).split(" ", 1)
            inside = outputs[kind] = {"path": path}
        elif found := _FIELD.fullmatch(line):
            fields[found[1]] = found[2]
        else:
            first_item = number
            break
    items = lines[first_item:]
    # Only the first and the last are looked at whole: what was edited between them makes the document stale, no more.
    if items and not (_ITEM.fullmatch(items[0]) and _ITEM.fullmatch(items[-1])):
        raise ValueError
    return fields, {kind: _output_of(found) for kind, found in outputs.items()}, "\n".join(items)


def _output_of(found: dict[str, str]) -> Output:
    template = json.loads(found.pop("template", '""'))
    behind = json.loads(found.pop("behind", '""'))
    return Output(template=template, behind=behind, **found)


def refuse(shown: str, line: int, code: str, message: str, hint: str) -> NoReturn:
    """Raise the problem of a lock that cannot be used."""
    raise ProblemsFound([Problem(Place(shown, line, 1 if line else 0), code, message, hint)])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
