"""What a review is written as: a page to read, the other party's file with our answers, an issues list, JSON."""

from pathlib import Path

from qa_docs.build.review import read_bytes, review_json
from qa_docs.model.review import Review
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.review.answered import answered
from qa_docs.review.answers import answers_of
from qa_docs.review.package import open_package


def review_files(review: Review, folder: Path, author: str) -> dict[Path, bytes]:
    """Give the files of a review, to be written into `folder`."""
    from qa_docs.render.html.review_page import render_review  # here: what prints a review is needed only now
    from qa_docs.render.review_xlsx import render_review_workbook

    return {
        folder / "review.html": render_review(review).encode("utf-8", "backslashreplace"),
        folder / "review.docx": answered_file(Path(review.file), review, author),
        folder / "review.xlsx": render_review_workbook(review),
        folder / "review.json": review_json(review),
    }


def answered_file(path: Path, review: Review, author: str) -> bytes:
    """Give the file that came back with our answers as comments."""
    problems: list[Problem] = []
    package = open_package(read_bytes(path), str(path), problems)
    if package is None:
        raise ProblemsFound(problems)
    return answered(package, tuple(answers_of(review)), author)
