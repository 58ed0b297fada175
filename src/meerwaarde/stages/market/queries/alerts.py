"""Reads of alerts: one's own profiles, what is due, and the things that profiles are matched with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.exchange.notice.lists import main_nuts
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.rules import alerts as rules
from meerwaarde.rules.alerts.telling import HOME
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.suppliers import current_region, region_name
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import (
    AlertCheck,
    AlertDelivery,
    AlertItem,
    AlertMark,
    AlertProfile,
    AlertTerm,
    Notice,
    Opportunity,
)
from meerwaarde.stages.market.queries.notices import read_record
from meerwaarde.stages.market.queries.opportunities import quarter_of

__all__ = [
    "AlertDelivery",
    "AlertItem",
    "AlertProfile",
]

LOOK_BACK: Final = timedelta(minutes=15)
"""What a transaction of long ago commits late is still seen: no import step takes so long."""

FRESH: Final = timedelta(days=14)
"""What was published longer ago is no news: a first import of years tells nobody anything."""

AT_A_TIME: Final = 200
_MOST_PARAMETERS: Final = 900


@dataclass(frozen=True)
class Found:
    """One thing as it stands now: what rules need of it, and what an item keeps."""

    subject: str
    event: rules.News
    thing: rules.Thing
    notice: Notice | None = None
    opportunity: Opportunity | None = None
    when: datetime | None = None
    """When it closes; of a calendar line when it is expected, or since when it runs."""
    organisation_id: int | None = None
    """Whose it is; None for what everybody may read."""


# One's own profiles


def alerts_of(actor: Actor) -> QuerySet[AlertProfile]:
    """One's own profiles in this organisation; nobody else's, whatever the role."""
    if actor.person_id is None or not actor.may("alerts.own"):
        return AlertProfile.objects.none()
    return AlertProfile.objects.filter(
        person_id=actor.person_id, organisation_id=actor.organisation_id, ended_at=None
    )


def alert(actor: Actor, public_id: str) -> AlertProfile | None:
    return alerts_of(actor).filter(public_id=public_id).first()


def ended_alert(actor: Actor, public_id: str) -> AlertProfile | None:
    """A profile that was deleted just now, to undo that."""
    if actor.person_id is None:
        return None
    mine = AlertProfile.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return mine.filter(public_id=public_id, ended_at__isnull=False).first()


def follow_of(actor: Actor, follows: str, subject: str) -> AlertProfile | None:
    """The profile with which this person follows that thing, paused or not."""
    return alerts_of(actor).filter(follows=follows, subject=subject[:180]).first()


def stopped_webhooks(actor: Actor) -> list[AlertProfile]:
    """One's own profiles whose messages to another system stopped."""
    return list(alerts_of(actor).exclude(webhook_stopped="").exclude(webhook_url=""))


def last_found(profiles: Sequence[AlertProfile]) -> dict[int, AlertItem]:
    """The newest item of each profile, by its key."""
    found: dict[int, AlertItem] = {}
    items = AlertItem.objects.filter(profile__in=profiles).order_by("changed_at", "pk")
    for one in items.select_related("notice", "opportunity").defer("notice__record"):
        found[one.profile_id] = one
    return found


def items_of(profile: AlertProfile, most: int = 25) -> list[AlertItem]:
    """What was found last for a profile, newest first."""
    items = profile.items.select_related("notice", "opportunity__organisation").defer("notice__record")
    return list(items[:most])


def wanted_of(profile: AlertProfile) -> rules.Wanted:
    return msgspec.convert(profile.wanted, rules.Wanted)


def readers_by_key(profiles: Iterable[AlertProfile], day: date) -> dict[int, str]:
    """For each profile whose reader still works in its organisation: the address of that organisation."""
    held = list(profiles)
    allowed = {
        (membership.organisation_id, membership.person_id)
        for organisation in {one.organisation_id for one in held}
        for membership in memberships_at(organisation, day)
    }
    return {one.pk: one.organisation.slug for one in held if (one.organisation_id, one.person_id) in allowed}


# What changed, and who may want it


def changed_notices(at: datetime) -> list[Notice]:
    """Notices that changed since they were last matched, oldest first, a part at a time."""
    rows = Notice.objects.filter(changed_at__gt=_since("notice", at), changed_at__lte=at)
    return _unchecked("notice", rows.order_by("changed_at", "pk"))


def changed_opportunities(at: datetime) -> list[Opportunity]:
    """Calendar lines that changed since they were last matched."""
    rows = Opportunity.objects.filter(changed_at__gt=_since("opportunity", at), changed_at__lte=at)
    return _unchecked("opportunity", rows.order_by("changed_at", "pk").select_related("organisation"))


