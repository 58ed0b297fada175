"""The authority's own policy, comply or explain: whom to invite, and how far to go."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.ambition import Shortfall, shortfalls
from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, grounds, negated, speak_when
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Intake, Route, Theme
from meerwaarde.rules.text import Text

ANNOUNCED: tuple[Route, ...] = ("national", "european", "european_light")
"""Routes in which every firm may take part, so that nobody is chosen to be invited."""


@rule(
    "R11",
    name=Text(nl="Sociale onderneming uitnodigen", en="Invite a social enterprise"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt waar u zelf uitnodigt en minder sociale ondernemingen vraagt dan uw beleid zegt. "
            "Zwijgt "
            "zodra het dossier de afwijking uitlegt, en bij een aangekondigde procedure: daar mag iedereen "
            "meedoen. De gekozen procedure telt, en zonder keuze de lichtste route die mag."
        ),
        en=(
            "Warns where you invite yourself and ask fewer social enterprises than your policy says. "
            "Silent once "
            "the file explains the departure, and in an announced procedure: there everyone may take part. "
            "The "
            "chosen procedure counts, and without a choice the lightest allowed route."
        ),
    ),
    basis=("articles/aw_1_4",),
    reads=("policy", "social_enterprises_invited", "procedure_chosen", "motivations"),
)
def invite_social_enterprise(case: Case) -> Iterable[Finding | Question]:
    """Own policy asks n of m quotes from a social enterprise."""
    intake = case.intake
    if case.procedure in ANNOUNCED:
        return
    asked = social_quotes(intake)

    def finding() -> Finding:
        wanted = quotes_wanted(asked or 1)
        return Finding(
            "R11",
            "warn",
            Text(
                nl=f"Uw beleid vraagt {wanted.nl}; u nodigt er te weinig uit.",
                en=f"Your policy asks {wanted.en}; you invite too few.",
            ),
            grounds(case, "articles/aw_1_4"),
            Text(
                nl=(
                    "Nodig een passende sociale onderneming uit, of leg vast waarom dat hier niet kan "
                    "(tenzij-reden)."
                ),
                en=(
                    "Invite a fitting social enterprise, or record why that cannot be done here (reason to "
                    "depart)."
                ),
            ),
            "social_enterprises_invited",
        )

    yield from speak_when(
        "R11",
        (
            Condition(
                None if asked is None else asked > 0,
                "policy.quotes" if intake.policy else "policy",
                Text(
                    nl="Vraagt uw beleid om offertes van sociale ondernemingen?",
                    en="Does your policy ask for quotes from social enterprises?",
                ),
            ),
            Condition(
                _too_few(intake.social_enterprises_invited, asked),
                "social_enterprises_invited",
                Text(
                    nl="Hoeveel sociale ondernemingen nodigt u uit?",
                    en="How many social enterprises do you invite?",
                ),
            ),
            Condition(
                negated(case.motivated("deviation_from_policy")),
                "motivations",
                DEPARTURE_RECORDED,
            ),
        ),
        finding,
    )


@rule(
    "R24",
    name=Text(nl="Lager dan de eigen ambitie", en="Lower than the own ambition"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt bij elke waarde als een thema lager staat dan uw organisatie voor deze categorie "
            "afsprak, in de matrix of in een ambitieweb. Zwijgt zodra het dossier de afwijking uitlegt. "
            "Een thema dat niet genoemd is, staat op niveau 0. Zonder afspraak voor de categorie zwijgt de "
            "regel. Hoger of anders mag altijd."
        ),
        en=(
            "Warns at any value where a theme is lower than your organisation agreed for this category, in "
            "the matrix or in an ambition web. Silent once the file explains the departure. A theme that is "
            "not named has level 0. Without an agreement for the category the rule is silent. Higher or "
            "otherwise is always allowed."
        ),
    ),
    basis=("articles/aw_1_4",),
    reads=("policy", "themes", "motivations"),
)
def own_ambition(case: Case) -> Iterable[Finding | Question]:
    """Level lower than what was agreed for this category of procurement."""
    intake = case.intake
    agreed = (intake.policy.ambition if intake.policy else None) or {}
    lower = None if intake.themes is None else shortfalls(intake.themes, agreed)

    def finding() -> Finding:
        said = [_shortfall_said(case, one) for one in lower or ()]
        return Finding(
            "R24",
            "warn",
            Text(
                nl=f"Lager dan uw organisatie voor deze categorie afsprak: {_listed(said, 'nl')}.",
                en=f"Lower than your organisation agreed for this category: {_listed(said, 'en')}.",
            ),
            grounds(case, "articles/aw_1_4"),
            Text(
                nl=(
                    "Kies een hoger niveau, of leg vast waarom dat hier niet past. Wat is er op andere "
                    "thema's mogelijk?"
                ),
                en=(
                    "Choose a higher level, or record why that does not fit here. What is possible on other "
                    "themes?"
                ),
            ),
            "themes",
        )

    yield from speak_when(
        "R24",
        (
            Condition(any(level > 0 for level in agreed.values()), "policy", AGREED),
            Condition(None if lower is None else bool(lower), "themes", HOW_FAR),
            Condition(negated(case.motivated("deviation_from_policy")), "motivations", DEPARTURE_RECORDED),
        ),
        finding,
    )


AGREED = Text(
    nl="Wat sprak uw organisatie voor deze categorie af?",
    en="What did your organisation agree for this category?",
)
HOW_FAR = Text(
    nl="Welke thema's dient deze inkoop, en met welke ambitie?",
    en="Which themes does this purchase serve, and with what ambition?",
)
DEPARTURE_RECORDED = Text(
    nl="Is vastgelegd waarom u van uw beleid afwijkt?",
    en="Is it recorded why you depart from your policy?",
)


def _shortfall_said(case: Case, one: Shortfall) -> Text:
    """ "Klimaat 1 in plaats van 2"."""
    name = _theme_name(case, one.theme)
    return Text(
        nl=f"{name.nl} {one.chosen} in plaats van {one.asked}",
        en=f"{name.en} {one.chosen} instead of {one.asked}",
    )


def _theme_name(case: Case, theme: Theme) -> Text:
    known = case.law.several((f"themes/{theme}",))
    return known[0].label if known else Text(nl=theme, en=theme)


def _listed(parts: list[Text], language: str) -> str:
    return "; ".join(part.in_language(language) for part in parts)


def social_quotes(intake: Intake) -> int | None:
    """How many social enterprises the policy wants invited; None where it is not known.

    A policy rule that names the kind and no number wants at least one.
    """
    if intake.policy is None or intake.policy.quotes is None:
        return None
    quotes = intake.policy.quotes
    social = [1 if quote.at_least is None else quote.at_least for quote in quotes if quote.kind == "social"]
    if not social and any(quote.kind is None for quote in quotes):
        return None
    return max(social, default=0)


def quotes_wanted(number: int) -> Text:
    """The number of quotes from social enterprises as people say it."""
    if number == 1:
        return Text(
            nl="minstens één offerte van een sociale onderneming",
            en="at least one quote from a social enterprise",
        )
    return Text(
        nl=f"minstens {number} offertes van sociale ondernemingen",
        en=f"at least {number} quotes from social enterprises",
    )


def _too_few(invited: int | None, asked: int | None) -> bool | None:
    """Whether fewer are invited than asked; as long as the policy is unknown that question stands alone."""
    if invited is None:
        return None
    return True if asked is None else invited < asked
