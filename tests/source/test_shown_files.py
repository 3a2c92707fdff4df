import hashlib
import os
import zlib
from pathlib import Path

import pytest

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import read_placed
from qa_docs.build.portfolio import portfolio_of
from qa_docs.problems import ProblemsFound
from qa_docs.source.deal import read_deal
from qa_docs.source.images import MOST_PIXELS
from tests.images import jpeg, pdf, png
from tests.small import DEAL

PICTURE = """\
pictures:
  - id: plan
    file: {file}
    under: contacts
    caption: Plan
    alternative: Two rooms side by side.
"""
ATTACHED = "appendices:\n  attached:\n    - {{id: spec, title: Specification, file: {file}}}\n"


def deal_with(folder: Path, text: str, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (folder / "deal.yaml").write_text(DEAL + text, encoding="utf-8")
    return folder / "deal.yaml"


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_deal(path, "acme/deal.yaml")
    return [str(problem) for problem in found.value.problems]


def test_a_picture_is_read_with_the_size_that_its_density_gives(tmp_path):
    content = png(300, 150, dpi=150)
    placed = read_deal(deal_with(tmp_path, PICTURE.format(file="pics/plan.png"), pics__plan_png=content), "deal.yaml")

    shown = placed.shown["pictures", 0, "file"]
    image = placed.images[shown.images[0]]
    assert (shown.path, shown.digest) == ("pics/plan.png", hashlib.sha256(content).hexdigest())
    assert (image.kind, image.pixels, image.width, image.height) == ("png", (300, 150), 2880, 1440)
    assert placed.included == {"pics/plan.png": shown.digest}


@pytest.mark.parametrize("dpi", [None, 1, 20000])
def test_a_picture_without_a_density_that_can_be_is_printed_as_screens_show_it(tmp_path, dpi):
    path = deal_with(tmp_path, PICTURE.format(file="plan.png"), plan_png=png(96, 48, dpi=dpi))
    (image,) = read_deal(path, "deal.yaml").images.values()
    assert (image.width, image.height) == (1440, 720)


def test_what_a_file_holds_is_told_by_its_bytes_and_not_by_its_name(tmp_path):
    path = deal_with(tmp_path, PICTURE.format(file="plan.png"), plan_png=jpeg())
    (image,) = read_deal(path, "deal.yaml").images.values()
    assert image.kind == "jpeg"


def test_a_camera_that_was_turned_gives_an_upright_picture_without_its_notes(tmp_path):
    content = jpeg(200, 100, dpi=100, turn=6)
    assert b"Jane Doe" in content

    path = deal_with(tmp_path, PICTURE.format(file="plan.jpg"), plan_jpg=content)
    (image,) = read_deal(path, "deal.yaml").images.values()

    assert (image.pixels, image.width, image.height) == ((100, 200), 1440, 2880)
    assert b"Jane Doe" not in image.content


def test_pictures_keep_no_notes_and_are_otherwise_as_they_were(tmp_path):
    plain = png(dpi=150)
    note = b"tEXtAuthor\0Jane Doe"
    chunk = (len(note) - 4).to_bytes(4, "big") + note + zlib.crc32(note).to_bytes(4, "big")
    told = plain.replace(plain[-12:], chunk + plain[-12:])
    path = deal_with(tmp_path, PICTURE.format(file="plan.png"), plan_png=told)
    (image,) = read_deal(path, "deal.yaml").images.values()
    assert image.content == plain


def test_the_same_picture_in_two_files_is_one_image(tmp_path):
    text = DEAL.replace("short_name: Acme", "short_name: Acme, logo: a.png").replace(
        "short_name: Beta", "short_name: Beta, logo: b.png"
    )
    deal_with(tmp_path, "", a_png=png(), b_png=png())
    (tmp_path / "deal.yaml").write_text(text)
    placed = read_deal(tmp_path / "deal.yaml", "deal.yaml")
    assert len(placed.images) == 1
    assert {key: file.path for key, file in placed.shown.items()} == {
        ("contract_giver", "logo"): "a.png",
        ("contract_acceptor", "logo"): "b.png",
    }


def test_each_page_of_an_attached_pdf_is_an_image_that_lies_as_the_page_does(tmp_path):
    path = deal_with(tmp_path, ATTACHED.format(file="spec.pdf"), spec_pdf=pdf((595, 842), (842, 595)))
    placed = read_deal(path, "deal.yaml")
    shown = placed.shown["appendices", "attached", 0, "file"]
    sizes = [(placed.images[name].width, placed.images[name].height) for name in shown.images]
    assert sizes == [(11900, 16840), (16840, 11900)]


def test_a_picture_may_be_attached_as_a_document_of_one_page(tmp_path):
    path = deal_with(tmp_path, ATTACHED.format(file="spec.png"), spec_png=png())
    assert len(read_deal(path, "deal.yaml").shown["appendices", "attached", 0, "file"].images) == 1


def test_a_path_counts_from_the_included_file_that_names_it(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "transfer.yaml").write_text(
        "title: Move\ntransfer_class: api\nsending_unit: {party: contract_giver}\nreceiving_unit: {}\n"
        + PICTURE.format(file="plan.png")
    )
    path = deal_with(tmp_path, "transfer: {include: parts/transfer.yaml}\n", parts__plan_png=png())
    assert read_deal(path, "acme/deal.yaml").shown["transfer", "pictures", 0, "file"].path == "parts/plan.png"

    (tmp_path / "parts" / "plan.png").unlink()
    assert problems_of(path) == [
        "acme/parts/transfer.yaml:7:5: error: there is no file 'plan.png' [file-not-found]\n"
        "  hint: check the name; the path counts from the file that names it"
    ]


def test_a_portfolio_gives_its_deals_the_logo_that_lies_beside_it(tmp_path):
    text = "defaults:\n  contract_giver: {logo: house/logo.png}\n"
    (tmp_path / "qa-docs.yaml").write_text(text)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "logo.png").write_bytes(png())
    (tmp_path / "one").mkdir()
    path = deal_with(tmp_path / "one", "")

    placed = read_placed(path, None, portfolio_of(path))
    assert placed.shown["contract_giver", "logo"].path == "../house/logo.png"

    (tmp_path / "house" / "logo.png").unlink()
    with pytest.raises(ProblemsFound) as found:
        read_placed(path, None, portfolio_of(path))
    assert [problem.place.file for problem in found.value.problems] == [str(tmp_path / "qa-docs.yaml")]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (
            "/etc/logo.png",
            "'/etc/logo.png' is not a path from this file [file-refused]\n"
            "  hint: write the path from this file, with /: pictures/layout.png",
        ),
        (
            "C:/logo.png",
            "'C:/logo.png' is not a path from this file [file-refused]\n"
            "  hint: write the path from this file, with /: pictures/layout.png",
        ),
        (
            "'pics\\plan.png'",
            "'pics\\\\plan.png' is not a path from this file [file-refused]\n"
            "  hint: write the path from this file, with /: pictures/layout.png",
        ),
        (
            "../plan.png",
            "'../plan.png' leads out of the folder of the deal [file-refused]\n"
            "  hint: move the file into the folder of the deal or below it",
        ),
        (
            "https://acme.example/plan.png",
            "'https://acme.example/plan.png' is an address, not a file [file-refused]\n"
            "  hint: save it beside the deal, and name that",
        ),
        (
            "none.png",
            "there is no file 'none.png' [file-not-found]\n"
            "  hint: check the name; the path counts from the file that names it",
        ),
        ("folder", "'folder' is a folder, not a file [file-unreadable]\n  hint: name an ordinary file"),
        ("empty.png", "'empty.png' is empty [file-empty]\n  hint: save it anew"),
        (
            "big.png",
            "'big.png' holds 10.1 MB; at most 10 MB are read [file-too-large]\n"
            "  hint: save it smaller: for paper, 300 pixels an inch are enough",
        ),
        (
            "torn.png",
            "the picture is damaged [file-damaged]\n  hint: open it and save it anew, or take another copy",
        ),
        (
            "torn.jpg",
            "the picture is damaged [file-damaged]\n  hint: open it and save it anew, or take another copy",
        ),
        (
            "wide.png",
            "the picture has more than 50 million pixels [file-too-large]\n"
            "  hint: save it with fewer pixels: 2500 across are enough for a page",
        ),
        (
            "plan.gif",
            "'plan.gif' is a picture of another kind, not a PNG or JPEG picture [file-kind]\n"
            "  hint: open it and export it as PNG (drawings, screens) or JPEG (photographs)",
        ),
        (
            "plan.svg",
            "'plan.svg' is a picture of another kind, not a PNG or JPEG picture [file-kind]\n"
            "  hint: open it and export it as PNG (drawings, screens) or JPEG (photographs)",
        ),
        (
            "plan.pdf",
            "'plan.pdf' is a PDF, not a PNG or JPEG picture [file-kind]\n"
            "  hint: attach it below `attached:`, or save the page as PNG",
        ),
        (
            "plan.txt",
            "'plan.txt' is not a PNG or JPEG picture [file-kind]\n"
            "  hint: check the name, and open the file to see what it is",
        ),
    ],
)
def test_a_picture_that_cannot_be_shown_is_one_problem_with_the_way_out(tmp_path, file, problem):
    assert MOST_PIXELS == 50_000_000
    whole = png(60, 60)
    header = b"IHDR" + (60000).to_bytes(4, "big") * 2 + whole[24:29]
    wide = whole[:12] + header + zlib.crc32(header).to_bytes(4, "big") + whole[33:]
    path = deal_with(
        tmp_path,
        PICTURE.format(file=file),
        empty_png=b"",
        big_png=b"\x89PNG\r\n\x1a\n" + b"\0" * 10_100_000,
        torn_png=png(200, 200)[:200],
        torn_jpg=jpeg(200, 200)[:400],
        wide_png=wide,
        plan_gif=b"GIF89a\x01\x00\x01\x00",
        plan_svg=b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        plan_pdf=pdf(),
        plan_txt=b"words",
    )
    (tmp_path / "folder").mkdir()
    assert problems_of(path) == [f"acme/deal.yaml:18:5: error: {problem}"]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (
            "locked.pdf",
            "the PDF is locked with a password [file-damaged]\n  hint: save it without one",
        ),
        (
            "torn.pdf",
            "the PDF is damaged and cannot be read [file-damaged]\n  hint: save it anew, or ask for the file again",
        ),
        (
            "long.pdf",
            "the PDF has 201 pages; at most 200 are put in [file-too-large]\n"
            "  hint: attach the part that matters, or list the document by number and title",
        ),
        (
            "word.docx",
            "a Word file cannot be shown here [file-kind]\n  hint: save it as PDF, and attach that",
        ),
        (
            "words.txt",
            "'words.txt' is not a PDF, a PNG or JPEG picture, or a Word file (.docx) [file-kind]\n"
            "  hint: check the name, and open the file to see what it is",
        ),
    ],
)
def test_a_document_that_cannot_be_attached_is_one_problem_with_the_way_out(tmp_path, file, problem):
    path = deal_with(
        tmp_path,
        ATTACHED.format(file=file),
        locked_pdf=pdf(password="secret"),
        torn_pdf=b"%PDF-1.7\n" + b"nothing " * 50,
        long_pdf=pdf(*[(200, 200)] * 201),
        word_docx=b"PK\x03\x04....word/document.xml",
        words_txt=b"words",
    )
    assert problems_of(path) == [f"acme/deal.yaml:18:40: error: {problem}"]


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    outside, inside = tmp_path / "outside.png", tmp_path / "deal"
    outside.write_bytes(png())
    inside.mkdir()
    os.symlink(outside, inside / "plan.png")
    (problem,) = problems_of(deal_with(inside, PICTURE.format(file="plan.png")))
    assert "leads out of the folder of the deal [file-refused]" in problem


