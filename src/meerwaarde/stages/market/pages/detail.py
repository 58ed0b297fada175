"""One notice: what it says, what it seems to ask of social value, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    Event,
    Link,
    Page,
    Row,
    Table,
    ThreadNode,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.actions import day_of
from meerwaarde.stages.market.pages.words import (
    CONTRACTS,
    CRITERIA,
    PROCEDURES,
    RESERVED,
    SIGNALS,
    SOURCES,
    amount_in_words,
    complaint_in_words,
    kind_of,
    number_in_words,
    place_in_words,
    verdict_badge,
    weight_in_words,
)
from meerwaarde.stages.market.queries import alerts as alert_queries
from meerwaarde.stages.market.queries.fits import can_still_be_won


@dataclass(frozen=True)
class SignalShown:
    """One sign of social purchasing with the words of the notice itself."""

    what: str
    where: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class FollowShown:
    """Something of a notice that one can follow; `followed` says that one does."""

    name: str
    followed: str
    button: Action


@dataclass(frozen=True, kw_only=True)
class NoticePage(Page):
    """Everything of one notice, and the file it came from."""

    facts: tuple[Definition, ...]
    description: str
    lots: Table
    criteria: Table
    verdict: Badge
    signals: tuple[SignalShown, ...]
    complaints: tuple[tuple[str, str], ...]
    source: tuple[Definition, ...]
    follows: tuple[FollowShown, ...]
    history: tuple[Event, ...]
    later: Link | None
    withdrawn: bool


def notice_page(actor: Actor, notice: queries.Notice) -> NoticePage:
    """The page of a notice that this actor may see."""
    found = queries.read_record(notice)
    title = notice.title or _("Notice without a title")
    subject = slots.Subject("notice", notice.public_id)
    return NoticePage(
        title=title,
        intro=kind_of(notice.kind),
        badge=verdict_badge(notice.verdict),
        crumbs=(Crumb(_("Notices"), reverse("market:notices", args=[actor.slug])),),
        thread=slots.thread(
            actor, subject, ThreadNode(kind=_("Notice"), label=title, icon="notice", rank=40, current=True)
        ),
        sections=slots.page_sections.collect(actor, subject),
        facts=_facts(found),
        description=found.description or "",
        lots=_lots(found),
        criteria=_criteria(found),
        verdict=verdict_badge(notice.verdict),
        signals=tuple(
            SignalShown(
                str(SIGNALS.get(signal.what, signal.what)), place_in_words(signal.where), signal.quote
            )
            for signal in found.social.signals
        ),
        complaints=tuple((complaint_in_words(one), place_in_words(one.where)) for one in found.complaints),
        source=_source(notice),
        actions=_actions(actor, notice),
        follows=_follows(actor, notice),
        history=_history(actor, notice),
        later=_later(actor, notice),
        withdrawn=notice.withdrawn,
    )


def _actions(actor: Actor, notice: queries.Notice) -> tuple[Action, ...]:
    found = []
    if actor.may("combinations.form") and can_still_be_won(notice, timezone.localdate()):
        partners = reverse("market:impact_partners", args=[actor.slug, "notice", notice.public_id])
        found.append(Action(label=_("Looking for an impact partner"), url=partners, icon="people"))
    if notice.address:
        found.append(Action(label=_("Read at the source"), url=notice.address, icon="external"))
    if notice.closes_on:
        dates = reverse("market:notice_dates", args=[actor.slug, notice.public_id])
        found.append(Action(label=_("Put the dates in my agenda"), url=dates, icon="day"))
    if notice.file_id is not None:
        found.append(
            Action(
                label=_("Download the original file"),
                url=reverse("market:original", args=[actor.slug, notice.public_id]),
                icon="download",
            )
        )
    return tuple(found)


def _follows(actor: Actor, notice: queries.Notice) -> tuple[FollowShown, ...]:
    """What of this notice its reader follows, and can follow."""
    if not actor.may("alerts.own"):
        return ()
    url = reverse("market:alert_follow", args=[actor.slug])
    followed = alert_queries.followed_by(actor, notice)
    words = {
        "procedure": (_("Follow this procedure"), _("You follow this procedure")),
        "buyer": (_("Follow this authority"), _("You follow this authority")),
        "category": (_("Follow this category"), _("You follow this category")),
    }
    return tuple(
        FollowShown(
            name="" if what == "procedure" else one.name,
            followed=words[what][1] if what in followed else "",
            button=Action(
                label=_("Stop following") if what in followed else words[what][0],
                url=url,
                post=True,
                kind="quiet" if what in followed else "secondary",
                hidden=(("notice", notice.public_id), ("follows", what)),
            ),
        )
        for what, one in alert_queries.followable(notice).items()
    )


def _history(actor: Actor, notice: queries.Notice) -> tuple[Event, ...]:
    """Every publication of the procedure in the order of time; alone it is no history."""
    found = queries.publications_of(actor, notice)
    if len(found) < 2:
        return ()
    return tuple(
        Event(
            moment=one.published or timezone.localdate(one.changed_at),
            title=kind_of(one.kind),
            text=_said_by(one, notice),
            url="" if one.pk == notice.pk else reverse("market:notice", args=[actor.slug, one.public_id]),
            icon="notice",
            tone=Tone.NEGATIVE
            if one.kind == "early_termination_notice"
            else Tone.POSITIVE
            if one.pk == notice.pk
            else Tone.NEUTRAL,
        )
        for one in found
    )


def _said_by(one: queries.Notice, here: queries.Notice) -> str:
    parts = []
    if one.pk == here.pk:
        parts.append(_("You read this one now."))
    if one.closes_on:
        parts.append(_("Closes on %(day)s.") % {"day": format_day(one.closes_on, get_language() or "nl")})
    return " ".join(parts)


def _later(actor: Actor, notice: queries.Notice) -> Link | None:
    """The publication that stands in the place of this one."""
    if notice.latest:
        return None
    found = [one for one in queries.publications_of(actor, notice) if one.latest and one.pk != notice.pk]
    if not found:
        return None
    return Link(kind_of(found[-1].kind), reverse("market:notice", args=[actor.slug, found[-1].public_id]))


def cpv_in_words(code: str | None) -> str:
    """The code with its label; a code that the list does not have is shown as it is."""
    if not code:
        return ""
    label = cpv_catalogue().label(code, "en" if (get_language() or "nl").startswith("en") else "nl")
    return f"{code} {label}" if label else code


def _facts(found: queries.NoticeRecord) -> tuple[Definition, ...]:
    buyers = tuple(
        " · ".join([buyer.name or _("Name unknown"), *map(number_in_words, buyer.ids)])
        for buyer in found.buyers
    )
    return (
        Definition(term=_("Contracting authority"), items=buyers),
        Definition(term=_("Contract"), text=str(CONTRACTS[found.contract])),
        Definition(term=_("Procedure"), text=str(PROCEDURES[found.procedure])),
        Definition(term=_("Estimate"), text=amount_in_words(found.estimate)),
        Definition(term=_("Main CPV code"), text=cpv_in_words(found.cpv.main)),
        Definition(term=_("Other CPV codes"), items=tuple(map(cpv_in_words, found.cpv.additional))),
        Definition(term=_("Published"), text=_day(found.published)),
        Definition(term=_("Closes"), text=_day(found.deadline)),
    )


def _day(moment: str | None) -> str:
    known = day_of(moment)
    return format_day(known, get_language() or "nl") if known else moment or ""


def _lots(found: queries.NoticeRecord) -> Table:
    return Table(
        caption=_("Lots"),
        caption_hidden=True,
        columns=(
            Column(label=_("Lot")),
            Column(label=_("CPV code")),
            Column(label=_("Estimate"), numeric=True),
            Column(label=_("Reserved")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=lot.title or lot.id, note=lot.id if lot.title else ""),
                    Cell(text=cpv_in_words(lot.cpv)),
                    Cell(text=amount_in_words(lot.estimate)),
                    Cell(text=str(RESERVED[lot.reserved])),
                )
            )
            for lot in found.lots
        ),
    )


def _criteria(found: queries.NoticeRecord) -> Table:
    return Table(
        caption=_("Award criteria"),
        caption_hidden=True,
        columns=(
            Column(label=_("Criterion")),
            Column(label=_("Kind")),
            Column(label=_("Weight"), numeric=True),
            Column(label=_("Lot")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=criterion.name or str(CRITERIA[criterion.type])),
                    Cell(text=str(CRITERIA[criterion.type])),
                    Cell(text=weight_in_words(criterion)),
                    Cell(text=lot.id),
                )
            )
            for lot in found.lots
            for criterion in lot.award_criteria
        ),
    )


def _source(notice: queries.Notice) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Number"), text=notice.external_id),
        Definition(term=_("Source"), text=str(SOURCES.get(notice.source, notice.source))),
        *_file(notice),
        Definition(
            term=_("Taken in"),
            text=format_moment(notice.imported_at, get_language() or "nl"),
        ),
    )


def _file(notice: queries.Notice) -> tuple[Definition, ...]:
    if notice.file is None:
        return ()
    return (
        Definition(term=_("File"), text=notice.file.name),
        Definition(term=_("Fingerprint (SHA-256)"), text=notice.file.sha256),
    )
