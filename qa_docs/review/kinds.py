"""What a file is, told by its first bytes: the way out of a file that is no Word file depends on it."""

from collections.abc import Mapping

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it and save it as Word Document (.docx)"
_BEGINNINGS = (
    (b"{\\rtf", "a Rich Text file", _SAVE_AS),
    (b"%pdf", "a PDF file", "ask for the Word file that it was made from"),
    (b"<?mso-application", "Word's old XML format", _SAVE_AS),
    (b"<html", "a web page", _SAVE_AS),
    (b"<!doctype html", "a web page", _SAVE_AS),
    (b"mime-version", "a web page saved as one file", _SAVE_AS),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OTHER_MAIN = (("spreadsheetml", "a workbook"), ("presentationml", "a presentation"), ("visio", "a drawing"))
WHOLE_ZIP = b"PK\x03\x04"


def foreign_kind(content: bytes) -> tuple[str, str, str] | None:
    """Give code, what the file is, and the way out, when it is no zip file; None when it may be one."""
    if not content:
        return "docx-not-word", "the file is empty", "ask for it again; it was cut off on its way"
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return "docx-locked", "the file is locked with a password", "open it in Word and save it without one"
        return "docx-not-word", "this is an old .doc file", _SAVE_AS
    if content.startswith(WHOLE_ZIP) or content.startswith(b"PK"):
        return None
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, what, hint in _BEGINNINGS:
        if start.startswith(beginning):
            return "docx-not-word", f"this is {what}", hint
    if start.startswith(b"<?xml") and b"mso-application" in start:
        return "docx-not-word", "this is Word's XML format", _SAVE_AS
    return "docx-not-word", "this is no Word file: it is not even a zip file", _SAVE_AS


def foreign_package(parts: Mapping[str, bytes], main_type: str) -> str:
    """Give what a zip file is in words when it is no Word file, or nothing when it may be one."""
    kind = parts.get("mimetype", b"")[:100].decode("latin-1")
    if kind.startswith(_OPEN_DOCUMENT):
        what = {"text": "an OpenDocument text (.odt)", "spreadsheet": "an OpenDocument workbook (.ods)"}
        return what.get(kind.removeprefix(_OPEN_DOCUMENT).strip(), "an OpenDocument file")
    if "[Content_Types].xml" not in parts:
        return "a zip file without the list of parts that every Word file has"
    return next((what for word, what in _OTHER_MAIN if word in main_type), "")
