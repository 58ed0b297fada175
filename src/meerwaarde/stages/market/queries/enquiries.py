"""Reads of enquiries: the asker's own, what a firm was asked, and answers once it closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec
from django.db.models import BooleanField, Case, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from meerwaarde.exchange.notice.lists import buyer_key_of_name
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.leads import Followed, Funnel, asks_afterwards, funnel, reached
from meerwaarde.rules.matching import Match, Need, Sureness, match, reasons, sureness
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market.models import (
    Enquiry,
    EnquiryAnswer,
    EnquiryFile,
    EnquiryQuestion,
    Lead,
    Supplier,
)
from meerwaarde.stages.market.queries.candidates import (
    Candidate,
    TimesAsked,
    candidates,
    candidates_named,
)
from meerwaarde.stages.market.queries.fits import names_of
from meerwaarde.stages.market.queries.suppliers import own_supplier
from meerwaarde.stages.policy.queries.keyset import Slice, keyset

__all__ = ["Enquiry", "EnquiryQuestion", "Lead"]

SHOWN: Final = 20
ON_A_PAGE: Final = 50


@dataclass(frozen=True)
class Suggested:
    """A supplier that may be asked, with how it matches and whether a letter reaches it."""

    candidate: Candidate
    match: Match
    sure: Sureness

    @property
    def supplier(self) -> Supplier:
        return self.candidate.supplier


def enquiries_visible_to(actor: Actor) -> QuerySet[Enquiry]:
    """What the actor's own organisation asks; nobody sees those of another."""
    if not actor.may("enquiries.write"):
        return Enquiry.objects.none()
    return Enquiry.objects.filter(organisation_id=actor.organisation_id)


def enquiry(actor: Actor, public_id: str) -> Enquiry | None:
    """One enquiry of one's own organisation."""
    return enquiries_visible_to(actor).filter(public_id=public_id).first()


def listed_enquiries(actor: Actor, *, cursor: str = "") -> Slice[Enquiry]:
    """The newest first, each with `asked` and `answered` counted. One page, one query."""
    return keyset(_counted(enquiries_visible_to(actor)), "pk", descending=True, cursor=cursor)


