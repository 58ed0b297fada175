"""Reads of needs and offers: what is public, what is whose, what waits, and how far a need is covered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import (
    Membership,
    Organisation,
    Person,
    authorities,
    memberships_at,
    organisation,
)
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.needs import ASKER, KINDS, Cover, cover
from meerwaarde.stages.market.models import Need, NeedConfirmation, NeedMessage, NeedOffer
from meerwaarde.stages.market.queries.notices import Findable
from meerwaarde.stages.market.queries.suppliers import EVERYWHERE
from meerwaarde.stages.market.queries.values import one_value

__all__ = ["Need", "NeedConfirmation", "NeedMessage", "NeedOffer", "Organisation"]

PUBLIC: Final = ("open", "closed")
COUNTS: Final = ("agreed", "confirmed")
"""Offers that cover a part of the need."""
ON_A_PAGE: Final = 25
FEED_LENGTH: Final = 100
KEEPERS: Final = {"civic": ("civic_coordinator",), "supplier": ("supplier_owner",)}
REMIND_EVERY: Final = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class NeedFilter:
    """What narrows the list; empty narrows nothing. `region` is a code of an area."""

    text: str = ""
    kind: str = ""
    region: str = ""
    authority: str = ""


@dataclass(frozen=True)
class KindFigures:
    """What was asked, agreed and given of one kind in one unit, at one authority."""

    kind: str
    unit: str
    needs: int
    asked: Decimal
    agreed: Decimal
    given: Decimal


# --- what is open to everybody --------------------------------------------------------------------------


def open_needs(day: date) -> QuerySet[Need]:
    """Public needs whose last day has not passed."""
    return Need.objects.filter(state="open", until__gte=day, handler__active=True).select_related(
        "handler", "asker"
    )


def filtered_needs(wanted: NeedFilter, day: date) -> QuerySet[Need]:
    """All that fits, newest first."""
    rows = open_needs(day)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.authority:
        rows = rows.filter(handler__slug=wanted.authority)
    if wanted.region:
        rows = rows.filter(region__in=_within(wanted.region))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(what__icontains=word)
            | Q(asker_name__icontains=word)
            | Q(place__icontains=word)
        )
    return rows.order_by("-pk")


def listed_needs(wanted: NeedFilter, day: date, *, after: str = "", most: int = ON_A_PAGE) -> list[Need]:
    """One page and one row more when there is a next; `after` is the public id of the last row before it."""
    rows = filtered_needs(wanted, day)
    if after.isalnum():
        last = Need.objects.filter(public_id=after).values_list("pk", flat=True).first()
        rows = rows.filter(pk__lt=last) if last else rows
    return list(rows[: most + 1])


def _within(region: str) -> list[str]:
    """The codes that stand with open needs and lie in this area."""
    used = Need.objects.filter(state="open").exclude(region="").order_by().values_list("region", flat=True)
    return [code for code in set(used) if region in (code, *rules.wider(code))]


def newest_needs(day: date) -> list[Need]:
    """What was approved last, for a feed."""
    return list(open_needs(day).order_by("-approved_at", "-pk")[:FEED_LENGTH])


def public_need(public_id: str) -> Need | None:
    """One need that everybody may read, also when it is finished."""
    return (
        Need.objects.filter(public_id=public_id, state__in=PUBLIC, handler__active=True)
        .select_related("handler", "asker")
        .first()
    )


def need_from(source: str, source_id: str) -> Need | None:
    """The need that another platform knows by this key, whatever its state."""
    return Need.objects.filter(source=source, source_id=source_id).select_related("asker").first()


def offer_from(source: str, source_id: str) -> NeedOffer | None:
    """The agreement that another platform knows by this key."""
    found = NeedOffer.objects.filter(source=source, source_id=source_id)
    return found.select_related("need__asker", "need__entered_by__person").first()


def needs_to_share(handler_id: int, day: date) -> list[Need]:
    """What an authority approved of its own organisations: what another platform may show as well."""
    return list(open_needs(day).filter(handler_id=handler_id, source="").order_by("pk"))


def regions_with_needs(day: date) -> list[str]:
    """The areas in which something is asked, and the provinces around them."""
    used = set(open_needs(day).exclude(region="").order_by().values_list("region", flat=True))
    around = {wider for code in used for wider in rules.wider(code) if len(wider) == 4}
    return sorted(used | around, key=rules.region_name)


def authorities_with_needs(day: date) -> list[tuple[str, str]]:
    """Address and name of the authorities with something open, by name."""
    rows = open_needs(day).order_by("handler__name").values_list("handler__slug", "handler__name")
    return list(rows.distinct())


# --- what the search finds ------------------------------------------------------------------------------


def findable_need(need: Need) -> Findable:
    """What the index keeps of a need that everybody may read: nothing of people."""
    return Findable(
        kind="need",
        object_id=need.public_id,
        url=reverse("market:need", args=[EVERYWHERE, need.public_id]),
        title=need.title,
        summary=" · ".join(part for part in (need.asker_name, need.place) if part),
        text=f"{need.what}\n{need.for_whom}\n{KINDS[need.kind].nl}",
    )


def all_needs_findable(handler_id: int) -> Iterator[Findable]:
    """The open needs that an authority approved, for an index that is made anew."""
    for one in Need.objects.filter(state="open", handler_id=handler_id).order_by("pk").iterator():
        yield findable_need(one)


def needs_to_find(actor: Actor, public_ids: Collection[str], day: date) -> Set[str]:
    """Which of these somebody finds who searches: open ones whose last day has not passed. One query."""
    rows = needs_visible_to(actor).filter(state="open", until__gte=day, handler__active=True)
    found = rows.filter(public_id__in=one_value(sorted(public_ids))).order_by()
    return set(found.values_list("public_id", flat=True))


# --- what is whose --------------------------------------------------------------------------------------


def needs_visible_to(actor: Actor) -> QuerySet[Need]:
    """Everything public, one's own, what lies with one's authority, and what one's firm offered on."""
    if not actor.may("needs.read"):
        return Need.objects.none()
    here = actor.organisation_id
    seen = Q(state__in=PUBLIC)
    if actor.kind == Organisation.Kind.CIVIC:
        seen |= Q(asker_id=here)
    elif actor.kind == Organisation.Kind.AUTHORITY:
        seen |= Q(handler_id=here) & ~Q(state="draft")
    else:
        seen |= Q(Exists(NeedOffer.objects.filter(need=OuterRef("pk"), firm_id=here)))
    return Need.objects.filter(seen).select_related("handler", "asker", "entered_by__person", "approved_by")


