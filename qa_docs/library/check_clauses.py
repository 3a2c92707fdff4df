"""Checks one clause: its ids, the names in its expressions, its blanks, notices and positions."""

from collections.abc import Iterator
from pathlib import PurePath

from qa_docs.model.durations import read_duration
from qa_docs.model.expression import Call, Expression, Name
from qa_docs.model.library import BlankSpec, Clause, Library
from qa_docs.model.library_transfer import CONTENT
from qa_docs.model.subjects import subject_before
from qa_docs.model.walk import conditions_of, names_in, texts_of, values_of
from qa_docs.problems import Place, Problem, did_you_mean
from qa_docs.source.expression import check_names

Names = frozenset[tuple[str, ...]]


def check_clause(clause: Clause, library: Library, names: Names) -> Iterator[Problem]:
    """Yield everything that is wrong with a clause as a member of `library`."""
    yield from _check_ids(clause, library)
    yield from _check_expressions(clause, library, names)
    yield from _check_positions(clause)
    for name, spec in clause.head.blanks.items():
        yield from _check_blank(clause, name, spec, library)
    yield from _check_notices(clause, library)
    folder = PurePath(clause.place.file).parent.name
    if folder not in (clause.head.aspect, "appendices", "transfer"):
        message = f"the clause says aspect {clause.head.aspect!r} and stands in the folder {folder!r}"
        yield Problem(_at(clause, "aspect"), "wrong-value", message, "move the file or change the aspect")


def _at(clause: Clause, key: str) -> Place:
    line, column = clause.places.get(key, (1, 1))
    return Place(clause.place.file, line, column)


def _check_ids(clause: Clause, library: Library) -> Iterator[Problem]:
    head = clause.head
    for key, ids, known, code, kind in (
        ("basis", head.basis, library.requirements, "unknown-requirement", "requirement"),
        ("activities", head.activities, library.rows, "unknown-activity", "activity"),
        ("requires", head.requires, library.clauses, "unknown-clause", "clause"),
        ("variant_of", (head.variant_of,) if head.variant_of else (), library.clauses, "unknown-clause", "clause"),
    ):
        for i, name in enumerate(ids):
            if name not in known:
                place = _at(clause, f"{key}.{i}" if f"{key}.{i}" in clause.places else key)
                yield Problem(place, code, f"no {kind} is called {name!r}", did_you_mean(name, known))


