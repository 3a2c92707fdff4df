import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_docs.model.expression import Call, Choice, Compare, Constant, Logic, Name, Not
from qa_docs.problems import Place, ProblemsFound
from qa_docs.source.expression import check_names, names_in, read_expression

PLACE = Place("release.md", 7, 5)

US, EU = Name(("markets", "us")), Name(("markets", "eu"))


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("giver", Name(("giver",))),
        ("products.sterile", Name(("products", "sterile"))),
        ("markets.in", Name(("markets", "in"))),
        ("markets.in and not markets.us", Logic("and", Name(("markets", "in")), Not(US))),
        ("markets.us or markets.eu and stage.clinical", Logic("or", US, Logic("and", EU, Name(("stage", "clinical"))))),
        ("(markets.us or markets.eu) and x", Logic("and", Logic("or", US, EU), Name(("x",)))),
        ("a == 'b'", Compare("eq", Name(("a",)), Constant("b"))),
        ("a != 2", Compare("ne", Name(("a",)), Constant(2))),
        ("a <= -2.5", Compare("lteq", Name(("a",)), Constant(-2.5))),
        ("'US' in markets.names", Compare("in", Constant("US"), Name(("markets", "names")))),
        ("'US' not in markets.names", Compare("notin", Constant("US"), Name(("markets", "names")))),
        ("a if b else c", Choice(Name(("b",)), Name(("a",)), Name(("c",)))),
        ("ref('batch-record-review')", Call("ref", ("batch-record-review",))),
        ('party("COM-22")', Call("party", ("COM-22",))),
        ("true", Constant(True)),
        ("none", Constant(None)),
        ("  'a b'  ", Constant("a b")),
    ],
)
def test_what_clauses_use_is_read(text, expression):
    assert read_expression(text, PLACE) == expression


def test_a_list_after_in_is_read_as_comparisons():
    a = Name(("a",))
    either = Logic("or", Compare("eq", a, Constant("b")), Compare("eq", a, Constant("c")))
    neither = Logic("and", Compare("ne", a, Constant("b")), Compare("ne", a, Constant("c")))
    assert read_expression("a in ['b', 'c']", PLACE) == either
    assert read_expression("a in ('b', 'c')", PLACE) == either
    assert read_expression("a not in ['b', 'c']", PLACE) == neither
    assert read_expression("a in ['b']", PLACE) == Compare("eq", a, Constant("b"))


ALLOWED = (
    "allowed are names, texts in quotes, numbers, and, or, not, ==, !=, <, >, in, 'a if b else c', and ref('…'), "
    "party('…'), other_party('…'), notice('…'), products_of('…')"
)


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("x.__class__", "the name '__class__'", "a name never begins with an underscore"),
        ("_x", "the name '_x'", "a name never begins with an underscore"),
        ("''.__class__", "a dot after something that is no name", ALLOWED),
        ("x['__class__']", "square brackets after a name", "write a dot: products.sterile"),
        ("x.0", "square brackets after a name", "write a dot: products.sterile"),
        ("x|attr('y')", "a filter ('|')", ALLOWED),
        ("x is defined", "a test ('is')", "write == or != in its place"),
        ("1 + 1", "arithmetic", ALLOWED),
        ("2 ** 99", "arithmetic", ALLOWED),
        ("-x", "a minus sign", ALLOWED),
        ("'a' ~ 'b'", "'~'", ALLOWED),
        ("['a']", "a list", "a list may only stand after 'in'"),
        ("x == ['a']", "a list", "a list may only stand after 'in'"),
        ("x in [y]", "anything but a text in quotes or a number here", ALLOWED),
        ("x in []", "an empty list", "name at least one value"),
        ("{'a': 1}", "a mapping", ALLOWED),
        ("a < b < c", "a chain of comparisons", "join two comparisons with 'and'"),
        ("a if b", "an 'if' without 'else'", "write 'a if b else c'"),
        ("range(9)", "the function 'range'", "functions are: ref, party, other_party, notice, products_of"),
        ("partys('COM-1')", "the function 'partys'", "did you mean 'party'?"),
        ("x.y('z')", "a call", "functions are: ref, party, other_party, notice, products_of"),
        ("ref(x)", "ref with anything but one text in quotes", "write ref('…')"),
        ("ref()", "ref with anything but one text in quotes", "write ref('…')"),
        ("ref('a', 'b')", "ref with anything but one text in quotes", "write ref('…')"),
        ("ref('a', b='c')", "ref with anything but one text in quotes", "write ref('…')"),
        ("ref(*x)", "ref with anything but one text in quotes", "write ref('…')"),
        ("'\\x0b'", "a character that cannot stand in a Word file", "delete it"),
        ("1e999", "a number that is too large", "write a smaller one"),
        ("99999999999999999999", "a number that is too large", "write a smaller one"),
    ],
)
def test_everything_else_is_refused_with_the_way_out(problems_of, text, what, hint):
    assert problems_of(read_expression, text, PLACE) == (
        f"release.md:7:5: error: an expression may not use {what} [expression-refused]\n  hint: {hint}"
    )


