from qa_docs.assemble.pictures import Attribute, Control, control_map
from qa_docs.model.plain import plain_text


def test_ids_stand_where_an_attribute_meets_the_step_that_controls_it():
    attributes = [Attribute("CQA-01", "Assay"), Attribute("CQA-03", "Dissolution"), Attribute("CQA-06", "Appearance")]
    controls = [
        Control("CPP-01", "granulation", ("CQA-03",)),
        Control("CPP-09", "compression", ("CQA-01", "CQA-03")),
        Control("IPC-03", "compression", ("CQA-01",)),
        Control("AM-02", "release", ("CQA-03",)),
    ]

    table = control_map("map", "Control map", "7", attributes, ["dispensing", "granulation", "compression"], controls)

    assert [column.title for column in table.columns] == ["Quality attribute", "granulation", "compression", "release"]
    assert [" | ".join(plain_text(cell) for cell in row.cells) for row in table.rows] == [
        "CQA-01 Assay |  | CPP-09, IPC-03 | ",
        "CQA-03 Dissolution | CPP-01 | CPP-09 | AM-02",
        "CQA-06 Appearance (no control) |  |  | ",
    ]
