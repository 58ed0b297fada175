"""What happened to a file, in words."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.components import Event
from meerwaarde.rules.roles import ROLE_CODES, role
from meerwaarde.stages.procurement.queries import Happening

EVENTS = {
    "procurement.start": (_("Started"), "add"),
    "procurement.purpose": (_("Purpose changed"), "goal"),
    "procurement.scope": (_("What and how much changed"), "lots"),
    "procurement.approach": (_("Approach changed"), "route"),
    "procurement.ambition": (_("Themes and ambition changed"), "ambitions"),
    "procurement.instrument": (_("Instrument weighed"), "task"),
    "procurement.impact_lot": (_("Impact lot taken over"), "lots"),
    "procurement.submit": (_("Submitted"), "next"),
    "procurement.take_back": (_("Taken back by the client"), "previous"),
    "procurement.undo": (_("Last change undone"), "previous"),
    "procurement.withdraw": (_("Withdrawn"), "close"),
    "procurement.reopen": (_("Opened again"), "open"),
    "procurement.advise": (_("Advice completed"), "advice"),
    "procurement.return": (_("Returned to the client"), "previous"),
    "procurement.decide": (_("Strategy settled"), "done"),
}


def event_in_words(happening: Happening) -> Event:
    """One moment of the history; an action that we do not know is shown by its code."""
    title, icon = EVENTS.get(happening.action, (happening.action, "clock"))
    who = happening.by
    if happening.role in ROLE_CODES:
        name = role(happening.role).name.in_language(get_language() or "nl")
        who = f"{happening.by} ({name.lower()})" if happening.by else name
    return Event(moment=timezone.localtime(happening.moment), title=str(title), icon=icon, by=who)
