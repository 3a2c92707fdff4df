"""Values of a transfer as they are printed."""

from decimal import Decimal

import pytest

from qa_docs.model.transfer.words import printed


@pytest.mark.parametrize(("value", "unit", "words"), [(1, "working days", "1\u00a0working day"), (2, "working days", "2\u00a0working days"), (Decimal("1.0"), "months", "1.0\u00a0months"), (1, "mg", "1\u00a0mg"), (1, None, "1")])  # fmt: skip
def test_one_of_a_unit_of_time_is_printed_in_the_singular(value: int | Decimal, unit: str | None, words: str):
    assert printed(value, "en-GB", unit) == words
