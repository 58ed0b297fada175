"""What may be work for a firm: public notices and calendar items, ranked with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal, cast

import msgspec
from django.db.models import Q, QuerySet
from django.utils import timezone

from meerwaarde.exchange.matching import cpv_name
from meerwaarde.exchange.matching import need_of as need_of_notice
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.queries import search
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.matching import Match, Need, Pool, SupplierProfile, Sureness, reasons, sureness
from meerwaarde.rules.matching.feedback import Lowered, Said, Why, lowered
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.suppliers import cpv_group, region_name
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Lead, Notice, Opportunity, Supplier
from meerwaarde.stages.market.queries.candidates import profile_of
from meerwaarde.stages.market.queries.notices import read_record
from meerwaarde.stages.market.queries.opportunities import open_opportunities
from meerwaarde.stages.market.queries.suppliers import own_supplier

Kind = Literal["notice", "opportunity"]
KINDS: Final[tuple[Kind, ...]] = ("notice", "opportunity")

MOST_NOTICES: Final = 200
MOST_BY_WORDS: Final = 60
MOST_OPPORTUNITIES: Final = 300
MOST_SAID: Final = 200
"""Earlier answers that count: the newest."""

SHOWN: Final = 30

_ASKS = (
    "contract_notice",
    "prior_information_notice",
    "prior_information_notice_as_call",
    "call_for_interest",
    "design_contest_notice",
    "qualification_system_notice",
    "subcontract_notice",
    "market_consultation",
)
"""Kinds of notice on which a firm can still act; awards and corrections tell of the past."""

_WITHOUT_DAY = timedelta(days=60)
"""A notice without a closing day counts as open for so long."""


@dataclass(frozen=True)
class Fit:
    """One thing that may be work, with how it matches and what came of it so far."""

    kind: Kind
    thing: Notice | Opportunity
    need: Need
    match: Match
    sure: Sureness
    lowered: Lowered | None
    lead: Lead | None

    @property
    def public_id(self) -> str:
        return self.thing.public_id

    @property
    def state(self) -> str:
        """How it stands; "" where the firm did not see it yet."""
        return self.lead.state if self.lead else ""


def names_of(code: str) -> Text | None:
    """Words for a CPV code or a region."""
    known = cpv_name(code)
    if known is not None:
        return known
    name = region_name(code)
    return None if name == code else Text(nl=name, en=name)


def fits(actor: Actor, supplier: Supplier, today: date) -> tuple[Fit, ...]:
    """All that is open and may be work for this firm, what fits best first.

    What an earlier answer lowers comes after all that it does not; equal scores in the order of their ids.
    """
    if not actor.may("leads.answer"):
        return ()
    profile, leads = profile_of(supplier, today), leads_on_things(supplier)
    things: list[Notice | Opportunity] = [*_notices(actor, profile, today), *_opportunities()]
    needs = [need_of(thing, today) for thing in things]
    said = said_before(leads, today)
    by_thing = {_key(lead): lead for lead in leads}
    matches = Pool.of([profile]).match(needs, 1, names=names_of)
    found = [
        _fit(thing, need, match[0], said, by_thing)
        for thing, need, match in zip(things, needs, matches, strict=True)
        if match
    ]
    return tuple(sorted(found, key=lambda one: (one.lowered is not None, -one.match.score, one.public_id)))


def fit(actor: Actor, supplier: Supplier, kind: str, public_id: str, today: date) -> Fit | None:
    """One thing as it matches this firm, whether it came out by itself or not. None: it is not public."""
    thing = _thing(actor, kind, public_id)
    if thing is None:
        return None
    need, leads = need_of(thing, today), leads_on_things(supplier)
    profile = profile_of(supplier, today)
    found = Pool.of([profile]).match([need], 1, names=names_of)[0]
    match = found[0] if found else _beside(need, profile)
    return _fit(thing, need, match, said_before(leads, today), {_key(lead): lead for lead in leads})


def lead_of(actor: Actor, kind: str, public_id: str) -> Lead | None:
    """What the actor's firm said of a thing before."""
    supplier = own_supplier(actor)
    if supplier is None or kind not in KINDS:
        return None
    return Lead.objects.filter(supplier=supplier, **{f"{kind}__public_id": public_id}).first()


