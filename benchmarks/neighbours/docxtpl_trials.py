"""What docxtpl does in the trials that docs/comparison.md tells of: one line for each.

`python benchmarks/neighbours/docxtpl_trials.py`, where docxtpl and python-docx are installed.
"""

import hashlib
import io
import time
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document
from docxtpl import DocxTemplate

from templates import controlled, headed, noted, paragraphs, torn, tracked


def rendered(template: Document, values: Mapping[str, Any], **options: Any) -> bytes:
    written = io.BytesIO()
    template.save(written)
    written.seek(0)
    made = DocxTemplate(written)
    made.render(dict(values), **options)
    result = io.BytesIO()
    made.save(result)
    return result.getvalue()


def told(name: str, template: Document, values: Mapping[str, Any], **options: Any) -> None:
    """Print the text that comes out, or the error with all that it says of its place."""
    try:
        content = rendered(template, values, **options)
    except Exception as error:
        context = list(getattr(error, "docx_context", []))
        print(f"{name}: {type(error).__name__}: {error}; line {getattr(error, 'lineno', None)}, context {context}")
    else:
        print(f"{name}: {[one.text for one in docx.Document(io.BytesIO(content)).paragraphs]}")


def held(template: Document, part: str, words: str) -> bool:
    """Tell whether a part of what comes out holds the words."""
    with zipfile.ZipFile(io.BytesIO(rendered(template, {"a": "1"}))) as package:
        return part in package.namelist() and words in package.read(part).decode()


told("missing value", paragraphs("Party {{ missing }} end"), {})
told("torn tag", torn(["{{ na", "me ", "}}"]), {"name": "X"})
told("marks of XML", paragraphs("{{ a }}"), {"a": "Smith & Co <b>"})
told("marks of XML, autoescape=True", paragraphs("{{ a }}"), {"a": "Smith & Co <b>"}, autoescape=True)
told("braces in a value", paragraphs("{{ a }}"), {"a": "{{ b }}"})
told("wrong tag", paragraphs("ok", "{% iff x %}", "more"), {"x": 1})
told("fault while filling", paragraphs("ok", "{{ 1 / x }}"), {"x": 0})
told("text beside a tag", paragraphs("Keep me {%p if x %}", "inside", "{%p endif %} and me"), {"x": 1})
told("code in a template", paragraphs("{{ cycler.__init__.__globals__.os.sep }}"), {})
print("header filled:", held(headed("{{ a }}"), "word/header1.xml", ">1<"))
print("comment of the template kept:", held(noted("{{ a }}"), "word/comments.xml", "INTERNAL"))
print("struck text kept and filled:", held(tracked("{{ a }}"), "word/document.xml", "old 1"))
print("content control kept:", held(controlled("{{ a }}"), "word/document.xml", "clause:x"))
digests = []
for _ in range(2):
    digests.append(hashlib.sha256(rendered(paragraphs("{{ a }}"), {"a": 1})).hexdigest())
    time.sleep(2.1)  # a date in a zip file has steps of two seconds
print("same bytes twice:", digests[0] == digests[1])
