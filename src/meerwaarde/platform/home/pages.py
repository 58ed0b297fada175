"""What the home shows, put together from the slots of all stages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import EmptyState, Kpi, Page, Section, Wait


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The home of one role: every part comes from a slot."""

    waits: tuple[Wait, ...]
    nothing_waits: EmptyState
    key_figures: tuple[Kpi, ...]
    home_sections: tuple[Section, ...]


def home_page(actor: Actor, now: datetime) -> HomePage:
    waits = slots.waiting(actor)
    return HomePage(
        title=f"{greeting(now.hour)}, {actor.name.split(' ')[0]}",
        intro=ngettext(
            "One thing waits for you at %(authority)s.",
            "%(number)s things wait for you at %(authority)s.",
            len(waits),
        )
        % {"number": len(waits), "authority": actor.organisation_name}
        if waits
        else _("Nothing waits for you at %(authority)s.") % {"authority": actor.organisation_name},
        actions=slots.home_actions.collect(actor),
        waits=waits,
        nothing_waits=EmptyState(
            title=_("Nothing waits for you"), text=_("New tasks appear here by themselves."), drawing="done"
        ),
        key_figures=slots.key_figures.collect(actor),
        home_sections=slots.home_sections.collect(actor),
    )


def greeting(hour: int) -> str:
    """How to greet at this hour of the day, 0 to 23."""
    if hour < 6:
        return _("Good night")
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
