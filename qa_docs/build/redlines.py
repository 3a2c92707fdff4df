"""The redline of each document that a run builds over an earlier one: what changed, and why."""

import hashlib
from pathlib import Path

import msgspec

from qa_docs.assemble import explain
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import placed_of, read_inputs
from qa_docs.build.jobs import PROPOSED, Made, Part
from qa_docs.build.kinds import KINDS
from qa_docs.build.options import Options
from qa_docs.build.outcome import beside
from qa_docs.build.plan import Plan
from qa_docs.build.reasons import Reasons, State
from qa_docs.build.record import Kept, Record, unpacked
from qa_docs.build.redline import redline_docx
from qa_docs.build.render import opened_template
from qa_docs.build.settle import Settled
from qa_docs.compare import Reason, redline_of
from qa_docs.model.document import ClauseText
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import ProblemsFound


class Redline(msgspec.Struct, frozen=True):
    """A redline that is to be written."""

    kind: str
    path: Path
    content: bytes


class Redliner:
    """Makes the redlines of one run; `author` is who Word shows as the author of the changes."""

    def __init__(self, author: str, options: Options, cache: DiskCache | None) -> None:
        self._author, self._options, self._cache = author, options, cache

    def redline(self, plan: Plan, made: Made, part: Part, settled: Settled, record: Record) -> Redline | None:
        """Give the redline of a document that is about to be written; None where there is nothing to compare."""
        kind = next((kind for kind in settled.writes if KINDS.get(kind) and KINDS[kind].template), "")
        outline = part.outline.removesuffix(PROPOSED)
        block = plan.blocks.get(outline) or plan.blocks.get(part.outline)
        old = record.kept(block.document) if kind and block is not None else None
        new, job = unpacked(part.kept), plan.job
        if old is None or new is None or job is None or old.document == new.document:
            return None
        marked = redline_of(old.document, new.document, self._reason(plan, old, outline))
        revisions = (str(one.document.facts["document"]["revision"]) for one in (old, new))
        path = self._path(plan, made, f"{kind}-redline-{'-to-'.join(dict.fromkeys(revisions))}")
        written = redline_docx(marked, opened_template(job.templates[kind]), self._author)
        return Redline(kind, _free(path, written), written)

    def _path(self, plan: Plan, made: Made, name: str) -> Path:
        return plan.naming.root / plan.naming.path(name.replace("/", "-"), ".docx", made.names)

    def _reason(self, plan: Plan, old: Kept, outline: str) -> Reason:
        if outline != "quality-agreement":
            return _by_version
        inputs = read_inputs(plan.deal, self._cache, self._options.library)
        selection, _ = explain(inputs.placed, inputs.library)
        now = State(inputs.placed, inputs.library, selection, inputs.folders)
        before = self._placed(plan, old.deal)
        was = State(before, inputs.library, selection, inputs.folders) if before is not None else None
        return Reasons(was, now).of

    def _placed(self, plan: Plan, text: str) -> PlacedDeal | None:
        defaults = plan.portfolio.defaults if plan.portfolio else None
        from qa_docs.source.deal import SCHEMA  # here: only a redline needs it
        from qa_docs.source.migration import migrated

        try:
            text, _ = migrated(text, str(plan.deal), SCHEMA)
            return placed_of(text, str(plan.deal), (), self._cache, defaults)
        except ProblemsFound:  # its included files are others by now: then the deal's part in the reasons is not told
            return None


def _free(path: Path, content: bytes) -> Path:
    """Give a name that no other file has: somebody may have worked in an earlier redline."""
    if not path.exists() or path.read_bytes() == content:
        return path
    return beside(path, hashlib.sha256(content).hexdigest()[:8])


def _by_version(was: ClauseText | None, now: ClauseText | None) -> str:
    if was is None or now is None:
        one = now or was
        state = "New in" if was is None else "No longer in"
        return f"{state} this revision: {one.id}, version {one.version}." if one is not None else ""
    if was.version != now.version:
        return f"{now.id}, version {was.version} \u2192 {now.version}."
    return "The text is the same; what it takes from the deal changed."
