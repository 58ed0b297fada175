"""What a purchase is worth: the given estimate, or the sum of what it is made of (art. 2.15–2.20).

All amounts are Decimal euros excluding VAT.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from meerwaarde.rules.grounds import Question
from meerwaarde.rules.intake import Contract, Intake, Valuation
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.money import euro, to_cent
from meerwaarde.rules.text import Text

ESTIMATE = "estimate"
SERVICES: tuple[Contract, ...] = ("services", "social_services")


class Estimate(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The value of the whole with the way it was found; `amount` is None while too little is known."""

    amount: Decimal | None
    text: Text
    grounds: tuple[Parameter, ...] = ()
    questions: tuple[Question, ...] = ()


def estimate(intake: Intake, law: Law) -> Estimate:
    """The value of the whole: as given, else from the valuation, else the sum of the lots."""
    if intake.estimate is not None:
        return _given(intake.estimate, law)
    if intake.valuation is not None:
        return _valued(intake, intake.valuation, law)
    total = lots_total(intake)
    if total is not None and total > 0:
        return Estimate(
            amount=total,
            text=Text(
                nl=f"De raming is de som van de percelen: {euro(total)}.",
                en=f"The estimate is the sum of the lots: {euro(total, 'en')}.",
            ),
            grounds=(law["articles/aw_2_18"],),
        )
    return Estimate(
        amount=None,
        text=Text(nl="De raming is nog niet bekend.", en="The estimate is not known yet."),
        questions=(_ask(ESTIMATE, ASK_ESTIMATE),),
    )


def lots_total(intake: Intake) -> Decimal | None:
    """The sum of the lots; None where there are no lots, or where the value of one is not known."""
    if not intake.lots:
        return None
    values = [lot.estimate for lot in intake.lots]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def known_lots_total(intake: Intake) -> Decimal:
    """The sum of the lots whose value is known: the whole is worth at least this much."""
    return sum((lot.estimate for lot in intake.lots or () if lot.estimate is not None), Decimal(0))


def _given(amount: Decimal, law: Law) -> Estimate:
    return Estimate(
        amount=amount,
        text=Text(
            nl=f"De raming is opgegeven: {euro(amount)}, exclusief btw.",
            en=f"The estimate is given: {euro(amount, 'en')}, excluding VAT.",
        ),
        grounds=(law["articles/aw_2_15"],),
    )


def _valued(intake: Intake, valuation: Valuation, law: Law) -> Estimate:
    monthly = valuation.monthly_amount
    if monthly is None:
        return _unknown("valuation.monthly_amount", ASK_MONTHLY)
    months, rule = _months_that_count(intake, valuation, law)
    if months is None:
        if valuation.indefinite:
            return _unknown(ESTIMATE, ASK_NO_METHOD)
        return _unknown("valuation.months", ASK_MONTHS)
    options = valuation.options_amount or Decimal(0)
    amount = to_cent(monthly * months + options)
    return Estimate(
        amount=amount,
        text=_sentence(monthly, months, options, amount),
        grounds=(law["articles/aw_2_15"], *rule),
        questions=_open_parts(intake, valuation, law),
    )


def _months_that_count(
    intake: Intake, valuation: Valuation, law: Law
) -> tuple[int | None, tuple[Parameter, ...]]:
    """The months to multiply with and the article that says so.

    Services without a total price: the whole term, but past 48 months or without an end the 48 of article
    2.17. Lease and hire without an end: the same 48 (article 2.20), with an end the whole term. A framework
    counts everything foreseen over its whole term (article 2.15, paragraph 3). Extensions count as term.
    """
    counted = law["estimate/months_counted"]
    if valuation.indefinite:
        if intake.contract in SERVICES:
            return int(counted.value), (_services_article(intake, law), counted)
        if intake.contract == "supplies":
            return int(counted.value), (law["articles/aw_2_20"], counted)
        return None, ()
    months = valuation.months if valuation.months is not None else intake.duration_months
    if months is None:
        return None, ()
    term = months + (valuation.extension_months or 0)
    if intake.contract in SERVICES and not valuation.framework and term > counted.value:
        return int(counted.value), (_services_article(intake, law), counted)
    return term, ()


