"""Small returned files for mutating: a few clauses of a built agreement, with everything that a reviewer can leave.

`python -m tests.returns.small_files` writes them anew into tests/returns/seeds.
"""

import re
from pathlib import Path

from tests.review.corruptions import DOCUMENT, Parts, pack

SEEDS = Path(__file__).with_name("seeds")
CLAUSES = ("precedence", "field-alert-reports", "safety-information", "background")
_KEPT = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    DOCUMENT,
    "word/comments.xml",
    "word/footer1.xml",
)
_WHO = 'w:author="B. Novak" w:date="2026-04-01T09:00:00Z"'


def cut(parts: Parts) -> Parts:
    """Give a file with four short clauses and a table."""
    document = parts[DOCUMENT].decode()
    head = document[: document.index("<w:body>") + 8]
    clauses = "".join(_clause(document, clause) for clause in CLAUSES)
    table = re.search(r"<w:tbl>(?:(?!<w:tbl>).){0,9000}?</w:tbl>", document, re.DOTALL)
    body = f"{clauses}{table.group() if table else ''}<w:sectPr/></w:body></w:document>"
    kept = {name: content for name, content in parts.items() if name in _KEPT}
    kept[DOCUMENT] = (head + body).encode()
    if "word/comments.xml" in kept:
        comments = kept["word/comments.xml"].decode()
        few = re.findall(r"<w:comment .*?</w:comment>", comments, re.DOTALL)[:3]
        kept["word/comments.xml"] = (
            comments[: comments.index("<w:comment ")] + "".join(few) + "</w:comments>"
        ).encode()
    return kept


def _clause(document: str, clause: str) -> str:
    at = document.index(f'w:val="clause:{clause}@')
    start = end = document.rindex("<w:sdt>", 0, at)
    depth = 0
    for tag in re.finditer(r"<(/?)w:sdt>", document[start:]):
        depth += -1 if tag[1] else 1
        if not depth:
            end = start + tag.end()
            break
    return document[start:end]


def variants(parts: Parts) -> dict[str, Parts]:
    """Give the cut file with one kind of edit each."""
    plain = parts[DOCUMENT].decode()
    shall = re.compile(r'<w:r><w:t(?: xml:space="preserve")?>([^<]*?)shall ([^<]*)</w:t></w:r>')
    text = '<w:t xml:space="preserve">{}</w:t>'.format

    def edited(inner: str) -> Parts:
        changed = shall.sub(
            lambda found: f"<w:r>{text(found[1])}</w:r>{inner}<w:r>{text(found[2])}</w:r>", plain, count=3
        )
        return {**parts, DOCUMENT: changed.encode()}

    removed = f'<w:del w:id="901" {_WHO}><w:r><w:delText xml:space="preserve">shall </w:delText></w:r></w:del>'
    added = f'<w:ins w:id="902" {_WHO}><w:r>{text("may ")}</w:r></w:ins>'
    nested = (
        f'<w:ins w:id="903" {_WHO}><w:del w:id="904" {_WHO}><w:r><w:delText>never </w:delText></w:r></w:del></w:ins>'
    )
    return {
        "plain": parts,
        "tracked": edited(removed + added),
        "nested": edited(removed + added + nested),
        "moved": edited(f'<w:moveFrom w:id="905" {_WHO}><w:r>{text("shall ")}</w:r></w:moveFrom><w:moveTo w:id="906" {_WHO}><w:r>{text("shall ")}</w:r></w:moveTo>'),
        "struck": edited(f'<w:r><w:rPr><w:strike/></w:rPr>{text("shall ")}</w:r><w:r><w:rPr><w:vanish/></w:rPr>{text("may ")}</w:r>'),
        "marks": {**parts, DOCUMENT: plain.replace("<w:pPr>", f'<w:pPr><w:rPr><w:ins w:id="907" {_WHO}/></w:rPr>', 2).encode()},
        "rows": {**parts, DOCUMENT: plain.replace("<w:tr>", f'<w:tr><w:trPr><w:del w:id="908" {_WHO}/></w:trPr>', 2).encode()},
        "bare": {**parts, DOCUMENT: re.sub(r"</?w:sdt(?:Content)?>|<w:sdtPr>.*?</w:sdtPr>", "", plain).encode()},
    }  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Give the files that are kept in tests/returns/seeds."""
    return {path.stem: path.read_bytes() for path in sorted(SEEDS.glob("*.docx"))}


def main() -> None:
    """Write the files."""
    import zipfile
    from io import BytesIO

    from tests.returns.built import agreement

    for name, draft in (("issued", False), ("draft", True)):
        with zipfile.ZipFile(BytesIO(agreement(draft).content)) as archive:
            parts = {entry: archive.read(entry) for entry in archive.namelist()}
        for kind, variant in variants(cut(parts)).items():
            (SEEDS / f"{name}-{kind}.docx").write_bytes(pack(variant))


if __name__ == "__main__":
    main()
