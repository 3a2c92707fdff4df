"""Edits a Word file in LibreOffice through its API: `/usr/bin/python3 edit_in_libreoffice.py IN OUT PLAN tracked|silent PROFILE`."""

import json
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connected(profile):
    pipe = "returns"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", accept],
        start_new_session=True,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


def paragraphs(text):
    every = text.createEnumeration()
    while every.hasMoreElements():
        one = every.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph"):
            yield one
        elif one.supportsService("com.sun.star.text.TextTable"):
            for name in one.getCellNames():
                yield from paragraphs(one.getCellByName(name))


def plain(words):
    return "".join(words.split())


def edit(doc, plan, by_text):
    paragraph = by_text.get(plain(plan["line"]))
    if paragraph is None:
        return False
    text = paragraph.getText()
    cursor = text.createTextCursorByRange(paragraph.getStart())
    said = paragraph.getString()
    if plan["kind"] in UNSEEN:
        return unseen(doc, paragraph, cursor, plan["kind"])
    if plan["what"] == "changed":
        at = said.index(plan["old"])
        cursor.goRight(at, False)
        # Only what differs is typed over, as a person would.
        old, new = plan["old"], plan["new"]
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        end = 0
        while end < min(len(old), len(new)) - same and old[-1 - end] == new[-1 - end]:
            end += 1
        cursor.goRight(same, False)
        cursor.goRight(len(old) - same - end, True)
        cursor.setString(new[same : len(new) - end])
    elif plan["what"] == "deleted":
        cursor.goRight(len(said), True)
        if not cursor.goRight(1, True):
            cursor.goLeft(0, False)
        cursor.setString("")
    elif plan["what"] == "added":
        end = text.createTextCursorByRange(paragraph.getEnd())
        text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        text.insertString(end, plan["new"], False)
    return True


UNSEEN = ("style", "level", "unnumbered", "restart", "hidden", "link", "target")


def unseen(doc, paragraph, cursor, kind):
    """Make an edit that leaves the words as they are."""
    cursor.gotoEndOfParagraph(True)
    if kind == "style":
        paragraph.ParaStyleName = "Clause Level 2"
    elif kind == "level":
        paragraph.NumberingLevel = paragraph.NumberingLevel + 1
    elif kind == "unnumbered":
        paragraph.NumberingIsNumber = False
    elif kind == "restart":
        paragraph.ParaIsNumberingRestart = True
        paragraph.NumberingStartValue = 7
    elif kind == "hidden":
        cursor.CharHidden = True
    elif kind == "link":
        cursor.HyperLinkURL = "https://example.test/terms"
    elif kind == "target":
        portions = paragraph.createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "TextField" and portion.TextField.supportsService(
                "com.sun.star.text.TextField.GetReference"
            ):
                portion.TextField.SourceName = "_Ref_complaints"
                return True
        return False
    return True


def main():
    source, target, plans, how, profile = sys.argv[1:6]
    office, desktop = connected(profile)
    doc = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (value("Hidden", True),))
    by_text = {}
    for paragraph in paragraphs(doc.Text):
        by_text.setdefault(plain(paragraph.getString()), paragraph)
    doc.RecordChanges = how == "tracked"
    with open(plans, encoding="utf-8") as file:
        planned = json.load(file)
    done = [plan for plan in planned if edit(doc, plan, by_text)]
    doc.RecordChanges = False
    doc.storeToURL(f"file://{target}", (value("FilterName", "MS Word 2007 XML"),))
    doc.close(True)
    with open(plans, "w", encoding="utf-8") as file:
        json.dump(done, file, ensure_ascii=False, indent=1)
    print(f"{len(done)} of {len(planned)} edits made")
    os.killpg(office.pid, signal.SIGKILL)  # asked to end, it sometimes stays


main()