def something_changed(at: datetime) -> bool:
    return bool(changed_notices(at) or changed_opportunities(at))


def _since(kind: str, at: datetime) -> datetime:
    mark = AlertMark.objects.filter(kind=kind).first()
    return (mark.until if mark else at - FRESH) - LOOK_BACK


def _unchecked(kind: str, rows: QuerySet[Any]) -> list[Any]:
    moments = dict(rows.values_list("pk", "changed_at"))
    done: dict[int, datetime] = {}
    for part in _parts(list(moments)):
        done |= dict(AlertCheck.objects.filter(kind=kind, key__in=part).values_list("key", "changed_at"))
    left = [key for key, moment in moments.items() if key not in done or done[key] < moment][:AT_A_TIME]
    by_key = rows.in_bulk(left)
    return [by_key[key] for key in left if key in by_key]


def candidates_for(found: Found) -> Iterator[tuple[int, Any, str, str]]:
    """Profiles that share a term with it: key, what they want, how often an e-mail, webhook address."""
    keys: set[int] = set()
    for part in _parts(sorted(rules.thing_terms(found.thing))):
        keys |= set(AlertTerm.objects.filter(term__in=part).values_list("profile_id", flat=True).distinct())
    mine = Q() if found.organisation_id is None else Q(organisation_id=found.organisation_id)
    for some in _parts(sorted(keys)):
        rows = AlertProfile.objects.filter(mine, pk__in=some, paused_at=None, ended_at=None)
        yield from rows.values_list("pk", "wanted", "email", "webhook_url")


def items_about(subject: str) -> list[AlertItem]:
    """What profiles that go on already know of this thing."""
    items = AlertItem.objects.filter(subject=subject, profile__paused_at=None, profile__ended_at=None)
    return list(items.select_related("profile"))


def items_due(at: datetime, most: int = 5_000) -> list[AlertItem]:
    """What is to be told by now, with whom it is for."""
    due = AlertItem.objects.filter(tell_at__lte=at, profile__paused_at=None, profile__ended_at=None)
    rows = due.select_related(
        "profile__person", "profile__organisation", "notice", "opportunity__organisation"
    )
    return list(rows.defer("notice__record").order_by("profile_id", "-changed_at", "-pk")[:most])


def working_webhooks(keys: set[int]) -> dict[int, AlertProfile]:
    """The profiles among these that send messages to another system."""
    found: dict[int, AlertProfile] = {}
    for part in _parts(sorted(keys)):
        rows = AlertProfile.objects.filter(pk__in=part, webhook_stopped="").exclude(webhook_url="")
        found |= {one.pk: one for one in rows.select_related("organisation")}
    return found


def something_to_deliver(at: datetime) -> bool:
    return AlertDelivery.waiting(at).exists()


def something_to_tell(at: datetime) -> bool:
    due = AlertItem.objects.filter(tell_at__lte=at, profile__paused_at=None, profile__ended_at=None)
    return due.exists()


def name_of_value(code: str, value: str) -> Text:
    """What people call a CPV group, a region or a theme."""
    if code == "cpv":
        whole = value.ljust(8, "0")
        catalogue = cpv_catalogue()
        return Text(nl=catalogue.label(whole, "nl") or "", en=catalogue.label(whole, "en") or "")
    if code == "region":
        called = region_name(value)
        return Text(nl="" if called == value else called, en="" if called == value else called)
    known = next((theme for theme in THEMES if theme == value), None)
    return Text(nl="", en="") if known is None else theme_name(known)


# Things


def procedure_key(notice: Notice) -> str:
    """What the publications of one procedure share; a notice without a procedure stands alone."""
    return f"{notice.source}:{notice.procedure_id or notice.external_id}"[:170]


def found_notice(notice: Notice) -> Found:
    """A notice as it is matched, and what its being there means for who heard of it before."""
    record = read_record(notice)
    texts = [record.title, record.description, *(lot.title for lot in record.lots)]
    codes = [record.cpv.main, *record.cpv.additional, *(lot.cpv for lot in record.lots)]
    places = [place for lot in record.lots for place in lot.nuts] or [main_nuts(record)]
    shown = [
        code for lot in record.lots for code in (*lot.environmental, *lot.social_objectives, *lot.strategic)
    ]
    own = "" if notice.organisation_id is None else f"own:{notice.organisation_id}:"
    return Found(
        subject=f"{own}{procedure_key(notice)}"[:180],
        event=event_of(notice),
        thing=rules.Thing(
            group=rules.group_of(notice.kind),
            cpv=tuple(dict.fromkeys(code for code in codes if code)),
            terms=rules.word_terms("\n".join(text for text in texts if text)),
            regions=tuple(dict.fromkeys(current_region(place) for place in places if place)),
            themes=rules.themes_of((signal.what for signal in record.social.signals), shown),
            buyer=notice.buyer_key,
            buyer_name=notice.buyer_name,
            procedure=procedure_key(notice),
        ),
        notice=notice,
        when=notice.closes_at,
        organisation_id=notice.organisation_id,
    )


