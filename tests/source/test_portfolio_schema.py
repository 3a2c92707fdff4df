"""The JSON Schema of a portfolio says what the reader says: made from the same classes, and held against it here."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from qa_docs.model.deal import Deal
from qa_docs.model.portfolio import Portfolio
from qa_docs.problems import ProblemsFound
from qa_docs.source.field_docs import fields_of
from qa_docs.source.format_page import example_text
from qa_docs.source.portfolio import parse_portfolio, portfolio_schema

ROOT = Path(__file__).parents[2]
SCHEMA = portfolio_schema()
BESIDE = {"schema", "library", "template"}
"""Keys of a deal that do not stand under `defaults`."""


class _AsText(yaml.SafeLoader):
    """Leaves dates as text, as JSON does."""


_AsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepted(text: str) -> bool:
    return bool(Draft202012Validator(SCHEMA).is_valid(yaml.load(text, Loader=_AsText)))


def read(text: str) -> bool:
    try:
        parse_portfolio(text, "qa-docs.yaml")
    except ProblemsFound:
        return False
    return True


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_that_the_reader_knows_is_described():
    properties = SCHEMA["properties"]
    assert list(properties) == [field.name for field in dataclasses.fields(Portfolio)]
    assert {name: held["description"] for name, held in properties.items()} == fields_of(Portfolio)
    below = SCHEMA["$defs"]["Defaults"]["properties"]
    assert set(below) == {field.name for field in dataclasses.fields(Deal)} - BESIDE
    assert all(held["description"] for held in below.values())


def test_a_deal_with_every_key_may_stand_under_defaults():
    deal = yaml.safe_load(example_text())
    text = yaml.safe_dump({"defaults": {key: value for key, value in deal.items() if key not in BESIDE}})
    assert accepted(text)
    assert read(text)


def test_no_key_under_defaults_is_needed():
    assert not [name for name, part in SCHEMA["$defs"].items() if "required" in part and name != "Include"]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("deals: ['**/deal.yaml']\nlibrary: [builtin, ./ours]\noverlay: [./house]\ntemplate: a.docx\n", True),
        ("output: documents/{deal}/{kind}\nedited: beside\n", True),
        ("defaults: {document: {paper: letter, review_months: 12}, wording: eu}\n", True),
        ("defaults: {wording: {contract_giver: Sponsor}}\n", True),
        ("defaults: {blanks: {a.b: 2 days}, qualified_persons: [{name: Quinn}]}\n", True),
        ("libary: [builtin]\n", False),
        ("edited: never\n", False),
        ("defaults: {wordng: eu}\n", False),
        ("defaults: {document: {paper: a3}}\n", False),
        ("defaults: {library: [builtin]}\n", False),
        ("defaults: {schema: 2}\n", False),
        ("defaults: {qualified_person: {name: Quinn}}\n", False),
    ],
)
def test_what_the_schema_takes_the_reader_takes(text: str, sound: bool):
    assert (accepted(text), read(text)) == (sound, sound)


def test_the_start_file_and_what_is_commented_out_in_it_are_right():
    text = (ROOT / "templates" / "portfolio.yaml").read_text(encoding="utf-8")
    whole = re.sub(r"^# ( *[\w.]+:)", r"\1", text, flags=re.MULTILINE)
    keys: dict[str, Any] = yaml.safe_load(whole)
    assert list(keys) == [field.name for field in dataclasses.fields(Portfolio)]
    for one in (text, whole):
        assert accepted(one)
        assert read(one)
