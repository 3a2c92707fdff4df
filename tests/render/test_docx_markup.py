"""Text as WordprocessingML: what scripts and spaces need."""

from qa_docs.render.docx.markup import run, utf8

SPACED = '<w:t xml:space="preserve">'


def written(text: str, properties: str = "") -> str:
    return utf8([run(text, properties)]).decode()


def test_words_written_from_right_to_left_are_a_run_that_says_so():
    assert written("Made by טבע ישראל in 2026") == (
        f"<w:r>{SPACED}Made by </w:t></w:r>"
        f"<w:r><w:rPr><w:rtl/></w:rPr>{SPACED}טבע ישראל</w:t></w:r>"
        f"<w:r>{SPACED} in 2026</w:t></w:r>"
    )


def test_bold_words_written_from_right_to_left_stay_bold():
    bold = "<w:rPr><w:b/></w:rPr>"
    assert written("دواء", bold) == f"<w:r><w:rPr><w:b/><w:bCs/><w:rtl/></w:rPr>{SPACED}دواء</w:t></w:r>"


def test_the_lines_of_an_address_in_such_a_script_stay_lines():
    assert written("תל אביב\nIsrael") == (
        f"<w:r><w:rPr><w:rtl/></w:rPr>{SPACED}תל אביב</w:t></w:r><w:r><w:br/></w:r><w:r>{SPACED}Israel</w:t></w:r>"
    )


def test_words_of_other_scripts_stay_in_one_run():
    assert written("药品 für Søren – 5 µg ﬁ") == "<w:r><w:t>药品 für Søren – 5 µg ﬁ</w:t></w:r>"


def test_a_paragraph_that_has_no_other_words_runs_from_right_to_left_and_stands_at_the_left():
    look = '<w:pStyle w:val="TableText"/>'
    gap = '<w:spacing w:before="80"/>'
    hebrew = f"<w:r><w:rPr><w:rtl/></w:rPr>{SPACED}תל אביב</w:t></w:r>"
    at_left = '<w:jc w:val="right"/>'  # where such a line ends
    number = f"<w:r>{SPACED} 12</w:t></w:r>"

    def paragraph(properties: str, text: str) -> str:
        return utf8([f"<w:p>{properties}{run(text)}</w:p>"]).decode()

    assert paragraph(f"<w:pPr>{look}{gap}</w:pPr>", "תל אביב 12") == (
        f"<w:p><w:pPr>{look}<w:bidi/>{gap}{at_left}</w:pPr>{hebrew}{number}</w:p>"
    )
    assert paragraph("", "תל אביב") == f"<w:p><w:pPr><w:bidi/>{at_left}</w:pPr>{hebrew}</w:p>"
    assert "<w:bidi/>" not in paragraph("", "תל אביב, Israel")
