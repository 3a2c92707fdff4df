import contextlib
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_docs.model.expression import Call, Name, Not
from qa_docs.model.text import Emphasis, SourceItem, SourceList, SourceParagraph, SourceTable, Strong, Value
from qa_docs.problems import Place, ProblemsFound
from qa_docs.source.markdown import read_clause_text, read_inline

QP = Name(("qp", "needed"))


def _read(text):
    return read_clause_text(text, "clause.md", 20)


def _words(text):
    (paragraph,) = _read(text)["standard"]
    return paragraph.text


def test_a_clause_is_read_as_paragraphs_and_lists():
    text = (
        "{{ party('COM-22') }} shall record every Deviation\n"
        "and investigate it.\n"
        "\n"
        "{{ acceptor }} shall before that day:\n"
        "\n"
        "1. send {{ giver }} an interim report; and\n"
        "2. agree a new date\n"
        "   in writing:\n"
        "   1. first; and\n"
        "   2. second.\n"
        "\n"
        "- a bullet\n"
    )
    assert _read(text) == {
        "standard": (
            SourceParagraph(
                (Value(Call("party", ("COM-22",)), 20, 1), " shall record every Deviation and investigate it."),
                None,
                20,
            ),
            SourceParagraph((Value(Name(("acceptor",)), 23, 1), " shall before that day:"), None, 23),
            SourceList(
                (
                    SourceItem(
                        (
                            SourceParagraph(
                                ("send ", Value(Name(("giver",)), 25, 9), " an interim report; and"), None, 25
                            ),
                        )
                    ),
                    SourceItem(
                        (
                            SourceParagraph(("agree a new date in writing:",), None, 26),
                            SourceList(
                                (
                                    SourceItem((SourceParagraph(("first; and",), None, 28),)),
                                    SourceItem((SourceParagraph(("second.",), None, 29),)),
                                )
                            ),
                        )
                    ),
                )
            ),
            SourceList((SourceItem((SourceParagraph(("a bullet",), None, 31),)),), ordered=False),
        )
    }


def test_the_other_positions_follow_their_headings():
    text = "\nStandard.\n\n# acceptable\n\nAcceptable.\n\nMore.\n\n# fallback\n\nFallback.\n"
    assert _read(text) == {
        "standard": (SourceParagraph(("Standard.",), None, 21),),
        "acceptable": (SourceParagraph(("Acceptable.",), None, 25), SourceParagraph(("More.",), None, 27)),
        "fallback": (SourceParagraph(("Fallback.",), None, 31),),
    }


def test_a_condition_belongs_to_its_paragraph_or_item():
    text = (
        "[when: qp.needed]\nOn a line of its own.\n\n"
        "[when: not qp.needed] On the same line.\n\n"
        "1. always\n"
        "2. [when: qp.needed] item\n\n"
        "   [when: not qp.needed]\n"
        "   paragraph in it\n"
    )
    assert _read(text)["standard"] == (
        SourceParagraph(("On a line of its own.",), QP, 20),
        SourceParagraph(("On the same line.",), Not(QP), 23),
        SourceList(
            (
                SourceItem((SourceParagraph(("always",), None, 25),)),
                SourceItem(
                    (SourceParagraph(("item",), None, 26), SourceParagraph(("paragraph in it",), Not(QP), 28)), QP
                ),
            )
        ),
    )


def test_a_condition_may_hold_brackets_and_quotes():
    (paragraph,) = _read("[when: markets.us and x in ['a]_b', \"c\"]] Text.\n")["standard"]
    assert paragraph.text == ("Text.",)
    assert paragraph.when is not None


def test_expressions_are_kept_away_from_markdown():
    assert _words("{{ ref('a_b') }}_x_{{ ref('c_d') }} *{{ x_y }}* and **bold {{ z }}**.\n") == (
        Value(Call("ref", ("a_b",)), 20, 1),
        "_x_",
        Value(Call("ref", ("c_d",)), 20, 20),
        " ",
        Emphasis((Value(Name(("x_y",)), 20, 38),)),
        " and ",
        Strong(("bold ", Value(Name(("z",)), 20, 60))),
        ".",
    )


def test_a_value_carries_its_own_line_and_column():
    assert _words("one\ntwo {{ a }}\nthree {{ b }}\n") == (
        "one two ",
        Value(Name(("a",)), 21, 5),
        " three ",
        Value(Name(("b",)), 22, 7),
    )


