"""Words for codes, in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.compliance import STRENGTH_NAMES, PolicyRule, sentence
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK, FRAMEWORK_DRAFT
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy.queries import Framework, Goal, words_for

SDG_NAMES: dict[int, Text] = {
    1: Text(nl="Geen armoede", en="No poverty"),
    2: Text(nl="Geen honger", en="Zero hunger"),
    3: Text(nl="Goede gezondheid en welzijn", en="Good health and well-being"),
    4: Text(nl="Kwaliteitsonderwijs", en="Quality education"),
    5: Text(nl="Gendergelijkheid", en="Gender equality"),
    6: Text(nl="Schoon water en sanitair", en="Clean water and sanitation"),
    7: Text(nl="Betaalbare en duurzame energie", en="Affordable and clean energy"),
    8: Text(nl="Waardig werk en economische groei", en="Decent work and economic growth"),
    9: Text(nl="Industrie, innovatie en infrastructuur", en="Industry, innovation and infrastructure"),
    10: Text(nl="Ongelijkheid verminderen", en="Reduced inequalities"),
    11: Text(nl="Duurzame steden en gemeenschappen", en="Sustainable cities and communities"),
    12: Text(nl="Verantwoorde consumptie en productie", en="Responsible consumption and production"),
    13: Text(nl="Klimaatactie", en="Climate action"),
    14: Text(nl="Leven in het water", en="Life below water"),
    15: Text(nl="Leven op het land", en="Life on land"),
    16: Text(nl="Vrede, justitie en sterke publieke diensten", en="Peace, justice and strong institutions"),
    17: Text(nl="Partnerschap om doelstellingen te bereiken", en="Partnerships for the goals"),
}


def language() -> str:
    """The reader's language."""
    return get_language() or "nl"


def in_words(text: Text) -> str:
    return text.in_language(language())


def theme_in_words(code: str) -> str:
    theme: Theme = code  # type: ignore[assignment] # the database knows no other
    return in_words(theme_name(theme))


def theme_icon(code: str) -> str:
    return f"theme_{code}"


def shortened(text: str, length: int = 90) -> str:
    """The beginning of a text, for a crumb, a thread or a list."""
    return notation.shortened(text, length)


def period(goal: Goal) -> str:
    """ "2026–2030", or one year."""
    years = (goal.since_year, goal.until_year)
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def source_of(goal: Goal) -> str:
    """ "Coalitieakkoord 2026-2030, p. 12"."""
    return f"{goal.document}, {_('p.')} {goal.page}" if goal.page else goal.document


def holder_of(goal: Goal) -> str:
    """Who answers for the goal, with the portfolio where it is known."""
    name = goal.portfolio_holder.name if goal.portfolio_holder else ""
    return f"{name} ({goal.portfolio})" if name and goal.portfolio else name or goal.portfolio


def figure(value: Decimal | None, unit: str) -> str:
    """A figure with its unit; nothing where it is not known."""
    if value is None:
        return ""
    shown = notation.format_number(value, language())
    return f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}".strip()


def from_to(goal: Goal) -> str:
    """ "1,5% (2025) → 5% (2030)", as far as it is known."""
    sides = ((goal.baseline, goal.baseline_year), (goal.target, goal.target_year))
    told = [f"{figure(value, goal.unit)} ({year})" if value is not None else "…" for value, year in sides]
    return "" if told == ["…", "…"] else " → ".join(told)


def measuring_badge(goal: Goal) -> Badge:
    """Whether one will see that the goal is reached."""
    if goal.indicator:
        return Badge(label=_("Measurable"), tone=Tone.POSITIVE)
    if goal.not_measurable_because:
        return Badge(label=_("Not measurable yet"), tone=Tone.NEUTRAL)
    return Badge(label=_("Indicator missing"), tone=Tone.WARNING)


def promise_badge(goal: Goal) -> Badge:
    """Whether something makes the promise come true; the goal comes from `with_instruments`."""
    if not goal.rule_count:  # type: ignore[attr-defined] # counted by with_instruments
        return Badge(label=_("No instrument yet"), tone=Tone.WARNING)
    if goal.not_measurable_because:
        return Badge(label=_("Rule in force, not measurable yet"), tone=Tone.INFO)
    if not goal.indicator:
        return Badge(label=_("Rule in force, indicator missing"), tone=Tone.WARNING)
    return Badge(label=_("Rule in force, measurable"), tone=Tone.POSITIVE)


def state_badge(framework: Framework) -> Badge:
    """The state of a version in its colour and shape."""
    tone = {FRAMEWORK_DRAFT: Tone.INFO, ADOPTED: Tone.POSITIVE}.get(framework.state, Tone.NEUTRAL)
    return Badge(label=in_words(FRAMEWORK.state(framework.state).name), tone=tone)


def strength_badge(rule: PolicyRule) -> Badge:
    tone = Tone.WARNING if rule.strength == "must" else Tone.INFO
    return Badge(label=in_words(STRENGTH_NAMES[rule.strength]), tone=tone)


def version_name(framework: Framework) -> str:
    """ "Kader inkopen met impact, versie 2"."""
    return _("%(title)s, version %(number)s") % {"title": framework.title, "number": str(framework.number)}


def unbroken(text: str) -> str:
    """The euro sign stays with its amount at the end of a line."""
    return text.replace("€ ", f"€{notation.NBSP}")


def told_rules(organisation_id: int, rules: tuple[PolicyRule, ...]) -> dict[str, str]:
    """The sentence of each rule by its public id, with names for departments and CPV groups."""
    names = words_for(organisation_id, rules, language())
    return {rule.id: unbroken(in_words(sentence(rule, names))) for rule in rules}
