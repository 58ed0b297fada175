"""What the outbox adds to other pages: an administrator's way to it, and letters that could not go."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Wait
from meerwaarde.platform.notify import queries


@slots.navigation.register("notify.letters", order=93)
def letters(actor: Actor) -> list[NavItem]:
    """Beside the other pages of the administrator."""
    if not queries.may_manage(actor):
        return []
    url = reverse("letters:list", args=[actor.slug])
    return [NavItem(label=_("Letters"), url=url, icon="message", group="organisation")]


@slots.waits.register("notify.given_up", order=91)
def could_not_go(actor: Actor) -> list[Wait]:
    """Letters that nobody gets unless somebody does something."""
    count = queries.given_up(actor) if queries.may_manage(actor) else 0
    if not count:
        return []
    return [
        Wait(
            label=ngettext("%(count)s letter could not be sent", "%(count)s letters could not be sent", count)
            % {"count": count},
            url=f"{reverse('letters:list', args=[actor.slug])}?state=given_up",
            note=_("Look why, and send again what is still needed."),
            icon="message",
        )
    ]


@slots.waits.register("notify.undelivered", order=92)
def did_not_reach_you(actor: Actor) -> list[Wait]:
    """Letters to this person that could not be delivered: what they asked for may wait still."""
    found = queries.undelivered_to(actor)
    if not found:
        return []
    label = ngettext(
        "A letter to you did not arrive", "%(count)s letters to you did not arrive", len(found)
    ) % {"count": len(found)}
    about = next((one.subject for one in found if one.subject), "")
    note = _("Look whether your e-mail address is right, and here what waits for you.")
    return [
        Wait(
            label=label,
            url=reverse("access:own_data"),
            note=f"“{about}”. {note}" if about else note,
            icon="message",
        )
    ]
