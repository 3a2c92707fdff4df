"""Checks the team: who approves, and that whoever owes something is in it."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.problems import Problem, did_you_mean

_OWNERS = frozenset(
    ("owner", "decision_by", "lessons_learned_owner", "artwork_owner", "master_data_owner", "proof_approval_owner")
)
"""Keys whose value is a role that owes something."""
_WITHOUT_PERSON = frozenset(("SC",))
"""Roles that are several people: the steering committee is listed by name."""
_Path = tuple[str | int, ...]
_QUALITY = ("SQA", "RQA")


def check_people(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield roles that nobody in the team has, roles held twice, and documents that a quality unit does not approve."""
    governance = given.transfer.governance
    if governance is None or not governance.team:
        return
    roles = [member.role_code for member in governance.team]
    for role, times in Counter(roles).items():
        if times > 1:
            path: _Path = ("governance", "team", max(i for i, held in enumerate(roles) if held == role))
            hint = "keep one line, and name the other person as deputy"
            yield given.wrong(path, "duplicate-id", f"the role {role} stands twice in the team", hint)
    known = {*roles, *_WITHOUT_PERSON}
    yield from _check_approvers(given, known)
    seen: set[str] = set()
    for path, role in _owners_in(given.transfer, ()):
        if role not in known and role not in seen:
            seen.add(role)
            hint = "add a line to `governance.team` with the person who holds it, or name a role of the team"
            message = f"the role {role} owes something, and nobody in the team holds it"
            yield given.doubtful(path, "owner-unnamed", message, hint)


def _check_approvers(given: PlacedTransfer, known: set[str]) -> Iterator[Problem]:
    governance, control = given.transfer.governance, given.transfer.control
    lists: list[tuple[_Path, tuple[str, ...]]] = [
        (("governance", "document_approvers"), governance.document_approvers if governance else ())
    ]
    for kind in ("protocol", "dossier", "report"):
        document = getattr(control, kind)
        if document is not None and document.approvers:
            lists.append((("control", kind, "approvers"), document.approvers))
    for path, approvers in lists:
        for i, role in enumerate(approvers):
            if role not in known:
                message = f"{role} approves documents and is not in the team"
                hint = did_you_mean(role, known, "add the person to `governance.team`")
                yield given.wrong((*path, i), "approver-unknown", message, hint)
        if missing := [role for role in _QUALITY if approvers and role not in approvers]:
            message = f"the documents are not approved by {' and '.join(missing)}"
            hint = "both quality units approve the documents of a transfer: add " + " and ".join(missing)
            yield given.wrong(path, "quality-unit-missing", message, hint)


def _owners_in(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            if field.name in _OWNERS and isinstance(held, str):
                yield (*path, field.name), held
            else:
                yield from _owners_in(held, (*path, field.name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _owners_in(part, (*path, i))
