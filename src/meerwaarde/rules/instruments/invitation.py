"""Instruments that lie in whom you ask: below the threshold the choice is yours, on objective criteria."""

from __future__ import annotations

from meerwaarde.rules.case import Case
from meerwaarde.rules.duties.policy import ANNOUNCED, quotes_wanted, social_quotes
from meerwaarde.rules.instruments.judgement import (
    THRESHOLD_UNKNOWN,
    Ask,
    Judgement,
    fits,
    on_conditions,
    unfit,
)
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

OBJECTIVE = "articles/aw_1_4"
OPENNESS = "articles/aw_1_9"

ASK_CROSS_BORDER: Ask = (
    "cross_border_interest",
    Text(
        nl="Zouden ondernemingen uit een ander land belang hebben bij deze opdracht?",
        en="Would firms from another country have an interest in this contract?",
    ),
)
ASK_POLICY: Ask = (
    "policy",
    Text(
        nl="Tot welk bedrag vraagt u volgens uw beleid één offerte, en tot welk bedrag meer offertes?",
        en="Up to which amount does your policy ask one quote, and up to which amount several?",
    ),
)


def direct_award(case: Case) -> Judgement:
    """One quote, on own policy and article 1.4; never at or above the threshold and never under 2.82."""
    if case.european is None:
        return THRESHOLD_UNKNOWN
    if case.european:
        return unfit(
            "De waarde haalt de drempel. Zonder aankondiging gunnen mag dan in beginsel niet; ook artikel "
            "2.82 "
            "helpt niet.",
            "The value reaches the threshold. Award without a notice is then not allowed in principle; "
            "article "
            "2.82 does not help.",
            OBJECTIVE,
            "articles/aw_2_82",
        )
    if case.intake.cross_border_interest:
        return _needs_openness()
    if case.route is None:
        return on_conditions(
            "Kan als uw beleid bij dit bedrag één offerte toestaat.",
            "Possible when your policy allows a single quote at this amount.",
            OBJECTIVE,
            asks=(ASK_POLICY,),
        )
    if case.route != "single":
        return _against_policy(case)
    if _cross_border(case) is None:
        return on_conditions(
            "Kan volgens uw beleid, als de opdracht geen duidelijk grensoverschrijdend belang heeft.",
            "Possible under your policy, when the contract has no clear cross-border interest.",
            OBJECTIVE,
            OPENNESS,
            asks=(ASK_CROSS_BORDER,),
        )
    return fits(
        "Uw beleid staat bij dit bedrag één offerte toe. Leg vast waarom u deze onderneming kiest.",
        "Your policy allows a single quote at this amount. Record why you choose this firm.",
        OBJECTIVE,
    )


def _against_policy(case: Case) -> Judgement:
    if case.motivated("procedure"):
        return on_conditions(
            "Uw beleid vraagt meer offertes. U hebt de afwijking gemotiveerd; laat degene met mandaat "
            "beslissen.",
            "Your policy asks several quotes. You gave reasons to depart; let the person with the mandate "
            "decide.",
            OBJECTIVE,
        )
    return unfit(
        "Uw beleid vraagt bij dit bedrag meer offertes. Vraag er één of meer bij een sociale onderneming.",
        "Your policy asks several quotes at this amount. Ask one or more from a social enterprise.",
        OBJECTIVE,
    )


def _needs_openness() -> Judgement:
    return unfit(
        "De opdracht heeft een duidelijk grensoverschrijdend belang en vraagt openbaarheid.",
        "The contract has a clear cross-border interest and asks for publicity.",
        OPENNESS,
        OBJECTIVE,
    )


def _cross_border(case: Case) -> bool | None:
    """Social and other specific services below their threshold are presumed to lack cross-border interest."""
    known = case.intake.cross_border_interest
    return False if known is None and case.social_services else known


def quote_from_social_enterprise(case: Case) -> Judgement:
    """One or more of the quotes come from a social enterprise."""
    if case.european is None:
        return THRESHOLD_UNKNOWN
    blocked = _no_invitation(case)
    if blocked is not None:
        return blocked
    if case.procedure is None:
        return on_conditions(
            "Kan als u bij dit bedrag zelf ondernemingen uitnodigt.",
            "Possible when you invite firms yourself at this amount.",
            OBJECTIVE,
            asks=(ASK_POLICY,),
        )
    asked = social_quotes(case.intake)
    if asked:
        return fits(
            f"Uw beleid vraagt {quotes_wanted(asked).nl}.",
            f"Your policy asks {quotes_wanted(asked).en}.",
            OBJECTIVE,
        )
    return fits(
        "U nodigt zelf uit: vraag minstens één offerte bij een sociale onderneming, op objectieve criteria.",
        "You invite yourself: ask at least one quote from a social enterprise, on objective criteria.",
        OBJECTIVE,
    )


