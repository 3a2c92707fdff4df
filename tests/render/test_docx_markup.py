"""Text as WordprocessingML: what scripts and spaces need."""

from qa_docs.render.docx.markup import run


def test_words_written_from_right_to_left_are_a_run_that_says_so():
    assert run("Made by טבע ישראל in 2026") == (
        '<w:r><w:t xml:space="preserve">Made by </w:t></w:r>'
        "<w:r><w:rPr><w:rtl/></w:rPr><w:t>טבע ישראל</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> in 2026</w:t></w:r>'
    )


def test_bold_words_written_from_right_to_left_stay_bold():
    assert run("دواء", "<w:rPr><w:b/></w:rPr>") == ("<w:r><w:rPr><w:b/><w:bCs/><w:rtl/></w:rPr><w:t>دواء</w:t></w:r>")


def test_words_of_other_scripts_stay_in_one_run():
    assert run("药品 für Søren – 5 µg") == "<w:r><w:t>药品 für Søren – 5 µg</w:t></w:r>"
