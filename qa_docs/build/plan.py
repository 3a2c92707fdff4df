"""Looks at a deal and its record before any work: what is there, what changed, what must be done."""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library
from qa_docs.build.inputs import library_folders, placed_of, template_path
from qa_docs.build.jobs import PROPOSED, Before, Job, Signed
from qa_docs.build.kinds import KINDS, base_of, with_pdf
from qa_docs.build.lock import Block
from qa_docs.build.naming import Naming, naming_of
from qa_docs.build.options import Options
from qa_docs.build.packed import opened_library
from qa_docs.build.portfolio import NAME, portfolio_of
from qa_docs.build.record import Record
from qa_docs.build.shelf import Shelf
from qa_docs.build.standing import MISSING, Now, input_reasons, options_of, output_reasons
from qa_docs.library.load import TRANSFER_PART
from qa_docs.model.library_transfer import KINDS as TRANSFERS
from qa_docs.model.placed import Defaults, PlacedDeal, PlacedPortfolio
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.aside import PartlyRead
from qa_docs.source.files import read_marked

_NAMES_FILES = tuple("\n" + key for key in ("library", "template", '"', "'", "?", "{", "&", "!", "%", "---"))
"""How a line begins at which a deal may name other files, however its YAML is written."""

_FILE_WORDS = ("include", "negotiated", "own_clauses", "logo", "pictures", "attached")
"""Words of the keys and values that name other files."""

_HAS_TRANSFER = re.compile(r"""^[ ]*["']?transfer["']?[ ]*:""", re.MULTILINE)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A deal with its record, and what must be done about it."""

    number: int
    deal: Path
    naming: Naming
    portfolio: PlacedPortfolio | None
    now: Now
    blocks: Mapping[str, Block]
    reasons: Mapping[str, tuple[str, ...]]
    """Why the inputs of each outline's document are not what they were."""
    file_reasons: Mapping[tuple[str, str], tuple[str, ...]]
    """Why a file is not what it was, by outline and kind."""
    current: bool
    """Whether nothing changed: then the deal is not even assembled."""
    job: Job | None


class _Chosen(msgspec.Struct, frozen=True):
    """The library and the templates of a deal."""

    folders: tuple[Path, ...]
    library: tuple[str, ...]
    """The folders as a lock names them."""
    template: Path | None
    place: Place
    templates: Mapping[str, str]
    """Name and SHA-256 by kind."""


