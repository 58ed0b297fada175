"""Reads of searches that people keep: saved ones with their news, and frozen ones as evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Final

import rfc8785
from django.core.signing import BadSignature, Signer
from django.db.models import Count, DateTimeField, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.search.queries import search
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.distance import postcode_areas
from meerwaarde.rules.found_because import Asked, Facts, reasons
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.models import (
    FrozenSearch,
    SavedSearch,
    SavedSearchHit,
    SavedSearchLook,
    Supplier,
)
from meerwaarde.stages.market.queries.directory import SupplierFilter, cpv_groups_of, filtered_suppliers
from meerwaarde.stages.market.queries.suppliers import (
    MOST_BY_WORDS,
    credential_facts,
    credentials_of,
    offerings_of,
    suppliers_visible_to,
)

__all__ = ["FrozenSearch", "SavedSearch"]

MOST_KEPT: Final = 500
"""Results of one search that are kept: more than a person can look through says "too wide"."""

FORM: Final = "meerwaarde/frozen-search/1"


def filter_of(asked: Mapping[str, Any]) -> SupplierFilter:
    """A question as it was kept; a part that this version does not know is left out."""
    known = {one.name for one in fields(SupplierFilter)}
    return SupplierFilter(**{name: value for name, value in asked.items() if name in known})


def kept_filter(wanted: SupplierFilter) -> dict[str, Any]:
    """A question as it is kept: only what was asked."""
    return {name: value for name, value in asdict(wanted).items() if value}


# --- saved ----------------------------------------------------------------------------------------------


def saved_visible_to(actor: Actor) -> QuerySet[SavedSearch]:
    """One's own, and those that colleagues share."""
    if not actor.may("alerts.own"):
        return SavedSearch.objects.none()
    here = SavedSearch.objects.filter(organisation_id=actor.organisation_id)
    return here.filter(Q(owner_id=actor.membership_id) | Q(shared=True)).select_related("owner__person")


def saved_search(actor: Actor, public_id: str) -> SavedSearch | None:
    return saved_visible_to(actor).filter(public_id=public_id).first()


def saved_with_news(actor: Actor) -> list[tuple[SavedSearch, int]]:
    """Each with how much was found since this person last looked, or since it was made. One query."""
    looked = SavedSearchLook.objects.filter(search=OuterRef("pk"), membership_id=actor.membership_id or 0)
    since = Coalesce(Subquery(looked.values("seen_at")), F("made_at"), output_field=DateTimeField())
    found = saved_visible_to(actor).annotate(
        since=since, news=Count("hits", filter=Q(hits__first_seen__gt=since))
    )
    return [(one, one.news) for one in found]


def news_since(search: SavedSearch, since: datetime) -> list[str]:
    """Public ids of what was first found after a moment, the oldest first: for a page, and for digests."""
    found = SavedSearchHit.objects.filter(search=search, first_seen__gt=since).order_by("first_seen", "pk")
    return list(found.values_list("object_id", flat=True))


def last_look(actor: Actor, search: SavedSearch) -> datetime:
    """When this person last looked at it; the moment of saving where never."""
    look = SavedSearchLook.objects.filter(search=search, membership_id=actor.membership_id or 0).first()
    return search.made_at if look is None else look.seen_at


def stop_token(search: SavedSearch) -> str:
    """What stands in the address that stops letters about this search: signed, not to be guessed."""
    return Signer(sep=".", salt=_STOP).sign(search.public_id)


def search_of_stop(token: str) -> SavedSearch | None:
    """The search whose letters this address stops."""
    public_id = _unsigned(token)
    if not public_id:
        return None
    rows = SavedSearch.objects.select_related("owner__person", "organisation")
    return rows.filter(public_id=public_id).first()


_STOP = "searches.stop"


def is_stop_token(token: str) -> bool:
    """Whether we wrote this address in a letter, also where the search is gone."""
    return bool(_unsigned(token))


def _unsigned(token: str) -> str:
    try:
        return Signer(sep=".", salt=_STOP).unsign(token)
    except BadSignature:
        return ""


def kept_hits(search: SavedSearch) -> set[str]:
    return set(SavedSearchHit.objects.filter(search=search).values_list("object_id", flat=True))


def searches_to_look_up() -> Iterator[SavedSearch]:
    """All of them with their owner; those that were looked up longest ago first."""
    rows = SavedSearch.objects.filter(kind="suppliers").select_related(
        "owner__person", "owner__organisation", "owner__department", "organisation"
    )
    yield from rows.order_by(F("looked_up_at").asc(nulls_first=True), "pk").iterator(chunk_size=200)


def found_now(actor: Actor, wanted: SupplierFilter, day: date) -> list[str]:
    """Public ids that fit now, at most one more than `MOST_KEPT`."""
    rows = filtered_suppliers(actor, wanted, day).order_by("pk")
    return list(rows.values_list("public_id", flat=True)[: MOST_KEPT + 1])


# --- frozen ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """What the same question finds now, beside what it found then."""

    intact: bool
    """The hash still fits what is kept."""
    same: int
    gone: tuple[str, ...]
    """Names of who was found then and not now."""
    new: tuple[tuple[str, str], ...]
    """Public id and name of who is found now and was not then."""
    otherwise: tuple[tuple[str, str], ...]
    """Public id and name of who is found for other reasons."""


