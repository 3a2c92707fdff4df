"""What a Word file refers to must be there: bookmarks, relationships, comments, notes, lists, styles, parts."""

import re
from collections import Counter
from collections.abc import Iterator

from qa_docs.review.package import R, W, related, relations_of, shown_name
from qa_docs.review.structure import Found
from qa_docs.review.word_file import WordFile, outside_fallback, shown, value_of

_WORDS_OWN = ("CommentReference", "CommentText", "CommentSubject")
"""Styles of comments: Word shows comments the same without them."""
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_TYPED = ("styles", "numbering", "settings", "header", "footer", "comments", "footnotes", "endnotes", "fontTable")
"""Kinds of relationship whose part must have the content type of its kind, or Word does not open the file."""
_NOT_THERE = re.compile(r"(^|/)NULL$")
"""What Word itself writes for a picture that was taken out."""
_LEADING = ("REF", "PAGEREF", "NOTEREF")
_USING = {R + name for name in ("id", "embed", "link", "pict", "dm", "lo", "qs", "cs")}


def check_types(file: WordFile) -> Iterator[Found]:
    """Yield parts whose content type is missing or not that of their kind."""
    package = file.package
    for name, kind in sorted(package.types.items()):
        if not kind and name != "[Content_Types].xml":
            yield name, None, "the part has no content type"
    for relations in package.relations.values():
        for relation in relations:
            kind = package.types.get(relation.target, "")
            if relation.external or relation.kind not in _TYPED or not kind:
                continue
            if not kind.endswith(f".{relation.kind}+xml"):
                yield relation.target, None, f"the part has not the content type of its kind, {relation.kind}"
    if sum(relation.kind == "core-properties" for relation in relations_of(package, "")) > 1:
        yield "_rels/.rels", None, "the file has its properties (title, author) more than once"


def check_targets(file: WordFile) -> Iterator[Found]:
    """Yield relationships that lead to parts that are not there, and uses of relationships that are not there."""
    package = file.package
    for source, relations in package.relations.items():
        for relation in relations:
            inside = not relation.external and not relation.target.startswith("#")
            if inside and relation.target not in package.parts and not _NOT_THERE.search(relation.target):
                message = (
                    f"relationship {shown(relation.id)} leads to {shown_name(relation.target)}, which is not there"
                )
                yield source or "_rels/.rels", None, message
    for part, tree in file.texts.items():
        known = {relation.id for relation in relations_of(package, part)}
        for used in tree.xpath("//@r:*", namespaces={"r": R[1:-1]}):
            if used and used.attrname in _USING and used not in known:
                yield part, used.getparent(), f"it uses the relationship {shown(used)}, which is not there"


def check_unused_types(file: WordFile) -> Iterator[Found]:
    """Yield content types of parts that are not there; Word passes over them."""
    for name in sorted(file.package.named - set(file.package.parts)):
        yield "[Content_Types].xml", None, f"it names {shown_name(name)}, which is not there"


def check_bookmarks(file: WordFile) -> Iterator[Found]:
    """Yield bookmarks that are there twice, do not end or never began."""
    names: Counter[str] = Counter()
    for part, tree in file.texts.items():
        starts = list(outside_fallback(tree, f"{W}bookmarkStart"))
        ends = Counter(end.get(f"{W}id") for end in outside_fallback(tree, f"{W}bookmarkEnd"))
        ids = Counter(start.get(f"{W}id") for start in starts)
        begun = set(ids)
        for start in starts:
            name, number = start.get(f"{W}name", ""), start.get(f"{W}id")
            names[name.casefold()] += 1
            if names[name.casefold()] == 2:
                yield part, start, f"the bookmark {shown(name)} is there more than once"
            if ids[number] > 1:
                yield part, start, f"{ids.pop(number)} bookmarks have the id {shown(number or '')}"
            if not ends[number]:
                yield part, start, f"the bookmark {shown(name)} does not end"
        for number in ends:
            if number not in begun:
                yield part, None, f"a bookmark with the id {shown(number or '')} ends and never began"


def check_fields_lead(file: WordFile) -> Iterator[Found]:
    """Yield fields that refer to a bookmark that is not there: Word prints an error in their place."""
    known = _bookmarks(file)
    for part, fields in file.fields.items():
        for element, instruction in fields:
            words = instruction.split()
            if len(words) > 1 and words[0].upper() in _LEADING and words[1].strip('"').casefold() not in known:
                yield part, element, f"a field refers to the bookmark {shown(words[1])}, which is not there"


