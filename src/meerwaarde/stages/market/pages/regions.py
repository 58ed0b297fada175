"""The page of a region: who takes part, whom to ask, which firms members show each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
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
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.lifecycle import REGION_MEMBERSHIP
from meerwaarde.stages.market.forms.regions import InviteForm
from meerwaarde.stages.market.queries import regions as queries
from meerwaarde.stages.market.queries.regions import Ambassador, RegionMember, RegionPick
from meerwaarde.stages.market.queries.suppliers import Supplier


@dataclass(frozen=True)
class AmbassadorLine:
    """Whom one may ask, and what about."""

    name: str
    department: str
    about: str
    end: Action | None


@dataclass(frozen=True)
class MemberLine:
    """One authority in the region."""

    name: str
    badge: Badge
    since: str
    ambassadors: tuple[AmbassadorLine, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class PickLine:
    """One firm that is shown, and by whom."""

    firm: Link
    place: str
    why: str
    shown_by: str
    hide: Action | None


@dataclass(frozen=True)
class RegionPart:
    """One region as its members see it."""

    name: str
    anchor: str
    members: tuple[MemberLine, ...]
    picks: tuple[PickLine, ...]
    no_picks: EmptyState
    invite_form: InviteForm | None
    invite_url: str


@dataclass(frozen=True, kw_only=True)
class RegionsPage(Page):
    """All regions of an authority."""

    regions: tuple[RegionPart, ...]
    empty: EmptyState | None


def regions_page(actor: Actor, *, invite_form: InviteForm | None = None) -> RegionsPage:
    """The regions of the actor's authority, those that it coordinates first."""
    members = list(queries.regions_visible_to(actor))
    ambassadors = queries.ambassadors_of(members)
    picks = queries.picks_of(queries.region_ids(actor))
    regions = {one.region_id: one.region for one in members}
    if queries.coordinates(actor):
        regions.setdefault(actor.organisation_id, _own(actor))
    ordered = sorted(regions.values(), key=lambda one: (one.pk != actor.organisation_id, one.name))
    return RegionsPage(
        title=_("Region"),
        intro=_("Authorities that help each other buy with impact: whom to ask, and which firms they know."),
        actions=_page_actions(actor, members),
        regions=tuple(
            _part(
                actor,
                region,
                [
                    _member(actor, one, ambassadors.get(one.pk, []))
                    for one in members
                    if one.region_id == region.pk and one.state in queries.TAKES_PART
                ],
                [_pick(actor, one) for one in picks if one.region_id == region.pk],
                invite_form,
            )
            for region in ordered
        ),
        empty=None
        if ordered
        else EmptyState(
            title=_("You do not take part in a region yet"),
            text=_("The coordinator of a region invites authorities. The invitation appears here."),
            drawing="people",
        ),
    )


def ambassador_page(actor: Actor, taking_part: RegionMember, form: Any) -> FormPage:
    """Naming a colleague."""
    return FormPage(
        title=_("Name an ambassador"),
        intro=_("Who in your organisation spreads buying with impact, and may others ask?"),
        crumbs=_crumbs(actor),
        form=form,
        submit=_("Name"),
        cancel_url=reverse("market:regions", args=[actor.slug]),
        help=(
            Help(
                title=_("What does an ambassador do?"),
                text=_(
                    "Tells colleagues what is possible, knows who did it before, and answers questions of "
                    "other authorities in %(region)s."
                )
                % {"region": taking_part.region.name},
            ),
        ),
    )


def show_firm_page(actor: Actor, supplier: Supplier, form: Any) -> FormPage:
    """Showing a firm to the region."""
    return FormPage(
        title=_("Show %(firm)s to the region") % {"firm": supplier.name},
        intro=_("Colleagues at other authorities then see that you know this firm, and what for."),
        crumbs=(*_crumbs(actor), Crumb(supplier.name, _supplier_url(actor, supplier))),
        form=form,
        submit=_("Show to the region"),
        cancel_url=_supplier_url(actor, supplier),
        help=(
            Help(
                title=_("Not a preference"),
                text=_(
                    "Showing a firm helps colleagues find it. Whom you invite still needs an objective "
                    "reason, and other firms a fair chance."
                ),
            ),
        ),
    )


