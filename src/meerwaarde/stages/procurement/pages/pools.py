"""Buying together: who expects the same, and one pool with its members, shares and checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Link,
    Page,
    Row,
    ShareBar,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro, format_number
from meerwaarde.rules.lifecycle import POOL, POOL_MEMBER
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.forms.pools import AskForm, PartForm
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.advising import route_in_words
from meerwaarde.stages.procurement.pages.calendar_line import code_in_words
from meerwaarde.stages.procurement.queries import pools as queries
from meerwaarde.stages.procurement.queries.pools import Chance, Peer, Pool, PoolMember

TONES = {
    "open": Tone.INFO,
    "agreed": Tone.POSITIVE,
    "begun": Tone.POSITIVE,
    "ended": Tone.NEUTRAL,
    "joined": Tone.POSITIVE,
    "invited": Tone.INFO,
    "declined": Tone.NEUTRAL,
    "left": Tone.NEUTRAL,
}


@dataclass(frozen=True)
class PeerShown:
    """A plan of another authority beside one's own."""

    name: str
    title: str
    facts: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class ChanceShown:
    """A line of one's own with what others plan."""

    line: Link
    facts: str
    peers: tuple[PeerShown, ...]
    propose: Action | None


@dataclass(frozen=True, kw_only=True)
class PoolsPage(Page):
    """Running pools, and where one could begin."""

    running: Table
    chances: tuple[ChanceShown, ...]
    no_chances: EmptyState


@dataclass(frozen=True)
class MemberShown:
    """One member as all members see it."""

    name: str
    badge: Badge
    leads: bool
    contact: str
    value: str
    bar: ShareBar | None
    needs: str
    checked: str
    reason: str
    hand_over: Action | None


@dataclass(frozen=True)
class CheckShown:
    """What one's own policy asks of the whole."""

    day: str
    route: str
    findings: tuple[tuple[str, str], ...]
    instruments: tuple[str, ...]
    outdated: str


@dataclass(frozen=True, kw_only=True)
class PoolPage(Page):
    """One pool."""

    facts: tuple[Definition, ...]
    description: str
    members: tuple[MemberShown, ...]
    table: Table
    law: str
    merge_note: str
    own_form: Any
    own_url: str
    own_line: Link | None
    check: CheckShown | None
    check_now: Action | None
    ask_form: Any
    ask_url: str
    reason_url: str


def pools_page(actor: Actor, today: date) -> PoolsPage:
    """What runs, and who expects the same at nearly the same time."""
    found = list(queries.pools_visible_to(actor))
    chances = queries.chances(actor, today)
    return PoolsPage(
        title=_("Buy together"),
        intro=_("Who in your region expects the same at the same time? Together you ask more of the market."),
        crumbs=_crumbs(actor)[:1],
        actions=(Action(label=_("Region"), url=f"/{actor.slug}/markt/regio/", icon="people"),),
        running=_running(actor, found),
        chances=tuple(_chance(actor, one) for one in chances),
        no_chances=_no_chances(actor),
    )


def pool_page(
    actor: Actor, one: Pool, today: date, *, form: PartForm | None = None, ask_form: AskForm | None = None
) -> PoolPage:
    """One pool as a member sees it: everything of the whole, and the own part."""
    members = queries.members_of_pool(one)
    own = next(each for each in members if each.organisation_id == actor.organisation_id)
    share_of = {part.member.pk: part.share for part in queries.parts(members)}
    leads = one.lead_id == actor.organisation_id and actor.may("pools.write")
    whole = queries.whole(one, members, today)
    shown = tuple(_member(actor, one, each, share_of.get(each.pk), leads=leads) for each in members)
    running = one.state in ("open", "agreed")
    may_write = actor.may("pools.write") and own.state == "joined" and running
    asked = queries.may_be_asked(actor, one) if leads and one.state == "open" else []
    return PoolPage(
        title=one.title,
        intro=_("%(quarter)s, led by %(lead)s") % {"quarter": _quarter(one), "lead": one.lead.name},
        crumbs=_crumbs(actor),
        badge=_badge(POOL, one.state),
        actions=_actions(actor, one, own, leads=leads),
        facts=_facts(one, members, whole.total if whole else None),
        description=one.description,
        members=shown,
        table=_table(members, share_of),
        law=words.said(whole.text) if whole else _("Choose the type of contract to know which rules hold."),
        merge_note=_(
            "Buying together joins contracts. Motivate in the file why, and whether lots keep small firms in."
        ),
        own_form=(form or PartForm(initial=PartForm.typed_from(own))) if may_write else None,
        own_url=_url(actor, "pool_part", one),
        own_line=Link(own.line.title, reverse("calendar:line", args=[actor.slug, own.line.public_id]))
        if own.line
        else None,
        check=_check(own, members),
        check_now=Action(
            label=_("Check against your own policy"),
            url=_url(actor, "pool_check", one),
            icon="ambitions",
            post=True,
        )
        if may_write
        else None,
        ask_form=(ask_form or AskForm(choices=asked)) if asked else None,
        ask_url=_url(actor, "pool_ask", one),
        reason_url=_url(actor, "pool_decline", one),
    )


