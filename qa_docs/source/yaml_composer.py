"""Builds a tree of text and places from the events of the YAML parser.

Events, and not `yaml.compose`: its recursion ends in a crash when a file is nested 100,000 deep, events stop at the
limit, and they are a little faster as well.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.characters import check_value

# The C parser is in nearly every build of PyYAML; the other one reads the same, eight times slower.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 60
"""Levels of nesting that are read. A deal has six."""
MOST_NODES = 200_000
"""Keys and values that are read, aliases written out. A deal has some thousand."""

Path = tuple[str | int, ...]
Spot = tuple[int, int]

_DROPPED = "\0"  # stands for a key whose value is read only to go on after it
_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_TREE_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


class _Collection:
    """A mapping or list that is being read."""

    __slots__ = ("anchor", "as_key", "as_text", "counted", "deepest", "held", "key", "key_spots", "path")

    def __init__(self, held: Any, path: Path, anchor: str | None, counted: int) -> None:
        self.held = held
        self.path = path
        self.anchor = anchor
        self.counted = counted  # nodes read before it
        self.as_text = False  # it is a text that lacks its quotes
        self.as_key = False  # it stands where a key should, and its value is still to come
        self.deepest = 0  # levels below it
        self.key: str | None = None  # of a mapping: the key whose value comes next
        self.key_spots: dict[str, Spot] = {}


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Any
    path: Path
    size: int
    depth: int


class Composer:
    """Builds the tree from the parser's events, with a stack of its own instead of recursion."""

    def __init__(self, file: str, first_line: int, parser: Any = _PARSER) -> None:
        self._parser = parser
        self.problems: list[Problem] = []
        self.places: dict[Path, Spot] = {}
        self.value_places: dict[Path, Spot] = {}
        self._file = file
        self._first_line = first_line
        self._stack: list[_Collection] = []
        self._anchors: dict[str, _Anchored] = {}
        self._count = 0
        self._value: Any = None
        self._documents = 0

    def compose(self, text: str) -> Any:
        """Give the value of the whole text."""
        parser = self._parser(text)
        try:
            while True:
                event = parser.get_event()
                kind = event.__class__
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, {} if kind is yaml.MappingStartEvent else [])
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._close()
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    self._begin(event)
                elif kind is yaml.StreamEndEvent:
                    break
        finally:
            parser.dispose()
        if self._value is None:
            self._stop(Place(self._file), "file-empty", "the file holds no YAML, only blank lines and comments")
        return self._value

    def _begin(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "one file holds one document; delete the '---' line or move what follows to a file of its own"
            self._stop(self._place(event), "yaml-refused", "a second YAML document begins here", hint)

    def _scalar(self, event: Any) -> None:
        self._add(1, event)
        text: str = event.value
        parent = self._stack[-1] if self._stack else None
        if event.style == '"':  # only these can hold escapes
            self.problems.extend(check_value(text, self._place(event)))
        if event.tag not in _TEXT_TAGS:
            self._refuse_tag(event)
        if parent is not None and parent.key is None and parent.held.__class__ is dict:
            self._key(parent, text, event)
            return
        empty = not event.style and event.tag is None and text in ("", "~", "null")
        path = self._record(parent, event)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(None if empty else text, path, 1, 0)
        self._put(parent, None if empty else text)

    def _key(self, mapping: _Collection, key: str, event: Any) -> None:
        spot = self._spot(event)
        place = Place(self._file, *spot)
        mapping.key = _DROPPED
        if key == "<<" and not event.style:
            hint = "write the keys out in each place"
            self.problems.append(Problem(place, "yaml-refused", "a merge key ('<<') is not read here", hint))
        elif not key:
            hint = "write a word before the colon"
            self.problems.append(Problem(place, "yaml-refused", "a key is empty", hint))
        elif key in mapping.key_spots:
            message = f"{_short(key)} is here twice, first in line {mapping.key_spots[key][0]}"
            self.problems.append(Problem(place, "repeated-key", message, "keep one of the two"))
        else:
            mapping.key = key
            mapping.key_spots[key] = spot
            self.places[(*mapping.path, key)] = spot

    def _open(self, event: Any, held: Any) -> None:
        self._add(1, event)
        parent = self._stack[-1] if self._stack else None
        if event.tag not in _TREE_TAGS:
            self._refuse_tag(event)
        if len(self._stack) >= DEEPEST:
            self._stop_deep(event)
        if parent is not None and parent.key is None and isinstance(parent.held, dict):
            self._refuse_collection_as_key(parent, event)
            parent.key = _DROPPED
            path: Path = (*parent.path, _DROPPED)
            opened = _Collection(held, path, event.anchor, self._count)
            opened.as_key = True
        else:
            opened = _Collection(held, self._record(parent, event), event.anchor, self._count)
        self._stack.append(opened)

    def _close(self) -> None:
        closed = self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        if parent is not None:
            parent.deepest = max(parent.deepest, closed.deepest + 1)
        if closed.anchor is not None:
            size = self._count - closed.counted + 1
            self._anchors[closed.anchor] = _Anchored(closed.held, closed.path, size, closed.deepest + 1)
        if not closed.as_key:
            self._put(parent, "{{ }}" if closed.as_text else closed.held)

    def _alias(self, event: Any) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent is not None and parent.key is None and isinstance(parent.held, dict):
            self._add(1, event)
            self._refuse_key(event)
            parent.key = _DROPPED
            return
        anchored = self._anchors.get(event.anchor)
        path = self._record(parent, event)
        if anchored is None:
            hint = "put a text that begins with * in quotes"
            message = f"nothing before this is called {_short('&' + event.anchor)}"
            self.problems.append(Problem(self._place(event), "yaml-syntax", message, hint))
            self._add(1, event)
            self._put(parent, None)
            return
        self._add(anchored.size, event)
        if len(self._stack) + anchored.depth > DEEPEST:
            self._stop_deep(event)
        if parent is not None:
            parent.deepest = max(parent.deepest, anchored.depth)
        self._repeat_places(anchored.value, anchored.path, path)
        self._put(parent, anchored.value)

    def _repeat_places(self, value: Any, source: Path, target: Path) -> None:
        """What an alias repeats stands where it was written once: that is the line to mend."""
        left = [(value, source, target)]
        while left:
            value, source, target = left.pop()
            inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            for key, part in inner:
                there, here = (*source, key), (*target, key)
                self.places[here] = self.places[there]
                self.value_places[here] = self.value_places[there]
                left.append((part, there, here))

    def _record(self, parent: _Collection | None, event: Any) -> Path:
        """Note the place of a value, and give the path that it has in the tree."""
        if parent is None:
            path: Path = ()
        elif parent.key is not None:
            path = (*parent.path, parent.key)
        else:
            path = (*parent.path, len(parent.held))
        spot = self._spot(event)
        self.value_places[path] = spot
        if parent is None or parent.key is None:
            self.places[path] = spot
        return path

    def _put(self, parent: _Collection | None, value: Any) -> None:
        if parent is None:
            self._value = value
        elif parent.key is None:
            parent.held.append(value)
        else:
            if parent.key is not _DROPPED:
                parent.held[parent.key] = value
            parent.key = None

    def _add(self, nodes: int, event: Any) -> None:
        self._count += nodes
        if self._count > MOST_NODES:
            hint = "write less, or split the file; an alias ('*name') repeats all that its anchor ('&name') holds"
            message = f"the file holds more than {MOST_NODES:,} keys and values, aliases written out"
            self._stop(self._place(event), "yaml-too-deep", message, hint)

    def _refuse_tag(self, event: Any) -> None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        hint = "delete it: what a value is follows from its key"
        self.problems.append(
            Problem(self._place(event), "yaml-refused", f"the tag {_short(tag)} is not read here", hint)
        )

    def _refuse_key(self, event: Any) -> None:
        hint = "if a text begins with [, { or *, put it in quotes"
        self.problems.append(Problem(self._place(event), "yaml-refused", "a key must be a word", hint))

    def _refuse_collection_as_key(self, parent: _Collection, event: Any) -> None:
        begin = self._spot(event)
        if self.value_places.get(parent.path) != (begin[0], begin[1] - 1):
            self._refuse_key(event)
            return
        # Somebody wrote {{ name }} without quotes. It is read as text, so that this is the only complaint.
        parent.as_text = True
        place = Place(self._file, begin[0], begin[1] - 1)
        self.problems.append(Problem(place, "yaml-refused", "a text begins with '{{'", "put it in quotes"))

    def _stop_deep(self, event: Any) -> None:
        message = f"the file is nested more than {DEEPEST} levels deep"
        self._stop(self._place(event), "yaml-too-deep", message, "check the brackets and the indentation")

    def _stop(self, place: Place, code: str, message: str, hint: str = "") -> None:
        raise ProblemsFound([*self.problems, Problem(place, code, message, hint)])

    def _spot(self, event: Any) -> Spot:
        mark = event.start_mark
        return (mark.line + self._first_line, mark.column + 1)

    def _place(self, event: Any) -> Place:
        return Place(self._file, *self._spot(event))


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
