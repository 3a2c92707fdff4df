"""Answers to the clauses' blanks: the deal's, or the default, checked against kind and limits."""

import datetime
from collections.abc import Iterator

from qa_docs.assemble.select import Selection, base_of
from qa_docs.model.document import Blank
from qa_docs.model.durations import UNITS, read_duration
from qa_docs.model.facts import date_text
from qa_docs.model.library import BlankSpec, Clause, Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Place, Problem, did_you_mean

OPEN = "[•]"
"""What is printed where an answer is missing."""


def answer_of(clause: Clause, name: str, placed: PlacedDeal) -> str | None:
    """Give the answer to a clause's blank as written: the deal's, the default, or None when it is open."""
    if answers := placed.deal.blanks:
        for clause_id in (clause.id, base_of(clause)):
            if (answer := answers.get(f"{clause_id}.{name}")) is not None:
                return answer
    return clause.head.blanks[name].default


def blank_of(key: str, spec: BlankSpec, answer: str | None, language: str) -> Blank:
    """Give the blank `key` as it stands in the text: answered, or open."""
    if answer is None:
        return Blank(key, OPEN, True, spec.label, spec.type, spec.choices)
    day = answer if spec.type == "date" else ""
    return Blank(key, printed(spec, answer, language), False, spec.label, spec.type, spec.choices, day)


def printed(spec: BlankSpec, answer: str, language: str) -> str:
    """Give an answer as it is printed: a duration with its unit, a date in words."""
    if spec.type == "duration" and (duration := read_duration(answer)):
        return str(duration)
    if spec.type == "date":
        return date_text(datetime.date.fromisoformat(answer), language)
    return answer


OTHERS = ("tt-",)
"""How the ids of clauses begin that stand in the documents of a transfer alone."""


def check_answers(selection: Selection, placed: PlacedDeal, library: Library) -> Iterator[Problem]:
    """Yield a problem for each answer to a blank that is not there, of the wrong kind or outside its limits."""
    if not placed.deal.blanks:
        return
    blanks = {}
    for clause in selection.chosen.values():
        for name, spec in clause.head.blanks.items():
            blanks[f"{clause.id}.{name}"] = blanks[f"{base_of(clause)}.{name}"] = spec
    for key, answer in placed.deal.blanks.items():
        if key.startswith(OTHERS):
            continue  # it belongs to a clause of another document of the deal
        place = placed.place("blanks", key)
        elsewhere = placed.is_given("blanks", key) or key.rpartition(".")[0] in placed.deal.omitted_clauses
        if key not in blanks and elsewhere and _is_blank(key, library):
            continue  # a portfolio answers for all its deals, and not each of them has every clause
        if key not in blanks:
            hint = did_you_mean(key, blanks, "blanks are named clause-id.blank; `qa-docs show` lists those in use")
            yield Problem(place, "unknown-blank", f"no clause of this agreement has the blank {key!r}", hint)
        else:
            yield from check_answer(blanks[key], answer, place)


def _is_blank(key: str, library: Library) -> bool:
    clause_id, _, name = key.rpartition(".")
    return clause_id in library.clauses and name in library.clauses[clause_id].head.blanks


def check_answer(spec: BlankSpec, answer: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with `answer` as an answer to the blank."""
    match spec.type:
        case "number":
            yield from _check_number(spec, answer, place)
        case "duration":
            yield from _check_duration(spec, answer, place)
        case "date":
            try:
                datetime.date.fromisoformat(answer)
            except ValueError:
                yield Problem(place, "wrong-answer", f"{answer!r} is not a date", "write YYYY-MM-DD")
        case "choice":
            if answer not in spec.choices:
                hint = "choose one of: " + ", ".join(spec.choices)
                yield Problem(place, "wrong-answer", f"{answer!r} is not one of the choices", hint)
        case _:
            if not answer.strip():
                yield Problem(place, "wrong-answer", "the answer is empty", "write it, or remove the line")


def _check_number(spec: BlankSpec, answer: str, place: Place) -> Iterator[Problem]:
    try:
        number = float(answer)
    except ValueError:
        yield Problem(place, "wrong-answer", f"{answer!r} is not a number", "write digits, for example 12")
        return
    low, high = spec.minimum, spec.maximum
    if (low is not None and number < float(low)) or (high is not None and number > float(high)):
        yield _out_of_range(spec, answer, place)


def _check_duration(spec: BlankSpec, answer: str, place: Place) -> Iterator[Problem]:
    duration = read_duration(answer)
    if duration is None:
        hint = "write a number and one of: " + ", ".join(UNITS)
        yield Problem(place, "wrong-answer", f"{answer!r} is not a length of time", hint)
        return
    low = read_duration(spec.minimum) if spec.minimum else None
    high = read_duration(spec.maximum) if spec.maximum else None
    if (low and low.exceeds(duration)) or (high and duration.exceeds(high)):
        yield _out_of_range(spec, answer, place)


def _out_of_range(spec: BlankSpec, answer: str, place: Place) -> Problem:
    limits = [f"at least {spec.minimum}"] if spec.minimum else []
    limits += [f"at most {spec.maximum}"] if spec.maximum else []
    why = "the law sets the limit" if spec.basis else "the clause sets the limit; a position may allow more"
    return Problem(place, "answer-out-of-range", f"{answer!r} is outside {' and '.join(limits)}", why)