class Planner:
    """Plans deals that share options, libraries, templates and portfolios."""

    def __init__(
        self, options: Options, shelf: Shelf, cache: DiskCache | None, several: bool, force: bool, here: bool = True
    ) -> None:
        self._here = here
        self._options = options
        self._shelf = shelf
        self._cache = cache
        self._several = several
        self._force = force
        self._files: dict[str, Path | None] = {}
        self._namings: dict[Path, tuple[Naming, PlacedPortfolio | None]] = {}
        self._chosen: dict[tuple[str, Path], _Chosen] = {}
        self._portfolios: dict[Path, PlacedPortfolio | ProblemsFound] = {}

    def naming(self, deal: Path) -> tuple[Naming, PlacedPortfolio | None]:
        """Give where the documents of a deal go, and its portfolio. Raises `ProblemsFound`."""
        if deal not in self._namings:
            portfolio = self._portfolio(deal)
            self._namings[deal] = naming_of(deal, portfolio, self._options.output, self._several), portfolio
        return self._namings[deal]

    def plan(self, number: int, deal: Path, record: Record, render: bool) -> Plan:
        """Give the plan for a deal. Raises `ProblemsFound` when its file, library or template cannot be used."""
        naming, portfolio = self.naming(deal)
        text, problems = read_marked(deal, str(deal))
        defaults = portfolio.defaults if portfolio else None
        placed = None
        if _may_name_files(text, defaults):
            try:
                placed = placed_of(text, str(deal), problems, self._cache, defaults)
            except PartlyRead as partly:
                raise ProblemsFound(self._problems_of_rest(partly, deal, portfolio, naming.root)) from None
        chosen = self._choice(placed, deal, portfolio, naming.root)
        now = Now(
            file=str(deal),
            text=text,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            included=placed.included if placed else {},
            defaults=defaults.digest if defaults else "none",
            options=options_of(self._options),
            layout=naming.pattern,
            library=chosen.library,
            stand=self._shelf.stand(chosen.folders),
            templates=chosen.templates,
        )
        blocks = record.blocks_of(naming.deal)
        reasons = {outline: tuple(input_reasons(block, now)) for outline, block in blocks.items()}
        file_reasons = {
            (outline, kind): tuple(output_reasons(block, kind, naming.root, now))
            for outline, block in blocks.items()
            for kind in block.outputs
        }
        current = not self._force and self._is_current(blocks, now, reasons, file_reasons)
        job = None
        if not current:
            has_transfer = _HAS_TRANSFER.search(text) is not None
            kinds = {
                kind
                for kind in self._options.only or KINDS
                if KINDS[kind].template and (has_transfer or KINDS[kind].outline not in TRANSFERS)
            }
            job = Job(
                number=number,
                file=str(deal),
                text=text,
                problems=problems,
                defaults=defaults,
                placed=msgspec.msgpack.encode(placed) if placed else b"",
                options=self._options,
                library=self._shelf.library(chosen.folders),
                transfer=self._shelf.library(chosen.folders, TRANSFER_PART) if has_transfer else None,
                templates={kind: self._shelf.template(chosen.template, kind, chosen.place) for kind in sorted(kinds)},
                before=self._before(blocks, file_reasons, now),
                signed={
                    outline: Signed(block.document, record.kept_content(block.document))
                    for outline, block in blocks.items()
                    if block.status == "executed" and reasons[outline]
                },
                render=render,
                cache=self._cache.root if self._cache and self._here else None,
            )
        return Plan(
            number=number,
            deal=deal,
            naming=naming,
            portfolio=portfolio,
            now=now,
            blocks=blocks,
            reasons=reasons,
            file_reasons=file_reasons,
            current=current,
            job=job,
        )

    def _problems_of_rest(
        self, partly: PartlyRead, deal: Path, portfolio: PlacedPortfolio | None, root: Path
    ) -> tuple[Problem, ...]:
        from qa_docs.build.assembling import Libraries, problems_of_rest  # here: nothing is assembled otherwise

        folders = self._choice(partly.placed, deal, portfolio, root).folders
        return problems_of_rest(partly, Libraries(opened_library(self._shelf.library(folders))))

    def _portfolio(self, deal: Path) -> PlacedPortfolio | None:
        file = self._file(os.path.dirname(os.path.abspath(deal)))
        if file is None:
            return None
        if file not in self._portfolios:
            try:
                found = portfolio_of(deal, self._cache)
                assert found is not None
                self._portfolios[file] = found
            except ProblemsFound as fault:
                self._portfolios[file] = fault
        portfolio = self._portfolios[file]
        if isinstance(portfolio, ProblemsFound):
            raise portfolio
        return portfolio

    def _file(self, folder: str) -> Path | None:
        """Give the portfolio file of a folder, which is that of the folder above it unless it has one itself."""
        if folder not in self._files:
            own = Path(folder, NAME)
            above = os.path.dirname(folder)
            self._files[folder] = own if own.is_file() else self._file(above) if above != folder else None
        return self._files[folder]

    def _choice(
        self, placed: PlacedDeal | None, deal: Path, portfolio: PlacedPortfolio | None, root: Path
    ) -> "_Chosen":
        """Give library and templates of a deal: the same for all deals of a portfolio that name none themselves."""
        key = (portfolio.file if portfolio else "", root)
        if placed is None and key in self._chosen:
            return self._chosen[key]
        folders = library_folders(placed, deal, portfolio, self._options.library)
        template, place = template_path(placed, deal, portfolio, self._options.template)
        library = tuple(_named(folder, root) for folder in folders)
        found = _Chosen(folders, library, template, place, self._templates(template, place, root))
        if placed is None:
            self._chosen[key] = found
        return found

    def _templates(self, chosen: Path | None, place: Place, root: Path) -> dict[str, str]:
        name = "builtin" if chosen is None else _relative(chosen, root)
        wanted = self._options.only or KINDS
        return {
            kind: f"{name} {self._shelf.template_digest(chosen, kind, place)}"
            for kind in wanted
            if KINDS[kind].template
        }

    def _is_current(
        self,
        blocks: Mapping[str, Block],
        now: Now,
        reasons: Mapping[str, tuple[str, ...]],
        file_reasons: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> bool:
        built: set[str] = set()
        wanted: set[str] = set(self._options.only)
        for outline, block in blocks.items():
            if outline.endswith(PROPOSED):
                continue
            wanted |= set(block.documents) if not self._options.only else set()
            built |= block.outputs.keys()
            asked = [kind for kind in block.outputs if not self._options.only or base_of(kind) in self._options.only]
            if is_executed(block, now):
                missing = any(MISSING in file_reasons[outline, kind] for kind in asked)
                beside = outline + PROPOSED
                proposed = beside in blocks and not reasons[beside]
                proposed = proposed and not any(file_reasons[beside, kind] for kind in blocks[beside].outputs)
                if missing or (reasons[outline] and not proposed):
                    return False
            elif reasons[outline] or any(file_reasons[outline, kind] for kind in asked):
                return False
        return bool(blocks) and built.issuperset(with_pdf(wanted, self._options.wants_pdf))

    def _before(
        self,
        blocks: Mapping[str, Block],
        file_reasons: Mapping[tuple[str, str], tuple[str, ...]],
        now: Now,
    ) -> dict[tuple[str, str], Before]:
        before = {}
        for (outline, kind), why in file_reasons.items():
            block = blocks[outline]
            moved = block.layout != now.layout or block.options != now.options
            again = self._force or moved or any(reason != MISSING for reason in why)
            executed = block.status == "executed"
            before[outline, kind] = Before(block.outputs[kind].shows, MISSING in why, again and not executed)
        return before


def _may_name_files(text: str, defaults: Defaults | None) -> bool:
    """Say whether a deal must be read before the work is given out, since it may name a library, a template, a part."""
    whole = f"\n{text}"
    given = defaults is not None and any("logo" in path or "file" in path for path in defaults.places)
    return given or any(word in text for word in _FILE_WORDS) or any(start in whole for start in _NAMES_FILES)


def is_executed(block: Block, now: Now) -> bool:
    """Say whether a block is of a document that both parties signed, and its deal still says so."""
    return block.status == "executed" and block.text == now.digest


def _named(folder: Path, root: Path) -> str:
    return "builtin" if folder == builtin_library() else _relative(folder, root)


def _relative(path: Path, root: Path) -> str:
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()
