"""Whether a purchase satisfies the rules that hold for it: satisfied, explained or open, and why.

A rule is judged on its own, so another rule never changes its standing. What is not known never satisfies. An
approved explanation is laid over the judgement; it never touches a rule without exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import singledispatch

import msgspec

from meerwaarde.rules.ambition import level_of
from meerwaarde.rules.compliance.demands import (
    AwardToKind,
    InviteImpactEnterprise,
    Quotes,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)
from meerwaarde.rules.compliance.explained import Explained, Standing, lay_over
from meerwaarde.rules.compliance.facts import Facts
from meerwaarde.rules.compliance.policy_rule import PolicyRule, in_order
from meerwaarde.rules.compliance.reach import applies
from meerwaarde.rules.compliance.sentences import SUPPLIER_NAMES, level_name, theme_name
from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

STANDING_NAMES: dict[Standing, Text] = {
    "open": Text(nl="Open", en="Open"),
    "explained": Text(nl="Uitgelegd", en="Explained"),
    "satisfied": Text(nl="Voldaan", en="Satisfied"),
}
"""In the order in which people read them: what asks for something first."""


class Assessment(msgspec.Struct, frozen=True):
    """How a purchase stands towards one rule. `unknown` names the fields that must be filled in first."""

    rule: PolicyRule
    standing: Standing
    why: Text
    what_now: Text | None = None
    unknown: tuple[str, ...] = ()
    holds: bool = True
    """False while it is not known yet whether the rule holds here."""
    explained: Explained | None = None
    """The explanation that was given for this rule, whatever became of it."""
    superfluous: bool = False
    """The rule is satisfied, so the explanation is not needed any more."""


class _Answer(msgspec.Struct, frozen=True):
    """What the facts say about a demand; `met` is None where they do not say enough."""

    met: bool | None
    why: Text
    what_now: Text
    field: str


def assess(
    rules: Iterable[PolicyRule],
    facts: Facts,
    explained: Iterable[Explained] = (),
    *,
    day: date | None = None,
) -> tuple[Assessment, ...]:
    """The rules that hold or may hold here, in their own order; what does not hold is left out.

    A rule of which it is unknown whether it holds is open, and says what must be known first. `day` decides
    which review dates have passed. Raises ValueError for explanations without a day.
    """
    given = tuple(explained)
    if given and day is None:
        raise ValueError("Explanations hold until their review date: give the day.")
    answers = (_judged(rule, facts, given, day) for rule in in_order(rules))
    return tuple(answer for answer in answers if answer is not None)


def _judged(
    rule: PolicyRule, facts: Facts, explained: tuple[Explained, ...], day: date | None
) -> Assessment | None:
    reach = applies(rule, facts)
    if reach.reach == "not":
        return None
    if reach.reach == "unknown":
        return Assessment(rule, "open", REACH_UNKNOWN, _fill_in(reach.fields), reach.fields, holds=False)
    answer = _answer(rule.demand, facts)
    unknown = (answer.field,) if answer.met is None else ()
    laid = lay_over(rule, explained, day, met=answer.met is True)
    why = answer.why if laid.note is None else _together(answer.why, laid.note)
    what_now = None if laid.standing != "open" else laid.what_now or answer.what_now
    return Assessment(
        rule,
        laid.standing,
        why,
        what_now,
        unknown if laid.standing == "open" else (),
        explained=laid.explained,
        superfluous=laid.superfluous,
    )


def _together(first: Text, second: Text) -> Text:
    return Text(nl=f"{first.nl} {second.nl}", en=f"{first.en} {second.en}")


@singledispatch
def _answer(demand: object, facts: Facts) -> _Answer:
    raise TypeError(f"No judgement for {demand!r}")


@_answer.register
def _(demand: ThemeMinimum, facts: Facts) -> _Answer:
    theme, asked = theme_name(demand.theme), level_name(demand.level)
    what_now = Text(
        nl=f"Kies bij het thema “{theme.nl}” niveau {demand.level} ({asked.nl.lower()}) of hoger.",
        en=f"Choose level {demand.level} ({asked.en.lower()}) or higher for the theme “{theme.en}”.",
    )
    if facts.themes is None:
        return _Answer(None, NO_THEMES, what_now, "themes")
    chosen = level_of(facts.themes, demand.theme)
    why = Text(
        nl=f"Gekozen is niveau {chosen} op “{theme.nl}”; gevraagd is minstens {demand.level}.",
        en=f"Level {chosen} is chosen on “{theme.en}”; at least {demand.level} is asked.",
    )
    return _Answer(chosen >= demand.level, why, what_now, "themes")


@_answer.register
def _(demand: Quotes, facts: Facts) -> _Answer:
    kind, invited = SUPPLIER_NAMES[demand.kind], _invited(facts, demand.kind)
    times = f"{demand.at_least}×"
    what_now = Text(
        nl=f"Vraag minstens {times} een offerte aan {kind.nl}, en leg vast waarom u deze partijen kiest.",
        en=f"Ask {kind.en} for a quote at least {times}, and record why you choose these firms.",
    )
    field = "social_enterprises_invited" if demand.kind == "social" else "invited"
    if invited is None:
        return _Answer(None, INVITED_UNKNOWN, what_now, field)
    why = Text(
        nl=f"Offertes gevraagd aan {kind.nl}: {invited}; gevraagd is minstens {demand.at_least}.",
        en=f"Quotes asked from {kind.en}: {invited}; at least {demand.at_least} is asked.",
    )
    return _Answer(invited >= demand.at_least, why, what_now, field)


@_answer.register
def _(demand: InviteImpactEnterprise, facts: Facts) -> _Answer:
    counts = [_invited(facts, kind) for kind in IMPACT_KINDS]
    field = "social_enterprises_invited"
    if any(count for count in counts):
        return _Answer(True, IMPACT_INVITED, INVITE_IMPACT, field)
    if any(count is None for count in counts):
        return _Answer(None, INVITED_UNKNOWN, INVITE_IMPACT, field)
    return _Answer(False, NO_IMPACT_INVITED, INVITE_IMPACT, field)


@_answer.register
def _(demand: AwardToKind, facts: Facts) -> _Answer:
    kind = SUPPLIER_NAMES[demand.kind]
    what_now = Text(
        nl=f"Zoek eerst {kind.nl} die dit kan leveren, en leg de keuze objectief vast (artikel 1.4).",
        en=f"First look for {kind.en} that can deliver this. Record the choice objectively (article 1.4).",
    )
    if facts.awarded_to is None:
        return _Answer(None, SUPPLIER_UNKNOWN, what_now, "awarded_to")
    met = demand.kind in facts.awarded_to
    why = Text(
        nl=f"De gekozen leverancier is {'' if met else 'g'}{kind.nl}.",  # een, geen
        en=f"The chosen supplier is {'' if met else 'not '}{kind.en}.",
    )
    return _Answer(met, why, what_now, "awarded_to")


@_answer.register
def _(demand: SocialValueWeight, facts: Facts) -> _Answer:
    what_now = Text(
        nl=f"Geef maatschappelijke waarde minstens {percent(demand.percentage, 'nl')} van het gewicht.",
        en=f"Give social value at least {percent(demand.percentage, 'en')} of the weight.",
    )
    return _percentage(facts.social_value_weight, demand.percentage, WEIGHT, what_now, "weights")


@_answer.register
def _(demand: SocialReturn, facts: Facts) -> _Answer:
    what_now = Text(
        nl=f"Neem minstens {percent(demand.percentage, 'nl')} social return op, passend bij de opdracht.",
        en=f"Include at least {percent(demand.percentage, 'en')} social return that fits the contract.",
    )
    given = facts.social_return_percentage
    return _percentage(given, demand.percentage, RETURN, what_now, "social_return_percentage")


@_answer.register
def _(demand: StatePurpose, facts: Facts) -> _Answer:
    if facts.purpose_stated:
        return _Answer(True, PURPOSE_STATED, STATE_PURPOSE, "purpose")
    return _Answer(False if facts.purpose_stated is False else None, NO_PURPOSE, STATE_PURPOSE, "purpose")


def _percentage(given: Decimal | None, asked: Decimal, name: Text, what_now: Text, field: str) -> _Answer:
    if given is None:
        why = Text(nl=f"{name.nl} is nog niet ingevuld.", en=f"{name.en} is not filled in yet.")
        return _Answer(None, why, what_now, field)
    why = Text(
        nl=f"{name.nl}: {percent(given, 'nl')}; gevraagd is minstens {percent(asked, 'nl')}.",
        en=f"{name.en}: {percent(given, 'en')}; at least {percent(asked, 'en')} is asked.",
    )
    return _Answer(given >= asked, why, what_now, field)


def _invited(facts: Facts, kind: SupplierKind) -> int | None:
    """How many of a kind are invited. The count of social enterprises may stand apart from the list."""
    listed = None if facts.invited is None else facts.invited.get(kind, 0)
    if kind != "social" or facts.social_enterprises_invited is None:
        return listed
    return max(facts.social_enterprises_invited, listed or 0)


def _fill_in(fields: tuple[str, ...]) -> Text:
    names = [FIELD_NAMES[field] for field in fields]
    return Text(
        nl=f"Vul eerst in: {', '.join(name.nl for name in names)}.",
        en=f"First fill in: {', '.join(name.en for name in names)}.",
    )


IMPACT_KINDS: tuple[SupplierKind, ...] = ("social", "sustainable_innovator")
"""What counts as an impact enterprise."""

FIELD_NAMES: dict[str, Text] = {
    "estimate": Text(nl="de raming", en="the estimate"),
    "contract": Text(nl="het soort opdracht", en="the type of contract"),
    "cpv": Text(nl="de CPV-code", en="the CPV code"),
    "department": Text(nl="de afdeling", en="the department"),
}
REACH_UNKNOWN = Text(
    nl="Of deze regel hier geldt, is nog niet te zeggen.",
    en="Whether this rule holds here cannot be said yet.",
)
NO_THEMES = Text(nl="De thema's zijn nog niet gekozen.", en="The themes are not chosen yet.")
INVITED_UNKNOWN = Text(nl="Nog niet bekend is wie u uitnodigt.", en="It is not known yet whom you invite.")
SUPPLIER_UNKNOWN = Text(nl="De leverancier is nog niet gekozen.", en="The supplier is not chosen yet.")
IMPACT_INVITED = Text(nl="Er is een impactonderneming uitgenodigd.", en="An impact enterprise is invited.")
NO_IMPACT_INVITED = Text(
    nl="Er is geen impactonderneming uitgenodigd.", en="No impact enterprise is invited."
)
INVITE_IMPACT = Text(
    nl="Nodig een sociale onderneming of een duurzame vernieuwer uit die dit kan leveren.",
    en="Invite a social enterprise or a sustainable innovator that can deliver this.",
)
WEIGHT = Text(nl="Het gewicht van maatschappelijke waarde", en="The weight of social value")
RETURN = Text(nl="Het percentage social return", en="The percentage of social return")
PURPOSE_STATED = Text(
    nl="Het maatschappelijke doel staat in het dossier.", en="The societal purpose is in the file."
)
NO_PURPOSE = Text(
    nl="Het maatschappelijke doel staat nog niet in het dossier.",
    en="The societal purpose is not in the file yet.",
)
STATE_PURPOSE = Text(
    nl="Schrijf op welke maatschappelijke waarde deze inkoop moet opleveren, en voor wie.",
    en="Write down which societal value this purchase must deliver, and for whom.",
)