def check_text(
    clause: Clause, position: str, library: Library, names: Names, shown: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Yield every name in the text of a position that nothing has.

    A deal's own text may also refer to what the deal shows, by its id.
    """
    blocks = clause.texts[position]
    local = names | {(name,) for name in clause.head.blanks}
    for expression, line in conditions_of(blocks):
        yield from check_names(expression, names, Place(clause.place.file, line))
    for value, line in values_of(blocks):
        expression, place = value.expression, Place(clause.place.file, line, value.column)
        if not (isinstance(expression, Call) and expression.function == "ref" and expression.arguments[0] in shown):
            yield from _check_value(expression, clause, library, local, place)


def _check_expressions(clause: Clause, library: Library, names: Names) -> Iterator[Problem]:
    if clause.when is not None:
        yield from check_names(clause.when, names, _at(clause, "when"))
    used: set[str] = set()
    for position, blocks in clause.texts.items():
        printed: set[str] = set()
        yield from check_text(clause, position, library, names)
        for value, _ in values_of(blocks):
            used |= {path[0] for path in names_in(value.expression) if len(path) == 1}
            if isinstance(value.expression, Call) and value.expression.function == "notice":
                printed.update(value.expression.arguments)
        for missing in sorted(clause.head.notices.keys() - printed):
            message = f"the notice {missing!r} is not printed in the {position} text"
            hint = f"write {{{{ notice('{missing}') }}}} where the duty stands, or give the notice a condition"
            if clause.notices[missing].when is None:
                yield Problem(_at(clause, f"notices.{missing}"), "unknown-notice", message, hint)
    used |= {notice.spec.within for notice in clause.notices.values()}
    for blank in sorted(clause.head.blanks.keys() - used):
        hint = "use it in the text or in a notice, or remove it"
        yield Problem(_at(clause, f"blanks.{blank}"), "unknown-blank", f"the blank {blank!r} is used nowhere", hint)


def _check_value(
    expression: Expression, clause: Clause, library: Library, names: Names, place: Place
) -> Iterator[Problem]:
    if not isinstance(expression, Call):
        yield from check_names(expression, names, place)
        return
    argument = expression.arguments[0] if expression.arguments else ""
    if expression.function in ("party", "other_party") and argument not in library.rows:
        hint = did_you_mean(argument, library.rows)
        yield Problem(place, "unknown-activity", f"no activity is called {argument!r}", hint)
    elif expression.function == "notice" and argument not in clause.head.notices:
        hint = did_you_mean(argument, clause.head.notices, "declare it under `notices:`")
        yield Problem(place, "unknown-notice", f"the clause has no notice {argument!r}", hint)
    elif expression.function == "ref" and argument not in (targets := targets_of(library)):
        hint = did_you_mean(argument, targets)
        yield Problem(place, "unknown-clause", f"no clause, section or appendix is called {argument!r}", hint)
    elif expression.function == "products_of" and ("products", argument) not in names:
        yield Problem(place, "unknown-name", f"no product class is called {argument!r}", "see docs/format.md")


def targets_of(library: Library) -> frozenset[str]:
    """Give everything that a reference may lead to."""
    targets = set(library.clauses)
    for outline in library.outlines.values():
        for part in outline.spec.parts:
            targets.add(part.id)
            targets.update(section.id for section in part.sections)
        targets.update(appendix.id for appendix in outline.spec.appendices)
    if library.lists is not None:
        targets |= CONTENT
    return frozenset(targets)


def _check_positions(clause: Clause) -> Iterator[Problem]:
    declared = {"standard", *clause.head.positions}
    for name in sorted(declared ^ set(clause.texts)):
        if name in declared:
            message, hint = f"the position {name!r} has no text", f"write it after a line `# {name}`"
        else:
            message, hint = (
                f"the position {name!r} has no entry in the head",
                "add approver and note under `positions:`",
            )
        yield Problem(_at(clause, "positions"), "unknown-position", message, hint)


def _check_blank(clause: Clause, name: str, spec: BlankSpec, library: Library) -> Iterator[Problem]:
    place = _at(clause, f"blanks.{name}")
    for key in ("default", "minimum", "maximum"):
        text = getattr(spec, key)
        if text is not None and spec.type == "duration" and read_duration(text) is None:
            yield Problem(
                place, "wrong-answer", f"the {key} {text!r} is not a length of time", "write `2 business days`"
            )
    default = read_duration(spec.default or "")
    low, high = read_duration(spec.minimum or ""), read_duration(spec.maximum or "")
    if default and ((low and low.exceeds(default)) or (high and default.exceeds(high))):
        message = f"the default {spec.default!r} of {name!r} is outside its own limits"
        yield Problem(place, "answer-out-of-range", message, "change the default or the limits")
    if spec.type == "choice" and (not spec.choices or (spec.default and spec.default not in spec.choices)):
        yield Problem(place, "wrong-answer", f"the choices of {name!r} do not hold its default", "list them all")
    for requirement in spec.basis:
        if requirement not in library.requirements:
            hint = did_you_mean(requirement, library.requirements)
            yield Problem(place, "unknown-requirement", f"the catalogue has no {requirement!r}", hint)


def _check_notices(clause: Clause, library: Library) -> Iterator[Problem]:
    for name, notice in clause.notices.items():
        spec, place = notice.spec, _at(clause, f"notices.{name}")
        blank = clause.head.blanks.get(spec.within)
        clock = read_duration((blank.default or "") if blank else spec.within)
        if blank is None and clock is None:
            message = f"{spec.within!r} is neither a blank of the clause nor a length of time"
            yield Problem(place, "wrong-answer", message, "name a blank of type duration, or write `1 business day`")
        if blank is not None and blank.type != "duration":
            yield Problem(
                place, "wrong-answer", f"the blank {spec.within!r} is no duration", "give it `type: duration`"
            )
        if spec.activity and spec.activity not in library.rows:
            hint = did_you_mean(spec.activity, library.rows)
            yield Problem(place, "unknown-activity", f"no activity is called {spec.activity!r}", hint)
        if spec.law:
            yield from _check_law(clause, name, library)
        yield from _check_sender(clause, name, library)


def _check_sender(clause: Clause, name: str, library: Library) -> Iterator[Problem]:
    """The sentence around a notice gives the duty to the party that the notice names."""
    sender = clause.notices[name].spec.sender
    for position, blocks in clause.texts.items():
        for text, line in texts_of(blocks):
            named = _party_named(subject_before(text, name), library)
            if named and named != sender:
                message = f"the notice {name!r} is the duty of {sender}, the {position} text gives it to {named}"
                hint = "change the text or the notice's `sender`"
                yield Problem(Place(clause.place.file, line), "party-mismatch", message, hint)


def _party_named(subject: Expression | None, library: Library) -> str:
    """Give the party that a subject means before any deal moves a row; nothing where only the deal can say."""
    if isinstance(subject, Name):
        return "contract_giver" if subject.path == ("giver",) else "contract_acceptor"
    row = library.rows.get(subject.arguments[0]) if isinstance(subject, Call) else None
    if row is None or row.activity.letters.get("QP", "").startswith("A"):
        return ""  # the Qualified Person's duties lie where that person is employed
    parties = {"contract_giver": "contract_acceptor", "contract_acceptor": "contract_giver"}
    party: str = row.activity.party
    return party if isinstance(subject, Call) and subject.function == "party" else parties.get(party, party)


def _check_law(clause: Clause, name: str, library: Library) -> Iterator[Problem]:
    spec, place = clause.notices[name].spec, _at(clause, f"notices.{name}")
    assert spec.law is not None
    limit = read_duration(spec.law.within)
    if limit is None:
        yield Problem(place, "wrong-answer", f"{spec.law.within!r} is not a length of time", "write `3 working days`")
        return
    if spec.law.basis not in library.requirements:
        hint = did_you_mean(spec.law.basis, library.requirements)
        yield Problem(place, "unknown-requirement", f"the catalogue has no {spec.law.basis!r}", hint)
    if spec.direction == "before":
        return
    blank = clause.head.blanks.get(spec.within)
    for text in (blank.default, blank.maximum) if blank else (spec.within,):
        clock = read_duration(text or "")
        if clock and clock.exceeds(limit):
            message = f"the clock {text!r} may run longer than the legal limit of {spec.law.within} ({spec.law.basis})"
            yield Problem(place, "statutory-limit", message, "shorten the default and the maximum")