@pytest.mark.parametrize("text", ["(" * 100 + "a", "a" * 2000, "-" * 999 + "1"])
def test_an_expression_without_end_is_refused(problems_of, text):
    found = problems_of(read_expression, text, PLACE)
    assert "[expression-refused]\n  hint: put it in simpler words" in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "an expression is empty"),
        ("giver name", "the expression 'giver name' cannot be read from 'name' on"),
        ("a, b", "the expression 'a, b' cannot be read from ',' on"),
        ("a }} b", "the expression 'a }} b' cannot be read from '}}' on"),
        ("a and", "the expression 'a and' cannot be read: unexpected 'end of template'"),
        ("'a", 'the expression "\'a" cannot be read: unexpected char "\'" at 0'),
    ],
)
def test_what_is_no_expression_is_a_problem(problems_of, text, message):
    found = problems_of(read_expression, text, PLACE)
    assert found.startswith(f"release.md:7:5: error: {message} [expression-syntax]\n  hint: ")


KNOWN = {("markets", "us"), ("markets", "eu"), ("products", "sterile"), ("giver",), ("giver", "name")}


def test_names_that_a_deal_has_are_fine():
    expression = read_expression("giver if markets.us and not products.sterile else ref('x')", PLACE)
    assert list(check_names(expression, KNOWN, PLACE)) == []
    assert list(names_in(expression)) == [("markets", "us"), ("products", "sterile"), ("giver",)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "product.sterile",
            "release.md:7:5: error: 'product.sterile' is nothing that a deal has [unknown-name]\n"
            "  hint: did you mean 'products.sterile'?",
        ),
        (
            "markets.antarctica",
            "release.md:7:5: error: 'markets.antarctica' is nothing that a deal has [unknown-name]\n"
            "  hint: after 'markets.' there may stand: eu, us",
        ),
        ("zzz", "release.md:7:5: error: 'zzz' is nothing that a deal has [unknown-name]"),
    ],
)
def test_a_name_that_no_deal_has_is_a_problem(text, problem):
    assert [str(found) for found in check_names(read_expression(text, PLACE), KNOWN, PLACE)] == [problem]


@given(
    st.from_regex(r"[a-z]{1,4}(\.[a-z_0-9]{1,4}){0,2}", fullmatch=True)
    | st.sampled_from(["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "markets.in", "a.not"])
    | st.from_regex(r"(ref|party|notice|range)\('[A-Za-z0-9._-]{0,6}'\)", fullmatch=True)
)
def test_what_is_read_at_a_glance_is_what_the_parser_reads(text):
    def outcome(written):
        try:
            return read_expression(written, PLACE)
        except ProblemsFound as found:
            return found.problems[0].code

    assert outcome(text) == outcome(f"({text})")


@given(st.text(max_size=60) | st.text(alphabet="ab.()[]{}'\"|=!<>+-*/%~, \\\nnotinifelse01_", max_size=60))
@example("not " * 240 + "a")
@example("a" + ".b" * 400)
@example("a if b else " * 80 + "c")
@example("'\\N{DASH}' == '\\u12'")
def test_any_text_is_an_expression_or_a_problem(text):
    try:
        expression = read_expression(text, PLACE)
    except ProblemsFound as found:
        assert len(found.problems) == 1
    else:
        assert all(not step.startswith("_") for path in names_in(expression) for step in path)
