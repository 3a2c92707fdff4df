"""Files that real programs edited: every edited clause is found and told, and no other one.

tests/returns/make_files.py makes the files and keeps beside each the list of its edits; they are laid beside the file
that was sent, so that they hold whatever becomes of the clause library.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from qa_docs.build.review import lines_of, review_of
from qa_docs.model.review import ReviewedClause
from tests.returns.built import agreement

FILES = Path(__file__).with_name("files")
NAMES = tuple(sorted(path.stem for path in FILES.glob("*.json")))


@cache
def plans(name: str) -> tuple[dict[str, str], ...]:
    return tuple(json.loads((FILES / f"{name}.json").read_text(encoding="utf-8")))


@cache
def clauses(name: str) -> dict[str, ReviewedClause]:
    draft = "draft" in name
    base = "sent.docx" if not draft else "sent-draft.docx"
    sent = lines_of((FILES / base).read_bytes(), base, [])
    returned = lines_of((FILES / f"{name}.docx").read_bytes(), name, [])
    return {one.finding.clause: one for one in review_of(name, returned, sent, agreement(draft)).clauses}


EDITS = [(name, i) for name in NAMES for i in range(len(plans(name)))]


@pytest.mark.parametrize(("name", "i"), EDITS, ids=[f"{name}-{i}" for name, i in EDITS])
def test_every_edit_of_a_program_is_found_and_told(name: str, i: int):
    plan = plans(name)[i]
    one = clauses(name)[plan["clause"]]
    edits = one.finding.edits
    if plan["what"] == "comment":
        assert one.finding.state == "unchanged"
        assert [" ".join(comment.text.split()) for comment in one.finding.comments] == [plan["new"]]
        return
    if plan["what"] == "bold":
        assert [edit for edit in edits if edit.what != "look"] == []
        return
    assert one.finding.state == ("changed with tracking" if "tracked" in name else "changed silently")
    # Some programs write the number of a reference to another place anew.
    wanted = {"target", "changed"} if plan["what"] == "target" else {plan["what"]}
    assert wanted & {edit.what for edit in edits}
    assert {edit.kind for edit in edits} == {"tracked" if "tracked" in name else "silent"}
    assert set(plan["codes"]) <= {sign.code for sign in one.meaning.signs}
    assert ("silent" in {sign.code for sign in one.meaning.signs}) == ("silent" in name)


@pytest.mark.parametrize("name", NAMES)
def test_no_clause_is_reported_that_the_program_left_as_it_was(name: str):
    edited = {plan["clause"] for plan in plans(name)}
    saved = name == "libreoffice-draft-saved"
    reported = [
        clause
        for clause, one in clauses(name).items()
        if one.finding.state != "unchanged" or (one.finding.comments and not saved)
    ]
    assert [clause for clause in reported if clause not in edited] == []


def test_the_suite_holds_two_hundred_edits_by_several_programs():
    assert len(EDITS) >= 200
    assert len({name.split("-")[0] for name in NAMES}) >= 4
