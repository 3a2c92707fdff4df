"""From the bytes of a template to what the renderer uses, with everything that is wrong with it."""

import re
from dataclasses import dataclass

from lxml import etree

from qa_docs.problems import Problem, ProblemsFound, errors_of
from qa_docs.render.docx.cleaned import W, clean, clean_settings, locked, serialised, text_of, tracked_change, whole
from qa_docs.render.docx.compiled import Branch, CompiledTemplate, Here, Instruction, Loop, Section, TaggedPart
from qa_docs.render.docx.opened import (
    HEADER_TYPES,
    NUMBERING_TYPE,
    STYLES_TYPE,
    OpenedTemplate,
    not_docx,
    open_template,
    parsed,
)
from qa_docs.render.docx.package import PackedPart, pack, relationships_name
from qa_docs.render.docx.part_places import PartPlaces
from qa_docs.render.docx.properties import APPLICATION, APPLICATION_NAME
from qa_docs.render.docx.relations import Relations
from qa_docs.render.docx.section_reading import mark_in, places_of, sections_of, with_marks
from qa_docs.render.docx.style_reading import StyleSheet, in_language
from qa_docs.render.docx.tag_check import check_tags
from qa_docs.render.docx.tag_reading import TagReader
from qa_docs.render.docx.trial import check_outcome

LANGUAGES = ("en-GB", "en-US")
_PICTURES = "//*[local-name() = 'docPr' or local-name() = 'cNvPr']/@id"
_TAG = re.compile(r"\{[{%#]")
_NO_SETTINGS = b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class _Read:
    """The parts of a template that had to be read, and the problems found on the way."""

    problems: list[Problem]
    trees: dict[str, etree._Element]
    control_ids: set[int]
    bookmark_ids: set[int]
    picture_ids: set[int]


def compiled(content: bytes, file: str) -> CompiledTemplate:
    """Give the template `content` compiled; raise ProblemsFound with all that is wrong with it."""
    template = open_template(content, file)
    styles_name, numbering_name = template.named(STYLES_TYPE), template.named(NUMBERING_TYPE)
    if not styles_name or not numbering_name:
        what = "style sheet" if not styles_name else "list"
        hint = "start from the file that `qa-docs template new` writes"
        raise ProblemsFound([not_docx(file, f"the template has no {what}", hint)])
    read = _Read([], {}, set(), set(), set())
    document, body_section = _document(template, read)
    read_parts = [_tagged_part(template, name, read) for name in _headers(template)]
    tagged = tuple(part for part in read_parts if part.instructions)
    numbering = template.tree(numbering_name)
    styles = template.tree(styles_name)
    sheet = StyleSheet(styles, numbering, file, styles_name)
    style_ids, lists = sheet.ids(), sheet.lists()
    problems = [*read.problems, *sheet.problems]
    if errors_of(problems):
        raise ProblemsFound(problems)
    relations = Relations(template)
    settings, locked_settings = _settings(template, relations.settings_name)
    untouched = pack(styles_name, template.parts[styles_name])
    text, cut = _numbering_text(numbering)
    return CompiledTemplate(
        document=document,
        body_section=body_section,
        tagged=tagged,
        static=_static(template, {styles_name, numbering_name, *(part.name for part in tagged)}, read, relations),
        settings=settings,
        locked_settings=locked_settings,
        issued=relations.packed(with_comments=False),
        commented=relations.packed(with_comments=True),
        styles={"": untouched} | {language: _styles_in(styles, styles_name, language) for language in LANGUAGES},
        numbering=pack(numbering_name, text.encode()),
        numbering_text=(text[:cut], text[cut:]),
        lists=lists,
        style_ids=style_ids,
        fills=sheet.fills(),
        typeface=sheet.typeface_of("matrix_cell"),
        sizes={part: sheet.size_of(part) for part in ("cell", "matrix_cell", "matrix_heading")},
        rooms=sheet.rooms(),
        table_space=sheet.space_above("caption"),
        clause_indent=sheet.indent_of("clause_text"),
        first_number=1 + max((whole(num, "numId") for num in numbering.iterfind(W + "num")), default=0),
        first_bookmark=1 + max(read.bookmark_ids, default=0),
        first_picture=1 + max(read.picture_ids, default=0),
        control_ids=tuple(sorted(read.control_ids)),
        comments_name=relations.comments_name,
    )


