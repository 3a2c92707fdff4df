"""Edits a Word file in SuperDoc, an editor for browsers, through its command line: `edit_in_superdoc.py IN OUT PLAN MODE PROGRAM`.

The program comes from PyPI (superdoc-sdk, AGPL: used to make test files, and no part of qa-docs).
"""

import json
import subprocess
import sys


class Editor:
    def __init__(self, program, session):
        self._program, self._session = program, session

    def run(self, *words):
        done = subprocess.run(
            [self._program, *words, "--session", self._session],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        try:
            answer = json.loads(done.stdout)
        except ValueError:
            answer = {"ok": False, "error": done.stdout[-500:] + done.stderr[-500:]}
        return answer

    def find(self, words):
        select = json.dumps({"type": "text", "pattern": words})
        found = self.run("query", "match", "--select-json", select, "--require", "first")
        items = found.get("data", {}).get("result", {}).get("items", []) if found.get("ok") else []
        return items[0] if items else None


def edit(editor, plan, mode):
    found = editor.find(plan["line"])
    if found is None:
        return "not found"
    block = found["blocks"][0]
    start = block["range"]["start"]
    change = ("--change-mode", mode)
    if plan["what"] == "changed":
        at = start + plan["line"].index(plan["old"])
        end = at + len(plan["old"])
        answer = editor.run(
            "replace",
            "--block-id",
            block["blockId"],
            "--start",
            str(at),
            "--end",
            str(end),
            "--text",
            plan["new"],
            *change,
        )
    elif plan["what"] == "deleted":
        answer = editor.run(
            "delete",
            "--block-id",
            block["blockId"],
            "--start",
            str(start),
            "--end",
            str(start + len(plan["line"])),
            *change,
        )
    elif plan["what"] == "comment":
        target = {"kind": "text", "blockId": block["blockId"], "range": {"start": start, "end": start + 20}}
        answer = editor.run("comments", "create", "--target-json", json.dumps(target), "--text", plan["new"])
    else:
        at = {"kind": "after", "target": {"kind": "block", "nodeType": "paragraph", "nodeId": block["blockId"]}}
        answer = editor.run("create", "paragraph", "--at-json", json.dumps(at), "--text", plan["new"], *change)
    return "" if answer.get("ok") else json.dumps(answer)[:600]


def main():
    source, target, plans, mode, program = sys.argv[1:6]
    editor = Editor(program, f"suite-{mode}")
    editor.run("open", source, "--user-name", "M. Rossi")
    with open(plans, encoding="utf-8") as file:
        planned = json.load(file)
    done = []
    for plan in planned:
        wrong = edit(editor, plan, mode)
        if wrong:
            print(plan["kind"], plan["clause"], wrong)
        else:
            done.append(plan)
    saved = editor.run("save", "--out", target, "--force")
    print(json.dumps(saved)[:300])
    editor.run("close", "--discard")
    with open(plans, "w", encoding="utf-8") as file:
        json.dump(done, file, ensure_ascii=False, indent=1)
    print(f"{len(done)} of {len(planned)} edits made")


main()
