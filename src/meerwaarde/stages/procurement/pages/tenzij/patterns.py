"""Patterns worth a talk: what was seen, why it may matter, what it does not prove, and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Crumb, Definition, EmptyState, Ground, Link, Page
from meerwaarde.platform.layout.notation import format_euro
from meerwaarde.stages.procurement.forms.tenzij import RegisterForm
from meerwaarde.stages.procurement.queries import PatternSeen, patterns_in


@dataclass(frozen=True, kw_only=True)
class PatternCard:
    """One pattern as people read it."""

    title: str
    said: tuple[Definition, ...]
    things: tuple[Link, ...]
    count: int
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class PatternsPage(Page):
    """Every pattern of a period."""

    form: RegisterForm
    used: bool
    clear_url: str
    patterns: tuple[PatternCard, ...]
    note: str
    empty: EmptyState


def patterns_page(actor: Actor, form: RegisterForm, today: date) -> PatternsPage:
    """The patterns in the files begun in a period."""
    wanted = form.wanted()
    found = patterns_in(actor, wanted.since, wanted.until, today)
    return PatternsPage(
        title=_("Patterns worth a talk"),
        intro=_("What comes back in explanations. A reason to sit down together, never a judgement."),
        crumbs=(
            Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),
            Crumb(_("Register"), reverse("explanations:register", args=[actor.slug])),
        ),
        actions=(Action(label=_("Print"), icon="print", prints=True),),
        form=form,
        used=bool(wanted.since or wanted.until),
        clear_url=reverse("explanations:patterns", args=[actor.slug]),
        patterns=tuple(_card(actor, one) for one in found),
        note=_(
            "Where the lines lie is a choice of this product, not a norm; open “what this rests on” to see "
            "them. No pattern names a person."
        ),
        empty=EmptyState(
            title=_("No pattern stands out"),
            text=_("Nothing comes back so often that it asks for a talk. Try a longer period."),
            drawing="done",
        ),
    )


def _card(actor: Actor, seen: PatternSeen) -> PatternCard:
    language, one = get_language() or "nl", seen.pattern
    told = tuple(
        Link(
            f"{each.rule_code} · {each.procurement.number} {each.procurement.title}",
            reverse("explanations:explanation", args=[actor.slug, each.public_id]),
        )
        for each in seen.explanations
    )
    files = tuple(
        Link(
            f"{each.number} {each.title}"
            + (f" · {format_euro(each.value_cents, language)}" if each.value_cents is not None else ""),
            reverse("procurement:detail", args=[actor.slug, each.public_id]),
        )
        for each in seen.procurements
    )
    entry = one.ground.entry
    return PatternCard(
        title=one.sentence.in_language(language),
        said=(
            Definition(term=_("Why look"), text=one.why.in_language(language)),
            Definition(term=_("What it does not prove"), text=one.not_proven.in_language(language)),
            Definition(term=_("To talk about"), text=one.talk.in_language(language)),
        ),
        things=told or files,
        count=len(told or files),
        grounds=(
            Ground(
                label=one.ground.label.in_language(language),
                text=entry.source.title,
                checked=entry.checked,
                unverified=entry.certainty == "unverified",
            ),
        ),
    )
