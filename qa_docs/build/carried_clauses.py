"""What an acceptance does to the list of clauses: leaves them out, adds, moves, and retitles them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from qa_docs.build.sent import AGREEMENT, SentAgreement
from qa_docs.library.rewritten import new_source
from qa_docs.model.document import Heading
from qa_docs.model.library import Library
from qa_docs.model.own_clauses import OWN
from qa_docs.model.review import ClauseFinding, ReviewedClause
from qa_docs.review.findings import NEW, OUTSIDE

KEYS = ("omitted_clauses", "own_clauses", "moved_clauses", "clause_titles")


class Listed:
    """The clauses of a deal as an acceptance changes them."""

    def __init__(
        self, agreement: SentAgreement, clauses: Sequence[ReviewedClause], said: Mapping[str, str], known: Sequence[str]
    ) -> None:
        self._agreement = agreement
        self._said = dict(said)
        """Who approved it, and why, as each entry says it."""
        self._taken = set(known)
        self._sections = {
            block.text: block.id
            for block in agreement.document.blocks
            if isinstance(block, Heading) and block.kind == "section"
        }
        places = [(line.at, one.finding, line.old) for one in clauses for line in one.finding.lines if line.at >= 0]
        self._places = sorted(places, key=lambda place: place[0])
        self._new: dict[str, str] = {}
        """Ids of the new clauses, by what the review calls them."""
        self.entries: dict[str, dict[str, dict[str, str]]] = {key: {} for key in KEYS}
        self.texts: dict[str, str] = {}

    def omit(self, finding: ClauseFinding) -> str:
        """Leave a clause out; give why that cannot be, or nothing."""
        if (refused := self._refused(finding)) or self._is_own(finding.clause):
            return refused or "it is a clause of the deal's own: take it out of `own_clauses` by hand"
        self.entries["omitted_clauses"][finding.clause] = dict(self._said)
        return ""

    def move(self, finding: ClauseFinding) -> str:
        """Put a clause where it came back; give why that cannot be, or nothing."""
        after = self._after(finding)
        if refused := self._refused(finding):
            return refused
        if not after or self._is_own(finding.clause):
            return "it stands where no clause of the agreement can be put; change its place in the deal by hand"
        self.entries["moved_clauses"][finding.clause] = {"after": after, **self._said}
        return ""

    def retitle(self, finding: ClauseFinding, title: str) -> str:
        """Give a clause the title that came back; give why that cannot be, or nothing."""
        if (refused := self._refused(finding)) or self._is_own(finding.clause):
            return refused or f"write the title of the deal's own clause by hand: {title}"
        self.entries["clause_titles"][finding.clause] = {"title": title, **self._said}
        return ""

    def name(self, finding: ClauseFinding) -> str:
        """Give a new clause its id, before any place is looked for."""
        title = finding.clause.removeprefix(NEW)
        bare = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "clause"
        names = (bare, f"own-{bare}", *(f"own-{bare}-{number}" for number in range(2, 1000)))
        chosen = next(name for name in names if name not in self._taken)
        self._taken.add(chosen)
        self._new[finding.clause] = chosen
        return chosen

    def add(self, finding: ClauseFinding) -> str:
        """Take a new clause into the deal; give why that cannot be, or nothing."""
        after, own = self._after(finding), self._new[finding.clause]
        if self._agreement.kind != AGREEMENT or not after:
            return "it stands where no clause of the agreement can be put: write it into the deal by hand"
        if len(finding.lines) < 2 or not any(line.new.strip() for line in finding.lines[1:]):
            return "a title without a text: write it into the deal by hand"
        file = f"negotiated/{own}.md"
        title = " ".join(finding.clause.removeprefix(NEW).split())[:500]
        self.texts[file] = new_source([(line.new, line.form) for line in finding.lines[1:] if line.new.strip()])
        self.entries["own_clauses"][own] = {"title": title, "text": file, "after": after, **self._said}
        return ""

    def drop(self, key: str, clause: str) -> None:
        """Take an entry back."""
        del self.entries[key][clause]

    def _is_own(self, clause: str) -> bool:
        sent = self._agreement.clauses.get(clause)
        return sent is not None and sent.version == OWN

    def _refused(self, finding: ClauseFinding) -> str:
        sent = self._agreement.clauses.get(finding.clause)
        if self._agreement.kind != AGREEMENT or sent is None:
            return "only a quality agreement can have its clauses changed by the deal"
        if sent.heading.kind != "clause":
            return "it stands in an appendix, whose clauses are the library's: change the deal by hand"
        return ""

    def _after(self, finding: ClauseFinding) -> str:
        """Give what stands above a clause in the file that came back: another clause, or the title of a section."""
        first = next((line.at for line in finding.lines if line.at >= 0), -1)
        end = bisect_left(self._places, first, key=lambda place: place[0])
        return next(self._anchors(finding, end), "")

    def _anchors(self, finding: ClauseFinding, end: int) -> Iterator[str]:
        for _, above, old in reversed(self._places[:end]):
            if above.clause == finding.clause:
                continue
            if above.clause in self._new:
                yield self._new[above.clause]
            elif (sent := self._agreement.clauses.get(above.clause)) is not None:
                yield sent.heading.id if sent.heading.kind == "clause" else ""
            elif above.clause == OUTSIDE["body"] and old in self._sections:
                yield self._sections[old]


def sections_of(library: Library) -> Iterator[str]:
    """Yield the ids of the sections of the agreement."""
    outline = library.outlines.get(AGREEMENT)
    for part in outline.spec.parts if outline else ():
        yield from (section.id for section in part.sections)


def shown(key: str, clause: str, entry: Mapping[str, str]) -> str:
    """Give in a sentence what an entry does."""
    match key:
        case "omitted_clauses":
            return "left out"
        case "own_clauses":
            return f"added after {entry['after']}, {entry['text']}"
        case "moved_clauses":
            return f"moved behind {entry['after']}"
        case _:
            return f"called {entry['title']}"
