"""Start files: a commented deal, portfolio and clause to fill in. Nothing that exists is written over."""

import re
from pathlib import Path

from qa_docs.build.content import content_folder, example_names
from qa_docs.build.inputs import read_placed
from qa_docs.build.portfolio import NAME
from qa_docs.build.write import write_outputs
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean

_SCHEMA_LINE = "# yaml-language-server: $schema=deal.schema.json\n"

_CLAUSE = """\
---
title: {title}
aspect: {aspect}
version: 1.0.0
# when: work.gmp                 # leave out for a clause of every agreement
basis: []                        # requirement ids, see clauses/requirements/
activities: []                   # rows of the matrix that this clause carries, see clauses/activities/
# blanks:
#   days: {{label: Time to answer, type: duration, default: 10 business days}}
note: |
  What the user has to decide, what is law and what is practice, what the other party will ask.
history:
  - {{version: 1.0.0, change: First issue.}}
---

{{{{ acceptor }}}} shall …
"""


def start_deal(path: Path, example: str | None) -> Path:
    """Write a deal to fill in, or a copy of an example, and the JSON Schema that editors use beside it.

    The files that an example includes are copied, too.
    """
    if example is not None and example not in example_names():
        hint = did_you_mean(example, example_names())
        raise ProblemsFound([Problem(Place(str(path)), "file-not-found", f"no example is called {example!r}", hint)])
    folder = content_folder()
    source = folder / "examples" / example / "deal.yaml" if example else folder / "templates" / "deal.yaml"
    text = source.read_text(encoding="utf-8")
    if "yaml-language-server" not in text:
        text = _SCHEMA_LINE + text
    names = [name for name, digest in read_placed(source).included.items() if digest] if example else []
    included = {path.parent / name: source.parent / name for name in names}
    for target in (path, *included):
        _refuse_existing(target)
    copies = {target: original.read_bytes() for target, original in included.items()}
    write_outputs({path: text.encode(), path.with_name("deal.schema.json"): schema_file("deal"), **copies})
    return path


def start_portfolio(folder: Path) -> Path:
    """Write a commented portfolio file into a folder of deals, and the JSON Schema that editors use beside it."""
    path = folder / NAME
    _refuse_existing(path)
    text = (content_folder() / "templates" / "portfolio.yaml").read_text(encoding="utf-8")
    write_outputs({path: text.encode(), path.with_name("qa-docs.schema.json"): schema_file("portfolio")})
    return path


def schema_file(kind: str) -> bytes:
    """Give the JSON Schema of a `deal`, a `portfolio` or the head of a `clause` as a file."""
    import json

    from qa_docs.model.deal import Deal
    from qa_docs.model.library import ClauseHead
    from qa_docs.source.portfolio import portfolio_schema
    from qa_docs.source.typed import json_schema_of  # here: brings in pydantic

    if kind == "portfolio":
        schema = portfolio_schema()
    else:
        schema = json_schema_of(Deal, "Deal") if kind == "deal" else json_schema_of(ClauseHead, "Head of a clause")
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def start_clause(clause_id: str, library: Path, aspect: str) -> Path:
    """Write a clause file with a commented head into the library."""
    place = Place(str(library))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", clause_id):
        hint = "write small letters, digits and hyphens: water-monitoring"
        raise ProblemsFound([Problem(place, "wrong-value", f"{clause_id!r} is not a clause id", hint)])
    if not library.is_dir():
        hint = "run it in the folder that holds the library, or name it with --library"
        raise ProblemsFound([Problem(place, "file-not-found", "no clause library is here", hint)])
    for other in library.rglob(f"{clause_id}.md"):
        message = f"the clause {clause_id!r} is already there: {other}"
        raise ProblemsFound([Problem(place, "duplicate-id", message, "ids are never reused")])
    path = library / aspect / f"{clause_id}.md"
    title = clause_id.replace("-", " ").capitalize()
    write_outputs({path: _CLAUSE.format(title=title, aspect=aspect).encode()})
    return path


def _refuse_existing(path: Path) -> None:
    if path.exists():
        message = "there is already a file of this name"
        raise ProblemsFound(
            [Problem(Place(str(path)), "cannot-write", message, "choose another name; nothing was changed")]
        )