def test_all_files_that_are_wrong_are_told_in_one_run(tmp_path):
    text = PICTURE.format(file="none.png") + PICTURE.format(file="plan.txt").replace("pictures:\n", "")
    assert [problem.split(" error: ")[0] for problem in problems_of(deal_with(tmp_path, text, plan_txt=b"words"))] == [
        "acme/deal.yaml:18:5:",
        "acme/deal.yaml:23:5:",
    ]


def test_a_picture_without_words_for_who_cannot_see_it_is_refused_with_its_line(tmp_path):
    text = PICTURE.format(file="plan.png").replace("    alternative: Two rooms side by side.\n", "")
    assert problems_of(deal_with(tmp_path, text, plan_png=png())) == [
        "acme/deal.yaml:17:5: error: the key 'alternative' is missing in item 1 of 'pictures' [missing-key]\n"
        "  hint: add it: What it shows, in words, for who cannot see it."
    ]


def test_a_deal_from_the_cache_sees_a_picture_that_changed(tmp_path):
    path = deal_with(tmp_path, PICTURE.format(file="plan.png"), plan_png=png(colour="navy"))
    cache = DiskCache(tmp_path / "cache")
    first = read_placed(path, cache)
    assert read_placed(path, cache) == first

    (tmp_path / "plan.png").write_bytes(png(colour="red"))
    second = read_placed(path, cache)
    assert second.images != first.images and second == read_placed(path, None)

    (tmp_path / "plan.png").unlink()
    with pytest.raises(ProblemsFound):
        read_placed(path, cache)
