"""Words for what a version holds: amounts, days, whose it is, and how it stands to others."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import (
    Badge,
    Crumb,
    Definition,
    Tone,
)
from meerwaarde.rules.cascade import DIFFERENCE_NAMES, RELATION_NAMES, Change
from meerwaarde.rules.compliance import (
    PolicyBounds,
    RouteBounds,
)
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.own_themes import Mapped, gaps, names_for
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Above, Framework, ThemeSet


def bounds_in_words(bounds: PolicyBounds) -> tuple[Definition, ...]:
    """The amounts per type of contract and the percentages, each as a line that one can read aloud."""
    language = words.language()
    lines = [
        Definition(
            term=words.in_words(CONTRACT_NAMES[route.contract]).capitalize(), items=_route(route, language)
        )
        for route in bounds.routes
    ]
    minimum, social = bounds.social_value_minimum, bounds.social_return_percentage
    if minimum is not None:
        told = _("social value weighs at least %(percentage)s") % {"percentage": percent(minimum, language)}
        lines.append(Definition(term=_("Award"), text=told))
    if social is not None:
        told = _("usually %(percentage)s of the contract sum") % {"percentage": percent(social, language)}
        lines.append(Definition(term=_("Social return"), text=told))
    if bounds.quick_purchase_until is not None:
        amount = words.unbroken(euro(bounds.quick_purchase_until, language))
        told = _("below %(amount)s, excluding VAT") % {"amount": amount}
        lines.append(Definition(term=_("Quick purchase"), text=told))
    return tuple(lines)


def _route(route: RouteBounds, language: str) -> tuple[str, ...]:
    told = []
    if route.single_until is not None:
        told.append(
            _("one quote up to %(amount)s") % {"amount": words.unbroken(euro(route.single_until, language))}
        )
    if route.until_european:
        told.append(_("several quotes up to the EU threshold"))
    elif route.multiple_until is not None:
        told.append(
            _("several quotes up to %(amount)s")
            % {"amount": words.unbroken(euro(route.multiple_until, language))}
        )
    return tuple(told)


def whom(actor: Actor, framework: Framework) -> str:
    return framework.department.name if framework.department else actor.organisation_name


def term_in_words(framework: Framework) -> str:
    if framework.valid_from is None:
        return ""
    since = day_in_words(framework.valid_from)
    if framework.valid_until is None:
        return _("from %(since)s") % {"since": since}
    return _("%(since)s until %(until)s") % {"since": since, "until": day_in_words(framework.valid_until)}


def day_in_words(day: date | None) -> str:
    return "" if day is None else notation.format_day(day, words.language())


def home_crumb(actor: Actor) -> Crumb:
    return Crumb(_("Frameworks"), reverse("policy:frameworks", args=[actor.slug]))


def crumb(actor: Actor, framework: Framework) -> Crumb:
    return Crumb(
        words.version_name(framework), reverse("policy:framework", args=[actor.slug, framework.public_id])
    )


def relation_badge(kind: str) -> Badge:
    """How a rule stands to the level above; `kind` is a relation or a kind of difference."""
    names: dict[str, Text] = {**dict(RELATION_NAMES.items()), **dict(DIFFERENCE_NAMES.items())}
    return Badge(label=words.in_words(names[kind]), tone=RELATION_TONES.get(kind, Tone.NEUTRAL))


def change_badge(change: Change) -> Badge:
    """What a newer version did with a rule, and whether that asks more or less."""
    if change.kind == "changed" and change.comparison in STRICTER_NAMES:
        return Badge(label=words.in_words(STRICTER_NAMES[change.comparison]), tone=Tone.INFO)
    return Badge(label=words.in_words(CHANGE_NAMES[change.kind]), tone=CHANGE_TONES[change.kind])


def above_in_words(above: Above, actor: Actor | None = None) -> tuple[str, str]:
    """What lies above by its name, and where one reads it: inside for who works there, else in public."""
    if above.base is not None:
        return words.in_words(above.base.name), reverse("public_frameworks:base", args=[above.base.code])
    found = above.framework
    if found is None or above.hidden:
        return _("A framework that is not public any more"), ""
    if actor is not None and found.organisation_id == actor.organisation_id:
        return words.version_name(found), reverse("policy:framework", args=[actor.slug, found.public_id])
    name = f"{words.version_name(found)} ({found.organisation.name})"
    if found.published_at is None:
        return name, ""
    return name, reverse("public_frameworks:framework", args=[found.organisation.slug, found.public_id])


def own_names(theme: str | None, mapped: tuple[Mapped, ...]) -> str:
    """The own themes for one of the six; where a set is used and none stands for it, that is said."""
    if theme is None or not mapped:
        return ""
    found = names_for(theme, mapped)
    return ", ".join(found) if found else _("none of the own themes stands for this one")


def theme_set_in_words(theme_set: ThemeSet | None) -> tuple[Definition, ...]:
    """Each own theme with what it stands for, and the themes of the six that none stands for."""
    if theme_set is None:
        return ()
    mapped = queries.mapped(theme_set)
    lines = [
        Definition(
            term=one.name,
            text=", ".join(words.theme_in_words(code) for code in one.themes)
            or _("stands for none of the six national themes"),
        )
        for one in mapped
    ]
    missing = gaps(mapped).six
    if missing:
        told = ", ".join(words.theme_in_words(code) for code in missing)
        lines.append(Definition(term=_("Without an own theme"), text=told))
    return tuple(lines)


RELATION_TONES = {
    "open": Tone.WARNING,
    "takes_over": Tone.POSITIVE,
    "sharpens": Tone.INFO,
    "deviates": Tone.WARNING,
}
CHANGE_NAMES: dict[str, Text] = {
    "added": Text(nl="Nieuw", en="New"),
    "changed": Text(nl="Anders", en="Different"),
    "ended": Text(nl="Vervallen", en="Ended"),
}
STRICTER_NAMES: dict[str | None, Text] = {
    "stricter": Text(nl="Strenger", en="Stricter"),
    "weaker": Text(nl="Soepeler", en="Weaker"),
}
CHANGE_TONES = {"added": Tone.POSITIVE, "changed": Tone.INFO, "ended": Tone.NEUTRAL}
