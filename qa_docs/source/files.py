"""Text files as people hand them in: read whole, or refused with the reason."""

import stat
from pathlib import Path
from typing import NoReturn

from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.characters import check_characters, without_illegal

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "save the file as UTF-8 in your editor"


def read_text(path: Path, shown: str, limit: int = 5_000_000) -> str:
    """Give the text of a file, with line ends made equal and a byte order mark dropped.

    `shown` is the file's name in problems. Raises `ProblemsFound` for everything that is not readable text of at
    most `limit` bytes; the size is asked for before anything is read.
    """
    text, problems = read_marked(path, shown, limit)
    if problems:
        raise ProblemsFound(problems)
    return text


def read_marked(path: Path, shown: str, limit: int = 5_000_000) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a file as `read_text`, with a mark in the place of each illegal character, and their problems.

    So whoever reads on can tell what else is wrong in the same run.
    """
    content = _content_of(path, shown, limit)
    if content.startswith(_UTF16):
        _refuse(Place(shown, 1, 1), "not-utf8", "the file is UTF-16 text, not UTF-8", _SAVE_AS_UTF8)
    if b"\0" in content:
        kind = "a Word or zip file" if content.startswith(b"PK\x03\x04") else "binary, not text"
        _refuse(Place(shown), "file-unreadable", f"the file is {kind}", "give a text file, written in an editor")
    text = _decoded(content.removeprefix(b"\xef\xbb\xbf"), shown)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        _refuse(Place(shown), "file-empty", "the file is empty")
    problems = tuple(check_characters(text, shown))
    return (without_illegal(text) if problems else text), problems


def _content_of(path: Path, shown: str, limit: int) -> bytes:
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            _refuse(Place(shown), "file-unreadable", "this is a folder, not a file", "name a file in it")
        if not stat.S_ISREG(facts.st_mode):
            _refuse(Place(shown), "file-unreadable", "this is a device or a pipe, not a file", "name an ordinary file")
        if facts.st_size > limit:
            _refuse_size(shown, facts.st_size, limit)
        with path.open("rb") as opened:
            content = opened.read(facts.st_size + 1)
    except (FileNotFoundError, NotADirectoryError):
        _refuse(
            Place(shown), "file-not-found", "the file does not exist", "check the path; it counts from where you are"
        )
    except PermissionError:
        _refuse(Place(shown), "file-unreadable", "you have no permission to read the file")
    except (OSError, ValueError) as fault:  # ValueError: a null character in the path
        reason = getattr(fault, "strerror", None) or "the path is not valid"
        _refuse(Place(shown), "file-unreadable", f"the file cannot be read: {reason}")
    if len(content) > limit:  # it grew between the two looks
        _refuse_size(shown, len(content), limit)
    return content


def _decoded(content: bytes, shown: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line_start = before.rfind(b"\n") + 1
        place = Place(shown, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
        _refuse(place, "not-utf8", f"the byte 0x{content[fault.start]:02X} is not UTF-8", _SAVE_AS_UTF8)


def _refuse_size(shown: str, size: int, limit: int) -> NoReturn:
    message = f"the file holds {size / 1e6:.1f} MB; at most {limit / 1e6:.1f} MB are read"
    _refuse(Place(shown), "file-too-large", message, "check that it is the right file, or split it")


def _refuse(place: Place, code: str, message: str, hint: str = "") -> NoReturn:
    raise ProblemsFound([Problem(place, code, message, hint)])
