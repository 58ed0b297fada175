"""What everybody sees of an area after the reveal, the same on the seat, the desk and the big screen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.charts import Band, Chart, DotRow, Series, dots, radar, web
from meerwaarde.platform.layout.charts.web import hyphenated
from meerwaarde.platform.layout.components import Badge, Level, Tone
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN
from meerwaarde.rules.ambition_web.reveal import AreaPicture, Spread, by_difference
from meerwaarde.rules.ambition_web.scoring import SIDES
from meerwaarde.stages.policy.pages.words import in_words, language
from meerwaarde.stages.policy.queries.web_sessions import (
    WebArea,
    WebNote,
    WebOutcome,
    WebScore,
)

FEWEST_AXES = 3


@dataclass(frozen=True)
class SideLine:
    """Where the middle of one side lies."""

    side: str
    text: str


@dataclass(frozen=True)
class NoteLine:
    """A note or a dissent; `strike_url` only for who may take it out."""

    text: str
    by: str
    strike_url: str = ""


@dataclass(frozen=True)
class AgreedLine:
    """What was agreed for an area."""

    level: Level | None
    present: Level | None
    reason: str
    measure: str
    who_and_when: str


@dataclass(frozen=True)
class AreaBoard:
    """One area on the table: how the scores lie, what was said, what is agreed."""

    id: str
    code: str
    name: str
    explanation: str
    asked: Level | None
    asked_source: str
    mood: Badge
    chart: Chart | None
    lines: tuple[str, ...]
    sides: tuple[SideLine, ...]
    remarks: tuple[str, ...]
    notes: tuple[NoteLine, ...]
    dissents: tuple[NoteLine, ...]
    agreed: AgreedLine | None
    anchors: tuple[tuple[Level, str], ...]


@dataclass(frozen=True)
class AreaLine:
    """An area in the list: mood and what is agreed, and whether it is on the table now."""

    id: str
    name: str
    mood: Badge
    agreed: Level | None
    current: bool


def mood_of(picture: AreaPicture) -> Badge:
    """Consensus about what is desired, in words."""
    spread = picture.desired or picture.present
    if spread is None:
        return Badge(label=_("Nobody scored this"))
    if spread.mood == "one_mind":
        return Badge(label=_("Of one mind"), tone=Tone.POSITIVE)
    if spread.mood == "far_apart":
        return Badge(label=_("Far apart"), tone=Tone.NEGATIVE)
    if spread.mood == "some_difference":
        return Badge(label=_("Some difference"), tone=Tone.WARNING)
    return Badge(label=_("One person"))


def area_board(
    area: WebArea,
    picture: AreaPicture,
    *,
    outcome: WebOutcome | None = None,
    notes: Sequence[WebNote] = (),
    strike: Mapping[str, str] | None = None,
    own: WebScore | None = None,
    place: str = "board",
) -> AreaBoard:
    """The board of one area. `strike` gives the address with which a note is taken out, by its id."""
    said = [note for note in notes if note.area_id == area.pk]
    ways = strike or {}
    lines = [(note, NoteLine(note.text, author_of(note), ways.get(note.public_id, ""))) for note in said]
    return AreaBoard(
        id=area.public_id,
        code=area.code,
        name=area.name,
        explanation=area.explanation,
        asked=None if area.policy_level is None else Level(area.policy_level),
        asked_source=area.policy_source,
        mood=mood_of(picture),
        chart=_dots(area, picture, own, place),
        lines=tuple(_sentences(picture)),
        sides=tuple(_side_lines(picture)),
        remarks=picture.remarks,
        notes=tuple(line for note, line in lines if not note.dissent),
        dissents=tuple(line for note, line in lines if note.dissent),
        agreed=agreed_line(outcome),
        anchors=tuple((Level(level), text) for level, text in enumerate(area.anchors) if text),
    )


def area_lines(
    areas: Sequence[WebArea],
    found: Sequence[AreaPicture],
    outcomes: Mapping[int, WebOutcome],
    current: int | None,
) -> tuple[AreaLine, ...]:
    """All areas, the biggest difference first."""
    by_code = {area.code: area for area in areas}
    lines = []
    for picture in by_difference(found):
        area = by_code[picture.code]
        outcome = outcomes.get(area.pk)
        level = None if outcome is None or outcome.level is None else Level(outcome.level)
        lines.append(AreaLine(area.public_id, area.name, mood_of(picture), level, area.pk == current))
    return tuple(lines)


def agreed_line(outcome: WebOutcome | None) -> AgreedLine | None:
    """What was agreed; None where nothing was."""
    if outcome is None or outcome.level is None:
        return None
    who = outcome.owner.person.name if outcome.owner else outcome.owner_name
    when = notation.format_day(outcome.due_on, language(), "long") if outcome.due_on else ""
    return AgreedLine(
        level=Level(outcome.level),
        present=None if outcome.present is None else Level(outcome.present),
        reason=outcome.reason,
        measure=outcome.measure,
        who_and_when=", ".join(part for part in (who, when and _("before %(day)s") % {"day": when}) if part),
    )


def author_of(note: WebNote) -> str:
    """Who stands by a note, as far as that may be told."""
    if note.participant is None:
        return "" if note.dissent else _("Facilitator")
    if not note.named:
        return _("Without a name")
    if note.participant.name == FORGOTTEN:
        return _("A guest")
    party = f" ({note.participant.party})" if note.participant.party else ""
    return f"{note.participant.name}{party}"


def big_web(
    areas: Sequence[WebArea],
    found: Sequence[AreaPicture],
    outcomes: Mapping[int, WebOutcome],
    *,
    key: str = "web",
    large: bool = True,
) -> Chart | None:
    """The whole web: present, desired, policy and agreed, over the band of what people want."""
    if len(areas) < FEWEST_AXES:
        return None
    series = [
        Series(_("Present (middle)"), tuple(_middle(one.present) for one in found)),
        Series(_("Desired (middle)"), tuple(_middle(one.desired) for one in found)),
    ]
    if any(area.policy_level is not None for area in areas):
        series.append(Series(_("Policy"), tuple(_number(area.policy_level) for area in areas)))
    levels = [outcomes[area.pk].level if area.pk in outcomes else None for area in areas]
    if any(level is not None for level in levels):
        series.append(Series(_("Agreed"), tuple(_number(level) for level in levels)))
    title = _("The ambition web of this session")
    told = _("Per area the middle of what people scored, what policy asks and what is agreed, from 0 to 3.")
    names = [area.name for area in areas]
    heading = _("Area")
    if not large:
        small = [short(name) for name in names]
        return radar(key, title, told, small, series, first_heading=heading, say=said)
    ranges = tuple(
        None if one.desired is None else (float(one.desired.lowest), float(one.desired.highest))
        for one in found
    )
    band = Band(_("Desired, lowest to highest"), ranges)
    return web(key, title, told, names, series, first_heading=heading, band=band, say=said)


def short(name: str) -> str:
    """The name of an area as it fits beside a small web: without what stands behind it, and able to break."""
    head = re.split(r" \(|, ", name)[0]
    return " ".join(hyphenated(word) for word in head.split())


def said(value: float | Decimal) -> str:
    """A level, or a middle between two levels, as people write it."""
    return notation.format_number(Decimal(str(value)), language())


def _dots(area: WebArea, picture: AreaPicture, own: WebScore | None, place: str) -> Chart | None:
    if picture.present is None and picture.desired is None:
        return None
    rows = [
        _row(_("Now"), picture.present, None if own is None else own.present, None),
        _row(_("Then"), picture.desired, None if own is None else own.desired, area.policy_level),
    ]
    return dots(
        f"{place}-{area.public_id}",
        _("How everybody scores %(area)s") % {"area": area.name},
        _("The number of people per level, now and then."),
        [_("Level %(level)d") % {"level": level} for level in range(4)],
        rows,
        first_heading=_("Level"),
        own_label=_("You"),
        asked_label=_("From here on policy is met"),
    )


def _row(label: str, spread: Spread | None, own: int | None, asked: int | None) -> DotRow:
    if spread is None:
        return DotRow(label, (0, 0, 0, 0), asked=asked)
    return DotRow(
        label,
        spread.counts,
        lower=float(spread.lower),
        middle=float(spread.median),
        upper=float(spread.upper),
        own=own,
        asked=asked,
    )


def _sentences(picture: AreaPicture) -> list[str]:
    lines = []
    if picture.present is not None and picture.desired is not None:
        lines.append(
            _("The middle now is %(now)s and wanted is %(then)s.")
            % {"now": said(picture.present.median), "then": said(picture.desired.median)}
        )
    if picture.desired is not None and picture.desired.far:
        far = picture.desired.far
        lines.append(
            ngettext(
                "%(count)d person stands two levels or more from the middle: ask why.",
                "%(count)d people stand two levels or more from the middle: ask why.",
                far,
            )
            % {"count": far}
        )
    gap = picture.off_policy
    if gap:
        text = (
            _("Wanted is %(gap)s above what policy asks.")
            if gap > 0
            else _("Wanted is %(gap)s below what policy asks.")
        )
        lines.append(text % {"gap": said(abs(gap))})
    return lines


def _side_lines(picture: AreaPicture) -> list[SideLine]:
    lines = []
    for one in picture.sides:
        now = said(one.present.median) if one.present else "–"
        then = said(one.desired.median) if one.desired else "–"
        lines.append(
            SideLine(in_words(SIDES[one.side]), _("now %(now)s, then %(then)s") % {"now": now, "then": then})
        )
    return lines


def _middle(spread: Spread | None) -> float | None:
    return None if spread is None else float(spread.median)


def _number(level: int | None) -> float | None:
    return None if level is None else float(level)