def check_links_lead(file: WordFile) -> Iterator[Found]:
    """Yield links inside the file that lead to a bookmark that is not there."""
    known = _bookmarks(file)
    for part, tree in file.texts.items():
        for link in tree.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            outside = link.get(f"{R}id")
            if anchor and not outside and anchor.casefold() not in known:
                yield part, link, f"a link leads to the bookmark {shown(anchor)}, which is not there"


def _bookmarks(file: WordFile) -> set[str]:
    known = {"_top"}  # Word's own name for the beginning of the text
    for tree in file.texts.values():
        known.update(start.get(f"{W}name", "").casefold() for start in tree.iter(f"{W}bookmarkStart"))
    for fields in file.fields.values():
        for _, instruction in fields:
            words = instruction.split()
            if len(words) > 1 and words[0].upper() in ("SET", "ASK"):
                known.add(words[1].strip('"').casefold())
    return known


def check_drawing_ids(file: WordFile) -> Iterator[Found]:
    """Yield drawings of one part with the same id."""
    for part, tree in file.texts.items():
        ids: Counter[str | None] = Counter()
        for drawing in outside_fallback(tree, _DOC_PR):
            number = drawing.get("id")
            ids[number] += 1
            if ids[number] == 2:
                yield part, drawing, f"two pictures have the id {shown(number or '')}"


def check_numbering(file: WordFile) -> Iterator[Found]:
    """Yield lists that are used and not there: their paragraphs lose their numbers."""
    numbering = file.numbering
    numbers = [] if numbering is None else list(numbering.iter(f"{W}num"))
    if numbering is not None:
        kinds = {kind.get(f"{W}abstractNumId") for kind in numbering.iter(f"{W}abstractNum")}
        for number in numbers:
            if value_of(number, "abstractNumId") not in kinds:
                what = f"the list {shown(number.get(f'{W}numId', ''))} is of a kind that is not there"
                yield related(file.package, "numbering"), None, what
    told = {"0"} | {number.get(f"{W}numId", "") for number in numbers}
    for part, tree in file.texts.items():
        for properties in tree.iter(f"{W}numPr"):
            used = value_of(properties, "numId")
            if used is not None and used not in told:
                told.add(used)
                yield part, properties, f"the list {shown(used)} is used and not there"


def check_styles(file: WordFile) -> Iterator[Found]:
    """Yield styles that are used and not there: Word uses its own in their place."""
    if file.styles is None:
        return
    told = {(style.get(f"{W}type"), style.get(f"{W}styleId")) for style in file.styles.iter(f"{W}style")}
    for part, tree in file.texts.items():
        for tag, kind in _STYLES.items():
            for element in tree.iter(W + tag):
                name = element.get(f"{W}val")
                if (kind, name) not in told and name not in _WORDS_OWN:
                    told.add((kind, name))
                    yield part, element, f"the {kind} style {shown(name or '')} is used and not there"


def check_notes(file: WordFile) -> Iterator[Found]:
    """Yield marks of comments and footnotes whose text is not there, and comments with one id."""
    for kind in ("comment", "footnote", "endnote"):
        notes = file.package.trees.get(related(file.package, f"{kind}s"))
        ids = Counter(note.get(f"{W}id") for note in notes.iter(W + kind)) if notes is not None else Counter()
        for number, count in ids.items():
            if count > 1:
                yield related(file.package, f"{kind}s"), None, f"{count} {kind}s have the id {shown(number or '')}"
        for part, tree in file.texts.items():
            for mark in tree.iter(f"{W}{kind}Reference"):
                number = mark.get(f"{W}id")
                if number not in ids:
                    yield part, mark, f"a mark refers to the {kind} {shown(number or '')}, which is not there"


def check_lost_comments(file: WordFile) -> Iterator[Found]:
    """Yield comments that belong to no text: Word does not show them, and they stay in the file."""
    if file.comments is None:
        return
    marks = {mark.get(f"{W}id") for tree in file.texts.values() for mark in tree.iter(f"{W}commentReference")}
    for comment in file.comments.iter(f"{W}comment"):
        number = comment.get(f"{W}id")
        if number not in marks:
            yield related(file.package, "comments"), comment, f"the comment {shown(number or '')} belongs to no text"
