"""What changed although the words stayed: where a reference or a link leads, and what number stands before a line."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_docs.model.review import EditKind, EditWhat
from qa_docs.review.aligned import Pair
from qa_docs.review.lines import Line
from qa_docs.review.numbered import BULLET, Number
from qa_docs.review.typed import normal

FEW = 3
"""Lines of one form of number from which on a program may have written all of them anew."""
_MOST = 0.9
"""Share of the lines of one form of number that must have another one, for a program to have done it."""


class Unseen(NamedTuple):
    """A change that the words do not show, and what it comes to."""

    kind: EditKind
    what: EditWhat
    says: str


class Leads:
    """Where the references of both files lead, and how the numbers of their lists go on."""

    def __init__(self, pairs: Sequence[Pair], agreed: frozenset[str] = frozenset()) -> None:
        self._agreed = agreed
        self._became: dict[int, Line] = {}
        self._was: dict[int, Line] = {}
        self._moved: set[int] = set()
        for pair in pairs:
            if pair.sent is not None and pair.returned is not None:
                self._became[pair.sent.at] = pair.returned
                self._was[pair.returned.at] = pair.sent
                if pair.moved:
                    self._moved.add(pair.sent.at)
        self._sent = _marks(pair.sent for pair in pairs)
        self._returned = _marks(pair.returned for pair in pairs)
        self.recast = _recast(pairs)
        """Forms of number that a program wrote otherwise in the whole file, with what they are now."""

    def of(self, pair: Pair) -> Iterator[Unseen]:
        """Yield what changed in a line that is in both files."""
        if pair.sent is None or pair.returned is None:
            return
        yield from self._references(pair.sent, pair.returned)
        yield from _links(pair.sent, pair.returned)
        yield from _bound(pair.sent, pair.returned)
        if not pair.moved:
            yield from self._numbers(pair.sent, pair.returned)

    def _references(self, sent: Line, returned: Line) -> Iterator[Unseen]:
        for target in dict.fromkeys(returned.targets):
            if target not in sent.targets:
                continue
            was, now = self._sent.get(target), self._returned.get(target)
            if now is None:
                yield Unseen("silent", "reference", f"A cross-reference leads nowhere; it led to {self._named(was)}.")
            elif was is not None and (other := self._elsewhere(was, now)) is not None:
                says = f"A cross-reference leads to {self._named(other)}; it led to {self._named(was)}."
                yield Unseen("silent", "target", says)

    def _elsewhere(self, was: Line, now: Line) -> Line | None:
        """Give the other line at which a bookmark stands now, where its own is still there."""
        other, kept = self._was.get(now.at), self._became.get(was.at)
        moved = other is not None and other is not was and kept is not None and kept is not now
        return other if moved and kept is not None and normal(" ".join(kept.after)) else None

    def other_targets(self, sent: Line, returned: Line) -> Unseen:
        """Say where the references of a line lead whose words stayed and whose fields did not."""
        gone = [target for target in sent.targets if target not in returned.targets]
        come = [target for target in returned.targets if target not in sent.targets]
        was = ", ".join(self._named(self._sent.get(target)) for target in dict.fromkeys(gone))
        places = [self._returned.get(target) for target in dict.fromkeys(come)]
        now = ", ".join(self._named(line and self._was.get(line.at, line)) for line in places)
        if was and not any(places) and places:
            return Unseen("silent", "target", f"A cross-reference leads nowhere; it led to {was}.")
        if was and now:
            return Unseen("silent", "target", f"A cross-reference leads to {now}; it led to {was}.")
        if was:
            says = f"A cross-reference to {was} is typed text now: it no longer follows the numbers."
        else:
            says = f"A field stands where there were words{f', and leads to {now}' if now else ''}."
        return Unseen("silent", "reference", says)

    @staticmethod
    def _named(line: Line | None) -> str:
        if line is None:
            return "nowhere"
        words = normal(" ".join(line.after or line.before))
        number = line.numbers[1].printed
        return f"\u201c{' '.join(part for part in (number, words[:80]) if part)}\u201d"

    def _numbers(self, sent: Line, returned: Line) -> Iterator[Unseen]:
        was, before, after = sent.numbers[1], *returned.numbers
        if not (returned.new or returned.gone) and before.form != after.form:
            yield Unseen("tracked", "number", _other_number(before, after))
        if self.recast.get(was.form, was.form) == before.form or returned.new:
            if BULLET in (was.form, before.form) or not was.form or returned.new or was.form != before.form:
                return
            if self._under_the_same(was, before):
                yield from self._order(was, before)
        elif before.form or sent.clause not in self._agreed:
            yield Unseen("silent", "number", _other_number(was, before))

    def _order(self, was: Number, now: Number) -> Iterator[Unseen]:
        """Say where numbers begin anew or go on although the lines before them are as they were."""
        above = self._became.get(was.follows)
        below = self._was.get(now.follows)
        if not was.begins and now.begins:
            if above is not None and was.follows not in self._moved and above.numbers[0].form == now.form:
                yield Unseen("silent", "number", f"The numbers begin anew here: {was.printed} is {now.printed} now.")
        elif was.begins and not now.begins:
            if below is not None and below.at not in self._moved and now.follows != -1:
                says = f"The numbers go on from those above: {was.printed} is {now.printed} now."
                yield Unseen("silent", "number", says)
        elif was.begins and now.value != was.value and was.follows == now.follows == -1:
            yield Unseen("silent", "number", f"The numbers begin otherwise: {was.printed} is {now.printed} now.")

    def _under_the_same(self, was: Number, now: Number) -> bool:
        if was.under == -1 or now.under == -1:
            return was.under == now.under
        held = self._became.get(was.under)
        return held is not None and held.at == now.under


def _marks(lines: Iterator[Line | None]) -> dict[str, Line]:
    return {name: line for line in lines if line is not None for name in line.bookmarks}


def _other_number(was: Number, now: Number) -> str:
    before = was.printed if was.form else "without a number"
    after = f"is {now.printed}" if now.form else "has no number"
    return f"Its number or level changed: it was {before}, and {after} now."


def _recast(pairs: Sequence[Pair]) -> dict[str, str]:
    """Give the forms of number that came back otherwise throughout: the whole list is another one, or typed text."""
    became: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        if pair.sent is not None and pair.returned is not None and pair.sent.numbers[1].form:
            became[pair.sent.numbers[1].form][pair.returned.numbers[0].form] += 1
    found = {}
    for form, counts in became.items():
        now, count = counts.most_common(1)[0]
        if now != form and count >= FEW and count >= _MOST * counts.total():
            found[form] = now
    return found


def _links(sent: Line, returned: Line) -> Iterator[Unseen]:
    known = {target for _, target in sent.links}
    led = {normal(words): target for words, target in sent.links}
    for words, target in returned.links:
        shown = f"\u201c{normal(words)[:80]}\u201d leads to {target[:120]}"
        was = led.get(normal(words))
        if was is not None and was != target:
            yield Unseen("silent", "link", f"The link under {shown}; it led to {was[:120]}.")
        elif was is None and target not in known and not target.startswith("#") and not _says_itself(words, target):
            yield Unseen("silent", "link", f"A new link under {shown}.")


def _says_itself(words: str, target: str) -> bool:
    """Say whether a link leads to the address that it shows: programs make one of each address that is typed."""
    bare = target.lower().removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
    return bare == normal(words).lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def _bound(sent: Line, returned: Line) -> Iterator[Unseen]:
    for place in returned.bound:
        if place not in sent.bound:
            says = (
                f"Word takes these words from data in the file ({place[:120]}) when it opens: they may be others then."
            )
            yield Unseen("silent", "bound", says)
