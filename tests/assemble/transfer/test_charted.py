import dataclasses

import msgspec

from qa_docs.assemble.assembled import Assembled
from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.model.document import ClauseText, Document, Paragraph
from qa_docs.model.drawing import Drawing
from qa_docs.model.plain import plain_text
from tests.examples import example, transfer_library


def report(name: str) -> Document:
    made: Assembled = assemble_transfer(example(name), transfer_library(), "transfer-report", draft=True)
    return made.document


def charts(document: Document) -> dict[str, Drawing]:
    inside = [inner for block in document.blocks if isinstance(block, ClauseText) for inner in block.blocks]
    return {inner.caption: inner for inner in inside if isinstance(inner, Drawing) and inner.chart}


def clause(document: Document, name: str) -> ClauseText:
    return next(block for block in document.blocks if isinstance(block, ClauseText) and block.id == name)


def test_the_attributes_with_the_least_room_to_their_limits_have_a_chart():
    names = [name.partition(": ")[2] for name in charts(report("transfer-api")) if ": " in name]
    assert names == ["d90 over the run", "Assay", "Total of impurities"]


def test_a_chart_says_in_words_what_it_shows():
    drawn = charts(report("transfer-api"))["Values of the batches against their limits: d90 over the run"]
    assert drawn.alternative == (
        "d90 over the run, µm, value by value with the limits 8–20\u00a0µm. PPQ-1: 6 values from 13.1 to 21.3, mean "
        "15.68; PPQ-2: 6 values from 14.2 to 16.0, mean 15.00; PPQ-3: 6 values from 14.0 to 16.1, mean 15.05."
    )
    assert drawn.chart is not None
    assert [series.name for series in drawn.chart.series] == ["PPQ-1", "PPQ-2", "PPQ-3"]
    assert [limit.name for limit in drawn.chart.limits] == ["Lower limit 8", "Upper limit 20"]
    first = drawn.chart.series[0].values
    assert ([str(value) for value in first[:6]], set(first[6:])) == (
        ["21.3", "15.3", "14.9", "13.5", "13.1", "16.0"],
        {None},
    )


def test_only_a_difference_that_failed_reaches_above_the_line():
    (drawn,) = (one for name, one in charts(report("transfer-analytical")).items() if name.startswith("Differences"))
    assert drawn.chart is not None
    shares = dict(zip(drawn.chart.labels, drawn.chart.series[0].values, strict=True))
    assert {name: str(share) for name, share in shares.items() if share and share > 100} == {"RES-07": "134"}
    assert "RES-02" not in shares  # a repeatability compares no units
    assert "RES-07 N-oxide spiked at 0.5 %, difference between the units, T121: 134\u00a0%" in drawn.alternative


def test_a_figure_without_anything_to_draw_is_left_out_with_its_reason():
    placed = example("transfer-api")
    assert placed.deal.transfer is not None
    deal = dataclasses.replace(placed.deal, transfer=dataclasses.replace(placed.deal.transfer, results=None))
    document = assemble_transfer(
        msgspec.structs.replace(placed, deal=deal), transfer_library(), "transfer-report", draft=True
    ).document
    words = [
        plain_text(block.text) for block in clause(document, "tt-report-methods").blocks if isinstance(block, Paragraph)
    ]
    assert words[-1].startswith("Figure ") and words[-1].endswith(
        " is left out: no difference between the Units was held against a limit in numbers."
    )


def test_why_names_the_charts_that_a_result_is_in():
    paths = clause(report("transfer-api"), "tt-report-ppq").paths
    assert ("transfer.results.items.RES-20", "batch-figure") in paths
    assert ("transfer.results.items.RES-19", "batch-figure") not in paths


def test_profiles_of_one_criterion_are_drawn_together_over_their_points():
    profiles = [one for name, one in charts(report("transfer-tablet")).items() if name.startswith("Profiles")]
    assert [one.alternative.partition(". ")[2] for one in profiles] == [
        "A12: 58, 76, 87, 93; Sending Unit: 61, 78, 88, 94.",
        "PPQ-1: 58, 77, 86, 92; PPQ-2: 60, 79, 86, 94; PPQ-3: 61, 76, 87, 94; Sending Unit: 60, 78, 88, 93.",
    ]
    shown = profiles[1].chart
    assert shown is not None
    assert (shown.across, [str(place) for place in shown.places]) == ("Point, min", ["10", "15", "20", "30"])
    assert ("transfer.results.items.RES-41", "batch-figure") in clause(report("transfer-tablet"), "tt-report-ppq").paths
