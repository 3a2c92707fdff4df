"""Changes that the words of a file do not show: other targets, other numbers, hidden words. Each is found, alone."""

import random
import re
from collections.abc import Callable

import pytest

from qa_docs.build.review import lines_of
from qa_docs.model.review import ClauseFinding
from qa_docs.review.findings import findings_of, recast_numbers
from tests.returns.built import agreement, reviewed, sent_lines
from tests.returns.test_markup import PARAGRAPH, paragraphs, sent_markup, span
from tests.review.corruptions import DOCUMENT, Parts, pack, unpack

CLAUSE = "compliance-with-law"
"""It has four paragraphs, three list items and a cross-reference."""
_WHO = 'w:author="B. Novak" w:date="2026-04-01T09:00:00Z"'
NUMBERING, STYLES, RELS = "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"


def parts() -> Parts:
    return unpack(agreement().content)


def found(held: Parts) -> dict[str, ClauseFinding]:
    """Give the findings of the clauses that are not as they were sent."""
    findings = findings_of(sent_lines(), lines_of(pack(held), "returned", []))
    return {one.clause: one for one in findings if one.state != "unchanged"}


def in_clause(held: Parts, change: Callable[[str], str], clause: str = CLAUSE) -> Parts:
    text = held[DOCUMENT].decode()
    start, end = span(text, clause)
    changed = change(text[start:end])
    assert changed != text[start:end]
    return {**held, DOCUMENT: (text[:start] + changed + text[end:]).encode()}