def need(actor: Actor, public_id: str) -> Need | None:
    """One need that the actor may see."""
    return needs_visible_to(actor).filter(public_id=public_id).first()


def own_needs(actor: Actor) -> list[Need]:
    """What the actor's civic organisation asks or asked, newest first."""
    if not actor.may("needs.ask"):
        return []
    return list(needs_visible_to(actor).filter(asker_id=actor.organisation_id).order_by("-pk")[:200])


def needs_to_approve(actor: Actor) -> list[Need]:
    """What lies with the actor's authority, longest first."""
    if not actor.may("needs.approve"):
        return []
    rows = needs_visible_to(actor).filter(handler_id=actor.organisation_id, state="submitted")
    return list(rows.order_by("waits_since", "pk")[:100])


def needs_handled(actor: Actor) -> QuerySet[Need]:
    """All needs that this authority looked at, newest first."""
    return needs_visible_to(actor).filter(handler_id=actor.organisation_id).order_by("-pk")


def messages_of(found: Need) -> list[NeedMessage]:
    """The dialogue, in order."""
    return list(NeedMessage.objects.filter(need=found).select_related("by__organisation").order_by("pk"))


def offers_visible_to(actor: Actor) -> QuerySet[NeedOffer]:
    """Offers on one's own needs, of one's own firm, or on needs that one's authority handles."""
    if not actor.may("needs.read"):
        return NeedOffer.objects.none()
    here = actor.organisation_id
    seen = {
        Organisation.Kind.CIVIC: Q(need__asker_id=here),
        Organisation.Kind.AUTHORITY: Q(need__handler_id=here),
    }.get(Organisation.Kind(actor.kind), Q(firm_id=here))
    said = Prefetch("confirmations", NeedConfirmation.objects.order_by("side"))
    return (
        NeedOffer.objects.filter(seen)
        .select_related("need__handler", "need__asker", "need__entered_by__person", "firm")
        .prefetch_related(said)
    )


def offer(actor: Actor, public_id: str) -> NeedOffer | None:
    """One offer that the actor may see."""
    return offers_visible_to(actor).filter(public_id=public_id).first()


def offers_on(actor: Actor, found: Need) -> list[NeedOffer]:
    """The offers on a need that the actor may see, newest first."""
    return list(offers_visible_to(actor).filter(need=found).order_by("-pk")[:200])


def own_offers(actor: Actor) -> list[NeedOffer]:
    """What the actor's firm offered, newest first."""
    if not actor.may("needs.offer"):
        return []
    return list(offers_visible_to(actor).order_by("-pk")[:200])


def offers_standing(found: Need) -> list[NeedOffer]:
    """Offers that still count on something: offered, or agreed and not yet confirmed."""
    rows = NeedOffer.objects.filter(need=found, state__in=("offered", "agreed")).select_related("firm")
    return list(rows.order_by("pk"))


def open_offer_of(found: Need, firm_id: int) -> NeedOffer | None:
    """What this firm offered and was not answered yet."""
    return NeedOffer.objects.filter(need=found, firm_id=firm_id, state="offered").first()


def confirmations_of(found: NeedOffer) -> dict[str, NeedConfirmation]:
    """What each side says was given, as it stands in the database now."""
    return {one.side: one for one in NeedConfirmation.objects.filter(offer=found)}


