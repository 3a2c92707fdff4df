"""What a library is made of, item by item, each with a short digest: so that a document can tell what of it changed.

A document depends on the items that it used and on the library's rules: whatever decides which items those are.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from qa_docs.model.library import Library
from qa_docs.problems import Place

SHORT = 12
"""Hexadecimal digits of a short digest. It tells an item from its own earlier texts only."""


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a library, `clause deviations` to `1.2.0 3fa9c1d2e0b1`, and the digest of its rules."""

    rules: str
    by_name: Mapping[str, str]


OF_TRANSFERS = "transfer/"
"""Before the ids of rows and terms of the part for transfers, since those of agreements may be the same."""


def items_of(library: Library, transfer: Library | None = None) -> Items:
    """Give the items of a library: clauses with version and digest; rows, terms and requirements with digest.

    With its part for `transfer`s, the items of both.
    """
    own = _items_of(library, "")
    if transfer is None:
        return own
    other = _items_of(transfer, OF_TRANSFERS)
    return Items(_digest((own.rules, other.rules)), {**own.by_name, **other.by_name})


def _items_of(library: Library, before: str) -> Items:
    by_name: dict[str, str] = {}
    for clause in library.clauses.values():
        # Where it stands and who wrote it into which file is no part of what a document takes from it.
        bare = msgspec.structs.replace(clause, place=Place(""), places={}, digest="")
        by_name[f"clause {clause.id}"] = f"{clause.head.version} {_digest(bare)}"
    for row in library.rows.values():
        by_name[f"activity {before}{row.activity.id}"] = _digest(msgspec.structs.replace(row, place=Place("")))
    terms: dict[str, list[object]] = {}
    for term in library.terms:  # definitions that differ by deal share an id
        terms.setdefault(term.spec.id, []).append(msgspec.structs.replace(term, place=Place("")))
    by_name |= {f"term {before}{term_id}": _digest(same) for term_id, same in terms.items()}
    by_name |= {f"requirement {one.id}": _digest(one) for one in library.requirements.values()}
    for kind, outline in library.outlines.items():
        by_name[f"outline {kind}"] = _digest(msgspec.structs.replace(outline, place=Place("")))
    return Items(_rules_of(library), by_name)


_BY_ITEM = frozenset(("clauses", "rows", "terms", "requirements", "outlines", "digest"))
_NOT_PRINTED = frozenset(("sources",))


def _rules_of(library: Library) -> str:
    """Give the digest of what every assembly reads, whatever it chooses in the end.

    All of the library that is not told item by item counts, so that nothing added to it later is forgotten here.
    """
    fields = (field.name for field in msgspec.structs.fields(library))
    return _digest(
        (
            [(clause.id, clause.head.variant_of, clause.when) for clause in library.clauses.values()],
            [(row.activity.id, row.activity.party) for row in library.rows.values()],
            [(term.spec.id, term.when) for term in library.terms],
            [(one.id, one.no_clause) for one in library.requirements.values()],
            [(name, getattr(library, name)) for name in fields if name not in _BY_ITEM | _NOT_PRINTED],
        )
    )


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(value)).hexdigest()[:SHORT]
