"""The images of a finished file: each stored once, and named by the parts that show it."""

from collections.abc import Mapping

from qa_docs.model.picture import Images
from qa_docs.render.docx.additions import Additions, Relation
from qa_docs.render.docx.package import stored
from qa_docs.render.docx.pictures import relation_of

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def image_additions(embedded: Mapping[str, frozenset[str]], images: Images) -> Additions:
    """Give the images that are `embedded` in the parts of a file, by the name of the part.

    A name made of the content cannot be that of a template's own picture, nor be given twice.
    """
    shown = sorted(frozenset().union(*embedded.values()))
    kinds = sorted({images[name].kind for name in shown})
    relations = tuple(
        (part, tuple(Relation(relation_of(name), _IMAGE, _file_name(name, images)) for name in sorted(names)))
        for part, names in sorted(embedded.items())
        if names
    )
    return Additions(
        tuple(stored(_file_name(name, images), images[name].content) for name in shown),
        tuple((kind, f"image/{kind}") for kind in kinds),
        (),
        relations,
    )


def _file_name(name: str, images: Images) -> str:
    return f"word/media/{name[:24]}.{images[name].kind}"
