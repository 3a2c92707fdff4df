import pytest

from qa_docs.source.clause_file import split_head

HINT = "  hint: begin the file with a line '---', the head (title: …), and another line '---'"


def test_head_and_body_come_with_the_lines_they_begin_on():
    text = "---\ntitle: Deviations\nnote: n\n---\n\nText.\n---\n"
    assert split_head(text, "deviations.md") == ("title: Deviations\nnote: n\n", 2, "\nText.\n---\n", 5)


def test_spaces_after_the_marks_do_no_harm():
    assert split_head("---  \na: 1\n--- \nText", "a.md") == ("a: 1\n", 2, "Text", 4)


@pytest.mark.parametrize("text", ["Text.\n", "\n---\na: 1\n---\n", "", "# Title\n---\n", "----\n---\n"])
def test_a_clause_without_a_head_is_a_problem(problems_of, text):
    assert problems_of(split_head, text, "deviations.md") == (
        f"deviations.md:1:1: error: the clause has no head [clause-head]\n{HINT}"
    )


def test_a_head_that_is_not_closed_is_a_problem(problems_of):
    assert problems_of(split_head, "---\ntitle: Deviations\n\nText.\n", "deviations.md") == (
        f"deviations.md:1:1: error: the head of the clause is not closed [clause-head]\n{HINT}"
    )
