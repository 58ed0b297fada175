"""R01 and R02: the European duty, and the route of the authority's own policy."""

from __future__ import annotations

from collections.abc import Iterator

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Buyer, Route
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import euro
from meerwaarde.rules.procedures import ROUTE_NAMES, european_route, lighter, lighter_for
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold_article

ROUTES: tuple[Route, ...] = ("single", "multiple", "national", "european", "european_light")
CLASSIC: tuple[Buyer, ...] = ("central", "decentral")
TIME_LIMITS = ("open_tenders", "electronic_reduction", "standstill")
INVITING: tuple[Route, ...] = ("single", "multiple")


@rule(
    "R01",
    name=Text(nl="Europees aanbesteden vanaf de drempel", en="European procedure from the threshold"),
    severities=("block", "info"),
    reach=Text(
        nl=(
            "Spreekt vanaf de Europese drempel van deze koper en deze opdracht; op de drempel zelf geldt "
            "de plicht. "
            "Blokkeert alleen als de gekozen route lichter is dan de route die mag. Zwijgt onder de "
            "drempel en op "
            "dagen waarvan geen drempel bekend is."
        ),
        en=(
            "Speaks from the EU threshold of this buyer and contract; at the threshold itself the duty "
            "holds. Blocks "
            "only where the chosen route is lighter than the allowed one. Silent below the threshold and "
            "on days of "
            "which no threshold is known."
        ),
    ),
    basis=(
        "thresholds",
        "articles/aw_2_1",
        "articles/aw_2_3",
        "articles/aw_2_6a",
        "articles/aw_3_8",
        "time_limits/open_tenders",
        "time_limits/electronic_reduction",
        "time_limits/standstill",
    ),
    reads=("buyer", "contract", "estimate", "procedure_chosen"),
)
def european_duty(case: Case) -> Iterator[Finding | Question]:
    """At the threshold itself the duty holds (Directive 2014/24/EU, art. 4)."""
    if case.threshold is None or not case.european:
        return
    chosen, allowed = case.intake.procedure_chosen, european_route(case.intake.contract)
    grounds = (case.threshold, threshold_article(case.intake.buyer, case.intake.contract, case.law))
    amount, limit = case.estimate, case.threshold.amount
    name = ROUTE_NAMES[allowed]
    if chosen is None:
        yield Question("procedure_chosen", ASK_CHOSEN, ("R01",))
    elif lighter_for(chosen, allowed, case.intake.contract):
        yield Finding(
            "R01",
            "block",
            Text(
                nl=(
                    f"De gekozen route is te licht. De raming van {euro(amount)} bereikt de Europese "
                    "drempel van "
                    f"{euro(limit)}; dan geldt: {name.nl}."
                ),
                en=(
                    f"The chosen route is too light. The estimate of {euro(amount, 'en')} reaches the EU "
                    "threshold "
                    f"of {euro(limit, 'en')}; what holds then: {name.en}."
                ),
            ),
            grounds,
            Text(
                nl=f"Kies {name.nl}, of controleer of de raming klopt.",
                en=f"Choose the {name.en}, or check whether the estimate is right.",
            ),
            "procedure_chosen",
        )
        return
    yield Finding(
        "R01",
        "info",
        Text(
            nl=f"De raming van {euro(amount)} bereikt de Europese drempel van {euro(limit)}: {name.nl}.",
            en=(
                f"The estimate of {euro(amount, 'en')} reaches the EU threshold of {euro(limit, 'en')}: "
                f"{name.en}."
            ),
        ),
        grounds + _time_limits(case, allowed),
        _plan(case, allowed),
        "estimate",
    )


def _time_limits(case: Case, allowed: Route) -> tuple[Parameter, ...]:
    """The least days of the open procedure and of the standstill, where they hold and are known.

    The simplified procedure sets no least days to submit a tender, the utilities and defence have their own
    and concessions follow Part 2a: there nothing is named.
    """
    if allowed != "european" or case.intake.buyer not in CLASSIC:
        return ()
    if case.intake.contract not in ("works", "supplies", "services"):
        return ()
    known = tuple(case.law.get(f"time_limits/{name}") for name in TIME_LIMITS)
    return tuple(limit for limit in known if limit is not None) if None not in known else ()


