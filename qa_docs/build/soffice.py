"""LibreOffice as a converter: Word files in, PDF out, several in one run.

Each run has a profile of its own, since two runs that share one wait for each other or lose files without a word, and
a time after which it is ended with every process that it started. Nothing that it leaves behind survives the run.
`QA_DOCS_SOFFICE` names the program where it is not found by itself.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa_docs.problems import Place, Problem, ProblemsFound, Severity

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = (
    "install LibreOffice (Debian and Ubuntu: apt install libreoffice-writer; others: https://www.libreoffice.org), "
    "or name its program soffice in QA_DOCS_SOFFICE"
)
_START, _PER_FILE = 60.0, 60.0
"""Seconds that a run may take: to start, and for each file. An agreement of eighty pages takes three."""


class Soffice:
    """An installed LibreOffice."""

    def __init__(self, program: Path, seconds: float | None = None) -> None:
        self._program = program
        self._seconds = seconds

    def version(self) -> str:
        """Give its version in its own words: a layout holds only as long as it stays the same."""
        with tempfile.TemporaryDirectory(prefix="qa-docs-") as folder:
            return self._run(["--version"], Path(folder), _START).strip()

    def pdfs_of(self, files: Sequence[bytes], options: Mapping[str, bool | int]) -> tuple[bytes, ...]:
        """Give each Word file of `files` as PDF; `options` are those of LibreOffice's PDF export.

        Raises ProblemsFound where a file does not come back as a whole PDF, or not in time.
        """
        with tempfile.TemporaryDirectory(prefix="qa-docs-") as place:
            folder = Path(place)
            sources = [folder / f"{number}.docx" for number in range(len(files))]
            for source, content in zip(sources, files, strict=True):
                source.write_bytes(content)
            target = f"pdf:writer_pdf_Export:{_as_filter_data(options)}"
            seconds = self._seconds if self._seconds is not None else _START + _PER_FILE * len(files)
            arguments = ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
            said = self._run(arguments, folder, seconds)
            return tuple(_whole_pdf(source.with_suffix(".pdf"), said) for source in sources)

    def _run(self, arguments: list[str], folder: Path, seconds: float) -> str:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(self._program), profile, "--headless", "--norestore", "--nolockcheck", *arguments]
        # A group of its own, for the program is a script that starts others, and all of them must end.
        environment = {**os.environ, "TZ": "UTC"}
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise ProblemsFound([_failed(f"LibreOffice does not start: {error.strerror or error}", _INSTALL)]) from None
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            hint = "try again; if it happens again, open the Word file in LibreOffice and see what it says"
            raise ProblemsFound([_failed(f"LibreOffice gave no answer within {seconds:.0f} seconds", hint)]) from None
        finally:
            _end(process)
        return said.decode(errors="replace")


def find_soffice() -> Soffice | None:
    """Give the LibreOffice of this computer, or None."""
    named = os.environ.get("QA_DOCS_SOFFICE", "")
    if named:
        found = shutil.which(named)
        return Soffice(Path(found)) if found else None
    for name in ("soffice", "libreoffice", *_USUAL_PLACES):
        found = shutil.which(name)
        if found:
            return Soffice(Path(found))
    return None


def not_installed(what: str, severity: Severity = Severity.ERROR) -> Problem:
    """Give the problem of a computer without LibreOffice; `what` is what cannot be done without it."""
    named = os.environ.get("QA_DOCS_SOFFICE", "")
    where = f"there is no program {named!r}, which QA_DOCS_SOFFICE names" if named else "LibreOffice was not found"
    return Problem(Place("soffice"), "no-libreoffice", f"{what}: {where}", _INSTALL, severity)


def _as_filter_data(options: Mapping[str, bool | int]) -> str:
    written = {
        name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
        for name, value in options.items()
    }
    return json.dumps(written, separators=(",", ":"))


def _whole_pdf(path: Path, said: str) -> bytes:
    """Give the PDF at `path`; LibreOffice ends well even where it wrote none."""
    content = path.read_bytes() if path.is_file() else b""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-64:]:
        words = " ".join(said.split())[-300:]
        what = f"LibreOffice made no PDF{f'; it says: {words}' if words else ''}"
        raise ProblemsFound([_failed(what, "open the Word file in LibreOffice and see what it says")])
    return content


def _failed(what: str, hint: str) -> Problem:
    return Problem(Place("soffice"), "pdf-failed", what, hint)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started; nothing happens where it has ended."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