def frozen_visible_to(actor: Actor) -> QuerySet[FrozenSearch]:
    """Evidence of the actor's own organisation."""
    if not actor.may("directory.read"):
        return FrozenSearch.objects.none()
    rows = FrozenSearch.objects.filter(organisation_id=actor.organisation_id)
    return rows.select_related("by__person")


def frozen_search(actor: Actor, public_id: str) -> FrozenSearch | None:
    return frozen_visible_to(actor).filter(public_id=public_id).first()


def frozen_listed(actor: Actor, most: int = 100) -> list[FrozenSearch]:
    """The newest, without what they hold."""
    return list(frozen_visible_to(actor).defer("content")[:most])


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()


def state_of_directory() -> dict[str, Any]:
    """On which data a search rests: how many suppliers there were, and when the last one changed."""
    found = Supplier.objects.filter(archived_at=None).aggregate(number=Count("pk"), until=Max("changed_at"))
    until = found["until"]
    return {"suppliers": found["number"], "changedUntil": until.isoformat() if until else ""}


def results_with_reasons(actor: Actor, wanted: SupplierFilter, day: date) -> list[dict[str, Any]] | None:
    """All that fit, by name, each with why; None where more than `MOST_KEPT` do. Queries do not grow."""
    rows = filtered_suppliers(actor, wanted, day).order_by("name", "pk")
    found = list(rows[: MOST_KEPT + 1])
    if len(found) > MOST_KEPT:
        return None
    asked = _asked(actor, wanted)
    why = {hit.object_id: hit.why for hit in _hits(wanted.text)} if wanted.text else {}
    offered, held = offerings_of(found), credentials_of(found)
    kinds, law = rules.credential_kinds(Law.on(day)), Law.on(day)
    sizes = {one.code: one.name.nl for one in rules.size_classes(law)}
    results = []
    for one in found:
        facts = [credential_facts(each) for each in held.get(one.pk, ())]
        codes = dict.fromkeys(code for offering in offered.get(one.pk, ()) for code in offering.cpv)
        told = reasons(
            asked,
            Facts(
                name=one.name,
                area=one.area,
                cpv=tuple(codes),
                regions=tuple(one.regions or ()),
                themes=tuple(one.themes),
                size=sizes.get(one.size_class, one.size_class),
                share_percent=_percent(one),
                social_until=one.social_until,
                innovator_until=one.innovator_until,
                small=one.small,
                held=rules.standing(facts, day, kinds),
                words=why.get(one.public_id, ""),
            ),
        )
        results.append(
            {
                "id": one.public_id,
                "version": one.version,
                "name": one.name,
                "place": one.place,
                "reasons": [{"nl": text.nl, "en": text.en} for text in told],
            }
        )
    return results


def difference(actor: Actor, frozen: FrozenSearch, day: date) -> Difference | None:
    """What is different now; None where the question finds more than can be compared."""
    now = results_with_reasons(actor, filter_of(frozen.content["asked"]), day)
    if now is None:
        return None
    then = {one["id"]: one for one in frozen.content["results"]}
    here = {one["id"]: one for one in now}
    return Difference(
        intact=hash_of(frozen.content) == frozen.sha256,
        same=sum(one["id"] in then and one["reasons"] == then[one["id"]]["reasons"] for one in now),
        gone=tuple(one["name"] for key, one in then.items() if key not in here),
        new=tuple((one["id"], one["name"]) for one in now if one["id"] not in then),
        otherwise=tuple(
            (one["id"], one["name"])
            for one in now
            if one["id"] in then and one["reasons"] != then[one["id"]]["reasons"]
        ),
    )


def frozen_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Frozen searches without words and names: codes, public ids and the hash."""
    for one in FrozenSearch.objects.filter(organisation_id=organisation_id).order_by("pk").iterator():
        values = plain_values(one)
        asked = {name: value for name, value in one.content["asked"].items() if name != "text"}
        found = [result["id"] for result in one.content["results"]]
        yield one.public_id, {**values, "asked": asked, "found": found}


def frozen_names(actor: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """What people call these frozen searches."""
    found = frozen_visible_to(actor).filter(public_id__in=list(public_ids)).order_by()
    return dict(found.values_list("public_id", "title"))


def still_there(actor: Actor, public_ids: Sequence[str]) -> dict[str, str]:
    """Names of suppliers by public id, of those that the actor may see."""
    found = suppliers_visible_to(actor).filter(public_id__in=list(public_ids)).order_by("name")
    return dict(found.values_list("public_id", "name"))


def _asked(actor: Actor, wanted: SupplierFilter) -> Asked:
    groups = [rules.cpv_group(wanted.cpv)] if wanted.cpv else []
    if wanted.category:
        groups += cpv_groups_of(actor, wanted.category)
    return Asked(
        text=wanted.text,
        cpv=tuple(groups),
        region=wanted.region,
        near=wanted.near if wanted.near in postcode_areas() else "",
        seat=wanted.seat,
        theme=wanted.theme,
        credential=wanted.credential,
        kind=wanted.kind,
        offering=wanted.offering,
        size=wanted.size,
        share=wanted.share,
    )


def _hits(text: str) -> Sequence[Any]:
    return search(None, text, kinds=("supplier",), limit=MOST_BY_WORDS)


def _percent(one: Supplier) -> str:
    share = one.target_group_share
    return "" if share is None else f"{float(share * 100):g}"
