"""What a document is written with: its template's styles, its numbers and names, and what it has gathered so far."""

from collections.abc import Mapping

from qa_docs.model.chart import Chart
from qa_docs.model.document import Document, Heading, Table
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Images, Picture
from qa_docs.render.docx.bookmarks import ControlIds, anchors_of, bookmark_names
from qa_docs.render.docx.comments import Comments
from qa_docs.render.docx.compiled import CompiledTemplate
from qa_docs.render.docx.numbering import Counter, OwnNumbers, printed_as_text


class Pen:
    """Holds what the writing of one document needs; made anew for each document."""

    def __init__(self, document: Document, template: CompiledTemplate, locked: bool = False) -> None:
        self.draft = document.draft
        self.redline = document.redline
        self.locked = locked
        """Whether nothing but the blanks can be changed."""
        self.language = document.language
        self.template = template
        self.styles: Mapping[str, str] = template.style_ids
        self._openings = {kind: f'<w:pStyle w:val="{identity}"/>' for kind, identity in template.style_ids.items()}
        self.fills: Mapping[str, str] = template.fills
        lists = template.lists
        self.counter = OwnNumbers(lists) if document.redline else Counter(lists, template.first_number)
        self.controls = ControlIds(template.control_ids)
        self.comments = Comments(document, template)
        anchors = tuple(anchors_of(document.blocks))
        self.bookmarks = bookmark_names(anchor for anchor, _ in anchors)
        self.targets = dict(reversed(anchors))
        headings = (target for _, target in anchors if isinstance(target, Heading))
        self.as_text = frozenset() if document.redline else printed_as_text(headings, template.lists)
        """Headings whose number is plain text, which a field cannot find."""
        self.fields: dict[tuple[str, str, str, str], tuple[str, str]] = {}
        """Words and live field of each reference that was written, since tables refer to the same clauses often."""
        running = template.style_ids.get("running")
        self.running = f'<w:rPr><w:rStyle w:val="{running}"/></w:rPr>' if running else ""
        """Look of the titles that the header of a page may show, as run properties."""
        self.text_width = 0
        self.text_height = 0
        self._next_bookmark = template.first_bookmark
        self._placed: set[str] = set()
        self._next_picture = template.first_picture
        self.charts: list[Chart] = []
        """Charts that were written, in the order of their numbers."""
        self._captioned: dict[str, int] = {}
        self.images: Images = document.images
        self.embedded: set[str] = set()
        """What the part that is being written shows, by SHA-256."""
        self.numbered: dict[str, list[tuple[str, Table | Drawing | Picture]]] = {"Table": [], "Figure": []}
        """The tables and figures that bear a number, each with the id of its bookmark."""
        for anchor, target in anchors:
            if not isinstance(target, Heading) and target.number and target.caption:
                self.numbered["Table" if isinstance(target, Table) else "Figure"].append((anchor, target))

    def style(self, kind: str) -> str:
        """Give the paragraph style of `kind` as a paragraph property."""
        return self._openings[kind]

    def bookmarked(self, target: str, xml: str) -> str:
        """Give runs inside the bookmark of `target`; an id that has its bookmark already gets no second one."""
        if target not in self.bookmarks or target in self._placed:
            return xml
        self._placed.add(target)
        number = self._next_bookmark
        self._next_bookmark += 1
        name = self.bookmarks[target]
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'

    def heading_kind(self, target: str) -> str:
        """Give the kind of heading that `target` is, "captioned", or nothing where the document does not have it."""
        found = self.targets.get(target)
        if found is None:
            return ""
        return found.kind if isinstance(found, Heading) else "captioned"

    def anchor(self, captioned: str) -> str:
        """Give the id that the bookmark of a table or figure is named after."""
        return f"{captioned} caption" if isinstance(self.targets.get(captioned), Heading) else captioned

    def next_captioned(self, label: str) -> int:
        """Count a numbered table or figure, as Word's SEQ field does."""
        self._captioned[label] = self._captioned.get(label, 0) + 1
        return self._captioned[label]

    def shown(self) -> frozenset[str]:
        """Give the images that the part shows that was just written."""
        shown = frozenset(self.embedded)
        self.embedded.clear()
        return shown

    def next_picture(self) -> int:
        """Give an id for a drawing or a shape in it."""
        number = self._next_picture
        self._next_picture += 1
        return number
