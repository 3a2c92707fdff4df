"""Whether a document still is what its inputs make of it, and every reason why it is not, in words."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from qa_docs import __version__
from qa_docs.build.kinds import base_of, kind_of
from qa_docs.build.lock import Block, Output, items_in
from qa_docs.build.options import Options
from qa_docs.build.record import digest_of
from qa_docs.build.shelf import Stand

EDITED = "output edited by hand"
MISSING = "output missing"
NEVER = "never built"


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs of a deal's documents as they are now."""

    file: str
    """The deal's file, as shown."""
    text: str
    digest: str
    """SHA-256 of the deal's text."""
    included: Mapping[str, str]
    """SHA-256 of each file that the deal includes."""
    defaults: str
    options: str
    layout: str
    library: tuple[str, ...]
    stand: Stand
    templates: Mapping[str, str]
    """Name and SHA-256 of the Word template of each kind that has one."""


def options_of(options: Options) -> str:
    """Give the options that change what a document is, as a lock names them; `none` where there are none.

    A new option counts without a word here; those left out are told elsewhere in the lock.
    """
    elsewhere = {"output", "only", "template", "library"}
    usual = msgspec.structs.asdict(Options())
    given = {
        name: value
        for name, value in msgspec.structs.asdict(options).items()
        if name not in elsewhere and value != usual[name]
    }
    return (
        " ".join(name if value is True else f"{name}={str(value).lower()}" for name, value in sorted(given.items()))
        or "none"
    )


def input_reasons(block: Block, now: Now) -> Iterator[str]:
    """Yield why a document may have to be assembled anew: everything that went into it and is no longer the same."""
    if block.program != __version__:
        yield f"program {block.program} \u2192 {__version__}"
    if block.text != now.digest:
        yield f"{now.file} changed"
    for name in sorted(block.included.keys() | now.included.keys()):
        if block.included.get(name) != now.included.get(name):
            yield _file_reason(name)
    if block.defaults != now.defaults:
        yield "the portfolio's defaults changed"
    if block.options != now.options:
        yield f"built with other options: {block.options} \u2192 {now.options}"
    if block.layout != now.layout:
        yield f"the layout of files changed: {block.layout} \u2192 {now.layout}"
    if block.library != now.library:
        yield f"library {', '.join(block.library)} \u2192 {', '.join(now.library)}"
    if not now.stand.lines.issuperset(block.items.split("\n")):
        yield from item_reasons(items_in(block.items), now.stand.items.by_name)
    if block.rules != now.stand.items.rules:
        yield "the library's rules of choice changed: conditions, variants, roles or ids"


def _file_reason(name: str) -> str:
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("png", "jpg", "jpeg"):
        return f"picture {name} changed"
    return f"attached {name} changed" if suffix in ("pdf", "docx") else f"{name}, which the deal includes, changed"


def item_reasons(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield a reason for each item that a document used and that is another one now: clauses first, by version."""
    changed = [name for name, value in before.items() if now.get(name) != value]
    for name in sorted(changed, key=lambda name: (not name.startswith("clause "), name)):
        kind, _, item = name.partition(" ")
        if name not in now:
            yield f"{kind} `{item}` is gone"
        elif kind == "clause":
            yield _clause_reason(item, before[name].split(" ")[0], now[name].split(" ")[0])
        else:
            yield f"{kind} `{item}` changed"


def _clause_reason(clause: str, before: str, now: str) -> str:
    if before == now:
        return f"clause `{clause}` {now} changed without a new version"
    return f"clause `{clause}` {before} \u2192 {now}"


def used_reasons(before: Mapping[str, str], now: Iterable[str]) -> Iterator[str]:
    """Yield a reason for each clause that came into a document or went out of it."""
    old = {name for name in before if name.startswith("clause ")}
    new = {name for name in now if name.startswith("clause ")}
    yield from (f"clause `{name[7:]}` is in it now" for name in sorted(new - old))
    yield from (f"clause `{name[7:]}` is out of it now" for name in sorted(old - new))


def output_reasons(block: Block, kind: str, root: Path, now: Now) -> Iterator[str]:
    """Yield why a file must be written anew although its document may be the same."""
    output = block.outputs.get(kind)
    if output is None:
        yield NEVER
        return
    if output.behind:
        yield output.behind
    yield from looks_reasons(output, kind, now)
    found = digest_of(root / output.path)
    if not found:
        yield MISSING
    elif found != output.file:
        yield EDITED


def looks_reasons(output: Output, kind: str, now: Now) -> Iterator[str]:
    """Yield what of a file's looks changed: its renderer, its template."""
    if output.renderer != kind_of(kind).renderer:
        yield f"renderer {output.renderer} \u2192 {kind_of(kind).renderer}"
    template = now.templates.get(base_of(kind), "")
    if output.template != template:
        old, new = output.template.rpartition(" ")[0], template.rpartition(" ")[0]
        yield f"template {old} \u2192 {new}" if old != new else f"template {new} changed"


def line_reasons(file: str, before: str, now: str) -> tuple[str, ...]:
    """Give a reason for each place where the lines of a deal differ, at most a dozen."""
    old, new = before.splitlines(), now.splitlines()
    reasons = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        was, is_now = _words(old[i1:i2]), _words(new[j1:j2])
        if was or is_now:
            reasons.append(f"{file}:{j1 + 1}: {_change(was, is_now)}")
    return (*reasons[:12], f"and {len(reasons) - 12} more places") if len(reasons) > 12 else tuple(reasons)


def _change(was: str, now: str) -> str:
    if was and now:
        return f"`{was}` \u2192 `{now}`"
    return f"`{now}` added" if now else f"`{was}` deleted"


def _words(lines: list[str]) -> str:
    told = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    text = "; ".join(told[:3]) + (" \u2026" if len(told) > 3 else "")
    return text if len(text) <= 120 else text[:119] + "\u2026"