def _counted(rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    said = Q(leads__state__in=("quoted", "declined", "deal", "no_deal"))
    return rows.annotate(
        asked=Count("leads", distinct=True), answered=Count("leads", filter=said, distinct=True)
    )


def is_open(one: Enquiry, now: datetime) -> bool:
    """Whether it can be answered: sent, and its moment of closing is still ahead."""
    return one.state == "open" and now < one.closes_at


def is_closed(one: Enquiry, now: datetime) -> bool:
    """Whether answers may be read: it was closed, or its moment passed."""
    return one.state == "closed" or (one.state == "open" and now >= one.closes_at)


def need_of_enquiry(one: Enquiry, today: date) -> Need:
    """What is sought, as matching reads it."""
    worth = one.estimate_cents
    return Need(
        id=one.public_id,
        text=f"{one.title}\n{one.text}",
        cpv=tuple(one.cpv) or None,
        regions=tuple(one.regions) or None,
        estimate=None if worth is None else Decimal(from_cents(worth)),
        day=today,
    )


def suggested(
    actor: Actor,
    one: Enquiry,
    today: date,
    *,
    asked: Mapping[str, TimesAsked],
    also: Collection[str] = (),
) -> tuple[Suggested, ...]:
    """Who may be asked: the best matches, and those in `also` (public ids) behind them. Never oneself.

    `asked` holds by public id how often the organisation turned to a supplier lately, in whatever way.
    """
    need = need_of_enquiry(one, today)
    found = [
        each
        for each in candidates(actor, need, day=today, asked=asked, also=also)
        if each.supplier.firm_id != actor.organisation_id
    ]
    by_id = {each.supplier.public_id: each for each in found}
    matches = match([need], [each.profile for each in found], SHOWN, names=names_of)[0] if found else ()
    out = {each.supplier for each in matches}
    beside = tuple(_beside(need, by_id[name]) for name in also if name in by_id and name not in out)
    return tuple(Suggested(by_id[each.supplier], each, sureness(each)) for each in (*matches, *beside))


def suggested_by_name(
    actor: Actor, one: Enquiry, name: str, today: date, *, asked: Mapping[str, TimesAsked]
) -> tuple[Suggested, ...]:
    """Suppliers by (a part of) their name or KvK number, with how they match. Never oneself."""
    need = need_of_enquiry(one, today)
    found = candidates_named(actor, name, day=today, asked=asked)
    return tuple(
        Suggested(each, seen := _beside(need, each), sureness(seen))
        for each in found
        if each.supplier.firm_id != actor.organisation_id
    )


def times_asked(actor: Actor, since: date) -> dict[str, TimesAsked]:
    """By public id how often this organisation asked a supplier through enquiries since a day. One query."""
    rows = _asked_by_us(actor).filter(invited_at__date__gte=since).order_by()
    counted = rows.values_list("supplier__public_id").annotate(Count("pk"), Max("invited_at__date"))
    return {name: TimesAsked(times, last) for name, times, last in counted}


def leads_of(actor: Actor, one: Enquiry) -> list[Lead]:
    """Who was asked, by name. What they answered is read through `answers_of` alone."""
    if one.organisation_id != actor.organisation_id or not actor.may("enquiries.write"):
        return []
    return list(one.leads.select_related("supplier", "combination").order_by("supplier__name", "pk"))


def answers_of(actor: Actor, one: Enquiry, now: datetime) -> list[Lead]:
    """All that were asked with their answers, the lowest price first; nobody before it closed."""
    if not is_closed(one, now):
        return []
    rows = leads_of(actor, one)
    known = {lead.pk: lead for lead in one.leads.select_related("answer").exclude(answer=None)}

    def place(lead: Lead) -> tuple[bool, bool, int, str]:
        answer = known[lead.pk].answer if lead.pk in known else None
        price = answer.amount_cents if answer else None
        return (answer is None, price is None, price or 0, lead.supplier.name)

    return [known.get(lead.pk, lead) for lead in sorted(rows, key=place)]


def counted_answers(one: Enquiry) -> tuple[int, int]:
    """How many were asked, and how many of them said something. That is all one knows before closing."""
    said = Q(state__in=("quoted", "declined", "deal", "no_deal"))
    found = one.leads.aggregate(asked=Count("pk"), answered=Count("pk", filter=said))
    return found["asked"], found["answered"]


def questions_of(one: Enquiry) -> list[EnquiryQuestion]:
    """What suppliers asked, in order. The asker sees no name; a firm sees those that were answered."""
    return list(EnquiryQuestion.objects.filter(lead__enquiry=one).order_by("pk"))


def question(actor: Actor, public_id: str) -> EnquiryQuestion | None:
    """A question about an enquiry of one's own organisation."""
    own = EnquiryQuestion.objects.filter(lead__enquiry__in=enquiries_visible_to(actor))
    return own.select_related("lead__enquiry").filter(public_id=public_id).first()


def files_of(one: Enquiry) -> list[EnquiryFile]:
    """The documents with an enquiry, without their bytes."""
    return list(EnquiryFile.objects.filter(enquiry=one).select_related("file").defer("file__content"))


def own_document(actor: Actor, public_id: str) -> EnquiryFile | None:
    """A document of an enquiry that the actor's organisation asks, with its bytes."""
    own = EnquiryFile.objects.filter(enquiry__in=enquiries_visible_to(actor))
    return own.select_related("file", "enquiry").filter(public_id=public_id).first()


def asked_document(actor: Actor, public_id: str, file_id: str) -> EnquiryFile | None:
    """A document of an enquiry that the actor's firm was asked, with its bytes."""
    lead = asked_lead(actor, public_id)
    rows = EnquiryFile.objects.filter(public_id=file_id, enquiry=lead.enquiry_id if lead else None)
    return rows.select_related("file").first() if lead else None


def answered_lead(actor: Actor, public_id: str, now: datetime) -> Lead | None:
    """A yes on an enquiry of the actor's own organisation, that may be read by now."""
    rows = _own_leads(actor).filter(quoted_at__isnull=False, enquiry__isnull=False, public_id=public_id)
    found = rows.exclude(state="declined").select_related("enquiry", "supplier", "answer").first()
    return found if found and found.enquiry and is_closed(found.enquiry, now) else None


def enquiries_about(actor: Actor, reference: str) -> list[Enquiry]:
    """What was asked for one procurement (its public id), each with `asked` and `answered` counted."""
    rows = _counted(enquiries_visible_to(actor).filter(reference=reference))
    return list(rows.order_by("-pk")[:ON_A_PAGE])


def asked_of(actor: Actor, *, cursor: str = "") -> Slice[Lead]:
    """What the actor's firm was asked, the newest first. One page."""
    return keyset(_asked(actor), "pk", descending=True, cursor=cursor)


def asked_lead(actor: Actor, public_id: str) -> Lead | None:
    """One enquiry that the actor's firm was asked."""
    return _asked(actor).filter(public_id=public_id).first()


def given_answer(one: Lead) -> EnquiryAnswer | None:
    """What stands there now as the offer of a lead that was fetched for its own firm."""
    return EnquiryAnswer.objects.filter(lead=one).first()


def can_be_told(one: Lead, now: datetime) -> bool:
    """Whether something can have come of it: the firm said yes, and the asker may know that by now."""
    offered = one.quoted_at is not None and one.state != "declined"
    return offered and one.enquiry is not None and is_closed(one.enquiry, now)


def lead_to_tell(actor: Actor, public_id: str, now: datetime) -> Lead | None:
    """A lead of which the actor's side may say what came of it: as asker, or as the firm that was asked."""
    own = _asked(actor) | _own_leads(actor).select_related("enquiry__organisation", "supplier")
    found = own.filter(public_id=public_id).first()
    return found if found and can_be_told(found, now) else None


def waiting_answers(actor: Actor, now: datetime) -> list[Lead]:
    """What the actor's firm was asked and did not answer yet."""
    rows = _asked(actor).filter(state="invited", enquiry__state="open", enquiry__closes_at__gt=now)
    return list(rows.order_by("enquiry__closes_at")[:ON_A_PAGE])


def waiting_questions(actor: Actor) -> list[EnquiryQuestion]:
    """Questions of suppliers that wait for an answer of the actor's organisation."""
    rows = EnquiryQuestion.objects.filter(
        lead__enquiry__in=enquiries_visible_to(actor).filter(state="open"), answered_at=None
    )
    return list(rows.select_related("lead__enquiry").order_by("pk")[:ON_A_PAGE])


def to_ask_afterwards(actor: Actor, now: datetime) -> list[Lead]:
    """Leads of which the actor's side may now be asked what came of them; none that is still open."""
    today = timezone.localdate(now)
    firm = [(one, one.firm_said) for one in _asked(actor).filter(firm_said="", quoted_at__isnull=False)]
    own = _own_leads(actor).filter(buyer_said="", quoted_at__isnull=False)
    buyer = [(one, one.buyer_said) for one in own.select_related("enquiry__organisation", "supplier")]
    return [
        one
        for one, said in (*firm, *buyer)
        if one.quoted_at
        and can_be_told(one, now)
        and asks_afterwards(timezone.localdate(one.quoted_at), said, today)
    ]


def due_for_closing(now: datetime) -> list[Enquiry]:
    """Open enquiries whose moment passed."""
    return list(Enquiry.objects.filter(state="open", closes_at__lte=now).order_by("pk"))


def due_for_reminder(now: datetime, until: datetime) -> list[Enquiry]:
    """Open enquiries that close before `until` and of which nobody was reminded.

    Who was asked only just now needs no reminder: half of its time has passed before one goes.
    """
    rows = Enquiry.objects.filter(state="open", reminded_at=None, closes_at__gt=now, closes_at__lte=until)
    return [one for one in rows.order_by("pk") if one.sent_at and now - one.sent_at >= one.closes_at - now]


def silent_leads(one: Enquiry) -> list[Lead]:
    """Who was asked and said nothing yet."""
    return list(one.leads.filter(state="invited").select_related("supplier__firm"))


def all_leads(one: Enquiry) -> list[Lead]:
    """Everybody who was asked, with its firm."""
    return list(one.leads.select_related("supplier__firm").order_by("pk"))


@dataclass(frozen=True)
class Chance:
    """One lead behind a figure; of what is `sealed` no more is known than that it was asked."""

    lead: Lead
    sealed: bool


@dataclass(frozen=True)
class Chances:
    """Chances of which somebody may know the figures. The database counts them, however many there are."""

    rows: QuerySet[Lead]
    """With `sealed`: asked in an enquiry that is still open, for who may not know its answers yet."""


@dataclass(frozen=True)
class Figures:
    """The funnel, and how often each reason of `REASONS` was given."""

    funnel: Funnel
    reasons: Mapping[str, int]


def asked_chances(actor: Actor) -> Chances:
    """All that the organisation asked, and that was suggested of its plans and of its public notices.

    A public notice is that of the organisation whose name stands in it as the buyer.
    """
    if not actor.may("enquiries.write"):
        return _chances(Lead.objects.none())
    name = buyer_key_of_name(organisation(actor.organisation_id).name)
    own = Q(organisation_id=actor.organisation_id)
    noticed = Q(notice__buyer_key=name, notice__organisation=None) if name else Q(pk__in=())
    return _chances(Lead.objects.filter(own | noticed), sealed_on=timezone.now())


def own_chances(actor: Actor) -> Chances:
    """All chances of the actor's own firm: on public notices, plans and enquiries."""
    supplier = own_supplier(actor) if actor.may("leads.answer") else None
    return _chances(Lead.objects.filter(supplier=supplier) if supplier else Lead.objects.none())


def _chances(rows: QuerySet[Lead], *, sealed_on: datetime | None = None) -> Chances:
    """`sealed_on` keeps closed what was answered to an enquiry that is open at that moment."""
    if sealed_on is None:
        return Chances(rows.annotate(sealed=Value(False)))
    return Chances(rows.annotate(sealed=_whether(Q(enquiry__state="open", enquiry__closes_at__gt=sealed_on))))


_QUOTED: Final = Q(quoted_at__isnull=False)
_DECLINED: Final = Q(state="declined")
_INTERESTED: Final = Q(state="interested")
_INVITED: Final = Q(invited_at__isnull=False)
_SEEN: Final = Q(seen_at__isnull=False)
_KNOWN: Final = Q(sealed=False)
REACHED: Final[Mapping[str, Q]] = {
    "suggested": Q(),
    "seen": _KNOWN & (_SEEN | _INTERESTED | _QUOTED | _DECLINED),
    "interested": _KNOWN & (_INTERESTED | _QUOTED),
    "invited": _INVITED,
    "quoted": _KNOWN & _QUOTED,
    "deal": _KNOWN & (Q(firm_said="deal", buyer_said__in=("", "deal")) | Q(buyer_said="deal", firm_said="")),
    "declined": _KNOWN & _DECLINED,
    "contested": _KNOWN & ~Q(firm_said="") & ~Q(buyer_said="") & ~Q(firm_said=F("buyer_said")),
}
"""Which rows stand behind each step, as `rules.leads.reached` says of one; a test holds them equal."""


def figures_of(chances: Chances) -> Figures:
    """Two queries: the rules count how many are alike, so few rows come out of the database."""
    said = ("sealed", "firm_said", "buyer_said", "reason")
    alike = chances.rows.order_by().annotate(
        seen=_whether(_SEEN),
        interested=_whether(_INTERESTED),
        invited=_whether(_INVITED),
        quoted=_whether(_QUOTED),
        declined=_whether(_DECLINED),
    )
    steps = ("seen", "interested", "invited", "quoted", "declined")
    groups = alike.values(*said, *steps).annotate(
        times=Count("pk"), worth=Sum(Coalesce("buyer_amount_cents", "firm_amount_cents", Value(0)))
    )
    followed, reasons = [], Counter[str]()
    for group in groups:
        one = Followed(
            times=group["times"],
            sealed=group["sealed"],
            firm_said=group["firm_said"],
            buyer_said=group["buyer_said"],
            buyer_cents=group["worth"],
            **{step: group[step] for step in steps},
        )
        followed.append(one)
        if "declined" in reached(one):
            reasons[group["reason"]] += one.times
    silent = chances.rows.order_by().filter(_KNOWN & _INVITED).exclude(_QUOTED | _DECLINED)
    names = silent.values("supplier__name").annotate(last=Max("pk")).order_by("-last")
    found = msgspec.structs.replace(funnel(followed), silent=tuple(each["supplier__name"] for each in names))
    return Figures(found, reasons)


def leads_behind(chances: Chances, step: str, *, asked_only: bool, most: int) -> list[Chance]:
    """The newest rows behind a step of `REACHED`; `asked_only` leaves out what nobody asked."""
    rows = chances.rows.filter(REACHED[step]).order_by("-pk")
    if asked_only:
        rows = rows.filter(enquiry__isnull=False)
    found = rows.select_related("supplier", "notice", "opportunity__organisation", "enquiry__organisation")
    return [Chance(one, one.sealed) for one in found[:most]]  # type: ignore[attr-defined]


def things_behind(chances: Chances, step: str, *, most: int) -> list[tuple[str, str, int]]:
    """Notices and calendar items behind a step: "notice" or "opportunity", its title, how many firms."""
    rows = chances.rows.filter(REACHED[step], enquiry=None).order_by()
    by_thing = rows.values("notice_id", "notice__title", "opportunity__title").annotate(times=Count("pk"))
    return [
        ("notice", each["notice__title"], each["times"])
        if each["notice_id"]
        else ("opportunity", each["opportunity__title"] or "", each["times"])
        for each in by_thing.order_by("-times", "notice_id", "opportunity_id")[:most]
    ]


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def asked_turns(actor: Actor, since: date) -> list[tuple[Lead, date]]:
    """Every time since a day that a supplier was asked through an enquiry, with its day. One query."""
    rows = _asked_by_us(actor).filter(invited_at__date__gte=since)
    found = rows.select_related("supplier", "enquiry").order_by("invited_at", "pk")
    return [(one, timezone.localdate(one.invited_at)) for one in found if one.invited_at]


def _asked_by_us(actor: Actor) -> QuerySet[Lead]:
    """Who was asked: also for who reads along in procurements, so that all count the same turns."""
    if not (actor.may("enquiries.write") or actor.may("procurements.read")):
        return Lead.objects.none()
    return Lead.objects.filter(organisation_id=actor.organisation_id, enquiry__isnull=False)


def _own_leads(actor: Actor) -> QuerySet[Lead]:
    if not actor.may("enquiries.write"):
        return Lead.objects.none()
    return Lead.objects.filter(organisation_id=actor.organisation_id)


def _asked(actor: Actor) -> QuerySet[Lead]:
    supplier = own_supplier(actor) if actor.may("leads.answer") else None
    if supplier is None:
        return Lead.objects.none()
    return Lead.objects.filter(supplier=supplier, enquiry__isnull=False).select_related(
        "enquiry__organisation", "supplier"
    )


def _beside(need: Need, candidate: Candidate) -> Match:
    met, not_met, unknown = reasons(need, candidate.profile, names=names_of)
    supplier = candidate.supplier.public_id
    return Match(supplier=supplier, score=0.0, met=met, not_met=not_met, unknown=unknown)