def _document(template: OpenedTemplate, read: _Read) -> tuple[TaggedPart, Section]:
    tree, spots = _read_tree(template, template.main, read)
    if tree.tag != W + "document" or tree.prefix != "w":
        raise ProblemsFound([not_docx(template.file, "saved as Strict Open XML, or not by a word processor")])
    read.problems += check_tags(tree, spots)
    places, problems = places_of(tree, spots)
    read.problems += problems
    sections = sections_of(tree, spots)
    part = TaggedPart(template.main, tuple(with_marks(_instructions(tree, spots, read), sections, places)))
    hidden = _hidden_mark(part.instructions)
    if hidden:
        hint = "move {{ body }} and section breaks out of if and for; a list may stand in an if"
        what = "the body or the end of a section depends on a tag"
        read.problems.append(Problem(spots.marked[hidden], "template-syntax", what, hint))
    elif not errors_of(read.problems):
        read.problems += check_outcome(part, tree, spots)
    return part, _body_section(part.instructions, sections)


def _body_section(instructions: tuple[Instruction, ...], sections: tuple[Section, ...]) -> Section:
    after_body = False
    for instruction in instructions:
        if isinstance(instruction, Here) and instruction.what == "body":
            after_body = True
        elif after_body and isinstance(instruction, Section):
            return instruction
    return sections[-1] if sections else Section("", "", "", "", "", False, "", False, 0)


def _hidden_mark(instructions: tuple[Instruction, ...]) -> str:
    for instruction in instructions:
        match instruction:
            case Branch(_, then, otherwise):
                inner = (*then, *otherwise)
            case Loop(_, _, each):
                inner = each
            case _:
                continue
        mark = mark_in(inner) or _hidden_mark(inner)
        if mark:
            return mark
    return ""


def _headers(template: OpenedTemplate) -> list[str]:
    return sorted(name for name, kind in template.types.items() if kind in HEADER_TYPES)


def _tagged_part(template: OpenedTemplate, name: str, read: _Read) -> TaggedPart:
    tree, places = _read_tree(template, name, read)
    if not any(_TAG.search(text_of(paragraph)) for paragraph in tree.iter(W + "p")):
        return TaggedPart(name, ())
    read.problems += check_tags(tree, places)
    part = TaggedPart(name, _instructions(tree, places, read))
    if not errors_of(read.problems):
        read.problems += check_outcome(part, tree, places)
    return part


def _read_tree(template: OpenedTemplate, name: str, read: _Read) -> tuple[etree._Element, PartPlaces]:
    tree = template.tree(name)
    places = PartPlaces(tree, template.file, name)
    change = tracked_change(tree)
    if change is not None:
        hint = "accept or reject all changes in Word (Review, Accept) and save"
        what = "the template holds tracked changes"
        read.problems.append(Problem(places.near(change), "template-tracked-changes", what, hint))
    clean(tree)
    for control in tree.iterfind(f".//{W}sdtPr/{W}id"):
        read.control_ids.add(whole(control, "val") & 0xFFFF_FFFF)
    for mark in tree.iter(W + "bookmarkStart"):
        read.bookmark_ids.add(whole(mark, "id"))
    # Shapes inside a group count too; VML has ids that are words.
    read.picture_ids.update(int(number) for number in tree.xpath(_PICTURES) if number.isdecimal())
    read.trees[name] = tree
    return tree, places


def _instructions(tree: etree._Element, places: PartPlaces, read: _Read) -> tuple[Instruction, ...]:
    reader = TagReader(_PROLOGUE + serialised(tree), places)
    instructions = reader.read()
    read.problems += reader.problems
    return instructions


def _static(
    template: OpenedTemplate, written_anew: set[str], read: _Read, relations: Relations
) -> tuple[PackedPart, ...]:
    left_out = {*written_anew, *relations.written, *relations.dropped, template.main}
    # What belongs to the settings names nothing but the attached template.
    left_out |= {relations.settings_name, relationships_name(relations.settings_name)}
    packed = []
    for name, content in sorted(template.parts.items()):
        if name not in left_out:
            tree = read.trees.get(name)
            packed.append(pack(name, content if tree is None else _bytes(tree)))
    packed.append(pack(APPLICATION_NAME, APPLICATION.encode()))
    return tuple(packed)


def _settings(template: OpenedTemplate, name: str) -> tuple[PackedPart, PackedPart]:
    """Give the settings of a document that may be changed, and of one that is locked."""
    tree = template.tree(name) if name in template.parts else parsed(_NO_SETTINGS)
    clean_settings(tree)
    free = pack(name, _bytes(tree))
    locked(tree)
    return free, pack(name, _bytes(tree))


def _styles_in(styles: etree._Element, name: str, language: str) -> PackedPart:
    in_language(styles, language)
    return pack(name, _bytes(styles))


def _numbering_text(numbering: etree._Element) -> tuple[str, int]:
    text = _PROLOGUE + serialised(numbering)
    last = text.rfind("</w:num>")
    return text, last + len("</w:num>")


def _bytes(tree: etree._Element) -> bytes:
    return _PROLOGUE.encode() + str(etree.tostring(tree, encoding="unicode")).encode()