def test_a_table_is_read_with_its_expressions():
    text = "| Sample | *Keeper* |\n| --- | --- |\n| {{ ref('a|b') }} | 2 \\| 3 |\n| | y |\n"
    assert _read(text)["standard"] == (
        SourceTable(
            (("Sample",), (Emphasis(("Keeper",)),)),
            (((Value(Call("ref", ("a|b",)), 22, 3),), ("2 | 3",)), ((), ("y",))),
            20,
        ),
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('the "Product" and the ("Site")', "the “Product” and the (“Site”)"),
        ("the Owner's batches' records", "the Owner’s batches’ records"),
        ("so-called 'hot' work", "so-called ‘hot’ work"),
        ("\"'nested' quotes\"", "“‘nested’ quotes”"),
        ("a \"quote 'in' it\"", "a “quote ‘in’ it”"),
        ("2 - 8 °C -- always", "2 – 8\u00a0°C – always"),
        ("Article 18 of Directive 2001/83/EC", "Article\u00a018 of Directive\u00a02001/83/EC"),
        ("§ 211.100 of 21 CFR Part 211", "§\u00a0211.100 of 21\u00a0CFR\u00a0Part\u00a0211"),
        ("Regulation (EU) 2017/745", "Regulation\u00a0(EU)\u00a02017/745"),
        ("ICH Q9 and Sections 3 to 5", "ICH\u00a0Q9 and Sections\u00a03 to 5"),
        ("within 10 Business Days, 5 mg, 3 months", "within 10\u00a0Business Days, 5\u00a0mg, 3\u00a0months"),
        ("5 minor points and 24 hour-long runs of part 2", "5 minor points and 24 hour-long runs of part 2"),
        ("line-clearance, 2-8, a--b", "line-clearance, 2-8, a--b"),
        ("at least\n-- or more", "at least – or more"),
        ("a &amp; b &lt; c &nbsp;d", "a & b < c \xa0d"),
        ("5 < 6 > 4 & A*B _ x", "5 < 6 > 4 & A*B _ x"),
        ("\\*not bold\\* \\[x\\] \\<y>", "*not bold* [x] <y>"),
        ("[•] and [1]", "[•] and [1]"),
        ("much   space\tand  \nmore", "much space and more"),
        ("药品 دواء 💊", "药品 دواء 💊"),
    ],
)
def test_plain_text_is_set_as_it_is_printed(written, printed):
    assert _words(written) == (printed,)


