"""The examples hold together."""

import pytest

from qa_docs.assemble.transfer.check import check_transfer
from tests.examples import EXAMPLES, example

TRANSFERS = tuple(name for name in EXAMPLES if name.startswith("transfer-"))


@pytest.mark.parametrize("name", TRANSFERS)
def test_an_example_holds_together(name: str):
    assert [str(problem) for problem in check_transfer(example(name))] == []


def test_a_deal_without_a_transfer_has_nothing_to_check():
    assert list(check_transfer(example("tablet-us-eu"))) == []
