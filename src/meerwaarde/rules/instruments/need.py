"""Instruments that change the need itself: not buying, using longer, sharing, paying for use."""

from __future__ import annotations

from meerwaarde.rules.case import Case
from meerwaarde.rules.instruments.judgement import Judgement, fits, on_conditions, unfit

PURPOSE = "articles/aw_1_4"


def do_not_buy(case: Case) -> Judgement:
    """First ask whether the need can be met without buying."""
    if case.social_services:
        return on_conditions(
            "Een wettelijke taak, zoals jeugdhulp, gaat door. Kijk of voorzorg of eigen uitvoering beter "
            "past.",
            "A statutory task, such as youth care, continues. See whether prevention or own work fits "
            "better.",
            PURPOSE,
        )
    return fits(
        "Vraag eerst of het zonder inkoop kan: langer gebruiken, repareren, zelf doen of laten.",
        "First ask whether it can be done without buying: use longer, repair, do it yourself or leave it.",
        PURPOSE,
    )


def buy_used(case: Case) -> Judgement:
    """Second-hand, refurbished or reused."""
    grounds = (PURPOSE, "articles/aw_2_75")
    if case.intake.contract == "supplies":
        return fits(
            "Vraag naar de functie en sta gebruikte of opgeknapte spullen toe, met garantie.",
            "Ask for the function and allow used or refurbished goods, with a warranty.",
            *grounds,
        )
    if case.intake.contract in ("works", "concession", "services"):
        return on_conditions(
            "Kan voor materiaal dat bij de uitvoering hoort, zoals hergebruikte stenen of meubels.",
            "Possible for material that belongs to the performance, such as reused bricks or furniture.",
            *grounds,
        )
    return unfit(
        "Er is hier geen product om gebruikt te kopen.", "There is no product here to buy used.", *grounds
    )


def share(case: Case) -> Judgement:
    """Use together with others."""
    grounds = (PURPOSE, "articles/aw_1_5")
    if case.intake.contract == "supplies":
        return fits(
            "Kijk of u dit samen met een buurgemeente, school of vereniging kunt gebruiken.",
            "See whether you can use this together with a neighbouring authority, school or club.",
            *grounds,
        )
    if case.intake.contract in ("concession", "design_contest"):
        return unfit(
            "Wat u hier vraagt, laat zich niet delen.", "What you ask here cannot be shared.", *grounds
        )
    return on_conditions(
        "Kan als een andere overheid hetzelfde nodig heeft. De raming telt dan wat u samen vraagt.",
        "Possible when another authority needs the same. The estimate then counts what you ask together.",
        *grounds,
    )


def product_as_a_service(case: Case) -> Judgement:
    """Pay for use; the supplier keeps and takes back."""
    grounds = (PURPOSE, "articles/aw_2_20", "articles/aw_2_17")
    if case.intake.contract == "supplies":
        return fits(
            "Vraag prijs per gebruik, met onderhoud en terugname. De raming telt alle betalingen van de "
            "looptijd.",
            "Ask a price per use, with upkeep and take-back. The estimate counts all payments of the term.",
            *grounds,
        )
    if case.intake.contract == "works":
        return on_conditions(
            "Kan voor onderdelen die een ander kan beheren, zoals verlichting, liften of gevels.",
            "Possible for parts that another can keep, such as lighting, lifts or façades.",
            *grounds,
        )
    return unfit(
        "U koopt hier al een dienst of een ontwerp, geen product.",
        "You already buy a service or a design here, no product.",
        *grounds,
    )
