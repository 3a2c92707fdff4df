from pathlib import Path

from qa_docs.assemble import assemble
from qa_docs.model.document import ClauseText, Drafter, Note
from tests.small import CLAUSES, clause, deal, small_library

HEAD = """\
activities: [COM-02]
basis: [rule-1]
blanks:
  days: {label: "Within how many days?", type: duration}
positions:
  fallback: {approver: head_of_quality, note: Costs an audit.}
"""
BODY = """\
{{ party('COM-02') }} shall act within {{ days }}.

# fallback

{{ party('COM-02') }} shall act within {{ days }} on each Batch, and:

1. keep it; and
2. report it."""
HISTORY = (
    'document: {number: QA-1, revision: "1", effective_date: 2026-12-01}',
    'document: {number: QA-1, revision: "1", effective_date: 2026-12-01, history: [{revision: "1", date: 2026-10-05, '
    "reason: First, author: Eva  von der Maus}]}",
)


def samples(tmp_path: Path, text: str = "", draft: bool = True, **more: dict[str, str]) -> ClauseText:
    library = small_library(tmp_path, {"samples": clause("Samples", BODY, HEAD)})
    document = assemble(deal(text, **more), library, draft=draft).document
    return next(block for block in document.blocks if isinstance(block, ClauseText) and block.id == "samples")


def test_a_draft_says_to_each_clause_what_to_decide_and_what_else_may_be_agreed(tmp_path: Path):
    found = samples(tmp_path)

    assert found.offered == ("standard", "fallback")
    assert found.notes == (
        Note("A note."),
        Note("rule-1", "basis"),
        Note("Within how many days?", "open"),
        Note("standard: the library's own text. It is used here.", "position"),
        Note(
            "fallback: needs the approval of the head of quality. Costs an audit.\n\n"
            "3.2.1 The Owner shall act within [•] on each Batch, and:\n\n(a) keep it; and\n\n(b) report it.",
            "position",
        ),
    )


def test_the_standard_text_is_told_where_another_position_is_used(tmp_path: Path):
    notes = samples(tmp_path, "positions:\n  samples: {position: fallback, reason: Agreed., approved_by: Eva}\n").notes

    assert [note.text.split("\n\n")[0] for note in notes if note.kind == "position"] == [
        "standard: the library's own text.",
        "fallback: needs the approval of the head of quality. Costs an audit. It is used here.",
    ]


def test_a_text_that_is_not_used_brings_nothing_into_the_document(tmp_path: Path):
    other = clause("Samples", BODY.replace("on each Batch", "under {{ ref('samples') }} and certify"), HEAD)
    library = small_library(
        tmp_path, {"samples": other, "deviations": CLAUSES["deviations"].replace("each Batch", "it")}
    )
    document = assemble(deal("blanks: {samples.days: 5 days}\n"), library, draft=True).document

    assert document.open_points == ()
    assert "batch" not in {block.id for block in document.blocks if hasattr(block, "id")}


def test_an_issued_clause_carries_neither_notes_nor_positions(tmp_path: Path):
    found = samples(tmp_path, "blanks: {samples.days: 5 days}\n", draft=False)

    assert (found.notes, found.offered) == ((), ())


def test_the_notes_are_by_who_wrote_the_revision_on_its_day(tmp_path: Path):
    document = assemble(deal(replace=dict([HISTORY])), small_library(tmp_path), draft=True).document

    assert document.drafter == Drafter("Eva von der Maus", "EVDM", "2026-10-05")


def test_the_notes_of_a_deal_without_authors_are_by_the_tool_on_the_effective_day(tmp_path: Path):
    library = small_library(tmp_path)

    assert assemble(deal(), library, draft=True).document.drafter == Drafter("qa-docs", "QD", "2026-12-01")
    assert assemble(deal(), library).document.drafter is None
