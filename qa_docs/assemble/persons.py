"""Whether the Qualified Persons of a deal can certify what it supplies."""

from collections.abc import Iterator

from qa_docs.assemble.context import Context
from qa_docs.model.facts import market_name
from qa_docs.model.work import certified, persons_for, qualified_person_facts
from qa_docs.problems import Problem


def check_qualified_persons(context: Context) -> Iterator[Problem]:
    """Yield each market that needs a Qualified Person and has none, and what is wrong with those who are named."""
    needing = _markets_in_need(context)
    yield from _check_markets(context, needing)
    yield from _check_persons(context, needing)


def _markets_in_need(context: Context) -> tuple[str, ...]:
    """Give the markets of the deal for which some product must be certified."""
    deal = context.deal
    return tuple(
        market
        for market in certified(dict.fromkeys(deal.markets))
        if any(
            qualified_person_facts(deal, [product.classes], {market: ("markets",)})["needed"][0]
            for product in deal.products
            if market in (product.markets or deal.markets)
        )
    )


def _check_markets(context: Context, needing: tuple[str, ...]) -> Iterator[Problem]:
    deal = context.deal
    if needing and not deal.qualified_persons:
        yield Problem(
            context.placed.place("markets"),
            "no-qualified-person",
            "this deal supplies the EU or the UK and names no Qualified Person",
            "add `qualified_persons:` with a name and the party that employs the person",
        )
        return
    for market in needing:
        if not persons_for(deal, (market,)):
            yield Problem(
                context.placed.place("markets", deal.markets.index(market)),
                "no-qualified-person",
                f"no Qualified Person is named for {market_name(market)}",
                f"add a person under `qualified_persons:`, or add {market} to the `markets:` of one who is there",
            )


def _check_persons(context: Context, needing: tuple[str, ...]) -> Iterator[Problem]:
    placed, persons = context.placed, context.deal.qualified_persons
    seen: set[str] = set()
    for i, person in enumerate(persons):
        if person.name in seen:
            hint = "write each person once, with all markets and authorizations"
            place = placed.place("qualified_persons", i, "name")
            yield Problem(place, "duplicate-id", f"two Qualified Persons are called {person.name!r}", hint)
        seen.add(person.name)
        if person.employed_by != persons[0].employed_by:
            message = f"{persons[0].name} is employed by the {persons[0].employed_by}, {person.name} by the other party"
            hint = (
                "one party has each batch certified: name its persons, and make a second deal for the other's markets"
            )
            yield Problem(placed.place("qualified_persons", i, "employed_by"), "two-employers", message, hint)
        for j, market in enumerate(person.markets):
            if market not in needing:
                message = f"no product of this deal needs certification for {market_name(market)}"
                hint = "leave the market out; without `markets:`, a person certifies for all that need it"
                yield Problem(placed.place("qualified_persons", i, "markets", j), "wrong-value", message, hint)
