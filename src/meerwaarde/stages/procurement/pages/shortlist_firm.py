"""A supplier as the step "Suppliers" shows it: how it matches, on whose word, and about how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Link
from meerwaarde.platform.layout.context import address
from meerwaarde.rules import distance
from meerwaarde.rules.lifecycle import CONSIDERED, LEFT_OUT
from meerwaarde.rules.matching import Reason, sureness
from meerwaarde.rules.suppliers import Standing, proof_of
from meerwaarde.stages.market.queries import Supplier, sets_among
from meerwaarde.stages.procurement.pages.shortlist_words import (
    kind_badges,
    nearest_offer,
    price_in_words,
    size_of_contracts,
    sureness_badge,
    turns,
    verdict,
)
from meerwaarde.stages.procurement.queries import Invitee, Procurement, Ranked, Search
from meerwaarde.stages.procurement.queries.places import PlaceSought, credentials_on, how_far, place_sought


@dataclass(frozen=True)
class WhyShown:
    """A reason in words, and the recognitions that it rests on: who verified them, and when."""

    text: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FirmShown:
    """A supplier with everything that helps to choose it."""

    id: str
    name: str
    url: str
    place: str
    distance: str
    """About how far it lies from where must be delivered; "" where no place is known to measure from."""
    kinds: tuple[Badge, ...]
    offer: str
    price: str
    size: str
    turns: str
    verdict: str
    """In one line how much fits, does not fit and is not known."""
    sure: Badge | None
    sure_why: str
    met: tuple[WhyShown, ...]
    not_met: tuple[WhyShown, ...]
    unknown: tuple[WhyShown, ...]
    ticked: bool
    settled: bool
    """Whether it was asked already, so that a tick cannot take it off."""
    tick_url: str


def firm_shown(
    actor: Actor,
    procurement: Procurement,
    ranked: Ranked,
    search: Search,
    standing: dict[str, Invitee],
) -> FirmShown:
    supplier, profile, found = ranked.supplier, ranked.candidate.profile, ranked.match
    on_list = standing.get(supplier.public_id)
    offer = nearest_offer(supplier, search.need.cpv or ())
    how_sure = sureness(found)
    standings = credentials_on(supplier, search.day)
    met, not_met, unknown = (
        _why(reasons, standings) for reasons in (found.met, found.not_met, found.unknown)
    )
    return FirmShown(
        id=supplier.public_id,
        name=supplier.name,
        url=address("market:supplier", actor.slug, supplier.public_id),
        place=supplier.place,
        distance=distance_in_words(place_sought(procurement, search.need), supplier),
        kinds=kind_badges(profile.kinds or ()),
        offer=offer.title if offer else "",
        price=price_in_words(offer),
        size=size_of_contracts(profile),
        turns=turns(profile),
        verdict=verdict(len(met), len(not_met), len(unknown)),
        sure=sureness_badge(how_sure.grade),
        sure_why=how_sure.why.in_language(get_language() or "nl"),
        met=met,
        not_met=not_met,
        unknown=unknown,
        ticked=on_list is not None and on_list.state != LEFT_OUT,
        settled=on_list is not None and on_list.state not in (CONSIDERED, LEFT_OUT),
        tick_url=_tick(actor, procurement, supplier.public_id),
    )


def archived_firm(actor: Actor, procurement: Procurement, one: Invitee) -> FirmShown:
    """A firm that was taken out of the directory since: what is known of it stands on the list itself."""
    return FirmShown(
        id=one.supplier.public_id,
        name=one.supplier.name,
        url=address("market:supplier", actor.slug, one.supplier.public_id),
        place=one.supplier.place,
        distance="",
        kinds=kind_badges(one.kinds),
        offer="",
        price="",
        size="",
        turns="",
        verdict="",
        sure=None,
        sure_why="",
        met=(),
        not_met=(),
        unknown=(WhyShown(_("This firm no longer stands in the directory.")),),
        ticked=True,
        settled=one.state not in (CONSIDERED, LEFT_OUT),
        tick_url=_tick(actor, procurement, one.supplier.public_id),
    )


@dataclass(frozen=True)
class TogetherShown:
    """Suppliers that together cover more than each of them, and what nobody of them covers."""

    partners: tuple[tuple[str, str], ...]
    """Name, and why it is needed."""
    open: tuple[str, ...]


def together_shown(search: Search) -> tuple[TogetherShown, ...]:
    language = get_language() or "nl"
    sets, suppliers = sets_among(search.need, [one.candidate for one in search.ranked])
    return tuple(
        TogetherShown(
            tuple((suppliers[one.supplier].name, one.brings.in_language(language)) for one in each.partners),
            tuple(one.in_language(language) for one in each.open),
        )
        for each in sets
    )


def from_where(place: PlaceSought) -> str:
    """From where distances are measured, or why there are none. A distance is never a ground to ask."""
    if place.names:
        places = ", ".join(dict.fromkeys(place.names.values()))
        if place.own:
            return _("Seen from your own area: %(places)s. Near is no reason by itself.") % {"places": places}
        return _("Seen from %(places)s. Near is no reason by itself.") % {"places": places}
    if place.asked:
        return _("None: a distance needs a municipality, and this names a larger area.")
    return _("None: nobody said where it must be delivered.")


def distance_in_words(place: PlaceSought, supplier: Supplier) -> str:
    """About how far a supplier lies from the nearest place of delivery."""
    if not place.names:
        return ""
    found = how_far(place, supplier)
    if found is None:
        return _("distance unknown")
    kilometres, name = found
    far = distance.in_words(kilometres).in_language(_language())
    return _("%(distance)s of %(place)s") % {"distance": far, "place": name}


def directory_around(actor: Actor, procurement: Procurement, search: Search) -> Link:
    """The directory of suppliers with the same code and the same place."""
    asked = {}
    if search.need.cpv:
        asked["cpv"] = search.need.cpv[0]
    else:
        asked["q"] = procurement.title
    place = place_sought(procurement, search.need)
    if place.names:
        asked["near"] = distance.postcode_areas()[next(iter(place.names))].name
    url = reverse("market:suppliers", args=[actor.slug]) if actor.may("directory.read") else ""
    return Link(_("Search further in the list of suppliers"), f"{url}?{urlencode(asked)}" if url else "")


def _why(reasons: Sequence[Reason], standings: Sequence[Standing]) -> tuple[WhyShown, ...]:
    """The reasons as sentences; whose turn it is stands in a line of its own."""
    return tuple(
        WhyShown(one.text.in_language(_language()), _proofs(one.code, standings))
        for one in reasons
        if one.code != "turn"
    )


def _proofs(code: str, standings: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(proof_of(one).in_language(_language()) for one in standings if _bears_on(code, one))


def _bears_on(code: str, one: Standing) -> bool:
    """Whether a reason rests on this recognition: what a firm is, and whether a reservation fits it."""
    if code == "kind":
        return one.makes != "none"
    return code == "reserved" and one.kind is not None and one.kind.bears_on_2_82


def _tick(actor: Actor, procurement: Procurement, supplier: str) -> str:
    return reverse("procurement:shortlist_tick", args=[actor.slug, procurement.public_id, supplier])


def _language() -> str:
    return get_language() or "nl"
