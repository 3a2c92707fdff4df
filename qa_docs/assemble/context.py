"""What the steps of one assembly share: deal, chosen clauses and rows, numbers, and what was seen so far."""

from collections.abc import Callable
from copy import copy

from qa_docs.assemble.products import Products, Scope
from qa_docs.assemble.responsibilities import Responsibilities
from qa_docs.assemble.select import Selection
from qa_docs.model.deal import Deal
from qa_docs.model.document import CoverageRow, Inline, NoticeRow, OpenPoint, Reference
from qa_docs.model.facts import Values
from qa_docs.model.library import Library, OutlineSpec
from qa_docs.model.picture import Image, Picture
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem


class Context:
    """The working state of one assembly; it lives as long as the assembly and is never shared."""

    __slots__ = (
        "_phrases",
        "anchors",
        "coverage",
        "draft",
        "gives_up",
        "images",
        "library",
        "moved",
        "notice_scopes",
        "notices",
        "numbers",
        "open_points",
        "outline",
        "pictures",
        "placed",
        "printed",
        "problems",
        "products",
        "responsibilities",
        "selection",
        "terms_used",
        "texts",
        "unknown",
        "values",
    )

    def __init__(
        self,
        placed: PlacedDeal,
        library: Library,
        outline: OutlineSpec,
        products: Products,
        selection: Selection,
        responsibilities: Responsibilities,
        draft: bool,
    ) -> None:
        self.placed = placed
        self.library = library
        self.outline = outline
        self.products = products
        self.values: Values = products.whole.values
        """The facts of the whole deal, for what is not said of a product."""
        self._phrases: dict[str, str] = {
            "contract_giver": self.values["giver"][""],
            "contract_acceptor": self.values["acceptor"][""],
            "both": "each Party",
            "third_party": "the third party",
        }
        self.selection = selection
        self.responsibilities = responsibilities
        self.draft = draft
        self.numbers: dict[str, tuple[str, str]] = {}
        """Lead and number of everything a reference can lead to: `("Section", "5.3")`."""
        self.anchors: dict[str, str] = {}
        """Where a reference to an id leads when no heading bears it: a variant's base, the appendix of a clause."""
        self.gives_up = any(held.party == "not_applicable" for held in responsibilities.rows.values())
        """Whether the deal marks any row not applicable."""
        self.moved = any(held.party != held.row.activity.party for held in responsibilities.rows.values())
        """Whether some row is held by another party than the library says."""
        self.problems: list[Problem] = []
        self.terms_used: set[str] = set()
        self.open_points: dict[str, OpenPoint] = {}
        self.notices: dict[str, NoticeRow] = {}
        self.notice_scopes: dict[str, Scope] = {}
        """The products that each notice of the table concerns."""
        self.coverage: tuple[CoverageRow, ...] = ()
        self.pictures: dict[str, list[Picture]] = {}
        """The deal's pictures by the clause or appendix that they stand under, without numbers."""
        self.images: dict[str, Image] = {}
        """What is shown in this document, by SHA-256."""

        self.texts: dict[Scope, dict[tuple[str, ...], str]] = {}
        """Facts as text, those that were asked for, by the products of which they are said. No blank has the path of a
        fact."""
        self.printed: set[tuple[str, ...]] = set()
        """In the documents of a transfer: facts that were printed since somebody looked."""
        self.unknown: Callable[[tuple[str, ...], str], Inline] | None = None
        """In the documents of a transfer: what is printed for a fact that the deal does not give yet, and where."""

    def aside(self) -> "Context":
        """Give a context for text that is not printed: what it gathers is lost with it."""
        other = copy(self)
        other.problems, other.terms_used, other.open_points = [], set(), {}
        other.notices, other.notice_scopes = {}, {}
        return other

    def reference(self, target: str, bare: bool = False) -> Reference:
        """Give a reference to a numbered target; a `bare` one prints the number alone."""
        lead, number = self.numbers[target]
        return Reference(self.anchors.get(target, target), "" if bare else lead, number)

    def fact(self, path: tuple[str, ...], scope: Scope) -> str:
        """Give a fact of the deal, as far as it concerns the products in `scope`, as text; of a party, its phrase."""
        texts = self.texts.setdefault(scope, {})
        text = texts.get(path)
        if text is None:
            text = str(self.products.view(scope)[path])
            if self.unknown is None or path[0] != "transfer":
                texts[path] = text
        return text

    def for_products(self, scope: Scope) -> str:
        """Give " (for A and B)" where something is not for all products of the deal."""
        return "" if scope == self.products.every else f" (for {self.products.phrase(scope)})"

    @property
    def deal(self) -> Deal:
        """The deal, without its places."""
        return self.placed.deal

    def holder(self, activity: str) -> str:
        """Give the party that holds a row; of one that is not in this matrix, the library's own."""
        held = self.responsibilities.rows.get(activity)
        if held is not None:
            return held.party
        row = self.library.rows.get(activity)
        return row.activity.party if row else "both"

    def role(self, party: str) -> str:
        """Give the phrase for a party: "the Owner", "each Party"."""
        return self._phrases.get(party, "neither Party")

    def role_name(self, party: str) -> str:
        """Give the bare name of a party: "Owner"."""
        return str(self.values["giver" if party == "contract_giver" else "acceptor"]["name"])

    def other(self, party: str) -> str:
        """Give the phrase for the other party."""
        if party == "contract_giver":
            return self.role("contract_acceptor")
        return self.role("contract_giver") if party == "contract_acceptor" else "the other Party"
