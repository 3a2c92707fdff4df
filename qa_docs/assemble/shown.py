"""What the files show that a deal names: pictures below clauses and in appendices, attached documents, logos."""

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.context import Context
from qa_docs.model.deal import PartyDetails
from qa_docs.model.document import Block, ClauseText, Heading, PageTurn, Paragraph
from qa_docs.model.picture import AttachedDocument, NamedPicture, Picture, ShownFile
from qa_docs.problems import Problem, did_you_mean

Key = tuple[str | int, ...]
_TWIPS_IN_MM = 56.6929
"""Twentieths of a point in a millimetre."""
_SHORT = 16
"""Digits of a digest that tell two files apart: one in eighteen trillion million."""


def gather_pictures(context: Context, named: Sequence[NamedPicture], key: Key) -> Iterator[Problem]:
    """Put the pictures at `key` of the deal into `context`, each under its place and still without its number."""
    seen: set[str] = set()
    for i, one in enumerate(named):
        if one.id in seen:
            yield _twice(context, one.id, (*key, i, "id"))
        seen.add(one.id)
        file = context.placed.shown.get((*key, i, "file"))
        if file is None:  # its file could not be read, which is told elsewhere
            context.pictures.setdefault(one.under, []).append(Picture(one.id, one.caption, "", "", "", 1, 1))
            continue
        image = context.placed.images[file.images[0]]
        width, height = image.width, image.height
        if one.width_mm is not None:
            width, height = round(one.width_mm * _TWIPS_IN_MM), round(one.width_mm * _TWIPS_IN_MM * height / width)
        picture = Picture(one.id, one.caption, "", one.alternative, file.images[0], width, max(height, 1))
        context.pictures.setdefault(one.under, []).append(picture)


def number_pictures(context: Context, places: Iterable[str], count: int = 0) -> int:
    """Number the pictures in the order of their `places`, on from `count`; give the number of the last one."""
    for place in places:
        for picture in context.pictures.get(place, ()):
            if picture.id not in context.numbers:
                count += 1
                context.numbers[picture.id] = ("Figure", str(count))
    return count


class Places(Struct, frozen=True):
    """Where pictures may stand: ids of clauses and appendices."""

    own: frozenset[str]
    """Those of this kind of document, chosen for the deal or not."""
    every: frozenset[str]
    """Those of all documents that print these pictures."""


def check_pictures(
    context: Context, named: Sequence[NamedPicture], key: Key, places: Places, taken: Container[str]
) -> Iterator[Problem]:
    """Yield pictures with an id that is `taken`, and those that have no place in the document."""
    for i, one in enumerate(named):
        if one.id in taken:
            yield _twice(context, one.id, (*key, i, "id"))
        if one.id in context.numbers:
            continue
        at = context.placed.place(*key, i, "under")
        if one.under in places.own:
            message = f"{one.under!r} is not in this document, so the picture has no place"
            yield Problem(at, "picture-place", message, "name a clause or an appendix that `qa-docs show` prints")
        elif one.under not in places.every:
            hint = did_you_mean(one.under, places.every, "clauses and appendices are named by their ids in clauses/")
            yield Problem(at, "picture-place", f"no clause and no appendix is called {one.under!r}", hint)


def pictures_at(context: Context, *places: str) -> Iterator[Picture]:
    """Yield the pictures of a place, numbered. A clause and the variant in its stead are one place."""
    for place in dict.fromkeys(places):
        for picture in context.pictures.get(place, ()):
            if picture.image:
                context.images[picture.image] = context.placed.images[picture.image]
            yield replace(picture, number=context.numbers[picture.id][1])


def with_pictures(context: Context, clause: ClauseText, *places: str) -> ClauseText:
    """Give a clause with the pictures that stand below it."""
    if not context.pictures:
        return clause
    shown = tuple(pictures_at(context, *places, clause.id))
    return replace(clause, blocks=(*clause.blocks, *shown)) if shown else clause


def number_attached(context: Context, attached: Sequence[AttachedDocument], key: Key, count: int) -> Iterator[Problem]:
    """Number attached documents on from the appendix `count`. Yield ids that something else has."""
    for i, document in enumerate(attached):
        if document.id in context.numbers:
            yield _twice(context, document.id, (*key, i, "id"))
        context.numbers[document.id] = ("", f"Appendix {count + i + 1}")


def attached_blocks(
    context: Context, attached: Sequence[AttachedDocument], key: Key, landscape: bool
) -> Iterator[Block]:
    """Yield each attached document page by page under its heading, every sheet as its page lies."""
    for i, document in enumerate(attached):
        file = context.placed.shown.get((*key, i, "file"))
        if file is None:  # as above
            continue
        count = len(file.images)
        for number, name in enumerate(file.images, 1):
            image = context.images[name] = context.placed.images[name]
            if (image.width > image.height) != landscape:
                landscape = not landscape
                yield PageTurn("landscape" if landscape else "portrait")
            if number == 1:
                yield Heading(document.id, "appendix", document.title, context.numbers[document.id][1], True)
                yield Paragraph((_told(document, file),), style="note")
            words = f"{document.title}, page {number} of {count}"
            page = Picture(f"{document.id} page {number}", "", "", words, name, image.width, image.height, "own")
            yield replace(page, sheet="shared") if number == 1 else page


def _told(document: AttachedDocument, file: ShownFile) -> str:
    """Say which file is attached, so that a signed agreement names it for good."""
    count = len(file.images)
    pages = "1 page" if count == 1 else f"{count} pages"
    name = file.path.rpartition("/")[2]
    number = f"document {document.number}, " if document.number else ""
    return f"Attached as it is: {number}file {name}, {pages}, SHA-256 {file.digest[:_SHORT]}."


def logo_of(context: Context, party: str, details: PartyDetails) -> str:
    """Give the image of a party's logo, or nothing."""
    file = context.placed.shown.get((party, "logo")) if details.logo else None
    if file is None:
        return ""
    name = file.images[0]
    context.images[name] = context.placed.images[name]
    return name


def _twice(context: Context, name: str, at: Key) -> Problem:
    message = f"something else is called {name!r} already"
    return Problem(
        context.placed.place(*at), "duplicate-id", message, "give each picture and appendix an id of its own"
    )
