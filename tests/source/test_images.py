import random
from collections.abc import Callable

import pytest

from qa_docs.source.images import Unfit, pages_of, read_image
from tests.images import jpeg, pdf, png


def spoilt(content: bytes, seed: int) -> bytes:
    """A file with a few bytes changed, taken out or put in."""
    chance, spoilt = random.Random(seed), bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(spoilt))
        match chance.randrange(3):
            case 0:
                spoilt[at] = chance.randrange(256)
            case 1:
                del spoilt[at : at + chance.randrange(1, 40)]
            case _:
                spoilt[at:at] = chance.randbytes(chance.randrange(1, 12))
    return bytes(spoilt)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (png(80, 60, dpi=150), lambda content: read_image(content, "png")),
        (jpeg(80, 60, dpi=150), lambda content: read_image(content, "jpeg")),
        (jpeg(80, 60, turn=6), lambda content: read_image(content, "jpeg")),
        (pdf((60, 80)), pages_of),
    ],
    ids=["png", "jpeg", "turned jpeg", "pdf"],
)
def test_a_file_changed_anywhere_is_shown_or_refused_in_words(content: bytes, read: Callable[[bytes], object]):
    for seed in range(150):
        try:
            shown = read(spoilt(content, seed))
        except Unfit as fault:
            assert fault.code in ("file-damaged", "file-too-large") and fault.hint
        else:
            # What is put into a document can be read again, without the notes that were left out.
            for image in shown if isinstance(shown, tuple) else (shown,):
                assert read_image(image.content, image.kind).pixels == image.pixels
