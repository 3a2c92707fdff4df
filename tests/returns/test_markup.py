"""Files edited in their markup, for what no program at hand does: each with the one clause that must be found, and how."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from qa_docs.build.review import lines_of
from qa_docs.model.review import ClauseFinding
from qa_docs.review.findings import findings_of
from tests.returns.built import agreement, sent_lines
from tests.review.corruptions import DOCUMENT, pack, unpack

_WHO = 'w:author="B. Novak" w:date="2026-04-01T09:00:00Z"'
_OTHER = 'w:author="C. Other" w:date="2026-04-02T09:00:00Z"'
CLAUSE = "complaints"


@cache
def sent_markup() -> str:
    return unpack(agreement().content)[DOCUMENT].decode()


def found(markup: str, **parts: bytes) -> dict[str, ClauseFinding]:
    """Give the findings of the clauses that are not as they were sent, or that have a comment."""
    held = {**unpack(agreement().content), DOCUMENT: markup.encode()}
    held.update({f"word/{name.replace('_', '.')}": content for name, content in parts.items()})
    findings = findings_of(sent_lines(), lines_of(pack(held), "returned", []))
    return {one.clause: one for one in findings if one.state != "unchanged" or one.comments}


def span(markup: str, clause: str) -> tuple[int, int]:
    start = markup.rindex("<w:sdt>", 0, markup.index(f'w:val="clause:{clause}@'))
    depth = 0
    for tag in re.finditer(r"<(/?)w:sdt>", markup[start:]):
        depth += -1 if tag[1] else 1
        if not depth:
            return start, start + tag.end()
    raise AssertionError(clause)


def within(clause: str, change: Callable[[str], str]) -> str:
    start, end = span(sent_markup(), clause)
    text = sent_markup()[start:end]
    changed = change(text)
    assert changed != text
    return sent_markup()[:start] + changed + sent_markup()[end:]


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str, who: str = _WHO) -> str:
    return f'<w:del w:id="901" {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(inner: str, who: str = _WHO) -> str:
    return f'<w:ins w:id="902" {who}>{inner}</w:ins>'


def at_shall(middle: str) -> Callable[[str], str]:
    """Give a change that puts markup in place of the first "shall" of a clause."""

    def change(text: str) -> str:
        at = text.index(" shall ")
        begin = text.rindex("<w:r>", 0, at)
        end = text.index("</w:r>", at) + 6
        opened = text.index(">", text.rindex("<w:t", begin, at)) + 1
        before, after = text[opened:at] + " ", " " + text[at + 7 : text.index("</w:t>", at)]
        return text[:begin] + run(before) + middle + run(after) + text[end:]

    return change


PARAGRAPH = re.compile(r"<w:p>(?:(?!<w:p>).)*?</w:p>", re.DOTALL)


def paragraphs(text: str) -> list[str]:
    return PARAGRAPH.findall(text)


def on_paragraph(number: int, change: Callable[[str], str]) -> Callable[[str], str]:
    def whole(text: str) -> str:
        one = paragraphs(text)[number]
        return text.replace(one, change(one), 1)

    return whole


def mark(kind: str) -> Callable[[str], str]:
    """Give a change that marks a paragraph's own mark as come or gone."""
    return lambda one: re.sub(r"</w:pPr>", f'<w:rPr><w:{kind} w:id="903" {_WHO}/></w:rPr></w:pPr>', one, count=1)


def split(one: str, tracked: bool) -> str:
    at = one.index(" shall ")
    properties = re.search(r"<w:pPr>.*?</w:pPr>", one, re.DOTALL)
    assert properties is not None
    first = mark("ins")(properties.group()) if tracked else properties.group()
    head = one.replace(properties.group(), first, 1)
    at += len(first) - len(properties.group())
    return f'{head[:at]}</w:t></w:r></w:p><w:p>{properties.group()}<w:r><w:t xml:space="preserve">{head[at:]}'


