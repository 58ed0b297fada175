"""What the pages of other rooms learn of firms that come in themselves."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.erasing import OwnData, erasers, own_data
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem, Section, Wait
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.rules.firms import CONTACT_PURPOSES
from meerwaarde.rules.profile_completeness import ENOUGH_TO_BE_FOUND, completeness
from meerwaarde.stages.market.actions.admissions import forget_person
from meerwaarde.stages.market.actions.kvk import switched_on
from meerwaarde.stages.market.pages.kvk import application_kvk
from meerwaarde.stages.market.pages.own_profile import profile_home, told_by_firm
from meerwaarde.stages.market.queries import admissions as queries
from meerwaarde.stages.market.queries import firm_parts
from meerwaarde.stages.market.queries import suppliers as queries_of_suppliers
from meerwaarde.stages.market.queries.kvk import last_extract_about


@slots.navigation.register("market.applications", order=34)
def applications(actor: Actor) -> list[NavItem]:
    """The queue, for who decides."""
    if not actor.may("admissions.decide"):
        return []
    return [
        NavItem(
            label=_("Registrations"),
            url=reverse("market:applications", args=[actor.slug]),
            icon="task",
            group="market",
        )
    ]


@slots.navigation.register("market.profile", order=30)
def profile(actor: Actor) -> list[NavItem]:
    """The own profile, for a firm."""
    if not actor.may("firm.read"):
        return []
    return [
        NavItem(
            label=_("Our profile"),
            url=reverse("profile:profile", args=[actor.slug]),
            icon="supplier",
            group="market",
        )
    ]


@slots.home_sections.register("market.profile", order=30)
def profile_at_home(actor: Actor) -> list[Section]:
    """How complete the profile is, what would help most, and who looked."""
    found = queries_of_suppliers.own_supplier(actor)
    if found is None:
        return []
    return [
        Section(
            title=_("Our profile"),
            template="market/profile/home.html",
            content=profile_home(actor, found, timezone.localdate()),
            icon="supplier",
            anchor="profile",
        )
    ]


@slots.waits.register("market.profile", order=30)
def profile_to_complete(actor: Actor) -> list[Wait]:
    """A firm that told little is found by nobody: that goes before everything else."""
    found = queries_of_suppliers.own_supplier(actor) if actor.may("firm.write") else None
    if found is None:
        return []
    told = completeness(firm_parts.filled_parts(found, timezone.localdate()))
    if told.share >= ENOUGH_TO_BE_FOUND:
        return []
    return [
        Wait(
            label=_("Complete your profile"),
            url=reverse("profile:profile", args=[actor.slug]),
            note=_("%(share)d%% complete. Begin with: %(part)s.")
            % {"share": round(told.share * 100), "part": said(told.missing[0].name).lower()},
            icon="supplier",
        )
    ]


@slots.page_sections.register("market.firm_parts", order=20)
def told_more(actor: Actor, subject: slots.Subject) -> list[Section]:
    """On the page of a supplier that an authority reads: what the firm tells more, and whom to ask for."""
    if subject.kind != "supplier" or not actor.may("suppliers.read"):
        return []
    found = queries_of_suppliers.supplier(actor, subject.public_id)
    if found is None or found.firm_id is None:
        return []
    return [
        Section(
            title=_("The firm tells more"),
            template="market/profile/more.html",
            content=told_by_firm(actor, found, timezone.localdate()),
            icon="message",
            anchor="firm",
        )
    ]


@slots.page_sections.register("market.application_kvk", order=10)
def looked_up(actor: Actor, subject: slots.Subject) -> list[Section]:
    """In a registration: what the trade register says of its number, for who decides."""
    if subject.kind != "firmapplication":
        return []
    found = queries.application(actor, subject.public_id)
    if found is None:
        return []
    return [
        Section(
            title=_("At the trade register"),
            template="market/admissions/kvk.html",
            content=application_kvk(actor, found, last_extract_about(found), switched_on=switched_on()),
            icon="oversight",
            anchor="kvk",
        )
    ]


@slots.waits.register("market.applications", order=34)
def applications_that_wait(actor: Actor) -> list[Wait]:
    """Firms that ask to be let in, longest first."""
    if not actor.may("admissions.decide"):
        return []
    return [
        Wait(
            label=_("Decide on the registration of %(firm)s") % {"firm": one.firm_name},
            url=reverse("market:application", args=[actor.slug, one.public_id]),
            note=_("waits since %(day)s") % {"day": f"{timezone.localdate(one.waits_since):%d-%m-%Y}"}
            if one.waits_since
            else "",
            icon="supplier",
        )
        for one in queries.applications_waiting(actor)
    ]


@slots.entrance_links.register("market.registration", order=30)
def ways_in() -> list[Link]:
    """A firm registers itself."""
    return [
        Link(label=_("Are you a firm? Register it here."), url=reverse("registration:start")),
        Link(
            label=_("Do you ask help for a foundation or association?"),
            url=reverse("civic_registration:start"),
        ),
    ]


@own_data.register("market.contacts", order=30)
def own_data_in_the_market(person: Person) -> list[OwnData]:
    """Where somebody stands as a contact person, and what they registered."""
    contacts = [
        OwnData(
            "contact",
            {
                "firm": one.supplier.name,
                "name": one.name,
                "email": one.email,
                "phone": one.phone,
                "purpose": CONTACT_PURPOSES[one.purpose].in_language(person.language),
                "kept_until": one.keep_until.isoformat(),
            },
        )
        for one in firm_parts.contacts_of_person(person.pk, person.email)
    ]
    applications = [
        OwnData(
            "application",
            {
                "firm": one.firm_name,
                "name": one.person_name,
                "email": one.email,
                "kept_until": one.keep_until.isoformat(),
            },
        )
        for one in queries.applications_of_person(person.email)
    ]
    return [*contacts, *applications]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.application_names(actor, set(public_ids))


exporters.register("firmapplication", queries.applications_for_dossier)
link_kind("firmapplication", "market:application", "admissions.decide")
name_kind("firmapplication", _names)
exporters.register("supplierreference", firm_parts.references_for_dossier)
exporters.register("impactfigure", firm_parts.figures_for_dossier)
exporters.register("contactperson", firm_parts.contacts_for_dossier)
exporters.register("offeringpicture", firm_parts.pictures_for_dossier)
erasers.append(forget_person)