def event_of(notice: Notice) -> rules.News:
    """What this publication means for a reader of the procedure."""
    if notice.withdrawn or notice.kind == "early_termination_notice":
        return "withdrawn"
    if rules.group_of(notice.kind) == "result":
        return "awarded"
    return "changed" if notice.kind == "correction_notice" else "new"


def found_opportunity(one: Opportunity) -> Found:
    """A calendar line as it is matched."""
    text = "\n".join((one.title, one.description, one.category))
    return Found(
        subject=f"opportunity:{one.public_id}",
        event="withdrawn" if one.withdrawn_at else "new",
        thing=rules.Thing(
            group="expected",
            cpv=tuple(one.cpv),
            terms=rules.word_terms(text),
            regions=tuple(current_region(code) for code in one.organisation.own_regions),
            themes=frozenset(one.themes),
            buyer_name=one.organisation.name,
        ),
        opportunity=one,
        when=one.begun_at or datetime.combine(quarter_of(one).first_day, time(), HOME),
    )


# In words, for letters, feeds, messages and pages


def title_of(item: AlertItem) -> str:
    """The title of what was found, whatever it is."""
    thing = item.notice or item.opportunity
    return (thing.title if thing else "") or _("Notice without a title")


def address_of(item: AlertItem, slug: str) -> str:
    """The path of its page at this organisation."""
    if item.opportunity is not None:
        return reverse("market:opportunity", args=[slug, item.opportunity.public_id])
    return reverse("market:notice", args=[slug, item.notice.public_id]) if item.notice else ""


def facts_of(item: AlertItem, language: str) -> tuple[str, ...]:
    """Who buys, and when it closes or is expected."""
    if item.opportunity is not None:
        quarter = _("Expected in quarter %(quarter)s of %(year)s.") % {
            "quarter": item.opportunity.quarter,
            "year": item.opportunity.year,
        }
        begun = _("The procurement has begun") if item.opportunity.begun_at else quarter
        return (item.opportunity.organisation.name, begun)
    notice = item.notice
    if notice is None:
        return ()
    closes = ""
    if notice.closes_on and item.news in ("new", "changed", "nothing"):
        closes = _("Closes on %(day)s.") % {"day": notation.format_day(notice.closes_on, language)}
    return (notice.buyer_name, closes)


def why_line(reasons: Sequence[dict[str, str]], language: str) -> str:
    """The reasons in one line."""
    words = [one["en" if language == "en" else "nl"] for one in reasons]
    return _("Why: %(reasons)s") % {"reasons": "; ".join(words)} if words else ""


# Following


def followed_by(actor: Actor, notice: Notice) -> set[str]:
    """What of this notice this person follows."""
    wanted = {(one.follows, one.subject) for one in followable(notice).values()}
    mine = alerts_of(actor).filter(paused_at=None).exclude(subject="")
    return {
        follows for follows, subject in mine.values_list("follows", "subject") if (follows, subject) in wanted
    }


@dataclass(frozen=True)
class Followable:
    """One thing of a notice that can be followed, and the profile that does so."""

    follows: str
    subject: str
    name: str
    wanted: rules.Wanted


def followable(notice: Notice) -> dict[str, Followable]:
    """What of this notice can be followed: its procedure, its buyer, its category."""
    found = {}
    if notice.organisation_id is None:
        key = procedure_key(notice)
        wanted = rules.Wanted(procedures=(key,))
        found["procedure"] = Followable("procedure", key, notice.title or notice.external_id, wanted)
    if notice.buyer_key and notice.buyer_name:
        wanted = rules.Wanted(buyers=(notice.buyer_key,))
        found["buyer"] = Followable("buyer", notice.buyer_key, notice.buyer_name, wanted)
    group = notice.cpv[:_GROUP].rstrip("0")
    if len(group) >= rules.FEWEST_DIGITS:
        called = name_of_value("cpv", group).in_language(get_language() or "nl")
        wanted = rules.Wanted(cpv=(group,))
        found["category"] = Followable("category", group, f"{called or 'CPV'} ({group})", wanted)
    return found


