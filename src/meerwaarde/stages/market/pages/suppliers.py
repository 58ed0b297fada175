"""The list of suppliers: what fits, and why a row counts as social."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.platform.layout.addresses import addresses, filter_as_query
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import SupplierFilterForm
from meerwaarde.stages.market.pages import supplier_words as words


@dataclass(frozen=True, kw_only=True)
class SuppliersPage(ListPage):
    """The list; filters that few people use stay folded until one of them is used."""

    more_filters_used: bool


def suppliers_page(
    actor: Actor, form: SupplierFilterForm, day: date, *, sort: str = "name", after: str = ""
) -> SuppliersPage:
    """One page of the list; sorting and paging keep the filter."""
    wanted = form.wanted()
    order = sort if sort in queries.SORTS else "name"
    found = queries.listed_suppliers(actor, wanted, day=day, sort=order, after=after)
    asked = filter_as_query(wanted)
    home = reverse("market:suppliers", args=[actor.slug])

    def address(**more: str) -> str:
        query = urlencode({**asked, **({"volgorde": order} if order != "name" else {}), **more})
        return f"{home}?{query}" if query else home

    turned = "newest" if order == "name" else "name"
    return SuppliersPage(
        title=_("Suppliers"),
        intro=_("Who can deliver what, and what they can show for it. All authorities use one directory."),
        actions=_actions(actor, asked),
        filters=form,
        filters_used=bool(asked),
        clear_url=home,
        more_filters_used=bool(_MORE & asked.keys()),
        found=_found(found.number, order),
        table=Table(
            caption=_("Suppliers"),
            caption_hidden=True,
            columns=(
                Column(label=_("Supplier"), sort_url=address(volgorde=turned), sorted=_sorted(order)),
                Column(label=_("Offers")),
                Column(label=_("What it is, and why")),
                Column(label=_("Delivers in")),
            ),
            rows=_rows(actor, found.rows, day),
            empty=_nothing(actor, used=bool(asked), clear_url=home),
            previous_url=address() if after else "",
            next_url=address(na=found.after) if found.after else "",
        ),
    )


_MORE = frozenset({"offering", "theme", "credential", "size", "place", "archived"})


def _sorted(order: str) -> str:
    return "ascending" if order == "name" else ""


def _found(number: int, order: str) -> str:
    by = _("by name") if order == "name" else _("newest first")
    if number > queries.MOST_COUNTED:
        most = format_number(queries.MOST_COUNTED, words.language())
        return _("More than %(number)s suppliers, %(by)s") % {"number": most, "by": by}
    return ngettext("%(number)s supplier", "%(number)s suppliers, %(by)s", number) % {
        "number": number,
        "by": by,
    }


def _rows(actor: Actor, suppliers: Sequence[queries.ListedSupplier], day: date) -> tuple[Row, ...]:
    offered, held = queries.offered_by(suppliers), queries.shown_by(suppliers)
    own = queries.own_regions(actor)
    url = addresses("market:supplier", actor.slug)
    return tuple(
        Row(
            (
                Cell(
                    text=one.name,
                    url=url(one.public_id),
                    note=" · ".join(part for part in (one.place, _keeper(actor, one)) if part),
                ),
                _offers(offered.get(one.pk, ())),
                _kind(actor, one, held.get(one.pk, ()), own, day),
                Cell(text=words.regions_in_words(one.regions)),
            )
        )
        for one in suppliers
    )


def _keeper(actor: Actor, supplier: queries.ListedSupplier) -> str:
    if supplier.organisation_id == actor.organisation_id:
        return ""
    return _("kept by %(authority)s") % {"authority": supplier.keeper}


def _offers(titles: Sequence[str]) -> Cell:
    if not titles:
        return Cell(text=_("Not known yet"))
    more = len(titles) - 2
    note = ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more} if more > 0 else ""
    return Cell(text=", ".join(titles[:2]), note=note)


def _kind(
    actor: Actor,
    supplier: queries.ListedSupplier,
    credentials: Sequence[queries.Credential],
    own: Sequence[str],
    day: date,
) -> Cell:
    """The kind that weighs most, what proves it, and by whom and until when that was verified."""
    standings = words.standings(actor, credentials, day)
    proof = _proof([standing for _held, standing in standings])
    kinds = words.kinds_of(supplier, day, own).known
    rest = ", ".join(str(words.KINDS[kind]) for kind in kinds[1:])
    if kinds:
        note = " · ".join(part for part in (proof, rest) if part)
        return Cell(badge=words.kind_badges(kinds[:1])[0], note=note)
    return Cell(badge=Badge(label=_("Not shown")), note=proof)


def _proof(standings: Sequence[rules.Standing]) -> str:
    """Why a row is social: what was verified, by whom, until when; else what stands in the way."""
    shown = [one for one in standings if one.state == "counts" and one.makes != "none"]
    if shown:
        best = max(shown, key=lambda one: (one.makes == "social", one.until))
        name = words.said(rules.credential_name(best))
        by = best.credential.verified_for or best.credential.verified_by
        until = words.day_in_words(best.until)
        if until and by:
            return _("%(name)s until %(until)s, verified by %(by)s") % {
                "name": name,
                "until": until,
                "by": by,
            }
        return _("%(name)s, verified by %(by)s") % {"name": name, "by": by} if by else name
    for state, sentence in (
        ("expired", _("%(name)s expired on %(until)s")),
        ("claimed", _("%(name)s is claimed, nobody checked it")),
    ):
        for one in standings:
            if one.state == state:
                until = words.day_in_words(one.until)
                return sentence % {"name": words.said(rules.credential_name(one)), "until": until}
    return ""


def _actions(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    query = f"?{urlencode(asked)}" if asked else ""
    exports = tuple(
        Action(
            label=label,
            url=reverse("market:suppliers_export", args=[actor.slug, form]) + query,
            icon="download",
            kind="quiet",
        )
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
    )
    taking_in = (_taking_in(actor),) if actor.may("suppliers.import") else ()
    entering = (_new(actor),) if actor.may("suppliers.write") else ()
    return (*exports, *taking_in, *entering)


def _taking_in(actor: Actor) -> Action:
    url = reverse("market:supplier_imports", args=[actor.slug])
    return Action(label=_("Take in a list of suppliers"), url=url, icon="upload")


def _new(actor: Actor) -> Action:
    url = reverse("market:supplier_new", args=[actor.slug])
    return Action(label=_("Add a supplier"), url=url, icon="add", kind="primary")


def _nothing(actor: Actor, *, used: bool, clear_url: str) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No supplier fits these filters"),
            text=_("Try fewer filters or a wider area. Somebody who is not listed may still exist."),
            action=Action(label=_("Clear all filters"), url=clear_url),
            drawing="search",
        )
    return EmptyState(
        title=_("No suppliers yet"),
        text=_("Begin with one that you know and like. A name is enough; the rest can follow."),
        action=_new(actor) if actor.may("suppliers.write") else None,
        drawing="people",
    )


def supplier_export_rows(
    actor: Actor, suppliers: Sequence[queries.Supplier], day: date
) -> list[Sequence[Value]]:
    """The columns of a supplier file, so that what is taken along can be taken in elsewhere."""
    offered, held = queries.offerings_of(suppliers), queries.credentials_of(suppliers)
    head: list[Sequence[Value]] = [_COLUMNS]
    return head + [
        _exported(one, offered.get(one.pk, ()), words.standings(actor, held.get(one.pk, ()), day))
        for one in suppliers
    ]


_COLUMNS = (
    "id",
    "kvk",
    "name",
    "legal_form",
    "size_class",
    "description",
    "offering",
    "cpv",
    "themes",
    "target_group_share",
    "credentials",
    "place",
    "postcode",
    "regions",
    "capacity_min",
    "capacity_max",
    "website",
    "email",
    "social_until",
)


def _exported(
    one: queries.Supplier,
    offerings: Sequence[queries.Offering],
    standings: Sequence[tuple[queries.Credential, rules.Standing]],
) -> Sequence[Value]:
    codes = dict.fromkeys(code for offering in offerings for code in offering.cpv)
    holds = [standing for _held, standing in standings if standing.state == "counts"]
    return (
        one.public_id,
        one.kvk,
        one.name,
        one.legal_form,
        one.size_class,
        one.description,
        "; ".join(offering.title for offering in offerings),
        ";".join(codes),
        ";".join(one.themes),
        one.target_group_share,
        ";".join(_held(standing) for standing in holds),
        one.place,
        one.postcode,
        ";".join(one.regions or ()),
        None if one.capacity_min_cents is None else one.capacity_min_cents / 100,
        None if one.capacity_max_cents is None else one.capacity_max_cents / 100,
        one.website,
        one.email,
        one.social_until.isoformat() if one.social_until else "",
    )


def _held(standing: rules.Standing) -> str:
    until = standing.until
    day = "" if until is None or until == rules.LAST_DAY else until.isoformat()
    return f"{standing.credential.code}:{day}" if day else standing.credential.code
