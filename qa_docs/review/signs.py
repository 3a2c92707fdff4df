"""What in the change of a sentence deserves a look: duties, negations, parties, times, limits, defined terms.

Nothing here understands a sentence. It counts words that carry weight in a contract, so that a change of one of them
is never passed over, and a change of none of them (spelling, quotation marks, numbers of sections) alarms nobody.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from qa_docs.model.review import Risk, Sign
from qa_docs.review.quantities import OFTEN, differences
from qa_docs.review.typed import normal

MUST = re.compile(
    r"\b(?:shall|must|will|undertakes? to|is (?:required|obliged) to|are (?:required|obliged) to)\b", re.I
)
_MAY = re.compile(
    r"\b(?:may|should|can|could|might|is (?:entitled|encouraged) to|are (?:entitled|encouraged) to)\b", re.I
)
_QUALIFIED = re.compile(
    r"\b(?:endeavou?rs?|try|tries|seek to|(?:best|reasonable|commercially reasonable) (?:efforts|endeavou?rs)|"
    r"where (?:practicable|possible|feasible|appropriate|reasonable)|if (?:practicable|possible|feasible|requested)|"
    r"to the extent|(?:up)?on request|at its (?:own |sole )?(?:discretion|option)|"
    r"as (?:appropriate|it sees fit|applicable)|"
    r"in principle|generally|normally|substantially|materially|"
    r"material (?:breach|impact|effect|change|adverse)|unreasonably)\b",
    re.I,
)
_NO_NEGATION = re.compile(
    r"\b(?:no later than|not later than|no(?:t)? (?:more|less|fewer|longer|earlier) than|not exceed(?:ing)?|"
    r"without (?:undue |unreasonable )?delay|not only|no\.(?= ?\d))",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nothing|nobody|without|unless|except(?:ing)?|cannot|excluding|other than|"
    r"save (?:for|where)|provided that|subject to)\b|n['\u2019]t\b",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:all|each|every|any|some|only|solely|exclusively|both|either|certain|selected|including|critical|major|minor|significant)\b",
    re.I,
)
_WAYS = re.compile(
    r"\b(?:before|after|prior|following|minimum|maximum|at least|at most|more|less|fewer|above|below|increase[sd]?|"
    r"decrease[sd]?|approv(?:e[sd]?|al)|reject(?:s|ed|ion)?|pass(?:es|ed)?|fail(?:s|ed)?|accept(?:s|ed)?|written|oral(?:ly)?|verbal(?:ly)?)\b",
    re.I,
)
_JOINED = re.compile(r"\b(?:and/or|and|or)\b", re.I)
_MONEY = re.compile(
    r"\b(?:liabl\w*|liabilit\w*|indemn\w*|pric(?:e|es|ing)|pay(?:s|ment|ments|able)?|fees?|penalt\w+|damages|"
    r"warrant(?:y|ies|s)?|invoice\w*|reimburse\w*|at the (?:cost|expense) of|"
    r"at (?:its|their) (?:own )?(?:cost|expense)|"
    r"insurance)\b|[\u20ac$\u00a3]",
    re.I,
)
_ANY_PARTY = r"(?:[Ee]ither|[Ee]ach|[Bb]oth|[Nn]either) (?:of the )?Part(?:y|ies)"
_ANY_PARTY += r"|[Tt]he (?:other )?Part(?:y|ies)|third part(?:y|ies)"
_SPELLINGS = (
    (re.compile(r"(?<=[a-z])is(?=(?:e|ed|es|ing|ation|ations)\b)"), "iz"),
    (re.compile(r"(?<=[a-z])our(?=(?:s|ed|ing|al|able)?\b)"), "or"),
    (re.compile(r"(?<=[a-z])yse(?=[ds]?\b)"), "yze"),
    (re.compile(r"\blicence"), "license"),
    (re.compile(r"(?<=[a-z])ll(?=(?:ed|ing)\b)"), "l"),
)
_LONGEST = 20_000
"""Letters up to which a change is judged."""


class Setting(Struct, frozen=True):
    """What a sentence can name: the parties by their roles, and the defined terms."""

    parties: tuple[str, ...]
    terms: tuple[str, ...] = ()


def changed_signs(old: str, new: str, setting: Setting, edit: int = -1) -> Iterator[Sign]:
    """Yield what is to be looked at where `new` stands for `old`."""
    if _spelt_alike(old) == _spelt_alike(new):
        return

    def sign(code: str, risk: Risk, says: str) -> Sign:
        return Sign(code, risk, says, edit)

    if len(old) + len(new) > _LONGEST:
        yield sign("long", "high", f"Too long to be judged, read it whole: {short(new)}")
        return
    for found in differences(old, new):
        yield sign(found.code, "medium" if found.code in ("limit-narrower", "haste") else "high", found.says)
    yield from _duty(old, new, sign)
    if _count(_NOT, _NO_NEGATION.sub(" ", old)) != _count(_NOT, _NO_NEGATION.sub(" ", new)):
        yield sign("negation", "high", f"A “not”, “no”, “unless” or the like came or went: {short(new)}")
    yield from _parties(old, new, setting, sign)
    yield from _counted(old, new, sign)
    yield from _terms(old, new, setting, sign)


def whole_sign(old: str, new: str, edit: int = -1) -> Sign:
    """Give what is to be looked at where a line is new, or gone."""
    if new:
        duty = MUST.search(new)
        return Sign("text-added", "medium" if duty else "low", f"New {'duty' if duty else 'text'}: {short(new)}", edit)
    if MUST.search(old):
        return Sign("duty-gone", "high", f"A duty is gone: {short(old)}", edit)
    return Sign("text-gone", "medium", f"Text is gone: {short(old)}", edit)


def short(text: str) -> str:
    """Give a text for a message."""
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= 120 else f"“{plain[:117].rstrip()}…”"


def _spelt_alike(text: str) -> str:
    plain = normal(text).lower().replace("-", " ").replace('"', "'")
    for pattern, other in _SPELLINGS:
        plain = pattern.sub(other, plain)
    return plain


def _count(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(" ".join(found.lower().split()) for found in pattern.findall(text))


def _total(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _duty(old: str, new: str, sign: "_MakesSign") -> Iterator[Sign]:
    must = _total(MUST, new) - _total(MUST, old)
    may = _total(_MAY, new) - _total(_MAY, old)
    if must < 0 and may > 0:
        yield sign("duty-weakened", "high", f"A duty became something that may be done: {short(new)}")
    elif must < 0:
        yield sign("duty-gone", "high", f"A duty is no longer stated: {short(old)}")
    elif must > 0:
        what = "What may be done became a duty" if may < 0 else "A duty is new"
        yield sign("duty-new", "medium", f"{what}: {short(new)}")
    elif may:
        yield sign("permission", "medium", f"A “may”, “should” or the like came or went: {short(new)}")
    if came := _count(_QUALIFIED, new) - _count(_QUALIFIED, old):
        words = ", ".join(f"“{word}”" for word in came)
        yield sign("qualified", "high", f"A duty or a right is qualified now, by {words}: {short(new)}")
    elif _count(_QUALIFIED, old) - _count(_QUALIFIED, new):
        yield sign("qualified", "medium", f"A qualification is gone: {short(new)}")


def _parties(old: str, new: str, setting: Setting, sign: "_MakesSign") -> Iterator[Sign]:
    names = "|".join(re.escape(name) for name in sorted(setting.parties, key=len, reverse=True))
    named = re.compile(rf"\b(?:{names}|{_ANY_PARTY})\b" if names else _ANY_PARTY)
    before, after = (tuple(normal(one) for one in named.findall(text)) for text in (old, new))
    if before == after:
        return
    if len(before) == len(after):
        yield sign("party", "high", f"Another party is named: {short(new)}")
    else:
        yield sign("party", "medium", f"A party is named, or named no longer: {short(new)}")


def _counted(old: str, new: str, sign: "_MakesSign") -> Iterator[Sign]:
    if _count(_WAYS, old) != _count(_WAYS, new):
        yield sign("direction", "medium", f"A word that turns the sense changed: {short(new)}")
    if _count(_SCOPE, OFTEN.sub(" ", old)) != _count(_SCOPE, OFTEN.sub(" ", new)):
        yield sign("scope", "medium", f"What the sentence covers changed: {short(new)}")
    was, now = _count(_JOINED, old), _count(_JOINED, new)
    if was != now and sum(was.values()) == sum(now.values()):
        yield sign("conjunction", "medium", f"An “and” became an “or”, or the other way round: {short(new)}")
    if _count(_MONEY, new) - _count(_MONEY, old):
        yield sign(
            "commercial",
            "medium",
            f"Speaks of money or liability, which belong in the commercial contract: {short(new)}",
        )


def _terms(old: str, new: str, setting: Setting, sign: "_MakesSign") -> Iterator[Sign]:
    terms = sorted((term for term in setting.terms if term not in setting.parties), key=len, reverse=True)
    if not terms:
        return
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, terms))})(?:s|es)?\b")
    before, after = Counter(pattern.findall(old)), Counter(pattern.findall(new))
    for term in dict.fromkeys([*(before - after), *(after - before)]):
        yield sign("term", "medium", f"The defined term “{term}” came or went.")


class _MakesSign(Protocol):
    def __call__(self, code: str, risk: Risk, says: str) -> Sign: ...
