"""Who has the duty that a sentence of clause text states: the party named before "shall"."""

import re
from collections.abc import Iterable

from qa_docs.model.expression import Call, Expression, Name
from qa_docs.model.text import SourceInline, TermsUsed, Value
from qa_docs.model.walk import nodes_of

_PARTIES = (("giver",), ("acceptor",))
_SENTENCE = re.compile(r"(?<=[.;:]) (?=[A-Z\0])")
_DUTY = re.compile(r"\b(?:shall|may)\b")
_NAMED = re.compile(r"\0(\d+)\0(?:\u2019s Quality Unit)?(?: each)?$")
_JOINED = re.compile(r"\0 and \0\d+\0$")


def subject_before(text: Iterable[SourceInline], notice: str) -> Expression | None:
    """Give the expression that names who gives a notice: the subject of the duty in whose sentence it stands.

    None where the subject is no expression ("Each Party", "It"), or where the text does not hold the notice.
    """
    parties: list[Expression] = []
    written = ""
    for node in nodes_of(text):
        if isinstance(node, str):
            written += node
        elif isinstance(node, Value):
            expression = node.expression
            if isinstance(expression, Call) and expression.function == "notice":
                if expression.arguments == (notice,):
                    return _subject(_SENTENCE.split(written)[-1], parties)
                written += "it"
            elif _is_party(expression):
                written += f"\0{len(parties)}\0"
                parties.append(expression)
            else:
                written += "it"
        elif not isinstance(node, TermsUsed):
            continue  # bold and italic text follows node by node
    return None


def _is_party(expression: Expression) -> bool:
    if isinstance(expression, Name):
        return expression.path in _PARTIES
    return isinstance(expression, Call) and expression.function in ("party", "other_party")


def _subject(sentence: str, parties: list[Expression]) -> Expression | None:
    """Give the subject of the last duty; one that is joined on ("and shall notify") has that of the duty before it."""
    for duty in reversed(list(_DUTY.finditer(sentence))):
        before = sentence[: duty.start()].rstrip()
        if named := _NAMED.search(before):
            return None if _JOINED.search(before) else parties[int(named.group(1))]
        if duty.group() == "may":
            continue  # what may happen ("a finding that may affect a Batch") is no duty
        if not before.endswith((",", " and", " or", " but", ";")):
            return None
    return None
