"""The forms about a supplier: the profile, an offering, a recognition, a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import FormPage, Help, Link, Progress, Step
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where


@dataclass(frozen=True)
class KnownSupplier:
    """A supplier that stands in the directory already."""

    name: str
    url: str
    where: str


@dataclass(frozen=True, kw_only=True)
class SupplierFormPage(FormPage):
    """The profile, in parts. `known`: who has this KvK number, or a name that looks like it."""

    known: tuple[KnownSupplier, ...] = ()
    similar_url: str = ""


def supplier_form_page(
    actor: Actor, form: Any, supplier: queries.Supplier | None = None, known: queries.Supplier | None = None
) -> SupplierFormPage:
    """The form for a new supplier, or for one that exists."""
    crumbs = where.crumbs(actor, supplier)
    own = supplier is not None and supplier.firm_id == actor.organisation_id
    return SupplierFormPage(
        title=_("Change our profile") if own else _("Change supplier") if supplier else _("Add a supplier"),
        intro=_("Buyers read this. What you do not know yet you leave empty: it can follow later.")
        if own
        else _("Only the name is needed. What you do not know you leave empty: it can follow later."),
        crumbs=crumbs,
        steps=() if supplier else _steps(_("Who is it?")),
        form=form,
        submit=_("Save our profile") if own else _("Save supplier"),
        cancel_url=crumbs[-1].url,
        draft_key=f"supplier:{supplier.public_id if supplier else 'new'}",
        known=known_suppliers(actor, (known,)) if known else (),
        similar_url="" if supplier else reverse("market:supplier_similar", args=[actor.slug]),
        help=(
            Help(
                title=_("A profile that helps"),
                points=_points_for_firm() if own else _points(),
            ),
            Help(
                title=_("No names of people"),
                text=_(
                    "This directory is about firms. Write a desk or function instead of a person, and the "
                    "general e-mail address and telephone number."
                ),
            ),
        ),
    )


def _points() -> tuple[str, ...]:
    return (
        _("Say where it delivers. Without it, nobody knows whether it fits."),
        _("Write what it does for society in its own words."),
        _("Recognitions follow after saving. They count once somebody has checked them."),
    )


def _points_for_firm() -> tuple[str, ...]:
    return (
        _("Say where you deliver. Without it, nobody knows whether you fit."),
        _("Write in your own words what you do for society."),
        _("Recognitions follow after saving. They count once somebody has checked them."),
    )


def known_suppliers(actor: Actor, found: tuple[queries.Supplier, ...]) -> tuple[KnownSupplier, ...]:
    """Where these suppliers stand, for who is about to add one of them again."""
    return tuple(
        KnownSupplier(
            name=one.name,
            url=reverse("market:supplier", args=[actor.slug, one.public_id]),
            where=" · ".join(
                part
                for part in (
                    one.place,
                    _("KvK %(number)s") % {"number": one.kvk} if one.kvk else "",
                    _("kept by %(authority)s") % {"authority": one.organisation.name},
                )
                if part
            ),
        )
        for one in found
    )


def offering_form_page(
    actor: Actor, form: Any, supplier: queries.Supplier, offering: queries.Offering | None = None
) -> FormPage:
    """What a supplier offers."""
    crumbs = where.crumbs(actor, supplier)
    return FormPage(
        title=_("Change offering") if offering else _("What does it offer?"),
        intro=supplier.name,
        crumbs=crumbs,
        steps=() if offering else _steps(_("What does it offer?")),
        form=form,
        submit=_("Save offering"),
        cancel_url=crumbs[-1].url,
        draft_key=f"offering:{offering.public_id if offering else supplier.public_id}",
        help=(
            Help(
                title=_("Found by what you buy"),
                points=(
                    _("Type what is made or done under CPV; choose the code that fits best."),
                    _("An indication of the price helps small purchases most."),
                    _("One offering for each thing that somebody would order."),
                ),
            ),
        ),
    )


def credential_form_page(
    actor: Actor, form: Any, supplier: queries.Supplier, held: queries.Credential | None = None
) -> FormPage:
    """A recognition as it is claimed."""
    crumbs = where.crumbs(actor, supplier)
    note = _("This was verified. After a change somebody must check it again.")
    return FormPage(
        title=_("Change recognition") if held else _("Which recognition does it hold?"),
        intro=supplier.name,
        crumbs=crumbs,
        steps=() if held else _steps(_("What can it show?")),
        form=form,
        submit=_("Save recognition"),
        submit_note=note if held and held.state == "verified" else "",
        cancel_url=crumbs[-1].url,
        draft_key=f"credential:{held.public_id if held else supplier.public_id}",
        help=(
            Help(
                title=_("A claim is not yet proof"),
                text=_(
                    "What you record here stands on the page as “not checked”. It counts when somebody with "
                    "that task has looked it up and written down where."
                ),
            ),
        ),
    )


def verify_form_page(
    actor: Actor, form: Any, supplier: queries.Supplier, held: queries.Credential, standing: rules.Standing
) -> FormPage:
    """Writing down that one saw it."""
    crumbs = where.crumbs(actor, supplier)
    kind = standing.kind
    register = kind.register if kind else None
    return FormPage(
        title=_("Check a recognition"),
        intro=f"{supplier.name}: {words.said(rules.credential_name(standing))}",
        crumbs=crumbs,
        form=form,
        submit=_("Record the check"),
        submit_note=_("Your role and authority stand beside it, with the day. Colleagues see your name."),
        cancel_url=crumbs[-1].url,
        help=(
            Help(
                title=_("What it is"),
                text=words.said(kind.what) if kind else _("Our list does not know this recognition."),
                link=Link(label=_("To the register of %(issuer)s") % {"issuer": kind.issuer}, url=register)
                if kind and register
                else None,
            ),
            Help(
                title=_("How to check"),
                points=(
                    _("Look for the firm by its KvK number, not by its name alone."),
                    _("See whether level and last day are what is claimed."),
                    _("Write down where you saw it, so that somebody else can look again."),
                ),
            ),
        ),
    )


def _steps(now: str) -> tuple[Step, ...]:
    """The three parts of a profile; each is saved by itself."""
    parts = (_("Who is it?"), _("What does it offer?"), _("What can it show?"))
    here = parts.index(now)
    return tuple(
        Step(
            label=label,
            state=Progress.DONE if place < here else Progress.CURRENT if place == here else Progress.OPEN,
        )
        for place, label in enumerate(parts)
    )
