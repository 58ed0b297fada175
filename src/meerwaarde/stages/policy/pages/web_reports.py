"""The report of a settled session: a document that people sign off and an auditor finds back.

Nobody's own scores stand in it, only how they lie. Names of guests stand as long as they may be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.charts import Band, Chart, Series, poster
from meerwaarde.rules.ambition_web.drift import AreaDrift, AreaLevels, drift
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN
from meerwaarde.rules.ambition_web.reveal import AreaPicture, Spread
from meerwaarde.rules.ambition_web.scoring import SIDES
from meerwaarde.rules.lifecycle import WEB_SETTLED
from meerwaarde.stages.policy.pages.ambition_webs.words import (
    anchor,
    day_of,
    halves,
    kind_in_words,
    level_in_words,
    phase_in_words,
    picture,
)
from meerwaarde.stages.policy.pages.words import in_words, language
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries import web_sessions as session_queries
from meerwaarde.stages.policy.queries.ambition_webs import Participant, WebArea, WebOutcome, WebSession
from meerwaarde.stages.policy.queries.web_sessions import WebNote


@dataclass(frozen=True)
class Told:
    """Everything about one area of the session."""

    area: WebArea
    picture: AreaPicture
    outcome: WebOutcome | None
    drift: AreaDrift
    notes: tuple[WebNote, ...]


@dataclass(frozen=True)
class Sitting:
    """A settled session, read once."""

    session: WebSession
    people: list[Participant]
    areas: tuple[Told, ...]
    general: tuple[WebNote, ...]
    scored: int


def web_report(actor: Actor, session: WebSession) -> Document | None:
    """The report in the reader's language; None until the session is settled."""
    if session.state != WEB_SETTLED:
        return None
    sitting = _read(actor, session)
    return Document(
        title=_("Report of ambition web: %(title)s") % {"title": session.title},
        subtitle=" · ".join(
            part for part in (actor.organisation_name, session.web.title, day_of(session)) if part
        ),
        language=language(),
        author=actor.organisation_name,
        subject=_("What was scored, said and agreed in an ambition-web session"),
        moment=notation.format_day(timezone.localdate(session.settled_at), language()),
        blocks=tuple(_blocks(sitting)),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
    )


def session_chart(areas: Iterable[Told], title: str) -> Chart | None:
    """The web of a session: agreed, policy and the middle of what was desired, over the spread."""
    shown = list(areas)
    series = [
        Series(_("Agreed"), tuple(one.outcome.level if one.outcome else None for one in shown)),
        Series(_("Policy"), tuple(_policy(one) for one in shown)),
        Series(_("Desired, in the middle"), tuple(_middle(one.picture.desired) for one in shown)),
        Series(_("Present (middle)"), tuple(_middle(one.picture.present) for one in shown)),
    ]
    ranges = tuple(
        None
        if one.picture.desired is None
        else (float(one.picture.desired.lowest), float(one.picture.desired.highest))
        for one in shown
    )
    known = [one for one in series if any(value is not None for value in one.values)]
    band = Band(_("Desired, lowest to highest"), ranges) if any(ranges) else None
    return picture("report", title, [one.area.name for one in shown], known, band=band)


def _read(actor: Actor, session: WebSession) -> Sitting:
    areas = queries.areas_of_web(session.web)
    outcomes = {one.area_id: one for one in session.outcomes.all()}
    pictures = session_queries.revealed(session, areas)
    notes = session_queries.notes_of(session)
    earlier: Mapping[str, int | None] = {}
    if session.previous is not None:
        before = queries.sessions_with_outcomes(actor, session.previous.public_id)
        earlier = queries.agreed_web(before).levels_by_code() if before else {}
    drifts = drift(_levels(area, outcomes.get(area.pk), earlier.get(area.code)) for area in areas)
    return Sitting(
        session,
        queries.people_of(session),
        tuple(
            Told(
                area,
                found,
                outcomes.get(area.pk),
                one,
                tuple(note for note in notes if note.area_id == area.pk),
            )
            for area, found, one in zip(areas, pictures, drifts, strict=True)
        ),
        tuple(note for note in notes if note.area_id is None),
        session_queries.scored_by(session),
    )


