"""The routes from light to heavy, and the lightest that the law and the authority's own policy allow."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from meerwaarde.rules.grounds import Question
from meerwaarde.rules.intake import Contract, Policy, Route
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.text import Text

# The light European regime and the full one stand on the same height: which of the two holds follows from
# the kind of contract, never from its value.
_WEIGHT: dict[Route, int] = {"single": 0, "multiple": 1, "national": 2, "european_light": 3, "european": 3}

ROUTE_NAMES: dict[Route, Text] = {
    "single": Text(nl="enkelvoudig onderhands", en="direct award after one quote"),
    "multiple": Text(nl="meervoudig onderhands", en="restricted invitation"),
    "national": Text(nl="nationaal aanbesteden", en="national procedure with a notice"),
    "european": Text(nl="Europees aanbesteden", en="European procedure"),
    "european_light": Text(
        nl="de vereenvoudigde Europese procedure voor sociale en andere specifieke diensten",
        en="the simplified European procedure for social and other specific services",
    ),
}


class Allowed(msgspec.Struct, frozen=True, gc=False):
    """The lightest allowed route, or None with what must be asked to know it."""

    route: Route | None
    questions: tuple[Question, ...] = ()


def lighter(one: Route, other: Route) -> bool:
    """Whether `one` asks less competition than `other`."""
    return _WEIGHT[one] < _WEIGHT[other]


def lighter_for(one: Route, other: Route, contract: Contract) -> bool:
    """As `lighter`, and the simplified European procedure counts as lighter where it may not be used."""
    if one == "european_light" and other == "european":
        return contract != "social_services"
    return lighter(one, other)


def european_route(contract: Contract) -> Route:
    """The route from the threshold on: the simplified one for social and other specific services."""
    return "european_light" if contract == "social_services" else "european"


def allowed_route(
    value: Decimal, contract: Contract, policy: Policy | None, threshold: Parameter | None
) -> Allowed:
    """The lightest route for `value` euros; at the threshold, and at a policy bound, the heavier holds.

    Below the threshold only the authority's own policy sets amounts: the Gids gives a choice per contract and
    no national amounts exist, so without a policy the answer is open.
    """
    if threshold is None:
        return Allowed(None, (Question("day", ASK_DAY, (ROUTE,)),))
    if value >= threshold.amount:
        return Allowed(european_route(contract))
    if policy is None or (policy.single_until is None and policy.multiple_until is None):
        return Allowed(None, (Question("policy", ASK_POLICY, (ROUTE,)),))
    return _by_policy(value, policy)


def _by_policy(value: Decimal, policy: Policy) -> Allowed:
    single, multiple = policy.single_until, policy.multiple_until
    if single is not None and value < single:
        return Allowed("single")
    if isinstance(multiple, Decimal) and value >= multiple:
        return Allowed("national")
    if single is None:
        return _ask("policy.single_until", ASK_SINGLE)
    if multiple is None:
        return _ask("policy.multiple_until", ASK_MULTIPLE)
    return Allowed("multiple")


def _ask(field: str, why: Text) -> Allowed:
    return Allowed(None, (Question(field, why, (ROUTE,)),))


ROUTE = "route"
ASK_DAY = Text(
    nl=(
        "Voor deze dag is geen Europese drempel bekend. Bekend zijn de drempels van 2018 tot en met 2027; "
        "wij rekenen ze niet door. Op welke dag start de procedure?"
    ),
    en=(
        "No EU threshold is known for this day. Known are the thresholds of 2018 up to and including 2027; "
        "they are not extrapolated. On which day does the procedure start?"
    ),
)
ASK_POLICY = Text(
    nl=(
        "Onder de Europese drempel bepaalt uw eigen inkoopbeleid de route. Tot welk bedrag mag u één offerte "
        "vragen, en tot welk bedrag meerdere?"
    ),
    en=(
        "Below the EU threshold your own procurement policy sets the route. Up to which amount may you ask "
        "one "
        "quote, and up to which amount several?"
    ),
)
ASK_SINGLE = Text(
    nl="Tot welk bedrag mag u volgens uw beleid één offerte vragen?",
    en="Up to which amount does your policy allow one quote?",
)
ASK_MULTIPLE = Text(
    nl="Tot welk bedrag mag u volgens uw beleid meervoudig onderhands inkopen?",
    en="Up to which amount does your policy allow a restricted invitation?",
)
