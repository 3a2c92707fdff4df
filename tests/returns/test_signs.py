"""Pairs of sentences, sent and returned, and exactly what deserves a look in each."""

import pytest

from qa_docs.review.signs import Setting, changed_signs

SETTING = Setting(
    ("Sponsor", "Laboratory"), ("Batch", "Batch Record", "Business Day", "Critical Deviation", "Deviation", "Product")
)

ALARMS = [
    # duties
    ("The Laboratory shall keep the records.", "The Laboratory may keep the records.", {"duty-weakened"}),
    ("The Laboratory shall keep the records.", "The Laboratory should keep the records.", {"duty-weakened"}),
    ("The Laboratory must keep the records.", "The Laboratory can keep the records.", {"duty-weakened"}),
    ("The Laboratory shall keep the records.", "The Laboratory keeps the records.", {"duty-gone"}),
    ("The Laboratory shall keep and shall archive the records.", "The Laboratory shall keep the records.", {"duty-gone"}),
    ("The Laboratory may audit the site.", "The Laboratory shall audit the site.", {"duty-new"}),
    ("The Laboratory keeps records.", "The Laboratory shall keep records.", {"duty-new"}),
    ("The Laboratory shall test each Batch.", "The Laboratory shall use reasonable efforts to test each Batch.", {"qualified"}),
    ("The Laboratory shall test each Batch.", "The Laboratory shall endeavour to test each Batch.", {"qualified"}),
    ("The Laboratory shall give access.", "The Laboratory shall give access where practicable.", {"qualified"}),
    ("The Laboratory shall give access.", "The Laboratory shall give access upon request.", {"qualified"}),
    ("Consent shall not be withheld.", "Consent shall not be unreasonably withheld.", {"qualified"}),
    ("The Laboratory shall give access where practicable.", "The Laboratory shall give access.", {"qualified"}),
    ("The Sponsor audits the site.", "The Sponsor may audit the site.", {"permission"}),
    # negations
    ("The Laboratory shall subcontract tests.", "The Laboratory shall not subcontract tests.", {"negation"}),
    ("Work shall not begin before approval.", "Work shall begin before approval.", {"negation"}),
    ("The Laboratory shall inform the Sponsor.", "The Laboratory shall inform the Sponsor unless the cause is known.", {"negation"}),
    ("Results are reported.", "No results are reported.", {"negation"}),
    ("The Laboratory shall retest with approval.", "The Laboratory shall retest without approval.", {"negation"}),
    ("The duty ends with the term.", "The duty never ends.", {"negation"}),
    ("The Laboratory shall keep samples.", "The Laboratory shall keep samples except retained ones.", {"negation"}),
    # parties
    ("The Laboratory shall release the Product.", "The Sponsor shall release the Product.", {"party"}),
    ("The Laboratory shall inform the Sponsor.", "The Sponsor shall inform the Laboratory.", {"party"}),
    ("The Laboratory shall approve it.", "Each Party shall approve it.", {"party", "scope"}),
    ("The Laboratory shall send the report to the Sponsor.", "The Laboratory shall send the report.", {"party"}),
    ("Either Party may end it.", "The Sponsor may end it.", {"party", "scope"}),
    # times
    ("within 30 days after receipt", "within 60 days after receipt", {"clock"}),
    ("within 30 calendar days", "within 20 calendar days", {"clock"}),
    ("within 5 Business Days", "within 5 days", {"clock", "unit", "term"}),
    ("within 24 hours", "within 24 days", {"clock", "unit"}),
    ("within 1 Business Day", "within 1 week", {"clock", "unit", "term"}),
    ("within 30 days", "in due course", {"clock", "haste"}),
    ("The Laboratory shall inform the Sponsor.", "The Laboratory shall inform the Sponsor within 90 days.", {"clock"}),
    ("The Laboratory shall inform the Sponsor immediately.", "The Laboratory shall inform the Sponsor promptly.", {"haste"}),
    ("within 30 days after becoming aware of it", "within 30 days after confirming it", {"clock-start"}),
    ("within 30 days from receipt", "within 30 days before receipt", {"clock-start", "direction"}),
    ("within thirty (30) days", "within sixty (60) days", {"clock"}),
    ("within three months", "within six months", {"clock"}),
    ("The site is audited annually.", "The site is audited every 3 years.", {"clock"}),
    ("Records are reviewed monthly.", "Records are reviewed quarterly.", {"clock"}),
    # numbers, limits, units
    ("Store at 2 \u00b0C to 8 \u00b0C.", "Store at 2 \u00b0C to 25 \u00b0C.", {"limit-wider"}),
    ("Store at 2\u20138 \u00b0C.", "Store at 3\u20137 \u00b0C.", {"limit-narrower"}),
    ("Store at 2 \u00b0C to 8 \u00b0C.", "Store at 15 \u00b0C to 25 \u00b0C.", {"limit"}),
    ("Assay 95.0 % to 105.0 %.", "Assay 90.0 % to 110.0 %.", {"limit-wider"}),
    ("Impurity not more than 0.1 %.", "Impurity not more than 0.5 %.", {"limit-wider"}),
    ("Impurity not more than 0.5 %.", "Impurity not more than 0.1 %.", {"limit-narrower"}),
    ("Yield at least 90 %.", "Yield at least 80 %.", {"limit-wider"}),
    ("Yield at least 80 %.", "Yield at least 90 %.", {"limit-narrower"}),
    ("Water \u2264 5 mg.", "Water \u2264 7 mg.", {"limit-wider"}),
    ("25 \u00b1 2 \u00b0C", "25 \u00b1 5 \u00b0C", {"limit-wider"}),
    ("a dose of 50 mg", "a dose of 50 g", {"unit"}),
    ("a dose of 50 mg", "a dose of 75 mg", {"number"}),
    ("Not more than 10 ppm.", "Not more than 10 %.", {"unit"}),
    ("retain 2 samples", "retain 3 samples", {"number"}),
    ("as 21 CFR 211.84 asks", "as 21 CFR 211.80 asks", {"number"}),
    ("Impurity not more than 0.1 %.", "Impurity at least 0.1 %.", {"limit", "direction"}),
    # terms and the rest
    ("each Critical Deviation", "each Deviation", {"term", "scope"}),
    ("the Product", "the material", {"term"}),
    ("The Batch Record is kept.", "The Batch is kept.", {"term"}),
    ("all records", "some records", {"scope"}),
    ("records and samples", "records or samples", {"conjunction"}),
    ("after approval", "before approval", {"direction"}),
    ("with written approval", "with oral approval", {"direction"}),
    ("The Laboratory shall repeat the test.", "The Laboratory shall repeat the test at the expense of the Sponsor.", {"commercial", "party"}),
    ("The Sponsor shall hold the licence.", "The Sponsor shall hold the licence and indemnify the Laboratory.", {"commercial", "party"}),
]  # fmt: skip