def _part(
    actor: Actor,
    region: Organisation,
    members: Sequence[MemberLine],
    picks: Sequence[PickLine],
    invite_form: InviteForm | None,
) -> RegionPart:
    coordinates = region.pk == actor.organisation_id and actor.may("regions.manage")
    if coordinates and invite_form is None:
        invite_form = InviteForm(choices=queries.may_invite(actor))
    return RegionPart(
        name=region.name,
        anchor=f"region-{region.public_id}",
        members=tuple(members),
        picks=tuple(picks),
        no_picks=EmptyState(
            title=_("No firms are shown yet"),
            text=_("Open a supplier and choose “Show to the region”."),
            action=Action(label=_("Suppliers"), url=reverse("market:suppliers", args=[actor.slug])),
            drawing="people",
        ),
        invite_form=invite_form if coordinates and invite_form and invite_form.known else None,
        invite_url=reverse("market:region_invite", args=[actor.slug]),
    )


def _member(actor: Actor, one: RegionMember, named: Sequence[Ambassador]) -> MemberLine:
    state = REGION_MEMBERSHIP.state(one.state)
    return MemberLine(
        name=one.member.name,
        badge=Badge(
            label=state.name.in_language(get_language() or "nl"),
            tone=Tone.POSITIVE if one.state == "joined" else Tone.INFO,
        ),
        since=_day(timezone.localdate(one.joined_at or one.invited_at)),
        ambassadors=tuple(_ambassador(actor, one, each) for each in named),
        actions=_member_actions(actor, one),
    )


def _ambassador(actor: Actor, taking_part: RegionMember, one: Ambassador) -> AmbassadorLine:
    own = taking_part.member_id == actor.organisation_id and actor.may("regions.manage")
    department = one.membership.department
    return AmbassadorLine(
        name=one.membership.person.name,
        department=department.name if department else "",
        about=one.about,
        end=Action(
            label=_("No longer ambassador"),
            url=reverse("market:ambassador_end", args=[actor.slug, one.public_id]),
            kind="quiet",
            post=True,
        )
        if own
        else None,
    )


def _member_actions(actor: Actor, one: RegionMember) -> tuple[Action, ...]:
    if one.member_id != actor.organisation_id:
        return ()
    language = get_language() or "nl"
    steps = [
        Action(
            label=step.name.in_language(language),
            url=reverse("market:region_answer", args=[actor.slug, one.public_id, step.verb]),
            kind="primary" if step.verb == "join" else "quiet",
            post=True,
        )
        for step in REGION_MEMBERSHIP.possible(one.state, actor.role)
    ]
    if one.state == "joined" and actor.may("regions.manage"):
        url = reverse("market:ambassador_new", args=[actor.slug, one.public_id])
        steps.insert(0, Action(label=_("Name an ambassador"), url=url, icon="people"))
    return tuple(steps)


def _pick(actor: Actor, one: RegionPick) -> PickLine:
    own = one.shown_for_id == actor.organisation_id and actor.may("suppliers.write")
    return PickLine(
        firm=Link(
            one.supplier.name, _supplier_url(actor, one.supplier) if actor.may("suppliers.read") else ""
        ),
        place=one.supplier.place,
        why=one.why,
        shown_by=_("Shown by %(authority)s on %(day)s")
        % {"authority": one.shown_for.name, "day": _day(timezone.localdate(one.shown_at))},
        hide=Action(
            label=_("Show no longer"),
            url=reverse("market:region_pick_hide", args=[actor.slug, one.public_id]),
            kind="quiet",
            post=True,
        )
        if own
        else None,
    )


def _page_actions(actor: Actor, members: Sequence[RegionMember]) -> tuple[Action, ...]:
    if not actor.may("pools.read") or not any(one.state == "joined" for one in members):
        return ()
    return (Action(label=_("Buy together"), url=f"/{actor.slug}/inkopen/kalender/samen/", icon="people"),)


def _own(actor: Actor) -> Organisation:
    return queries.organisation(actor.organisation_id)


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Region"), reverse("market:regions", args=[actor.slug])),)


def _supplier_url(actor: Actor, supplier: Supplier) -> str:
    return reverse("market:supplier", args=[actor.slug, supplier.public_id])


def _day(day: date) -> str:
    return format_day(day, get_language() or "nl")
