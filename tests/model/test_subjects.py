"""The sender of a notice is read from the sentence that it stands in."""

import pytest

from qa_docs.model.expression import Call, Name
from qa_docs.model.subjects import subject_before
from qa_docs.problems import Place
from qa_docs.source.markdown import read_inline

GIVER, ACCEPTOR = Name(("giver",)), Name(("acceptor",))


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("{{ giver }} shall tell {{ acceptor }} {{ notice('n') }}.", GIVER),
        ("{{ party('A-1') }} shall tell {{ other_party('A-1') }} {{ notice('n') }}.", Call("party", ("A-1",))),
        ("{{ acceptor }} shall send the draft, and {{ giver }} shall answer {{ notice('n') }}.", GIVER),
        ("{{ acceptor }} shall hold the Batch, and shall tell {{ giver }} {{ notice('n') }}.", ACCEPTOR),
        ("{{ acceptor }} shall tell {{ giver }} of a fault that may harm a Batch {{ notice('n') }}.", ACCEPTOR),
        ("{{ giver }}\u2019s Quality Unit shall answer {{ notice('n') }}.", GIVER),
        ("{{ giver }} shall ask. Each Party shall answer {{ notice('n') }}.", None),
        ("{{ giver }} and {{ acceptor }} shall each answer {{ notice('n') }}.", None),
        ("{{ giver }} shall ask.", None),
    ],
)
def test_the_subject_is_the_party_before_the_last_duty(sentence: str, subject: object):
    assert subject_before(read_inline(sentence, Place("a.md", 1)), "n") == subject
