"""The page of a firm that is open to everybody: what it offers and who checked that. No people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import Action, Badge, Definition, Page, Tone
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.money import percent
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.own_profile import (
    PartShown,
    PictureShown,
    figure_shown,
    reference_shown,
)
from meerwaarde.stages.market.pages.served_map import served_map
from meerwaarde.stages.market.pages.share_card import HEIGHT, WIDTH
from meerwaarde.stages.market.queries import firm_parts

_SCRIPT_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Mark:
    """A recognition that somebody checked: which, by whom, when, until when."""

    name: str
    seen: str


@dataclass(frozen=True)
class PublicOffering:
    title: str
    description: str
    facts: tuple[Definition, ...]
    pictures: tuple[PictureShown, ...]


@dataclass(frozen=True, kw_only=True)
class PublicSupplierPage(Page):
    """What everybody may read of a firm."""

    description: str
    """One or two sentences, for whoever shares the page."""
    address: str
    picture: str
    """For whoever shares the page: a picture of the firm's own, or one that is drawn."""
    picture_alt: str
    picture_size: tuple[int, int]
    language: str
    hero: PictureShown | None
    says: str
    impact: str
    marks: tuple[Mark, ...]
    offerings: tuple[PublicOffering, ...]
    figures: tuple[PartShown, ...]
    references: tuple[PartShown, ...]
    facts: tuple[Definition, ...]
    served: Chart | None
    contact: tuple[Definition, ...]
    data: SafeString
    """The same for machines (schema.org), safe inside a script element."""


def public_supplier_page(supplier: queries.Supplier, day: date) -> PublicSupplierPage:
    """The page of one firm that said yes."""
    offerings = list(supplier.offerings.all())
    pictures = _pictures(supplier, offerings)
    marks = _marks(supplier, day)
    hero = next((each for one in offerings for each in pictures.get(one.pk, ())), None)
    address = public_address(reverse("public_suppliers:supplier", args=[supplier.public_id]))
    said = shortened(" ".join((supplier.description or supplier.impact or supplier.name).split()), 180)
    card = reverse("public_suppliers:card", args=[supplier.public_id])
    picture = public_address(hero.url if hero else card)
    return PublicSupplierPage(
        title=supplier.name,
        intro=" · ".join(part for part in (supplier.place, words.regions_in_words(supplier.regions)) if part),
        badge=Badge(label=_("Keeps its own profile"), tone=Tone.INFO),
        actions=(Action(label=_("Print"), prints=True, icon="print"),),
        description=said,
        address=address,
        picture=picture,
        picture_alt=hero.alt if hero else supplier.name,
        picture_size=(hero.width, hero.height) if hero else (WIDTH, HEIGHT),
        language={"nl": "nl_NL", "en": "en_GB"}.get(words.language(), "nl_NL"),
        hero=hero,
        says=supplier.description,
        impact=supplier.impact,
        marks=marks,
        offerings=tuple(_offering(one, pictures.get(one.pk, ())) for one in offerings),
        figures=tuple(figure_shown(one) for one in firm_parts.figures_of(supplier)),
        references=tuple(reference_shown(one, public=True) for one in firm_parts.references_of(supplier)),
        facts=_facts(supplier, day),
        served=served_map(supplier.regions, day),
        contact=_contact(supplier),
        data=_data(
            supplier,
            address=address,
            said=said,
            picture=picture,
            offerings=offerings,
            marks=marks,
        ),
    )


def _pictures(
    supplier: queries.Supplier, offerings: list[queries.Offering]
) -> dict[int, tuple[PictureShown, ...]]:
    return {
        key: tuple(
            PictureShown(
                reverse("public_suppliers:picture", args=[supplier.public_id, one.public_id]),
                one.alt,
                one.width,
                one.height,
            )
            for one in rows
        )
        for key, rows in firm_parts.pictures_of(offerings).items()
    }


