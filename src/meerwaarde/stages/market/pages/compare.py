"""Up to four suppliers side by side: the same questions answered by each, with who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    Link,
    Page,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation import format_percentage
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words

_MOST_LINES = 4


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """The table, who can be left out of it, and a box to add another."""

    table: Table
    left_out: tuple[Link, ...]
    """For each supplier a link to the page without it."""
    full: bool
    typed: str
    matches: tuple[Link, ...]
    """Suppliers of this name, each a link to the page with it."""
    kept: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One supplier with all that is compared."""

    supplier: queries.Supplier
    offerings: Sequence[queries.Offering]
    standings: Sequence[rules.Standing]
    references: Sequence[queries.SupplierReference]
    kinds: rules.Kinds


def compare_page(actor: Actor, public_ids: Sequence[str], typed: str, day: date) -> ComparePage:
    """The page for these suppliers; who does not exist or may not be seen is left out without a word."""
    found = queries.suppliers_to_compare(actor, public_ids)
    chosen = [one.public_id for one in found]
    sides = _sides(actor, found, day)
    return ComparePage(
        title=_("Compare suppliers"),
        intro=_("The same questions, answered by each. What nobody checked says so."),
        crumbs=(Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug])),),
        actions=(Action(label=_("Print"), icon="print", prints=True),) if found else (),
        table=_table(actor, sides, day),
        left_out=tuple(
            Link(
                _("Leave out %(name)s") % {"name": one.name},
                _address(actor, [public_id for public_id in chosen if public_id != one.public_id]),
            )
            for one in found
        ),
        full=len(found) >= queries.MOST_COMPARED,
        typed=typed,
        matches=tuple(
            Link(one.name, _address(actor, [*chosen, one.public_id]))
            for one in (queries.suppliers_named_like(actor, typed) if typed else ())
            if one.public_id not in chosen
        ),
        kept=tuple(chosen),
    )


def _address(actor: Actor, public_ids: Sequence[str]) -> str:
    home = reverse("market:suppliers_compare", args=[actor.slug])
    return f"{home}?{urlencode([('kies', one) for one in public_ids])}" if public_ids else home


def _sides(actor: Actor, found: Sequence[queries.Supplier], day: date) -> list[_Side]:
    offered, held = queries.offerings_of(found), queries.credentials_of(found)
    before, own = queries.references_of(found), queries.own_regions(actor)
    return [
        _Side(
            one,
            offered.get(one.pk, ()),
            [standing for _held, standing in words.standings(actor, held.get(one.pk, ()), day)],
            before.get(one.pk, ()),
            words.kinds_of(one, day, own),
        )
        for one in found
    ]


def _table(actor: Actor, sides: Sequence[_Side], day: date) -> Table:
    url = [reverse("market:supplier", args=[actor.slug, one.supplier.public_id]) for one in sides]
    rows = [
        Row(
            (
                Cell(text=_("Look at the profile")),
                *(_link(one, to) for one, to in zip(sides, url, strict=True)),
            )
        )
    ]
    rows += [
        Row((Cell(text=label), *(answer(one) for one in sides))) for label, answer in _questions(actor, day)
    ]
    return Table(
        caption=_("Compare suppliers"),
        caption_hidden=True,
        columns=(Column(label=_("Question")), *(Column(label=one.supplier.name) for one in sides)),
        rows=tuple(rows) if sides else (),
        empty=EmptyState(
            title=_("Choose suppliers to compare"),
            text=_("Tick two to four in the list, or type a name below."),
            action=Action(label=_("To the list"), url=reverse("market:suppliers", args=[actor.slug])),
            drawing="people",
        ),
    )


def _link(side: _Side, url: str) -> Cell:
    return Cell(text=side.supplier.name, url=url, note=side.supplier.place)


