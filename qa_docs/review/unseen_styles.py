"""The styles of a file that hide words, or strike them through."""

from qa_docs.review.looks import Looks
from qa_docs.review.package import W
from qa_docs.review.word_file import WordFile, is_on


def unseen_styles(file: WordFile) -> tuple[frozenset[str], frozenset[str]]:
    """Give the ids of the styles that hide words, and of those that strike them through."""
    styles = file.styles
    if styles is None or not any(True for _ in styles.iter(f"{W}vanish", f"{W}strike", f"{W}dstrike")):
        return frozenset(), frozenset()
    looks = Looks(file)
    hidden, struck = set(), set()
    for style in styles.iter(f"{W}style"):
        kind, name = style.get(f"{W}type", ""), style.get(f"{W}styleId", "")
        if kind not in ("paragraph", "character"):
            continue
        if is_on(looks.of_style(kind, name, "rPr/vanish")):
            hidden.add(name)
        if any(is_on(looks.of_style(kind, name, f"rPr/{look}")) for look in ("strike", "dstrike")):
            struck.add(name)
    return frozenset(hidden), frozenset(struck)
