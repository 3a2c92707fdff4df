"""Times, limits and numbers in a sentence: which there are, and how those of two wordings differ."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from qa_docs.model.durations import Duration, read_duration

_Any = TypeVar("_Any", Duration, "Limit")
_PLAIN = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_DIGITS = {word: str(number) for number, word in enumerate(_ONES.split())}
_DIGITS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 3)}
_WORDED = "|".join(sorted(_DIGITS, key=len, reverse=True))
_DOUBLED = re.compile(rf"\b(?:{_WORDED})(?:[- ](?:{_WORDED}))?\s*\(\s*(\d+)\s*\)", re.IGNORECASE)
"""A number said twice, as lawyers do: "thirty (30)"."""
_IN_WORDS = re.compile(rf"\b({_WORDED})\b", re.IGNORECASE)
_UNIT = r"(?:(?:business|working|calendar|consecutive)\s+)?days?|hours?|weeks?|months?|years?"
_DURATION = re.compile(rf"\b(\d{{1,4}})[\s-]+({_UNIT})\b", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:after|from|of|following|before|prior to|upon|since)\b[^,.;|:()]{0,60}", re.IGNORECASE)
OFTEN = re.compile(
    r"\b(?:annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|biannual(?:ly)?|biennial(?:ly)?|periodic(?:ally)?|"
    r"once|twice|(?:every|each|a|per) (?:\d+ )?(?:years?|months?|quarters?|weeks?|days?))\b",
    re.IGNORECASE,
)
"""How often something is done."""
_HASTE = re.compile(
    r"\b(?:immediately|at once|forthwith|promptly|without (?:undue |unreasonable )?delay|"
    r"as soon as \w+(?: practicable)?|in (?:a timely manner|due course|good time)|timely|"
    r"within a reasonable (?:time|period))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:Sub)?[Ss]ections?|[Cc]lauses?|[Aa]ppendi(?:x|ces)|[Aa]nnex(?:es)?|Parts?|Tables?|Figures?|[Pp]aragraphs?|"
    r"[Aa]rticles?)\s+[A-Z]?\d*[\w.()]*(?:\s*(?:,|and|or|to|-)\s*[A-Z]?\d[\w.()]*)*"
)
"""A number that only says where something stands: it is Word's business."""
_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"
_MEASURE = r"%|\u2030|\u00b0\s?[CF]\b|ppm\b|ppb\b|"
_MEASURE += r"(?:[mk\u00b5\u03bcn]?g|[mk\u00b5\u03bc]?l|[mck\u00b5]?m|kg|bar|[kM]?Pa|rpm|cfu|CFU|EU|IU)(?:/\w+)?\b"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<mid>{_MEASURE})?\s*(?:-|to|and|\.\.\.|\u2026)\s*(?P<high>{_NUMBER})\s*(?P<unit>{_MEASURE})?"
    rf"|(?P<number>{_NUMBER})\s*(?:(?P<tol>\u00b1|\+/-)\s*(?P<by>{_NUMBER})\s*)?(?P<single>{_MEASURE})?"
)
_UPPER = re.compile(
    r"(?:not more than|no more than|at most|up to|not exceed(?:ing)?|maximum(?: of)?|max\.?|less than|below|NMT|"
    r"<=?|\u2264|fewer than|not above|under)\s*$",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"(?:not less than|no less than|at least|minimum(?: of)?|min\.?|more than|above|NLT|>=?|\u2265|"
    r"not below|exceeds?|exceeding)\s*$",
    re.IGNORECASE,
)


class Limit(Struct, frozen=True):
    """A number in a text: what it allows from and to, and its unit. Both ends are the same where it is no limit."""

    low: float
    high: float
    unit: str
    shown: str

    def __str__(self) -> str:
        """Give what it allows, however it is written."""
        return f"{self.low} {self.high} {self.unit}"


class Difference(Struct, frozen=True):
    """How the quantities of two wordings differ: a code, and the words that tell it."""

    code: str
    says: str


def differences(old: str, new: str) -> Iterator[Difference]:
    """Yield how times, limits and numbers of `new` differ from those of `old`."""
    old, new = plain_numbers(old), plain_numbers(new)
    before, after = durations(old), durations(new)
    yield from _times(before, after)
    if before == after and before:
        yield from _starts(old, new)
    if (was := _found(OFTEN, old)) != (now := _found(OFTEN, new)) and before == after:
        yield Difference("clock", f"How often changed: {_list(was - now)} \u2192 {_list(now - was)}.")
    if (was := _found(_HASTE, old)) != (now := _found(_HASTE, new)):
        yield Difference("haste", f"How soon changed: {_list(was - now)} \u2192 {_list(now - was)}.")
    yield from _limits(_without_times(old), _without_times(new))


def plain_numbers(text: str) -> str:
    """Give a text with its numbers in digits, and without those that only name a place in the agreement."""
    text = " ".join(text.translate(_PLAIN).split())
    text = _DOUBLED.sub(r"\1", text)
    return _IN_WORDS.sub(lambda found: _DIGITS[found[1].lower()], _NAMED.sub("\u00a7", text))


def durations(text: str) -> list[Duration]:
    """Give the lengths of time in a text."""
    found = (
        read_duration(f"{number} {' '.join(unit.split()).lower().replace('consecutive', 'calendar')}")
        for number, unit in _DURATION.findall(text)
    )
    return [duration for duration in found if duration is not None]


