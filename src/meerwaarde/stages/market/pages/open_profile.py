"""A profile as open data: what becomes open, what never does, how to take it back; and a file coming in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.suppliers.profile import LICENCE
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, FormPage, Help, Link, Page
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.actions.open_profile import CREDENTIALS, OFFERINGS
from meerwaarde.stages.market.forms.open_profile import AgreementForm, ProfileFileForm, TakeInForm
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.supplier_imports import field_name, in_words
from meerwaarde.stages.market.queries.open_profile import ProfileComparison

LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"


@dataclass(frozen=True)
class OpenSection:
    """What stands about open data beside a profile."""

    told: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class OpenProfilePage(Page):
    """The choice, with everything that one should know before making it."""

    told: str
    opens: tuple[str, ...]
    stays: tuple[str, ...]
    back: tuple[str, ...]
    licence: Link
    example: Link | None
    switch: Action


def open_section(actor: Actor, supplier: queries.Supplier) -> OpenSection:
    """For who keeps this profile."""
    own = where.is_own(actor, supplier)
    route, args = ("profile:open", [actor.slug]) if own else ("market:supplier_open", None)
    url = reverse(route, args=args or [actor.slug, supplier.public_id])
    label = _("What becomes open?") if supplier.open_since is None else _("See or take back")
    may = actor.may("firm.manage") if own else actor.may("suppliers.write") and supplier.firm_id is None
    files = (
        Action(
            label=_("Take our profile along (JSON)"),
            url=reverse("profile:file", args=[actor.slug]),
            icon="download",
            kind="quiet",
        ),
        Action(
            label=_("Take in a profile file"),
            url=reverse("profile:take_in", args=[actor.slug]),
            icon="upload",
            kind="quiet",
        ),
    )
    return OpenSection(
        _told(supplier),
        (*((Action(label=label, url=url, icon="open"),) if may else ()), *(files if own else ())),
    )


def _told(supplier: queries.Supplier) -> str:
    if supplier.open_since is None:
        return _("The profile is no open data: only who logs in here can fetch it.")
    told = _("Open data since %(day)s: everybody may fetch and use the profile.") % {
        "day": words.day_in_words(timezone.localdate(supplier.open_since))
    }
    if supplier.open_agreement:
        told += " " + _("The firm agreed: %(how)s.") % {"how": supplier.open_agreement.rstrip(".")}
    return told


def _opens() -> tuple[str, ...]:
    return (
        _("Name, KvK number, place, website and what you say of yourselves."),
        _("What you offer, with CPV codes, prices and amounts as far as you filled them in."),
        _("Where you deliver, themes, impact in words, target groups and their share."),
        _("Recognitions, with whether an authority checked them, and who says which fact."),
    )


def _stays() -> tuple[str, ...]:
    return (
        _("Contact persons, e-mail addresses, telephone numbers and your postcode."),
        _("References, figures and pictures: those stand on your public page alone."),
        _("Who looked at your profile, who asked you, and what authorities noted."),
    )


def open_profile_page(actor: Actor, supplier: queries.Supplier) -> OpenProfilePage:
    """The firm's own choice."""
    is_open = supplier.open_since is not None
    return OpenProfilePage(
        title=_("Our profile as open data"),
        intro=_("Other sites and researchers can then find you without typing your data again."),
        crumbs=where.crumbs(actor, supplier),
        told=_told(supplier),
        opens=_opens(),
        stays=_stays(),
        back=(
            _("You can stop at any time on this page. Within five minutes nobody gets the profile here."),
            _("Who fetched it before may keep and use it: that cannot be called back."),
        ),
        licence=Link(label=_("Read what %(licence)s means") % {"licence": LICENCE}, url=LICENCE_URL),
        example=Link(
            label=_("See what everybody gets"), url=reverse("api:supplier", args=[supplier.public_id])
        )
        if is_open
        else Link(label=_("See what everybody would get"), url=reverse("profile:file", args=[actor.slug])),
        switch=Action(
            label=_("Stop sharing") if is_open else _("Share as open data"),
            url=reverse("profile:open", args=[actor.slug]),
            post=True,
            hidden=(("agree", "no" if is_open else "yes"),),
            kind="secondary" if is_open else "primary",
        ),
    )


def agreement_page(actor: Actor, supplier: queries.Supplier, form: AgreementForm) -> FormPage:
    """An authority notes that the firm agreed, or that it does not any more."""
    stop = Action(
        label=_("Stop sharing"),
        url=reverse("market:supplier_open", args=[actor.slug, supplier.public_id]),
        post=True,
        hidden=(("agree", "no"),),
    )
    return FormPage(
        title=_("The profile as open data"),
        intro=_told(supplier),
        crumbs=where.crumbs(actor, supplier),
        actions=(stop,) if supplier.open_since is not None else (),
        form=form,
        submit=_("The firm agreed: share the profile"),
        cancel_url=where.address(actor, supplier, "supplier"),
        help=(
            Help(title=_("Ask the firm first"), text=_("Only the firm decides. Tell it what becomes open.")),
            Help(title=_("This becomes open"), points=_opens()),
            Help(title=_("This never does"), points=_stays()),
        ),
    )


# --- a file that comes in -------------------------------------------------------------------------------


def profile_file_page(actor: Actor, supplier: queries.Supplier, form: ProfileFileForm) -> FormPage:
    """The file is asked; nothing changes yet."""
    return FormPage(
        title=_("Take in a profile file"),
        intro=_("You filled in your profile elsewhere already? Then you need not type it again."),
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Look what is in it"),
        submit_note=_("Nothing changes yet: first you see what is different."),
        cancel_url=where.address(actor, supplier, "supplier"),
        multipart=True,
        help=(
            Help(
                title=_("Which file is this?"),
                points=(
                    _("The open supplier profile in JSON, of your own firm: the KvK number must be yours."),
                    _("Recognitions come in as claims. An authority looks them up again."),
                    _("Contact persons, references and pictures do not stand in it."),
                ),
            ),
        ),
    )


def take_in_page(actor: Actor, supplier: queries.Supplier, form: TakeInForm) -> FormPage:
    """What is different; each line can stay as it is."""
    return FormPage(
        title=_("What do we take over?"),
        intro=_("Untick what should stay as it is now."),
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Take over"),
        cancel_url=where.address(actor, supplier, "supplier"),
    )


def take_in_choices(found: ProfileComparison, day: date) -> list[tuple[str, str]]:
    """One line per field, with what stands here now; then what is new among offerings and recognitions."""
    lines = [
        (
            one.name,
            _("%(field)s: %(theirs)s (now: %(ours)s)")
            % {
                "field": field_name(one.column),
                "theirs": _shortened(in_words(one.column, one.theirs, day)),
                "ours": _shortened(in_words(one.column, one.ours, day)),
            },
        )
        for one in found.said
    ]
    if found.offerings:
        label = ngettext(
            "%(number)s offering: %(names)s", "%(number)s offerings: %(names)s", len(found.offerings)
        )
        names = ", ".join(one.title for one in found.offerings)
        lines.append((OFFERINGS, label % {"number": len(found.offerings), "names": _shortened(names)}))
    if found.credentials:
        label = ngettext(
            "%(number)s recognition, as a claim: %(names)s",
            "%(number)s recognitions, as claims: %(names)s",
            len(found.credentials),
        )
        names = ", ".join(field_name(f"credential:{one.code}") for one in found.credentials)
        lines.append((CREDENTIALS, label % {"number": len(found.credentials), "names": names}))
    return lines


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else f"{plain[:159]}…"
