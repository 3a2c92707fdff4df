"""What every drawing must hold to, whatever is drawn."""

from itertools import combinations

from qa_docs.model.drawing import Box, Drawing, line_height, room_for_words
from qa_docs.model.letters import widest


def faults_of(drawing: Drawing) -> list[str]:
    """Give what is wrong with a drawing: shapes out of bounds, boxes on one another, words wider than their box."""
    faults = []
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    for shape in drawing.shapes:
        corners = [(shape.left, shape.top), (shape.right, shape.bottom)] if isinstance(shape, Box) else shape.points
        if any(not (0 <= x <= drawing.width and 0 <= y <= drawing.height) for x, y in corners):
            faults.append(f"out of bounds: {shape}")
    for box in boxes:
        if box.lines and widest(box.lines, box.size) > room_for_words(box.form, box.width):
            faults.append(f"words too wide: {box}")
        if line_height(box.size) * len(box.lines) > box.height:
            faults.append(f"words too high: {box}")
    # A bar may lie on another bar; what carries words lies alone.
    for one, other in combinations(boxes, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        if not apart and (one.lines or other.lines):
            faults.append(f"on one another: {one} {other}")
    return faults
