"""Searching the directory: the question, who fits it and why a row counts as social, as a list or a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    Page,
    Pick,
    Row,
    Table,
    narrows,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import SupplierFilterForm, supplier_query
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.narrowing import Chosen, NarrowingPanel, chosen, narrowing_panel
from meerwaarde.stages.market.pages.supplier_map import SupplierMap, supplier_map

MAP = "kaart"
COMPARE_FORM = "compare"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One way to look at the results; the current one is no link."""

    label: str
    url: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Results:
    """What answers the question; drawn again with each letter that is typed."""

    found: str
    chosen: tuple[Chosen, ...]
    clear_url: str
    views: tuple[Turn, ...]
    sorts: tuple[Turn, ...]
    keep: tuple[Action, ...]
    """What can be done with this very question: save it, freeze it, take the list along."""
    narrow_url: str
    narrowing: NarrowingPanel | None
    """Filled where the numbers were asked for; otherwise they are fetched from `narrow_url`."""
    compare_url: str
    table: Table | None = None
    map: SupplierMap | None = None
    address: str = ""
    """The address of this question, for the bar of the browser."""


@dataclass(frozen=True, kw_only=True)
class DirectoryPage(Page):
    """The search. Filters that few people use stay folded until one of them is used."""

    filters: SupplierFilterForm
    filters_in_use: int
    more_filters_used: bool
    home_url: str
    carried: tuple[tuple[str, str], ...]
    """What the form sends along: the order and the view that were chosen."""
    results: Results


def directory_page(
    actor: Actor,
    form: SupplierFilterForm,
    day: date,
    *,
    sort: str = "",
    after: str = "",
    view: str = "",
    numbers: bool = False,
) -> DirectoryPage:
    """One page of what was found; sorting, paging and the view keep the question."""
    results = results_of(actor, form, day, sort=sort, after=after, view=view, numbers=numbers)
    asked = supplier_query(form.wanted())
    return DirectoryPage(
        title=_("Suppliers"),
        intro=_("Who can deliver what, and what they can show for it. All authorities use one directory."),
        actions=_actions(actor),
        filters=form,
        filters_in_use=sum(narrows(bound) for bound in form.visible_fields() if bound.name not in _AT_HAND),
        more_filters_used=bool(_MORE & asked.keys()),
        home_url=reverse("market:suppliers", args=[actor.slug]),
        carried=tuple(_carried(sort, view).items()),
        results=results,
    )


_AT_HAND = frozenset({"q", "km"})
_MORE = frozenset({"category", "offering", "theme", "credential", "size", "share", "seat", "archived"})


def _carried(sort: str, view: str) -> dict[str, str]:
    return {
        **({"volgorde": sort} if sort in queries.SORTS else {}),
        **({"weergave": view} if view == MAP else {}),
    }


def results_of(
    actor: Actor,
    form: SupplierFilterForm,
    day: date,
    *,
    sort: str = "",
    after: str = "",
    view: str = "",
    numbers: bool = False,
) -> Results:
    """What answers the question, without the form around it."""
    wanted = form.wanted()
    order = sort if sort in _possible(wanted) else wanted.usual_sort
    asked = supplier_query(wanted)
    address = _addressed(actor, _carried(sort if sort == order else "", view))
    answer = queries.answering(wanted.text)
    as_map = view == MAP
    found = (
        None
        if as_map
        else queries.listed_suppliers(actor, wanted, day=day, sort=order, after=after, words=answer)
    )
    number = found.number if found else queries.counted_suppliers(actor, wanted, day, answer)
    return Results(
        found=_fitting(number) if as_map else _found(number, order),
        chosen=chosen(actor, wanted, day, address),
        clear_url=reverse("market:suppliers", args=[actor.slug]) if asked else "",
        views=(
            Turn(label=_("List"), url=address(asked, weergave=""), icon="task", current=not as_map),
            Turn(label=_("Map"), url=address(asked, weergave=MAP), icon="place", current=as_map),
        ),
        sorts=()
        if as_map or number < 2
        else tuple(
            Turn(label=str(_SORTS[one]()), url=address(asked, volgorde=one), current=one == order)
            for one in _possible(wanted)
        ),
        keep=_keep(actor, asked, found=number),
        narrow_url="" if numbers else address(asked, aantallen="1"),
        narrowing=narrowing_panel(actor, wanted, day, address) if numbers else None,
        compare_url=reverse("market:suppliers_compare", args=[actor.slug]),
        table=_table(
            actor,
            wanted,
            day,
            found,
            before=address(asked) if after else "",
            next_page=lambda last: address(asked, na=last),
        )
        if found
        else None,
        map=supplier_map(actor, wanted, day, lambda question: address(question, weergave=""))
        if as_map
        else None,
        address=address(asked),
    )


def numbers_of(actor: Actor, form: SupplierFilterForm, day: date, *, sort: str, view: str) -> NarrowingPanel:
    """What the results can be narrowed by, on its own."""
    return narrowing_panel(actor, form.wanted(), day, _addressed(actor, _carried(sort, view)))


def _addressed(actor: Actor, kept: Mapping[str, str]) -> Callable[..., str]:
    """Gives the address of a question, with the order and the view that were chosen."""
    home = reverse("market:suppliers", args=[actor.slug])

    def address(question: Mapping[str, str], **more: str) -> str:
        query = urlencode({name: value for name, value in {**question, **kept, **more}.items() if value})
        return f"{home}?{query}" if query else home

    return address


