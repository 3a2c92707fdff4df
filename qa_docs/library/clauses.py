"""Reads one clause file: a YAML head and the text of each position."""

import hashlib
from dataclasses import replace
from pathlib import Path

from qa_docs.library.terms import TermFinder
from qa_docs.model.expression import Expression
from qa_docs.model.library import Clause, ClauseHead, Notice
from qa_docs.model.walk import references_in
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.clause_file import position_sources, split_head
from qa_docs.source.expression import read_expression
from qa_docs.source.markdown import read_clause_text, read_inline
from qa_docs.source.typed import read_yaml_as
from qa_docs.source.typography import typographic_words
from qa_docs.source.yaml_tree import Tree


def read_clause(clause_id: str, text: str, file: str, terms: TermFinder) -> Clause:
    """Give the clause that `text` holds. Raises `ProblemsFound` with everything that is wrong in head and body."""
    head_text, head_line, body_text, body_line = split_head(text, file)
    problems: list[Problem] = []
    head: ClauseHead | None = None
    texts = {}
    tree = Tree({}, {}, {}, file)
    try:
        head, tree = read_yaml_as(head_text, file, ClauseHead, head_line)
    except ProblemsFound as found:
        problems.extend(found.problems)
    try:
        texts = {
            name: terms.mark_blocks(blocks) for name, blocks in read_clause_text(body_text, file, body_line).items()
        }
    except ProblemsFound as found:
        problems.extend(found.problems)
    when, notices = None, {}
    if head is not None:
        when = condition(head.when, tree, ("when",), problems)
        notices = _notices(head, tree, terms, problems)
    if problems or head is None:
        raise ProblemsFound(problems)
    places = {".".join(map(str, path)): place for path, place in tree.places.items()}
    digest = hashlib.sha256(text.encode()).hexdigest()
    head = replace(head, title=typographic_words(head.title))
    refers = tuple(sorted({target for blocks in texts.values() for target in references_in(blocks)}))
    return Clause(
        clause_id, head, when, texts, notices, refers, Place(file, 1, 1), places, digest, position_sources(body_text)
    )


def condition(text: str | None, tree: Tree, at: tuple[str | int, ...], problems: list[Problem]) -> Expression | None:
    """Give the condition written in `tree` at `at`, or None; what is wrong with it is added to `problems`."""
    if text is None:
        return None
    try:
        return read_expression(text, tree.value_place(at))
    except ProblemsFound as found:
        problems.extend(found.problems)
        return None


def _notices(head: ClauseHead, tree: Tree, terms: TermFinder, problems: list[Problem]) -> dict[str, Notice]:
    notices = {}
    for name, spec in head.notices.items():
        phrases = []
        for key, phrase in (("event", spec.event), ("start", spec.start)):
            try:
                phrases.append(terms.mark(read_inline(phrase, tree.value_place(("notices", name, key)))))
            except ProblemsFound as found:
                problems.extend(found.problems)
        when = condition(spec.when, tree, ("notices", name, "when"), problems)
        if spec.law:
            spec = replace(spec, law=replace(spec.law, note=typographic_words(spec.law.note)))
        if len(phrases) == 2:
            notices[name] = Notice(name, spec, phrases[0], phrases[1], when)
    return notices


def clause_id_of(path: Path) -> str:
    """Give the id that a file name makes: the name without `.md`."""
    return path.stem
