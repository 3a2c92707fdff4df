"""The JSON Schema of a file, made from the same classes that read it, so that an editor warns where a build would."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from qa_docs.source.expected import dataclass_of, hints_of
from qa_docs.source.field_docs import fields_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Schema = dict[str, Any]


_INCLUDE: Schema = {
    "type": "object",
    "properties": {"include": {"type": "string", "description": "File that holds this part, from this file."}},
    "required": ["include"],
    "additionalProperties": False,
}


def json_schema(adapter: "TypeAdapter[Any]", title: str, parts: Mapping[str, "TypeAdapter[Any]"]) -> Schema:
    """Give the bare schema, without `$id`: the file may lie anywhere. `parts` may be included from other files."""
    schema = adapter.json_schema()
    for name, part in parts.items():
        held = part.json_schema()
        defined = {key: _or_included(value) for key, value in held.pop("$defs").items()}
        schema["$defs"] = {**schema["$defs"], **defined, held["title"]: _or_included(held), "Include": _INCLUDE}
        schema["properties"][name] = _either({"$ref": f"#/$defs/{held['title']}"})
    _as_written(schema)
    schema.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def described(schema: Schema, kind: type) -> Schema:
    """Give the schema with the descriptions of all classes and fields that `kind` is made of."""
    defined = {"": schema, **schema.get("$defs", {})}
    for part in _classes_in(kind):
        target = defined.get("" if part is kind else part.__name__)
        if target is None:
            continue
        target["description"] = (part.__doc__ or "").strip().splitlines()[0]
        for name, meaning in fields_of(part).items():
            if meaning:
                target["properties"][name]["description"] = meaning
    return schema


def _or_included(schema: Schema) -> Schema:
    """Let each mapping and list in a class be the name of a file that holds it."""
    for name, held in schema.get("properties", {}).items():
        if held.keys() & {"$ref", "anyOf", "allOf"} or held.get("type") in ("array", "object"):
            schema["properties"][name] = _either(held)
    return schema


def _either(held: Schema) -> Schema:
    inside: Schema = {key: held.pop(key) for key in ("default", "description", "title") if key in held}
    options = held.pop("anyOf") if "anyOf" in held else [held]
    if any("$ref" in option or option.get("type") in ("array", "object") for option in options):
        options = [*options, {"$ref": "#/$defs/Include"}]
    return {**inside, "anyOf": options}


def _as_written(part: Any) -> None:
    """Editors read `revision: 1` as a number where we read text: let a plain text be a number as well."""
    if isinstance(part, list):
        for item in part:
            _as_written(item)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str):  # the name of the class; a property may be called title, too
            del part["title"]
        if part.get("type") == "string" and not part.keys() & {"enum", "const", "format"}:
            part["type"] = ["string", "number"]
        for item in part.values():
            _as_written(item)


def _classes_in(kind: Any) -> list[type]:
    """Give the dataclasses that `kind` is made of, itself first, each once."""
    found: dict[type, None] = {}
    left = [kind]
    while left:
        for holder in _dataclasses_of(left.pop(0)):
            if holder not in found:
                found[holder] = None
                left.extend(hints_of(holder).values())
    return list(found)


def _dataclasses_of(kind: Any) -> list[type]:
    holder = dataclass_of(kind)
    inner = [part for argument in get_args(kind) for part in _dataclasses_of(argument)]
    return [holder, *inner] if holder else inner
