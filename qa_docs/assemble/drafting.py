"""Reads the assembled agreement as the other party's lawyer would: duties without a party, vague clocks, loose ends.

Each finding is a warning at the clause's file. A clause may allow one, by code, with its reason (`allow:` in its head).
"""

import re
from collections.abc import Iterator, Mapping

from qa_docs.assemble.context import Context
from qa_docs.model.document import Block, ClauseText, Paragraph
from qa_docs.model.library import Clause
from qa_docs.model.own_clauses import OWN
from qa_docs.model.plain import plain_text
from qa_docs.problems import Place, Problem, Severity

_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z\u201c])")
_OTHERS = ("Party", "Parties", "Quality Unit", "Qualified Person", "Heads of Quality")
"""Words that name a party or one who acts for it."""
_CARRIED_ON = ("They ", "Each of them ", "It ", "Both ")
"""How a sentence begins that takes its subject from the one before."""
_PASSIVE = re.compile(
    r"\bshall be (notified|informed|told|sent|given|provided|reported|recorded|kept|approved|reviewed|made)\b(?! by)"
)
_VAGUE = re.compile(r"\b(promptly|timely|as soon as possible|without (undue )?delay|immediately)\b(?! and in any case)")
_COMMERCIAL = re.compile(
    r"\b(prices?|fees?|invoices?|payments?|indemni\w+|liabilit\w+|liable|penalt\w+|damages)\b", re.IGNORECASE
)
_LEFT_OVER = re.compile(r"\b(TBD|TBC|TODO|XXX)\b|\[(?!•\])|\]\]|\{\{|\}\}")
_IN_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)\s+"
    r"(hours?|Business Days?|working days?|calendar days?|days|weeks|months|years)\b"
)
_WORDS: Mapping[str, tuple[re.Pattern[str], str, str]] = {
    "passive-duty": (
        _PASSIVE,
        "a duty without the one who has it",
        "name the party that shall do it",
    ),
    "vague-clock": (
        _VAGUE,
        "a time that nobody can measure",
        "make it a notice with a clock, or a blank with a default",
    ),
    "commercial-word": (_COMMERCIAL, "a commercial word", "such terms belong in the supply agreement"),
    "left-over": (_LEFT_OVER, "something left over from drafting", "finish the text"),
    "number-in-words": (_IN_WORDS, "a length of time in words, where the others stand in digits", "write digits"),
}


def check_drafting(context: Context, blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what a careful reader would stop at in the clauses of an assembled agreement."""
    clauses = {clause.id: clause for clause in context.selection.chosen.values()}
    for block in blocks:
        if isinstance(block, ClauseText):
            clause = clauses[block.id]
            for code, message, hint in _findings(context, clause, block):
                if code not in clause.head.allow:
                    place = Place(clause.place.file, 1, 1)
                    yield Problem(place, code, f"{clause.id}: {message}", hint, Severity.WARNING)


def _findings(context: Context, clause: Clause, block: ClauseText) -> Iterator[tuple[str, str, str]]:
    paragraphs = [part for part in block.blocks if isinstance(part, Paragraph)]
    texts = [plain_text(paragraph.text) for paragraph in paragraphs]
    for code, (pattern, what, hint) in _WORDS.items():
        for text in texts:
            if found := pattern.search(text):
                yield code, f"{what}: \u201c{found.group()}\u201d in \u201c{_around(text, found)}\u201d", hint
    parties = _parties(context)
    lead = ""
    for paragraph, text in zip(paragraphs, texts, strict=True):
        # An item of a list takes its subject from the paragraph that introduces the list.
        lead = text if paragraph.level == 1 else lead
        for sentence in _SENTENCE.split(text):
            before, shall, _ = sentence.partition(" shall ")
            whole = before if paragraph.level == 1 else f"{lead} {before}"
            named = sentence.startswith(_CARRIED_ON) or any(party.lower() in whole.lower() for party in parties)
            if shall and not named:
                hint = "begin the sentence with a party"
                yield "duty-without-party", f"nobody has the duty: \u201c{_short(sentence)}\u201d", hint
    yield from _against_rows(context, clause, " ".join(texts))


def _against_rows(context: Context, clause: Clause, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield where the text gives a duty to a party that the rows do not, or the rows to one that the text does not."""
    held = [
        context.responsibilities.rows[row] for row in clause.head.activities if row in context.responsibilities.rows
    ]
    held = [row for row in held if row.party != "not_applicable"]
    duties = {party for party in ("contract_giver", "contract_acceptor") if _has_duty(context, party, text)}
    if not held:
        if duties and clause.head.aspect != "framework" and not clause.head.activities:
            hint = "name the rows under `activities:`"
            if clause.head.version == OWN:
                hint = "a clause of the deal's own carries none; where the matrix shall show the duty, use the library"
            yield "duty-not-carried", "its duties are in no row of the matrix", hint
        return
    if context.deal.presentation == "table":
        # The marks give each party its duties; the prose under them holds only what has a clock or a number.
        return
    both = any(
        word in text for word in ("Each Party shall", "each Party shall", "The Parties shall", "the Parties shall")
    )
    named = {"contract_giver", "contract_acceptor"} if both else duties
    wanted: set[str] = set()
    for row in held:
        wanted |= {"contract_giver", "contract_acceptor"} if row.party == "both" else {row.party}
    for party in sorted((wanted - named) & {"contract_giver", "contract_acceptor"}):
        message = f"the matrix gives a duty to {context.role(party)}, the text does not"
        yield "party-not-in-text", message, "write the duty, or change the row's party"


def _has_duty(context: Context, party: str, text: str) -> bool:
    name = context.role(party)
    return bool(re.search(rf"{re.escape(name)}\b[^.;]*?\bshall\b", text, re.IGNORECASE))


def _parties(context: Context) -> tuple[str, ...]:
    names = (context.role("contract_giver"), context.role("contract_acceptor"))
    return (*names, *(context.role_name(party) for party in ("contract_giver", "contract_acceptor")), *_OTHERS)


def _around(text: str, found: re.Match[str]) -> str:
    return _short(text[max(0, found.start() - 30) : found.end() + 30])


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87] + "\u2026"


def check_hand_overs(context: Context) -> Iterator[Problem]:
    """Yield a problem for each hand-over of which this agreement has only one end.

    A row that needs what another row provides names it under `needs`; the provider must be in the agreement too.
    """
    rows = context.responsibilities.rows
    for activity_id, held in rows.items():
        if held.party == "not_applicable":
            continue
        for needed in held.row.activity.needs:
            if needed not in rows or rows[needed].party == "not_applicable":
                message = f"{activity_id} needs what {needed} provides, and {needed} is not in this agreement"
                hint = f"bring the clause with {needed} in, or remove `needs` where the deal does without it"
                yield Problem(held.row.place, "hand-over-missing", message, hint, Severity.WARNING)