CASES: dict[str, tuple[Callable[[str], str], str, str]] = {
    # name: change of the clause, its state, what the edit is called
    "words deleted with tracking": (at_shall(deleted("shall")), "changed with tracking", "changed"),
    "words added with tracking": (at_shall(run("shall") + inserted(run(" not"))), "changed with tracking", "changed"),
    "words replaced with tracking": (at_shall(deleted("shall") + inserted(run("may"))), "changed with tracking", "changed"),
    "replaced by two people": (at_shall(deleted("shall") + inserted(run("may"), _OTHER)), "changed with tracking", "changed"),
    "added and taken out again by another": (at_shall(deleted("shall") + inserted(run("must") + deleted(" never", _OTHER))), "changed with tracking", "changed"),
    "half tracked, half silent": (lambda text: at_shall(deleted("shall") + inserted(run("may")))(text).replace("The ", "Any ", 1), "changed both ways", "changed"),
    "accepted before it was sent back": (at_shall(run("may")), "changed silently", "changed"),
    "words moved inside a paragraph": (at_shall(f'<w:moveFrom w:id="911" {_WHO}>{run("shall")}</w:moveFrom><w:moveTo w:id="912" {_WHO}>{run("then shall")}</w:moveTo>'), "changed with tracking", "changed"),
    "struck by hand": (at_shall(run("shall", "<w:strike/>") + run("may", '<w:color w:val="FF0000"/>')), "changed silently", "changed"),
    "struck twice by hand": (at_shall(run("shall", "<w:dstrike/>")), "changed silently", "changed"),
    "hidden words": (at_shall(run("shall") + run(" if it likes", "<w:vanish/>")), "changed silently", "changed"),
    "words made hidden": (at_shall(run("shall", "<w:vanish/>")), "changed silently", "changed"),
    "words in a smart tag": (at_shall(f'<w:smartTag w:element="x">{run("may")}</w:smartTag>'), "changed silently", "changed"),
    "words in a link": (at_shall(f'<w:hyperlink w:anchor="x">{run("may")}</w:hyperlink>'), "changed silently", "changed"),
    "words in a field": (at_shall(f'<w:fldSimple w:instr="QUOTE may">{run("may")}</w:fldSimple>'), "changed silently", "changed"),
    "a field that ends inside another": (at_shall(f'<w:fldSimple w:instr="QUOTE may"><w:r><w:fldChar w:fldCharType="end"/></w:r>{run("may")}</w:fldSimple>'), "changed silently", "changed"),
    "words in a formula": (at_shall('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>may</m:t></m:r></m:oMath>'), "changed silently", "changed"),
    "a picture put in": (at_shall(run("shall") + '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'), "changed silently", "changed"),
    "a picture for words": (at_shall('<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'), "changed silently", "changed"),
    "words in a text box": (at_shall(run("shall") + f'<w:r><w:pict><w:txbxContent><w:p>{run("but only if paid")}</w:p></w:txbxContent></w:pict></w:r>'), "changed silently", "changed"),
    "a letter that looks the same": (lambda text: text.replace(" shall ", " sh\u0430ll ", 1), "changed silently", "changed"),
    "letters turned around": (lambda text: text.replace(" shall ", " \u202ellahs\u202c ", 1), "changed silently", "changed"),
    "a space less": (lambda text: text.replace(" shall ", " shal l ", 1), "changed silently", "changed"),
    "a heading changed": (on_paragraph(0, lambda one: re.sub(r"omplaints</w:t>", "omplaints and other matters</w:t>", one)), "changed silently", "changed"),
    "a heading changed with tracking": (on_paragraph(0, lambda one: one.replace("</w:p>", inserted(run(" and more")) + "</w:p>")), "changed with tracking", "changed"),
    "a paragraph taken out": (on_paragraph(-1, lambda one: ""), "changed silently", "deleted"),
    "a paragraph taken out with tracking": (on_paragraph(-1, lambda one: mark("del")(re.sub(r"<w:r>(.*?)</w:r>", lambda f: f'<w:del w:id="904" {_WHO}>{f.group().replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>")}</w:del>', one, flags=re.DOTALL))), "changed with tracking", "deleted"),
    "a paragraph put in": (on_paragraph(1, lambda one: one + f'<w:p>{run("The Sponsor shall pay for each of them.")}</w:p>'), "changed silently", "added"),
    "a paragraph put in with tracking": (on_paragraph(1, lambda one: one + f'<w:p><w:pPr><w:rPr><w:ins w:id="905" {_WHO}/></w:rPr></w:pPr>{inserted(run("The Sponsor shall pay for each of them."))}</w:p>'), "changed with tracking", "added"),
    "a paragraph in the look of a contents list": (on_paragraph(1, lambda one: one + f'<w:p><w:pPr><w:pStyle w:val="TOC2"/></w:pPr>{run("The Sponsor shall pay for each of them. 4")}</w:p>'), "changed silently", "added"),
    "a paragraph in another control": (on_paragraph(1, lambda one: one + f'<w:sdt><w:sdtPr><w:tag w:val="notes"/></w:sdtPr><w:sdtContent><w:p>{run("The Sponsor shall pay for each of them.")}</w:p></w:sdtContent></w:sdt>'), "changed silently", "added"),
    "a table put in": (on_paragraph(1, lambda one: one + f'<w:tbl><w:tr><w:tc><w:p>{run("Fee for each complaint")}</w:p></w:tc></w:tr></w:tbl>'), "changed silently", "added"),
    "another document put in": (on_paragraph(1, lambda one: one + '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'), "changed silently", "added"),
    "a paragraph parted": (on_paragraph(1, lambda one: split(one, False)), "changed silently", "changed"),
    "a paragraph parted with tracking": (on_paragraph(1, lambda one: split(one, True)), "changed with tracking", "changed"),
    "the whole clause struck with tracking": (lambda text: re.sub(r"(<w:p>)(<w:pPr>.*?)(</w:pPr>)(.*?)(</w:p>)", lambda f: f"{f[1]}{f[2]}<w:rPr><w:del w:id='906' {_WHO}/></w:rPr>{f[3]}<w:del w:id='907' {_WHO}>{f[4].replace('<w:t>', '<w:delText>').replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>{f[5]}", text, flags=re.DOTALL), "deleted", "deleted"),
    "the whole clause taken out": (lambda text: "", "deleted", "deleted"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_edit_is_found_in_its_clause_and_nowhere_else(name: str):
    change, state, what = CASES[name]
    reported = found(within(CLAUSE, change))
    others = {clause: [edit.what for edit in one.edits] for clause, one in reported.items() if clause != CLAUSE}
    if state == "deleted":
        # References to a clause that is gone lead nowhere now.
        assert {kind for kinds in others.values() for kind in kinds} <= {"reference"}
    else:
        assert others == {}
    assert (reported[CLAUSE].state, what in {edit.what for edit in reported[CLAUSE].edits}) == (state, True), reported[
        CLAUSE
    ].edits


QUIET: dict[str, Callable[[str], str]] = {
    "as it was": lambda text: text,
    "other quotation marks and dashes": lambda text: text.replace("\u2019", "'").replace("\u201c", '"').replace("\u2013", "-"),
    "other spaces": lambda text: text.replace("\u00a0", " "),
    "soft hyphens": lambda text: text.replace(" shall ", " shal\u00adl ", 1) if " shall " in text else text,
    "runs cut up": lambda text: text.replace(" shall ", f' shall</w:t></w:r>{run(" ")}<w:r><w:t xml:space="preserve">', 1),
    "marks of spelling": lambda text: text.replace("<w:r>", '<w:proofErr w:type="spellStart"/><w:r>', 2),
    "bold": lambda text: text.replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t", 1),
    "bold with tracking": lambda text: text.replace("<w:r><w:t", f'<w:r><w:rPr><w:b/><w:rPrChange w:id="920" {_WHO}><w:rPr/></w:rPrChange></w:rPr><w:t', 1),
    "blank lines": lambda text: text.replace("</w:p>", "</w:p><w:p/>", 1),
    "a field whose number Word made anew": lambda text: re.sub(r'(REF [^<]*</w:instrText>.*?<w:t[^>]*>)[^<]*(\d)', r"\g<1>9.9", text, count=1, flags=re.DOTALL),
    "added and taken out again by the same": at_shall(run("shall") + inserted(deleted(" never"))),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_editors_change_by_themselves_is_no_change(name: str):
    start, end = span(sent_markup(), CLAUSE)
    changed = sent_markup()[:start] + QUIET[name](sent_markup()[start:end]) + sent_markup()[end:]
    assert found(changed) == {}


def test_a_clause_that_moved_is_told_as_moved():
    start, end = span(sent_markup(), "debarment")
    text = sent_markup()
    clause, without = text[start:end], text[:start] + text[end:]
    at, _ = span(without, CLAUSE)
    reported = found(without[:at] + clause + without[at:])
    assert {name: one.state for name, one in reported.items()} == {"debarment": "moved"}


def test_a_clause_that_is_new_is_told_by_its_title():
    heading = paragraphs(sent_markup()[slice(*span(sent_markup(), CLAUSE))])[0]
    new = re.sub(r"(<w:t[^>]*>)[^<]*", r"\g<1>Liability for delay", heading, count=1)
    _, end = span(sent_markup(), CLAUSE)
    added = new + f"<w:p>{run('The Laboratory shall pay a penalty for each day.')}</w:p>"
    reported = found(sent_markup()[:end] + added + sent_markup()[end:])
    assert {name: one.state for name, one in reported.items()} == {"new: Liability for delay": "added"}


def plain_file(markup: str) -> str:
    """Give a file as an editor without content controls, fields and lists leaves it: numbers are typed."""
    markup = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>", "", markup, flags=re.DOTALL)
    markup = re.sub(r"<w:fldChar[^>]*/>|<w:instrText[^>]*>[^<]*</w:instrText>", "", markup)
    markup = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", markup)
    numbers = iter(range(1, 100_000))

    def typed(paragraph: re.Match[str]) -> str:
        number = next(numbers)
        return f'{paragraph[1]}<w:r><w:t xml:space="preserve">{number // 40 + 1}.{number % 40 + 1}.1 </w:t></w:r>'

    markup = re.sub(
        r'(<w:p><w:pPr><w:pStyle w:val="(?:Heading\w*|Clause\w*|Level\w*)"/>(?:(?!</w:pPr>).)*</w:pPr>)', typed, markup
    )
    return re.sub(r'<w:pStyle w:val="[^"]*"/>|<w:numPr>.*?</w:numPr>', "", markup)


def test_a_file_without_controls_fields_and_lists_has_no_change_of_itself():
    assert {
        name: [(e.what, e.old[:80], e.new[:80]) for e in one.edits][:3]
        for name, one in found(plain_file(sent_markup())).items()
    } == {}


def test_in_such_a_file_the_edited_clause_is_found():
    reported = found(plain_file(within(CLAUSE, lambda text: text.replace(" shall ", " may ", 1))))
    assert {name: one.state for name, one in reported.items()} == {CLAUSE: "changed silently"}


def test_a_comment_and_its_answer_stand_with_their_clause():
    comment = (
        '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'.format
    )
    markup = within(CLAUSE, at_shall(comment(run("shall"))))
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    body = "".join(
        f'<w:comment w:id="{n}" {who}><w:p w14:paraId="0000000{n}"><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>'
        for n, who, said in ((7, _WHO, "Too strict."), (8, _OTHER, "Why?"))
    )
    comments = f'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="{w14}">{body}</w:comments>'
    threads = f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000007" w15:done="1"/><w15:commentEx w15:paraId="00000008" w15:paraIdParent="00000007"/></w15:commentsEx>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    held = unpack(agreement().content)
    rels = (
        held["word/_rels/document.xml.rels"]
        .decode()
        .replace(
            "</Relationships>",
            f'<Relationship Id="rIdA" Type="{kind}" Target="comments.xml"/><Relationship Id="rIdB" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>',
        )
    )
    held |= {
        DOCUMENT: markup.encode(),
        "word/comments.xml": comments.encode(),
        "word/commentsExtended.xml": threads.encode(),
        "word/_rels/document.xml.rels": rels.encode(),
    }
    findings = findings_of(sent_lines(), lines_of(pack(held), "returned", []))
    (one,) = [finding for finding in findings if finding.comments]
    assert (one.clause, one.state) == (CLAUSE, "unchanged")
    assert [(c.author, c.text, c.answers, c.resolved, c.about) for c in one.comments] == [
        ("B. Novak", "Too strict.", "", True, "shall"),
        ("C. Other", "Why?", "7", False, ""),
    ]


@pytest.mark.parametrize(
    ("part", "old", "new"), [("header1.xml", "Agreement", "Arrangement"), ("footer1.xml", "QAG", "QAX")]
)
def test_headers_and_footers_are_read_too(part: str, old: str, new: str):
    held = unpack(agreement().content)
    name = next(n for n in held if n.startswith(f"word/{part[:6]}") and old.encode() in held[n])
    held[name] = held[name].replace(old.encode(), new.encode(), 1)
    findings = findings_of(sent_lines(), lines_of(pack(held), "returned", []))
    assert [one.clause for one in findings if one.state != "unchanged"] == [part[:6]]
