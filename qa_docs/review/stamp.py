"""What a Word file says of its own making, in the properties that Word lists under Custom."""

from qa_docs.review.package import Package

_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def properties_of(package: Package) -> dict[str, str]:
    """Give the custom properties of a file, by name."""
    part = next(
        (one.target for one in package.relations.get("", ()) if one.kind == "custom-properties" and not one.external),
        "",
    )
    tree = package.trees.get(part)
    if tree is None:
        return {}
    return {entry.get("name", ""): "".join(entry.itertext()) for entry in tree.iter(_PROPERTY)}
