import re
from pathlib import Path

import pytest

from qa_docs.model.deal import Deal
from qa_docs.problems import CODES, ProblemsFound
from qa_docs.source.clause_file import split_head
from qa_docs.source.deal import parse_deal
from qa_docs.source.markdown import read_clause_text
from qa_docs.source.typed import read_yaml_as

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE))
WITH_INPUT = sorted(code for code, text in SECTIONS.items() if "```yaml" in text or "```markdown" in text)


def _blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)\n```", text, re.DOTALL)


def test_every_code_has_its_section_and_every_section_its_code():
    assert sorted(SECTIONS) == sorted(CODES)
    assert len(re.findall(r"^### ", PAGE, re.MULTILINE)) == len(SECTIONS)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_section_gives_meaning_example_and_way_out(code):
    meaning, _, rest = SECTIONS[code].strip().partition("\n\n")
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    (example,) = _blocks(rest, "text")
    first, *more = example.split("\n")
    assert re.fullmatch(rf".+: (error|warning): .+ \[{code}\]", first)
    assert all(line.startswith("  hint: ") for line in more)
    assert len(more) <= 1
    assert re.search(r"^\*\*Way out:\*\* .+\.$", rest, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("code", WITH_INPUT)
def test_an_example_with_an_input_is_what_is_printed_for_it(code):
    (example,) = _blocks(SECTIONS[code], "text")
    with pytest.raises(ProblemsFound) as found:
        if deals := _blocks(SECTIONS[code], "yaml"):
            _read_part_of_deal(deals[0])
        else:
            (clause,) = _blocks(SECTIONS[code], "markdown")
            _, _, body, line = split_head(clause, "clause.md")
            read_clause_text(body, "clause.md", line)
    assert example in [str(problem) for problem in found.value.problems]


def _read_part_of_deal(text):
    if text.startswith("schema"):
        parse_deal(text, "deal.yaml")
    else:
        read_yaml_as(text, "deal.yaml", Deal)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_can_occur(code):
    program = (path for path in (ROOT / "qa_docs").rglob("*.py") if path.name != "codes.py")
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in program)


def test_every_code_that_is_printed_in_an_example_is_one():
    assert set(re.findall(r"\[([a-z0-9-]+)\]$", PAGE, re.MULTILINE)) == set(CODES)