def propose_page(actor: Actor, line: Any, form: Any) -> FormPage:
    """Proposing to buy together."""
    return FormPage(
        title=_("Propose to buy together"),
        intro=line.title,
        crumbs=_crumbs(actor),
        form=form,
        submit=_("Propose"),
        cancel_url=reverse("calendar:pools", args=[actor.slug]),
        help=(
            Help(
                title=_("What happens then?"),
                text=_(
                    "The others find your proposal among what waits for them, and decide themselves. "
                    "You lead, until you hand that over."
                ),
            ),
            Help(
                title=_("What do the others see?"),
                text=_("What you write here, the name of your line, its quarter, its codes and its value."),
            ),
        ),
    )


def decline_page(actor: Actor, one: Pool, part: PoolMember, form: Any) -> FormPage:
    """Saying why one does not take part."""
    return FormPage(
        title=_("Do not take part") if part.state == "invited" else _("Leave the joint procurement"),
        intro=one.title,
        crumbs=(*_crumbs(actor), Crumb(one.title, _url(actor, "pool", one))),
        form=form,
        submit=_("Send"),
        cancel_url=_url(actor, "pool", one),
    )


def peer_label(peer: Peer) -> str:
    """A plan of another authority in one line, for a choice."""
    parts = (peer.organisation, peer.title, _peer_facts(peer), *map(words.said, peer.overlap.reasons))
    return " · ".join(part for part in parts if part)


def _running(actor: Actor, found: Sequence[Pool]) -> Table:
    return Table(
        caption=_("Joint procurements"),
        columns=(
            Column(label=_("Procurement")),
            Column(label=_("Leads")),
            Column(label=_("Quarter"), compact=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.title, url=_url(actor, "pool", one)),
                    Cell(text=one.lead.name),
                    Cell(text=_quarter(one)),
                    Cell(badge=_badge(POOL, one.state)),
                )
            )
            for one in found
        ),
        empty=EmptyState(
            title=_("You do not buy together yet"),
            text=_("Below stands who expects the same as you. Propose to do it together."),
            drawing="people",
        ),
    )


def _chance(actor: Actor, one: Chance) -> ChanceShown:
    line = one.line
    url = reverse("calendar:line", args=[actor.slug, line.public_id])
    return ChanceShown(
        line=Link(line.title, url),
        facts=" · ".join(part for part in (words.quarter_long(line), words.worth(line)) if part),
        peers=tuple(
            PeerShown(
                peer.organisation,
                peer.title,
                _peer_facts(peer),
                tuple(words.said(reason) for reason in peer.overlap.reasons),
            )
            for peer in one.peers
        ),
        propose=Action(
            label=_("Propose to buy together"),
            url=reverse("calendar:pool_propose", args=[actor.slug, line.public_id]),
            icon="people",
        )
        if actor.may("pools.write")
        else None,
    )


def _peer_facts(peer: Peer) -> str:
    worth = words.worth_of(peer.low_cents, peer.high_cents)
    return " · ".join(part for part in (words.said(peer.quarter.text), worth) if part)


def _no_chances(actor: Actor) -> EmptyState:
    return EmptyState(
        title=_("Nobody in your region expects the same now"),
        text=_(
            "We compare lines of the calendar by CPV code and quarter. "
            "Lines without a CPV code cannot be compared."
        ),
        action=Action(label=_("Procurement calendar"), url=reverse("calendar:quarters", args=[actor.slug])),
        drawing="search",
    )


def _member(actor: Actor, one: Pool, each: PoolMember, share: Any, *, leads: bool) -> MemberShown:
    joined = each.state == "joined"
    value = format_euro(each.value_cents, words.language()) if each.value_cents is not None else ""
    return MemberShown(
        name=each.organisation.name,
        badge=_badge(POOL_MEMBER, each.state),
        leads=each.organisation_id == one.lead_id,
        contact=each.contact.person.name if joined and each.contact else "",
        value=value,
        bar=ShareBar(
            label=_("Part of the whole"), share=float(share) / 100, value=f"{_number(share)}%", note=value
        )
        if joined and share is not None
        else None,
        needs=each.needs if joined else "",
        checked=_("Checked against its own policy on %(day)s.")
        % {"day": _day(timezone.localdate(each.checked_at))}
        if joined and each.checked_at
        else "",
        reason=each.reason,
        hand_over=Action(
            label=_("Let %(name)s lead") % {"name": each.organisation.name},
            url=reverse("calendar:pool_lead", args=[actor.slug, one.public_id, each.public_id]),
            kind="quiet",
            post=True,
        )
        if leads and joined and each.organisation_id != one.lead_id and one.state == "open"
        else None,
    )


