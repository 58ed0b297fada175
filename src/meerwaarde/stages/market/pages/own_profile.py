"""The firm's own profile: how complete it is, what it tells, and who looked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    EmptyState,
    FormPage,
    Help,
    Kpi,
    Link,
    Page,
    ShareBar,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules.firms import AMOUNT_BANDS, CONTACT_PURPOSES
from meerwaarde.rules.profile_completeness import completeness, would_help
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.supplier import SupplierPage, supplier_page
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


@dataclass(frozen=True, kw_only=True)
class OwnProfilePage(SupplierPage):
    """What others see, with what only the firm sees."""

    complete: ShareBar
    missing: tuple[MissingPart, ...]
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
        "keeper": _("You keep this profile yourselves. What authorities checked about it stays theirs."),
        "asked": (),
    }
    return OwnProfilePage(
        **shown,
        complete=complete_bar(found.share),
        missing=tuple(
            MissingPart(words.said(part.name), words.said(part.why), _where(actor, part.section))
            for part in found.missing
        ),
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


_FILL_IN = {
    "about": "edit",
    "says": "edit",
    "figures": "figure_new",
    "references": "reference_new",
    "contacts": "contact_new",
}


def _where(actor: Actor, section: str) -> str:
    if section == "credentials":
        return reverse("market:own_credential_new", args=[actor.slug])
    if section == "offers":
        return reverse("profile:profile", args=[actor.slug]) + "#offers"
    return reverse(f"profile:{_FILL_IN[section]}", args=[actor.slug])


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
class AskedShown:
    """A procurement for which the firm was asked, and what would make the next match surer."""

    title: str
    facts: tuple[str, ...]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    helps: tuple[MissingPart, ...]


@dataclass(frozen=True, kw_only=True)
class AskedPage(Page):
    """Where the firm was asked, and how its profile stood beside the need."""

    asked: tuple[AskedShown, ...]
    nothing: EmptyState


def asked_page(actor: Actor, supplier: queries.Supplier, day: date) -> AskedPage:
    """Only procurements for which the firm was asked: of others it does not learn that it was considered."""
    filled = firm_parts.filled_parts(supplier, day)
    return AskedPage(
        title=_("Where we were asked"),
        intro=_("On which ground an authority asked you, and how your profile stood beside the need then."),
        crumbs=where.crumbs(actor, supplier),
        asked=tuple(
            AskedShown(
                f"{one.authority}: {one.title}",
                tuple(
                    line
                    for line in (
                        _("Asked on %(day)s.") % {"day": words.day_in_words(one.asked_on)},
                        one.answer,
                        _("Ground: %(ground)s.") % {"ground": one.ground} if one.ground else "",
                    )
                    if line
                ),
                one.met,
                one.not_met,
                one.unknown,
                tuple(
                    MissingPart(words.said(part.name), words.said(part.why), _where(actor, part.section))
                    for part in would_help(one.unclear, filled)
                ),
            )
            for one in slots.considered.collect(actor, supplier.public_id)
        ),
        nothing=EmptyState(
            title=_("No authority asked you yet"),
            text=_("The fuller your profile, the surer a match. Your profile says what is missing."),
        ),
    )


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
        tuple(
            MissingPart(words.said(part.name), words.said(part.why), _where(actor, part.section))
            for part in found.missing[:3]
        ),
        looks_shown(supplier, day),
        Link(label=_("To our profile"), url=where.address(actor, supplier, "supplier")),
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


def part_form_page(
    actor: Actor, supplier: queries.Supplier, kind: str, form: Any, *, known: str = ""
) -> FormPage:
    """The form of a reference, figure or contact person."""
    change = {
        "reference": _("Change reference"),
        "figure": _("Change figure"),
        "contact": _("Change contact person"),
    }
    add = {
        "reference": _("Which assignment did you do?"),
        "figure": _("Which figure shows your impact?"),
        "contact": _("Whom may one ask for?"),
    }
    return FormPage(
        title=change[kind] if known else add[kind],
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Save"),
        cancel_url=where.address(actor, supplier, "supplier"),
        draft_key=f"{kind}:{known or supplier.public_id}",
        help=_HELP[kind](),
    )


def picture_form_page(
    actor: Actor, supplier: queries.Supplier, offering: queries.Offering, form: Any
) -> FormPage:
    """The form of a picture."""
    return FormPage(
        title=_("Add a picture"),
        intro=offering.title,
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Keep the picture"),
        cancel_url=where.address(actor, supplier, "supplier"),
        multipart=True,
        help=(
            Help(
                title=_("What happens with it"),
                text=_("We draw the picture anew. Where and with which camera it was taken stays behind."),
            ),
        ),
    )


def _reference_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("A reference that convinces"),
            points=(
                _("Choose work like what you want to do more of."),
                _("Say what it brought, not only what it was."),
                _("Ask the client whether its name may stand in public."),
            ),
        ),
    )


def _figure_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("A figure that holds"),
            points=(
                _("Count what you really did, in one calendar year."),
                _("Say what you count: people, not full-time jobs, or the other way round."),
                _("Keep how you counted: a buyer may ask."),
            ),
        ),
    )


def _contact_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("About people"),
            points=(
                _("Only with that person's yes."),
                _("Authorities that log in read it; in public it never stands."),
                _("After the last day the name goes by itself."),
            ),
        ),
    )


_HELP = {"reference": _reference_help, "figure": _figure_help, "contact": _contact_help}
