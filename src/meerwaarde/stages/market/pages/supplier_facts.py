"""What stands about a supplier, attribute by attribute, so that each can tell who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Definition
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import percent
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words

Told = tuple[tuple[str, Definition], ...]
"""Attributes with how they are shown, in the order of the page."""


def facts_of(supplier: queries.Supplier, day: date) -> Told:
    """What a buyer relies on."""
    law = Law.on(day)
    size = next((one for one in rules.size_classes(law) if one.code == supplier.size_class), None)
    band = words.named(rules.turnover_bands(law), supplier.turnover_band)
    share = supplier.target_group_share
    year = f" ({supplier.turnover_year})" if band and supplier.turnover_year else ""
    return (
        ("kvk", Definition(term=_("KvK number"), text=supplier.kvk)),
        ("trade_names", Definition(term=_("Also known as"), items=tuple(supplier.trade_names))),
        (
            "legal_form",
            Definition(term=_("Legal form"), text=words.named(rules.legal_forms(law), supplier.legal_form)),
        ),
        (
            "size_class",
            Definition(
                term=_("Size"), text=f"{words.said(size.name)}\n{words.said(size.what)}" if size else ""
            ),
        ),
        ("turnover_band", Definition(term=_("Turnover"), text=f"{band}{year}")),
        ("regions", Definition(term=_("Working area"), text=words.regions_in_words(supplier.regions))),
        (
            "capacity_max_cents",
            Definition(
                term=_("Fitting size of a contract"),
                text=words.amounts_in_words(supplier.capacity_min_cents, supplier.capacity_max_cents),
            ),
        ),
        (
            "target_group_share",
            Definition(
                term=_("People of the target group"),
                text=percent(share * 100, words.language()) if share is not None else "",
            ),
        ),
        (
            "main_purpose_integration",
            Definition(
                term=_("Bringing people to work is its main purpose"),
                text=words.yes_no(supplier.main_purpose_integration),
            ),
        ),
        (
            "subcontracts",
            Definition(term=_("Works as a subcontractor"), text=words.yes_no(supplier.subcontracts)),
        ),
        (
            "combines",
            Definition(term=_("Works together in a combination"), text=words.yes_no(supplier.combines)),
        ),
        (
            "available_from",
            Definition(term=_("Has room from"), text=words.day_in_words(supplier.available_from)),
        ),
    )


def said_of_itself(supplier: queries.Supplier, day: date) -> Told:
    """What it does for society, in words."""
    areas = rules.impact_areas(Law.on(day))
    fields = tuple(words.named(areas, code) for code in supplier.impact_areas)
    goals = ", ".join(str(goal) for goal in supplier.sdgs)
    return (
        ("impact", Definition(term=_("What it does for society"), text=supplier.impact)),
        ("innovation", Definition(term=_("What is new about it"), text=supplier.innovation)),
        ("impact_areas", Definition(term=_("Fields of impact"), items=fields)),
        ("themes", Definition(term=_("Themes"), items=words.theme_names(supplier.themes, day))),
        ("target_groups", Definition(term=_("Who works there"), text=supplier.target_groups)),
        ("sdgs", Definition(term=_("Sustainable development goals"), text=goals)),
    )


def contact_of(supplier: queries.Supplier) -> Told:
    """Business data alone: a desk or function, never a person's name."""
    mail = f"mailto:{supplier.email}" if supplier.email else ""
    place = " ".join(part for part in (supplier.postcode, supplier.place) if part)
    return (
        ("contact_point", Definition(term=_("Ask for"), text=supplier.contact_point)),
        ("email", Definition(term=_("E-mail"), text=supplier.email, url=mail)),
        ("phone", Definition(term=_("Telephone"), text=supplier.phone)),
        ("website", Definition(term=_("Website"), text=supplier.website, url=supplier.website)),
        ("place", Definition(term=_("Place"), text=place)),
    )


def everything_of(supplier: queries.Supplier, offered: Iterable[queries.Offering], day: date) -> Told:
    """All that somebody may have said of it, for the firm that looks whether it is right."""
    return (
        ("name", Definition(term=_("Name"), text=supplier.name)),
        ("description", Definition(term=_("What the firm does"), text=supplier.description)),
        *contact_of(supplier),
        *facts_of(supplier, day),
        *said_of_itself(supplier, day),
        ("offerings", Definition(term=_("What it offers"), items=tuple(one.title for one in offered))),
    )


def origin_of(supplier: queries.Supplier) -> tuple[Definition, ...]:
    """Where the record came from, and when it last changed."""
    changed = words.day_in_words(timezone.localdate(supplier.changed_at))
    return (
        Definition(term=_("Where this record came from"), text=supplier.source or _("Typed in by a person")),
        Definition(term=_("Last changed"), text=changed),
    )


def marked(told: Told, mark: Callable[[Definition, str], Definition]) -> tuple[Definition, ...]:
    """What is filled in, each with its mark."""
    return filled(mark(fact, attribute) for attribute, fact in told)


OFTEN = 3
"""From so many facts on, a mark that they share is told once."""


def told_once(facts: tuple[Definition, ...]) -> tuple[tuple[Definition, ...], str]:
    """The facts without the mark that most of them share, and that mark as a sentence; "" where none is.

    What is said by somebody else, or on another day, keeps its own mark and stands out by it.
    """
    counted = Counter(one.note for one in facts if one.note).most_common(1)
    if not counted or counted[0][1] < OFTEN:
        return facts, ""
    shared = counted[0][0]
    bare = tuple(replace(one, note="", badge=None) if one.note == shared else one for one in facts)
    return bare, _("Unless it says otherwise: %(mark)s.") % {"mark": shared[:1].lower() + shared[1:]}


def filled(facts: Iterable[Definition]) -> tuple[Definition, ...]:
    """What is missing stands together in "what a buyer would still like to know", not line by line."""
    return tuple(fact for fact in facts if fact.text or fact.items)
