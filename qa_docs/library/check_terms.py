"""Checks the glossary: terms defined twice, defined and never used, used and not defined."""

import re
from collections.abc import Iterator

from qa_docs.library.terms import TermFinder
from qa_docs.model.library import Library
from qa_docs.model.text import SourceInline, TermsUsed
from qa_docs.model.walk import nodes_of, texts_of
from qa_docs.problems import Place, Problem, Severity

# Two or more capitalised words in a row, mid-sentence, look like a defined term.
_LOOKS_DEFINED = re.compile(r"(?<=[a-z,;] )([A-Z][a-z]+(?:[ -][A-Z][a-z]+)+)")
_NAMES = re.compile(
    r"^(European (Union|Commission|Economic|Medicines|Directorate)|United (States|Kingdom)|Annex|Part|Chapter|"
    r"Article|Title|Form|Federal|Food and|Good |Open|Unique|Health|World|National|International|Common|Drug )"
)


def check_terms(library: Library, names: frozenset[tuple[str, ...]]) -> Iterator[Problem]:
    """Yield what is wrong with the glossary and with the use of its terms in the clauses."""
    yield from _defined_twice(library)
    yield from _check_capitals(library)
    nodes = (node for text, _, _ in _texts(library) for node in nodes_of(text))
    used = {term for node in nodes if isinstance(node, TermsUsed) for term in node.terms}
    finder = TermFinder(term.spec for term in library.terms)
    for term in library.terms:
        if term.spec.id not in used:
            message = f"{term.spec.term!r} is defined and used nowhere"
            yield Problem(term.place, "term-unused", message, "remove it", Severity.WARNING)
    for text, file, line in _texts(library):
        for node in nodes_of(text):
            if isinstance(node, str):
                for found in _LOOKS_DEFINED.findall(finder.without_terms(node)):
                    if not _NAMES.match(found):
                        message = f"{found!r} looks like a defined term and is not in the glossary"
                        hint = "define it, or write it in small letters"
                        yield Problem(Place(file, line), "term-undefined", message, hint, Severity.WARNING)


def _check_capitals(library: Library) -> Iterator[Problem]:
    """Yield where a term of several words stands in small letters: a reader cannot tell whether the term is meant."""
    forms = {
        form.lower(): form
        for term in library.terms
        if not term.spec.ordinary
        for form in (term.spec.term, *term.spec.forms)
        if " " in form and form.lower() != form
    }
    if not forms:
        return
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})s?\b")
    for text, file, line in _texts(library):
        for node in nodes_of(text):
            for found in pattern.findall(node) if isinstance(node, str) else ():
                message = f"{found!r} stands in small letters; the term is {forms[found]!r}"
                hint = "write it as the term, or use other words"
                yield Problem(Place(file, line), "term-capitals", message, hint, Severity.WARNING)


def _defined_twice(library: Library) -> Iterator[Problem]:
    by_form: dict[str, str] = {}
    for term in library.terms:
        for form in (term.spec.term, *term.spec.forms):
            other = by_form.setdefault(form, term.spec.id)
            if other != term.spec.id:
                message = f"{form!r} is defined by {other!r} and by {term.spec.id!r}"
                yield Problem(term.place, "term-defined-twice", message, "keep one definition")
    seen: dict[str, Place] = {}
    for term in library.terms:
        if term.spec.id in seen and term.spec.when is None:
            message = f"the term {term.spec.id!r} is already defined at {seen[term.spec.id]}"
            yield Problem(term.place, "term-defined-twice", message, "keep one definition, or give both a `when`")
        seen[term.spec.id] = term.place


def _texts(library: Library) -> Iterator[tuple[tuple[SourceInline, ...], str, int]]:
    for clause in library.clauses.values():
        for blocks in clause.texts.values():
            for text, line in texts_of(blocks):
                yield text, clause.place.file, line
        for notice in clause.notices.values():
            yield notice.event, clause.place.file, clause.places.get(f"notices.{notice.name}", (1, 1))[0]
            yield notice.start, clause.place.file, clause.places.get(f"notices.{notice.name}", (1, 1))[0]
    for term in library.terms:
        yield term.definition, term.place.file, term.place.line
    for row in library.rows.values():
        yield row.title, row.place.file, row.place.line
    for outline in library.outlines.values():
        for intro in outline.appendix_intro.values():
            yield intro, outline.place.file, 1
