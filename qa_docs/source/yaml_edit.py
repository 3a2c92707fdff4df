"""Puts entries into a deal's YAML text and touches nothing else: comments, order, quotes and spaces stay as they are.

The places come from PyYAML's marks. Each edit is proven: the new text, read again, holds what the old one held and the
entry, and nothing else.
"""

import copy
from collections.abc import Mapping
from typing import Any

import yaml

Entry = str | Mapping[str, str]


class NotEditable(Exception):  # noqa: N818 - it says what the text is
    """The text is written in a way that leaves no sure place for an entry."""


def with_entry(text: str, key: str, name: str, entry: Entry) -> str:
    """Give the text with `name: entry` in the mapping at the top-level `key`, in place of an entry of that name."""
    wanted = _loaded(text)
    held = wanted.get(key) or {}
    if not isinstance(held, dict):
        raise NotEditable(key)
    wanted[key] = {**held, name: entry if isinstance(entry, str) else dict(entry)}
    return _proven(_with_entry(text, key, name, entry), wanted)


def with_row(text: str, key: str, row: Mapping[str, str], field: str) -> str:
    """Give the text with `row` in the list at the top-level `key`, in place of a row of the same `field`."""
    wanted = _loaded(text)
    held = wanted.get(key) or []
    if not isinstance(held, list):
        raise NotEditable(key)
    rows = copy.copy(held)
    at = next((i for i, one in enumerate(rows) if one.get(field) == row[field]), len(rows))
    rows[at : at + 1] = [dict(row)]
    wanted[key] = rows
    return _proven(_with_row(text, key, row, at), wanted)


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


def _with_row(text: str, key: str, row: Mapping[str, str], at: int) -> str:
    new = _line_end(text)
    lines = [f"{_scalar(name)}: {_scalar(value)}" for name, value in row.items()]
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


def _flow(entry: Entry) -> str:
    value = entry if isinstance(entry, str) else dict(entry)
    dumped = yaml.safe_dump([value], width=100_000, allow_unicode=True, default_flow_style=True, sort_keys=False)
    return dumped.strip()[1:-1]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
