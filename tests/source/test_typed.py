import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_docs.model.deal import Choices, Contact, Deal, DocumentControl, PartyDetails, Revision
from qa_docs.model.library import BlankSpec, ClauseHead
from qa_docs.problems import ProblemsFound
from qa_docs.source.typed import fields_of, json_schema_of, read_typed, read_yaml_as
from qa_docs.source.yaml_tree import read_yaml

CONTROL = "number: QA-1\nrevision: 1\neffective_date: 2026-03-01\n"


def _read(text, kind):
    return read_yaml_as(text, "deal.yaml", kind)[0]


def test_values_are_converted_to_what_their_keys_ask_for():
    control = _read(CONTROL + "review_months: 12\npaper: letter\n", DocumentControl)
    assert control == DocumentControl(
        number="QA-1", revision="1", effective_date=datetime.date(2026, 3, 1), review_months=12, paper="letter"
    )


@pytest.mark.parametrize(("written", "read"), [("true", True), ("yes", True), ("false", False), ("no", False)])
def test_true_and_false_may_be_written_as_yes_and_no(written, read):
    assert _read(f"rework: {written}\n", Choices).rework is read


def test_a_part_of_a_tree_is_read_with_places_in_the_whole(problems_of):
    tree = read_yaml("rows:\n  - {revision: 1, date: 2026-03-01, reason: New}\n  - {revision: 2, date: x}\n", "r.yaml")
    assert read_typed(tree, Revision, ("rows", 0)).reason == "New"
    assert problems_of(read_typed, tree, Revision, ("rows", 1)) == (
        "r.yaml:3:5: error: the key 'reason' is missing in item 2 of 'rows' [missing-key]\n"
        "  hint: add it: Why the document was revised and what changed.\n"
        "r.yaml:3:25: error: 'x' is not a date [wrong-value]\n"
        "  hint: write YYYY-MM-DD, for example 2026-12-31"
    )


def test_a_misspelt_key_is_placed_and_a_near_one_is_suggested(problems_of):
    assert problems_of(_read, "numbr: QA-1\nrevision: 1\neffective_date: 2026-03-01\n", DocumentControl) == (
        "deal.yaml:1:1: error: 'numbr' is not known here [unknown-key]\n  hint: did you mean 'number'?"
    )


def test_an_unknown_key_that_is_like_no_other_shows_the_keys_there_are(problems_of):
    text = "{legal_name: A, short_name: A, address: B, country: C, vat: 1}"
    assert problems_of(_read, text, PartyDetails) == (
        "deal.yaml:1:56: error: 'vat' is not known here [unknown-key]\n"
        "  hint: the keys here are: legal_name, short_name, address, country, registration, logo, sites"
    )


def test_a_missing_key_is_placed_at_what_lacks_it_and_explained(problems_of):
    assert problems_of(_read, "number: QA-1\neffective_date: 2026-03-01\n", DocumentControl) == (
        "deal.yaml:1:1: error: the key 'revision' is missing [missing-key]\n  hint: add it: Current revision."
    )


