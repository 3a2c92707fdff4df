"""Checks what is listed as still to be confirmed: that its path leads somewhere, and that nothing stands there yet."""

import dataclasses
from collections.abc import Iterator

from qa_docs.assemble.transfer.open_items import identity_of, is_given, open_points_of, resolved
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.problems import Problem, did_you_mean


def check_open_items(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield open items that lead nowhere or are answered, and critical data that are missing and that nobody owes."""
    for i, item in enumerate(given.transfer.open_items):
        found = resolved(given.transfer, item.path)
        if found is None:
            hint = did_you_mean(
                item.path, _near(given.transfer, item.path), "write the keys below `transfer:`, with dots"
            )
            message = f"{item.path!r} leads to nothing in the transfer"
            yield given.wrong(("open_items", i, "path"), "open-item-unknown", message, hint)
        elif is_given(found.value):
            message = f"{item.path} is listed as open, and it is there"
            yield given.wrong(("open_items", i), "open-item-answered", message, "delete the open item, or the value")
    for point in open_points_of(given.transfer):
        if point.owner is None:
            message = f"{point.path} is missing, and nobody owes it"
            hint = f"fill it in, or add `{{path: {point.path}, owner: …, due: …, critical: true}}` to `open_items:`"
            yield given.doubtful(point.at, "open-without-owner", message, hint)


def _near(transfer: Transfer, path: str) -> list[str]:
    """Give the paths that could be meant: one key or item further than the longest part that leads somewhere."""
    whole = path
    while path and resolved(transfer, path) is None:
        path = path.rpartition(".")[0]
    found = resolved(transfer, path)
    value = found.value if found and path else transfer
    start = f"{path}." if path else ""
    left = whole[len(start) :].partition(".")[2]
    end = f".{left}" if left else ""
    if dataclasses.is_dataclass(value):
        return [f"{start}{field.name}{end}" for field in dataclasses.fields(value)]
    return [f"{start}{identity_of(item)}{end}" for item in value] if isinstance(value, tuple) else []
