"""The queue of recognitions to check, and the page on which a claim is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    EmptyState,
    FormPage,
    Help,
    Link,
    Page,
    Tone,
)
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import proof_queue

FROM_QUEUE = "wachtrij"
"""Says in an address that a person came from the queue, and goes back there."""

_TONES = {
    "doubted": Tone.WARNING,
    "ended": Tone.NEGATIVE,
    "soon": Tone.WARNING,
    "claimed_long": Tone.WARNING,
    "claimed": Tone.INFO,
    "later": Tone.NEUTRAL,
}


@dataclass(frozen=True)
class ToCheck:
    """One recognition that waits: of whom, why now, where to look, and what can be done."""

    supplier: Link
    place: str
    name: str
    why: Badge
    told: tuple[str, ...]
    register: Link | None
    evidence: Link | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class QueuePage(Page):
    """What waits for a check, the most pressing first."""

    rows: tuple[ToCheck, ...]
    counts: tuple[Link, ...]
    filters: Any
    clear_url: str
    empty: EmptyState
    next_url: str


def queue_page(actor: Actor, form: Any, day: date, after: str) -> QueuePage:
    """The queue on a day, narrowed as asked."""
    about = form.wanted()
    found = proof_queue.queue(actor, day, about=about, after=after)
    here = reverse("market:proof_queue", args=[actor.slug])
    return QueuePage(
        title=_("Recognitions to check"),
        intro=_("What firms claim counts once somebody looked it up. What presses most stands first."),
        crumbs=(Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug])),),
        actions=(
            Action(
                label=_("Check many with a file of a register"),
                url=reverse("market:register_imports", args=[actor.slug]),
                icon="upload",
            ),
        ),
        rows=tuple(_row(actor, one) for one in found.rows),
        counts=_counts(actor, day, here),
        filters=form,
        clear_url=here if about else "",
        empty=_nothing(actor, about=about),
        next_url=f"{here}?{urlencode({'about': about, 'na': found.after})}" if found.after else "",
    )


def _counts(actor: Actor, day: date, here: str) -> tuple[Link, ...]:
    counted = proof_queue.counted_queue(actor, day)
    labels = {
        "doubted": _("%(number)s doubted"),
        "ended": _("%(number)s ended"),
        "ending": _("%(number)s end soon"),
        "claimed": _("%(number)s claimed"),
    }
    return tuple(
        Link(label=label % {"number": counted[name]}, url=f"{here}?about={name}")
        for name, label in labels.items()
        if counted[name]
    )


def _row(actor: Actor, one: proof_queue.Queued) -> ToCheck:
    held, kind = one.held, one.standing.kind
    supplier = held.supplier

    def address(name: str) -> str:
        path = reverse(f"market:{name}", args=[actor.slug, supplier.public_id, held.public_id])
        return f"{path}?uit={FROM_QUEUE}"

    actions = [
        Action(
            label=_("Check again") if held.state == "verified" else _("Check"),
            url=address("credential_verify"),
            icon="done",
            kind="primary",
        )
    ]
    if held.state == "claimed":
        actions.append(Action(label=_("Refuse"), url=address("credential_refuse"), kind="quiet"))
    if held.state == "verified" and queries.may_withdraw(actor, held):
        actions.append(
            Action(label=_("Withdraw"), url=address("credential_withdraw"), post=True, kind="quiet")
        )
    return ToCheck(
        supplier=Link(supplier.name, reverse("market:supplier", args=[actor.slug, supplier.public_id])),
        place=" · ".join(
            part
            for part in (
                supplier.place,
                _("KvK %(number)s") % {"number": supplier.kvk} if supplier.kvk else _("KvK number unknown"),
            )
            if part
        ),
        name=words.said(rules.credential_name(one.standing)),
        why=Badge(label=words.said(one.due.why), tone=_TONES[one.due.urgency]),
        told=_told(held),
        register=Link(_("Open the register of %(issuer)s") % {"issuer": kind.issuer}, kind.register)
        if kind and kind.register
        else None,
        evidence=Link(_("Open the evidence that was given"), held.evidence_url)
        if held.evidence_url
        else None,
        actions=tuple(actions),
    )


def _told(held: queries.Credential) -> tuple[str, ...]:
    """What was said about it so far."""
    who = _("Claimed by the firm itself") if held.supplier.firm_id else _("Recorded from what was heard")
    if held.verified_on and held.verified_for:
        who = _("Last checked on %(day)s by %(authority)s") % {
            "day": words.day_in_words(held.verified_on),
            "authority": held.verified_for.name,
        }
    return tuple(
        part
        for part in (
            who,
            _("Number %(number)s") % {"number": held.number} if held.number else "",
            held.evidence,
        )
        if part
    )


def _nothing(actor: Actor, *, about: str) -> EmptyState:
    if about:
        return EmptyState(
            title=_("Nothing of this kind waits"),
            text=_("Choose “Everything” to see what else waits."),
        )
    return EmptyState(
        title=_("Nothing waits for a check"),
        text=_(
            "New claims of firms come here, and what ends within two months. "
            "A file of a register checks many at once."
        ),
        drawing="people",
    )


def refuse_page(actor: Actor, form: Any, supplier: queries.Supplier, standing: rules.Standing) -> FormPage:
    """Say why a claim is not shown."""
    home = reverse("market:supplier", args=[actor.slug, supplier.public_id])
    return FormPage(
        title=_("Refuse a recognition"),
        intro=f"{supplier.name}: {words.said(rules.credential_name(standing))}",
        crumbs=(
            Crumb(_("Recognitions to check"), reverse("market:proof_queue", args=[actor.slug])),
            Crumb(supplier.name, home),
        ),
        form=form,
        submit=_("Refuse with this reason"),
        submit_note=_("It does not count. The firm may claim it again with other evidence."),
        cancel_url=home,
        help=(
            Help(
                title=_("A reason that helps"),
                points=(
                    _("Say where you looked and what you did not find."),
                    _("Say what would show it: a number, another day, another register."),
                    _("Write to the firm as you would want to be written to."),
                ),
            ),
        ),
    )
