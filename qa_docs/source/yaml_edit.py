"""Changes places of a deal's YAML text and touches nothing else: comments, order, quotes and spaces stay as they are.

The places come from PyYAML's marks. Each edit is proven: the new text, read again, holds what the old one held and the
change, and nothing else.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from qa_docs.source.yaml_composer import Path

Entry = str | Mapping[str, str]
Row = Mapping[str, str | Mapping[str, str]]


class NotEditable(Exception):  # noqa: N818 - it says what the text is
    """The text is written in a way that leaves no sure place for a change."""


def with_entry(text: str, key: str, name: str, entry: Entry) -> str:
    """Give the text with `name: entry` in the mapping at the top-level `key`, in place of an entry of that name."""
    wanted = _loaded(text)
    held = wanted.get(key) or {}
    if not isinstance(held, dict):
        raise NotEditable(key)
    wanted[key] = {**held, name: entry if isinstance(entry, str) else dict(entry)}
    return _proven(_with_entry(text, key, name, entry), wanted)


def with_row(text: str, key: str, row: Row, field: str) -> str:
    """Give the text with `row` in the list at the top-level `key`, in place of a row of the same `field`."""
    wanted = _loaded(text)
    held = wanted.get(key) or []
    if not isinstance(held, list):
        raise NotEditable(key)
    rows = copy.copy(held)
    at = next((i for i, one in enumerate(rows) if one.get(field) == row[field]), len(rows))
    rows[at : at + 1] = [{name: v if isinstance(v, str) else dict(v) for name, v in row.items()}]
    wanted[key] = rows
    return _proven(_with_row(text, key, row, at), wanted)


def value_at(text: str, at: Path) -> Any:
    """Give what stands at a path, every scalar as the text that was written."""
    return _held(_loaded(text), at)


def with_text_at(text: str, at: Path, value: str) -> str:
    """Give the text with `value` in place of the scalar at a path."""
    wanted = _loaded(text)
    _held(wanted, at[:-1])[at[-1]] = value
    node = _node_at(text, at)
    if (
        not isinstance(node, yaml.ScalarNode)
        or node.style in ("|", ">")
        or node.start_mark.index == node.end_mark.index
    ):
        raise NotEditable(str(at[-1]))
    written = value if node.style is None else _scalar(value)
    return _proven(text[: node.start_mark.index] + written + text[node.end_mark.index :], wanted)


def with_key_renamed(text: str, old: str, new: str, at: Path = ()) -> str:
    """Give the text with another name for a key of the mapping at a path; place, value and comments stay."""
    wanted = _loaded(text)
    holder = _held(wanted, at)
    changed = {new if key == old else key: value for key, value in holder.items()}
    holder.clear()
    holder.update(changed)
    found = _pair(_node_at(text, at), old)
    if found is None:
        raise NotEditable(old)
    start, end = (mark.index for mark in (found[0].start_mark, found[0].end_mark))
    return _proven(text[:start] + text[start:end].replace(old, new) + text[end:], wanted)


def with_list_of_one(text: str, key: str, at: Path = ()) -> str:
    """Give the text with the mapping at `key` as the one item of a list, in the style in which it is written."""
    wanted = _loaded(text)
    holder = _held(wanted, at)
    holder[key] = [holder[key]]
    found = _pair(_node_at(text, at), key)
    node = found[1] if found else None
    if found is None or not isinstance(node, yaml.MappingNode):
        raise NotEditable(key)
    key_node = found[0]
    start, end = node.start_mark, node.end_mark
    if start.index < key_node.end_mark.index:
        raise NotEditable(key)  # it is written elsewhere, and named here by an alias
    if node.flow_style:
        return _proven(f"{text[: start.index]}[{text[start.index : end.index]}]{text[end.index :]}", wanted)
    if start.line == key_node.start_mark.line:
        raise NotEditable(key)
    column, dash = start.column, key_node.start_mark.column if _flush_lists(_node_at(text, ())) else start.column
    lines = text.splitlines(keepends=True)
    last = end.line if end.column else end.line - 1
    while last > start.line and _is_beyond(lines[last] if last < len(lines) else "", column):
        last -= 1
    wider = dash + 2 - column
    first = " " * dash + "-" + " " * max(column - dash - 1, 1) + lines[start.line][column:]
    inner = (" " * wider + line if wider > 0 and line.strip() else line for line in lines[start.line + 1 : last + 1])
    return _proven("".join((*lines[: start.line], first, *inner, *lines[last + 1 :])), wanted)


def _is_beyond(line: str, column: int) -> bool:
    """Say whether a line behind a mapping does not belong to it: it is blank, or stands further left."""
    return not line.strip() or len(line) - len(line.lstrip(" ")) < column


def _flush_lists(node: yaml.Node | None) -> bool:
    """Say whether the lists of a text stand flush with their keys, as its first list of several lines does."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(value, yaml.SequenceNode) and not value.flow_style:
            return bool(value.start_mark.column == key.start_mark.column)
        if isinstance(value, yaml.MappingNode) and _flush_lists(value):
            return True
    return False


def _held(held: Any, at: Path) -> Any:
    for step in at:
        try:
            held = held[step]
        except (KeyError, IndexError, TypeError):
            raise NotEditable(str(step)) from None
    return held


def _node_at(text: str, at: Path) -> yaml.Node | None:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in at:
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
            node = node.value[step]
            continue
        found = _pair(node, str(step))
        if found is None:
            raise NotEditable(str(step))
        node = found[1]
    return node


