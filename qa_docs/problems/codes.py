"""Every problem code and what it means. docs/problems.md explains each with an example and the way out."""

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # files
        "file-not-found": "the file or folder does not exist",
        "file-unreadable": "the file cannot be read: a folder, no permission, or not a text file",
        "file-empty": "the file holds nothing",
        "file-too-large": "the file is larger than any deal or clause can be",
        "not-utf8": "the file is not UTF-8 text",
        "illegal-character": "a character that no Word file can hold",
        # YAML
        "yaml-syntax": "the YAML cannot be read",
        "yaml-too-deep": "the YAML is nested or expanded beyond any use",
        "yaml-refused": "YAML that nothing here needs: a tag, a merge key, a second document, a key that is no word",
        "repeated-key": "one mapping holds the same key twice",
        "unknown-key": "the key is not known here",
        "missing-key": "a key that must be there is missing",
        "wrong-type": "the value is of another kind than the key asks for",
        "wrong-value": "the value is not one of those the key allows",
        "schema-version": "the file is written for another schema version",
        # clause text
        "clause-head": "a clause file does not begin with a YAML head",
        "clause-empty": "a clause, one of its positions or a list item has no text",
        "markdown-unsupported": "Markdown that a contract paragraph does not use",
        "expression-syntax": "an expression cannot be read",
        "expression-refused": "an expression uses what clauses may not use",
        "unknown-name": "an expression names something a deal does not have",
        # the library
        "unknown-clause": "no clause has this id",
        "unknown-activity": "no activity has this id",
        "unknown-role": "no role has this id",
        "unknown-requirement": "the requirement catalogue does not have this id",
        "requirement-uncited": "no clause cites a requirement, and it does not say why",
        "requirement-uncovered": "a requirement that concerns the deal is answered by no clause of the agreement",
        "unknown-source": "the catalogue does not have this source",
        "unknown-position": "the clause does not offer this position",
        "unknown-blank": "no clause of this agreement has this blank",
        "unknown-notice": "the clause has no notice of this name",
        "unknown-site": "the party has no site of this name",
        "duplicate-id": "two things have the same id",
        "circular-requires": "clauses require each other in a circle",
        "required-clause-missing": "a clause that another one requires is not in the agreement",
        "variant-ambiguous": "two variants of one clause apply at once",
        "outline-missing-clause": "a clause stands in no outline",
        "not-one-accountable": "a row has no accountable role, or more than one",
        "nobody-responsible": "a row has no responsible role",
        "party-mismatch": "the accountable role belongs to another party than the row says",
        "clause-changed": "the text of an approved clause changed and its version did not",
        "clause-unapproved": "a clause, or a version of it, is not in the lock",
        "clause-missing": "a clause of the lock is gone and its id is not retired",
        "clause-retired": "a clause uses the id of one that was retired",
        "overlay-undeclared": "a clause of an overlay replaces one below and the overlay does not say so",
        "overlay-outdated": "a clause that an overlay replaces changed below since",
        "activity-not-carried": "an activity belongs to no clause, or to two clauses at once",
        "template-tag": "a tag in a text is left over or broken",
        # the deal
        "wrong-answer": "the answer to a blank is of the wrong kind",
        "answer-out-of-range": "the answer to a blank is outside its limits",
        "statutory-limit": "a clock is longer than the law allows",
        "open-blank": "a blank has neither an answer nor a default",
        "reference-outside": "a reference leads to a clause that is not in this agreement",
        "wrong-move": "a responsibility cannot be moved as the deal asks",
        "missing-signatory": "a party has no signatory for quality or for management",
        "missing-contact": "a party has no contact for a subject that the agreement uses",
        "no-qualified-person": "the deal supplies the EU or UK and names no Qualified Person",
        "date-order": "a date comes before the one it must follow",
        # assembled text
        "term-undefined": "a capitalised term is used and not defined",
        "term-defined-twice": "a term is defined twice",
        "term-unused": "a term is defined and never used",
        # templates and Word files
        "template-not-docx": "the template is not a Word file",
        "template-no-body": "the template has no body tag",
        "template-unknown-tag": "the template uses a tag that is not known",
        "template-missing-style": "the template lacks a style that the document needs",
        "template-syntax": "a tag in the template cannot be read",
        "template-numbering": "a numbered style of the template is bound to no list that counts as the document does",
        "template-tracked-changes": "the template holds changes that nobody has accepted or rejected",
        "docx-invalid": "the Word file breaks a rule that Word relies on",
        # writing
        "cannot-write": "the file cannot be written",
        "nothing-to-do": "no deal was found",
    }
)
