"""Reads the negotiated texts of a deal: files beside it, each with the library's text that it was made from."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from qa_docs.model.deal import ChosenPosition, Deal
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.files import read_marked
from qa_docs.source.yaml_tree import Tree


class NegotiatedTexts(NamedTuple):
    """Texts by path from the deal, their digests (none for a file that is not there), and what is wrong with them."""

    texts: dict[str, str]
    digests: dict[str, str]
    problems: tuple[Problem, ...]


def base_file(text: str) -> str:
    """Give the file of the library's text that a negotiated text was made from."""
    return f"{text.removesuffix('.md')}.base.md"


def read_negotiated(deal: Deal, tree: Tree, path: Path, given: Mapping[str, str] | None = None) -> NegotiatedTexts:
    """Give the negotiated texts of the deal at `path`; `given` ones stand for the files of that path."""
    found = NegotiatedTexts({}, {}, ())
    problems: list[Problem] = []
    names: list[str] = []
    for clause, chosen in deal.positions.items():
        faults = list(_check(clause, chosen, tree, path))
        problems += faults
        if not faults and chosen.text is not None:
            names += (chosen.text, base_file(chosen.text))
    for clause, own in deal.own_clauses.items():
        faults = list(_check_path(own.text, ("own_clauses", clause), tree, path))
        problems += faults
        names += () if faults else (own.text,)
    for name in dict.fromkeys(names):
        text = given[name] if given is not None and name in given else _text_of(path, name, problems)
        if text is not None:
            found.texts[name] = text
        found.digests[name] = "" if text is None else hashlib.sha256(text.encode()).hexdigest()
    return found._replace(problems=tuple(problems))


def _check(clause: str, chosen: ChosenPosition, tree: Tree, path: Path) -> Iterator[Problem]:
    at = ("positions", clause)
    if chosen.position != "negotiated":
        if chosen.text:
            hint = "write `position: negotiated`, or remove `text`"
            message = f"the position {chosen.position!r} takes its text from the library"
            yield Problem(tree.place((*at, "text")), "negotiated-text", message, hint)
        return
    if not chosen.text or not chosen.base_version:
        missing = "`text`" if not chosen.text else "`base_version`"
        hint = "write `text: negotiated/CLAUSE.md` and the version of the library's clause that it was made from"
        yield Problem(tree.place(at), "negotiated-text", f"a negotiated position needs {missing}", hint)
        return
    yield from _check_path(chosen.text, at, tree, path)


def _check_path(name: str, at: tuple[str, str], tree: Tree, path: Path) -> Iterator[Problem]:
    outside = not (path.parent / name).resolve().is_relative_to(path.parent.resolve())
    if outside or "\\" in name or PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
        hint = "write the path from the deal, with /: negotiated/audits.md"
        message = f"{name!r} is not a path inside the folder of the deal"
        yield Problem(tree.value_place((*at, "text")), "negotiated-text", message, hint)


def _text_of(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Give the text of a file; of one that is not there, none: what that means depends on the library."""
    try:
        text, faults = read_marked(path.parent / name, shown(str(path), name))
    except ProblemsFound as found:
        problems += [problem for problem in found.problems if problem.code != "file-not-found"]
        return None
    problems += faults
    return text


def shown(deal: str, name: str) -> str:
    """Give the name of a file beside the deal as problems show it."""
    return str(PurePosixPath(deal).parent / name)
