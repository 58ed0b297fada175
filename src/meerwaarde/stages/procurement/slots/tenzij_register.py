"""What other rooms learn of second readings, samples and review dates: what waits, and what a page shows."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Section, Wait
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.tenzij import FOLLOW_UPS
from meerwaarde.stages.procurement.pages.tenzij.readings import readings_section

SOON = timedelta(days=30)
"""So long before the day of review its writer is reminded."""


@slots.waits.register("procurement.readings", order=26)
def readings(actor: Actor) -> list[Wait]:
    """What somebody asked this person to read, what must follow, and what is to be explained again."""
    asked = [
        *((one, _("Read the explanation again")) for one in queries.to_read(actor)),
        *((one, str(FOLLOW_UPS[one.follow_up])) for one in queries.to_follow(actor)),
    ]
    waits = [
        Wait(
            label=_label(one.explanation),
            url=reverse("explanations:review", args=[actor.slug, one.public_id]),
            note=f"{one.explanation.procurement.number} · {what}",
            icon="view",
        )
        for one, what in asked
    ]
    again = [
        Wait(
            label=_label(one.explanation),
            url=reverse("explanations:explanation", args=[actor.slug, one.explanation.public_id]),
            note=f"{one.explanation.procurement.number} · {_('A second reader asks you to explain again')}",
            icon="message",
        )
        for one in queries.to_explain_again(actor)
    ]
    return [*waits, *again]


@slots.waits.register("procurement.review_dates", order=27)
def review_dates(actor: Actor) -> list[Wait]:
    """One's own explanations whose day of review is near or over; the authority's for who reads again."""
    today = timezone.localdate()
    own = [
        Wait(
            label=_label(one),
            url=reverse("explanations:explanation", args=[actor.slug, one.public_id]),
            note=f"{one.procurement.number} · {_('Look whether the reason still holds')}",
            icon="clock",
            due=one.review_on,
        )
        for one in queries.to_review_again(actor, today + SOON)
    ]
    number = queries.past_review(actor, today).count() if actor.may("explanations.review") else 0
    if not number:
        return own
    label = ngettext(
        "%(count)d explanation is past its review date",
        "%(count)d explanations are past their review date",
        number,
    )
    url = f"{reverse('explanations:list', args=[actor.slug])}?past_review=on"
    note = _("Look whether the reason still holds")
    return [*own, Wait(label=label % {"count": number}, url=url, note=note, icon="clock")]


@slots.page_sections.register("procurement.readings", order=40)
def section(actor: Actor, subject: Subject) -> list[Section]:
    """Under an explanation: who read it again, and the way to ask somebody."""
    if subject.kind != "explanation":
        return []
    told = queries.explanation(actor, subject.public_id)
    if told is None:
        return []
    return [
        Section(
            title=_("Second reader"),
            template="procurement/tenzij/section.html",
            content=readings_section(actor, told),
            icon="view",
            anchor="tweede-lezer",
        )
    ]


def _label(one: queries.Explanation) -> str:
    return _("Rule %(code)s: %(title)s") % {"code": one.rule_code, "title": one.procurement.title}


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these readings: the file and the rule."""
    found = queries.reviews_visible_to(actor).filter(public_id__in=public_ids).order_by()
    rows = found.values_list("public_id", "explanation__procurement__number", "explanation__rule_code")
    return {public_id: f"{number} {code}" for public_id, number, code in rows}


def _titles(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these samples."""
    found = queries.samples_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


exporters.register("explanationreview", queries.reviews_for_dossier)
link_kind("explanationreview", "explanations:review", "procurements.read")
name_kind("explanationreview", _names)
exporters.register("reviewsample", queries.samples_for_dossier)
link_kind("reviewsample", "explanations:sample", "procurements.read")
name_kind("reviewsample", _titles)
