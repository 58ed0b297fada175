"""What a question to suppliers begins with, and what can be done with one that said yes."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Answered, AskFor
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.procurement import queries


@slots.ask_for.register("procurement.asking", order=10)
def procurement(actor: Actor, reference: str) -> list[AskFor]:
    """A procurement that the actor may see: what it needs, and where."""
    found = queries.procurement(actor, reference) if actor.may("procurements.read") else None
    if found is None:
        return []
    worth = found.value_cents
    return [
        AskFor(
            reference=found.public_id,
            label=f"{found.number} · {found.title}",
            url=reverse("procurement:shortlist", args=[actor.slug, found.public_id]),
            title=found.title,
            text=found.need,
            cpv=tuple(found.cpv or ()),
            regions=queries.delivery_regions(actor, found),
            estimate=None if worth is None else from_cents(worth),
        )
    ]


@slots.onward_from_answer.register("procurement.onward", order=10)
def onward(actor: Actor, answered: Answered) -> list[Action]:
    """On the shortlist of what it was asked for, or else into a procurement or a quick purchase."""
    found = queries.procurement(actor, answered.reference) if answered.reference else None
    if found is not None:
        return [_to_list(actor, found, answered)] if actor.may("procurements.edit") else []
    ways = []
    if actor.may("procurements.start"):
        url = reverse("procurement:start_from_answer", args=[actor.slug, answered.lead])
        label = _("Begin a procurement with this firm")
        ways.append(Action(label=label, url=url, icon="procurement", post=True))
    if actor.may("quick_purchases.record") and _is_small(actor, answered.amount_cents):
        typed = {"wat": answered.title[:200], "leverancier": answered.supplier_name}
        if answered.amount_cents is not None:
            typed["bedrag"] = str(from_cents(answered.amount_cents))
        url = f"{reverse('quick:buy', args=[actor.slug])}?{urlencode(typed)}"
        ways.append(Action(label=_("Buy this quickly"), url=url, icon="spend"))
    return ways


def _to_list(actor: Actor, found: queries.Procurement, answered: Answered) -> Action:
    """On the list, or the way to it where it stands there already."""
    listed = any(one.supplier.public_id == answered.supplier for one in queries.invitees_of(found))
    if listed:
        url = reverse("procurement:shortlist", args=[actor.slug, found.public_id])
        return Action(label=_("Stands on the shortlist of %(number)s") % {"number": found.number}, url=url)
    return Action(
        label=_("Invite on the shortlist"),
        url=reverse("procurement:shortlist_from_answer", args=[actor.slug, found.public_id, answered.lead]),
        icon="add",
        kind="primary",
        post=True,
    )


def _is_small(actor: Actor, cents: int | None) -> bool:
    """Whether it may be bought quickly, as far as its price is known."""
    limit = queries.quick_limit(actor, timezone.localdate(), actor.department_id)
    return limit is not None and (cents is None or Decimal(from_cents(cents)) < limit.amount)
