"""What lies in the file of a procurement as evidence from the market, and in which files something lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from django.db.models import Count, F, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.lifecycle import APPROVED, PROPOSED, WITHDRAWN
from meerwaarde.stages.market.queries import consultations as asked_market
from meerwaarde.stages.market.queries import kept_searches
from meerwaarde.stages.market.queries.consultations import Consultation
from meerwaarde.stages.market.queries.kept_searches import FrozenSearch
from meerwaarde.stages.market.queries.question import asked_in_words
from meerwaarde.stages.procurement.models import (
    ConsultationInFile,
    Explanation,
    Procurement,
    SearchInFile,
)
from meerwaarde.stages.procurement.queries.reading import visible_to

EvidenceKind = Literal["search", "consultation"]
KINDS: Final[tuple[EvidenceKind, ...]] = ("search", "consultation")
MOST_FILES: Final = 200
"""Files that can be chosen from: the newest; of more nobody finds the right one in a list."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A frozen search or a market consultation in a file. What the other kind has is empty."""

    kind: EvidenceKind
    public_id: str
    """Of its place in this file."""
    version: int
    thing: str
    """Public id of the search or the consultation itself."""
    title: str
    day: date
    """On which the search was frozen; the last day on which the market could answer."""
    at: datetime
    by: str
    """Empty for somebody who has left."""
    shows: str
    out_at: datetime | None
    out_by: str
    out_why: str
    asked: str = ""
    """The question in words, with its filters."""
    purpose: str = ""
    found: int | None = None
    """How many suppliers fitted. Nought is evidence as well."""
    digest: str = ""
    answered: int | None = None
    """How many parties sent an answer."""
    reported_at: datetime | None = None
    open: bool = False
    """The market can still answer."""
    withdrawn: bool = False
    market: str = ""
    """What the authority concludes in its report: suitable, limited, none, or nothing."""
    conclusion: str = ""
    """Of the shared report, and only of that."""

    @property
    def counts(self) -> bool:
        """Whether it lies in the file now."""
        return self.out_at is None


def evidence_of(actor: Actor, procurement: Procurement, day: date) -> list[Evidence]:
    """What lies in this file and what was taken out of it, in the order of putting. Two queries."""
    found = [
        *(_of_search(actor, one) for one in _searches().filter(procurement=procurement)),
        *(_of_consultation(one, day) for one in _consultations().filter(procurement=procurement)),
    ]
    return sorted(found, key=lambda one: (one.at, one.kind, one.public_id))


def place_in_file(actor: Actor, procurement_id: str, item: str) -> SearchInFile | ConsultationInFile | None:
    """One piece of evidence in a file that this actor may see, out of it or not."""
    here: dict[str, Any] = {
        "procurement__in": visible_to(actor),
        "procurement__public_id": procurement_id,
        "public_id": item,
    }
    search = SearchInFile.objects.filter(**here).select_related("procurement", "frozen").first()
    if search is not None:
        return search
    return ConsultationInFile.objects.filter(**here).select_related("procurement", "consultation").first()


def thing_to_put(actor: Actor, kind: str, thing: str) -> FrozenSearch | Consultation | None:
    """What an actor may put in a file: evidence of the own authority, and no consultation that is a draft."""
    if kind == "search":
        return kept_searches.frozen_search(actor, thing)
    if kind != "consultation":
        return None
    found = asked_market.consultation(actor, thing)
    own = found is not None and found.organisation_id == actor.organisation_id
    return found if own and found is not None and found.published_at is not None else None


def files_with(actor: Actor, kind: EvidenceKind, thing: str) -> list[Procurement]:
    """The files in which this lies now, newest first. One query."""
    rows = visible_to(actor).filter(_holding(kind, thing))
    return list(rows.distinct().order_by("-pk"))


def files_to_choose(actor: Actor, kind: EvidenceKind, thing: str) -> tuple[list[Procurement], bool]:
    """The files that this can still be put in, the actor's own first, and whether there are more of them."""
    if not actor.may("procurements.edit"):
        return [], False
    rows = visible_to(actor).exclude(state=WITHDRAWN).exclude(pk__in=_keys_with(kind, thing))
    found = list(rows.order_by("-pk")[: MOST_FILES + 1])
    mine = {actor.membership_id}
    listed = found[:MOST_FILES]
    listed.sort(key=lambda one: not ({one.client_id, one.buyer_id} & mine))
    return listed, len(found) > MOST_FILES