_GROUP: Final = 4
"""Digits of a CPV group that people see as one trade: 9091, cleaning."""


# Trying a profile


def would_have_come(actor: Actor, wanted: rules.Wanted, day: date, most: int = 5) -> list[tuple[Found, Any]]:
    """The newest things of the last month that this profile would have told, with the reasons."""
    told: list[tuple[Found, Any]] = []
    seen: set[str] = set()
    for found in _recent(actor, wanted, day):
        reasons = None if found.subject in seen else rules.match(wanted, found.thing, name=name_of_value)
        if reasons and found.event != "withdrawn":
            seen.add(found.subject)
            told.append((found, reasons))
            if len(told) == most:
                break
    return told


MOST_TRIED: Final = 400


def _recent(actor: Actor, wanted: rules.Wanted, day: date) -> Iterator[Found]:
    month = day - timedelta(days=31)
    if not wanted.groups or "expected" in wanted.groups:
        lines = Opportunity.objects.filter(withdrawn_at=None, changed_at__date__gt=month)
        for one in lines.select_related("organisation").order_by("-changed_at")[:MOST_TRIED]:
            yield found_opportunity(one)
    rows = Notice.objects.filter(
        Q(organisation=None) | Q(organisation_id=actor.organisation_id), published__gt=month
    )
    narrowed = rows.filter(_roughly(wanted)).order_by("-published", "-pk")
    for notice in narrowed[:MOST_TRIED]:
        yield found_notice(notice)


def _roughly(wanted: rules.Wanted) -> Q:
    """No more than the database can tell quickly; the rules decide."""
    if wanted.buyers or wanted.procedures or not (wanted.cpv or wanted.words):
        return Q()
    rough = Q(pk=None)
    for code in wanted.cpv:
        rough |= Q(cpv__startswith=code) | Q(record__icontains=f'"{code}')
    for word in wanted.words:
        first = max(word.split(), key=len, default="")
        rough |= Q(title__icontains=first[: max(4, len(first) - 3)])
        rough |= Q(record__description__icontains=first[: max(4, len(first) - 3)])
    return rough


# Addresses that open without a log-in

_STOP: Final = "alerts.stop"
_FEED: Final = "alerts.feed"


def stop_token(scope: str) -> str:
    """What stands in the address that stops letters: signed, not to be guessed, the same in each letter."""
    return Signer(sep=".", salt=_STOP).sign(scope)


def scope_of_letter(profiles: Sequence[AlertProfile]) -> str:
    """What a letter about these profiles stops: the one profile, or all that come together as often."""
    first = profiles[0]
    if first.email == rules.AT_ONCE:
        return f"profile-{first.public_id}"
    return f"digest-{first.person.public_id}-{first.organisation.public_id}-{first.email}"


def _unsigned(token: str, salt: str) -> str:
    try:
        return Signer(sep=".", salt=salt).unsign(token)
    except BadSignature:
        return ""


def profiles_of_stop(token: str) -> list[AlertProfile]:
    """The profiles whose letters this address stops: one, or all that came together in one letter."""
    scope = _unsigned(token, _STOP)
    rows = AlertProfile.objects.filter(ended_at=None).select_related("person", "organisation")
    kind, _dash, rest = scope.partition("-")
    if kind == "profile":
        return list(rows.filter(public_id=rest))
    if kind == "digest":
        person, _dash, rest = rest.partition("-")
        organisation, _dash, email = rest.partition("-")
        together = Q(email=email) | Q(email="never", email_before=email)
        return list(
            rows.filter(together, person__public_id=person, organisation__public_id=organisation).order_by(
                "pk"
            )
        )
    return []


def feed_token(profile: AlertProfile) -> str:
    """The secret in the address of a feed; a new turn makes another one and ends this one."""
    return Signer(sep=".", salt=_FEED).sign(f"{profile.public_id}-{profile.feed_turn}")


def profile_of_feed(token: str) -> AlertProfile | None:
    """Whose feed this is, as long as its reader has an account that works."""
    public_id, _dash, turn = _unsigned(token, _FEED).rpartition("-")
    if not turn:
        return None
    found = AlertProfile.objects.filter(
        public_id=public_id, feed=True, feed_turn=turn, ended_at=None, person__is_active=True
    )
    return found.select_related("person", "organisation").first()


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), _MOST_PARAMETERS):
        yield keys[start : start + _MOST_PARAMETERS]
