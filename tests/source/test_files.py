import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_docs.problems import ProblemsFound
from qa_docs.source.files import read_text


def test_line_ends_are_made_equal_and_a_byte_order_mark_is_dropped(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    assert read_text(file, "deal.yaml") == "a: 1\nb: 2\nc: 3\n"


def test_text_of_any_script_is_given_as_written(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_bytes("name: 药品 دواء 💊 {{ x }} & <b>\n".encode())
    assert read_text(file, "deal.yaml") == "name: 药品 دواء 💊 {{ x }} & <b>\n"


def test_a_missing_file_is_a_problem(tmp_path, problems_of):
    assert problems_of(read_text, tmp_path / "deal.yaml", "deal.yaml") == (
        "deal.yaml: error: the file does not exist [file-not-found]\n"
        "  hint: check the path; it counts from where you are"
    )


def test_a_file_below_a_file_is_a_missing_file(tmp_path, problems_of):
    (tmp_path / "deal.yaml").write_text("a: 1")
    found = problems_of(read_text, tmp_path / "deal.yaml" / "x.yaml", "deal.yaml/x.yaml")
    assert found.startswith("deal.yaml/x.yaml: error: the file does not exist [file-not-found]")


def test_a_folder_is_a_problem(tmp_path, problems_of):
    assert problems_of(read_text, tmp_path, "deals") == (
        "deals: error: this is a folder, not a file [file-unreadable]\n  hint: name a file in it"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, problems_of):
    os.mkfifo(tmp_path / "pipe")
    assert problems_of(read_text, tmp_path / "pipe", "pipe") == (
        "pipe: error: this is a device or a pipe, not a file [file-unreadable]\n  hint: name an ordinary file"
    )


def test_a_file_that_the_system_refuses_to_open_is_a_problem(tmp_path, problems_of):
    (tmp_path / "deal.yaml").write_text("a: 1")
    found = problems_of(read_text, tmp_path / "deal.yaml" / "deeper.yaml", "deeper.yaml")
    assert found.startswith("deeper.yaml: error: ")


def test_a_path_that_cannot_be_is_a_problem(problems_of):
    assert problems_of(read_text, Path("a\0b"), "deal.yaml") == (
        "deal.yaml: error: the file cannot be read: the path is not valid [file-unreadable]"
    )


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_an_empty_file_is_a_problem(tmp_path, problems_of, content):
    file = tmp_path / "deal.yaml"
    file.write_bytes(content)
    assert problems_of(read_text, file, "deal.yaml") == "deal.yaml: error: the file is empty [file-empty]"


def test_a_binary_file_is_a_problem(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    file.write_bytes(b"\x7fELF\x00\x01")
    assert problems_of(read_text, file, "deal.yaml") == (
        "deal.yaml: error: the file is binary, not text [file-unreadable]\n"
        "  hint: give a text file, written in an editor"
    )


def test_a_word_file_is_called_one(tmp_path, problems_of):
    file = tmp_path / "deal.docx"
    file.write_bytes(b"PK\x03\x04\x14\x00\x00\x00")
    found = problems_of(read_text, file, "deal.docx")
    assert found.startswith("deal.docx: error: the file is a Word or zip file [file-unreadable]")


def test_a_file_of_50_mb_is_refused_by_its_size(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    assert problems_of(read_text, file, "deal.yaml") == (
        "deal.yaml: error: the file holds 50.0 MB; at most 5.0 MB are read [file-too-large]\n"
        "  hint: check that it is the right file, or split it"
    )


def test_the_first_byte_that_is_not_utf8_is_placed(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    file.write_bytes("schema: 1\r\nname: Zürich ".encode() + "Müller".encode("latin-1"))
    assert problems_of(read_text, file, "deal.yaml") == (
        "deal.yaml:2:15: error: the byte 0xFC is not UTF-8 [not-utf8]\n  hint: save the file as UTF-8 in your editor"
    )


def test_utf16_is_named(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    file.write_bytes("schema: 1".encode("utf-16"))
    assert problems_of(read_text, file, "deal.yaml") == (
        "deal.yaml:1:1: error: the file is UTF-16 text, not UTF-8 [not-utf8]\n"
        "  hint: save the file as UTF-8 in your editor"
    )


def test_every_illegal_character_is_placed(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    file.write_bytes("a: x\x0by\nb: é\ufffe\x1f\n".encode())
    hint = "\n  hint: delete it or type it anew; it usually comes from copying out of a PDF or another program"
    assert problems_of(read_text, file, "deal.yaml") == "\n".join(
        [
            f"deal.yaml:1:5: error: the character U+000B cannot stand in a Word file [illegal-character]{hint}",
            f"deal.yaml:2:5: error: the character U+FFFE cannot stand in a Word file [illegal-character]{hint}",
            f"deal.yaml:2:6: error: the character U+001F cannot stand in a Word file [illegal-character]{hint}",
        ]
    )


def test_no_more_than_twenty_illegal_characters_are_reported(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_bytes(b"\x01" * 1000)
    with pytest.raises(ProblemsFound) as found:
        read_text(file, "deal.yaml")
    assert len(found.value.problems) == 20


def test_a_control_character_out_of_windows_text_is_illegal(tmp_path, problems_of):
    file = tmp_path / "deal.yaml"
    file.write_bytes("a: 2\x968 °C".encode())
    assert problems_of(read_text, file, "deal.yaml").startswith("deal.yaml:1:5: error: the character U+0096 cannot")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(content)
    try:
        text = read_text(file, "any.yaml")
    except ProblemsFound as found:
        assert found.problems
    else:
        assert text.strip()
        assert "\r" not in text
