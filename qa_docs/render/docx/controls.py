"""Content controls: clauses by id and version; in drafts also the blanks, each of its kind, and the positions."""

from qa_docs.model.document import Blank, ClauseText
from qa_docs.render.docx.bookmarks import fitting_alias, fitting_tag
from qa_docs.render.docx.markup import attribute, run
from qa_docs.render.docx.pen import Pen

CLOSING = "</w:sdtContent></w:sdt>"
"""End of a control."""
_DATES = {"en-US": "MMMM d, yyyy", "en-GB": "d MMMM yyyy"}
"""How Word writes a date that is picked, the same as the text does."""


def clause_opening(block: ClauseText, pen: Pen) -> str:
    """Give the beginning of the control of a clause; its paragraphs and tables follow, and `CLOSING`."""
    return _opening(pen, f"clause:{block.id}@{block.version}", block.heading.text, "")


def blank_control(blank: Blank, pen: Pen, inner: str) -> str:
    """Give runs as the control of a blank.

    Free text, numbers and durations have a control for rich text: in one for plain text LibreOffice (7.4) shows no
    highlighting, and lets nobody type once the document is locked.
    """
    # Word replaces a placeholder whole, and with it its highlighting, as soon as somebody types.
    placeholder = "<w:showingPlcHdr/>" if blank.open else ""
    match blank.kind:
        case "date":
            kind = _date(blank, pen.language)
        case "choice":
            kind = _choices(blank.choices)
        case _:
            kind = ""
    return _control(pen, f"blank:{blank.id}", blank.label or blank.id, f"{_held(pen)}{placeholder}{kind}", inner)


def position_line(block: ClauseText, pen: Pen) -> str:
    """Give the line under the heading of a clause in a draft, where one chooses among the positions that it offers."""
    tag = f"position:{block.id}"
    names = tuple(name.capitalize() for name in block.offered)
    kind = f"{_held(pen)}{_choices(names)}"
    control = _control(pen, tag, f"Position: {block.heading.text}", kind, run(block.position.capitalize()))
    indent = f'<w:ind w:left="{pen.template.clause_indent}"/>'
    return f"<w:p><w:pPr>{pen.style('note')}<w:keepNext/>{indent}</w:pPr>{run('Position: ')}{control}</w:p>"


def _held(pen: Pen) -> str:
    # Who may change the answer only must not take out the place of the answer.
    return '<w:lock w:val="sdtLocked"/>' if pen.locked else ""


def _control(pen: Pen, tag: str, title: str, kind: str, content: str) -> str:
    return f"{_opening(pen, tag, title, kind)}{content}{CLOSING}"


def _opening(pen: Pen, tag: str, title: str, kind: str) -> str:
    tag = fitting_tag(tag)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(fitting_alias(title))}"/><w:tag w:val="{attribute(tag)}"/>'
        f'<w:id w:val="{pen.controls.next(tag)}"/>{kind}</w:sdtPr><w:sdtContent>'
    )


def _date(blank: Blank, language: str) -> str:
    picked = f' w:fullDate="{blank.day}T00:00:00Z"' if blank.day else ""
    return (
        f'<w:date{picked}><w:dateFormat w:val="{_DATES.get(language, _DATES["en-GB"])}"/><w:lid w:val="{language}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _choices(choices: tuple[str, ...]) -> str:
    # Word refuses a file whose list has an entry twice, or an empty one.
    words = dict.fromkeys(attribute(choice) for choice in choices)
    items = "".join(f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in words if word)
    return f"<w:dropDownList>{items}</w:dropDownList>"
