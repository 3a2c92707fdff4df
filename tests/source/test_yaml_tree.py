import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from qa_docs.problems import ProblemsFound
from qa_docs.source.yaml_composer import Composer
from qa_docs.source.yaml_tree import compose_yaml, read_yaml


def test_every_scalar_stays_the_text_that_was_written():
    tree = read_yaml("country: NO\nversion: 1.10\nwhen: 2026-01-02\ntime: 12:30:00\nyes: on\noctal: 010\n", "deal.yaml")
    assert tree.value == {
        "country": "NO",
        "version": "1.10",
        "when": "2026-01-02",
        "time": "12:30:00",
        "yes": "on",
        "octal": "010",
    }


def test_only_what_is_left_empty_is_none():
    tree = read_yaml("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\ng: [ , x]\n".replace("[ , x]", "[~, x]"), "d.yaml")
    assert tree.value == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": [None, "x"]}


def test_places_are_those_of_keys_and_items_and_values_have_their_own():
    tree = read_yaml("a: NO\nb:\n  - 1.10\n  - {x: é, y: 'z'}\n", "deal.yaml", first_line=10)
    assert tree.places == {
        (): (10, 1),
        ("a",): (10, 1),
        ("b",): (11, 1),
        ("b", 0): (12, 5),
        ("b", 1): (13, 5),
        ("b", 1, "x"): (13, 6),
        ("b", 1, "y"): (13, 12),
    }
    assert tree.value_places[("a",)] == (10, 4)
    assert tree.value_places[("b",)] == (12, 3)
    assert tree.value_places[("b", 1, "y")] == (13, 15)


def test_the_place_of_what_is_not_written_is_that_of_what_is_around_it():
    tree = read_yaml("a:\n  b: 1\n", "deal.yaml")
    assert str(tree.place(("a", "c", 3))) == "deal.yaml:1:1"
    assert str(tree.value_place(("a", "b"))) == "deal.yaml:2:6"


def test_a_repeated_key_names_both_lines_and_the_rest_is_read(problems_of):
    text = "number: 1\ntitle: x\nnumber: {a: 2}\ntitle: y\n"
    assert problems_of(read_yaml, text, "deal.yaml") == (
        "deal.yaml:3:1: error: 'number' is here twice, first in line 1 [repeated-key]\n"
        "  hint: keep one of the two\n"
        "deal.yaml:4:1: error: 'title' is here twice, first in line 2 [repeated-key]\n"
        "  hint: keep one of the two"
    )
    tree, problems = compose_yaml(text, "deal.yaml")
    assert tree.value == {"number": "1", "title": "x"}
    assert len(problems) == 2


def test_an_alias_repeats_what_its_anchor_holds_and_points_to_its_lines():
    tree = read_yaml("a: &site\n  name: X\n  ids: [1]\nb: *site\nc: &t text\nd: *t\n", "deal.yaml")
    assert tree.value["b"] == {"name": "X", "ids": ["1"]}
    assert tree.value["d"] == "text"
    assert tree.places[("b",)] == (4, 1)
    assert tree.places[("b", "name")] == (2, 3)
    assert tree.places[("b", "ids", 0)] == (3, 9)


def test_an_alias_without_an_anchor_is_a_problem(problems_of):
    assert problems_of(read_yaml, "a: *site\nb: 1\nb: 2\n", "deal.yaml") == (
        "deal.yaml:1:4: error: nothing before this is called '&site' [yaml-syntax]\n"
        "  hint: put a text that begins with * in quotes\n"
        "deal.yaml:3:1: error: 'b' is here twice, first in line 2 [repeated-key]\n"
        "  hint: keep one of the two"
    )


def test_an_alias_inside_its_own_anchor_is_a_problem(problems_of):
    assert problems_of(read_yaml, "a: &a [*a]\n", "deal.yaml") == (
        "deal.yaml:1:8: error: nothing before this is called '&a' [yaml-syntax]\n"
        "  hint: put a text that begins with * in quotes"
    )


