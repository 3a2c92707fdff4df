"""What is kept belongs to one state of the program."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qa_docs.build.cache import DiskCache, _state_of
from qa_docs.build.content import builtin_template
from qa_docs.build.packed import Packed
from qa_docs.build.render import compiled_template
from qa_docs.build.shelf import Shelf


def test_a_module_that_changed_makes_another_state(tmp_path: Path):
    module = tmp_path / "inner" / "a.py"
    module.parent.mkdir()
    module.write_text("x = 1\n", encoding="utf-8")
    before = _state_of(tmp_path)
    (tmp_path / "notes.txt").write_text("no module", encoding="utf-8")

    assert _state_of(tmp_path) == before
    module.write_text("x = 10\n", encoding="utf-8")
    assert _state_of(tmp_path) != before


def test_what_an_earlier_state_of_this_version_kept_is_deleted_and_nothing_else(tmp_path: Path):
    cache = DiskCache(tmp_path)
    cache.write("deal", "a", b"now")
    (kept,) = tmp_path.iterdir()
    version = kept.name.rpartition("-")[0]
    kept.rename(tmp_path / f"{version}-0123456789abcdef")
    other = tmp_path / f"{version}-of-mine"
    other.mkdir()

    assert cache.read("deal", "a") is None
    cache.write("deal", "b", b"new")

    assert {path.name for path in tmp_path.iterdir()} == {kept.name, other.name}
    assert cache.read("deal", "b") == b"new"


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:50])])
def test_what_is_sent_is_whole_even_where_this_process_has_opened_it_before(
    tmp_path: Path, spoil: Callable[[Path], object]
):
    cache = DiskCache(tmp_path)
    path = builtin_template("quality-agreement")
    folders = (path.parents[1] / "clauses",)

    def sent() -> tuple[Packed, Packed]:
        return compiled_template(path.read_bytes(), "t.docx", cache), Shelf(cache).library(folders)

    first = sent()
    for kept in [file for file in tmp_path.rglob("*") if file.is_file()]:
        spoil(kept)

    assert [packed.content for packed in sent()] == [packed.content for packed in first]
    assert all(packed.content for packed in first)
