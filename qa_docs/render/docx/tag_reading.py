"""Reading the tags of a template part: docxtpl's tags in, instructions out, with a place for everything wrong.

docxtpl joins the tags that Word has torn apart, and Jinja2's parser reads them; only printing, conditions and loops
over known facts are let through, so a template can never run anything.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from qa_docs.model.expression import Choice, Compare, Constant, Expression, Logic, Name, Not
from qa_docs.problems import Place, Problem, did_you_mean
from qa_docs.render.docx.compiled import Branch, Instruction, Logo, Loop, Markup, Print
from qa_docs.render.docx.facts import GROUPS, LISTS, LOOP, SINGLE
from qa_docs.render.docx.markup import as_written
from qa_docs.render.docx.part_places import WHOLE_TAG, PartPlaces, placed_tags

_WRONG_TAG = "template-unknown-tag"
_SYNTAX = "template-syntax"
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BLOCK = re.compile(r"\{%-?\s*(?:(if|for)|endif|endfor)\b[^%]*%\}")
# docxtpl's way to write braces that are no tag; they stay apart, so that nobody takes them for one that was left over.
_BRACES = (("{_{", as_written("{{")), ("}_}", "}}"), ("{_%", as_written("{%")), ("%_}", "%}"))
_MOST_UNREADABLE = 50
"""Tags that cannot be read of which one run tells."""
_ALLOWED = "a template can print facts, and use if and for; see docs/template.md"

Scope = Mapping[str, tuple[str, ...]]
"""Loop variables by name, with the fields that they have."""


class NotKnown(Exception):  # noqa: N818 - it never leaves this module
    """A tag that says what no template may say."""

    def __init__(self, message: str, hint: str = _ALLOWED, code: str = _WRONG_TAG) -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


class TagReader:
    """Reads one part; gathers its problems."""

    def __init__(self, xml: str, places: PartPlaces) -> None:
        # A line for each paragraph and each tag: the line of a fault then tells which of them.
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)
        self._source = WHOLE_TAG.sub(r"\n\g<0>", DocxTemplate("").patch_xml(lines))
        self._places = places
        self.problems: list[Problem] = []

    def read(self) -> tuple[Instruction, ...]:
        """Give the instructions of the part; empty where it cannot be read."""
        environment = Environment(keep_trailing_newline=True, autoescape=True)
        for turn in range(_MOST_UNREADABLE):
            try:
                tree = environment.parse(self._source)
            except TemplateSyntaxError as error:
                if not self._passed_over(error):
                    break
            else:
                instructions = tuple(self._instructions(tree.body, {}))
                return () if turn else instructions
        return ()

    def _passed_over(self, error: TemplateSyntaxError) -> bool:
        """Tell a fault and write the source so that the tags after it can be read; say whether that is possible."""
        # Jinja notices a block without an end only where the template ends; the block itself is what must be mended.
        opened: list[re.Match[str]] = []
        for tag in _BLOCK.finditer(self._source):
            if tag[1]:
                opened.append(tag)
            elif opened:
                opened.pop()
        if opened and "end of template" in str(error.message):
            line = self._source.count("\n", 0, opened[-1].start()) + 1
            end = f"{{% end{opened[-1][1]} %}}"
            self._add(line, _SYNTAX, f"{opened[-1][0]} has no end", f"close it with {end}")
            self._source += f"\n{end}"
            return True
        self._add(error.lineno, _SYNTAX, f"a tag cannot be read: {error.message}", "")
        lines = self._source.split("\n")
        unreadable = WHOLE_TAG.match(lines[error.lineno - 1])
        block = _BLOCK.match(unreadable.group()) if unreadable else None
        # What a loop that cannot be read would name is not known, so nothing can be said of what stands in it.
        if unreadable is None or (block and block[1] == "for"):
            return False
        rest = lines[error.lineno - 1][unreadable.end() :]
        lines[error.lineno - 1] = f"{{% if true %}}{rest}" if block and block[1] else rest
        self._source = "\n".join(lines)
        return True

    def _instructions(self, body: list[nodes.Node], scope: Scope) -> Iterator[Instruction]:
        for node in body:
            try:
                match node:
                    case nodes.Output():
                        yield from self._output(node, scope)
                    case nodes.If():
                        yield self._branch(node, scope)
                    case nodes.For():
                        yield self._loop(node, scope)
                    case _:
                        raise NotKnown(f"a template cannot hold {{% {type(node).__name__.lower()} %}}")
            except NotKnown as fault:
                self._add(node.lineno, fault.code, fault.message, fault.hint)

    def _output(self, node: nodes.Output, scope: Scope) -> Iterator[Instruction]:
        inside_tag = False
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                inside_tag = part.data.rfind("<") > part.data.rfind(">")
                markup = self._markup(part)
                if markup.xml:
                    yield markup
                continue
            try:
                if inside_tag:
                    raise NotKnown("a tag stands where no text is shown", "tags belong into the text of a paragraph")
                party = _logo(part)
                yield Logo(party) if party else Print(_expression(part, scope, printing=True))
            except NotKnown as fault:
                self._add(part.lineno, fault.code, fault.message, fault.hint)

    def _markup(self, part: nodes.TemplateData) -> Markup:
        for found in _LEFT_OVER.finditer(re.sub(r"<[^>]*>", "", part.data)):
            line = part.lineno + part.data[: part.data.find(found[0])].count("\n")
            self._add(line, _SYNTAX, f"{found[0]} stands alone", "each tag begins with {{ or {% and ends with }} or %}")
        xml = re.sub(r"(^|>)\n(?=<|$)", r"\1", part.data.removesuffix("\n"))
        for written, meant in _BRACES:
            xml = xml.replace(written, meant)
        return Markup(xml)

    def _branch(self, node: nodes.If, scope: Scope) -> Branch:
        test = self._test(node, scope)
        then = tuple(self._instructions(node.body, scope))
        otherwise = tuple(self._instructions(node.else_, scope))
        for other in reversed(node.elif_):
            body = tuple(self._instructions(other.body, scope))
            otherwise = (Branch(self._test(other, scope), body, otherwise),)
        return Branch(test, then, otherwise)

    def _test(self, node: nodes.If, scope: Scope) -> Expression:
        """Give what an if asks; a fault in it does not hide those in what it encloses."""
        try:
            return _expression(node.test, scope)
        except NotKnown as fault:
            self._add(node.lineno, fault.code, fault.message, fault.hint)
            return Constant(False)

    def _loop(self, node: nodes.For, scope: Scope) -> Loop:
        if node.else_ or node.test or node.recursive or not isinstance(node.target, nodes.Name):
            raise NotKnown("a loop is written {% for line in history %}, without else, if or recursive")
        if not isinstance(node.iter, nodes.Name) or node.iter.name not in LISTS:
            wanted = node.iter.name if isinstance(node.iter, nodes.Name) else ""
            raise NotKnown(f"{wanted or 'this'!r} is not a list", did_you_mean(wanted, LISTS))
        name = node.target.name
        if name in GROUPS or name in SINGLE or name in LISTS or name == "loop":
            raise NotKnown(f"{name!r} is the name of a fact; call the loop's line something else", "for example: line")
        inner = {**scope, name: LISTS[node.iter.name], "loop": tuple(LOOP)}
        return Loop(name, (node.iter.name,), tuple(self._instructions(node.body, inner)))

    def _add(self, line: int, code: str, message: str, hint: str) -> None:
        place = self._typed.get(line) or self._places.saying(self._paragraph(line))
        self.problems.append(Problem(place, code, message, hint))

    @cached_property
    def _typed(self) -> dict[int, Place]:
        return placed_tags(self._source, self._places.tags())

    def _paragraph(self, line: int) -> str:
        """Give the words of the paragraph that a line belongs to, the lines of its tags included."""
        lines = self._source.split("\n")
        first = next((at for at in range(line - 1, 0, -1) if lines[at].startswith("<w:p")), 0)
        last = next((at for at in range(line, len(lines)) if lines[at].startswith("<w:p")), len(lines))
        return html.unescape(re.sub(r"<[^>]*>", "", "".join(lines[first:last])))


def _expression(node: nodes.Node, scope: Scope, printing: bool = False) -> Expression:
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            return _name(node, scope, printing)
        case nodes.Const() if node.value is None or isinstance(node.value, str | int | float | bool):
            return Constant(node.value)
        case nodes.CondExpr() if node.expr2 is not None:
            then, otherwise = (_expression(part, scope, printing) for part in (node.expr1, node.expr2))
            return Choice(_expression(node.test, scope), then, otherwise)
        case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne" as operator)]):
            return Compare(operator, _expression(node.expr, scope), _expression(node.ops[0].expr, scope))
        case nodes.And():
            return Logic("and", _expression(node.left, scope), _expression(node.right, scope))
        case nodes.Or():
            return Logic("or", _expression(node.left, scope, printing), _expression(node.right, scope, printing))
        case nodes.Not():
            return Not(_expression(node.node, scope))
        case nodes.Filter(name=name):
            raise NotKnown(f"a template cannot use the filter {name!r}")
        case nodes.Call():
            raise NotKnown("a template cannot call anything")
        case _:
            raise NotKnown("a tag says what no template may say")


def _name(node: nodes.Node, scope: Scope, printing: bool) -> Name:
    path = _path(node)
    written = ".".join(path)
    first = path[0]
    if any(step.startswith("_") for step in path):
        raise NotKnown(f"{written!r} is refused: names that begin with _ belong to Python")
    fields = scope.get(first) or GROUPS.get(first)
    if fields is None:
        _check_single(path, printing)
        return Name(path)
    if len(path) == 1:
        if printing:
            raise NotKnown(f"{written!r} holds several facts; print one of them", f"for example {first}.{fields[0]}")
        return Name(path)
    if len(path) > 2 or path[1] not in fields:
        raise NotKnown(f"{written!r} is not known here", did_you_mean(".".join(path[1:]), fields))
    if printing and path[1] == "logo":
        raise NotKnown(f"{written!r} is a picture", f"print it alone: {{{{ {written} }}}}")
    if printing and first == "loop" and LOOP[path[1]] == "flag":
        raise _yes_or_no(written)
    return Name(path)


def _logo(node: nodes.Node) -> str:
    """Give the party whose logo a tag prints, or nothing."""
    match node:
        case nodes.Getattr(node=nodes.Name(name="giver" | "acceptor" as party), attr="logo"):
            return str(party)
    return ""


def _check_single(path: tuple[str, ...], printing: bool) -> None:
    written = ".".join(path)
    if path[0] in ("body", "contents", "tables", "figures"):
        raise NotKnown(f"{{{{ {path[0]} }}}} must stand alone in a paragraph of its own, once, in the text of the page")
    if len(path) > 1 or path[0] not in (*SINGLE, *LISTS):
        known = (*SINGLE, *LISTS, *GROUPS, *(f"{group}.{field}" for group in GROUPS for field in GROUPS[group]))
        hint = did_you_mean(written, known, "docs/template.md lists all facts")
        raise NotKnown(f"{written!r} is not known here", hint)
    if printing and path[0] in LISTS:
        raise NotKnown(f"{written!r} is a list", f"walk it: {{%tr for line in {written} %}} … {{%tr endfor %}}")
    if printing and SINGLE.get(path[0]) == "flag":
        raise _yes_or_no(written)


def _yes_or_no(written: str) -> NotKnown:
    return NotKnown(f"{written!r} is yes or no", f"ask for it: {{% if {written} %}} … {{% endif %}}")


def _path(node: nodes.Node) -> tuple[str, ...]:
    match node:
        case nodes.Name():
            return (node.name,)
        case nodes.Getattr():
            return (*_path(node.node), node.attr)
        case nodes.Getitem() if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return (*_path(node.node), node.arg.value)
        case _:
            raise NotKnown("a tag says what no template may say")