def test_quotation_marks_look_at_what_stands_before_them_across_nodes():
    assert _words('"{{ a }}" is **"b"** and {{ a }}\'s *c*\'s - {{ a }} - x') == (
        "“",
        Value(Name(("a",)), 20, 2),
        "” is ",
        Strong(("“b”",)),
        " and ",
        Value(Name(("a",)), 20, 26),
        "’s ",
        Emphasis(("c",)),
        "’s – ",
        Value(Name(("a",)), 20, 44),
        " – x",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "# Scope\n\nx",
            "20: error: a heading is not used in clauses [markdown-unsupported]\n"
            "  hint: only '# acceptable' and '# fallback' are headings; the title of a clause stands in its head",
        ),
        (
            "x\n\nScope\n=====\n",
            "22: error: a heading is not used in clauses [markdown-unsupported]\n"
            "  hint: only '# acceptable' and '# fallback' are headings; the title of a clause stands in its head",
        ),
        (
            "x\ny <b>z</b>",
            "21: error: HTML is not used in clauses [markdown-unsupported]\n"
            "  hint: write '\\<' if a less-than sign is meant",
        ),
        (
            "x\n\n<div>y</div>",
            "22: error: HTML is not used in clauses [markdown-unsupported]\n"
            "  hint: write '\\<' if a less-than sign is meant",
        ),
        (
            "x [y](https://z)",
            "20: error: a link is not used in clauses [markdown-unsupported]\n"
            "  hint: write the address as text, or {{ ref('…') }} for a clause",
        ),
        (
            "x <https://z.example>",
            "20: error: a link is not used in clauses [markdown-unsupported]\n"
            "  hint: write the address as text, or {{ ref('…') }} for a clause",
        ),
        (
            "x\n\n[y]: https://z",
            "22: error: a link is not used in clauses [markdown-unsupported]\n"
            "  hint: write '\\[' if a bracket is meant",
        ),
        (
            "![x](y.png)",
            "20: error: a picture is not used in clauses [markdown-unsupported]\n  hint: clauses hold text only",
        ),
        (
            "x `y`",
            "20: error: code ('`') is not used in clauses [markdown-unsupported]\n"
            "  hint: write it as plain text, or in quotation marks",
        ),
        (
            "x\n\n```\ny\n```\n",
            "22: error: code is not used in clauses [markdown-unsupported]\n  hint: write plain text",
        ),
        (
            "x\n\n    y\n",
            "22: error: a text indented by four spaces or more, which is code, is not used in clauses "
            "[markdown-unsupported]\n  hint: take the spaces away",
        ),
        (
            "> x\n> > y\n\nz",
            "20: error: a quotation ('>') is not used in clauses [markdown-unsupported]\n"
            "  hint: write '\\>' if a greater-than sign is meant",
        ),
        ("x\n\n***\n", "22: error: a rule is not used in clauses [markdown-unsupported]\n  hint: delete the line"),
        (
            "x\\\ny",
            "20: error: a line break inside a paragraph is not used in clauses [markdown-unsupported]\n"
            "  hint: begin a new paragraph",
        ),
        (
            "1. a\n   1. b\n      1. c\n",
            "22: error: a list is nested three deep [markdown-unsupported]\n"
            "  hint: two levels are printed, (a) and (i); write a paragraph of its own",
        ),
        (
            "x [when: y] z",
            "20:3: error: a condition stands inside a text [markdown-unsupported]\n"
            "  hint: write '[when: …]' at the start of a paragraph or list item",
        ),
        (
            "[when: x] **[when: y]** z",
            "20:13: error: a condition stands inside a text [markdown-unsupported]\n"
            "  hint: write '[when: …]' at the start of a paragraph or list item",
        ),
        (
            "x\n\n[when: y]\n\nz",
            "22: error: a condition stands above nothing [markdown-unsupported]\n"
            "  hint: write the paragraph right below it; in a list, begin each item with it",
        ),
        (
            "| a |\n| --- |\n| [when: x] y |\n",
            "22: error: a condition stands inside a table [markdown-unsupported]\n"
            "  hint: put the table in a clause of its own",
        ),
        (
            "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n",
            "22: error: the row has 3 cells and the heading 2 [markdown-unsupported]\n"
            "  hint: write '\\|' if a bar is meant",
        ),
        (
            "x\n#y",
            "21: error: looks like a heading and is read as text [markdown-unsupported]\n"
            "  hint: only '# acceptable' and '# fallback' are headings",
        ),
        (
            "x:\n2. y",
            "21: error: looks like a list item and is read as text [markdown-unsupported]\n"
            "  hint: leave a blank line above the list",
        ),
        (
            "1.Foo",
            "20: error: looks like a list item and is read as text [markdown-unsupported]\n"
            "  hint: put a space after the number",
        ),
        (
            "| a | b |\n| c | d |\n",
            "20: error: looks like a table and is read as text [markdown-unsupported]\n"
            "  hint: write '| --- | --- |' below the table's heading row\n"
            "clause.md:21: error: looks like a table and is read as text [markdown-unsupported]\n"
            "  hint: write '| --- | --- |' below the table's heading row",
        ),
        (
            "x\n\n# fallback\n\ny\n\n# fallback\n\nz",
            "26: error: the text for 'fallback' is here twice [markdown-unsupported]\n  hint: keep one of the two",
        ),
        (
            "{% if x %}y",
            "20:1: error: the tag '{%' is not used in clauses [template-tag]\n"
            "  hint: write '[when: …]' at the start of a paragraph, or a variant of the clause",
        ),
        (
            "x {# y #}",
            "20:3: error: the tag '{#' is not used in clauses [template-tag]\n"
            "  hint: write '[when: …]' at the start of a paragraph, or a variant of the clause",
        ),
        ("x {{ y", "20:3: error: '{{' is not closed in its line [template-tag]\n  hint: close it with '}}'"),
        ("x }} y", "20:3: error: '}}' closes nothing [template-tag]\n  hint: open it with '{{', or delete it"),
        (
            "[when: x\ny] z",
            "20:1: error: the condition cannot be read [expression-syntax]\n"
            "  hint: write '[when: condition]' on one line",
        ),
        (
            "[When x] y",
            "20:1: error: the condition cannot be read [expression-syntax]\n"
            "  hint: write '[when: condition]' on one line",
        ),
        (
            "x\ny {{ z.__class__ }}",
            "21:3: error: an expression may not use the name '__class__' [expression-refused]\n"
            "  hint: a name never begins with an underscore",
        ),
        (
            "x\x0b",
            "20:2: error: the character U+000B cannot stand in a Word file [illegal-character]\n"
            "  hint: delete it or type it anew; it usually comes from copying out of a PDF or another program",
        ),
        (
            "",
            "20: error: the standard position of the clause has no text [clause-empty]\n"
            "  hint: write it below this line",
        ),
        (
            "x\n\n# acceptable\n\n# fallback\n\ny",
            "22: error: the acceptable position of the clause has no text [clause-empty]\n"
            "  hint: write it below this line",
        ),
        (
            "1. x\n2.\n",
            "21: error: a list item has no text [clause-empty]\n  hint: write it after the mark, or delete the mark",
        ),
    ],
)
def test_what_clauses_do_not_use_is_a_problem_with_its_line(problems_of, text, problem):
    assert problems_of(_read, text) == f"clause.md:{problem}"


