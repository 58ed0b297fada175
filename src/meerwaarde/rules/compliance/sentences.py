"""Every rule of a framework as one plain sentence, so that nobody needs to read its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, singledispatch

import msgspec

from meerwaarde.rules.compliance.demands import (
    AwardToKind,
    InviteImpactEnterprise,
    Quotes,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)
from meerwaarde.rules.compliance.policy_rule import PolicyRule, Scope, Strength
from meerwaarde.rules.compliance.reach import value_until
from meerwaarde.rules.intake import Contract, SupplierKind, Theme
from meerwaarde.rules.law import national
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.text import Text

CONTRACT_NAMES: dict[Contract, Text] = {
    "supplies": Text(nl="leveringen", en="supplies"),
    "services": Text(nl="diensten", en="services"),
    "works": Text(nl="werken", en="works"),
    "social_services": Text(
        nl="sociale en andere specifieke diensten", en="social and other specific services"
    ),
    "concession": Text(nl="concessies", en="concessions"),
    "design_contest": Text(nl="prijsvragen", en="design contests"),
}
SUPPLIER_NAMES: dict[SupplierKind, Text] = {
    "social": Text(nl="een sociale onderneming", en="a social enterprise"),
    "sustainable_innovator": Text(nl="een duurzame vernieuwer", en="a sustainable innovator"),
    "local": Text(nl="een lokale onderneming", en="a local firm"),
    "small": Text(nl="een kleine onderneming", en="a small firm"),
}
ENDINGS: dict[Strength, Text] = {
    "tenzij": Text(
        nl=", tenzij we uitleggen waarom dat hier niet kan",
        en=", unless we explain why that cannot be done here",
    ),
    "must": Text(nl=", zonder uitzondering", en=", without exception"),
}
APART: dict[Strength, Text] = {
    "tenzij": Text(
        nl="Kan dat hier niet, dan leggen we uit waarom.",
        en="Where that cannot be done, we explain why.",
    ),
    "must": Text(nl="Daarop is geen uitzondering.", en="There is no exception to this."),
}
"""The same endings as sentences of their own."""
LONGEST = 25
"""Words in a sentence that people still read in one go."""
NUMBERS = Text(
    nl="nul één twee drie vier vijf zes zeven acht negen tien",
    en="no one two three four five six seven eight nine ten",
)


def sentence(rule: PolicyRule, names: Mapping[str, str] | None = None) -> Text:
    """The rule as people say it. `names` gives words for codes of departments and CPV groups, where known.

    What would be more than 25 words in one sentence is said in two, or in three.
    """
    known = names or {}
    scope, demand, ending = _scope(rule, known), _demand(rule.demand), ENDINGS[rule.strength]
    apart = APART[rule.strength]
    return Text(
        nl=_shortest(
            f"Bij {scope.nl} {demand.nl}{ending.nl}.",
            f"Bij {scope.nl} {demand.nl}. {apart.nl}",
            f"Dit geldt bij {scope.nl}. Dan {demand.nl}. {apart.nl}",
        ),
        en=_shortest(
            f"For {scope.en} {demand.en}{ending.en}.",
            f"For {scope.en} {demand.en}. {apart.en}",
            f"This holds for {scope.en}. There {demand.en}. {apart.en}",
        ),
    )


def _shortest(*ways: str) -> str:
    """The first way to say it without a sentence that is too long; else the last one."""
    fits = (way for way in ways if all(len(one.split()) <= LONGEST for one in way.split(". ")))
    return next(fits, ways[-1])


def theme_name(theme: Theme) -> Text:
    """The name of a theme as the table of themes words it."""
    return national()[f"themes/{theme}"].label


@cache
def level_name(level: int) -> Text:
    """The name of a level 0 to 3 in the newest scale."""
    names: tuple[Text, ...] = msgspec.convert(national()["themes/scale"].entries[-1].value, tuple[Text, ...])
    return names[level]


def _scope(rule: PolicyRule, names: Mapping[str, str]) -> Text:
    scope = rule.scope
    parts = [_contracts(scope), _band(scope.value_from, value_until(rule)), _cpv(scope.cpv, names)]
    parts.append(_departments(scope.departments, names))
    told = [part for part in parts if part is not None]
    return Text(nl=" ".join(part.nl for part in told), en=" ".join(part.en for part in told))


def _contracts(scope: Scope) -> Text:
    if not scope.contracts:
        return Text(nl="elke inkoop", en="every purchase")
    names = [CONTRACT_NAMES[contract] for contract in scope.contracts]
    return Text(nl=_listed([n.nl for n in names], "en"), en=_listed([n.en for n in names], "and"))


def _band(since: Decimal | None, until: Decimal | None) -> Text | None:
    if since is not None and until is not None:
        return Text(
            nl=f"van {euro(since, 'nl')} tot {euro(until, 'nl')}",
            en=f"of at least {euro(since, 'en')} and below {euro(until, 'en')}",
        )
    if since is not None:
        return Text(nl=f"vanaf {euro(since, 'nl')}", en=f"of {euro(since, 'en')} or more")
    if until is not None:
        return Text(nl=f"tot {euro(until, 'nl')}", en=f"below {euro(until, 'en')}")
    return None


def _cpv(groups: Sequence[str], names: Mapping[str, str]) -> Text | None:
    if not groups:
        return None
    told = [f"{group} ({names[group]})" if group in names else group for group in groups]
    return Text(
        nl=f"in CPV-{'groep' if len(told) == 1 else 'groepen'} {_listed(told, 'en')}",
        en=f"in CPV group{'' if len(told) == 1 else 's'} {_listed(told, 'and')}",
    )


def _departments(codes: Sequence[str], names: Mapping[str, str]) -> Text | None:
    if not codes:
        return None
    told = [names.get(code, code) for code in codes]
    return Text(nl=f"van {_listed(told, 'en')}", en=f"by {_listed(told, 'and')}")


@singledispatch
def _demand(demand: object) -> Text:
    raise TypeError(f"No sentence for {demand!r}")


@_demand.register
def _(demand: ThemeMinimum) -> Text:
    theme, level = theme_name(demand.theme), level_name(demand.level)
    return Text(
        nl=f"kiezen we minstens niveau {demand.level} ({level.nl.lower()}) op het thema “{theme.nl}”",
        en=f"we choose at least level {demand.level} ({level.en.lower()}) on the theme “{theme.en}”",
    )


@_demand.register
def _(demand: Quotes) -> Text:
    kind = SUPPLIER_NAMES[demand.kind]
    least, of = demand.at_least, demand.of
    if of == 1:
        return Text(nl=f"vragen we de offerte aan {kind.nl}", en=f"we ask {kind.en} for the quote")
    return Text(
        nl=f"vragen we minstens {_number(least, 'nl')} van de {_number(of, 'nl')} offertes aan {kind.nl}",
        en=f"we ask for at least {_number(least, 'en')} of {_number(of, 'en')} quotes from {kind.en}",
    )


@_demand.register
def _(demand: AwardToKind) -> Text:
    kind = SUPPLIER_NAMES[demand.kind]
    return Text(nl=f"gunnen we aan {kind.nl} die past", en=f"we award to {kind.en} that fits")


@_demand.register
def _(demand: SocialValueWeight) -> Text:
    return Text(
        nl=f"telt maatschappelijke waarde voor minstens {percent(demand.percentage, 'nl')} mee in de gunning",
        en=f"social value weighs at least {percent(demand.percentage, 'en')} in the award",
    )


@_demand.register
def _(demand: SocialReturn) -> Text:
    return Text(
        nl=f"vragen we minstens {percent(demand.percentage, 'nl')} van de opdrachtsom als social return",
        en=f"we ask at least {percent(demand.percentage, 'en')} of the contract sum as social return",
    )


@_demand.register
def _(demand: InviteImpactEnterprise) -> Text:
    return Text(
        nl="nodigen we altijd minstens één impactonderneming uit",
        en="we always invite at least one impact enterprise",
    )


@_demand.register
def _(demand: StatePurpose) -> Text:
    return Text(
        nl="leggen we vooraf vast welke maatschappelijke waarde de inkoop moet opleveren",
        en="we state beforehand which societal value the purchase must deliver",
    )


def _listed(words: Sequence[str], last: str) -> str:
    """ "a", "a en b", "a, b en c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _number(number: int, language: str) -> str:
    words = NUMBERS.in_language(language).split()
    return words[number] if number < len(words) else str(number)