# --- figures --------------------------------------------------------------------------------------------


def covers(needs: Iterable[Need]) -> dict[int, Cover]:
    """How far each need is covered, by key. Two queries."""
    by_key = {one.pk: one for one in needs}
    promised: dict[int, list[tuple[Decimal, Decimal | None]]] = {key: [] for key in by_key}
    rows = NeedOffer.objects.filter(need_id__in=list(by_key), state__in=COUNTS)
    given = dict(
        NeedConfirmation.objects.filter(
            offer__need_id__in=list(by_key), offer__state="confirmed", side=ASKER
        ).values_list("offer_id", "quantity")
    )
    for key, need_id, quantity in rows.values_list("pk", "need_id", "quantity"):
        promised[need_id].append((quantity, given.get(key)))
    return {key: cover(one.quantity, promised[key]) for key, one in by_key.items()}


def figures(actor: Actor) -> list[KindFigures]:
    """What was asked, agreed and given at the actor's authority, per kind and unit. Three queries."""
    mine = Need.objects.filter(handler_id=actor.organisation_id, state__in=PUBLIC)
    if not actor.may("needs.read"):
        mine = mine.none()
    asked = mine.order_by().values_list("kind", "unit").annotate(Count("pk"), Sum("quantity"))
    offered = NeedOffer.objects.filter(need__in=mine).order_by()
    agreed = {
        (kind, unit): total
        for kind, unit, total in offered.filter(state__in=COUNTS)
        .values_list("need__kind", "need__unit")
        .annotate(Sum("quantity"))
    }
    said = NeedConfirmation.objects.filter(offer__in=offered.filter(state="confirmed"), side=ASKER).order_by()
    given = {
        (kind, unit): total
        for kind, unit, total in said.values_list("offer__need__kind", "offer__need__unit").annotate(
            Sum("quantity")
        )
    }
    return [
        KindFigures(
            kind,
            unit,
            count,
            total,
            agreed.get((kind, unit), Decimal(0)),
            given.get((kind, unit), Decimal(0)),
        )
        for kind, unit, count, total in sorted(asked)
    ]


def offers_counted(actor: Actor) -> dict[str, int]:
    """How many offers on needs of the actor's authority stand in each state."""
    rows = offers_visible_to(actor).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


# --- what waits, and whom to write ----------------------------------------------------------------------


def offers_to_answer(actor: Actor) -> list[NeedOffer]:
    """Offers on the actor's needs that nobody answered."""
    if not actor.may("needs.ask"):
        return []
    return list(offers_visible_to(actor).filter(state="offered").order_by("pk")[:20])


def agreements_of(actor: Actor) -> list[NeedOffer]:
    """Agreements of the actor's side that are not confirmed by both."""
    if not (actor.may("needs.ask") or actor.may("needs.offer")):
        return []
    return list(offers_visible_to(actor).filter(state="agreed").order_by("pk")[:50])


def agreements_to_remind(day: date) -> list[NeedOffer]:
    """Agreements whose day has passed and that one side, or both, did not confirm; not reminded lately."""
    before = day - REMIND_EVERY
    rows = NeedOffer.objects.filter(state="agreed").filter(
        Q(reminded_at__isnull=True) | Q(reminded_at__date__lte=before)
    )
    due = Q(on__lt=day) | Q(on__isnull=True, agreed_at__date__lte=before)
    return list(
        rows.filter(due)
        .select_related("need__asker", "need__entered_by__person", "firm", "offered_by__person")
        .prefetch_related("confirmations")
        .order_by("pk")[:500]
    )


def readers_at(place: Organisation | None, first: Membership | None, day: date) -> list[Person]:
    """Whom to write at a firm or civic organisation: who did it, else all who let people in there."""
    if place is None:
        return []
    held = memberships_at(place.pk, day)
    if first is not None and (same := held.filter(person_id=first.person_id).first()):
        return [same.person]
    keepers: Sequence[str] = KEEPERS.get(place.kind, ())
    found = {one.person_id: one.person for one in held.filter(role__in=keepers)}
    return list(found.values())


def may_handle() -> list[Organisation]:
    """The authorities that a need can be put to, by name."""
    return list(authorities().order_by("name"))


def usual_handler(actor: Actor) -> str:
    """The authority that the actor's organisation asked last; "" the first time."""
    last = Need.objects.filter(asker_id=actor.organisation_id).order_by("-pk")
    return last.values_list("handler__public_id", flat=True).first() or ""


def name_of(actor: Actor) -> str:
    """The name of the actor's organisation, as it is now."""
    return organisation(actor.organisation_id).name


def need_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these needs."""
    rows = needs_visible_to(actor).filter(public_id__in=list(public_ids))
    return dict(rows.order_by().values_list("public_id", "title"))


def offer_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these offers: by need and firm."""
    rows = offers_visible_to(actor).filter(public_id__in=list(public_ids))
    return {one.public_id: f"{one.need.title}: {one.firm_name}" for one in rows}
