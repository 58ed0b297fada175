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
from meerwaarde.rules.money import euro, percent
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
    quick_purchase_until: Decimal | None = None
    """Below this amount (EUR excl. VAT, exclusive) a purchase is recorded in one go; None: never."""

    def __post_init__(self) -> None:
        for percentage in (self.social_value_minimum, self.social_return_percentage):
            if percentage is not None and not 0 <= percentage <= 100:
                raise ValueError("A percentage lies from 0 to 100.")
        if len({route.contract for route in self.routes}) < len(self.routes):
            raise ValueError("A type of contract has its bounds once.")
        quick, one_quote = self.quick_purchase_until, self.lowest_for_one_quote
        if quick is not None and quick <= 0:
            raise ValueError("The amount for quick purchases is more than zero.")
        if quick is not None and one_quote is not None and quick > one_quote:
            raise ValueError("A quick purchase goes to one firm: it reaches no further than one quote.")

    @property
    def lowest_for_one_quote(self) -> Decimal | None:
        """The lowest amount up to which one quote is enough, over all types of contract; None: none set."""
        return min((r.single_until for r in self.routes if r.single_until is not None), default=None)

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


def quick_amount(authority: PolicyBounds | None, department: PolicyBounds | None = None) -> Decimal | None:
    """Below which amount (EUR excl. VAT, exclusive) quick purchases are allowed; None: not at all.

    The authority sets the amount. A department may lower it for itself and never raises it; where the
    authority sets none, a department cannot either.
    """
    if authority is None or authority.quick_purchase_until is None:
        return None
    own = None if department is None else department.quick_purchase_until
    return authority.quick_purchase_until if own is None else min(own, authority.quick_purchase_until)


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
    `policy/social_value_minimum`, `policy/social_return_percentage`, `policy/quick_purchase_until`.
    `checked` is the day of adoption.
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
    if bounds.quick_purchase_until is not None:
        tables["policy/quick_purchase_until"] = table(QUICK, AMOUNT, bounds.quick_purchase_until)
    return tables


def stricter(upper: PolicyBounds, lower: PolicyBounds) -> PolicyBounds:
    """The bounds of an authority (`upper`) and of one department together: the stricter of each holds.

    A department can ask more than its authority, never less: lower amounts and higher percentages win. An
    amount goes before "up to the EU threshold", which holds by law in any case.
    """
    contracts = dict.fromkeys(route.contract for route in (*upper.routes, *lower.routes))
    routes = tuple(_stricter_route(one, upper.route(one), lower.route(one)) for one in contracts)
    one_quote = PolicyBounds(routes=routes).lowest_for_one_quote
    quick = quick_amount(upper, lower)
    if quick is not None and one_quote is not None:
        quick = min(quick, one_quote) or None
    return PolicyBounds(
        routes=routes,
        social_value_minimum=_highest(upper.social_value_minimum, lower.social_value_minimum),
        social_return_percentage=_highest(upper.social_return_percentage, lower.social_return_percentage),
        quick_purchase_until=quick,
    )


def weaker_than(upper: PolicyBounds, lower: PolicyBounds) -> tuple[Text, ...]:
    """Where the bounds of a department are looser than those of its authority, and which hold then."""
    said = []
    for own in lower.routes:
        name, above = CONTRACT_NAMES[own.contract], upper.route(own.contract)
        if above is None:
            continue
        if _above(own.single_until, above.single_until):
            said.append(_looser(name, ONE_QUOTE, own.single_until, above.single_until))
        own_most, most = own.multiple_until, above.multiple_until
        if _above(own_most, most):
            said.append(_looser(name, SEVERAL_QUOTES, own_most, most))
        elif own.until_european and most is not None:
            said.append(_looser(name, SEVERAL_QUOTES, None, most))
    for label, given, asked in (
        (MINIMUM, lower.social_value_minimum, upper.social_value_minimum),
        (RETURN, lower.social_return_percentage, upper.social_return_percentage),
    ):
        if _above(asked, given):
            assert given is not None
            assert asked is not None
            said.append(
                Text(
                    nl=f"{label.nl}: hier staat {percent(given, 'nl')}, het kader van de hele organisatie "
                    f"vraagt {percent(asked, 'nl')}. Het strengste geldt.",
                    en=f"{label.en}: this says {percent(given, 'en')}, the framework of the whole authority "
                    f"asks {percent(asked, 'en')}. The stricter holds.",
                )
            )
    return tuple(said)


def _stricter_route(contract: Contract, upper: RouteBounds | None, lower: RouteBounds | None) -> RouteBounds:
    known = [route for route in (upper, lower) if route is not None]
    singles = [route.single_until for route in known if route.single_until is not None]
    multiples = [route.multiple_until for route in known if route.multiple_until is not None]
    multiple = min(multiples, default=None)
    if multiple is not None and singles:
        singles.append(multiple)  # one quote never reaches further than several
    return RouteBounds(
        contract=contract,
        single_until=min(singles, default=None),
        multiple_until=multiple,
        until_european=multiple is None and any(route.until_european for route in known),
    )


def _highest(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return max((one for one in (first, second) if one is not None), default=None)


def _above(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one > other


def _looser(contract: Text, what: Text, given: Decimal | None, asked: Decimal | None) -> Text:
    assert asked is not None
    here = EUROPEAN if given is None else Text(nl=euro(given, "nl"), en=euro(given, "en"))
    return Text(
        nl=f"{contract.nl.capitalize()}, {what.nl}: hier staat tot {here.nl}, het kader van de hele "
        f"organisatie zegt tot {euro(asked, 'nl')}. Het strengste geldt.",
        en=f"{contract.en.capitalize()}, {what.en}: this says up to {here.en}, the framework of the whole "
        f"authority says up to {euro(asked, 'en')}. The stricter holds.",
    )


AMOUNT = "EUR excl. VAT"
ONE_QUOTE = Text(nl="één offerte", en="one quote")
SEVERAL_QUOTES = Text(nl="meerdere offertes", en="several quotes")
EUROPEAN = Text(nl="de Europese drempel", en="the EU threshold")
MINIMUM = Text(nl="Minimumgewicht van maatschappelijke waarde", en="Minimum weight of social value")
RETURN = Text(nl="Percentage social return", en="Percentage of social return")
QUICK = Text(nl="Snel kopen tot", en="Quick purchase up to")
