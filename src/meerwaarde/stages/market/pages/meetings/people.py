"""Who comes or came, whom the organiser brings together, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

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
    EmptyState,
    Help,
    Kpi,
    Page,
    Row,
    ShareBar,
    Table,
    Tone,
)
from meerwaarde.rules.lifecycle import MEETING_PLACE
from meerwaarde.stages.market.forms.meetings import (
    CAME_NAMES,
    AttendanceForm,
    IntroduceForm,
    TalkForm,
    one_of,
)
from meerwaarde.stages.market.pages.meetings import words
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Acquaintance, Figures, Meeting, MeetingPlace


@dataclass(frozen=True)
class MetPair:
    """Two who both wanted to: when they talk, whether they did, what they agreed."""

    public_id: str
    one: str
    other: str
    moment: str
    state: Badge
    next_step: str
    form: TalkForm | None


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Everything about the people of a meeting, for its organiser."""

    kpis: tuple[Kpi, ...]
    table: Table
    attendance: AttendanceForm | None
    met: tuple[MetPair, ...]
    no_met: str
    waiting: tuple[str, ...]
    introduce: IntroduceForm | None
    came: tuple[ShareBar, ...]
    came_said: str
    quotes: tuple[str, ...]


def people_page(
    actor: Actor,
    found: Meeting,
    *,
    attendance: AttendanceForm | None = None,
    introduce: IntroduceForm | None = None,
) -> PeoplePage:
    """For the organiser."""
    places = queries.places_of(found)
    certain = [one for one in places if one.state == "certain"]
    here = words.phase_now(found)
    begun = found.starts_at <= timezone.now()
    figures = queries.figures_of(found)
    met = queries.met_at(found)
    introduces = here in ("open", "full_stop", "running", "over", "closed") and len(certain) > 1
    return PeoplePage(
        title=_("Who is coming") if not begun else _("Who came, and what came of it"),
        intro=found.title,
        badge=words.badge(found),
        crumbs=words.crumbs(actor, found),
        actions=_actions(actor, found, here, certain),
        kpis=_kpis(figures, begun=begun),
        table=_table(places, begun=begun),
        attendance=(attendance or AttendanceForm(places=certain))
        if here in ("running", "over") and certain
        else None,
        met=tuple(_pair(found, one, begun=begun) for one in met),
        no_met=_("Nobody yet. People find each other on their own page, or you introduce them."),
        waiting=tuple(
            f"{one_of(one.one)} – {one_of(one.other)}" for one in queries.introduced_and_waiting(found)
        ),
        introduce=(introduce or IntroduceForm(places=certain)) if introduces else None,
        came=_came(figures),
        came_said=_came_said(found, figures),
        quotes=tuple(queries.told_about(found)),
        help=(
            Help(
                title=_("What you see, and what not"),
                points=(
                    _("You see who both wanted to meet. Requests that wait are seen by those two alone."),
                    _("After three months both sides are asked once what came of it."),
                    _("Names and addresses of people without an account go half a year after the meeting."),
                ),
            ),
        ),
    )


def _actions(actor: Actor, found: Meeting, here: str, certain: list[MeetingPlace]) -> tuple[Action, ...]:
    if here != "over":
        return ()
    noted = all(one.present is not None for one in certain)
    close = Action(
        label=_("Close the meeting"),
        url=reverse("market:meeting_step", args=[actor.slug, found.public_id, "close"]),
        kind="primary",
        post=True,
        icon="done",
        why_not="" if noted else _("Record who was there first."),
    )
    return (close,)


def _kpis(figures: Figures, *, begun: bool) -> tuple[Kpi, ...]:
    waiting = (
        ngettext("%(count)d is waiting", "%(count)d are waiting", figures.waiting)
        % {"count": figures.waiting}
        if figures.waiting
        else ""
    )
    rows = [Kpi(label=_("Registered"), value=str(figures.registered), note=waiting, icon="people")]
    if begun:
        share = figures.came / figures.registered if figures.registered else None
        rows.append(
            Kpi(
                label=_("Came"),
                value=str(figures.came) if figures.noted else "–",
                note="" if figures.noted else _("Not recorded yet"),
                icon="done",
                share=share if figures.noted else None,
            )
        )
    rows.append(
        Kpi(
            label=_("Both wanted to meet"),
            value=str(figures.met),
            note=_("of %(count)d requests and introductions") % {"count": figures.wanted},
            icon="link",
        )
    )
    if begun:
        rows.append(Kpi(label=_("Really spoke"), value=str(figures.talked), icon="message"))
    return tuple(rows)


def _table(places: list[MeetingPlace], *, begun: bool) -> Table:
    last = (Column(label=_("Was there")),) if begun else ()
    return Table(
        caption=_("Who registered, first come first"),
        caption_hidden=True,
        columns=(
            Column(label=_("Who")),
            Column(label=_("Looks for or offers")),
            Column(label=_("Place")),
            *last,
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.name or _("Name taken away after its term"), note=one.organisation_name),
                    Cell(text=one.seeks),
                    Cell(badge=_place_badge(one)),
                    *((Cell(text=_present(one)),) if begun else ()),
                )
            )
            for one in places
        ),
        empty=EmptyState(
            title=_("Nobody registered yet"),
            text=_("Send the address of the public page to firms and colleagues whom you want there."),
            drawing="people",
        ),
    )


def _place_badge(one: MeetingPlace) -> Badge:
    tone = Tone.POSITIVE if one.state == "certain" else Tone.WARNING
    return Badge(label=words.said(MEETING_PLACE.state(one.state).name), tone=tone)


def _present(one: MeetingPlace) -> str:
    return {None: "", True: _("Yes"), False: _("No")}[one.present]


def _pair(found: Meeting, one: Acquaintance, *, begun: bool) -> MetPair:
    states = {
        None: Badge(label=_("Not said yet") if begun else _("Both want to"), tone=Tone.INFO),
        True: Badge(label=_("Spoke"), tone=Tone.POSITIVE),
        False: Badge(label=_("Did not speak"), tone=Tone.NEUTRAL),
    }
    return MetPair(
        public_id=one.public_id,
        one=one_of(one.one),
        other=one_of(one.other),
        moment=words.hour(one.meets_at) if one.meets_at else "",
        state=states[one.talked],
        next_step=one.next_step,
        form=TalkForm(initial=TalkForm.initial_of(one), auto_id=f"id_{one.public_id}_%s") if begun else None,
    )


def _came(figures: Figures) -> tuple[ShareBar, ...]:
    total = sum(figures.came_of_it.values())
    if not total:
        return ()
    return tuple(
        ShareBar(label=str(CAME_NAMES[code]), share=count / total, value=str(count))
        for code, count in figures.came_of_it.items()
    )


def _came_said(found: Meeting, figures: Figures) -> str:
    if found.asked_after_at is None:
        return _("Three months after the meeting both sides get a letter with one question.")
    return ngettext(
        "%(answered)d of %(count)d answer came in. Of each pair the furthest that one side told counts.",
        "%(answered)d of %(count)d answers came in. Of each pair the furthest that one side told counts.",
        figures.asked,
    ) % {"answered": figures.answered, "count": figures.asked}
