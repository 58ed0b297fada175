"""Instruments that set a contract or a lot apart: reservations and small lots."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.duties.reserved import CPV, MONTHS, SHARE, within_reserved_services
from meerwaarde.rules.instruments.judgement import (
    THRESHOLD_UNKNOWN,
    Ask,
    Judgement,
    fits,
    on_conditions,
    unfit,
)
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.lots import exemption, may_be_exempt, room
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

ASK_LOTS: Ask = (
    "lots",
    Text(
        nl="Verdeelt u de opdracht in percelen, en hoe groot zijn ze?",
        en="Do you divide the contract into lots, and how large are they?",
    ),
)
ASK_CPV: Ask = (
    "cpv",
    Text(
        nl="Een voorbehoud van artikel 2.82a geldt alleen voor diensten met bepaalde CPV-codes.",
        en="A reservation under article 2.82a only holds for services with certain CPV codes.",
    ),
)
ASK_TERM: Ask = (
    "duration_months",
    Text(
        nl="Een voorbehoud van artikel 2.82a mag hoogstens drie jaar duren.",
        en="A reservation under article 2.82a may last three years at most.",
    ),
)


class ImpactLot(msgspec.Struct, frozen=True):
    """The room for an impact lot in euros excluding VAT, under the percelenregeling."""

    lot: Decimal
    """The most that one new exempt lot may be worth."""
    together: Decimal
    """What exempt lots may still be worth together, beside those that are exempt already."""
    limit: Parameter
    share: Parameter


def impact_lot_room(case: Case) -> ImpactLot | None:
    """The proposal for an impact lot; None where the case knows no exemption or no room is left.

    Works: at most € 1,000,000 per lot; services and homogeneous supplies: € 80,000; together at most 20%.
    Below the threshold nothing needs exempting, so there is no proposal.
    """
    if not case.european:
        return None
    bounds = exemption(case.intake, case.law)
    together = room(case.estimate, bounds) - case.exempted.total
    if bounds.limit is None or together <= 0:
        return None
    return ImpactLot(min(bounds.limit.amount, together), together, bounds.limit, bounds.share)


def reserved_contract(case: Case) -> Judgement:
    """Article 2.82: a competition between sheltered workshops and firms with integration as their purpose."""
    intake, minimum = case.intake, case.law.get(SHARE)
    article = "articles/aw_2_82"
    if intake.contract == "design_contest":
        return unfit(
            "Een prijsvraag kiest een ontwerp. Een voorbehoud past bij de opdracht die erna komt.",
            "A design contest chooses a design. A reservation suits the contract that follows it.",
            article,
        )
    if intake.buyer == "defence":
        return on_conditions(
            "Artikel 2.82 geldt niet voor defensie en veiligheid. Vraag een jurist wat de eigen wet "
            "toestaat.",
            "Article 2.82 does not hold for defence and security. Ask a lawyer what its own Act allows.",
            article,
        )
    share = intake.reserved_proof_share
    if share is not None and minimum is not None and share < minimum.amount:
        return unfit(
            "Minder dan 30% van de werknemers hoort tot de doelgroep.",
            "Less than 30% of the employees belong to the target group.",
            article,
            SHARE,
        )
    if intake.reserved_candidates is not None and intake.reserved_candidates < 2:
        return unfit(
            "Er is hoogstens één gegadigde. Een voorbehoud is een wedstrijd en geen gunning uit de hand.",
            "There is one candidate at most. A reservation is a competition and no direct award.",
            article,
        )
    if _reservation_complete(case):
        return fits(
            "Aan alle voorwaarden is voldaan: 30%, hoofddoel, vermelding en meer gegadigden.",
            "All conditions are met: 30%, main purpose, mention and several candidates.",
            article,
            SHARE,
        )
    if case.european is False:
        return on_conditions(
            "Kan onder de drempel naar analogie van artikel 2.82: nodig twee of meer partijen uit die "
            "voldoen.",
            "Possible below the threshold by analogy with article 2.82: invite two or more parties that "
            "qualify.",
            article,
            SHARE,
            "articles/aw_1_4",
        )
    return on_conditions(
        "Kan met bewijs van 30% en hoofddoel, een vermelding in de aankondiging en meer dan één gegadigde.",
        "Possible with proof of 30% and main purpose, a mention in the notice and more than one candidate.",
        article,
        SHARE,
    )


def _reservation_complete(case: Case) -> bool:
    intake = case.intake
    sheltered = intake.reserved_type in ("sheltered_workshop", "sheltered_programme")
    return (
        intake.reserved == "2.82"
        and intake.reserved_proof_share is not None
        and (sheltered or intake.reserved_main_purpose_proof is True)
        and intake.reserved_in_notice is True
        and intake.reserved_candidates is not None
    )


def reserved_services(case: Case) -> Judgement:
    """Article 2.82a: named services, for participatory organisations, three years at most."""
    intake, article = case.intake, "articles/aw_2_82a"
    listed, longest = case.law.get(CPV), case.law.get(MONTHS)
    if intake.contract not in ("services", "social_services") or intake.buyer == "defence":
        return unfit(
            "Artikel 2.82a geldt alleen voor bepaalde diensten voor zorg, welzijn, onderwijs en cultuur.",
            "Article 2.82a only holds for certain health, welfare, education and cultural services.",
            article,
        )
    if listed is None or longest is None:
        return THRESHOLD_UNKNOWN
    if intake.cpv is not None and not (
        intake.cpv and all(within_reserved_services(code, listed) for code in intake.cpv)
    ):
        return unfit(
            "De CPV-code van deze opdracht staat niet in de lijst van artikel 2.82a.",
            "The CPV code of this contract does not stand in the list of article 2.82a.",
            article,
            CPV,
        )
    if intake.duration_months is not None and intake.duration_months > longest.amount:
        return unfit(
            "De looptijd is langer dan drie jaar.",
            "The term is longer than three years.",
            article,
            MONTHS,
        )
    if intake.awarded_under_2_82a_last_3_years:
        return unfit(
            "De organisatie kreeg in de laatste drie jaar al een opdracht op grond van artikel 2.82a.",
            "The organisation was already awarded a contract under article 2.82a in the last three years.",
            article,
        )
    asks = tuple(
        ask for ask, known in ((ASK_CPV, intake.cpv), (ASK_TERM, intake.duration_months)) if known is None
    )
    if not asks and intake.awarded_under_2_82a_last_3_years is False and intake.reserved_in_notice:
        return fits(
            "De dienst staat in de lijst, de looptijd past en het voorbehoud staat in de aankondiging.",
            "The service stands in the list, the term fits and the notice states the reservation.",
            article,
            CPV,
            MONTHS,
        )
    return on_conditions(
        "Kan voor een organisatie die winst voor haar doel gebruikt en waarin betrokkenen meebeslissen.",
        "Possible for an organisation that uses profit for its purpose and in which those involved take "
        "part.",
        article,
        CPV,
        MONTHS,
        asks=asks,
    )


def impact_lot(case: Case) -> Judgement:
    """A small lot for social or innovative firms, with the amounts that the percelenregeling leaves."""
    if case.intake.contract == "design_contest":
        return unfit("Een prijsvraag kent geen percelen.", "A design contest has no lots.", "articles/aw_1_5")
    if case.european is None:
        return THRESHOLD_UNKNOWN
    if not case.european:
        return _lot_below_threshold(case)
    bounds = exemption(case.intake, case.law)
    if bounds.limit is None:
        return unfit(
            "De regels voor deze opdracht kennen geen vrijstelling voor kleine percelen.",
            "The rules for this contract know no exemption for small lots.",
            bounds.article.name,
        )
    grounds = (bounds.article.name, bounds.limit.name, bounds.share.name)
    proposal = impact_lot_room(case)
    if proposal is None:
        return unfit(
            "De vrijgestelde percelen gebruiken de ruimte van 20% al helemaal.",
            "The exempt lots use the room of 20% entirely already.",
            *grounds,
        )
    nl = (
        f"Een impactperceel mag hoogstens {euro(proposal.lot)} zijn; vrijgestelde percelen mogen samen nog "
        f"{euro(proposal.together)} zijn."
    )
    en = (
        f"An impact lot may be {euro(proposal.lot, 'en')} at most; exempt lots may together still be "
        f"{euro(proposal.together, 'en')}."
    )
    if bounds.needs_homogeneous:
        nl, en = f"{nl} De leveringen zijn gelijksoortig.", f"{en} The supplies are of the same kind."
    if case.intake.lots and not bounds.needs_homogeneous:
        return fits(nl, en, *grounds)
    asks = (ASK_LOTS,) if case.intake.lots is None else ()
    return on_conditions(
        f"{nl} Splits daarvoor een zinvol deel af.", f"{en} Split off a meaningful part.", *grounds, asks=asks
    )


def _lot_below_threshold(case: Case) -> Judgement:
    if case.procedure == "single":
        return unfit(
            "De opdracht is klein genoeg voor één offerte. Een apart perceel is niet nodig.",
            "The contract is small enough for a single quote. A lot apart is not needed.",
            "articles/aw_1_4",
        )
    return on_conditions(
        "Onder de drempel is geen vrijstelling nodig. Splits een zinvol deel af; de route van het geheel "
        "blijft.",
        "Below the threshold no exemption is needed. Split off a meaningful part; the route of the whole "
        "stays.",
        "articles/aw_1_5",
        "articles/aw_1_4",
    )


def small_lots_exemption(case: Case) -> Judgement:
    """The percelenregeling for the lots as they are."""
    if case.european is None:
        return THRESHOLD_UNKNOWN
    bounds = exemption(case.intake, case.law)
    if not case.european:
        return unfit(
            "De opdracht blijft onder de drempel, dus er valt niets vrij te stellen.",
            "The contract stays below the threshold, so there is nothing to exempt.",
            bounds.article.name,
        )
    if bounds.limit is None:
        return unfit(
            "De regels voor deze opdracht kennen geen vrijstelling voor kleine percelen.",
            "The rules for this contract know no exemption for small lots.",
            bounds.article.name,
        )
    grounds = (bounds.article.name, bounds.limit.name, bounds.share.name)
    lots = case.intake.lots
    if lots is None:
        return on_conditions(
            f"Kan voor percelen van hoogstens {euro(bounds.limit.amount)}, samen hoogstens 20% van het "
            "geheel.",
            f"Possible for lots of {euro(bounds.limit.amount, 'en')} at most, together 20% of the whole at "
            "most.",
            *grounds,
            asks=(ASK_LOTS,),
        )
    if case.exempted.positions:
        names = ", ".join(lots[place].id for place in sorted(case.exempted.positions))
        return fits(
            f"Vrij te stellen: {names}, samen {euro(case.exempted.total)}.",
            f"May be exempt: {names}, together {euro(case.exempted.total, 'en')}.",
            *grounds,
        )
    possible = [may_be_exempt(lot, bounds) for lot in lots]
    if None in possible:
        return on_conditions(
            "Kan als de percelen klein genoeg zijn en de leveringen gelijksoortig.",
            "Possible when the lots are small enough and the supplies of the same kind.",
            *grounds,
            asks=(ASK_LOTS,),
        )
    if any(possible):
        return on_conditions(
            "Er zijn percelen die klein genoeg zijn. Stel er vrij die samen binnen 20% blijven.",
            "There are lots that are small enough. Exempt some that together stay within 20%.",
            *grounds,
        )
    return unfit(
        f"Er is geen perceel van hoogstens {euro(bounds.limit.amount)}.",
        f"There is no lot of {euro(bounds.limit.amount, 'en')} at most.",
        *grounds,
    )


def innovation_lot(case: Case) -> Judgement:
    """One lot left open for a new solution."""
    grounds = ("articles/aw_1_5", "articles/aw_2_76")
    if case.intake.contract in ("concession", "design_contest"):
        return unfit(
            "Bij een concessie of prijsvraag past geen los perceel. Vraag vernieuwing in de hele opdracht.",
            "A concession or design contest has no separate lot. Ask for innovation in the whole contract.",
            *grounds,
        )
    if case.procedure == "single":
        return unfit(
            "De opdracht is te klein om te delen. Vraag de vernieuwing in de hele opdracht.",
            "The contract is too small to divide. Ask for the innovation in the whole contract.",
            *grounds,
        )
    if case.intake.lots:
        return fits(
            "De opdracht heeft percelen. Maak er één open voor een vernieuwende oplossing.",
            "The contract has lots. Open one of them for an innovative solution.",
            *grounds,
        )
    return on_conditions(
        "Kan als u een deel als eigen perceel uitvraagt, met een functie in plaats van een product.",
        "Possible when you tender a part as a lot of its own, with a function instead of a product.",
        *grounds,
        asks=(ASK_LOTS,) if case.intake.lots is None else (),
    )
