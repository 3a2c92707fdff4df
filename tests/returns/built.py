"""The agreements whose returned files the tests review, built once."""

from functools import cache

from qa_docs.build.inputs import Inputs
from qa_docs.build.review import lines_of, review_of
from qa_docs.build.sent import SentAgreement
from qa_docs.model.review import Review
from qa_docs.problems import Problem
from qa_docs.review.lines import Returned
from tests.examples import ROOT, example, library

DEAL = "testing-laboratory"


@cache
def agreement(draft: bool = False, name: str = DEAL) -> SentAgreement:
    """Give an agreement as it was sent."""
    return SentAgreement(Inputs(example(name), library(), ROOT / "examples" / name / "deal.yaml"), draft)


@cache
def sent_lines(draft: bool = False, name: str = DEAL) -> Returned:
    """Give the lines of an agreement as it was sent."""
    return lines_of(agreement(draft, name).content, name, [])


def reviewed(content: bytes, draft: bool = False, name: str = DEAL) -> Review:
    """Review a returned file."""
    problems: list[Problem] = []
    returned = lines_of(content, "returned.docx", problems)
    return review_of("returned.docx", returned, sent_lines(draft, name), agreement(draft, name), problems)
