"""What came back is carried into the deal, and a second review of the same file finds nothing left."""

import difflib
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.accept import carried
from qa_docs.build.acceptance import Carried, Wanted
from qa_docs.build.inputs import read_inputs
from qa_docs.build.review import review_file, review_json
from qa_docs.build.sent import SentAgreement
from qa_docs.build.write import write_outputs
from qa_docs.cli import commands
from qa_docs.problems import ProblemsFound
from tests.small import DEAL, clause, write_library

HEAD = """\
activities: [COM-01]
blanks:
  days: {label: Time to record, type: duration, default: 5 calendar days, maximum: 30 calendar days}
positions:
  acceptable: {approver: legal, note: When they insist.}
"""
BODY = """\
{{ party('COM-01') }} shall record each Batch within {{ days }}.
It shall keep the record.

[when: qp.needed]
{{ party('COM-01') }} shall show it to the "Qualified Person".

{{ party('COM-01') }} shall:

1. tell {{ other_party('COM-01') }} in accordance with {{ ref('samples') }};
2. open an investigation; and
3. close it.

{{ other_party('COM-01') }} shall read the record, which {{ party('COM-01') }} shall send - without delay - to {{ giver }}.

Each Party shall mark its own copy.

# acceptable

{{ party('COM-01') }} shall record each Batch when it can.
"""
COMMENTED = DEAL.replace("markets: [US]", "markets: [US]   # for now").replace("contacts:", "# People\ncontacts:")


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    write_library(tmp_path / "lib", {"deviations": clause("Deviations", BODY, HEAD)})
    path = tmp_path / "acme" / "deal.yaml"
    path.parent.mkdir()
    path.write_text(COMMENTED, encoding="utf-8")
    return path


def built(deal: Path, text: str = "") -> bytes:
    """Give the agreement of a deal as a Word file; `text` takes the place of its own for the moment."""
    own = deal.read_text(encoding="utf-8")
    try:
        deal.write_text(text or own, encoding="utf-8")
        return SentAgreement(read_inputs(deal, None, deal.parents[1] / "lib"), False).content
    finally:
        deal.write_text(own, encoding="utf-8")