def leads_on_things(supplier: Supplier) -> list[Lead]:
    """What came of earlier chances on notices and calendar items, the newest first."""
    rows = Lead.objects.filter(supplier=supplier, enquiry=None).select_related(
        "notice", "opportunity__organisation"
    )
    return list(rows.order_by("-pk")[:MOST_SAID])


def said_before(leads: Iterable[Lead], today: date) -> tuple[Said, ...]:
    """The answers that say something of later chances."""
    return tuple(
        Said(
            why=cast("Why", lead.reason),
            need=need_of(thing, today),
            on=timezone.localdate(lead.answered_at) if lead.answered_at else today,
        )
        for lead in leads
        if lead.state == "declined" and lead.reason and (thing := lead.notice or lead.opportunity)
    )


def need_of(thing: Notice | Opportunity, today: date) -> Need:
    """What a notice or a calendar item asks, under an id of its own."""
    if isinstance(thing, Notice):
        return msgspec.structs.replace(need_of_notice(read_record(thing), today), id=thing.public_id)
    worth = thing.value_high_cents if thing.value_high_cents is not None else thing.value_low_cents
    return Need(
        id=thing.public_id,
        text=f"{thing.title}\n{thing.description}",
        cpv=tuple(thing.cpv) or None,
        regions=tuple(thing.organisation.own_regions) or None,
        estimate=None if worth is None else Decimal(from_cents(worth)),
        duration_months=thing.duration_months,
        themes=cast("tuple[Theme, ...]", tuple(thing.themes)),
        day=today,
    )


def open_notices(today: date) -> QuerySet[Notice]:
    """Public notices on which a firm can still act."""
    ahead = Q(closes_on__gte=today)
    asks = Q(kind__in=_ASKS) & (ahead | Q(closes_on=None, published__gte=today - _WITHOUT_DAY))
    # A correction stands in the place of what it corrects: with a closing day ahead that is a call.
    corrects = Q(kind="correction_notice") & ahead
    return Notice.objects.filter(
        asks | corrects, organisation=None, latest=True, withdrawn=False, awarded=False
    )


def can_still_be_won(notice: Notice, today: date) -> bool:
    """Whether a firm can still act on a notice that was fetched for it."""
    return open_notices(today).filter(pk=notice.pk).exists()


def _notices(actor: Actor, profile: SupplierProfile, today: date) -> list[Notice]:
    """By shared CPV group, and by words for what is published under another code."""
    groups = sorted({cpv_group(code)[:3] for code in profile.cpv or ()})
    near = Q(pk__in=())
    for group in groups:
        near |= Q(cpv__startswith=group)
    rows = open_notices(today).select_related("file").defer("file__content")
    found = {one.pk: one for one in rows.filter(near).order_by("-pk")[:MOST_NOTICES]}
    words = search(actor.organisation_id, profile.text, kinds=("notice",), limit=MOST_BY_WORDS)
    ids = [hit.object_id for hit in words]
    found |= {one.pk: one for one in rows.filter(public_id__in=ids)}
    return list(found.values())


def _opportunities() -> list[Opportunity]:
    return list(
        open_opportunities().filter(begun_at=None).select_related("organisation")[:MOST_OPPORTUNITIES]
    )


def _thing(actor: Actor, kind: str, public_id: str) -> Notice | Opportunity | None:
    if not actor.may("leads.answer"):
        return None
    if kind == "notice":
        return Notice.objects.filter(organisation=None, public_id=public_id).first()
    if kind == "opportunity":
        return open_opportunities().select_related("organisation").filter(public_id=public_id).first()
    return None


def _fit(
    thing: Notice | Opportunity,
    need: Need,
    match: Match,
    said: Sequence[Said],
    by_thing: dict[tuple[str, int], Lead],
) -> Fit:
    kind: Kind = "notice" if isinstance(thing, Notice) else "opportunity"
    return Fit(
        kind=kind,
        thing=thing,
        need=need,
        match=match,
        sure=sureness(match),
        lowered=lowered(need, said, names=names_of),
        lead=by_thing.get((kind, thing.pk)),
    )


def _beside(need: Need, profile: SupplierProfile) -> Match:
    met, not_met, unknown = reasons(need, profile, names=names_of)
    return Match(supplier=profile.id, score=0.0, met=met, not_met=not_met, unknown=unknown)


def _key(lead: Lead) -> tuple[str, int]:
    return ("notice", lead.notice_id) if lead.notice_id else ("opportunity", lead.opportunity_id or 0)