def invite_impact_enterprise(case: Case) -> Judgement:
    """Widen the circle of those invited."""
    if case.european is None:
        return THRESHOLD_UNKNOWN
    blocked = _no_invitation(case)
    if blocked is not None:
        return blocked
    grounds = (OBJECTIVE, "articles/gids_3_4b")
    if case.procedure is None:
        return on_conditions(
            "Kan als u bij dit bedrag zelf ondernemingen uitnodigt.",
            "Possible when you invite firms yourself at this amount.",
            *grounds,
            asks=(ASK_POLICY,),
        )
    if case.procedure == "single":
        return on_conditions(
            "U vraagt één offerte. Kies er een impactonderneming voor, of vraag er een offerte bij.",
            "You ask one quote. Choose an impact enterprise for it, or ask a quote beside it.",
            *grounds,
        )
    return fits(
        "U nodigt zelf uit. Zet naast bekende namen minstens één impactonderneming op de lijst.",
        "You invite yourself. Put at least one impact enterprise on the list beside known names.",
        *grounds,
    )


def _no_invitation(case: Case) -> Judgement | None:
    """Announced procedures are open to all: there nobody is chosen to be invited, except for exempt lots."""
    if case.exempted.positions:
        lots = ", ".join(case.lots[place].id for place in sorted(case.exempted.positions))
        return on_conditions(
            f"Alleen voor wat buiten de Europese procedure blijft ({lots}): daar nodigt u zelf uit.",
            f"Only for what stays outside the European procedure ({lots}): there you invite yourself.",
            "articles/aw_2_18",
            OBJECTIVE,
        )
    if case.european or case.procedure in ANNOUNCED:
        return unfit(
            "Deze procedure wordt aangekondigd en staat open voor iedereen. Wijs ondernemingen op de "
            "aankondiging.",
            "This procedure is announced and open to everyone. Point firms to the notice.",
            OBJECTIVE,
        )
    if case.intake.cross_border_interest:
        return on_conditions(
            "De opdracht heeft een duidelijk grensoverschrijdend belang. Maak de uitvraag passend openbaar.",
            "The contract has a clear cross-border interest. Give the request an appropriate publicity.",
            OPENNESS,
            OBJECTIVE,
        )
    return None


def quote_from_local_or_small_firm(case: Case) -> Judgement:
    """Only by inviting, on objective criteria, without cross-border interest; never as an award criterion."""
    if case.european is None:
        return THRESHOLD_UNKNOWN
    if case.european or case.procedure in ANNOUNCED:
        return unfit(
            "Iedereen mag meedoen. Vestiging in de buurt mag geen eis of gunningscriterium zijn.",
            "Everyone may take part. Being established nearby may be no requirement and no award criterion.",
            "articles/aw_1_8",
            OBJECTIVE,
        )
    if case.intake.cross_border_interest:
        return _needs_openness()
    asks = tuple(
        ask
        for ask, known in ((ASK_CROSS_BORDER, _cross_border(case)), (ASK_POLICY, case.procedure))
        if known is None
    )
    if asks:
        return on_conditions(
            "Kan door uit te nodigen op objectieve criteria, als er geen grensoverschrijdend belang is.",
            "Possible by inviting on objective criteria, when there is no cross-border interest.",
            OBJECTIVE,
            OPENNESS,
            asks=asks,
        )
    return fits(
        "Nodig op objectieve criteria ook kleine bedrijven of bedrijven uit de buurt uit. De beste offerte "
        "wint.",
        "On objective criteria also invite small firms or firms from nearby. The best quote wins.",
        OBJECTIVE,
        "articles/aw_1_8",
    )


def launching_customer(case: Case) -> Judgement:
    """Be the first to buy what is new."""
    grounds = (OBJECTIVE, "articles/aw_2_76")
    if case.intake.contract == "concession":
        return unfit(
            "Bij een concessie draagt de concessiehouder het risico. Wees eerste klant in een eigen "
            "opdracht.",
            "In a concession the holder bears the risk. Be a first customer in a contract of your own.",
            *grounds,
        )
    if case.intake.contract == "design_contest":
        return fits(
            "Een prijsvraag is een goede weg om een nieuwe oplossing te vinden en daarna als eerste te "
            "kopen.",
            "A design contest is a good way to find a new solution and be the first to buy it afterwards.",
            *grounds,
        )
    if case.european is False and case.route == "single" and case.intake.cross_border_interest is not True:
        return fits(
            f"Bij {euro(case.estimate)} mag u één offerte vragen: ruimte om als eerste iets nieuws te kopen.",
            f"At {euro(case.estimate, 'en')} you may ask one quote: room to be the first to buy something "
            "new.",
            *grounds,
        )
    if case.european:
        return on_conditions(
            "Kan met een functionele uitvraag, een prijsvraag of een innovatiepartnerschap, open voor "
            "iedereen.",
            "Possible with a functional request, a design contest or an innovation partnership, open to "
            "everyone.",
            *grounds,
        )
    return on_conditions(
        "Kan als u functioneel uitvraagt en ook een onderneming met iets nieuws op objectieve criteria "
        "uitnodigt.",
        "Possible when you specify by function and also invite a firm with something new on objective "
        "criteria.",
        *grounds,
    )
