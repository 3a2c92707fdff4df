"""A Word file that a deal attaches, as PDF: its pages are what LibreOffice makes of it."""

from qa_docs.problems import ProblemsFound
from qa_docs.source.images import Unfit


def word_to_pdf(content: bytes) -> bytes:
    """Give a Word file as PDF. Raises `Unfit` where LibreOffice is not installed or makes none."""
    from qa_docs.build.soffice import find_soffice, not_installed  # here: few deals attach a Word file

    soffice = find_soffice()
    if soffice is None:
        problem = not_installed("a Word file cannot be laid out in pages")
        raise Unfit(problem.code, problem.message, f"attach it as PDF, or {problem.hint}")
    try:
        (pdf,) = soffice.pdfs_of([content], {})
    except ProblemsFound as found:
        first = found.problems[0]
        raise Unfit(first.code, first.message, "attach it as PDF") from found
    return pdf
