"""Texts that a deal negotiated, read beside it and put together with changes of the library."""

from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.build.inputs import read_inputs
from qa_docs.library.negotiated import with_negotiated
from qa_docs.model.document import ClauseText, Paragraph
from qa_docs.model.library import Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.plain import plain_text
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.deal import parse_deal
from tests.small import DEAL, clause, small_library, write_library

CHOSEN = """\
positions:
  samples:
    position: negotiated
    text: negotiated/samples.md
    base_version: {version}
    approved_by: Ann
    reason: Agreed.
"""
BASE = "{{ party('COM-02') }} shall keep samples.\n\nEach Party shall mark them.\n\nThe end is near.\n"


def deal(text: str, base: str | None = BASE, version: str = "1.0.0") -> PlacedDeal:
    texts = {"negotiated/samples.md": text}
    if base is not None:
        texts["negotiated/samples.base.md"] = base
    return parse_deal(DEAL + CHOSEN.format(version=version), "deal.yaml", negotiated=texts)


def library(folder: Path, text: str = BASE) -> Library:
    return small_library(folder, {"samples": clause("Samples", text, "activities: [COM-02]\n")})


def said(placed: PlacedDeal, own: Library) -> list[str]:
    (found,) = [b for b in assemble(placed, own).document.blocks if isinstance(b, ClauseText) and b.id == "samples"]
    assert found.position == "negotiated"
    return [plain_text(part.text) for part in found.blocks if isinstance(part, Paragraph)]


def refused(placed: PlacedDeal, own: Library) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        with_negotiated(own, placed)
    (problem,) = found.value.problems
    return problem


def test_a_negotiated_text_is_one_more_position_of_its_clause(tmp_path: Path) -> None:
    placed = deal("{{ party('COM-02') }} shall keep twice the samples.\n")
    own, warnings = with_negotiated(library(tmp_path), placed)
    assert said(placed, own) == ["The Owner shall keep twice the samples."]
    assert warnings == ()


def test_a_change_of_the_library_is_merged_and_told(tmp_path: Path) -> None:
    placed = deal(BASE.replace("keep samples", "keep twice the samples"), version="0.9.0")
    own, (warning,) = with_negotiated(library(tmp_path, BASE.replace("near", "far")), placed)
    lines = ["The Owner shall keep twice the samples.", "Each Party shall mark them.", "The end is far."]
    assert said(placed, own) == lines
    assert str(warning).startswith(
        "deal.yaml:20:5: warning: clause 'samples' went from 0.9.0 to 1.0.0 and changed other lines; the text holds both"
    )


def test_a_change_that_both_made_is_made_once(tmp_path: Path) -> None:
    changed = BASE.replace("near", "far")
    placed = deal(changed, version="0.9.0")
    own, (warning,) = with_negotiated(library(tmp_path, changed), placed)
    assert said(placed, own)[-1] == "The end is far."
    assert warning.code == "negotiated-merged"


def test_lines_that_both_changed_are_a_conflict_in_the_negotiated_file(tmp_path: Path) -> None:
    placed = deal(BASE.replace("near", "here"), version="0.9.0")
    problem = refused(placed, library(tmp_path, BASE.replace("near", "far")))
    assert str(problem) == (
        "negotiated/samples.md:5: error: version 1.0.0 of clause 'samples' says “The end is far.” where the negotiated "
        "text says “The end is here.”; in 0.9.0 it was “The end is near.” [merge-conflict]\n"
        "  hint: write here what is to hold, the library's text into 'negotiated/samples.base.md', "
        "and `base_version: 1.0.0`"
    )


def test_without_the_base_text_nothing_can_be_merged(tmp_path: Path) -> None:
    problem = refused(deal("Each Party shall sleep.\n", None, "0.9.0"), library(tmp_path))
    assert (problem.code, problem.place.line) == ("negotiated-base", 20)
    own, warnings = with_negotiated(library(tmp_path), deal("Each Party shall sleep.\n", None))
    assert own.clauses["samples"].texts.get("negotiated")
    assert warnings == ()


def test_a_base_text_of_another_version_is_told(tmp_path: Path) -> None:
    _, (warning,) = with_negotiated(library(tmp_path), deal(BASE, "Something else.\n"))
    assert (warning.code, warning.place.file) == ("negotiated-base", "negotiated/samples.base.md")


def test_what_is_wrong_in_the_text_has_its_own_place(tmp_path: Path) -> None:
    problem = refused(deal("Each Party shall read {{ ref('nothing') }}.\n"), library(tmp_path))
    assert str(problem).startswith(
        "negotiated/samples.md:1:23: error: no clause, section or appendix is called 'nothing'"
    )
    problem = refused(deal("A text.\n\n## A heading\n"), library(tmp_path))
    assert str(problem.place) == "negotiated/samples.md:3"


def test_a_reference_to_what_this_agreement_lacks_has_its_own_place(tmp_path: Path) -> None:
    placed = deal("Each Party shall read {{ ref('certification') }}.\n")
    own, _ = with_negotiated(library(tmp_path), placed)
    with pytest.raises(ProblemsFound) as found:
        assemble(placed, own)
    assert "negotiated/samples.md:1:23" in str(found.value)


def test_a_negotiated_position_needs_its_text_and_its_version(tmp_path: Path) -> None:
    for key in ("text: negotiated/samples.md", "base_version: 1.0.0"):
        with pytest.raises(ProblemsFound) as found:
            parse_deal((DEAL + CHOSEN.format(version="1.0.0")).replace(f"    {key}\n", ""), str(tmp_path / "deal.yaml"))
        assert f"a negotiated position needs `{key.partition(':')[0]}`" in str(found.value)


@pytest.mark.parametrize("name", ["/etc/passwd", "../other.md", "C:/x.md", "negotiated\\\\samples.md"])
def test_a_text_outside_the_folder_of_the_deal_is_refused(tmp_path: Path, name: str) -> None:
    text = (DEAL + CHOSEN.format(version="1.0.0")).replace("negotiated/samples.md", f'"{name}"')
    with pytest.raises(ProblemsFound) as found:
        parse_deal(text, str(tmp_path / "deal.yaml"))
    assert "is not a path inside the folder of the deal [negotiated-text]" in str(found.value)


def test_the_files_are_read_again_when_they_change(tmp_path: Path) -> None:
    from qa_docs.build.cache import DiskCache

    write_library(tmp_path / "lib", {"samples": clause("Samples", BASE, "activities: [COM-02]\n")})
    path = tmp_path / "deal.yaml"
    path.write_text(DEAL + CHOSEN.format(version="1.0.0"))
    (tmp_path / "negotiated").mkdir()
    text, base = tmp_path / "negotiated" / "samples.md", tmp_path / "negotiated" / "samples.base.md"
    cache = DiskCache(tmp_path / "cache")
    text.write_text("Each Party shall sleep.\n")
    for _ in range(2):
        inputs = read_inputs(path, cache, tmp_path / "lib")
        assert said(inputs.placed, inputs.library) == ["Each Party shall sleep."]
    text.write_text("Each Party shall wake.\n")
    inputs = read_inputs(path, cache, tmp_path / "lib")
    assert said(inputs.placed, inputs.library) == ["Each Party shall wake."]
    base.write_text("Other.\n")
    assert [warning.code for warning in read_inputs(path, cache, tmp_path / "lib").warnings] == ["negotiated-base"]
    text.unlink()
    with pytest.raises(ProblemsFound, match="there is no file 'negotiated/samples\\.md'"):
        read_inputs(path, cache, tmp_path / "lib")
