"""What the pages of the journal show. Names are looked up now; the journal itself holds none."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.forms import FORMATS, FilterForm
from meerwaarde.platform.journal.queries import Event, EventVerdict, Wanted, events_of
from meerwaarde.platform.layout import components as parts
from meerwaarde.platform.layout.components import Cell, Column, Definition, ListPage, Page, Row, Table
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.platform.organisations.queries import names_of_persons
from meerwaarde.rules.journal_actions import SOMEBODY_GONE, kind_name, sentence
from meerwaarde.rules.roles import role

PAGE_SIZE = 50
LATEST = 20
"""So many events stand in the history beside an object; the rest is one click away."""

_PAGES_OF: dict[str, tuple[str, str]] = {}


def link_kind(kind: str, route: str, permission: str = "") -> None:
    """Let events lead to the page of what they are about; a stage says so in its `slots.py`.

    `route` is the name of a route that takes the authority's slug and the public id; who lacks the
    permission that its door asks reads in the journal what it is about, and is not led to a closed door.
    """
    _PAGES_OF[kind] = (route, permission)


Namer = Callable[[Actor, Set[str]], Mapping[str, str]]
"""From public ids to what people call those objects, in one query; what the reader may not see is absent."""

_NAMERS: dict[str, Namer] = {}


def name_kind(kind: str, names: Namer) -> None:
    """Let the journal say which object an event is about; a stage says so in its `slots.py`."""
    _NAMERS[kind] = names


@dataclass(frozen=True, kw_only=True)
class EventPage(Page):
    """One event, with everything that was hashed and a verdict worked out while one waits."""

    facts: tuple[Definition, ...]
    values: Table | None
    proof: tuple[Definition, ...]
    verdict: parts.Badge
    verdict_text: str
    body: Definition
    before: parts.Link | None = None
    after: parts.Link | None = None


@dataclass(frozen=True)
class ObjectHistory:
    """The latest events about one object, and where all of them are."""

    events: tuple[parts.Event, ...]
    all_url: str
    columns: tuple[str, ...] = default(default=())


def journal_page(actor: Actor, form: FilterForm, *, before: int, after: int) -> ListPage:
    """A page of events, newest first. `before` and `after` are numbers of events; 0 begins at the newest."""
    wanted = form.wanted()
    events, older, newer = _page_of(actor.organisation_id, wanted, before, after)
    address = reverse("journal:list", args=[actor.slug])
    asked = _asked(wanted)
    used = bool(asked)
    return ListPage(
        title=_("Journal"),
        intro=_("Who did what, and when. Nobody can change or remove a line, the administrator included."),
        actions=_exports(actor, asked) if events else (),
        filters=form,
        filters_used=used,
        clear_url=address,
        found=_("Events that fit your filters") if used else _("All events, newest first"),
        table=Table(
            caption=_("Events"),
            caption_hidden=True,
            columns=(
                Column(label=_("What happened")),
                Column(label=_("When")),
                Column(label=_("About")),
                Column(label=_("Number"), numeric=True),
            ),
            rows=tuple(_rows(actor, events)),
            empty=parts.EmptyState(
                title=_("No events found"),
                text=_("Choose fewer filters, or other days.")
                if used
                else _("Nothing has happened here yet."),
                drawing="search" if used else "paper",
            ),
            previous_url=_address(address, asked, after=events[0].sequence) if newer else "",
            next_url=_address(address, asked, before=events[-1].sequence) if older else "",
        ),
    )


def event_page(actor: Actor, event: Event, verdict: EventVerdict, last: int) -> EventPage:
    """One event; `last` is the number of the newest one."""
    names = _names([event])
    named = _names_of_objects(actor, [event]).get((event.object_kind, event.object_id), event.object_id)
    kind = kind_name(event.object_kind, _language())
    about = Definition(term=_("About"), text=f"{kind} {named}", url=_page_of_object(actor, event))
    whole = _address(
        reverse("journal:list", args=[actor.slug]),
        _asked(Wanted(kind=event.object_kind, object_id=event.object_id)),
    )
    return EventPage(
        title=_sentence(event, names),
        badge=parts.Badge(label=_("Number %(number)s") % {"number": event.sequence}),
        crumbs=(parts.Crumb(_("Journal"), reverse("journal:list", args=[actor.slug])),),
        facts=(
            Definition(term=_("When"), text=_moment(event)),
            Definition(term=_("By whom"), text=_name(event, names)),
            Definition(term=_("In the role of"), text=_role(event.role)),
            about,
            Definition(term=_("The whole history"), text=_("All events about this object"), url=whole),
            Definition(term=_("Code"), text=event.action),
        ),
        values=_values(body_of(event)),
        proof=(
            Definition(term=_("Hash of this event"), text=event.hash),
            Definition(term=_("Hash of the event before"), text=event.previous),
        ),
        verdict=parts.Badge(
            label=_("Genuine") if verdict.intact else _("Damaged"),
            tone=parts.Tone.POSITIVE if verdict.intact else parts.Tone.NEGATIVE,
            icon="success" if verdict.intact else "warning",
        ),
        verdict_text=_verdict(verdict),
        body=Definition(term=_("Canonical JSON"), text=event.body),
        before=_neighbour(actor, event.sequence - 1, _("Event before")) if event.sequence > 1 else None,
        after=_neighbour(actor, event.sequence + 1, _("Event after")) if event.sequence < last else None,
    )


def history_of(actor: Actor, kind: str, public_id: str) -> ObjectHistory | None:
    """The latest events about one object; None where nothing is known of it."""
    wanted = Wanted(kind=kind, object_id=public_id)
    events = list(events_of(actor.organisation_id, wanted)[:LATEST])
    if not events:
        return None
    names = _names(events)
    return ObjectHistory(
        events=tuple(
            parts.Event(
                moment=event.moment,
                title=_sentence(event, names),
                url=reverse("journal:event", args=[actor.slug, event.sequence]),
                icon="journal",
                by=_role(event.role),
            )
            for event in events
        ),
        all_url=_address(reverse("journal:list", args=[actor.slug]), _asked(wanted)),
    )


def name_of(event: Event, names: Mapping[str, str], language: str) -> str:
    """Who did it, as it may be shown today; "" for the system."""
    if not event.person:
        return ""
    return names.get(event.person, SOMEBODY_GONE.in_language(language))


def _page_of(organisation_id: int, wanted: Wanted, before: int, after: int) -> tuple[list[Event], bool, bool]:
    """The events of one page, and whether there are older and newer ones."""
    found = events_of(organisation_id, wanted)
    if after:
        rows = list(found.filter(sequence__gt=after).order_by("sequence")[: PAGE_SIZE + 1])
        return rows[:PAGE_SIZE][::-1], bool(rows), len(rows) > PAGE_SIZE
    if before:
        found = found.filter(sequence__lt=before)
    rows = list(found[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE, bool(before and rows)


def _rows(actor: Actor, events: list[Event]) -> Iterable[Row]:
    names = _names(events)
    named = _names_of_objects(actor, events)
    language = _language()
    for event in events:
        kind = kind_name(event.object_kind, language)
        name = named.get((event.object_kind, event.object_id), "")
        yield Row(
            (
                Cell(
                    text=_sentence(event, names),
                    url=reverse("journal:event", args=[actor.slug, event.sequence]),
                    note=_role(event.role) if event.person else "",
                ),
                Cell(text=_moment(event)),
                Cell(text=name or kind, url=_page_of_object(actor, event), note=kind if name else ""),
                Cell(text=str(event.sequence)),
            )
        )


def _exports(actor: Actor, asked: Mapping[str, str]) -> tuple[parts.Action, ...]:
    labels = {"jsonl": _("Export as JSON"), "csv": _("Export as CSV"), "xlsx": _("Export as Excel")}
    return tuple(
        parts.Action(
            label=labels[form],
            url=reverse("journal:export", args=[actor.slug]),
            icon="download",
            post=True,
            hidden=(("format", form), *asked.items()),
        )
        for form in FORMATS
    )


def body_of(event: Event) -> dict[str, Any]:
    """What was hashed; empty where somebody damaged it, which the verdict tells."""
    try:
        body = json.loads(event.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _values(body: dict[str, Any]) -> Table | None:
    """What was written down of each field, by its name in the product; None where no field was."""
    values, commitments = (body.get(part) for part in ("values", "commitments"))
    shown = [(name, _in_words(value)) for name, value in (values.items() if isinstance(values, dict) else ())]
    shown += [
        (name, _("Changed; only a seal of the value is kept here."))
        for name in (commitments if isinstance(commitments, dict) else ())
    ]
    if not shown:
        return None
    return Table(
        caption=_("Fields"),
        caption_hidden=True,
        columns=(Column(label=_("Field")), Column(label=_("Value"))),
        rows=tuple(Row((Cell(text=name), Cell(text=text))) for name, text in shown),
    )


def _in_words(value: Any) -> str:
    """A simple value as people read it; a nested one stays as it was written down."""
    match value:
        case None | "" | [] | {}:
            return _("Empty")
        case True:
            return _("Yes")
        case False:
            return _("No")
        case str() | int() | float():
            return str(value)
        case list() if all(isinstance(one, str | int) for one in value):
            return ", ".join(str(one) for one in value)
        case dict() if all(isinstance(one, str | int) for one in value.values()):
            return "; ".join(f"{name}: {_in_words(one)}" for name, one in value.items())
    return json.dumps(value, ensure_ascii=False)


def _verdict(verdict: EventVerdict) -> str:
    if verdict.intact:
        return _("Worked out again just now: the content, the link to the event before and the list agree.")
    wrong = [
        text
        for fits, text in (
            (verdict.hash_fits, _("the content does not fit its hash")),
            (verdict.link_fits, _("it does not point at the event before")),
            (verdict.columns_fit, _("the list shows something else than what was hashed")),
        )
        if not fits
    ]
    return _("Worked out again just now: %(wrong)s. Warn the administrator.") % {"wrong": "; ".join(wrong)}


def _sentence(event: Event, names: Mapping[str, str]) -> str:
    language = _language()
    return sentence(event.action, name_of(event, names, language), language)


def _name(event: Event, names: Mapping[str, str]) -> str:
    return name_of(event, names, _language()) or _("The system")


def _names(events: Iterable[Event]) -> dict[str, str]:
    return names_of_persons({event.person for event in events if event.person})


def _names_of_objects(actor: Actor, events: Iterable[Event]) -> dict[tuple[str, str], str]:
    """What the objects are called, by kind and public id: one query for each kind of thing."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.object_kind in _NAMERS:
            wanted[event.object_kind].add(event.object_id)
    return {
        (kind, public_id): name
        for kind, ids in wanted.items()
        for public_id, name in _NAMERS[kind](actor, ids).items()
        if name
    }


def _role(code: str) -> str:
    try:
        return role(code).name.in_language(_language())
    except KeyError:
        return ""


def _page_of_object(actor: Actor, event: Event) -> str:
    route, permission = _PAGES_OF.get(event.object_kind, ("", ""))
    if not route or (permission and not actor.may(permission)):
        return ""
    try:
        return reverse(route, args=[actor.slug, event.object_id])
    except NoReverseMatch:
        return ""


def _asked(wanted: Wanted) -> dict[str, str]:
    """The filters as an address carries them."""
    values = {
        "action": wanted.action,
        "person": wanted.person,
        "kind": wanted.kind,
        "object": wanted.object_id,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }
    return {name: value for name, value in values.items() if value}


def _address(address: str, asked: Mapping[str, str], **place: int) -> str:
    query = urlencode({**asked, **place})
    return f"{address}?{query}" if query else address


def _neighbour(actor: Actor, sequence: int, label: str) -> parts.Link:
    return parts.Link(label, reverse("journal:event", args=[actor.slug, sequence]))


def _moment(event: Event) -> str:
    return format_moment(event.moment, _language())


def _language() -> str:
    return get_language() or "nl"