def _possible(wanted: queries.SupplierFilter) -> tuple[str, ...]:
    """The orders in which this question can be answered, the usual one first."""
    return tuple(
        dict.fromkeys(
            (
                wanted.usual_sort,
                *(("relevance",) if wanted.text else ()),
                *(("distance",) if wanted.near else ()),
                "name",
                "newest",
            )
        )
    )


_SORTS = {
    "name": lambda: _("by name"),
    "newest": lambda: _("newest first"),
    "relevance": lambda: _("best match first"),
    "distance": lambda: _("nearest first"),
}


def _table(
    actor: Actor,
    wanted: queries.SupplierFilter,
    day: date,
    found: queries.SupplierList,
    *,
    before: str,
    next_page: Callable[[str], str],
) -> Table:
    return Table(
        caption=_("Suppliers"),
        caption_hidden=True,
        columns=(
            Column(label=_("Supplier")),
            Column(label=_("Offers")),
            Column(label=_("What it is, and why")),
            Column(label=_("Delivers in")),
            Column(label=_("Compare"), compact=True),
        ),
        rows=_rows(actor, found.rows, day, wanted.near),
        empty=_nothing(actor, used=wanted != queries.SupplierFilter()),
        previous_url=before,
        next_url=next_page(found.after) if found.after else "",
    )


def _fitting(number: int) -> str:
    """A map has no order."""
    if number > queries.MOST_COUNTED:
        return _("More than 1,000 suppliers fit")
    return ngettext("%(number)s supplier fits", "%(number)s suppliers fit", number) % {"number": number}


def _found(number: int, order: str) -> str:
    by = str(_SORTS[order]())
    if number > queries.MOST_COUNTED:
        most = format_number(queries.MOST_COUNTED, words.language())
        return _("More than %(number)s suppliers, %(by)s") % {"number": most, "by": by}
    return ngettext("%(number)s supplier", "%(number)s suppliers, %(by)s", number) % {
        "number": number,
        "by": by,
    }


def _rows(actor: Actor, suppliers: Sequence[queries.ListedSupplier], day: date, near: str) -> tuple[Row, ...]:
    offered, held = queries.offered_by(suppliers), queries.shown_by(suppliers)
    own = queries.own_regions(actor)
    far = distance.areas_within(near) if near else {}
    url = addresses("market:supplier", actor.slug)
    return tuple(
        Row(
            (
                Cell(
                    text=one.name,
                    url=url(one.public_id),
                    note=" · ".join(
                        part for part in (one.place, _far(far, one.area), _keeper(actor, one)) if part
                    ),
                ),
                _offers(offered.get(one.pk, ())),
                _kind(actor, one, held.get(one.pk, ()), own, day),
                Cell(text=words.regions_in_words(one.regions)),
                Cell(
                    pick=Pick(
                        form=COMPARE_FORM,
                        name="kies",
                        value=one.public_id,
                        label=_("Compare %(name)s") % {"name": one.name},
                    )
                ),
            )
        )
        for one in suppliers
    )


def _far(far: Mapping[str, int], area: str) -> str:
    if not far:
        return ""
    return words.said(distance.in_words(far[area])) if area in far else _("distance not known")


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


def _actions(actor: Actor) -> tuple[Action, ...]:
    taking_in = (_taking_in(actor),) if actor.may("suppliers.import") else ()
    entering = (_new(actor),) if actor.may("suppliers.write") else ()
    return (*taking_in, *entering)


def _keep(actor: Actor, asked: dict[str, str], *, found: int) -> tuple[Action, ...]:
    """Saving and freezing are for a question; the whole directory is none.

    That nobody was found is evidence as well, and one wants to hear when somebody comes.
    """
    query, used = f"?{urlencode(asked)}" if asked else "", bool(asked)
    keeping = (
        Action(
            label=_("Save this search"),
            url=reverse("market:save_search", args=[actor.slug]) + query,
            icon="notice",
        ),
    )
    freezing = (
        Action(
            label=_("Freeze as evidence"),
            url=reverse("market:freeze_search", args=[actor.slug]) + query,
            icon="lock",
        ),
    )
    kept = Action(
        label=_("Kept searches"),
        url=reverse("market:kept_searches", args=[actor.slug]),
        kind="quiet",
        icon="open",
    )
    return (
        *(keeping if used and actor.may("alerts.own") else ()),
        *(freezing if used and actor.may("enquiries.write") else ()),
        *((kept,) if actor.may("alerts.own") and (found or used) else ()),
        *(_files(actor, query) if found and actor.may("suppliers.read") else ()),
    )


def _files(actor: Actor, query: str) -> tuple[Action, ...]:
    return tuple(
        Action(
            label=label,
            url=reverse("market:suppliers_export", args=[actor.slug, form]) + query,
            icon="download",
            kind="quiet",
        )
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
    )


def _taking_in(actor: Actor) -> Action:
    url = reverse("market:supplier_imports", args=[actor.slug])
    return Action(label=_("Take in a list of suppliers"), url=url, icon="upload")


def _new(actor: Actor) -> Action:
    url = reverse("market:supplier_new", args=[actor.slug])
    return Action(label=_("Add a supplier"), url=url, icon="add", kind="primary")


def _nothing(actor: Actor, *, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No supplier fits these filters"),
            text=_("Try fewer filters or a wider area. Somebody who is not listed may still exist."),
            action=Action(label=_("Clear all filters"), url=reverse("market:suppliers", args=[actor.slug])),
            drawing="search",
        )
    return EmptyState(
        title=_("No suppliers yet"),
        text=_("Begin with one that you know and like. A name is enough; the rest can follow."),
        action=_new(actor) if actor.may("suppliers.write") else None,
        drawing="people",
    )