def _levels(area: WebArea, outcome: WebOutcome | None, previous: int | None) -> AreaLevels:
    return AreaLevels(
        code=area.code,
        name=area.name,
        agreed=outcome.level if outcome else None,
        policy=outcome.policy_level if outcome else area.policy_level,
        previous=previous,
        reason=outcome.reason if outcome else "",
    )


def _blocks(sitting: Sitting) -> Iterator[Block]:
    yield from _about(sitting)
    yield from _who(sitting)
    yield from _whole(sitting)
    yield Heading(_("Per area"))
    for told in sitting.areas:
        yield from _area(told)
    if sitting.general:
        yield Heading(_("Said about the whole"))
        yield Bullets(tuple(_said(note) for note in sitting.general))
    yield from _next(sitting)


def _about(sitting: Sitting) -> Iterator[Block]:
    session, web = sitting.session, sitting.session.web
    yield Heading(_("About this session"))
    if web.explanation:
        yield Paragraph(web.explanation)
    rows = [
        (_("Web"), f"{web.title} ({kind_in_words(web)})"),
        (_("Settled on"), day_of(session)),
        (_("Led by"), session.facilitator.person.name if session.facilitator else ""),
        (_("People who scored"), str(sitting.scored)),
    ]
    if session.phase:
        rows.insert(1, (_("Phase"), phase_in_words(session.phase)))
    if session.previous is not None:
        earlier = f"{session.previous.title} ({day_of(session.previous)})"
        rows.append((_("Earlier session"), earlier))
    yield Facts(tuple(rows))


def _who(sitting: Sitting) -> Iterator[Block]:
    yield Heading(_("Who took part"))
    if not sitting.people:
        yield Paragraph(_("Nobody is recorded as a participant."))
        return
    yield Table(
        caption=_("Participants"),
        header=(_("Side"), _("Name"), _("For whom")),
        rows=tuple(
            (
                in_words(SIDES[one.side]) if one.side in SIDES else one.side,
                _name(one),
                one.party or (_("Own organisation") if one.membership_id else "–"),
            )
            for one in sitting.people
        ),
        widths=(1, 2, 2),
    )


def _whole(sitting: Sitting) -> Iterator[Block]:
    yield Heading(_("The web"))
    chart = session_chart(sitting.areas, sitting.session.title)
    if chart is not None:
        yield Picture(
            poster(chart, sitting.session.title, day_of(sitting.session)),
            chart.description,
            _("The rings are the levels, from 1 inside to 3 outside."),
            width=0.94,
        )
    yield Table(
        caption=_("All areas at a glance"),
        header=(_("Area"), _("Present"), _("Desired"), _("Policy"), _("Agreed")),
        rows=tuple(
            (
                told.area.name,
                _range(told.picture.present),
                _range(told.picture.desired),
                level_in_words(_policy(told)),
                level_in_words(told.outcome.level if told.outcome else None),
            )
            for told in sitting.areas
        ),
        widths=(3, 2, 2, 2, 2),
    )


def _area(told: Told) -> Iterator[Block]:
    outcome = told.outcome
    level = outcome.level if outcome else None
    yield Heading(told.area.name, level=2)
    if told.area.explanation:
        yield Paragraph(told.area.explanation)
    rows = [
        (_("Present"), _spread(told.picture.present)),
        (_("Desired"), _spread(told.picture.desired)),
        *(
            (
                _("Desired, %(side)s") % {"side": in_words(SIDES[view.side]).lower()},
                _spread(view.desired),
            )
            for view in told.picture.sides
            if view.desired is not None
        ),
        (_("Policy asks"), _asked(told)),
        (_("Agreed"), level_in_words(level) if level is not None else _("left open")),
    ]
    if level is not None and anchor(told.area, level):
        rows.append((_("That looks like"), anchor(told.area, level)))
    if outcome is not None and outcome.reason:
        rows.append((_("Why"), outcome.reason))
    if outcome is not None and outcome.measure:
        rows += [
            (_("Measure"), outcome.measure),
            (_("Owner"), _owner(outcome)),
            (_("Before"), notation.format_day(outcome.due_on, language()) if outcome.due_on else ""),
        ]
    yield Facts(tuple(rows))
    for sentence, against in (
        (told.drift.policy_sentence, told.drift.against_policy),
        (told.drift.previous_sentence, told.drift.against_previous),
    ):
        if sentence is not None and against in ("below", "above"):
            label = _("Below") if against == "below" else _("Above")
            yield Callout("warn" if against == "below" else "info", label, in_words(sentence))
    yield from _words(told)