def replaced_once(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def in_part(held: Parts, name: str, old: str, new: str) -> Parts:
    assert old in held[name].decode(), old
    return {**held, name: held[name].decode().replace(old, new, 1).encode()}


def with_properties(number: int, properties: str) -> Callable[[str], str]:
    """Give a change that puts properties behind the style of a paragraph of the clause."""

    def change(text: str) -> str:
        one = paragraphs(text)[number]
        return text.replace(
            one, re.sub(r"(<w:pStyle [^>]*/>)(<w:numPr>.*?</w:numPr>)?", rf"\1{properties}", one, count=1), 1
        )

    return change


def list_properties(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def restarted(start: int) -> Callable[[Parts], Parts]:
    """Give a change that lets the numbers begin anew at the third paragraph of the clause."""

    def change(held: Parts) -> Parts:
        number = f'<w:num w:numId="977"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        held = in_part(held, NUMBERING, "</w:numbering>", f"{number}</w:numbering>")
        return in_clause(held, with_properties(2, list_properties(2, 977)))

    return change


def target_of(text: str) -> str:
    named = re.search(r" REF (_Ref_\w+) ", text)
    assert named is not None
    return named[1]


def other_target(text: str) -> str:
    return text.replace(target_of(text), "_Ref_complaints", 1)


def typed_reference(text: str) -> str:
    field = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="{}"/></w:r>'
    whole = (
        field.format("begin")
        + r"<w:r>(?:(?!</w:r>).)*REF.*?"
        + field.format("separate")
        + "(.*?)"
        + field.format("end")
    )
    return re.sub(whole, r"\1", text, count=1, flags=re.DOTALL)


def words_into_field(text: str) -> str:
    return re.sub(r"( REF .*?<w:t[^>]*>)([^<]*)<", r"\g<1>\g<2>, where reasonable,<", text, count=1, flags=re.DOTALL)


def hidden_run(look: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        at = text.index(" shall ")
        begin = text.rindex("<w:r>", 0, at)
        return text[:begin] + f"<w:r><w:rPr>{look}</w:rPr>" + text[begin + 5 :]

    return change


def hiding_style(held: Parts) -> Parts:
    style = '<w:style w:type="character" w:styleId="Aside"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>'
    held = in_part(held, STYLES, "</w:styles>", f"{style}</w:styles>")
    return in_clause(held, hidden_run('<w:rStyle w:val="Aside"/>'))


def hiding_paragraph_style(held: Parts) -> Parts:
    style = '<w:style w:type="paragraph" w:styleId="Aside"><w:name w:val="Aside"/><w:basedOn w:val="ClauseLevel1"/><w:rPr><w:vanish/></w:rPr></w:style>'
    held = in_part(held, STYLES, "</w:styles>", f"{style}</w:styles>")
    return in_clause(held, replaced_once('w:val="ClauseLevel1"', 'w:val="Aside"'))


def linked(target: str) -> Callable[[Parts], Parts]:
    def change(held: Parts) -> Parts:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        relation = f'<Relationship Id="rIdL" Type="{kind}" Target="{target}" TargetMode="External"/>'
        held = in_part(held, RELS, "</Relationships>", f"{relation}</Relationships>")
        return in_clause(
            held,
            lambda text: re.sub(
                r"(<w:r><w:t[^>]*>[^<]* shall [^<]*</w:t></w:r>)",
                r'<w:hyperlink r:id="rIdL">\1</w:hyperlink>',
                text,
                count=1,
            ),
        )

    return change


def linked_by_field(text: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    before = f'{mark("begin")}<w:r><w:instrText> HYPERLINK "https://example.test/a b" \\o "x" </w:instrText></w:r>{mark("separate")}'
    return re.sub(
        r"(<w:r><w:t[^>]*>[^<]* shall [^<]*</w:t></w:r>)", lambda one: before + one[1] + mark("end"), text, count=1
    )


def bound(text: str) -> str:
    control = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/b" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
    return re.sub(
        r"(<w:r><w:t[^>]*>[^<]* shall [^<]*</w:t></w:r>)",
        lambda one: f"{control}{one[1]}</w:sdtContent></w:sdt>",
        text,
        count=1,
    )


def tracked_level(text: str) -> str:
    old = f'<w:pPrChange w:id="931" {_WHO}><w:pPr><w:pStyle w:val="ClauseLevel1"/></w:pPr></w:pPrChange>'
    return re.sub(
        r'<w:pPr><w:pStyle w:val="ClauseLevel1"/></w:pPr>',
        f'<w:pPr><w:pStyle w:val="ClauseLevel2"/>{old}</w:pPr>',
        text,
        count=1,
    )


CASES: dict[str, tuple[Callable[[Parts], Parts], str, str]] = {
    # name: the change, what the edit is called, what it must say
    "a reference to another clause": (lambda held: in_clause(held, other_target), "target", "it led to"),
    "a reference made text": (lambda held: in_clause(held, typed_reference), "reference", "typed text now"),
    "a reference that leads nowhere": (lambda held: in_clause(held, lambda text: text.replace(target_of(text), "_Ref_gone", 1)), "target", "leads nowhere; it led to"),
    "words in the result of a reference": (lambda held: in_clause(held, words_into_field), "changed", ""),
    "another level": (lambda held: in_clause(held, with_properties(2, list_properties(3, 1))), "number", "it was 4.2.2, and is (a) now"),
    "another style": (lambda held: in_clause(held, replaced_once('w:val="ClauseLevel2"', 'w:val="ClauseLevel1"')), "number", "it was (a), and is 4.2.3 now"),
    "a title raised": (lambda held: in_clause(held, replaced_once('w:val="Heading3"', 'w:val="Heading2"')), "number", "it was 4.2, and is 5 now"),
    "a number taken away": (lambda held: in_clause(held, with_properties(2, list_properties(0, 0))), "number", "has no number now"),
    "a bullet for a number": (lambda held: in_clause(held, with_properties(2, list_properties(0, 4))), "number", "is \u2022 now"),
    "numbers that begin anew": (restarted(1), "number", "begin anew here: 4.2.2 is 4.2.1 now"),
    "numbers that jump": (restarted(7), "number", "begin anew here: 4.2.2 is 4.2.7 now"),
    "another level with tracking": (lambda held: in_clause(held, tracked_level), "number", "it was 4.2.1, and is (a) now"),
    "a hidden run": (lambda held: in_clause(held, hidden_run("<w:vanish/>")), "changed", ""),
    "a run hidden with tracking": (lambda held: in_clause(held, hidden_run(f'<w:vanish/><w:rPrChange w:id="932" {_WHO}><w:rPr/></w:rPrChange>')), "changed", ""),
    "a run struck with tracking": (lambda held: in_clause(held, hidden_run(f'<w:strike/><w:rPrChange w:id="932" {_WHO}><w:rPr/></w:rPrChange>')), "deleted", ""),
    "a run in a style that hides": (hiding_style, "changed", ""),
    "a paragraph in a style that hides": (hiding_paragraph_style, "changed", ""),
    "a link": (linked("https://example.test/terms"), "link", "leads to https://example.test/terms"),
    "a link that a field makes": (lambda held: in_clause(held, linked_by_field), "link", "leads to https://example.test/a b"),
    "words that come from data": (lambda held: in_clause(held, bound), "bound", "(/a/b)"),
    "a symbol": (lambda held: in_clause(held, replaced_once("</w:p>", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>')), "changed", ""),
    "words turned around": (lambda held: in_clause(held, lambda text: re.sub(r"(<w:r><w:t[^>]*>[^<]* shall [^<]*</w:t></w:r>)", r'<w:bdo w:val="rtl">\1</w:bdo>', text, count=1)), "changed", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_words_do_not_show_is_found_in_its_clause_and_nowhere_else(name: str):
    change, what, says = CASES[name]
    reported = found(change(parts()))
    assert set(reported) == {CLAUSE}, {clause: one.edits for clause, one in reported.items()}
    (edit,) = reported[CLAUSE].edits
    kind = "tracked" if "tracking" in name else "silent"
    assert (edit.kind, edit.what, says in edit.says) == (kind, what, True), edit
    assert reported[CLAUSE].state == f"changed {'with tracking' if kind == 'tracked' else 'silently'}"


@pytest.mark.parametrize(("name", "code"), [("a hidden run", "hidden"), ("a reference to another clause", "target"), ("another level", "number"), ("a link", "link"), ("words that come from data", "bound")])  # fmt: skip
def test_what_it_means_is_said(name: str, code: str):
    review = reviewed(pack(CASES[name][0](parts())))
    (one,) = review.changed
    assert code in {sign.code for sign in one.meaning.signs}
    assert one.meaning.risk == "high"


def test_a_bookmark_put_elsewhere_is_told_where_it_is_referred_to():
    text = parts()[DOCUMENT].decode()
    start, end = span(text, CLAUSE)
    target = target_of(text[start:end])
    mark = re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{target}"/>', text)
    assert mark is not None
    text = text.replace(mark.group(), "", 1).replace(f'<w:bookmarkEnd w:id="{mark[1]}"/>', "", 1)
    at = text.index("</w:pPr>", span(text, "complaints")[0]) + 8
    text = text[:at] + mark.group() + f'<w:bookmarkEnd w:id="{mark[1]}"/>' + text[at:]
    reported = found({**parts(), DOCUMENT: text.encode()})
    assert CLAUSE in reported
    assert {edit.what for one in reported.values() for edit in one.edits} == {"target"}
    assert "Complaints" in reported[CLAUSE].edits[0].says


def test_another_list_with_the_same_numbers_is_no_change():
    number = '<w:num w:numId="977"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    held = in_part(parts(), NUMBERING, "</w:numbering>", number)
    assert found(in_clause(held, with_properties(2, list_properties(2, 977)))) == {}
    assert found(in_part(parts(), NUMBERING, '<w:lvlText w:val="\u2022"/>', '<w:lvlText w:val="-"/>')) == {}


def test_numbers_that_move_on_by_themselves_are_no_change():
    one = paragraphs(sent_markup()[slice(*span(sent_markup(), CLAUSE))])[1]
    new = re.sub(r"(<w:t[^>]*>)[^<]*", r"\g<1>The Parties shall meet.", one, count=1)
    reported = found(in_clause(parts(), lambda text: text.replace(one, new + one, 1)))
    assert [(clause, edit.what) for clause, said in reported.items() for edit in said.edits] == [(CLAUSE, "added")]
    gone = found(in_clause(parts(), lambda text: text.replace(one, "", 1)))
    assert [(clause, edit.what) for clause, said in gone.items() for edit in said.edits] == [(CLAUSE, "deleted")]


def test_a_title_taken_out_is_not_told_again_for_each_number_below():
    title = paragraphs(sent_markup()[slice(*span(sent_markup(), CLAUSE))])[0]
    reported = found(in_clause(parts(), lambda text: text.replace(title, "", 1)))
    assert {(edit.what) for edit in reported[CLAUSE].edits} == {"deleted"}


def test_numbers_that_a_whole_file_lost_are_told_once():
    held = parts()
    held[DOCUMENT] = re.sub(r"<w:numPr>.*?</w:numPr>", "", held[DOCUMENT].decode()).encode()
    held[STYLES] = re.sub(r"<w:numPr>.*?</w:numPr>", "", held[STYLES].decode()).encode()
    returned = lines_of(pack(held), "returned", [])
    assert "1.1.1" in recast_numbers(sent_lines(), returned)
    assert found(held) == {}
    assert "review-numbers" in {problem.code for problem in reviewed(pack(held)).problems}


def test_the_numbers_read_are_those_that_were_assembled():
    numbers = {block.heading.number for block in agreement().clauses.values() if block.heading.number}
    read = {line.numbers[1].printed.replace("\u00a0", " ") for line in sent_lines().lines}
    assert numbers <= read, sorted(numbers - read)[:5]


def test_an_address_that_became_a_link_is_no_change():
    held = in_clause(parts(), lambda text: re.sub(r"(<w:t[^>]*>)[^<]* shall ", r"\g<1>qa@example.test", text, count=1))
    base = lines_of(pack(held), "sent", [])
    text = held[DOCUMENT].decode()
    at = PARAGRAPH.search(text, text.index("qa@example.test") - 200)
    assert at is not None
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relation = f'<Relationship Id="rIdL" Type="{kind}" Target="mailto:qa@example.test" TargetMode="External"/>'
    run = '<w:hyperlink r:id="rIdL"><w:r><w:t>qa@example.test</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">'
    held = in_part(held, RELS, "</Relationships>", f"{relation}</Relationships>")
    held = in_clause(held, lambda text: re.sub(r"<w:r><w:t[^>]*>qa@example.test", run, text, count=1))
    findings = findings_of(base, lines_of(pack(held), "returned", []))
    assert [one.clause for one in findings if one.state != "unchanged"] == []


@pytest.mark.parametrize("seed", range(12))
def test_lists_written_by_anybody_are_read_in_bounded_time(seed: int):
    chance = random.Random(seed)
    held = parts()
    values = ("", "-1", "0", "8", "9", "99999999999999999999", "1", "3", "none", "lowerRoman", "upperLetter", "%9%9%9", "x" * 5000, "ClauseLevel1")  # fmt: skip
    for name in (NUMBERING, STYLES):
        held[name] = re.sub(
            r'(?<=w:val=")[^"]*|(?<=w:numId=")[^"]*|(?<=w:ilvl=")[^"]*|(?<=w:abstractNumId=")[^"]*',
            lambda was: chance.choice(values) if chance.random() < 0.1 else was[0],
            held[name].decode(),
        ).encode()
    lines = lines_of(pack(held), "returned", []).lines
    assert all(len(number.printed) < 400 for line in lines for number in line.numbers)
    assert findings_of(sent_lines(), lines_of(pack(held), "returned", []))