def edited(sent: bytes, change: Callable[[str], str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            new.writestr(name, content)
    return written.getvalue()


def paragraph(markup: str, words: str) -> re.Match[str]:
    """Give the paragraph of the deviations clause that holds `words`."""
    start = markup.index('w:val="clause:deviations@')
    for found in re.compile(r"<w:p>.*?</w:p>", re.DOTALL).finditer(markup, start):
        if words in html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", found.group()))):
            return found
    raise AssertionError(words)


def replaced(words: str, old: str, new: str) -> Callable[[str], str]:
    def change(markup: str) -> str:
        found = paragraph(markup, words)
        assert old in found.group(), found.group()
        return markup[: found.start()] + found.group().replace(old, new, 1) + markup[found.end() :]

    return change


def put_below(words: str, new: str) -> Callable[[str], str]:
    def change(markup: str) -> str:
        found = paragraph(markup, words)
        properties = re.search(r"<w:pPr>.*?</w:pPr>", found.group(), re.DOTALL)
        added = f"<w:p>{properties.group() if properties else ''}<w:r><w:t>{new}</w:t></w:r></w:p>"
        return markup[: found.end()] + added + markup[found.end() :]

    return change


def without(words: str) -> Callable[[str], str]:
    def change(markup: str) -> str:
        found = paragraph(markup, words)
        return markup[: found.start()] + markup[found.end() :]

    return change


def accepted(deal: Path, content: bytes, **wanted: str) -> Carried:
    """Accept a returned file; the deal builds afterwards, and a second review finds nothing left."""
    path = deal.parents[1] / "returned.docx"
    path.write_bytes(content)
    library = deal.parents[1] / "lib"
    assert review_file(path, deal, None, library).changed
    found = carried(deal, path, Wanted("Ann", **wanted), None, library)
    write_outputs(found.files)
    assert found.left == ()
    again = review_file(path, deal, None, library)
    assert [(one.finding.clause, one.finding.edits) for one in again.changed] == []
    assert carried(deal, path, Wanted("Ann"), None, library).files == {}
    return found


def added_lines(deal: Path) -> list[str]:
    """Give what was added to the deal; nothing else in it may have changed."""
    now = deal.read_text(encoding="utf-8").split("\n")
    changes = [line for line in difflib.ndiff(COMMENTED.split("\n"), now) if line[0] in "+-"]
    assert all(line.startswith("+ ") for line in changes), changes
    return [line[2:] for line in changes if line[2:]]


def negotiated(deal: Path) -> list[str]:
    """Give the lines of the negotiated text that differ from the library's."""
    folder = deal.parent / "negotiated"
    base = (folder / "deviations.base.md").read_text(encoding="utf-8")
    assert base == BODY.partition("# acceptable")[0].strip() + "\n"
    now = (folder / "deviations.md").read_text(encoding="utf-8")
    return [line for line in difflib.ndiff(base.splitlines(), now.splitlines()) if line[0] in "+-"]


def test_an_answer_to_a_blank_goes_to_the_blanks(deal: Path) -> None:
    accepted(deal, built(deal, COMMENTED + "blanks: {deviations.days: 9 calendar days}\n"))
    assert added_lines(deal) == ["blanks:", "  deviations.days: 9 calendar days"]


def test_a_text_that_the_library_offers_goes_to_the_positions(deal: Path) -> None:
    theirs = "positions:\n  deviations: {position: acceptable, approved_by: X, reason: Y}\n"
    accepted(deal, built(deal, COMMENTED + theirs), reason="They insisted: twice.")
    assert added_lines(deal) == [
        "positions:",
        "  deviations:",
        "    position: acceptable",
        "    approved_by: Ann",
        "    reason: 'They insisted: twice.'",
    ]


def test_a_row_that_went_to_the_other_party_goes_to_the_responsibilities(deal: Path) -> None:
    theirs = "responsibilities:\n  - {activity: COM-01, to: contract_giver, reason: Theirs.}\n"
    path = deal.parents[1] / "returned.docx"
    path.write_bytes(built(deal, COMMENTED + theirs))
    library = deal.parents[1] / "lib"
    found = carried(deal, path, Wanted("Ann", "Theirs."), None, library)
    assert found.left == ()
    write_outputs(found.files)
    assert added_lines(deal) == [
        "responsibilities:",
        "  - activity: COM-01",
        "    to: contract_giver",
        "    reason: Theirs.",
    ]
    assert review_file(path, deal, None, library).changed == ()


def test_a_changed_sentence_is_kept_beside_the_deal_with_its_blanks_and_references(deal: Path) -> None:
    accepted(
        deal,
        edited(
            built(deal), replaced("keep the record", "keep the record", "keep &amp; guard *each* record [when: never]")
        ),
    )
    assert negotiated(deal) == [
        "- It shall keep the record.",
        "+ It shall keep \\& guard \\*each\\* record &#91;when: never].".replace("never]", "never\\]"),
    ]
    assert added_lines(deal) == [
        "positions:",
        "  deviations:",
        "    position: negotiated",
        "    text: negotiated/deviations.md",
        "    base_version: 1.0.0",
        "    approved_by: Ann",
        "    reason: Agreed in the review of returned.docx.",
    ]


def test_words_changed_inside_a_value_become_literal_and_the_others_stay(deal: Path) -> None:
    accepted(deal, edited(built(deal), replaced("read the record", "The Owner", "Each Party")))
    (old, new) = negotiated(deal)
    assert old.startswith("- {{ other_party('COM-01') }} shall read")
    assert new == old.replace("- {{ other_party('COM-01') }} shall", "+ Each Party shall")


def test_an_answer_outside_its_limits_becomes_literal(deal: Path) -> None:
    change = replaced("record each Batch", "5\u00a0calendar days", "99\u00a0calendar days")
    accepted(deal, edited(built(deal), change))
    assert negotiated(deal)[-1] == "+ {{ party('COM-01') }} shall record each Batch within 99 calendar days."


def test_a_deleted_paragraph_is_deleted(deal: Path) -> None:
    accepted(deal, edited(built(deal), without("mark its own copy")))
    assert [line for line in negotiated(deal) if line[2:]] == ["- Each Party shall mark its own copy."]


def test_an_added_paragraph_is_added_one_sentence_a_line(deal: Path) -> None:
    accepted(deal, edited(built(deal), put_below("mark its own copy", "Nobody shall pay. The end {{ x }}.")))
    added = [line for line in negotiated(deal) if line[2:]]
    assert added == ["+ Nobody shall pay.", "+ The end &#123;&#123; x &#125;&#125;."]


def test_a_changed_list_item_stays_an_item(deal: Path) -> None:
    accepted(deal, edited(built(deal), replaced("open an investigation", "an investigation", "a deep investigation")))
    assert negotiated(deal) == ["- 2. open an investigation; and", "+ 2. open a deep investigation; and"]


def test_an_added_list_item_joins_the_list(deal: Path) -> None:
    def change(markup: str) -> str:
        markup = replaced("open an investigation", "; and", ";")(markup)
        return put_below("open an investigation", "ask a friend; and")(markup)

    accepted(deal, edited(built(deal), change))
    assert [line for line in negotiated(deal) if line[2:]] == ["+ 2. ask a friend; and"]


def test_several_changes_of_one_file_are_carried_together(deal: Path) -> None:
    def change(markup: str) -> str:
        for one in (
            replaced("record each Batch", "5\u00a0calendar days", "7\u00a0calendar days"),
            without("mark its own copy"),
            replaced("close it", "close it", "close it at once"),
        ):
            markup = one(markup)
        return markup

    accepted(deal, edited(built(deal), change))
    assert "  deviations.days: 7 calendar days" in added_lines(deal)
    text = (deal.parent / "negotiated" / "deviations.md").read_text(encoding="utf-8")
    assert text.startswith(
        "{{ party('COM-01') }} shall record each Batch within {{ days }}.\nIt shall keep the record.\n"
    )
    assert "[when: qp.needed]\n{{ party('COM-01') }} shall show it to the \"Qualified Person\"." in text


def test_a_second_round_goes_on_from_the_negotiated_text(deal: Path) -> None:
    accepted(deal, edited(built(deal), without("mark its own copy")))
    accepted(deal, edited(built(deal), replaced("keep the record", "keep", "guard")))
    assert [line for line in negotiated(deal) if line[2:]] == [
        "- It shall keep the record.",
        "+ It shall guard the record.",
        "- Each Party shall mark its own copy.",
    ]
    assert deal.read_text(encoding="utf-8").count("position: negotiated") == 1


def run(deal: Path, *arguments: str) -> tuple[int, str, str]:
    library = str(deal.parents[1] / "lib")
    done = CliRunner().invoke(commands, ["accept", str(deal), *arguments, "--library", library])
    return done.exit_code, done.stdout, done.stderr


def test_a_dry_run_shows_the_diff_and_writes_nothing(deal: Path) -> None:
    path = deal.parents[1] / "returned.docx"
    path.write_bytes(edited(built(deal), replaced("keep the record", "keep", "guard")))
    code, out, err = run(deal, str(path), "--by", "Ann", "-n")
    assert code == 0
    assert f"+++ {deal.as_posix()}\n" in out and "+    position: negotiated\n" in out
    assert "+It shall guard the record.\n" in out
    assert err == "deviations: negotiated text, negotiated/deviations.md\n"
    assert deal.read_text(encoding="utf-8") == COMMENTED
    assert not (deal.parent / "negotiated").exists()


def test_the_json_of_a_review_does_as_well_and_one_clause_can_be_chosen(deal: Path, tmp_path: Path) -> None:
    def change(markup: str) -> str:
        return replaced("keep the record", "keep", "guard")(markup).replace(
            " shall keep samples", " may keep samples", 1
        )

    path, written = tmp_path / "returned.docx", tmp_path / "review.json"
    path.write_bytes(edited(built(deal), change))
    written.write_bytes(review_json(review_file(path, deal, None, tmp_path / "lib")))
    code, _, err = run(deal, str(written), "--by", "Ann", "--clause", "samples")
    assert (code, err) == (0, "samples: negotiated text, negotiated/samples.md\n")
    left = review_file(path, deal, None, tmp_path / "lib").changed
    assert [one.finding.clause for one in left] == ["deviations"]


def control(markup: str, name: str) -> tuple[int, int]:
    """Give where the content control of a clause stands."""
    start = markup.rindex("<w:sdt>", 0, markup.index(f'w:val="clause:{name}@'))
    depth = 0
    for tag in re.finditer(r"<(/?)w:sdt>", markup[start:]):
        depth += -1 if tag[1] else 1
        if not depth:
            return start, start + tag.end()
    raise AssertionError(name)


def without_clause(name: str) -> Callable[[str], str]:
    def change(markup: str) -> str:
        start, end = control(markup, name)
        return markup[:start] + markup[end:]

    return change


def with_new_clause(name: str, title: str, *paragraphs: str) -> Callable[[str], str]:
    """Give a change that puts a clause behind another one, as somebody does who copies its title and types."""

    def change(markup: str) -> str:
        start, end = control(markup, name)
        heading = re.search(r"<w:p>.*?</w:p>", markup[start:end], re.DOTALL)
        assert heading is not None
        new = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", heading.group())
        new = re.sub(r"(<w:t[^>]*>)[^<]*", rf"\g<1>{title}", new, count=1)
        return markup[:end] + new + "".join(paragraphs) + markup[end:]

    return change


def typed(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def moved_behind(name: str, other: str, change: Callable[[str], str] = lambda text: text) -> Callable[[str], str]:
    def whole(markup: str) -> str:
        start, end = control(markup, name)
        clause, rest = change(markup[start:end]), markup[:start] + markup[end:]
        _, at = control(rest, other)
        return rest[:at] + clause + rest[at:]

    return whole


SAID = ["    approved_by: Ann", "    reason: Agreed in the review of returned.docx."]


def test_a_clause_that_they_took_out_is_left_out(deal: Path) -> None:
    found = accepted(deal, edited(built(deal), without_clause("deviations")))
    assert added_lines(deal) == ["omitted_clauses:", "  deviations:", *SAID]
    assert [(entry.clause, entry.says) for entry in found.entries] == [("deviations", "left out")]


def test_a_clause_that_is_needed_is_not_left_out_and_the_rest_is_carried(deal: Path) -> None:
    def change(markup: str) -> str:
        return without_clause("samples")(replaced("keep the record", "keep", "guard")(markup))

    path = deal.parents[1] / "returned.docx"
    path.write_bytes(edited(built(deal), change))
    found = carried(deal, path, Wanted("Ann"), None, deal.parents[1] / "lib")
    assert [entry.says for entry in found.left] == [
        "it cannot be left out: 'samples' is not in this agreement, and 'deviations' refers to it; put that right, or "
        "list the requirement under `exclusions:`, and accept again"
    ]
    write_outputs(found.files)
    assert "omitted_clauses:" not in deal.read_text(encoding="utf-8")
    assert (deal.parent / "negotiated" / "deviations.md").is_file()


def test_a_requirement_that_would_lose_its_clause_keeps_it_until_it_is_excluded(deal: Path) -> None:
    library = deal.parents[1] / "lib"
    write_library(library, {"deviations": clause("Deviations", BODY, HEAD + "basis: [rule-1]\n")})
    rules = next(one for one in library.rglob("*.yaml") if "no_clause:" in one.read_text())
    rules.write_text(re.sub(r"    no_clause: .*\n", "", rules.read_text()))
    path = deal.parents[1] / "returned.docx"
    path.write_bytes(edited(built(deal), without_clause("deviations")))
    (left,) = carried(deal, path, Wanted("Ann"), None, library).left
    assert "no clause of this agreement answers rule-1" in left.says
    excluded = COMMENTED + "exclusions:\n  - {requirement: rule-1, reason: Theirs.}\n"
    deal.write_text(excluded, encoding="utf-8")
    found = carried(deal, path, Wanted("Ann"), None, library)
    write_outputs(found.files)
    assert found.left == () and review_file(path, deal, None, library).changed == ()


def test_a_clause_that_is_new_is_kept_beside_the_deal(deal: Path) -> None:
    new = with_new_clause(
        "deviations",
        "Liability for delay",
        typed("The Contract Facility shall pay *twice*. It shall say so:", "ClauseLevel1"),
        typed("in writing; and", "ClauseLevel2"),
        typed("at once.", "ClauseLevel2"),
        typed("Nobody shall complain."),
    )
    accepted(deal, edited(built(deal), new))
    text = (deal.parent / "negotiated" / "liability-for-delay.md").read_text(encoding="utf-8")
    assert text == (
        "The Contract Facility shall pay \\*twice\\*.\nIt shall say so:\n\n1. in writing; and\n1. at once.\n\n"
        "Nobody shall complain.\n"
    )
    assert added_lines(deal) == [
        "own_clauses:",
        "  liability-for-delay:",
        "    title: Liability for delay",
        "    text: negotiated/liability-for-delay.md",
        "    after: deviations",
        *SAID,
    ]


def test_a_new_clause_is_changed_in_the_next_round(deal: Path) -> None:
    accepted(deal, edited(built(deal), with_new_clause("samples", "Delay", typed("Each Party shall pay."))))
    sent = built(deal)
    found = accepted(deal, edited(sent, lambda markup: markup.replace("Each Party shall pay.", "Nobody shall pay.")))
    assert (deal.parent / "negotiated" / "delay.md").read_text(encoding="utf-8") == "Nobody shall pay.\n"
    assert [entry.says for entry in found.entries] == ["text of the deal's own clause, negotiated/delay.md"]


def test_a_clause_that_moved_stands_where_they_put_it(deal: Path) -> None:
    accepted(deal, edited(built(deal), moved_behind("deviations", "samples")))
    # Of two that changed places, the shorter one moved.
    assert added_lines(deal) == ["moved_clauses:", "  samples:", "    after: events", *SAID]


def test_a_clause_that_moved_and_changed_does_both(deal: Path) -> None:
    accepted(
        deal,
        edited(
            built(deal), moved_behind("deviations", "samples", lambda one: one.replace("keep the rec", "guard the rec"))
        ),
    )
    assert negotiated(deal) == ["- It shall keep the record.", "+ It shall guard the record."]
    assert "moved_clauses:" in added_lines(deal)


def test_a_paragraph_that_moved_within_its_clause_moves(deal: Path) -> None:
    def change(markup: str) -> str:
        found = paragraph(markup, "mark its own copy")
        rest = markup[: found.start()] + markup[found.end() :]
        at = paragraph(rest, "record each Batch").start()
        return rest[:at] + found.group() + rest[at:]

    accepted(deal, edited(built(deal), change))
    text = (deal.parent / "negotiated" / "deviations.md").read_text(encoding="utf-8")
    assert text.startswith(
        "Each Party shall mark its own copy.\n\n{{ party('COM-01') }} shall record each Batch within"
    )


def test_another_title_goes_to_the_titles(deal: Path) -> None:
    def change(markup: str) -> str:
        start, end = control(markup, "deviations")
        return markup[:start] + markup[start:end].replace(">Deviations<", ">Deviations and errors<", 1) + markup[end:]

    accepted(deal, edited(built(deal), change))
    assert added_lines(deal) == ["clause_titles:", "  deviations:", "    title: Deviations and errors", *SAID]


TABLE = BODY.replace(
    "Each Party shall mark its own copy.",
    "| Class | Time |\n|---|---|\n| Critical | {{ days }} |\n| Major | 9 days |\n| Minor | a month |",
)


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda rows: [rows[0], rows[1], rows[2].replace("9\u00a0days", "10\u00a0days"), rows[3]], ["- | Major | 9 days |", "+ | Major | 10 days |"]),
        (lambda rows: [rows[0], rows[1].replace("Critical", "Very critical"), *rows[2:]], ["- | Critical | {{ days }} |", "+ | Very critical | {{ days }} |"]),
        (lambda rows: [*rows[:2], rows[3]], ["- | Major | 9 days |"]),
        (lambda rows: [*rows, rows[3].replace("Minor", "None").replace("a month", "a year")], ["+ | None | a year |"]),
        (lambda rows: [rows[0].replace("Time", "Time limit"), *rows[1:]], ["- | Class | Time |", "+ | Class | Time limit |"]),
    ],
)  # fmt: skip
def test_a_table_of_a_clause_is_changed_row_by_row(
    deal: Path, change: Callable[[list[str]], list[str]], lines: list[str]
) -> None:
    write_library(deal.parents[1] / "lib", {"deviations": clause("Deviations", TABLE, HEAD)})

    def whole(markup: str) -> str:
        start, end = control(markup, "deviations")
        rows = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", markup[start:end], re.DOTALL)
        return markup[:start] + markup[start:end].replace("".join(rows), "".join(change(rows)), 1) + markup[end:]

    accepted(deal, edited(built(deal), whole))
    now = (deal.parent / "negotiated" / "deviations.md").read_text(encoding="utf-8").splitlines()
    base = (deal.parent / "negotiated" / "deviations.base.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in difflib.ndiff(base, now) if line[0] in "+-"] == lines


def test_a_contact_that_changed_is_changed_in_the_deal(deal: Path) -> None:
    text = COMMENTED.replace("name: Ann, function: Quality}", "name: Ann, function: Quality, phone: '+1 555', email: ann@acme.test}")  # fmt: skip
    deal.write_text(text, encoding="utf-8")
    path = deal.parents[1] / "returned.docx"
    path.write_bytes(edited(built(deal), lambda markup: markup.replace("ann@acme.test", "eve@acme.test")))
    library = deal.parents[1] / "lib"
    found = carried(deal, path, Wanted("Ann"), None, library)
    assert ([entry.says for entry in found.entries], found.left) == (["contacts.0.email: eve@acme.test"], ())
    write_outputs(found.files)
    assert deal.read_text(encoding="utf-8") == text.replace("ann@acme.test", "eve@acme.test")
    assert review_file(path, deal, None, library).changed == ()


def test_a_name_that_stands_elsewhere_too_is_left_to_a_person(deal: Path) -> None:
    path = deal.parents[1] / "returned.docx"
    sent = built(deal)
    path.write_bytes(edited(sent, lambda markup: markup.replace("1 Main Street", "3 Main Street", 1)))
    found = carried(deal, path, Wanted("Ann"), None, deal.parents[1] / "lib")
    assert found.entries == ()
    assert {entry.says[:56] for entry in found.left} == {"write it into the deal by hand; it stands elsewhere too,"}


def test_a_row_moved_in_the_table_alone_tells_the_clause_that_changes_with_it(deal: Path) -> None:
    def change(markup: str) -> str:
        start = markup.index("Record deviations", markup.index("two-party") if "two-party" in markup else 0)
        row = re.compile(r"<w:tr>(?:(?!<w:tr>).)*?Record deviations.*?</w:tr>", re.DOTALL).search(markup, start - 3000)
        assert row is not None
        cells = re.findall(r"<w:tc>.*?</w:tc>", row.group(), re.DOTALL)
        giver, acceptor = cells[2], cells[3]
        swapped = row.group().replace(giver + acceptor, acceptor + giver, 1)
        return markup.replace(row.group(), swapped, 1)

    path = deal.parents[1] / "returned.docx"
    path.write_bytes(edited(built(deal), change))
    found = carried(deal, path, Wanted("Ann"), None, deal.parents[1] / "lib")
    assert [entry.says for entry in found.entries] == ["row COM-01 goes to the contract giver"]
    assert [(entry.clause, entry.says.partition(": ")[0]) for entry in found.left] == [
        ("deviations", "it came back as it was, and changes with what was accepted elsewhere")
    ]


def test_what_cannot_be_carried_over_is_told(deal: Path, tmp_path: Path) -> None:
    path = tmp_path / "returned.docx"
    path.write_bytes(edited(built(deal), lambda markup: markup.replace("A subject that", "Any subject that")))
    code, _, err = run(deal, str(path), "--by", "Ann")
    assert code == 3
    assert "not carried over: write it into the deal by hand" in err


def test_a_review_of_another_agreement_or_none_is_refused(deal: Path, tmp_path: Path) -> None:
    path, written = tmp_path / "returned.docx", tmp_path / "review.json"
    path.write_bytes(built(deal))
    found = json.loads(review_json(review_file(path, deal, None, tmp_path / "lib")))
    written.write_text(json.dumps(found | {"document": "QA-2"}))
    code, _, err = run(deal, str(written), "--by", "Ann")
    assert code == 1 and "it is a review of QA-2, and the deal is QA-1 [accept-refused]" in err
    written.write_text('{"file": 3}')
    code, _, err = run(deal, str(written), "--by", "Ann")
    assert code == 1 and "it is no review" in err
    with pytest.raises(ProblemsFound, match="the review has no clause 'nothing'"):
        carried(deal, path, Wanted("Ann", clauses=("nothing",)), None, tmp_path / "lib")


def test_a_build_sees_that_a_negotiated_text_changed(deal: Path) -> None:
    accepted(deal, edited(built(deal), without("mark its own copy")))
    library = str(deal.parents[1] / "lib")

    def build() -> str:
        done = CliRunner().invoke(commands, ["build", str(deal), "--library", library, "--explain", "-j", "1"])
        assert done.exit_code == 0, done.output
        return done.output

    build()
    assert "unchanged" in build()
    text = deal.parent / "negotiated" / "deviations.md"
    text.write_text(text.read_text(encoding="utf-8").replace("keep the record", "hide the record"), encoding="utf-8")
    assert "negotiated/deviations.md, which the deal includes, changed" in build()
    assert "The Contract Facility" in (
        shown := CliRunner().invoke(commands, ["show", str(deal), "--library", library]).output
    )
    assert "It shall hide the record." in shown and "mark its own copy" not in shown
