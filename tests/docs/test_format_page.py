import dataclasses
import re
from pathlib import Path

from qa_docs.model.deal import Deal
from qa_docs.source.deal import parse_deal
from qa_docs.source.expected import parts_of
from qa_docs.source.field_docs import fields_of
from qa_docs.source.format_page import EXAMPLE, MARK, example_text, format_page, page_with, sections_of
from qa_docs.source.yaml_tree import read_yaml
from tests.images import pdf, png

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def test_the_page_says_what_the_classes_say():
    assert page_with(PAGE) == PAGE, "run: python -m qa_docs.source.format_page docs/format.md"


def test_every_key_of_every_class_has_a_row_with_a_meaning():
    for section in sections_of(Deal):
        part = PAGE.split(f"\n## {section.title}\n")[1].split("\n## ")[0]
        lines = [line for line in part.splitlines() if line.startswith("| `")]
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines]
        assert [row[1] for row in rows] == [f"`{field.name}`" for field in dataclasses.fields(section.kind)]
        assert all(row[2] and row[3] and row[4] for row in rows)


def test_every_key_that_is_no_group_of_keys_has_an_example():
    without = re.findall(r"^\| `(\w+)` \| ([^|]*) \|.*\|  \|$", format_page(), re.MULTILINE)
    assert [key for key, words in without if "keys" not in words] == []


def test_the_example_deal_uses_every_key_and_can_be_read(tmp_path):
    shown = {
        "pictures": ("logo.png", "porto-layout.png", "granulator.jpg"),
        "attached": ("SPC-0231.pdf", "VR-2231.pdf"),
    }
    for folder, names in shown.items():
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_bytes(pdf() if name.endswith("pdf") else png())
    deal = parse_deal(example_text(), EXAMPLE, path=tmp_path / EXAMPLE)
    tree = read_yaml(example_text(), EXAMPLE)
    used = {tuple(step for step in path if isinstance(step, str))[-1] for path in tree.places if path}
    for section in sections_of(Deal):
        assert set(fields_of(section.kind)) <= used
    assert all(part is not None for _, part, _ in parts_of(deal.deal, tree.value))


def test_links_lead_to_headings():
    anchors = {
        "".join(letter for letter in heading.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")
        for heading in re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    }
    links = set(re.findall(r"\]\(#([^)]*)\)", PAGE))
    assert len(links) > 10
    assert links <= anchors


def test_the_short_deal_of_the_introduction_can_be_read():
    introduction, _, _ = PAGE.partition(MARK)
    text, _ = re.findall(r"```yaml\n(.*?)```", introduction, re.DOTALL)
    deal = parse_deal(text, "docs/format.md").deal
    assert deal.document.number == "QA-2026-007"
    assert [signatory.name for signatory in deal.signatories] == [
        "Dr. Jana Wirth",
        "Rolf Petersen",
        "Mette Holm",
        "Lars Kjær",
    ]
