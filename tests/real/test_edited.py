"""What happens to numbers and references when somebody edits the Word file: LibreOffice works them out anew."""

import io
import re
import subprocess
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from qa_docs.build.soffice import find_soffice
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT
from tests.render.sample import document

pytestmark = pytest.mark.real
TEMPLATE = ROOT / "templates" / "quality-agreement.docx"


@pytest.fixture(scope="module")
def printed() -> Callable[[WordDocument], str]:
    """Give a function that lays a Word file out and gives its words, white space made one space."""
    soffice = find_soffice()
    assert soffice is not None

    def words(edited: WordDocument) -> str:
        written = io.BytesIO()
        edited.save(written)
        (pdf,) = soffice.pdfs_of([written.getvalue()], {})
        run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True)
        return re.sub(r"\s+", " ", run.stdout.decode())

    return words


def opened() -> WordDocument:
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    return docx.Document(io.BytesIO(render_docx(document(), template)))


def bookmarked(edited: WordDocument, name: str) -> etree._Element:
    """Give the paragraph that a bookmark stands in."""
    (mark,) = edited.element.body.xpath(f".//w:bookmarkStart[@w:name='{name}']")
    return mark.getparent()


def insert_before(place: etree._Element, like: etree._Element, words: str) -> None:
    """Insert a paragraph of the style of `like`, as Word does when somebody types one."""
    new = etree.fromstring(etree.tostring(like))
    for child in list(new):
        if child.tag != qn("w:pPr"):
            new.remove(child)
    run = etree.SubElement(new, qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = words
    place.addprevious(new)


def test_references_to_a_clause_follow_it_when_another_one_is_put_before_it(printed):
    edited = opened()
    notice = bookmarked(edited, "_Ref_deviation_notice")
    control = next(notice.iterancestors(qn("w:sdt")))
    before = printed(opened())
    insert_before(control, notice, "Alarms outside working hours")

    after = printed(edited)

    assert "see Section 3.2." in before
    assert "3.2 Alarms outside working hours 3.3 Notice of deviations 3.3.1 The Contract Acceptor shall notify" in after
    assert "see Section 3.3." in after
    assert "relieves of Section 3.3." in after
    assert "see Section 3.2" not in after


def test_references_to_an_appendix_follow_it_when_another_one_is_put_before_it(printed):
    edited = opened()
    products = bookmarked(edited, "_Ref_app_products")
    insert_before(products, products, "Addresses")

    after = printed(edited)

    assert "(a) the Products of Appendix 2;" in after
    assert "(b) the sites of Appendix 4, where used for:" in after
    assert "Appendix 1 Addresses" in after


def test_a_table_put_before_another_one_moves_its_number_and_the_references_to_it(printed):
    edited = opened()
    caption = bookmarked(edited, "_Ref_classes")
    new = etree.fromstring(etree.tostring(caption))
    for mark in new.xpath(".//w:bookmarkStart | .//w:bookmarkEnd", namespaces={"w": caption.nsmap["w"]}):
        mark.getparent().remove(mark)
    caption.addprevious(new)

    after = printed(edited)

    assert "recorded as shown in Table 2." in after


def test_a_letter_taken_out_lets_the_ones_after_it_move_up(printed):
    edited = opened()
    (gone,) = [one for one in edited.element.body.iter(qn("w:p")) if "the batches touched" in "".join(one.itertext())]
    gone.getparent().remove(gone)

    assert "(b) the assessment of risk under ICH Q9(R1)." in printed(edited)
