"""Impact enterprises that a firm may ask along, as its people read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Crumb, EmptyState, Page
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.rules.impact_partners import ROLES
from meerwaarde.rules.lifecycle import COMBINATION_PART
from meerwaarde.rules.matching import GRADES, Reason
from meerwaarde.stages.market.forms.impact_partners import ImpactPartnerFilterForm
from meerwaarde.stages.market.pages.combinations import PART_TONES
from meerwaarde.stages.market.pages.fits import SURE_TONES
from meerwaarde.stages.market.queries.fits import Fit
from meerwaarde.stages.market.queries.impact_partners import ImpactPartner


@dataclass(frozen=True, kw_only=True)
class PartnerCard:
    """One that may be asked along."""

    id: str
    name: str
    url: str
    place: str
    why: tuple[str, ...]
    """What it is, and that it wants to."""
    sure: Badge
    sure_why: str
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    asked: Badge | None
    """What it said, where it was asked already."""
    roles: tuple[tuple[str, str], ...]
    """Code and name of each way in which it can be asked with one click."""
    note: str
    """Why it cannot be asked here, and what to do then."""


@dataclass(frozen=True, kw_only=True)
class ImpactPartnersPage(Page):
    """All that may be asked along for one notice or plan."""

    filters: ImpactPartnerFilterForm
    filters_used: bool
    here: str
    ask_url: str
    found: str
    cards: tuple[PartnerCard, ...]
    empty: EmptyState | None


def impact_partners_page(
    actor: Actor, found: Fit, rows: Sequence[ImpactPartner], form: ImpactPartnerFilterForm
) -> ImpactPartnersPage:
    """The page "Looking for an impact partner"."""
    at = [actor.slug, found.kind, found.public_id]
    here, used = reverse("market:impact_partners", args=at), bool(form.asked())
    return ImpactPartnersPage(
        title=_("Looking for an impact partner"),
        intro=_("Impact enterprises that want to work along on “%(title)s”, as subcontractor or partner.")
        % {"title": found.thing.title},
        crumbs=(
            Crumb(_("What fits you"), reverse("market:fits", args=[actor.slug])),
            Crumb(found.thing.title, reverse("market:fit", args=at)),
        ),
        filters=form,
        filters_used=used,
        here=here,
        ask_url=reverse("market:impact_partner_ask", args=at),
        found=ngettext("%(count)d enterprise.", "%(count)d enterprises.", len(rows)) % {"count": len(rows)}
        if rows
        else "",
        cards=tuple(_card(actor, one) for one in rows),
        empty=None if rows else _nobody(actor, here, used=used),
    )


def _card(actor: Actor, one: ImpactPartner) -> PartnerCard:
    supplier, part = one.supplier, one.part
    free = part is None and supplier.firm_id is not None
    return PartnerCard(
        id=supplier.public_id,
        name=supplier.name,
        url=reverse("public_suppliers:supplier", args=[supplier.public_id]) if supplier.public_since else "",
        place=supplier.place,
        why=tuple(said(text) for text in one.willing.why),
        sure=Badge(label=said(GRADES[one.sure.grade]), tone=SURE_TONES[one.sure.grade]),
        sure_why=said(one.sure.why),
        met=_sentences(one.match.met),
        not_met=_sentences(one.match.not_met),
        unknown=_sentences(one.match.unknown),
        asked=Badge(label=said(COMBINATION_PART.state(part.state).name), tone=PART_TONES[part.state])
        if part
        else None,
        roles=tuple((role, said(ROLES[role])) for role in one.willing.roles) if free else (),
        note=""
        if part or supplier.firm_id
        else _("Has no account here, so it cannot answer. Its page tells how to get in touch."),
    )


def _sentences(reasons: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(said(one.text) for one in reasons if one.code not in ("turn", "kind"))


def _nobody(actor: Actor, here: str, *, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("Nothing with these filters"),
            text=_("Take away a filter to see more."),
            action=Action(label=_("Without filters"), url=here),
            drawing="search",
        )
    return EmptyState(
        title=_("No impact partner found for this"),
        text=_("In the directory you find all impact enterprises; a profile says what each can do."),
        action=Action(label=_("To the directory"), url=reverse("market:suppliers", args=[actor.slug])),
        drawing="people",
    )