def _plan(case: Case, allowed: Route) -> Text:
    limits = _time_limits(case, allowed)
    if not limits:
        return Text(
            nl="Plan de Europese termijnen in en kies de procedure die bij de opdracht past.",
            en="Plan the European time limits and choose the procedure that fits the contract.",
        )
    tenders, electronic, standstill = (int(limit.value) for limit in limits)
    return Text(
        nl=(
            "Plan de Europese termijnen in en kies de procedure die bij de opdracht past. Bij de openbare "
            f"procedure is er ten minste {tenders} dagen om in te schrijven, of {tenders - electronic} bij "
            f"elektronisch inschrijven. Na de gunningsbeslissing wacht u ten minste {standstill} dagen."
        ),
        en=(
            "Plan the European time limits and choose the procedure that fits the contract. In the open "
            f"procedure there are at least {tenders} days to submit a tender, or {tenders - electronic} with "
            f"electronic submission. After the award decision you wait at least {standstill} days."
        ),
    )


@rule(
    "R02",
    name=Text(nl="Route volgens het eigen inkoopbeleid", en="Route under the authority's own policy"),
    severities=("block", "warn", "info"),
    reach=Text(
        nl=(
            "Onder de Europese drempel. Blokkeert als de gekozen route lichter is dan het beleid en de "
            "afwijking niet "
            "is gemotiveerd; waarschuwt als alleen de procedure is gemotiveerd; meldt een gemotiveerde of "
            "een "
            "zwaardere keuze. Waarschuwt bij een onderhandse route als er een duidelijk "
            "grensoverschrijdend belang "
            "is, behalve bij sociale en andere specifieke diensten."
        ),
        en=(
            "Below the EU threshold. Blocks where the chosen route is lighter than the policy and the "
            "deviation is "
            "not motivated; warns where only the procedure is motivated; reports a motivated or a heavier "
            "choice. "
            "Warns about a route without a notice where there is clear cross-border interest, except for "
            "social and "
            "other specific services."
        ),
    ),
    basis=("articles/aw_1_4", "articles/gids_3_4a", "articles/aw_1_7", "articles/aw_1_9", "articles/aw_1_6"),
    reads=("policy", "procedure_chosen", "motivations", "cross_border_interest"),
)
def policy_route(case: Case) -> Iterator[Finding | Question]:
    """Below the threshold the law leaves the amounts to the authority's own policy (Gids 3.4)."""
    if case.european is not False:
        return
    yield from _against_policy(case)
    yield from _cross_border(case)


def _against_policy(case: Case) -> Iterator[Finding | Question]:
    chosen, allowed = case.intake.procedure_chosen, case.route
    if chosen is None:
        yield Question("procedure_chosen", ASK_CHOSEN, ("R02",))
        return
    if allowed is None:
        return
    if lighter(chosen, allowed):
        yield from _lighter_than_policy(case, chosen, allowed)
    elif lighter(allowed, chosen):
        yield Finding(
            "R02",
            "info",
            Text(
                nl=(
                    f"U kiest {ROUTE_NAMES[chosen].nl}; het beleid vraagt {ROUTE_NAMES[allowed].nl}. "
                    "Zwaarder mag, "
                    "en het kost u en de inschrijvers meer."
                ),
                en=(
                    f"You choose the {ROUTE_NAMES[chosen].en}; the policy asks the "
                    f"{ROUTE_NAMES[allowed].en}. Heavier "
                    "is allowed, and costs you and the tenderers more."
                ),
            ),
            _articles(case, "aw_1_6", "gids_3_4a"),
            Text(
                nl="Ga na of de zwaardere route opweegt tegen de lasten.",
                en="Consider whether the heavier route is worth its burden.",
            ),
            "procedure_chosen",
        )


