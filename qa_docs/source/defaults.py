"""What a portfolio says for its deals: laid under each deal, key by key, with the places of both files kept."""

from typing import Any

from qa_docs.model.placed import Defaults
from qa_docs.source.yaml_composer import Path
from qa_docs.source.yaml_tree import Tree


def with_defaults(tree: Tree, defaults: Defaults) -> Tree:
    """Give the tree of a deal with what it does not say itself; a mapping is filled up, anything else is left."""
    if not isinstance(tree.value, dict):
        return tree
    filled: list[Path] = []
    value = _filled(tree.value, defaults.values, (), filled)
    places, value_places, given = dict(tree.places), dict(tree.value_places), dict(tree.given)
    for added in filled:
        given[added] = defaults.file
        for spots, own in ((defaults.places, places), (defaults.value_places, value_places)):
            own |= {path: spot for path, spot in spots.items() if path[: len(added)] == added}
    return Tree(value, places, value_places, tree.file, tree.files, given)


def _filled(own: dict[str, Any], given: dict[str, Any], at: Path, filled: list[Path]) -> dict[str, Any]:
    result = dict(own)
    for key, value in given.items():
        if key not in own:
            result[key] = value
            filled.append((*at, key))
        elif isinstance(own[key], dict) and isinstance(value, dict):
            result[key] = _filled(own[key], value, (*at, key), filled)
    return result