def test_aliases_that_explode_are_refused_at_once(problems_of):
    lines = ["a0: &a0 [" + ", ".join(["lol"] * 9) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 10)]
    begin = time.perf_counter()
    assert problems_of(read_yaml, "\n".join(lines), "deal.yaml") == (
        "deal.yaml:6:15: error: the file holds more than 200,000 keys and values, aliases written out [yaml-too-deep]\n"
        "  hint: write less, or split the file; an alias ('*name') repeats all that its anchor ('&name') holds"
    )
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(("part", "column"), [("[", 61), ("{a: ", 241), ("- ", 121), ("[{a: ", 151)])
def test_deep_nesting_is_refused_and_crashes_nothing(problems_of, part, column):
    assert problems_of(read_yaml, part * 100_000, "deal.yaml") == (
        f"deal.yaml:1:{column}: error: the file is nested more than 60 levels deep [yaml-too-deep]\n"
        "  hint: check the brackets and the indentation"
    )


def test_deep_nesting_of_keys_crashes_nothing(problems_of):
    found = problems_of(read_yaml, "? " * 100_000, "deal.yaml")
    assert "deal.yaml:1:121: error: the file is nested more than 60 levels deep [yaml-too-deep]" in found


def test_aliases_cannot_nest_deeper_than_brackets_can(problems_of):
    text = "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 40 + "*a" + "]" * 40
    assert problems_of(read_yaml, text, "deal.yaml").startswith(
        "deal.yaml:2:44: error: the file is nested more than 60 levels deep [yaml-too-deep]"
    )


def test_what_nothing_here_needs_is_refused_all_in_one_run(problems_of):
    text = "<<: {x: 1}\n? [a, b]\n: c\n'': d\nrun: !!python/object/apply:os.system [ls]\nkind: !own x\n"
    assert problems_of(read_yaml, text, "deal.yaml") == (
        "deal.yaml:1:1: error: a merge key ('<<') is not read here [yaml-refused]\n"
        "  hint: write the keys out in each place\n"
        "deal.yaml:2:3: error: a key must be a word [yaml-refused]\n"
        "  hint: if a text begins with [, { or *, put it in quotes\n"
        "deal.yaml:4:1: error: a key is empty [yaml-refused]\n"
        "  hint: write a word before the colon\n"
        "deal.yaml:5:6: error: the tag '!!python/object/apply:os.system' is not read here [yaml-refused]\n"
        "  hint: delete it: what a value is follows from its key\n"
        "deal.yaml:6:7: error: the tag '!own' is not read here [yaml-refused]\n"
        "  hint: delete it: what a value is follows from its key"
    )


def test_a_tag_that_says_text_is_harmless():
    assert read_yaml("a: !!str 1\nb: !!str\nc: !!map {d: 1}\n", "d.yaml").value == {"a": "1", "b": "", "c": {"d": "1"}}


def test_two_documents_are_refused(problems_of):
    assert problems_of(read_yaml, "a: 1\n---\nb: 2\n", "deal.yaml") == (
        "deal.yaml:2:1: error: a second YAML document begins here [yaml-refused]\n"
        "  hint: one file holds one document; delete the '---' line or move what follows to a file of its own"
    )


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "", "~"])
def test_yaml_that_holds_nothing_is_a_problem(problems_of, text):
    assert problems_of(read_yaml, text, "deal.yaml") == (
        "deal.yaml: error: the file holds no YAML, only blank lines and comments [file-empty]"
    )


