from pathlib import Path

from qa_docs.render.docx.facts import GROUPS, LISTS, LOOP, SINGLE
from qa_docs.render.docx.looks import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLES

PAGE = (Path(__file__).parents[2] / "docs" / "template.md").read_text(encoding="utf-8")


def test_every_fact_stands_on_the_page_for_templates():
    facts = [f"{group}.{field}" for group in ("document", "giver", "acceptor") for field in GROUPS[group]]
    facts += [f"`{name}`" for name in SINGLE] + [f"`{name}`" for name in LISTS] + [f"`loop.{name}`" for name in LOOP]
    facts += [f"`{field}`" for fields in LISTS.values() for field in fields]
    facts += ["supply_agreement.title", "`.number`", "`.date`"]
    assert [fact for fact in facts if fact not in PAGE] == []


def test_every_style_stands_on_the_page_for_templates():
    styles = {*PARAGRAPH_STYLES.values(), *CHARACTER_STYLES.values(), *TABLE_STYLES.values()}
    assert sorted(style for style in styles if style not in PAGE) == []
