"""What a chart in a Word file says: its series, value by value, as a line of words that can be compared."""

from lxml import etree

from qa_docs.review.package import Package, R, relations_of

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
CHART_ID = f"{R}id"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LONGEST = 20_000


def charts_of(package: Package, part: str) -> dict[str, str]:
    """Give what each chart of a part says, by the id of the relationship that leads to it."""
    return {
        relation.id: _words_of(package.trees[relation.target])
        for relation in relations_of(package, part)
        if relation.kind == "chart" and not relation.external and relation.target in package.trees
    }


def _words_of(tree: etree._Element) -> str:
    # What the workbook inside holds is shown only after somebody opens it; these are the numbers that are drawn.
    said = []
    for series in tree.iter(f"{_C}ser"):
        name = " ".join(value.text or "" for value in series.iterfind(f"{_C}tx//{_C}v"))
        values = [value.text or "" for kind in ("val", "yVal") for value in series.iterfind(f"{_C}{kind}//{_C}v")]
        said.append(f"{name}: {', '.join(values)}")
    return f"[chart: {'; '.join(said)[:_LONGEST]}]"