def _times(before: list[Duration], after: list[Duration]) -> Iterator[Difference]:
    if before == after:
        return
    gone, come = _apart(before, after)
    for was, now in zip(gone, come, strict=False):
        if was.unit != now.unit and was.number == now.number:
            yield Difference("unit", f"The unit of a time changed: {was} \u2192 {now}.")
        way = "longer" if now.exceeds(was) else "shorter" if was.exceeds(now) else "another"
        yield Difference("clock", f"A time became {way}: {was} \u2192 {now}.")
    for was in gone[len(come) :]:
        yield Difference("clock", f"A time is gone: {was}.")
    for now in come[len(gone) :]:
        yield Difference("clock", f"A time is new: {now}.")
    if not gone and not come:
        yield Difference("clock", f"Times changed places: {', '.join(map(str, after))}.")


def _apart(before: list[_Any], after: list[_Any]) -> tuple[list[_Any], list[_Any]]:
    """Give what only one list has, and what only the other has."""
    return list(_without(before, after)), list(_without(after, before))


def _without(these: list[_Any], those: list[_Any]) -> Iterator[_Any]:
    left = Counter(map(str, those))
    for one in these:
        if left[str(one)]:
            left[str(one)] -= 1
        else:
            yield one


def _starts(old: str, new: str) -> Iterator[Difference]:
    """Say where a time counts from something else."""
    was, now = ([_start(text, found.end()) for found in _DURATION.finditer(text)] for text in (old, new))
    for one, other in zip(was, now, strict=False):
        if (one != other and one.split()[:1] != other.split()[:1]) or _weighty(one) ^ _weighty(other):
            says = f"What a time counts from changed: “{one or 'nothing'}” \u2192 “{other or 'nothing'}”."
            yield Difference("clock-start", says)


def _start(text: str, at: int) -> str:
    found = _TAIL.match(text, at)
    return " ".join(found.group().lower().split()) if found else ""


def _weighty(text: str) -> frozenset[str]:
    """Give the words of a starting point that carry it."""
    return frozenset(
        word.rstrip("s") for word in re.findall(r"[a-z]{4,}", text) if word not in ("after", "from", "which", "that")
    )


def _found(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(" ".join(found.lower().split()) for found in pattern.findall(text))


def _list(words: Counter[str]) -> str:
    return ", ".join(f"“{word}”" for word in words) or "nothing"


def _without_times(text: str) -> str:
    return OFTEN.sub(" ", _DURATION.sub(" ", text))


def _limits(old: str, new: str) -> Iterator[Difference]:
    before, after = list(limits(old)), list(limits(new))
    gone, come = _apart(before, after)
    for was, now in zip(gone, come, strict=False):
        yield _limit(was, now)
    for was in gone[len(come) :]:
        yield Difference("number", f"A number is gone: {was.shown}.")
    for now in come[len(gone) :]:
        yield Difference("number", f"A number is new: {now.shown}.")


def _limit(was: Limit, now: Limit) -> Difference:
    change = f"{was.shown} \u2192 {now.shown}"
    if was.unit != now.unit:
        return Difference("unit", f"A unit changed: {change}.")
    plain = was.low == was.high or now.low == now.high
    if plain and (was.low == was.high) == (now.low == now.high):
        return Difference("number", f"A number changed: {change}.")
    if now.low <= was.low and now.high >= was.high:
        return Difference("limit-wider", f"A limit became wider: {change}.")
    if now.low >= was.low and now.high <= was.high:
        return Difference("limit-narrower", f"A limit became narrower: {change}.")
    return Difference("limit", f"A limit moved: {change}.")


def limits(text: str) -> Iterator[Limit]:
    """Yield the numbers of a text with what each allows."""
    for found in _QUANTITY.finditer(text):
        shown = " ".join(found.group().split())
        if found["low"] is not None:
            low, high = _value(found["low"]), _value(found["high"].lstrip("-"))
            unit = _unit(found["unit"] or found["mid"])
            if low <= high:
                yield Limit(low, high, unit, shown)
            else:
                yield from (Limit(one, one, unit, shown) for one in (low, high))
            continue
        value, unit = _value(found["number"]), _unit(found["single"])
        start = text[max(0, found.start() - 25) : found.start()]
        if found["tol"]:
            by = _value(found["by"])
            yield Limit(value - by, value + by, unit, shown)
        elif mark := _UPPER.search(start):
            yield Limit(float("-inf"), value, unit, f"{mark.group().strip()} {shown}")
        elif mark := _LOWER.search(start):
            yield Limit(value, float("inf"), unit, f"{mark.group().strip()} {shown}")
        else:
            yield Limit(value, value, unit, shown)


def _value(text: str) -> float:
    whole = text[:40].lstrip("+")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", whole):
        whole = whole.replace(",", "")
    elif whole.count(",") == 1 and "." not in whole:
        whole = whole.replace(",", ".")
    try:
        return float(whole)
    except ValueError:  # a chain such as 1.2.3 is no number; what it says still counts
        return float(sum(int(digit) * (i + 1) for i, digit in enumerate(re.sub(r"\D", "", whole))))


def _unit(text: str | None) -> str:
    return "".join((text or "").split()).replace("\u03bc", "\u00b5")