def _lighter_than_policy(case: Case, chosen: Route, allowed: Route) -> Iterator[Finding | Question]:
    deviation = case.motivated("deviation_from_policy")
    if deviation is None:
        yield Question("motivations", ASK_DEVIATION, ("R02",))
        return
    nl, en = ROUTE_NAMES[chosen].nl, ROUTE_NAMES[chosen].en
    policy_nl, policy_en = ROUTE_NAMES[allowed].nl, ROUTE_NAMES[allowed].en
    text = Text(
        nl=f"U kiest {nl}; bij {euro(case.estimate)} vraagt het eigen beleid {policy_nl}.",
        en=f"You choose the {en}; at {euro(case.estimate, 'en')} your own policy asks the {policy_en}.",
    )
    grounds = _articles(case, "aw_1_4", "gids_3_4a")
    if deviation:
        what_now = Text(
            nl="De afwijking is gemotiveerd. Controleer of de juiste persoon mandaat heeft gegeven.",
            en="The deviation is motivated. Check that the right person gave the mandate.",
        )
        yield Finding("R02", "info", text, grounds, what_now, "procedure_chosen")
    elif case.motivated("procedure"):
        what_now = Text(
            nl=(
                "De keuze is gemotiveerd, de afwijking van het beleid nog niet. Leg die vast, met het "
                "mandaat."
            ),
            en="The choice is motivated, the deviation from the policy not yet. Record it, with the mandate.",
        )
        yield Finding("R02", "warn", text, grounds, what_now, "procedure_chosen")
    else:
        what_now = Text(
            nl=f"Kies {policy_nl}, of motiveer de afwijking en leg vast wie daarvoor mandaat geeft.",
            en=f"Choose the {policy_en}, or motivate the deviation and record who gives the mandate for it.",
        )
        yield Finding("R02", "block", text, grounds, what_now, "procedure_chosen")


def _cross_border(case: Case) -> Iterator[Finding | Question]:
    """Contracts of clear cross-border interest need an appropriate degree of publicity (1.7 b, 1.9)."""
    if case.social_services or case.procedure not in INVITING:
        return
    interest = case.intake.cross_border_interest
    if interest is None:
        yield Question("cross_border_interest", ASK_CROSS_BORDER, ("R02",))
    elif interest:
        yield Finding(
            "R02",
            "warn",
            Text(
                nl=(
                    "De opdracht heeft een duidelijk grensoverschrijdend belang. Dan is een passende mate "
                    "van "
                    "openbaarheid nodig, ook waar het beleid een onderhandse route toestaat."
                ),
                en=(
                    "The contract is of clear cross-border interest. Then it needs an appropriate degree of "
                    "publicity, even where the policy allows a route without a notice."
                ),
            ),
            _articles(case, "aw_1_7", "aw_1_9"),
            Text(
                nl="Maak de opdracht vooraf bekend, bijvoorbeeld op TenderNed.",
                en="Announce the contract beforehand, for example on TenderNed.",
            ),
            "cross_border_interest",
        )


def _articles(case: Case, *names: str) -> tuple[Parameter, ...]:
    return tuple(case.law[f"articles/{name}"] for name in names)


ASK_CHOSEN = Text(
    nl="Welke procedure kiest u? Een lichtere route dan toegestaan kan niet zonder meer.",
    en="Which procedure do you choose? A lighter route than the allowed one is not simply possible.",
)
ASK_DEVIATION = Text(
    nl="Is in het dossier gemotiveerd waarom u van het eigen inkoopbeleid afwijkt?",
    en="Does the file state why you depart from your own procurement policy?",
)
ASK_CROSS_BORDER = Text(
    nl="Kunnen bedrijven uit andere EU-landen duidelijk belang hebben bij deze opdracht?",
    en="Could firms from other EU countries have a clear interest in this contract?",
)