def test_a_repeated_key_and_a_misspelt_one_are_reported_in_one_run(problems_of):
    assert problems_of(_read, CONTROL + "number: QA-2\npapr: a4\n", DocumentControl) == (
        "deal.yaml:4:1: error: 'number' is here twice, first in line 1 [repeated-key]\n"
        "  hint: keep one of the two\n"
        "deal.yaml:5:1: error: 'papr' is not known here [unknown-key]\n"
        "  hint: did you mean 'paper'?"
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("title: [a]", "4:8: error: 'title' must be text, not a list [wrong-type]"),
        (
            "title: {a: b}",
            "4:8: error: 'title' must be text, not a mapping of keys [wrong-type]\n  hint: put the text in quotes",
        ),
        (
            "title: {{ x }}",
            "4:8: error: a text begins with '{{' [yaml-refused]\n  hint: put it in quotes",
        ),
        (
            "title: ''",
            "4:8: error: 'title' is empty [wrong-value]\n  hint: write something between the quotes",
        ),
        (
            'title: "a\\nb"',
            "4:8: error: 'title' must be one line of text [wrong-value]\n"
            "  hint: write it on one line, with words in it",
        ),
        (
            f"title: {'x' * 501}",
            "4:8: error: 'title' is longer than 500 characters [wrong-value]\n  hint: shorten it",
        ),
        (
            "title:",
            "4:1: error: nothing is written after 'title' [wrong-type]\n  hint: write a value, or delete the line",
        ),
        (
            "review_months: two",
            "4:16: error: 'two' is not a whole number [wrong-value]\n  hint: write digits only, for example 24",
        ),
        (
            "review_months: 1.5",
            "4:16: error: '1.5' is not a whole number [wrong-value]\n  hint: write digits only, for example 24",
        ),
        (
            "review_months: 0",
            "4:16: error: '0' is too small for 'review_months' [wrong-value]\n  hint: write a number from 1",
        ),
        (
            "review_months: 1201",
            "4:16: error: '1201' is too large for 'review_months' [wrong-value]\n  hint: write a number up to 1200",
        ),
        (
            "review_months: " + "9" * 5000,
            f"4:16: error: '{'9' * 59}…' is too large for 'review_months' [wrong-value]\n"
            "  hint: write a smaller number",
        ),
        (
            "status: signed",
            "4:9: error: 'signed' is not a value of 'status' [wrong-value]\n"
            "  hint: choose one of: draft, for_signature, executed",
        ),
        ("paper: A4", "4:8: error: 'A4' is not a value of 'paper' [wrong-value]\n  hint: choose one of: a4, letter"),
        (
            "status: excuted",
            "4:9: error: 'excuted' is not a value of 'status' [wrong-value]\n  hint: did you mean 'executed'?",
        ),
        (
            "history: x",
            "4:10: error: 'history' must be a list, not text [wrong-type]\n"
            "  hint: put each item on a line of its own, beginning with '- ', or write [one, two]",
        ),
        (
            "history: [x]",
            "4:11: error: item 1 of 'history' must be a mapping of keys, not text [wrong-type]\n"
            "  hint: write its keys below it, indented: revision, date, reason, author",
        ),
        (
            "history: [~]",
            "4:11: error: item 1 of 'history' is empty [wrong-type]\n"
            "  hint: write something after the '-', or delete the line",
        ),
    ],
)
def test_a_wrong_value_is_placed_and_said_in_plain_words(problems_of, line, problem):
    assert problems_of(_read, CONTROL + line + "\n", DocumentControl) == f"deal.yaml:{problem}"


@pytest.mark.parametrize("date", ["31.12.2026", "2026-02-30", "'20260301'", "86400", "2026-03-01T00:00", "soon"])
def test_a_date_is_written_in_one_way_only(problems_of, date):
    text = f"number: QA-1\nrevision: 1\neffective_date: {date}\n"
    assert problems_of(_read, text, DocumentControl) == (
        f"deal.yaml:3:17: error: '{date.strip(chr(39))}' is not a date [wrong-value]\n"
        "  hint: write YYYY-MM-DD, for example 2026-12-31"
    )


def test_a_required_key_without_a_value_is_explained(problems_of):
    assert problems_of(_read, "number:\nrevision: 1\neffective_date: 2026-03-01\n", DocumentControl) == (
        "deal.yaml:1:1: error: nothing is written after 'number' [wrong-type]\n"
        "  hint: write a value: Document number, printed on the cover and in every footer."
    )


def test_a_boolean_that_is_none_is_refused(problems_of):
    assert problems_of(_read, "rework: maybe\nblinded: [true]\n", Choices) == (
        "deal.yaml:1:9: error: 'maybe' is neither true nor false [wrong-value]\n"
        "  hint: write true or false\n"
        "deal.yaml:2:10: error: 'blinded' must be true or false, not a list [wrong-type]"
    )


def test_a_value_in_a_list_is_named_by_the_list(problems_of):
    text = "{party: contract_giver, subjects: [quality, recal], name: A, function: B}"
    assert problems_of(_read, text, Contact) == (
        "deal.yaml:1:45: error: 'recal' is not a value of 'subjects' [wrong-value]\n  hint: did you mean 'recall'?"
    )


def _problem_of_deal(problems_of, line, key):
    """The problems that stand at one key of a deal that lacks all the others."""
    found = problems_of(_read, f"{line}\n", Deal).split("\ndeal.yaml")
    return "\n".join(f"deal.yaml{problem.removeprefix('deal.yaml')}" for problem in found if f"'{key}'" in problem)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "wording: uk",
            "deal.yaml:1:10: error: 'uk' is not a value of 'wording' [wrong-value]\n"
            "  hint: choose one of: us, eu, names; or give a mapping with contract_giver and contract_acceptor",
        ),
        (
            "wording: [us]",
            "deal.yaml:1:10: error: 'wording' must be text, not a list [wrong-type]\n"
            "  hint: choose one of: us, eu, names; or give a mapping with contract_giver and contract_acceptor",
        ),
        (
            "wording: {contract_giver: Sponsor}",
            "deal.yaml:1:1: error: the key 'contract_acceptor' is missing in 'wording' [missing-key]\n"
            '  hint: add it: Role name of the company that works for it, without article, for example "Supplier".',
        ),
    ],
)
def test_a_value_that_may_be_of_two_kinds_gives_one_problem(problems_of, line, problem):
    assert _problem_of_deal(problems_of, line, "wording") == problem


