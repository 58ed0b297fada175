"""The own profile of a firm: how complete it is, what it tells, and who looked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    EmptyState,
    Kpi,
    Link,
    Page,
    ShareBar,
)
from meerwaarde.rules.profile_completeness import completeness
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.own_profile.confirming import Confirming, confirming
from meerwaarde.stages.market.pages.own_profile.shown import (
    MissingPart,
    OfferingPictures,
    PartShown,
    PictureShown,
    contact_shown,
    figure_shown,
    missing_shown,
    reference_shown,
)
from meerwaarde.stages.market.pages.supplier import SupplierPage, supplier_page
from meerwaarde.stages.market.pages.supplier_facts import (
    contact_of,
    facts_of,
    marked,
    origin_of,
    said_of_itself,
)
from meerwaarde.stages.market.pages.trust_marks import Marks
from meerwaarde.stages.market.queries import firm_parts


@dataclass(frozen=True, kw_only=True)
class OwnProfilePage(SupplierPage):
    """What others see, with what only the firm sees."""

    complete: ShareBar
    missing: tuple[MissingPart, ...]
    confirming: Confirming
    looks: tuple[Kpi, ...]
    public: str
    public_action: Action | None
    public_link: Link | None
    pictures: tuple[OfferingPictures, ...]
    figures: tuple[PartShown, ...]
    references: tuple[PartShown, ...]
    contacts: tuple[PartShown, ...]
    add_figure: Action
    add_reference: Action
    add_contact: Action


def own_profile_page(actor: Actor, supplier: queries.Supplier, day: date) -> OwnProfilePage:
    """The page of the own profile."""
    base = supplier_page(actor, supplier, day)
    shown = {one.name: getattr(base, one.name) for one in fields(base)}
    found = completeness(firm_parts.filled_parts(supplier, day))
    marks = Marks(supplier, day)
    shown |= {
        "title": _("Our profile"),
        "intro": supplier.name,
        "crumbs": (),
        "actions": (
            Action(label=_("Where we were asked"), url=reverse("profile:asked", args=[actor.slug])),
            Action(
                label=_("Change"),
                url=where.address(actor, supplier, "supplier_edit"),
                icon="edit",
                kind="primary",
            ),
        ),
        "said_by": "",
        "contact_by": "",
        "facts_by": "",
        "says": marked(said_of_itself(supplier, day), marks.checked),
        "contact": marked(contact_of(supplier), marks.checked),
        "facts": marked(facts_of(supplier, day), marks.checked) + origin_of(supplier),
        "keeper": _("You keep this profile yourselves. What authorities checked about it stays theirs."),
        "asked": (),
    }
    return OwnProfilePage(
        **shown,
        complete=complete_bar(found.share),
        missing=missing_shown(actor, found.missing),
        confirming=confirming(actor, supplier, marks, day),
        looks=looks_shown(supplier, day),
        **_public(actor, supplier),
        pictures=_pictures(actor, supplier),
        figures=tuple(
            figure_shown(one, _acts(actor, "figure", one)) for one in firm_parts.figures_of(supplier)
        ),
        references=tuple(
            reference_shown(one, _acts(actor, "reference", one)) for one in firm_parts.references_of(supplier)
        ),
        contacts=tuple(
            contact_shown(one, _acts(actor, "contact", one)) for one in firm_parts.contacts_of(supplier, day)
        ),
        add_figure=_add(actor, "figure", _("Add a figure")),
        add_reference=_add(actor, "reference", _("Add a reference")),
        add_contact=_add(actor, "contact", _("Add a contact person")),
    )


def complete_bar(share: float) -> ShareBar:
    """How complete, for the profile and the home."""
    return ShareBar(
        label=_("How complete"),
        share=share,
        value=f"{round(share * 100)}%",
        note=_("Only you see this. No list is ordered by it."),
    )


def looks_shown(supplier: queries.Supplier, day: date) -> tuple[Kpi, ...]:
    """Who looked in the last ninety days: counts, never names."""
    looks = firm_parts.looks_at(supplier, day)
    return (
        Kpi(label=_("Looked at by authorities"), value=str(looks.authority), note=_("in ninety days")),
        Kpi(
            label=_("By firms and others"),
            value=str(looks.firm + looks.civic + looks.everybody),
            note=_("in ninety days"),
        ),
    )


def _public(actor: Actor, supplier: queries.Supplier) -> dict[str, Any]:
    is_public = supplier.public_since is not None
    label = _("Close the public page") if is_public else _("Open the public page")
    action = Action(
        label=label,
        url=reverse("profile:publish", args=[actor.slug]),
        post=True,
        hidden=(("public", "no" if is_public else "yes"),),
    )
    said = (
        _("Everybody reads your page, without a log-in. Contact persons never stand there.")
        if is_public
        else _("Only who logs in reads your profile. Open the page and you can share it anywhere.")
    )
    link = (
        Link(
            label=_("See the public page"),
            url=reverse("public_suppliers:supplier", args=[supplier.public_id]),
        )
        if is_public
        else None
    )
    may = actor.may("firm.manage")
    return {"public": said, "public_action": action if may else None, "public_link": link}


def _pictures(actor: Actor, supplier: queries.Supplier) -> tuple[OfferingPictures, ...]:
    offerings = list(supplier.offerings.all())
    found = firm_parts.pictures_of(offerings)
    return tuple(
        OfferingPictures(
            one.title,
            tuple(
                PictureShown(
                    reverse("profile:picture", args=[actor.slug, each.public_id]),
                    each.alt,
                    each.width,
                    each.height,
                    Action(
                        label=_("Remove"),
                        url=reverse(
                            "profile:picture_strike", args=[actor.slug, one.public_id, each.public_id]
                        ),
                        post=True,
                        kind="quiet",
                    ),
                )
                for each in found.get(one.pk, ())
            ),
            Action(
                label=_("Add a picture"),
                url=reverse("profile:picture_new", args=[actor.slug, one.public_id]),
                icon="add",
            ),
        )
        for one in offerings
    )


def _acts(actor: Actor, kind: str, one: Any) -> tuple[Action, ...]:
    return (
        Action(
            label=_("Change"),
            url=reverse(f"profile:{kind}_edit", args=[actor.slug, one.public_id]),
            kind="quiet",
        ),
        Action(
            label=_("Remove"),
            url=reverse(f"profile:{kind}_strike", args=[actor.slug, one.public_id]),
            post=True,
            kind="quiet",
        ),
    )


def _add(actor: Actor, kind: str, label: str) -> Action:
    return Action(label=label, url=reverse(f"profile:{kind}_new", args=[actor.slug]), icon="add")


@dataclass(frozen=True)
class ProfileHome:
    """The profile at the home of the firm."""

    complete: ShareBar
    missing: tuple[MissingPart, ...]
    looks: tuple[Kpi, ...]
    link: Link


def profile_home(actor: Actor, supplier: queries.Supplier, day: date) -> ProfileHome:
    """How complete, the three parts that would help most, and who looked."""
    found = completeness(firm_parts.filled_parts(supplier, day))
    return ProfileHome(
        complete_bar(found.share),
        missing_shown(actor, found.missing[:3]),
        looks_shown(supplier, day),
        Link(label=_("To our profile"), url=where.address(actor, supplier, "supplier")),
    )


@dataclass(frozen=True, kw_only=True)
class NoProfilePage(Page):
    """A firm whose profile was not made yet."""

    empty: EmptyState


def no_profile_page() -> NoProfilePage:
    """What a firm without a profile reads."""
    return NoProfilePage(
        title=_("Our profile"),
        empty=EmptyState(
            title=_("There is no profile yet"),
            text=_("The authority that admitted you makes it. Ask its coordinator."),
        ),
    )