def _words(told: Told) -> Iterator[Block]:
    for note in told.notes:
        if note.dissent:
            yield Callout("plain", _("Other view"), _said(note))
    said = [_said(note) for note in told.notes if not note.dissent] + list(told.picture.remarks)
    if said:
        yield Paragraph("", strong=_("Said about this:"))
        yield Bullets(tuple(said))


def _next(sitting: Sitting) -> Iterator[Block]:
    yield Heading(_("Next steps"))
    measures = [told for told in sitting.areas if told.outcome is not None and told.outcome.measure]
    if measures:
        yield Table(
            caption=_("Who does what before when"),
            header=(_("Measure"), _("Area"), _("Owner"), _("Before")),
            rows=tuple(
                (
                    told.outcome.measure,
                    told.area.name,
                    _owner(told.outcome) or _("nobody yet"),
                    notation.format_day(told.outcome.due_on, language())
                    if told.outcome.due_on
                    else _("no term"),
                )
                for told in measures
                if told.outcome is not None
            ),
            widths=(4, 3.2, 2.2, 2),
        )
    points = []
    still_open = [
        told.area.name for told in sitting.areas if told.outcome is None or told.outcome.level is None
    ]
    if still_open:
        points.append(_("Left open: %(areas)s.") % {"areas": ", ".join(still_open)})
    points.append(
        _("Who may do so takes these agreements over into the matrix, the procurement and the action plan.")
    )
    points.append(_("When the work goes to its next phase, you hold a session over this web again."))
    yield Bullets(tuple(points))


def _policy(told: Told) -> int | None:
    """What policy asked when it was agreed; where nothing was agreed, what it asks now."""
    return told.outcome.policy_level if told.outcome else told.area.policy_level


def _asked(told: Told) -> str:
    level = _policy(told)
    if level is None:
        return _("Policy says nothing")
    source = f" ({told.area.policy_source})" if told.area.policy_source else ""
    return f"{level_in_words(level)}{source}"


def _middle(spread: Spread | None) -> float | None:
    return None if spread is None else float(spread.median)


def _range(spread: Spread | None) -> str:
    if spread is None:
        return "–"
    if spread.lowest == spread.highest:
        return str(spread.lowest)
    return f"{halves(spread.median)} ({spread.lowest}–{spread.highest})"


def _spread(spread: Spread | None) -> str:
    """How the scores lie, in words: middle, lowest and highest, and how many people on each level."""
    if spread is None:
        return _("nobody scored this")
    people = ngettext("%(count)d person", "%(count)d people", spread.people) % {"count": spread.people}
    counts = ", ".join(
        _("level %(level)d: %(count)d") % {"level": level, "count": many}
        for level, many in enumerate(spread.counts)
        if many
    )
    return _("middle %(middle)s of %(people)s (%(counts)s)") % {
        "middle": halves(spread.median),
        "people": people,
        "counts": counts,
    }


def _owner(outcome: WebOutcome) -> str:
    return outcome.owner.person.name if outcome.owner else outcome.owner_name


def _name(one: Participant) -> str:
    if one.membership is not None:
        return one.membership.person.name
    return _("A guest") if one.name == FORGOTTEN else one.name


def _said(note: WebNote) -> str:
    """A note; with the name of the writer only where the writer chose so."""
    if not note.named or note.participant is None or note.participant.name == FORGOTTEN:
        return note.text
    return f"{note.text} ({_name(note.participant)})"