def _table(members: Sequence[PoolMember], share_of: dict[int, Any]) -> Table:
    """The twin of the bars."""
    joined = [one for one in members if one.state == "joined"]
    return Table(
        caption=_("Parts of the whole"),
        columns=(
            Column(label=_("Authority")),
            Column(label=_("Value"), numeric=True),
            Column(label=_("Part"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.organisation.name),
                    Cell(
                        text=_("Not given")
                        if one.value_cents is None
                        else format_euro(one.value_cents, words.language())
                    ),
                    Cell(text="" if share_of.get(one.pk) is None else f"{_number(share_of[one.pk])}%"),
                )
            )
            for one in joined
        ),
    )


def _actions(actor: Actor, one: Pool, own: PoolMember, *, leads: bool) -> tuple[Action, ...]:
    found: list[Action] = []
    if leads:
        found += [
            Action(
                label=words.said(step.name),
                url=reverse("calendar:pool_step", args=[actor.slug, one.public_id, step.verb]),
                kind="primary" if step.verb in ("agree", "begin") else "quiet",
                post=True,
            )
            for step in POOL.possible(one.state, actor.role)
            if step.verb != "begin" or actor.may("procurements.start")
        ]
        if one.procurement is not None:
            url = reverse("procurement:detail", args=[actor.slug, one.procurement.public_id])
            found.append(Action(label=_("To the procurement"), url=url, icon="procurement", kind="primary"))
    if one.state in ("open", "agreed"):
        for step in POOL_MEMBER.possible(own.state, actor.role):
            if step.verb == "join":
                label, url = words.said(step.name), _url(actor, "pool_join", one)
                found.append(Action(label=label, url=url, kind="primary", post=True))
            elif not leads:
                url = _url(actor, "pool_decline", one)
                found.append(Action(label=words.said(step.name), url=url, kind="quiet"))
    return tuple(found)


def _facts(one: Pool, members: Sequence[PoolMember], total: Any) -> tuple[Definition, ...]:
    joined = sum(each.state == "joined" for each in members)
    value = format_euro(int(total * 100), words.language()) if total else ""
    return (
        Definition(term=_("Region"), text=one.region.name),
        Definition(term=_("Leads"), text=one.lead.name),
        Definition(term=_("Quarter"), text=_quarter(one)),
        Definition(term=_("Type of contract"), text=words.contract_name(one.contract)),
        Definition(term=_("CPV codes"), items=tuple(code_in_words(code) for code in one.cpv)),
        Definition(
            term=_("Take part"),
            text=ngettext("%(number)s authority", "%(number)s authorities", joined) % {"number": joined},
        ),
        Definition(term=_("Together"), text=value),
    )


def _check(own: PoolMember, members: Sequence[PoolMember]) -> CheckShown | None:
    found = own.own_check
    if not found or own.checked_at is None:
        return None
    total = sum(one.value_cents or 0 for one in members if one.state == "joined")
    return CheckShown(
        day=_day(timezone.localdate(own.checked_at)),
        route=route_in_words(found.get("route") or ""),
        findings=tuple(
            (_in(one["text"]), _in(one["what_now"]) if one.get("what_now") else "")
            for one in found.get("findings", ())
        ),
        instruments=tuple(_in(one["why"]) for one in found.get("instruments", ()) if one["fit"] == "fits"),
        outdated=_("The value of the whole has changed since. Check again.")
        if found.get("total_cents") != total
        else "",
    )


def _badge(cycle: Any, state: str) -> Badge:
    return Badge(label=words.said(cycle.state(state).name), tone=TONES[state])


def _quarter(one: Pool) -> str:
    return words.said(Quarter(one.year, one.quarter).text).capitalize()


def _url(actor: Actor, name: str, one: Pool) -> str:
    return reverse(f"calendar:{name}", args=[actor.slug, one.public_id])


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Procurement calendar"), reverse("calendar:quarters", args=[actor.slug])),
        Crumb(_("Buy together"), reverse("calendar:pools", args=[actor.slug])),
    )


def _in(text: dict[str, str]) -> str:
    return words.said(Text(nl=text["nl"], en=text["en"]))


def _number(share: Any) -> str:
    return format_number(share, words.language(), decimals=1)


def _day(day: date) -> str:
    return format_day(day, words.language())
