"""Words that changed, as a reader of the redline sees them: [-gone-] and {+new+}."""

import pytest

from qa_docs.compare.texts import merged
from qa_docs.compare.words import words_of
from qa_docs.model.document import Inline, Reference, Strong, Text
from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END, accepted, rejected

_SHOWN = {DELETED: "[-", DELETED_END: "-]", INSERTED: "{+", INSERTED_END: "+}"}


def shown(text: Text) -> str:
    def one(node: Inline) -> str:
        if isinstance(node, Reference):
            return f"{node.lead} {node.number}"
        return node if isinstance(node, str) else f"*{shown(node.text)}*"  # type: ignore[union-attr, arg-type]

    words = "".join(map(one, text))
    for mark, sign in _SHOWN.items():
        words = words.replace(mark, sign)
    return words


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("within 5 business days", "within 10 business days", "within [-5-]{+10+} business days"),
        ("The Owner shall approve.", "The Owner may approve.", "The Owner [-shall-]{+may+} approve."),
        ("a b", "a b", "a b"),
        ("It shall tell the Owner.", "It shall not tell the Owner.", "It shall {+not +}tell the Owner."),
        ("hold-time of 24 hours", "hold-time of 24.5 hours", "hold-time of [-24-]{+24.5+} hours"),
        (
            "It shall record each of the deviations without delay.",
            "It shall report the change without delay.",
            "It shall [-record each of the deviations-]{+report the change+} without delay.",
        ),
    ],
)
def test_the_words_that_changed_are_marked_and_no_others(old: str, new: str, expected: str) -> None:
    assert shown(merged((old,), (new,))) == expected


def test_a_text_with_little_in_common_is_shown_whole() -> None:
    text = merged(("The Owner pays for audits of the Site.",), ("Samples are kept for one year in a cold room.",))
    assert shown(text) == (
        "[-The Owner pays for audits of the Site.-]{+Samples are kept for one year in a cold room.+}"
    )


def test_a_reference_that_only_got_another_number_stays_one_reference() -> None:
    old, new = Reference("recall", "Section", "5.3"), Reference("recall", "Section", "6.1")
    assert shown(merged(("See ", old, "."), ("See ", new, "."))) == "See Section [-5.3-]{+6.1+}."


def test_a_reference_that_leads_elsewhere_is_replaced() -> None:
    old, new = Reference("recall", "Section", "5.3"), Reference("audits", "Section", "5.3")
    assert shown(merged(("See ", old, "."), ("See ", new, "."))) == "See [-Section 5.3-]{+Section 5.3+}."


def test_bold_words_are_compared_as_one() -> None:
    assert shown(merged(("All ", Strong(("must",))), ("All ", Strong(("may",))))) == "All [-*must*-]{+*may*+}"


def test_the_words_of_a_text_are_the_text() -> None:
    text = "Sub-section 5.3: «10 µg/cm²» — the Owner’s “final” answer\u00a0(24\u202fh)"
    assert "".join(words_of(text)) == text


def test_a_marked_text_reads_as_the_new_one_accepted_and_as_the_old_one_rejected() -> None:
    marked = f"within {DELETED}5{DELETED_END}{INSERTED}10{INSERTED_END} days"
    assert (accepted(marked), rejected(marked)) == ("within 10 days", "within 5 days")
