"""The process flow diagram: steps one below the other, inputs at their left, parameters and controls at their right."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from qa_docs.assemble.pictures.sheet import PORTRAIT, Sheet, shared_out
from qa_docs.model.drawing import Box, Connector, Drawing, Form, Shape, Tone, Words, line_height, room_for_words
from qa_docs.model.letters import wrapped

_SIZE = 16
_SPACE = 70
"""Above and below the words of a box, together twice this."""
_GAP = 90
"""Between two boxes of one step."""
_STEP_GAP = 320
"""Between two steps: room for the arrow."""
_HEADING = line_height(_SIZE) + 120
_LINK = 300
"""Height of the sign that leads to the next drawing and from the one before."""


class ProcessStep(Struct, frozen=True):
    """A step of the process with what goes in and what keeps it within its limits, each as it is to be printed."""

    number: str
    name: str
    detail: str = ""
    """Room, equipment or the like; printed below the name."""
    inputs: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    """Critical process parameters."""
    controls: tuple[str, ...] = ()
    """In-process controls."""
    hold: str = ""
    """How long what comes out may be held before the next step."""


class _Columns(Struct, frozen=True):
    """Left edge and width of the three columns."""

    inputs: tuple[int, int]
    steps: tuple[int, int]
    controls: tuple[int, int]

    @property
    def axis(self) -> int:
        left, width = self.steps
        return left + width // 2


class _Laid(Struct, frozen=True):
    """The boxes of one step, laid out from the top of its row."""

    step: Box
    inputs: tuple[Box, ...]
    controls: tuple[Box, ...]
    hold: Box | None
    height: int


def process_flow(
    identity: str, caption: str, steps: Sequence[ProcessStep], sheet: Sheet = PORTRAIT
) -> tuple[Drawing, ...]:
    """Give the flow of `steps` in as many drawings as it takes, none of them higher than `sheet`.

    A drawing that goes on in the next one ends with the number of the step that follows. The first drawing has the id
    `identity`, the others `identity-2` and so on.
    """
    columns = _columns(sheet.width)
    rows = [_laid(step, columns) for step in steps]
    groups = _groups(rows, sheet.height)
    drawings = []
    for i, group in enumerate(groups):
        shown = [steps[index] for index in group]
        before = steps[group.start - 1].number if i else ""
        after = steps[group.stop].number if group.stop < len(steps) else ""
        shapes, height = _drawn([rows[index] for index in group], columns, before, after)
        title = f"{caption} ({i + 1} of {len(groups)})" if len(groups) > 1 else caption
        name = f"{identity}-{i + 1}" if i else identity
        drawings.append(Drawing(name, title, "", _alternative(caption, shown), sheet.width, height, shapes))
    return tuple(drawings)


def _columns(width: int) -> _Columns:
    between = width * 4 // 100
    inputs, steps = width * 23 // 100, width * 25 // 100
    middle = inputs + between
    right = middle + steps + between
    return _Columns((0, inputs), (middle, steps), (right, width - right))


def _laid(step: ProcessStep, columns: _Columns) -> _Laid:
    room = room_for_words("box", columns.steps[1])
    title = wrapped(f"{step.number} {step.name}".strip(), room, _SIZE + 2, bold=True)
    detail = wrapped(step.detail, room, _SIZE + 2)
    lines = (*title, *detail)
    height = line_height(_SIZE + 2) * len(lines) + 2 * _SPACE
    box = Box("box", columns.steps[0], 0, columns.steps[1], height, lines, "step", _SIZE + 2)
    inputs = _stack([("rounded", "input", step.inputs)], columns.inputs)
    controls = _stack([("box", "parameter", step.parameters), ("rounded", "control", step.controls)], columns.controls)
    tall = max(height, *(boxes[-1].bottom for boxes in (inputs, controls) if boxes), 0)
    hold = _hold(step.hold, columns, tall + _STEP_GAP) if step.hold.strip() else None
    whole = hold.bottom if hold else tall
    return _Laid(_moved(box, (tall - height) // 2), _centred(inputs, tall), _centred(controls, tall), hold, whole)


def _hold(text: str, columns: _Columns, top: int) -> Box:
    left, width = columns.steps
    lines = wrapped(f"Hold: {text}", room_for_words("rounded", width), _SIZE)
    return Box("rounded", left, top, width, line_height(_SIZE) * len(lines) + _SPACE, lines, "muted", _SIZE)


def _stack(kinds: Sequence[tuple[Form, Tone, tuple[str, ...]]], column: tuple[int, int]) -> tuple[Box, ...]:
    """Give a box for each kind that holds something, one below the other from the top."""
    left, width = column
    boxes: list[Box] = []
    for form, tone, items in kinds:
        lines = tuple(line for item in items for line in _item(item, room_for_words(form, width), len(items) > 1))
        if lines:
            top = boxes[-1].bottom + _GAP if boxes else 0
            height = line_height(_SIZE) * len(lines) + 2 * _SPACE
            boxes.append(Box(form, left, top, width, height, lines, tone, _SIZE, "left"))
    return tuple(boxes)


def _item(text: str, width: int, several: bool) -> Iterator[Words]:
    """Yield the lines of one item; where there are several, a dash tells where each of them begins."""
    if not several:
        yield from wrapped(text, width, _SIZE)
        return
    dash, space = "\u2013 ", "\u2003"
    for i, line in enumerate(wrapped(text, width - _SIZE * 10, _SIZE)):
        yield Words(f"{space if i else dash}{line.text}")


def _centred(boxes: tuple[Box, ...], height: int) -> tuple[Box, ...]:
    down = (height - boxes[-1].bottom) // 2 if boxes else 0
    return tuple(_moved(box, down) for box in boxes)


def _moved(box: Box, down: int) -> Box:
    return Box(box.form, box.left, box.top + down, box.width, box.height, box.lines, box.tone, box.size, box.align)


def _groups(rows: Sequence[_Laid], height: int) -> list[range]:
    """Give which steps stand in each drawing; where there are several, each keeps room for the signs that link them."""
    heights = [row.height for row in rows]
    room = height - _HEADING
    groups = shared_out(heights, room, _STEP_GAP)
    return groups if len(groups) < 2 else shared_out(heights, room - 2 * (_LINK + _STEP_GAP), _STEP_GAP)


def _drawn(group: list[_Laid], columns: _Columns, before: str, after: str) -> tuple[tuple[Shape, ...], int]:
    shapes: list[Shape] = [*_headings(columns)]
    top = _HEADING
    axis = columns.axis
    above = 0
    if before:
        link = _link(f"from step {before}", columns, top)
        shapes.append(link)
        above, top = link.bottom, link.bottom + _STEP_GAP
    for row in group:
        step = _moved(row.step, top)
        if above:
            shapes.append(Connector(((axis, above), (axis, step.top)), tone="step"))
        shapes += _sides(row, step, top)
        shapes.append(step)
        above = step.bottom
        if row.hold:
            hold = _moved(row.hold, top)
            shapes += (Connector(((axis, above), (axis, hold.top)), tone="step"), hold)
            above = hold.bottom
        top += row.height + _STEP_GAP
    bottom = top - _STEP_GAP
    if after:
        link = _link(f"to step {after}", columns, bottom + _STEP_GAP)
        shapes += (Connector(((axis, above), (axis, link.top)), tone="step"), link)
        bottom = link.bottom
    return tuple(shapes), bottom


def _headings(columns: _Columns) -> Iterator[Box]:
    """Yield what each column holds, and which frame stands for which kind of control."""
    height = line_height(_SIZE)
    for (left, width), text in ((columns.inputs, "Inputs"), (columns.steps, "Process steps")):
        yield Box("label", left, 0, width, height, (Words(text, True),), "plain", _SIZE)
    left, width = columns.controls
    half, mark = width // 2, height * 3 // 2
    kinds: tuple[tuple[str, Tone], ...] = (("CPP", "parameter"), ("IPC", "control"))
    for i, (text, tone) in enumerate(kinds):
        at = left + i * half
        yield Box("rounded" if i else "box", at, 10, mark, height - 20, (), tone, _SIZE)
        yield Box("label", at + mark + 80, 0, half - mark - 80, height, (Words(text, True),), "plain", _SIZE, "left")


def _link(text: str, columns: _Columns, top: int) -> Box:
    left, width = columns.steps
    lines = wrapped(text, room_for_words("ellipse", width), _SIZE)
    shown = lines if len(lines) == 1 else (Words("continued"),)
    return Box("ellipse", left, top, width, _LINK, shown, "muted", _SIZE)


def _sides(row: _Laid, step: Box, top: int) -> Iterator[Shape]:
    """Yield inputs and controls of a step with the lines that join them to it."""
    for box in row.inputs:
        moved = _moved(box, top)
        yield Connector(((moved.right, _middle(moved)), (step.left, _middle(moved))))
        yield moved
    if not row.controls:
        return
    boxes = [_moved(box, top) for box in row.controls]
    turn = (step.right + boxes[0].left) // 2
    for box in boxes:
        if len(boxes) == 1:
            yield Connector(((box.left, _middle(step)), (step.right, _middle(step))), arrow=False, dashed=True)
        else:
            points = (
                (box.left, _middle(box)),
                (turn, _middle(box)),
                (turn, _middle(step)),
                (step.right, _middle(step)),
            )
            yield Connector(points, arrow=False, dashed=True)
        yield box


def _middle(box: Box) -> int:
    return box.top + box.height // 2


def _alternative(caption: str, steps: Sequence[ProcessStep]) -> str:
    return f"{caption}, as a flow chart from top to bottom. {' '.join(_in_words(step) for step in steps)}"


def _in_words(step: ProcessStep) -> str:
    parts = [f"Step {step.number}, {step.name}{f' ({step.detail})' if step.detail else ''}"]
    for what, items in (
        ("inputs", step.inputs),
        ("critical process parameters", step.parameters),
        ("in-process controls", step.controls),
        ("hold", (step.hold,) if step.hold else ()),
    ):
        if items:
            parts.append(f"{what}: {', '.join(items)}")
    return "; ".join(parts) + "."