def is_own_file(actor: Actor, procurement: Procurement) -> bool:
    """Whether the actor asks or buys in this file."""
    return actor.membership_id is not None and actor.membership_id in (
        procurement.client_id,
        procurement.buyer_id,
    )


def explained_with(row: SearchInFile | ConsultationInFile) -> str:
    """The code of a rule whose explanation rests on this; "" where none does."""
    told = Explanation.objects.filter(procurement_id=row.procurement_id, state__in=(PROPOSED, APPROVED))
    for one in told.order_by("pk"):
        if any((item.get("file") or {}).get("id") == row.public_id for item in one.evidence):
            return one.rule_code
    return ""


def places_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every frozen search in a file, out of it or not; without what people wrote with it."""
    found = SearchInFile.objects.filter(procurement__organisation_id=organisation_id)
    for one in found.select_related("procurement", "frozen", "by", "out_by").defer("frozen__content"):
        yield one.public_id, plain_values(one)


def consulted_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every market consultation in a file, out of it or not; without what people wrote with it."""
    found = ConsultationInFile.objects.filter(procurement__organisation_id=organisation_id)
    for one in found.select_related("procurement", "consultation", "by", "out_by"):
        yield one.public_id, plain_values(one)


def _searches() -> QuerySet[SearchInFile]:
    """Without the results, of which there may be hundreds: only the question comes along."""
    rows = SearchInFile.objects.select_related("frozen", "by__person", "out_by__person")
    asked, day = F("frozen__content__asked"), F("frozen__content__day")
    return rows.defer("frozen__content").annotate(asked=asked, asked_on=day)


def _consultations() -> QuerySet[ConsultationInFile]:
    sent = Count("consultation__responses", filter=Q(consultation__responses__state=asked_market.SENT))
    return ConsultationInFile.objects.select_related("consultation", "by__person", "out_by__person").annotate(
        sent=sent
    )


def _of_search(actor: Actor, one: Any) -> Evidence:
    frozen, day = one.frozen, date.fromisoformat(one.asked_on)
    return Evidence(
        kind="search",
        **_place(one),
        thing=frozen.public_id,
        title=frozen.title,
        day=day,
        asked=asked_in_words(actor, kept_searches.filter_of(one.asked), day),
        purpose=frozen.purpose,
        found=frozen.found_count,
        digest=frozen.sha256,
    )


def _of_consultation(one: Any, day: date) -> Evidence:
    asked = one.consultation
    reported = asked.state == "reported"
    return Evidence(
        kind="consultation",
        **_place(one),
        thing=asked.public_id,
        title=asked.title,
        day=asked.closes_on,
        answered=one.sent,
        reported_at=asked.reported_at if reported else None,
        open=asked.state == "published" and day <= asked.closes_on,
        withdrawn=asked.state == "withdrawn",
        market=asked.market if reported else "",
        conclusion=asked.conclusion if reported else "",
    )


def _place(one: Any) -> dict[str, Any]:
    return {
        "public_id": one.public_id,
        "version": one.version,
        "at": one.at,
        "by": _name(one.by),
        "shows": one.shows,
        "out_at": one.out_at,
        "out_by": _name(one.out_by),
        "out_why": one.out_why,
    }


def _name(membership: Membership | None) -> str:
    return membership.person.name if membership else ""


def _holding(kind: EvidenceKind, thing: str) -> Q:
    if kind == "search":
        return Q(frozen_searches__frozen__public_id=thing, frozen_searches__out_at=None)
    return Q(consultations__consultation__public_id=thing, consultations__out_at=None)


def _keys_with(kind: EvidenceKind, thing: str) -> QuerySet[Any, Any]:
    """Keys of the files in which it lies now."""
    if kind == "search":
        rows = SearchInFile.objects.filter(frozen__public_id=thing, out_at=None)
        return rows.order_by().values_list("procurement_id")
    told = ConsultationInFile.objects.filter(consultation__public_id=thing, out_at=None)
    return told.order_by().values_list("procurement_id")
