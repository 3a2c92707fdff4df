"""Puts in the files that a deal includes: `cpps: {include: cpps.yaml}` stands for what that file holds.

A path counts from the file that includes, and may not lead out of the folder of the deal: whoever receives a folder
has the whole deal, and a deal cannot read what lies elsewhere on the machine.
"""

import hashlib
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple

from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.files import read_marked
from qa_docs.source.yaml_composer import Path as KeyPath
from qa_docs.source.yaml_tree import Tree, compose_yaml

MOST_FILES = 100
"""Files that one deal may include. A transfer in one file for each part has fifty."""
DEEPEST = 5
"""Files that may include each other in a chain."""


class Included(NamedTuple):
    """A tree with all files put in, what is wrong with them, and their digests by path from the deal.

    `unread` are the places at which nothing was put in: what seems to be missing there is no fault of its own.
    """

    tree: Tree
    problems: tuple[Problem, ...]
    digests: dict[str, str]
    unread: frozenset[Place]


def with_included(tree: Tree, path: Path, key: str) -> Included:
    """Give the tree of the file at `path` with every file put in that is included at `key` or below."""
    reading = _Reading(path)
    whole = Tree(tree.value, dict(tree.places), dict(tree.value_places), tree.file, {}, tree.given)
    value = reading.value(tree.value[key], (key,), whole, tree, (key,), (path,))
    whole = Tree({**tree.value, key: value}, whole.places, whole.value_places, tree.file, whole.files, tree.given)
    unread = frozenset(place(path) for path in reading.unread for place in (whole.place, whole.value_place))
    return Included(whole, tuple(reading.problems), reading.digests, unread)


class _Reading:
    """Reads the included files of one deal."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent.resolve()
        self.problems: list[Problem] = []
        self.digests: dict[str, str] = {}
        self.unread: list[KeyPath] = []
        self._count = 0

    def value(self, held: Any, at: KeyPath, whole: Tree, own: Tree, below: KeyPath, chain: tuple[Path, ...]) -> Any:
        """Give `held`, which stands at `at` in the whole tree and at `below` in its own, with all files put in."""
        if isinstance(held, dict):
            if held.keys() == {"include"}:
                return self._included(held["include"], at, whole, own.value_place((*below, "include")), chain)
            if "include" in held:
                hint = "write the other keys into the file, or include it at one of its keys"
                self._refuse(own.place((*below, "include")), "`include` stands alone in its mapping", hint)
                self.unread.append(at)
                return None
            return {key: self.value(part, (*at, key), whole, own, (*below, key), chain) for key, part in held.items()}
        if isinstance(held, list):
            return [self.value(part, (*at, i), whole, own, (*below, i), chain) for i, part in enumerate(held)]
        return held

    def _included(self, name: Any, at: KeyPath, whole: Tree, place: Place, chain: tuple[Path, ...]) -> Any:
        target = self._target(name, place, chain)
        if target is None:
            self.unread.append(at)
            return None
        shown = str(PurePosixPath(place.file).parent / name)
        try:
            text, faults = read_marked(target, shown)
            tree, more = compose_yaml(text, shown)
        except ProblemsFound as found:
            self.problems.extend(_as_included(problem, name, place) for problem in found.problems)
            self.unread.append(at)
            return None
        self.problems.extend((*faults, *more))
        self.digests[target.resolve().relative_to(self._folder).as_posix()] = hashlib.sha256(text.encode()).hexdigest()
        del whole.places[(*at, "include")], whole.value_places[(*at, "include")]
        whole.files[at] = shown
        whole.value_places[at] = tree.value_places[()]
        for path, spot in tree.places.items():
            if path:
                whole.places[(*at, *path)] = spot
                whole.value_places[(*at, *path)] = tree.value_places[path]
        return self.value(tree.value, at, whole, tree, (), (*chain, target))

    def _target(self, name: Any, place: Place, chain: tuple[Path, ...]) -> Path | None:
        if not isinstance(name, str) or not name:
            self._refuse(place, "`include` must name a file", "write one file name: {include: transfer.yaml}")
            return None
        if "\\" in name or PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
            hint = "write the path from this file, with /: {include: transfer/cpps.yaml}"
            self._refuse(place, f"{name!r} is not a path from this file", hint)
            return None
        target = chain[-1].parent / name
        resolved = target.resolve()
        if not resolved.is_relative_to(self._folder):
            hint = "move the file into the folder of the deal or below it"
            self._refuse(place, f"{name!r} leads out of the folder of the deal", hint)
            return None
        if resolved in [file.resolve() for file in chain]:
            names = " → ".join([*(file.name for file in chain), target.name])
            message, hint = f"the files include each other in a circle: {names}", "delete one of the includes"
            self.problems.append(Problem(place, "include-cycle", message, hint))
            return None
        self._count += 1
        if self._count > MOST_FILES or len(chain) > DEEPEST:
            message = f"more than {MOST_FILES} files are included, or more than {DEEPEST} in a chain"
            self._refuse(place, message, "put them together")
            return None
        return target

    def _refuse(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, "include-refused", message, hint))


def _as_included(problem: Problem, name: str, place: Place) -> Problem:
    """A file that is not there is the fault of the line that names it."""
    if problem.code != "file-not-found":
        return problem
    hint = "check the name; the path counts from the file that includes it"
    return Problem(place, "file-not-found", f"there is no file {name!r} to include", hint)
