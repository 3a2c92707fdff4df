"""What decided about a clause, with the deal lines that say so."""

from collections.abc import Iterable, Iterator

from qa_docs.assemble import Read
from qa_docs.model.facts import Facts
from qa_docs.model.placed import PlacedDeal


def deciding(reads: Iterable[Read], facts: Facts, placed: PlacedDeal) -> Iterator[str]:
    """Yield each fact that was read, with its value and the places of the deal that say so."""
    for read in reads:
        shown = str(read.value).lower() if isinstance(read.value, bool) else repr(read.value)
        places = dict.fromkeys(str(placed.place(*origin)) for origin in facts.origins.get(read.name, ()))
        where = f" ({', '.join(places)})" if places else ""
        yield f"{'.'.join(read.name)} is {shown}{where}"