def test_an_illegal_character_written_as_an_escape_is_found(problems_of):
    assert problems_of(read_yaml, 'a: "x\\x0b"\nb: "\\0": 1\n'.replace(': "\\0": 1', ': "\\0"'), "deal.yaml") == (
        "deal.yaml:1:4: error: the character U+000B cannot stand in a Word file [illegal-character]\n"
        "  hint: delete it or type it anew; it usually comes from copying out of a PDF or another program\n"
        "deal.yaml:2:4: error: the character U+0000 cannot stand in a Word file [illegal-character]\n"
        "  hint: delete it or type it anew; it usually comes from copying out of a PDF or another program"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 'x\nb: 1\n", "1:4: error: a quotation mark is opened and not closed"),
        ("a:\n\tb: 1\n", "2:1: error: a tab is used for indentation"),
        ("a: [1, 2\nb: 3\n", "1:4: error: a list in [ ] is not closed, or a comma is missing"),
        ("a: {b: 1\nc: 3\n", "1:4: error: a mapping in { } is not closed, or a comma is missing"),
        ("a: x: y\n", "1:5: error: a second ': ' follows in this line, or the line is indented too far"),
        ("a: 1\n  b: 2\n", "2:4: error: a second ': ' follows in this line, or the line is indented too far"),
        ("a: @x\n", "1:4: error: a value begins with a character that YAML keeps for itself"),
        ("a: `x`\n", "1:4: error: a value begins with a character that YAML keeps for itself"),
        ("a: *\n", "1:5: error: a value begins with *, which YAML keeps for itself"),
        ("a: & b\n", "1:5: error: a value begins with &, which YAML keeps for itself"),
        ('a: "C:\\dir"\n', "1:7: error: a backslash in double quotes begins an escape that YAML does not know"),
        ('a: "\\ud800"\n', "1:7: error: an escape in double quotes is wrong"),
        ("a: 1\nx\nb: 2\n", "3:1: error: a line stands between keys and is none itself"),
        ("a:\n  b: 1\n c: 2\n", "3:2: error: this line does not line up with the keys above it"),
        ("- a\nb: 2\n", "2:1: error: this line does not line up with the list above it"),
        ("a: b\nc: d - e\nd: - e\n", "3:4: error: a list item ('- ') cannot begin here"),
        ("a: 'it's'\n", "1:8: error: the value has ended before this"),
    ],
)
def test_what_the_yaml_parser_complains_of_is_said_in_plain_words(problems_of, text, problem):
    found = problems_of(read_yaml, text, "deal.yaml")
    assert found.startswith(f"deal.yaml:{problem} [yaml-syntax]\n  hint: ")


def test_faults_before_a_syntax_error_are_reported_with_it(problems_of):
    assert problems_of(read_yaml, "a: 1\na: 2\nb: 'x\n", "deal.yaml") == (
        "deal.yaml:2:1: error: 'a' is here twice, first in line 1 [repeated-key]\n"
        "  hint: keep one of the two\n"
        "deal.yaml:3:4: error: a quotation mark is opened and not closed [yaml-syntax]\n"
        "  hint: close it, or double it if it is meant"
    )


@given(st.text(max_size=80) | st.text(alphabet="ab:-[]{},&*!|>'\"%@`?# \n\t~<\\x0", max_size=40))
@example("? ? a")
@example("? {a: b}\n: *x\n? *x\n: - ? b\n")
@example("&a [&b {*a : *b}]")
@example("\ufeffa: \ufeff")
@example('"\\0": {"\\0": 1, "\\0": 2}')
@example("&a a: &a *a")
def test_any_text_is_a_tree_or_a_problem(text):
    try:
        tree = read_yaml(text, "any.yaml")
    except ProblemsFound as found:
        assert all(problem.message for problem in found.problems)
    else:
        assert tree.value is not None
        assert set(tree.value_places) >= set(tree.places)


_PLAIN = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
_TREES = st.recursive(
    st.text(alphabet="abc NO10:-#'\"é💊", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_PLAIN, inner, max_size=4),
    max_leaves=20,
)


@given(_TREES)
def test_what_was_written_is_read_back(tree):
    def written(value):
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {written(part)}" for key, part in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return "'" + value.replace("'", "''") + "'"

    assert read_yaml(f"root: {written(tree)}", "any.yaml").value == {"root": tree}


def test_the_parser_in_python_reads_the_same_as_the_one_in_c():
    text = "a: [1, {b: 'c', d: \"e\"}]\nf: |\n  g\n  h\ni: &x NO\nj: *x\n"
    fast = read_yaml(text, "deal.yaml")
    slow = Composer("deal.yaml", 1, yaml.SafeLoader)
    assert slow.compose(text) == fast.value
    assert slow.places == fast.places
    assert slow.value_places == fast.value_places