def test_a_choice_over_two_lists_gives_one_problem_with_both(problems_of):
    found = _problem_of_deal(problems_of, "responsibilities: [{activity: COM-01, to: me, reason: x}]", "to")
    assert found == (
        "deal.yaml:1:43: error: 'me' is not a value of 'to' [wrong-value]\n"
        "  hint: choose one of: contract_giver, contract_acceptor, both, not_applicable"
    )


def test_a_list_whose_items_are_wrong_is_not_called_empty(problems_of):
    assert _problem_of_deal(problems_of, "markets: [GB]", "markets") == (
        "deal.yaml:1:11: error: 'GB' is not a value of 'markets' [wrong-value]\n"
        "  hint: choose one of: US, EU, UK, CA, JP, CN, BR, IN, CH, AU"
    )
    assert _problem_of_deal(problems_of, "markets: []", "markets") == (
        "deal.yaml:1:10: error: 'markets' is empty [wrong-value]\n  hint: give at least one"
    )


def test_a_key_that_must_be_one_of_a_few_words_is_checked(problems_of):
    text = (
        "title: T\naspect: compliance\nversion: 1.0.0\nnote: n\npositions:\n  fallbak: {approver: legal, note: n}\n"
        "blanks:\n  '[key]': {label: L, type: nmber}\n"
    )
    assert problems_of(_read, text, ClauseHead) == (
        "deal.yaml:6:3: error: 'fallbak' is not known here [unknown-key]\n"
        "  hint: did you mean 'fallback'?\n"
        "deal.yaml:8:29: error: 'nmber' is not a value of 'type' [wrong-value]\n"
        "  hint: did you mean 'number'?"
    )


@pytest.mark.parametrize(("text", "kind"), [("[a]", "a list"), ("text", "text")])
def test_a_file_that_holds_no_keys_is_refused(problems_of, text, kind):
    assert problems_of(_read, text, DocumentControl) == (
        f"deal.yaml:1:1: error: this must be a mapping of keys, not {kind} [wrong-type]\n"
        "  hint: write lines of 'key: value', with the keys number, title, revision, effective_date, review_months, "
        "status, language, paper"
    )


def test_fields_are_described_by_the_text_below_them():
    assert dict(fields_of(BlankSpec))["minimum"] == "Smallest answer (number or duration)."
    assert list(fields_of(Revision)) == ["revision", "date", "reason", "author"]
    assert all(fields_of(Deal).values())


def test_the_schema_describes_what_is_read():
    schema = json_schema_of(DocumentControl, "Document control")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Document control"
    assert "$id" not in schema
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["number", "revision", "effective_date"]
    assert schema["properties"]["effective_date"] == {
        "type": "string",
        "format": "date",
        "description": "First day on which the agreement applies, YYYY-MM-DD; never before the last signature.",
    }
    assert schema["properties"]["paper"] == {
        "type": "string",
        "enum": ["a4", "letter"],
        "default": "a4",
        "description": "Paper size.",
    }
    assert schema["$defs"]["Revision"]["description"] == "One line of the revision history."


def test_the_schema_lets_a_text_be_written_as_a_number_since_it_is_read_as_text():
    schema = json_schema_of(DocumentControl, "Document control")
    assert schema["properties"]["revision"]["type"] == ["string", "number"]
    assert _read("number: 1\nrevision: 2\neffective_date: 2026-03-01\n", DocumentControl).revision == "2"


def test_every_field_of_a_deal_is_described_in_its_schema():
    schema = json_schema_of(Deal, "Deal")
    parts = [schema, *schema["$defs"].values()]
    assert [name for part in parts for name, field in part["properties"].items() if not field.get("description")] == []


_SCALARS = st.sampled_from([None, "", "x", "2026-03-01", "true", "12", "us", "contract_giver", "quality"])
_KEYS = st.sampled_from([*fields_of(Deal), *fields_of(Contact), "nmae"])
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_any_tree_is_read_or_refused(value):
    import json

    tree = read_yaml(json.dumps(value), "any.yaml")
    try:
        read_typed(tree, Deal)
    except ProblemsFound as found:
        assert all("pydantic" not in str(problem) for problem in found.problems)
