"""The map of the control strategy: which parameter, material or test controls which quality attribute, and where."""

from collections.abc import Sequence

from msgspec import Struct

from qa_docs.model.document import Column, Strong, Table, TableRow, Text


class Attribute(Struct, frozen=True):
    """A critical quality attribute."""

    id: str
    name: str


class Control(Struct, frozen=True):
    """What controls attributes at a step: a CPP, an IPC, a material attribute or a test, by its id."""

    id: str
    step: str
    attributes: tuple[str, ...]
    """Ids of the attributes that it controls."""


def control_map(
    identity: str,
    caption: str,
    number: str,
    attributes: Sequence[Attribute],
    steps: Sequence[str],
    controls: Sequence[Control],
) -> Table:
    """Give a row for each attribute and a column for each step that controls one, with the ids where they meet.

    An attribute that nothing controls says so in its row.
    """
    used = [step for step in steps if any(control.step == step for control in controls)]
    used += [step for step in dict.fromkeys(control.step for control in controls) if step not in used]
    columns = (Column("Quality attribute", 22), *(Column(step, 11, turned=len(used) > 8) for step in used))
    return Table(identity, caption, number, columns, tuple(_row(each, used, controls) for each in attributes), "small")


def _row(attribute: Attribute, steps: Sequence[str], controls: Sequence[Control]) -> TableRow:
    holding = [control for control in controls if attribute.id in control.attributes]
    name: Text = (Strong((attribute.id,)), f" {attribute.name}")
    if not holding:
        name = (*name, " (no control)")
    cells = (tuple([", ".join(c.id for c in holding if c.step == step)]) for step in steps)
    return TableRow((name, *((text if text[0] else ()) for text in cells)), id=attribute.id)
