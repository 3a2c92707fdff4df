"""Two changes of one text put together by lines."""

from hypothesis import given
from hypothesis import strategies as st

from qa_docs.compare.three_way import Conflict, Merged, three_way


def merged(base: str, ours: str, theirs: str) -> str:
    parts = three_way(base.split(), ours.split(), theirs.split())
    return " ".join(
        f"<{' '.join(part.ours)}|{' '.join(part.theirs)}>" if isinstance(part, Conflict) else " ".join(part.lines)
        for part in parts
    )


def test_changes_of_different_lines_are_both_kept() -> None:
    assert merged("a b c d e", "a B c d e", "a b c D e") == "a B c D e"


def test_lines_that_one_side_added_or_deleted_are_carried_over() -> None:
    assert merged("a b c d", "a c d", "a b c new d") == "a c new d"


def test_the_same_change_on_both_sides_is_made_once() -> None:
    assert merged("a b c", "a X c", "a X c") == "a X c"


def test_lines_that_both_changed_otherwise_are_a_conflict_with_its_place() -> None:
    assert merged("a b c", "a X c", "a Y c") == "a <X|Y> c"
    (conflict,) = [p for p in three_way(["a", "b"], ["new", "a", "X"], ["a", "Y"]) if isinstance(p, Conflict)]
    assert (conflict.base, conflict.ours, conflict.theirs, conflict.line) == (("b",), ("X",), ("Y",), 2)


def test_a_line_that_one_side_deleted_and_the_other_changed_is_a_conflict() -> None:
    assert merged("a b c", "a c", "a B c") == "a <|B> c"


LINES = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(LINES, LINES)
def test_what_only_one_side_changed_is_what_it_says(base: list[str], changed: list[str]) -> None:
    for parts in (three_way(base, changed, base), three_way(base, base, changed), three_way(base, changed, changed)):
        assert all(isinstance(part, Merged) for part in parts)
        assert [line for part in parts if isinstance(part, Merged) for line in part.lines] == changed
