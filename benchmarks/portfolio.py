"""Makes a portfolio of many deals out of the examples: all twelve kinds, each deal with its own parties and choices."""

import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = tuple(
    sorted(
        path.parent.name
        for path in (ROOT / "examples").glob("*/deal.yaml")
        if path.parent.name != "overlay-acme" and not path.parent.name.startswith("transfer-")
    )
)
FIRST = ("Alder", "Birch", "Cedar", "Dovre", "Elbe", "Fjord", "Garonne", "Hollin", "Isar", "Jura", "Kestrel", "Linden")
LAST = ("Pharma", "Therapeutics", "Biologics", "Laboratories", "Sterile", "Medical", "Ingredients", "Devices")
FORMS = ("Ltd", "GmbH", "Inc.", "S.A.", "B.V.", "AG", "ApS", "S.p.A.")


def make_portfolio(folder: Path, deals: int, library: bool = True) -> Path:
    """Write `deals` deals under the new `folder`, with a library of its own so that a clause of it can be changed."""
    folder.mkdir(parents=True, exist_ok=True)
    if library:
        shutil.copytree(ROOT / "clauses", folder / "clauses")
        (folder / "qa-docs.yaml").write_text(
            "deals: ['deals/*/deal.yaml']\nlibrary: [clauses]\noutput: documents/{deal}/{kind}\n", encoding="utf-8"
        )
    texts = {kind: (ROOT / "examples" / kind / "deal.yaml").read_text(encoding="utf-8") for kind in KINDS}
    for number in range(deals):
        kind = KINDS[number % len(KINDS)]
        path = folder / "deals" / f"{number:05}-{kind}" / "deal.yaml"
        # With the pictures and documents that the deal names.
        shutil.copytree(
            ROOT / "examples" / kind, path.parent, ignore=shutil.ignore_patterns("out", "*.lock", ".qa-docs")
        )
        path.write_text(varied(texts[kind], number), encoding="utf-8")
    return folder


def varied(text: str, number: int) -> str:
    """Give an example as another deal: other parties, document, products and choices."""
    chance = random.Random(number)
    names = iter(chance.sample(FIRST, 2))

    def party(found: "re.Match[str]") -> str:
        return f"{found[1]}{next(names)} {chance.choice(LAST)} {number} {chance.choice(FORMS)}"

    text = re.sub(r"^(  legal_name: ).*", party, text, flags=re.MULTILINE)
    text = re.sub(r"^(  number: ).*", rf"\g<1>QA-{number:05}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^(  review_months: ).*", rf"\g<1>{chance.choice((12, 24, 36))}", text, flags=re.MULTILINE)
    text = re.sub(r"^(  status: ).*", r"\g<1>for_signature", text, count=1, flags=re.MULTILINE)
    for choice in ("highly_active", "electronic_signatures"):
        value = chance.choice(("true", "false"))
        text = re.sub(rf"^(  {choice}: ).*", rf"\g<1>{value}", text, flags=re.MULTILINE)
    presentation = chance.choice(("prose", "table", "both"))
    return re.sub(r"^presentation: .*\n", "", text, flags=re.MULTILINE) + f"\npresentation: {presentation}\n"
