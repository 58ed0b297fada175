"""How parts of a profile are shown: to the firm itself, to authorities, and in public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules.firms import AMOUNT_BANDS, CONTACT_PURPOSES
from meerwaarde.rules.profile_completeness import Part
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import firm_parts


@dataclass(frozen=True)
class MissingPart:
    """What is not filled in, what it would bring, and where to fill it in."""

    name: str
    why: str
    url: str


@dataclass(frozen=True)
class PartShown:
    """A reference, figure or contact person."""

    title: str
    lines: tuple[str, ...]
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class PictureShown:
    url: str
    alt: str
    width: int
    height: int
    strike: Action | None = None


@dataclass(frozen=True)
class OfferingPictures:
    """The pictures of one offering."""

    title: str
    pictures: tuple[PictureShown, ...]
    add: Action


_FILL_IN = {
    "about": "edit",
    "says": "edit",
    "figures": "figure_new",
    "references": "reference_new",
    "contacts": "contact_new",
}


def where_to_fill(actor: Actor, section: str) -> str:
    if section == "credentials":
        return reverse("market:own_credential_new", args=[actor.slug])
    if section == "offers":
        return reverse("profile:profile", args=[actor.slug]) + "#offers"
    return reverse(f"profile:{_FILL_IN[section]}", args=[actor.slug])


def figure_shown(one: firm_parts.ImpactFigure, actions: tuple[Action, ...] = ()) -> PartShown:
    """ "12 people in a paid job (2025)"."""
    whole = one.amount == one.amount.to_integral_value()
    amount = format_number(one.amount, words.language(), decimals=0 if whole else None)
    return PartShown(f"{amount} {one.unit}", (f"{one.what} ({one.year})",), actions)


def reference_shown(
    one: firm_parts.SupplierReference, actions: tuple[Action, ...] = (), *, public: bool = False
) -> PartShown:
    """For whom, when, what, how large. In public a client is named only after a yes."""
    client = one.client if one.client_agrees or not public else _("A client that is not named")
    band = words.said(AMOUNT_BANDS[one.amount_band]) if one.amount_band else ""
    lines = [one.what, " · ".join(part for part in (str(one.year), band) if part)]
    if not public:
        lines.append(
            _("The client may be named in public.") if one.client_agrees else _("Not named in public.")
        )
    return PartShown(client, tuple(lines), actions)


def contact_shown(one: firm_parts.ContactPerson, actions: tuple[Action, ...] = ()) -> PartShown:
    """Whom to ask for, for what, until when."""
    return PartShown(
        one.name,
        tuple(
            line
            for line in (
                one.function,
                " · ".join(part for part in (one.email, one.phone) if part),
                _("For: %(purpose)s") % {"purpose": words.said(CONTACT_PURPOSES[one.purpose])},
                _("Agreed on %(since)s, kept until %(until)s")
                % {
                    "since": words.day_in_words(one.agreed_on),
                    "until": words.day_in_words(one.keep_until),
                },
            )
            if line
        ),
        actions,
    )


@dataclass(frozen=True)
class ToldByFirm:
    """What a reader at an authority gets beside the profile."""

    figures: tuple[PartShown, ...]
    references: tuple[PartShown, ...]
    contacts: tuple[PartShown, ...]


def told_by_firm(actor: Actor, supplier: queries.Supplier, day: date) -> ToldByFirm:
    """References, figures and contact persons of a firm that keeps its own profile."""
    return ToldByFirm(
        tuple(figure_shown(one) for one in firm_parts.figures_of(supplier)),
        tuple(reference_shown(one) for one in firm_parts.references_of(supplier)),
        tuple(contact_shown(one) for one in firm_parts.contacts_for(actor, supplier, day)),
    )


def missing_shown(actor: Actor, parts: Iterable[Part]) -> tuple[MissingPart, ...]:
    """What is missing, with what it would bring and where it is filled in."""
    return tuple(
        MissingPart(words.said(one.name), words.said(one.why), where_to_fill(actor, one.section))
        for one in parts
    )