def with_value(text: str, path: tuple[str | int, ...], value: str) -> str:
    """Give the text with `value` in place of the one-line value at `path`."""
    wanted = _loaded(text)
    held: Any = wanted
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            found = _pair(node, str(step))
            node = found[1] if found else None
    if (
        not isinstance(node, yaml.ScalarNode)
        or node.style in ("|", ">")
        or node.start_mark.index == node.end_mark.index
    ):
        raise NotEditable(str(path[-1]))
    return _proven(text[: node.start_mark.index] + _flow(value) + text[node.end_mark.index :], wanted)


def values_in(text: str) -> dict[tuple[str | int, ...], str]:
    """Give the values of a deal's text by their paths, those of its own file alone."""
    return dict(_values(_loaded(text), ()))


def _values(held: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(held, str):
        yield path, held
        return
    inner = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for step, value in inner:
        yield from _values(value, (*path, step))


def _loaded(text: str) -> dict[str, Any]:
    held = yaml.load(text, Loader=yaml.BaseLoader)
    if not isinstance(held, dict):
        raise NotEditable("the deal")
    return held


def _proven(text: str, wanted: Mapping[str, Any]) -> str:
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise NotEditable(str(error)) from error
    if found != wanted:
        raise NotEditable("the deal")
    return text


def _with_entry(text: str, key: str, name: str, entry: Entry) -> str:
    new = _line_end(text)
    lines = _entry_lines(name, entry)
    found = _pair(yaml.compose(text, Loader=yaml.SafeLoader), key)
    if found is None:
        return _at_end(text, [f"{key}:", *(f"  {line}" for line in lines)], new)
    key_node, node = found
    if not isinstance(node, yaml.MappingNode):
        return _after_key(text, key_node, node, lines, new)
    if not node.value:
        return _after_key(text, key_node, node, lines, new)
    old = _pair(node, name)
    if node.flow_style:
        if old is not None:
            return text[: old[1].start_mark.index] + _flow(entry) + text[_end(old[1]) :]
        at = _end(node.value[-1][1])
        return f"{text[:at]}, {_flow(name)}: {_flow(entry)}{text[at:]}"
    indent = " " * node.start_mark.column
    block = new.join(f"{indent}{line}" for line in lines)
    if old is not None:
        return text[: old[0].start_mark.index] + block[len(indent) :] + text[_end(old[1], old[0]) :]
    return _below(text, _end(node.value[-1][1], node.value[-1][0]), block, new)


def _with_row(text: str, key: str, row: Row, at: int) -> str:
    new = _line_end(text)
    lines = [f"{_scalar(name)}: {_scalar(v) if isinstance(v, str) else _flow(v)}" for name, v in row.items()]
    dashed = [f"{'- ' if i == 0 else '  '}{line}" for i, line in enumerate(lines)]
    found = _pair(yaml.compose(text, Loader=yaml.SafeLoader), key)
    if found is None:
        return _at_end(text, [f"{key}:", *(f"  {line}" for line in dashed)], new)
    key_node, node = found
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return _after_key(text, key_node, node, dashed, new)
    if node.flow_style:
        if at < len(node.value):
            return text[: node.value[at].start_mark.index] + _flow(row) + text[_end(node.value[at]) :]
        end = _end(node.value[-1])
        return f"{text[:end]}, {_flow(row)}{text[end:]}"
    if at < len(node.value):
        item = node.value[at]
        indent = " " * item.start_mark.column
        block = new.join(f"{indent}{line}" for line in lines)[len(indent) :]
        return text[: item.start_mark.index] + block + text[_end(item) :]
    indent = " " * node.start_mark.column
    return _below(text, _end(node.value[-1]), new.join(f"{indent}{line}" for line in dashed), new)


def _pair(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        raise NotEditable(name)
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _end(node: yaml.Node, key: yaml.Node | None = None) -> int:
    """Give where a value ends: behind its last character, not where the next key begins."""
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            raise NotEditable("a text of several lines")
        if key is not None and node.start_mark.index == node.end_mark.index:
            return int(key.end_mark.index) + 1  # nothing is written behind the colon
        return int(node.end_mark.index)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1], last[0]) if isinstance(node, yaml.MappingNode) else _end(last)


def _after_key(text: str, key: yaml.Node, node: yaml.Node, lines: list[str], new: str) -> str:
    """Give the text with lines below a key that holds nothing yet: no value, or `{}`, or `[]`."""
    if node.value or (isinstance(node, yaml.ScalarNode) and node.start_mark.index != node.end_mark.index):
        raise NotEditable(str(key.value))
    colon = int(key.end_mark.index) + 1
    rest = text[max(colon, node.end_mark.index) :] if not isinstance(node, yaml.ScalarNode) else text[colon:]
    return text[:colon] + "".join(f"{new}  {line}" for line in lines) + rest


def _below(text: str, end: int, block: str, new: str) -> str:
    """Give the text with a block below the line in which `end` lies; a remark in that line stays where it is."""
    at = text.find("\n", end)
    if at < 0:
        return f"{text}{new}{block}{new}"
    return f"{text[: at + 1]}{block}{new}{text[at + 1 :]}"


def _at_end(text: str, lines: list[str], new: str) -> str:
    gap = "" if text.endswith("\n") else new
    return text + gap + new + "".join(f"{line}{new}" for line in lines)


def _entry_lines(name: str, entry: Entry) -> list[str]:
    if isinstance(entry, str):
        return [f"{_scalar(name)}: {_scalar(entry)}"]
    return [f"{_scalar(name)}:", *(f"  {_scalar(key)}: {_scalar(value)}" for key, value in entry.items())]


def _scalar(value: str) -> str:
    return yaml.safe_dump(value, width=100_000, allow_unicode=True).removesuffix("...\n").strip()


def _flow(entry: Entry | Row) -> str:
    value = entry if isinstance(entry, str) else dict(entry)
    dumped = yaml.safe_dump([value], width=100_000, allow_unicode=True, default_flow_style=True, sort_keys=False)
    return dumped.strip()[1:-1]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