def _questions(actor: Actor, day: date) -> list[tuple[str, Callable[[_Side], Cell]]]:
    law = Law.on(day)
    return [
        (_("What is it?"), _kind),
        (_("Recognitions, and who checked them"), _recognitions),
        (_("What it offers"), _offers),
        (_("CPV codes"), lambda one: _lines(words.cpv_in_words(_codes(one)))),
        (_("Delivers in"), lambda one: Cell(text=words.regions_in_words(one.supplier.regions))),
        (_("Size of one contract"), _contract),
        (_("Ready in"), _lead),
        (_("Size"), lambda one: _plain(words.named(rules.size_classes(law), one.supplier.size_class))),
        (_("People from the target group"), _share),
        (_("Themes"), lambda one: _lines(words.theme_names(one.supplier.themes, day))),
        (_("What it means for society, in its own words"), lambda one: _plain(one.supplier.impact[:400])),
        (_("Works as a subcontractor"), lambda one: _plain(words.yes_no(one.supplier.subcontracts))),
        (_("Works in a combination"), lambda one: _plain(words.yes_no(one.supplier.combines))),
        (_("Did before"), lambda one: _before(actor, one)),
    ]


def _plain(text: str) -> Cell:
    return Cell(text=text or _("Not known"))


def _lines(lines: Sequence[str]) -> Cell:
    shown = list(lines)[:_MOST_LINES]
    more = len(lines) - len(shown)
    note = ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more} if more else ""
    return Cell(text="; ".join(shown) or _("Not known"), note=note)


def _kind(side: _Side) -> Cell:
    known = [str(words.KINDS[kind]) for kind in side.kinds.known]
    return Cell(
        badge=words.kind_badges(side.kinds.known[:1])[0] if known else None,
        text="" if known else _("Not shown"),
        note=", ".join(known[1:]),
    )


def _recognitions(side: _Side) -> Cell:
    """Each with how far it can be trusted; what counts stands first."""
    order = sorted(side.standings, key=lambda one: one.state != "counts")
    return _lines([_trust(one) for one in order]) if order else Cell(text=_("None known"))


def _trust(standing: rules.Standing) -> str:
    name = words.said(rules.credential_name(standing))
    by = standing.credential.verified_for or standing.credential.verified_by
    if standing.state == "counts":
        until = words.day_in_words(standing.until)
        checked = _("checked by %(by)s") % {"by": by} if by else _("checked")
        return f"{name} ({checked}, {_('until')} {until})" if until else f"{name} ({checked})"
    return f"{name} ({str(words.STATES[standing.state][0]).lower()})"


def _offers(side: _Side) -> Cell:
    said = []
    for one in side.offerings:
        price = words.price_in_words(one)
        said.append(f"{one.title} ({price})" if price else one.title)
    return _lines(said)


def _codes(side: _Side) -> list[str]:
    return list(dict.fromkeys(code for one in side.offerings for code in one.cpv))


def _contract(side: _Side) -> Cell:
    return _plain(words.amounts_in_words(side.supplier.capacity_min_cents, side.supplier.capacity_max_cents))


def _lead(side: _Side) -> Cell:
    days = [one.lead_days for one in side.offerings if one.lead_days is not None]
    if not days:
        return _plain("")
    low, high = min(days), max(days)
    if low == high:
        return Cell(text=ngettext("%(days)s day", "%(days)s days", low) % {"days": low})
    return Cell(text=_("%(low)s to %(high)s days") % {"low": low, "high": high})


def _share(side: _Side) -> Cell:
    share = side.supplier.target_group_share
    return _plain("" if share is None else f"{format_percentage(share * 100, words.language())}%")


def _before(actor: Actor, side: _Side) -> Cell:
    """The client's name only where it agreed, or for who reads as an authority."""
    said = []
    for one in side.references:
        named = one.client_agrees or actor.may("suppliers.read")
        said.append(f"{one.what} ({one.client}, {one.year})" if named else f"{one.what} ({one.year})")
    return _lines(said)
