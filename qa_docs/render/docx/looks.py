"""The styles that a document needs, by what they are for: the name is what Word shows in its style list.

Found by name and not by id, since Word changes ids when a template is saved in another language.
"""

from collections.abc import Mapping
from types import MappingProxyType

PARAGRAPH_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "part": "heading 1",
        "section": "heading 2",
        "clause": "heading 3",
        "appendix": "Appendix Heading",
        "plain": "Plain Heading",
        "text": "Body Text",
        "clause_text": "Clause Text",
        "level_1": "Clause Level 1",
        "level_2": "Clause Level 2",
        "level_3": "Clause Level 3",
        "definition": "Definition",
        "lead": "Table Lead",
        "note": "Note",
        "bullet": "List Bullet",
        "caption": "caption",
        "contents_1": "toc 1",
        "contents_2": "toc 2",
        "cell": "Table Text",
        "cell_heading": "Table Heading",
        "cell_group": "Table Group",
        "cell_name": "Table Name",
        "matrix_cell": "Matrix Text",
        "matrix_heading": "Matrix Heading",
        "matrix_mark": "Matrix Mark",
        "matrix_AR": "Matrix AR",
        "matrix_A": "Matrix A",
        "matrix_R": "Matrix R",
        "matrix_C": "Matrix C",
        "matrix_I": "Matrix I",
        "signature_party": "Signature Party",
        "signature_capacity": "Signature Capacity",
        "signature_label": "Signature Label",
        "signature_value": "Signature Value",
        "signature_line": "Signature Line",
        "section_end": "Section End",
        "comment": "annotation text",
    }
)
"""Paragraph styles by their part in a document."""

CHARACTER_STYLES: Mapping[str, str] = MappingProxyType(
    {"term": "Defined Term", "open": "Open Point", "comment_mark": "annotation reference"}
)
"""Character styles by their part in a document."""

OPTIONAL_STYLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"captioned": ("paragraph", "table of figures"), "running": ("character", "Running Title")}
)
"""Styles that a document uses where the template has them: kind and name by their part in a document."""

TABLE_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "grid": "Agreement Table",
        "matrix": "Agreement Matrix",
        "key": "Agreement Key",
        "signatures": "Agreement Signatures",
    }
)
"""Table styles by the look of the table."""

NUMBERED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "part": ("upperLetter", "%1"),
        "appendix": ("decimal", "%1"),
        "section": ("decimal", "%1"),
        "clause": ("decimal", "%1.%2"),
        "level_1": ("decimal", "%1.%2.%3"),
        "level_2": ("lowerLetter", "%4"),
        "level_3": ("lowerRoman", "%5"),
    }
)
"""Number format of each numbered style, and which counters its number must show, in order."""

ONE_LIST = ("section", "clause", "level_1", "level_2", "level_3")
"""Styles that must be levels one to five of one list."""
