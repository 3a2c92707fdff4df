"""A template's parts made plain: what Word leaves behind and a document must not carry is taken out.

Comments in a template are notes to the people who keep it; they never reach a document.
"""

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACES = ("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_CHANGES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange")

# What Word's order of settings puts before the protection.
_BEFORE_PROTECTION = frozenset(
    (
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "revisionView",
        "trackRevisions",
        "doNotTrackMoves",
        "doNotTrackFormatting",
    )
)


def tracked_change(tree: etree._Element) -> etree._Element | None:
    """Give the first change of the part that nobody has accepted or rejected."""
    return next(tree.iter(*(W + name for name in (*_REVISIONS, *_CHANGES))), None)


def clean(tree: etree._Element) -> None:
    """Take comments, hidden text, spelling marks and editing traces out of `tree`."""
    for hidden in list(tree.iterfind(f".//{W}r/{W}rPr/{W}vanish")):
        if hidden.get(W + "val", "1") not in ("0", "false", "off"):
            _take_out(next(hidden.iterancestors(W + "r")))
    for element in list(tree.iter(*(W + name for name in _TRACES))):
        _take_out(element)
    for reference in list(tree.iter(W + "commentReference")):
        run = reference.getparent()
        _take_out(run if run is not None and run.tag == W + "r" else reference)
    _forget_cursor(tree)
    for element in tree.iter(etree.Element):
        for name in [name for name in element.attrib if _is_trace(str(name))]:
            del element.attrib[name]


def clean_settings(tree: etree._Element) -> None:
    """Take out of a template's settings what must not reach a document.

    `updateFields` makes Word ask the reader a question; the attached template and the source of a mail merge are paths
    on somebody's computer; whether a document is protected is not for its template to say.
    """
    names = ("updateFields", "attachedTemplate", "rsids", "mailMerge", "docVars", "documentProtection")
    for name in (*names, "writeProtection"):
        for element in tree.findall(W + name):
            tree.remove(element)


def locked(settings: etree._Element) -> None:
    """Make `settings` those of a document that is protected but for its content controls, as a form is.

    Of the ways to protect that Word has, this is the one that holds in LibreOffice too.
    """
    protection = etree.Element(W + "documentProtection", {W + "edit": "forms", W + "enforcement": "1"})
    after = [element for element in settings if etree.QName(element).localname in _BEFORE_PROTECTION]
    settings.insert(settings.index(after[-1]) + 1 if after else 0, protection)


def text_of(element: etree._Element) -> str:
    """Give the words of `element`."""
    return "".join(part.text or "" for part in element.iter(W + "t"))


def whole(element: etree._Element | None, name: str, otherwise: int = 0) -> int:
    """Give a whole number that `element` holds under `name`; `otherwise` where it holds none."""
    written = "" if element is None else element.get(W + name, "")
    # Some programs write sizes as decimals.
    return round(float(written)) if re.fullmatch(r"-?\d{1,12}(\.\d+)?", written) else otherwise


def serialised(tree: etree._Element) -> str:
    """Give `tree` as text."""
    return str(etree.tostring(tree, encoding="unicode"))


def serialised_inside(element: etree._Element) -> str:
    """Give `element` as text for a place where its name spaces are known."""
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", str(etree.tostring(element, encoding="unicode", with_tail=False)))


def _is_trace(name: str) -> bool:
    return name.startswith(W + "rsid") or name.endswith(("}paraId", "}textId"))


def _forget_cursor(tree: etree._Element) -> None:
    # Word notes under this name where the cursor was last.
    for start in [mark for mark in tree.iter(W + "bookmarkStart") if mark.get(W + "name") == "_GoBack"]:
        number = start.get(W + "id")
        for end in [mark for mark in tree.iter(W + "bookmarkEnd") if mark.get(W + "id") == number]:
            _take_out(end)
        _take_out(start)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