def _marks(supplier: queries.Supplier, day: date) -> tuple[Mark, ...]:
    """Only what was checked and holds today; a claim is no mark."""
    kinds = words.kinds_on(day)
    found = []
    for held in supplier.credentials.all():
        where = held.verified_for.name if held.verified_for else ""
        (one,) = rules.standing([queries.credential_facts(held, verified_for=where)], day, kinds)
        if one.state != "counts" or held.verified_on is None:
            continue
        seen = _("Checked on %(day)s by %(who)s.") % {
            "day": words.day_in_words(held.verified_on),
            "who": where or _("an authority"),
        }
        if one.until and one.until != rules.LAST_DAY:
            seen += " " + _("Holds until %(day)s.") % {"day": words.day_in_words(one.until)}
        found.append(Mark(words.said(rules.credential_name(one)), seen))
    return tuple(found)


def _offering(one: queries.Offering, pictures: tuple[PictureShown, ...]) -> PublicOffering:
    facts = (
        Definition(term=_("Price"), text=words.price_in_words(one)),
        Definition(term=_("CPV"), items=words.cpv_in_words(one.cpv)),
        Definition(term=_("Size of an order"), text=words.amounts_in_words(one.min_cents, one.max_cents)),
        Definition(
            term=_("Ready in"),
            text=_("%(days)s days") % {"days": one.lead_days} if one.lead_days is not None else "",
        ),
        Definition(term=_("How much at once"), text=one.capacity),
    )
    return PublicOffering(
        one.title, one.description, tuple(fact for fact in facts if fact.text or fact.items), pictures
    )


def _facts(supplier: queries.Supplier, day: date) -> tuple[Definition, ...]:
    share = supplier.target_group_share
    facts = (
        Definition(term=_("KvK number"), text=supplier.kvk),
        Definition(term=_("Working area"), text=words.regions_in_words(supplier.regions)),
        Definition(term=_("Themes"), items=words.theme_names(supplier.themes, day)),
        Definition(
            term=_("People of the target group"),
            text=percent(share * 100, words.language()) if share is not None else "",
        ),
        Definition(
            term=_("Fitting size of a contract"),
            text=words.amounts_in_words(supplier.capacity_min_cents, supplier.capacity_max_cents),
        ),
        Definition(term=_("Works as a subcontractor"), text=words.yes_no(supplier.subcontracts)),
        Definition(term=_("Works together in a combination"), text=words.yes_no(supplier.combines)),
    )
    return tuple(fact for fact in facts if fact.text or fact.items)


def _contact(supplier: queries.Supplier) -> tuple[Definition, ...]:
    """The firm's general ways: contact persons never stand here."""
    facts = (
        Definition(term=_("Ask for"), text=supplier.contact_point),
        Definition(term=_("Website"), text=supplier.website, url=supplier.website),
        Definition(
            term=_("E-mail"), text=supplier.email, url=f"mailto:{supplier.email}" if supplier.email else ""
        ),
        Definition(term=_("Telephone"), text=supplier.phone),
    )
    return tuple(fact for fact in facts if fact.text)


def _data(
    supplier: queries.Supplier,
    *,
    address: str,
    said: str,
    picture: str,
    offerings: list[queries.Offering],
    marks: tuple[Mark, ...],
) -> SafeString:
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": supplier.name,
        "url": address,
        "description": said,
        "identifier": {"@type": "PropertyValue", "propertyID": "KVK", "value": supplier.kvk},
        "address": {
            "@type": "PostalAddress",
            "addressLocality": supplier.place,
            "addressCountry": "NL",
        },
        "hasCredential": [{"@type": "EducationalOccupationalCredential", "name": one.name} for one in marks],
        "makesOffer": [
            {
                "@type": "Offer",
                "itemOffered": {
                    "@type": "Product" if one.kind == "product" else "Service",
                    "name": one.title,
                },
            }
            for one in offerings
        ],
    }
    if supplier.website:
        told["sameAs"] = supplier.website
    if picture:
        told["image"] = picture
    written = json.dumps(told, ensure_ascii=False).translate(_SCRIPT_SIGNS)
    return SafeString(written)  # no sign in it can end a script element