QUIET = [
    ("the Laboratory shall analyse the colour", "the Laboratory shall analyze the color"),
    ("it is labelled and organised", "it is labeled and organized"),
    ("the licence", "the license"),
    ("the \u201cBatch\u201d", 'the "Batch"'),
    ("the Sponsor\u2019s site", "the Sponsor's site"),
    ("within 30\u00a0days", "within 30 days"),
    ("a  double space ", "a double space"),
    ("2\u20138 \u00b0C", "2-8 \u00b0C"),
    ("see Section 5.3", "see Section 5.4"),
    ("see Section\u00a05.3 and Appendix 2", "see Section\u00a06.3 and Appendix 3"),
    ("as Sections 5.3, 5.4 and 5.5 say", "as Sections 6.3, 6.4 and 6.5 say"),
    ("Table 3 lists them", "Table 4 lists them"),
    ("as Part B asks", "as Part C asks"),
    ("within 30 days", "within thirty (30) days"),
    ("within 30 days", "within thirty days"),
    ("within 30 days", "no later than 30 days"),
    ("for example the recieved samples", "for example the received samples"),
    ("the follow-up report", "the follow up report"),
    ("The Laboratory shall keep the records.", "The Laboratory shall keep the records"),
    ("Records, samples", "Records; samples"),
    ("the report thereof", "the report of it"),
    ("The Laboratory shall promptly inform the Sponsor.", "The Laboratory shall inform the Sponsor promptly."),
    ("The Laboratory shall store Product at 2 \u00b0C to 8 \u00b0C.", "The Laboratory shall store Product at 2 to 8 \u00b0C."),
    ("10,000 units", "10000 units"),
    ("shall be archived", "shall be filed"),
    ("the Batches are tested", "the Batches get tested"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "codes"), ALARMS)
def test_what_carries_weight_is_called_out_and_nothing_else(old: str, new: str, codes: set[str]):
    assert {sign.code for sign in changed_signs(old, new, SETTING)} == codes


@pytest.mark.parametrize(("old", "new"), QUIET)
def test_what_carries_no_weight_alarms_nobody(old: str, new: str):
    assert [sign.says for sign in changed_signs(old, new, SETTING)] == []
    assert [sign.says for sign in changed_signs(new, old, SETTING)] == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "within 30 days",
            "within 60 days",
            "A time became longer: 30\u00a0calendar days \u2192 60\u00a0calendar days.",
        ),
        ("within 24 hours", "within 8 hours", "A time became shorter: 24\u00a0hours \u2192 8\u00a0hours."),
        (
            "2 \u00b0C to 8 \u00b0C",
            "2 \u00b0C to 25 \u00b0C",
            "A limit became wider: 2 \u00b0C to 8 \u00b0C \u2192 2 \u00b0C to 25 \u00b0C.",
        ),
        (
            "not more than 0.1 %",
            "not more than 0.5 %",
            "A limit became wider: not more than 0.1 % \u2192 not more than 0.5 %.",
        ),
        ("50 mg", "50 g", "A unit changed: 50 mg \u2192 50 g."),
    ],
)
def test_times_and_limits_are_told_with_both_values(old: str, new: str, says: str):
    assert [sign.says for sign in changed_signs(old, new, SETTING)] == [says]


def test_a_line_too_long_to_judge_is_told_as_such():
    (sign,) = changed_signs("a " * 15_000, "b " * 15_000, SETTING)
    assert (sign.code, sign.risk) == ("long", "high")
