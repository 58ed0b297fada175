"""The amounts and percentages that an authority decides itself, and how the advice reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.demands import AwardToKind, Quotes, SocialValueWeight
from meerwaarde.rules.compliance.facts import Facts
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.compliance.reach import applies, value_until
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.intake import Contract, Policy, QuoteRule
from meerwaarde.rules.law import Entry, Source, Table
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text


class RouteBounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to where one quote, and up to where several are enough, for one type of contract.

    Amounts are EUR excl. VAT and exclusive: at the amount itself the heavier route holds. `until_european`
    says, in place of an amount, that several quotes are enough up to the EU threshold.
    """

    contract: Contract
    single_until: Decimal | None = None
    multiple_until: Decimal | None = None
    until_european: bool = False

    def __post_init__(self) -> None:
        single, multiple = self.single_until, self.multiple_until
        if any(amount is not None and amount < 0 for amount in (single, multiple)):
            raise ValueError("An amount is not negative.")
        if single is not None and multiple is not None and multiple < single:
            raise ValueError("Several quotes reach at least as far as one quote.")
        if self.until_european and multiple is not None:
            raise ValueError("Several quotes reach to an amount or to the EU threshold, not both.")

    @property
    def multiple(self) -> Decimal | Literal["european"] | None:
        """The bound as an intake writes it."""
        return "european" if self.until_european else self.multiple_until


class PolicyBounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a framework sets for the whole authority or department. Percentages are numbers: 20 is 20%."""

    routes: tuple[RouteBounds, ...] = ()
    social_value_minimum: Decimal | None = None
    social_return_percentage: Decimal | None = None

    def __post_init__(self) -> None:
        for percentage in (self.social_value_minimum, self.social_return_percentage):
            if percentage is not None and not 0 <= percentage <= 100:
                raise ValueError("A percentage lies from 0 to 100.")
        if len({route.contract for route in self.routes}) < len(self.routes):
            raise ValueError("A type of contract has its bounds once.")

    def route(self, contract: Contract) -> RouteBounds | None:
        """The bounds for a type of contract, where the framework sets any."""
        return next((route for route in self.routes if route.contract == contract), None)


def policy_for(
    bounds: PolicyBounds | None,
    contract: Contract,
    *,
    rules: Iterable[PolicyRule] = (),
    facts: Facts | None = None,
) -> Policy | None:
    """The policy that an intake carries to the advice; None where the authority has none (so it is asked).

    Rules that ask for quotes, or for a weight of social value, count as far as they hold for `facts`; without
    facts only those that hold for the whole type of contract do. The highest minimum weight holds.
    """
    if bounds is None:
        return None
    known = facts or Facts(contract=contract)
    holding = [rule.demand for rule in rules if applies(rule, known).reach == "applies"]
    minimums = [demand.percentage for demand in holding if isinstance(demand, SocialValueWeight)]
    if bounds.social_value_minimum is not None:
        minimums.append(bounds.social_value_minimum)
    route = bounds.route(contract)
    quotes = [demand for demand in holding if isinstance(demand, Quotes)]
    return Policy(
        single_until=route.single_until if route else None,
        multiple_until=route.multiple if route else None,
        social_value_minimum=max(minimums, default=None),
        quotes=tuple(
            QuoteRule(kind=quote.kind, at_least=quote.at_least, of=quote.of)
            for quote in sorted(quotes, key=lambda quote: (quote.kind, quote.at_least, quote.of))
        ),
    )


def beyond_one_quote(rule: PolicyRule, bounds: PolicyBounds) -> Text | None:
    """What to say of a rule that awards directly above the amount up to which one quote is enough.

    None where the rule stays within every amount that is known, or awards nothing. A direct award rests on
    the single band of the authority's own policy and on article 1.4 of the Aanbestedingswet 2012.
    """
    if not isinstance(rule.demand, AwardToKind):
        return None
    until = value_until(rule)
    holds_for = rule.scope.contracts or tuple(route.contract for route in bounds.routes)
    routes = [route for contract in holds_for if (route := bounds.route(contract)) is not None]
    limits = [route.single_until for route in routes if route.single_until is not None]
    if until is None or not limits or until <= min(limits):
        return None
    lowest = min(limits)
    return Text(
        nl=f"Deze regel gunt tot {euro(until, 'nl')}, maar één offerte is genoeg tot {euro(lowest, 'nl')}. "
        "Daarboven vraagt uw eigen beleid meerdere offertes.",
        en=f"This rule awards below {euro(until, 'en')}, but one quote is enough below {euro(lowest, 'en')}. "
        "Above that your own policy asks for several quotes.",
    )


def own_tables(
    bounds: PolicyBounds, *, since: date, until: date | None, source: Source, checked: date
) -> dict[str, Table]:
    """The bounds as an authority's own entries, to lay over national law with `Law.on(day, own=…)`.

    Names: `policy/single_until/<contract>`, `policy/multiple_until/<contract>`,
    `policy/social_value_minimum`, `policy/social_return_percentage`. `checked` is the day of adoption.
    """

    def table(label: Text, unit: str, value: Decimal | str) -> Table:
        return Table(label, unit, (Entry(since, until, str(value), source, checked, "sourced"),))

    tables = {}
    for route in bounds.routes:
        name = CONTRACT_NAMES[route.contract]
        if route.single_until is not None:
            label = Text(nl=f"Eén offerte tot: {name.nl}", en=f"One quote up to: {name.en}")
            tables[f"policy/single_until/{route.contract}"] = table(label, AMOUNT, route.single_until)
        if route.multiple is not None:
            label = Text(nl=f"Meerdere offertes tot: {name.nl}", en=f"Several quotes up to: {name.en}")
            tables[f"policy/multiple_until/{route.contract}"] = table(label, AMOUNT, route.multiple)
    if bounds.social_value_minimum is not None:
        tables["policy/social_value_minimum"] = table(MINIMUM, "%", bounds.social_value_minimum)
    if bounds.social_return_percentage is not None:
        tables["policy/social_return_percentage"] = table(RETURN, "%", bounds.social_return_percentage)
    return tables


AMOUNT = "EUR excl. VAT"
MINIMUM = Text(nl="Minimumgewicht van maatschappelijke waarde", en="Minimum weight of social value")
RETURN = Text(nl="Percentage social return", en="Percentage of social return")