def _services_article(intake: Intake, law: Law) -> Parameter:
    return law["articles/adv_2_10" if intake.buyer == "defence" else "articles/aw_2_17"]


def _open_parts(intake: Intake, valuation: Valuation, law: Law) -> tuple[Question, ...]:
    """Options, extensions and a framework that were not mentioned may still raise the estimate."""
    questions = []
    if valuation.options_amount is None:
        questions.append(_ask("valuation.options_amount", ASK_OPTIONS))
    if valuation.indefinite:
        return tuple(questions)
    term = (valuation.months or intake.duration_months or 0) + (valuation.extension_months or 0)
    counted = law_months(law)
    capped = intake.contract in SERVICES and not valuation.framework
    if valuation.extension_months is None and not (capped and term >= counted):
        questions.append(_ask("valuation.extension_months", ASK_EXTENSIONS))
    if capped and valuation.framework is None and _may_pass(term, valuation, counted):
        questions.append(_ask("valuation.framework", ASK_FRAMEWORK))
    return tuple(questions)


def _may_pass(term: int, valuation: Valuation, counted: int) -> bool:
    """Whether the term passes the months that count, or could by an extension that is not known yet."""
    return term > counted or (term == counted and valuation.extension_months is None)


def law_months(law: Law) -> int:
    """The months that count for a long or indefinite term (48)."""
    return int(law["estimate/months_counted"].value)


def _sentence(monthly: Decimal, months: int, options: Decimal, amount: Decimal) -> Text:
    with_options = Text(
        nl=f" en {euro(options)} aan opties" if options else "",
        en=f" and {euro(options, 'en')} in options" if options else "",
    )
    return Text(
        nl=f"De raming is {months} maanden van {euro(monthly)}{with_options.nl}: samen {euro(amount)}.",
        en=(
            f"The estimate is {months} months of {euro(monthly, 'en')}{with_options.en}: "
            f"{euro(amount, 'en')} in all."
        ),
    )


def _ask(field: str, why: Text) -> Question:
    return Question(field, why, (ESTIMATE,))


def _unknown(field: str, why: Text) -> Estimate:
    return Estimate(
        amount=None,
        text=Text(nl="De raming is nog niet bekend.", en="The estimate is not known yet."),
        questions=(_ask(field, why),),
    )


ASK_ESTIMATE = Text(
    nl=(
        "Wat is de opdracht in totaal waard, exclusief btw en met alle opties en verlengingen? Daarvan "
        "hangt de route af."
    ),
    en=(
        "What is the contract worth in all, excluding VAT and with all options and extensions? The route "
        "depends on it."
    ),
)
ASK_MONTHLY = Text(
    nl="Wat kost de opdracht per maand, exclusief btw? Dan kunnen we de raming uitrekenen.",
    en="What does the contract cost per month, excluding VAT? Then the estimate can be worked out.",
)
ASK_MONTHS = Text(
    nl="Hoeveel maanden loopt de opdracht, of is er geen einddatum? Daarvan hangt de raming af.",
    en="How many months does the contract run, or is there no end date? The estimate depends on it.",
)
ASK_NO_METHOD = Text(
    nl="De wet kent geen rekenregel voor dit soort opdracht zonder einddatum. Wat is de hele opdracht waard?",
    en=(
        "The Act has no method for this kind of contract without an end date. What is the whole contract "
        "worth?"
    ),
)
ASK_OPTIONS = Text(
    nl="Staan er opties in de stukken? Ze tellen mee in de raming en kunnen de route zwaarder maken.",
    en="Do the documents contain options? They count in the estimate and can make the route heavier.",
)
ASK_FRAMEWORK = Text(
    nl=(
        "Is dit een raamovereenkomst? Dan telt de hele looptijd mee in de raming; anders tellen hoogstens 48 "
        "maanden."
    ),
    en=(
        "Is this a framework agreement? Then the whole term counts in the estimate; otherwise 48 months at "
        "most."
    ),
)
ASK_EXTENSIONS = Text(
    nl=(
        "Kan de opdracht worden verlengd? Die maanden tellen mee in de raming en kunnen de route zwaarder "
        "maken."
    ),
    en="Can the contract be extended? Those months count in the estimate and can make the route heavier.",
)
