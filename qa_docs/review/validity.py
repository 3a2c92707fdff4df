"""Whether a Word file is sound: what Word relies on and a schema does not say, and whether everybody can read it.

The Open XML SDK and ooxml-integrity find other faults; together the three found every corruption in the test suite.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from qa_docs.problems import Place, Problem, Severity
from qa_docs.review import access, contrast, outside, references, structure
from qa_docs.review.package import open_package
from qa_docs.review.structure import Found
from qa_docs.review.word_file import WordFile, place_within

MOST_TOLD = 20
"""Findings of one check that are told one by one; the rest is counted."""
_AGAIN = "save the file again in Word, or build it anew"


class Rule(Struct, frozen=True):
    """A check, and how its findings are told."""

    check: Callable[[WordFile], Iterator[Found]]
    code: str
    hint: str
    severity: Severity = Severity.ERROR


def _rule(check: Callable[[WordFile], Iterator[Found]], code: str, hint: str) -> Rule:
    return Rule(check, code, hint, Severity.WARNING)


RULES = (
    Rule(references.check_types, "docx-invalid", _AGAIN),
    Rule(references.check_targets, "docx-invalid", _AGAIN),
    Rule(structure.check_order, "docx-invalid", _AGAIN),
    Rule(structure.check_tables, "docx-invalid", _AGAIN),
    Rule(structure.check_fields, "docx-invalid", _AGAIN),
    Rule(structure.check_choices, "docx-invalid", _AGAIN),
    Rule(structure.check_sections, "docx-invalid", _AGAIN),
    Rule(structure.check_controls, "docx-invalid", _AGAIN),
    Rule(references.check_bookmarks, "docx-invalid", _AGAIN),
    Rule(
        references.check_fields_lead,
        "docx-invalid",
        "mark the field in Word and choose the place anew, or write it out",
    ),
    Rule(references.check_drawing_ids, "docx-invalid", _AGAIN),
    Rule(references.check_notes, "docx-invalid", _AGAIN),
    # Word opens these without a word, and shows something else than was meant.
    _rule(references.check_unused_types, "docx-invalid", _AGAIN),
    _rule(structure.check_text_boxes, "docx-invalid", _AGAIN),
    _rule(structure.check_leftover_tags, "docx-invalid", "if it is no part of the text, build the file anew"),
    _rule(structure.check_rows, "docx-invalid", "look at the table in Word and mend its cells"),
    _rule(references.check_links_lead, "docx-invalid", "mend the link in Word, or take it out"),
    _rule(references.check_numbering, "docx-invalid", "number the paragraph anew in Word"),
    _rule(references.check_styles, "docx-invalid", "give the text another style in Word"),
    _rule(references.check_lost_comments, "docx-invalid", _AGAIN),
    Rule(
        outside.check_programs, "docx-macros", "do not run it; save the file as Word Document (.docx), which holds none"
    ),
    Rule(outside.check_fetched, "docx-outside", "put it into the file itself, or take it out"),
    _rule(outside.check_local, "docx-local-path", "put it into the file itself, or take it out"),
    _rule(access.check_title, "access-title", "write it in Word under File, Info, Title"),
    _rule(access.check_language, "access-language", "mark the text and choose Review, Language"),
    _rule(access.check_headings, "access-headings", "give it the heading style one level below the heading before it"),
    _rule(access.check_table_headers, "access-table-header", "mark the row and choose Layout, Repeat Header Rows"),
    _rule(access.check_pictures, "access-picture", "right-click the picture, Edit Alt Text, and say what it shows"),
    _rule(access.check_links, "access-link-text", "write where the link leads, or take it out"),
    _rule(access.check_blank_paragraphs, "access-blank-lines", "take them out, and give the style the distance"),
    _rule(
        contrast.check_contrast,
        "access-contrast",
        "choose a darker text or a lighter background, or the other way round",
    ),
    _rule(access.check_colour_alone, "access-colour", "write into the cells what the colours mean"),
    _rule(access.check_link_colour, "access-colour", "underline the link"),
)
"""Every check of a Word file, in the order in which its findings are told."""


def check_docx(content: bytes, file: str) -> Iterator[Problem]:
    """Yield everything that is wrong with a Word file, each with the part and the paragraph it stands in."""
    problems: list[Problem] = []
    package = open_package(content, file, problems)
    yield from problems
    if package is None:
        return
    opened = WordFile(package)
    for rule in RULES:
        yield from _told(rule, opened, file)


def _told(rule: Rule, opened: WordFile, file: str) -> Iterator[Problem]:
    more = 0
    for number, (part, element, message) in enumerate(rule.check(opened)):
        if number < MOST_TOLD:
            place = Place(file, within=place_within(part, element))
            yield Problem(place, rule.code, message, rule.hint, rule.severity)
        else:
            more += 1
    if more:
        yield Problem(Place(file), rule.code, f"and {more} more of the same kind", rule.hint, rule.severity)
