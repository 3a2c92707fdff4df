import pytest

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import read_placed
from qa_docs.problems import ProblemsFound
from qa_docs.source.deal import read_deal
from tests.small import DEAL

HEAD = "title: Move\ntransfer_class: api\nsending_unit: {party: contract_giver}\nreceiving_unit: {}\n"
CPP = "- {id: CPP-01, step: milling, parameter: speed, unit: rpm, su_setpoint: 10}\n"


def deal_with(folder, **files):
    for name, text in {"deal": DEAL + "transfer: {include: transfer.yaml}\n", **files}.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "deal.yaml"


def problems_of(path):
    with pytest.raises(ProblemsFound) as found:
        read_deal(path, "acme/deal.yaml")
    return [str(problem) for problem in found.value.problems]


def test_a_part_may_stand_in_a_file_and_its_parts_in_others(tmp_path):
    path = deal_with(tmp_path, transfer=HEAD + "cpps: {include: parts/cpps.yaml}\n", parts__cpps=CPP)

    placed = read_deal(path, "acme/deal.yaml")

    assert placed.deal.transfer.cpps[0].su_setpoint == 10
    assert str(placed.place("transfer")) == "acme/deal.yaml:16:1"
    assert str(placed.place("transfer", "cpps")) == "acme/transfer.yaml:5:1"
    assert str(placed.place("transfer", "cpps", 0, "unit")) == "acme/parts/cpps.yaml:1:49"
    assert str(placed.place("transfer", "cpps", 0, "nor")) == "acme/parts/cpps.yaml:1:3"
    assert sorted(placed.included) == ["parts/cpps.yaml", "transfer.yaml"]


def test_a_path_counts_from_the_file_that_includes(tmp_path):
    path = deal_with(
        tmp_path,
        transfer=HEAD + "cpps: {include: parts/all.yaml}\n",
        parts__all="- {include: one.yaml}\n",
        parts__one="{id: CPP-01, step: milling, parameter: speed, unit: rpm}\n",
    )

    assert read_deal(path, "deal.yaml").deal.transfer.cpps[0].id == "CPP-01"


def test_a_fault_of_an_included_file_names_that_file(tmp_path):
    faulty = CPP.replace("unit", "unti").replace("10", "ten")
    path = deal_with(tmp_path, transfer=HEAD + "cpps: {include: cpps.yaml}\nscope: x\n", cpps=faulty)

    assert problems_of(path) == [
        "acme/cpps.yaml:1:49: error: 'unti' is not known here [unknown-key]\n  hint: did you mean 'unit'?",
        "acme/cpps.yaml:1:73: error: 'ten' is not a number [wrong-value]\n"
        "  hint: write digits and a point, for example 2.5",
        "acme/transfer.yaml:6:1: error: 'scope' is not known here [unknown-key]\n  hint: did you mean 'scope_in'?",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../other.yaml", "'../other.yaml' leads out of the folder of the deal [include-refused]"),
        ("/etc/hosts", "'/etc/hosts' is not a path from this file [include-refused]"),
        ("C:cpps.yaml", "'C:cpps.yaml' is not a path from this file [include-refused]"),
        ("parts\\cpps.yaml", "'parts\\\\cpps.yaml' is not a path from this file [include-refused]"),
        ("link.yaml", "'link.yaml' leads out of the folder of the deal [include-refused]"),
        ("none.yaml", "there is no file 'none.yaml' to include [file-not-found]"),
        ("[a, b]", "`include` must name a file [include-refused]"),
        (
            "deal.yaml",
            "the files include each other in a circle: deal.yaml → transfer.yaml → deal.yaml [include-cycle]",
        ),
    ],
)
def test_what_cannot_be_included_is_placed_and_nothing_follows_from_it(tmp_path, name, message):
    folder = tmp_path / "acme"
    folder.mkdir()
    (tmp_path / "other.yaml").write_text(CPP, encoding="utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "other.yaml")
    path = deal_with(folder, transfer=HEAD + f"cpps: {{include: {name}}}\n")

    (problem,) = problems_of(path)

    assert problem.split("\n")[0] == f"acme/transfer.yaml:5:17: error: {message}"


def test_files_that_include_each_other_in_a_circle_are_told(tmp_path):
    path = deal_with(
        tmp_path, transfer=HEAD + "cpps: {include: a.yaml}\n", a="- {include: b.yaml}\n", b="{include: a.yaml}\n"
    )

    (problem,) = problems_of(path)

    assert problem.startswith("acme/b.yaml:1:11: error: the files include each other in a circle: ")


def test_an_include_stands_alone(tmp_path):
    path = deal_with(tmp_path, deal=DEAL + "transfer: {include: transfer.yaml, title: Move}\n", transfer=HEAD)

    assert problems_of(path) == [
        "acme/deal.yaml:16:12: error: `include` stands alone in its mapping [include-refused]\n"
        "  hint: write the other keys into the file, or include it at one of its keys"
    ]


def test_a_hundred_files_are_enough(tmp_path):
    lines = "".join("- {include: one.yaml}\n" for _ in range(101))
    path = deal_with(tmp_path, transfer=HEAD + "cpps: {include: a.yaml}\n", a=lines, one=CPP[2:])

    assert "more than 100 files are included" in problems_of(path)[0]


def test_a_changed_file_is_read_anew(tmp_path):
    cache = DiskCache(tmp_path / "cache")
    path = deal_with(tmp_path, transfer=HEAD + "cpps: {include: cpps.yaml}\n", cpps=CPP)
    first = read_placed(path, cache)

    assert read_placed(path, cache) == first
    (tmp_path / "cpps.yaml").write_text(CPP.replace("10", "11"), encoding="utf-8")
    second = read_placed(path, cache)
    assert second.deal.transfer.cpps[0].su_setpoint == 11
    assert second.digest != first.digest
    (tmp_path / "cpps.yaml").unlink()
    with pytest.raises(ProblemsFound):
        read_placed(path, cache)
