"""A search as it was, and the list as a sheet: the evidence of an objective choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as SheetCell
from meerwaarde.platform.layout.components import Cell, Column, Crumb, Definition, Page, Row, Table
from meerwaarde.platform.layout.context import address
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.invitation import invitation_reasons
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import INVITEE
from meerwaarde.rules.money import euro, from_cents
from meerwaarde.stages.market.queries import Supplier
from meerwaarde.stages.procurement.pages.frame import step_names
from meerwaarde.stages.procurement.pages.shortlist_words import area_name, kind_names, kinds_in_words, turns
from meerwaarde.stages.procurement.queries import Invitee, Search, ShortlistSearch, names_of_codes


@dataclass(frozen=True, kw_only=True)
class KeptSearchPage(Page):
    """What was asked then, and who came out in which order."""

    asked: tuple[Definition, ...]
    table: Table


def kept_search_page(
    actor: Actor, kept: ShortlistSearch, suppliers: Mapping[str, Supplier]
) -> KeptSearchPage:
    """The page of a search that was kept."""
    language, procurement = get_language() or "nl", kept.procurement
    moment = format_moment(kept.at, language)
    own = reverse("procurement:shortlist", args=[actor.slug, procurement.public_id])
    return KeptSearchPage(
        title=_("Search of %(moment)s") % {"moment": moment},
        intro=_("As it was then. It does not change any more, whatever is changed in the directory."),
        crumbs=(
            Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug])),
            Crumb(procurement.title, reverse("procurement:detail", args=[actor.slug, procurement.public_id])),
            Crumb(step_names()["shortlist"], own),
        ),
        asked=_asked(kept),
        table=Table(
            caption=_("Who came out, in this order"),
            columns=(Column(label=_("Rank"), compact=True), Column(label=_("Supplier"))),
            rows=tuple(
                Row(
                    (
                        Cell(text=str(place)),
                        Cell(
                            text=suppliers[row["supplier"]].name
                            if row["supplier"] in suppliers
                            else row["supplier"],
                            url=address("market:supplier", actor.slug, row["supplier"]),
                        ),
                    )
                )
                for place, row in enumerate(kept.found, start=1)
            ),
        ),
    )


def _asked(kept: ShortlistSearch) -> tuple[Definition, ...]:
    language, asked, names = get_language() or "nl", kept.asked, kind_names()
    codes = [(code, names_of_codes(code)) for code in asked.get("cpv") or ()]
    estimate = asked.get("estimate")
    return (
        Definition(term=_("Kept by"), text=kept.by.person.name if kept.by else ""),
        Definition(term=_("What"), text=asked.get("text", "")),
        Definition(
            term=_("CPV codes"),
            items=tuple(f"{name.in_language(language)} ({code})" if name else code for code, name in codes),
        ),
        Definition(term=_("Where"), text=", ".join(area_name(code) for code in asked.get("regions") or ())),
        Definition(term=_("Value"), text=euro(Decimal(estimate), language) if estimate else ""),
        Definition(
            term=_("Themes"),
            text=", ".join(theme_name(theme).in_language(language) for theme in asked.get("themes") or ()),
        ),
        Definition(
            term=_("Who goes first"), text=", ".join(names[kind] for kind in asked.get("first") or ())
        ),
        Definition(term=_("Suppliers looked at"), text=str(asked.get("looked_at", ""))),
    )


def shortlist_rows(
    invitees: Sequence[Invitee], search: Search, beside: Mapping[str, Supplier]
) -> Iterator[list[SheetCell]]:
    """Headings, the firms on the list, and who came out of the kept search without being put on it."""
    yield [
        _("Supplier"),
        _("KvK number"),
        _("Place"),
        _("State"),
        _("Kinds"),
        _("Objective ground"),
        _("Why this firm"),
        _("Met"),
        _("Not met"),
        _("Not known"),
        _("Turns"),
        _("Asked on"),
        _("Quote"),
    ]
    grounds = _grounds(search)
    for one in invitees:
        yield _row(one, search, grounds)
    on_list = {one.supplier.public_id for one in invitees}
    for public_id, supplier in beside.items():
        if public_id not in on_list:
            state = _("Considered, not on the list")
            yield [supplier.name, supplier.kvk, supplier.place, state, *([""] * 9)]


def _row(one: Invitee, search: Search, grounds: Mapping[str, str]) -> list[SheetCell]:
    language, supplier = get_language() or "nl", one.supplier
    found = search.of(supplier.public_id)
    return [
        supplier.name,
        supplier.kvk,
        supplier.place,
        INVITEE.state(one.state).name.in_language(language),
        kinds_in_words(one.kinds),
        grounds.get(one.reason, ""),
        one.reason_text,
        *(
            " ".join(reason["text"][language[:2]] for reason in one.match.get(column, ()))
            for column in ("met", "not_met", "unknown")
        ),
        turns(found.candidate.profile) if found else "",
        format_day(one.invited_on, language) if one.invited_on else "",
        None if one.quote_cents is None else float(from_cents(one.quote_cents)),
    ]


def _grounds(search: Search) -> dict[str, str]:
    language = get_language() or "nl"
    try:
        known = invitation_reasons(Law.on(search.need.day or search.day))
    except NoParameter:
        return {}
    return {one.code: one.name.in_language(language) for one in known}
