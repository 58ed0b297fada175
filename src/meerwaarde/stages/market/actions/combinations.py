"""Firms that take work together: one begins and asks, each decides for itself, all in makes it settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.rules.combinations import MOST_TOGETHER
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Combination, CombinationPart, Notice, Supplier
from meerwaarde.stages.market.queries.fits import Fit
from meerwaarde.stages.market.queries.suppliers import own_supplier

COMBINATION_LETTER = purpose(
    "combination",
    name=Text(nl="Combinatie van bedrijven", en="Combination of firms"),
    why=Text(
        nl="U krijgt deze brief omdat een ander bedrijf samen met u een opdracht wil doen.",
        en="You get this letter because another firm wants to do a contract together with you.",
    ),
)
HOW_MANY = Text(
    nl=f"Kies één of twee partners: een combinatie telt hoogstens {MOST_TOGETHER} bedrijven.",
    en=f"Choose one or two partners: a combination has at most {MOST_TOGETHER} firms.",
)


def start_combination(
    *, actor: Actor, fit: Fit, partners: Sequence[tuple[Supplier, str]], plan: str, at: datetime
) -> Combination:
    """Begin a combination for a chance: `partners` with what each brings. They are asked by letter."""
    must(actor, "combinations.form")
    leader = own_supplier(actor)
    if leader is None:
        raise Http404
    asked = [(one, brings) for one, brings in partners if one.pk != leader.pk]
    if not 1 <= len(asked) < MOST_TOGETHER:
        raise Refused(HOW_MANY)
    thing = fit.thing
    with transaction.atomic():
        made = Combination.enter(
            leader=leader,
            name=thing.title[:120],
            plan=plan.strip(),
            notice=thing if isinstance(thing, Notice) else None,
            opportunity=None if isinstance(thing, Notice) else thing,
            created=at,
        )
        record(actor, "combination.start", made, at=at, fields=["leader", "name", "notice", "opportunity"])
        for supplier, brings in asked:
            part = CombinationPart.enter(
                combination=made, supplier=supplier, brings=brings[:300], invited_at=at
            )
            record(actor, "combinationpart.invite", part, at=at, fields=["combination", "supplier"])
            _write(part, at)
    return made


def answer_part(*, actor: Actor, part: CombinationPart, verb: str, at: datetime) -> None:
    """Take part or not. When the last partner says yes, the combination is settled."""
    must(actor, "combinations.form")
    supplier = own_supplier(actor)
    if supplier is None or part.supplier_id != supplier.pk:
        raise Http404
    step = COMBINATION_PART.step(verb, part.state, actor.role)
    whole = part.combination
    with transaction.atomic():
        changed = part.change(state=step.until, answered_at=at)
        record(actor, f"combinationpart.{verb}", part, at=at, fields=changed)
        states = list(whole.parts.values_list("state", flat=True))
        if whole.state == "forming" and all(state == "accepted" for state in states):
            record(actor, "combination.form", whole, at=at, fields=whole.change(state="formed", formed_at=at))
        elif (whole.state != "ended" and all(state == "declined" for state in states)) or (
            whole.state == "formed" and "declined" in states
        ):
            record(actor, "combination.end", whole, at=at, fields=whole.change(state="ended", ended_at=at))


def end_combination(*, actor: Actor, combination: Combination, at: datetime) -> None:
    """The leader ends it."""
    must(actor, "combinations.form")
    supplier = own_supplier(actor)
    if supplier is None or combination.leader_id != supplier.pk:
        raise Http404
    step = COMBINATION.step("end", combination.state, actor.role)
    with transaction.atomic():
        changed = combination.change(state=step.until, ended_at=at)
        record(actor, "combination.end", combination, at=at, fields=changed)


def _write(part: CombinationPart, at: datetime) -> None:
    firm = part.supplier.firm
    if firm is None:
        return
    whole = part.combination
    for one in memberships_at(firm.pk, timezone.localdate(at)):
        if "combinations.form" not in permissions_of(one.role):
            continue
        told = {"firm": whole.leader.name, "title": whole.name}
        with override(one.person.language or "nl"):
            subject = _("%(firm)s wants to do something together with you") % told
            body = Body(
                paragraphs=(
                    _("It is about: %(title)s.") % told,
                    part.brings,
                    *((whole.plan,) if whole.plan else ()),
                    _("You decide yourself. Nobody sees this before all said yes."),
                ),
                button=LetterLink(_("See and answer"), reverse("market:combinations", args=[firm.slug])),
            )
        queue_letter(
            key=f"combination.invite:{part.public_id}:{one.person.public_id}",
            to=one.person,
            subject=subject,
            body=body,
            purpose=COMBINATION_LETTER,
            at=at,
            organisation=firm,
        )
