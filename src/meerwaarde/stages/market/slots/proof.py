"""What the pages of other rooms learn of checking: the queue, what ends, and the firm's own recognitions."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Wait
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import proof_queue, registers
from meerwaarde.stages.market.queries.suppliers import own_supplier


@slots.navigation.register("market.proof_queue", order=33)
def to_check(actor: Actor) -> list[NavItem]:
    """The queue, for who checks."""
    if not actor.may("suppliers.verify"):
        return []
    url = reverse("market:proof_queue", args=[actor.slug])
    return [NavItem(label=_("To check"), url=url, icon="done", group="market")]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls files of registers."""
    return registers.register_names(actor, public_ids)


exporters.register("registerimport", registers.registers_for_dossier)
link_kind("registerimport", "market:register_import", "suppliers.verify")
name_kind("registerimport", _names)


@slots.navigation.register("market.own_credentials", order=36)
def own(actor: Actor) -> list[NavItem]:
    """The recognitions of the own firm."""
    if not actor.may("firm.read"):
        return []
    url = reverse("market:own_credentials", args=[actor.slug])
    return [NavItem(label=_("Our recognitions"), url=url, icon="oversight", group="market")]


@slots.waits.register("market.proof_queue", order=36)
def waits(actor: Actor) -> list[Wait]:
    """What this person verified and ends, each by itself; and of everything else how many wait."""
    if not actor.may("suppliers.verify"):
        return []
    day = timezone.localdate()
    mine = proof_queue.verified_by_me(actor, day)
    found = [
        Wait(
            label=_("Check again: %(name)s of %(firm)s")
            % {"name": words.said(rules.credential_name(one.standing)), "firm": one.held.supplier.name},
            url=reverse(
                "market:credential_verify",
                args=[actor.slug, one.held.supplier.public_id, one.held.public_id],
            ),
            note=words.said(one.due.why),
            icon="supplier",
            due=one.standing.until if one.standing.until != rules.LAST_DAY else None,
        )
        for one in mine
    ]
    claimed = proof_queue.counted_queue(actor, day)["claimed"]
    if claimed:
        told = ngettext("%(number)s recognition claimed", "%(number)s recognitions claimed", claimed)
        url = reverse("market:proof_queue", args=[actor.slug]) + "?about=claimed"
        label = told % {"number": claimed}
        found.append(
            Wait(label=label, url=url, note=_("Not looked up in the register yet."), icon="supplier")
        )
    return found


@slots.waits.register("market.own_credentials", order=37)
def own_waits(actor: Actor) -> list[Wait]:
    """Recognitions of the own firm that end, ended or were refused."""
    supplier = own_supplier(actor) if actor.may("firm.write") else None
    if supplier is None:
        return []
    found = []
    for one in proof_queue.own_due(supplier, timezone.localdate()):
        name = words.said(rules.credential_name(one.standing))
        url = reverse("market:own_credentials", args=[actor.slug])
        found.append(Wait(label=name, url=url, note=words.said(one.due.why), icon="oversight"))
    return found
