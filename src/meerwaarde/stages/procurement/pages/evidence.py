"""Evidence from the market in a file: what is told of it, and the pages to put it in and take it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

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
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.context import address
from meerwaarde.platform.layout.notation import format_day, format_moment, shortened
from meerwaarde.rules.lifecycle import APPROVED, DECIDED, PROPOSED, WITHDRAWN
from meerwaarde.stages.market.queries.consultations import MARKETS_CALLED
from meerwaarde.stages.procurement.forms.evidence import PutInFileForm, TakeOutForm
from meerwaarde.stages.procurement.pages.frame import state_badge
from meerwaarde.stages.procurement.queries import Explanation, Procurement
from meerwaarde.stages.procurement.queries.evidence import Evidence, EvidenceKind

KINDS_CALLED: Final = {
    "search": gettext_lazy("Frozen search"),
    "consultation": gettext_lazy("Market consultation"),
}
_ICONS: Final = {"search": "search", "consultation": "message"}
_ROUTES: Final = {"search": "market:frozen_search", "consultation": "market:consultation"}
_READS: Final = {"search": "directory.read", "consultation": "consultations.read"}
_MARKET_TONES: Final = {"suitable": Tone.POSITIVE, "limited": Tone.WARNING, "none": Tone.NEGATIVE}


@dataclass(frozen=True, kw_only=True)
class EvidenceShown:
    """One piece of evidence in the file."""

    id: str
    icon: str
    kind: str
    title: str
    url: str
    badge: Badge | None
    facts: tuple[Definition, ...]
    take_out: Action | None


@dataclass(frozen=True, kw_only=True)
class EvidencePanel:
    """All of it, with what was taken out, and how something gets in."""

    counting: tuple[EvidenceShown, ...]
    out: tuple[EvidenceShown, ...]
    empty: EmptyState
    ways: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class FilesSection:
    """On the page of a search or a consultation: the files in which it lies, and the way into one."""

    table: Table | None
    action: Action


@dataclass(frozen=True, kw_only=True)
class PutPage(FormPage):
    """Choosing the file, with what is put in it beside it."""

    thing: tuple[Definition, ...]


def evidence_panel(
    actor: Actor, procurement: Procurement, evidence: Sequence[Evidence], explained: Sequence[Explanation]
) -> EvidencePanel | None:
    """The part of the file; None for a reader of a file in which nothing ever lay."""
    may = actor.may("procurements.edit") and procurement.state != WITHDRAWN
    if not evidence and not may:
        return None
    used = _used(explained)
    fixed = not may or procurement.state == DECIDED

    def shown(one: Evidence) -> EvidenceShown:
        rules = used.get(one.public_id, ())
        removable = one.counts and not fixed and not rules
        return EvidenceShown(
            id=one.public_id,
            icon=_ICONS[one.kind],
            kind=str(KINDS_CALLED[one.kind]),
            title=one.title,
            url=thing_url(actor, one.kind, one.thing),
            badge=market_badge(one),
            facts=(*evidence_facts(one), *_used_in(actor, rules), *_gone(one)),
            take_out=_take_out(actor, procurement, one) if removable else None,
        )

    return EvidencePanel(
        counting=tuple(shown(one) for one in evidence if one.counts),
        out=tuple(shown(one) for one in evidence if not one.counts),
        empty=EmptyState(
            title=_("No evidence from the market yet"),
            text=_(
                "Freeze a search for suppliers, or open a market consultation. "
                "There you choose “Put in the file of a procurement”."
            ),
            drawing="search",
        ),
        ways=_ways(actor) if may else (),
    )


def evidence_facts(one: Evidence) -> tuple[Definition, ...]:
    """What the evidence says of itself, and since when it lies here; for the page, the note and the form."""
    own = _search_facts(one) if one.kind == "search" else _consultation_facts(one)
    since = format_moment(one.at, _language())
    by = one.by or _("somebody who has left")
    put = Definition(term=_("In the file since"), text=_("%(day)s, by %(name)s") % {"day": since, "name": by})
    shows = (Definition(term=_("What it shows here"), text=one.shows),) if one.shows else ()
    return (*shows, *own, put)


def market_badge(one: Evidence) -> Badge | None:
    """What is concluded about the market; of a search only that nobody was found."""
    if one.kind == "search":
        return Badge(label=_("Nobody was found"), tone=Tone.NEGATIVE) if one.found == 0 else None
    if one.market:
        return Badge(label=str(MARKETS_CALLED[one.market]), tone=_MARKET_TONES[one.market])
    if one.withdrawn:
        return Badge(label=_("Withdrawn"), tone=Tone.WARNING)
    if one.open:
        return Badge(label=_("Open"), tone=Tone.INFO)
    return None if one.reported_at else Badge(label=_("No report yet"), tone=Tone.WARNING)


def named(one: Evidence) -> str:
    """How it is called where one line must do: kind, title and day."""
    day = format_day(one.day, _language(), "short")
    return f"{KINDS_CALLED[one.kind]} “{shortened(one.title, 60)}”, {day}"


def evidence_told(item: Mapping[str, Any]) -> str:
    """Where a piece of evidence of an explanation stands: what was typed, and what it names in the file."""
    file = item.get("file")
    if not file:
        return str(item["where"])
    kind = KINDS_CALLED.get(file["kind"], "")
    named_here = _("in this file: %(kind)s “%(title)s”") % {
        "kind": str(kind).lower(),
        "title": file["title"],
    }
    return f"{item['where']} ({named_here})" if item["where"] else _first_upper(named_here)


def evidence_url(actor: Actor, told: Explanation, item: Mapping[str, Any]) -> str:
    """Where a piece of evidence lies that an explanation names; "" where it names nothing in the file."""
    if not item.get("file"):
        return ""
    return reverse("procurement:detail", args=[actor.slug, told.procurement.public_id]) + "#bewijs"


def thing_url(actor: Actor, kind: EvidenceKind, thing: str) -> str:
    """The page of the search or the consultation, for who may read it."""
    return address(_ROUTES[kind], actor.slug, thing) if actor.may(_READS[kind]) else ""


def put_page(
    actor: Actor, kind: EvidenceKind, thing: str, title: str, form: PutInFileForm, *, more: bool
) -> PutPage:
    """Choosing the file."""
    home = thing_url(actor, kind, thing)
    note = _("Only the 200 newest procurements stand in the list.") if more else ""
    return PutPage(
        title=_("Put in the file of a procurement"),
        intro=_("It becomes evidence in that file, with the day and your name. You can undo it."),
        crumbs=(Crumb(title, home),),
        form=form,
        submit=_("Put in the file"),
        submit_note=note,
        cancel_url=home,
        draft_key=f"evidence:{kind}:{thing}",
        thing=(Definition(term=str(KINDS_CALLED[kind]), text=title),),
        help=(
            Help(
                title=_("What is it for?"),
                points=(
                    _("It shows why you ask these firms (article 1.4)."),
                    _("It shows that no firm can deliver this, when you explain why you depart from a rule."),
                    _("It comes into the strategy note and into the dossier for the auditor."),
                ),
            ),
        ),
    )


def take_out_page(actor: Actor, procurement: Procurement, one: Evidence, form: TakeOutForm) -> PutPage:
    """Saying why it is no evidence any more."""
    home = reverse("procurement:detail", args=[actor.slug, procurement.public_id])
    return PutPage(
        title=_("Take out of the file"),
        intro=f"{procurement.number} · {procurement.title}",
        crumbs=(
            Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug])),
            Crumb(shortened(procurement.title, 60), home),
        ),
        form=form,
        submit=_("Take out of the file"),
        submit_note=_("The search or consultation itself stays. You can undo this."),
        cancel_url=f"{home}#bewijs",
        thing=(
            Definition(term=str(KINDS_CALLED[one.kind]), text=one.title),
            *evidence_facts(one),
        ),
    )


def files_section(actor: Actor, kind: EvidenceKind, thing: str, files: Sequence[Procurement]) -> FilesSection:
    """For the page of the search or the consultation itself."""
    rows = tuple(
        Row(
            (
                Cell(
                    text=one.title,
                    url=reverse("procurement:detail", args=[actor.slug, one.public_id]) + "#bewijs",
                    note=one.number,
                ),
                Cell(badge=state_badge(one.state)),
            )
        )
        for one in files
    )
    may = actor.may("procurements.edit")
    return FilesSection(
        table=Table(
            caption=_("Files in which this is evidence"),
            caption_hidden=True,
            columns=(Column(label=_("Procurement")), Column(label=_("State"))),
            rows=rows,
        )
        if rows
        else None,
        action=Action(
            label=_("Put in the file of a procurement"),
            url=reverse("procurement:evidence_put", args=[actor.slug, kind, thing]) if may else "",
            icon="procurement",
            kind="secondary",
            why_not="" if may else _("Who works on procurements can put this in a file."),
        ),
    )


def _search_facts(one: Evidence) -> tuple[Definition, ...]:
    count = one.found or 0
    found = ngettext("%(count)d supplier fitted", "%(count)d suppliers fitted", count) % {"count": count}
    return (
        Definition(term=_("What was asked"), text=one.asked),
        Definition(
            term=_("What was found"),
            text=_("%(found)s on %(day)s") % {"found": found, "day": format_day(one.day, _language())}
            if count
            else _("Nobody in the directory fitted on %(day)s") % {"day": format_day(one.day, _language())},
        ),
        *((Definition(term=_("What it is for"), text=one.purpose),) if one.purpose else ()),
    )


def _consultation_facts(one: Evidence) -> tuple[Definition, ...]:
    count, last = one.answered or 0, format_day(one.day, _language())
    answered = (
        ngettext("%(count)d party answered", "%(count)d parties answered", count) % {"count": count}
        if count
        else _("Nobody answered")
    )
    return (
        Definition(
            term=_("What the market did"),
            text=_("%(answered)s; the last day is %(day)s") % {"answered": answered, "day": last}
            if one.open
            else _("%(answered)s; the last day was %(day)s") % {"answered": answered, "day": last},
        ),
        Definition(
            term=_("Report"),
            text=_("Shared with everybody on %(day)s") % {"day": _moment_day(one.reported_at)}
            if one.reported_at
            else _("Withdrawn; there is no report")
            if one.withdrawn
            else _("Not shared yet"),
        ),
        *(
            (Definition(term=_("Conclusion about the market"), text=str(MARKETS_CALLED[one.market])),)
            if one.market
            else ()
        ),
        *((Definition(term=_("Conclusion"), text=one.conclusion),) if one.conclusion else ()),
    )


def _used(explained: Sequence[Explanation]) -> dict[str, tuple[Explanation, ...]]:
    """By place in the file, the explanations that rest on it."""
    found: dict[str, tuple[Explanation, ...]] = {}
    for told in explained:
        if told.state not in (PROPOSED, APPROVED):
            continue
        for place in dict.fromkeys((item.get("file") or {}).get("id", "") for item in told.evidence):
            if place:
                found[place] = (*found.get(place, ()), told)
    return found


def _used_in(actor: Actor, told: Sequence[Explanation]) -> tuple[Definition, ...]:
    return tuple(
        Definition(
            term=_("Evidence for"),
            text=_("Explanation of rule %(code)s") % {"code": one.rule_code},
            url=reverse("explanations:explanation", args=[actor.slug, one.public_id]),
        )
        for one in told
    )


def _gone(one: Evidence) -> tuple[Definition, ...]:
    if one.out_at is None:
        return ()
    return (Definition(term=_("Taken out"), text=taken_out(one)),)


def taken_out(one: Evidence) -> str:
    """When and by whom it was taken out, and why."""
    assert one.out_at is not None
    said = {
        "day": format_moment(one.out_at, _language()),
        "name": one.out_by or _("somebody who has left"),
        "why": one.out_why,
    }
    return _("%(day)s, by %(name)s: %(why)s") % said


def _take_out(actor: Actor, procurement: Procurement, one: Evidence) -> Action:
    return Action(
        label=_("Take out of the file"),
        url=reverse("procurement:evidence_out", args=[actor.slug, procurement.public_id, one.public_id]),
        icon="remove",
        kind="quiet",
    )


def _ways(actor: Actor) -> tuple[Link, ...]:
    ways = []
    if actor.may("alerts.own"):
        ways.append(Link(_("Frozen searches"), reverse("market:kept_searches", args=[actor.slug])))
    if actor.may("consultations.read"):
        ways.append(Link(_("Market consultations"), reverse("market:consultations", args=[actor.slug])))
    return tuple(ways)


def _moment_day(moment: datetime | None) -> str:
    return format_moment(moment, _language()) if moment else ""


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _language() -> str:
    return get_language() or "nl"
