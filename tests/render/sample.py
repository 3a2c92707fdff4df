"""A finished agreement made by hand: two invented companies and every kind of block (its text is in `sample_text`)."""

from typing import Any

from qa_docs.model.document import Block, Document, Matrix, OpenPoint
from tests.render.sample_text import ACCEPTOR, GIVER, appendices, body, end

OPEN_POINTS = (
    OpenPoint("deviation-days", "3.2", "Notice of deviations", "Within how many business days are they notified?"),
    OpenPoint("retention-years", "8.1", "Retention samples", "For how many years are retention samples kept?"),
)


def facts(draft: bool = False, **changes: Any) -> dict[str, Any]:
    """Give the facts of the sample; `changes` replace whole groups."""
    points = OPEN_POINTS if draft else ()
    given: dict[str, Any] = {
        "document": {
            "number": "QA-2026-0114",
            "title": "Quality Agreement",
            "revision": "2",
            "effective_date": "1 March 2026",
            "effective_day": "2026-03-01",
            "status": "draft" if draft else "for_signature",
            "kind": "quality-agreement",
            "product_line": "Commercial manufacture and testing of film-coated tablets",
        },
        "giver": {
            "legal_name": GIVER,
            "short_name": "Nordlys",
            "role": "Contract Giver",
            "address": "Havnegade 12\n2100 Copenhagen",
            "country": "Denmark",
            "registration": "CVR 31 45 22 80",
            "logo": "",
        },
        "acceptor": {
            "legal_name": ACCEPTOR,
            "short_name": "Bergmann",
            "role": "Contract Acceptor",
            "address": "Industriestraße 4–6, 69115 Heidelberg",
            "country": "Germany",
            "registration": None,
            "logo": "",
        },
        "history": [
            _revision("1", "4 June 2024", "First issue", "M. Lindqvist"),
            _revision("2", "1 March 2026", "Serialisation added; clocks for recall made shorter", "A. Okafor"),
        ],
        "approvals": [
            _approval("Contract Giver", GIVER, "Quality", "Dr Ingrid Sørensen", "Vice President Quality"),
            _approval("Contract Giver", GIVER, "Management", "Peter Halvorsen", "Chief Operating Officer"),
            _approval("Contract Acceptor", ACCEPTOR, "Quality", "Dr Jürgen Weiß", "Head of Quality, Qualified Person"),
            _approval("Contract Acceptor", ACCEPTOR, "Management", "Claudia Bergmann", "Managing Director"),
        ],
        "supply_agreement": {
            "title": "Manufacturing and Supply Agreement",
            "number": "MSA-0077",
            "date": "12 May 2024",
        },
        "products": "Norvastin 10 mg and 20 mg film-coated tablets",
        "markets": "the European Union and the United States",
        "draft": draft,
        "open_points": [
            {"number": point.clause_number, "title": point.clause_title, "label": point.label} for point in points
        ],
        "open_count": len(points),
        "disclaimer": "This draft was made with drafting support; it is no legal advice and needs review by counsel.",
    }
    return {**given, **changes}


def document(draft: bool = False, paper: Any = "a4", language: str = "en-GB") -> Document:
    """Give the sample."""
    blocks = (*body(draft), *appendices(), *end())
    return _document(blocks, draft, paper, language, facts(draft))


def small(*blocks: Block, draft: bool = False, **changes: Any) -> Document:
    """Give a document of `blocks` alone."""
    return _document(blocks, draft, "a4", "en-GB", facts(draft, **changes))


def _document(blocks: tuple[Block, ...], draft: bool, paper: Any, language: str, given: dict[str, Any]) -> Document:
    return Document(
        kind="quality-agreement",
        title=given["document"]["title"],
        language=language,
        paper=paper,
        draft=draft,
        facts=given,
        blocks=blocks,
        matrix=Matrix((), (), ()),
        open_points=OPEN_POINTS if draft else (),
    )


def _revision(revision: str, date: str, reason: str, author: str) -> dict[str, str]:
    return {"revision": revision, "date": date, "reason": reason, "author": author}


def _approval(party: str, legal_name: str, capacity: str, name: str, title: str) -> dict[str, str]:
    words = {"party": party, "legal_name": legal_name, "role": party}
    return {**words, "capacity": capacity, "name": name, "title": title}
