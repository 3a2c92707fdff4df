"""YAML as a plain tree of text with the place of every key, without guessing at types.

Plain YAML reads `NO` as false and `1.10` as 1.1, and silently drops a repeated key. Here every scalar stays the text
that was written, only an empty one is None, and the declared type decides later what it means (`source.typed`).
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from qa_docs.model.placed import file_of
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.characters import check_characters
from qa_docs.source.yaml_composer import Composer, Path, Spot
from qa_docs.source.yaml_faults import explained


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML file holds: mappings, lists, text and None, and where each of them stands.

    `places` gives line and column of each key and of each item of a list; `value_places` those of the values.
    `files` names the file of everything below a path, where it was included from another file.
    """

    value: Any
    places: dict[Path, Spot]
    value_places: dict[Path, Spot]
    file: str
    files: dict[Path, str] = field(default_factory=dict)
    given: dict[Path, str] = field(default_factory=dict)
    """Files of the keys that stand elsewhere themselves."""

    def place(self, at: Path) -> Place:
        """Give the place of the key or item at `at`, or of the nearest one around it that is written in the file."""
        return self._nearest(self.places, at, 1)

    def value_place(self, at: Path) -> Place:
        """Give the place of the value at `at`, or of the nearest one around it that is written in the file."""
        return self._nearest(self.value_places, at, 0)

    def _nearest(self, places: dict[Path, Spot], at: Path, above: int) -> Place:
        # The key of what was included stands in the file that includes, one above its value.
        for end in range(len(at), -1, -1):
            if spot := places.get(at[:end]):
                file = file_of(self.given, self.file, at[:end])
                return Place(file_of(self.files, file, at[: max(end - above, 0)]), *spot)
        return Place(self.file, 1, 1)


def read_yaml(text: str, file: str, first_line: int = 1) -> Tree:
    """Give the tree of one YAML document. Raises `ProblemsFound` with all that is wrong with it.

    `first_line` is the line of `file` on which `text` begins.
    """
    tree, problems = compose_yaml(text, file, first_line)
    if problems:
        raise ProblemsFound(problems)
    return tree


def compose_yaml(text: str, file: str, first_line: int = 1) -> tuple[Tree, tuple[Problem, ...]]:
    """Give the tree, and the problems that leave the rest of it readable, such as a repeated key.

    Raises `ProblemsFound` where nothing can be read. Whoever takes the tree reports the problems with its own.
    """
    illegal = tuple(check_characters(text, file, first_line))
    if illegal:
        raise ProblemsFound(illegal)
    composer = Composer(file, first_line)
    try:
        value = composer.compose(text)
    except yaml.YAMLError as fault:
        raise ProblemsFound([*composer.problems, explained(fault, text, file, first_line)]) from None
    return Tree(value, composer.places, composer.value_places, file), tuple(composer.problems)