def test_all_problems_of_a_clause_are_reported_in_one_run(problems_of):
    found = problems_of(_read, "x `y`\n\n{{ 1 + 1 }}\n\n{% z %}\n\n## More\n\n# fallback\n\n> q\n\nx [l](m)\n")
    assert [line.split(": error: ")[0] for line in found.splitlines() if ": error: " in line] == [
        "clause.md:20",
        "clause.md:22:1",
        "clause.md:24:1",
        "clause.md:26",
        "clause.md:30",
        "clause.md:32",
    ]


def test_a_text_that_is_much_too_long_is_refused(problems_of):
    assert problems_of(_read, "x" * 200_001) == (
        "clause.md:20: error: the clause holds more than 200,000 characters [file-too-large]\n  hint: split it"
    )


def test_a_phrase_is_read_with_its_values():
    assert read_inline("any employee of {{ acceptor }}\nbecomes *aware* of 'it'", Place("clause.md", 5, 12)) == (
        "any employee of ",
        Value(Name(("acceptor",)), 5, 12),
        " becomes ",
        Emphasis(("aware",)),
        " of ‘it’",
    )


@pytest.mark.parametrize("text", ["1. First", "# Title", "- x", "> y", "| z |"])
def test_a_phrase_has_no_blocks(text):
    assert read_inline(text, Place("clause.md", 5, 12)) == (text,)


def test_every_problem_of_a_phrase_stands_at_its_place(problems_of):
    assert (
        problems_of(read_inline, "[when: x] {{ 1 + 1 }}\n`y` {{ z", Place("clause.md", 5, 12)).count(
            "clause.md:5:12: error: "
        )
        == 4
    )


@pytest.mark.parametrize(
    "part",
    ["[", "![", "*a_ ", "{{", "[when:", "{{'", "`a ", "<a ", "1. a\n", "a|", "\\", "&#1;", '"', "> ", "- ", "[a]: b\n"],
)
def test_no_text_takes_long(part):
    begin = time.perf_counter()
    with contextlib.suppress(ProblemsFound):
        _read(part * (60_000 // len(part)))
    assert time.perf_counter() - begin < 30


_ODD = st.text(alphabet="ab1.-*_#>|`[]({)}\\<!&:' \"\n\t%~", max_size=60)


@given(st.text(max_size=60) | _ODD | st.lists(_ODD, max_size=5).map("{{ a }} [when: x] ".join))
@example("- \n# fallback\n- # fallback\n")
@example("1. - # x\n> # fallback\n")
@example("|\n|-\n|")
def test_any_text_is_a_clause_or_a_problem(text):
    try:
        found = _read(text)
    except ProblemsFound as fault:
        assert fault.problems
    else:
        assert all(found.values())


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=40))
def test_plain_words_come_out_as_they_went_in(text):
    (paragraph,) = _read(f"x{text}x")["standard"]
    assert "".join(paragraph.text).split() == f"x{text}x".split()
