"""Where an authority stands, as a picture and in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Progress,
    Step,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules.self_assessment import (
    Content,
    Standing,
    changes,
    standing,
)
from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.pages.assessments.parts import agreed_rounds, scores_of
from meerwaarde.stages.policy.queries.standing import Assessment


def phase_reached(rounds: Sequence[Assessment]) -> tuple[int, int, str] | None:
    """How many phases the whole authority carries in a row, of how many, and in words; None before any round
    was agreed on."""
    agreed = agreed_rounds(rounds)
    if not agreed:
        return None
    content = content_of(agreed[0])
    now = standing(content, scores_of(content, agreed[0]))
    codes = [phase.code for phase in content.phases]
    count = codes.index(now.phase) + 1 if now.phase else 0
    return count, len(codes), stands_told(content, now)


def stands_told(content: Content, now: Standing) -> str:
    names = {part.code: said(part.name) for part in content.parts}
    if now.phase is None:
        first = names[content.phases[0].code]
        text = _("No phase is fully carried yet. The first step is: %(phase)s.") % {"phase": first}
    elif now.following is None:
        text = _("All seven phases are carried.")
    else:
        text = _("We carry the phases up to and including “%(phase)s”. Next comes “%(next)s”.") % {
            "phase": names[now.phase],
            "next": names[now.following],
        }
    if now.ahead:
        ahead = ", ".join(f"“{names[code]}”" for code in now.ahead)
        text += " " + _("Ahead of that we already carry %(phases)s.") % {"phases": ahead}
    return text


def phase_steps(content: Content, now: Standing) -> tuple[Step, ...]:
    def state(code: str) -> Progress:
        if now.part(code).carried:
            return Progress.DONE
        return Progress.CURRENT if code == now.following else Progress.OPEN

    return tuple(Step(label=said(part.name), state=state(part.code)) for part in content.phases)


def chart_of(content: Content, found: Assessment, now: Standing, earlier: Assessment | None) -> Chart:
    before = standing(content, scores_of(content, earlier)) if earlier else None
    marks = {one.part: one.before for one in changes(before, now)} if before else {}
    names = {part.code: said(part.name) for part in content.parts}
    return bars(
        f"assessment-{found.public_id}",
        _("Level per part, %(year)s") % {"year": found.year},
        _("Average level from 0 to 3 per part, in the order in which the phases build on each other.")
        + f" {mark_of(earlier)}".rstrip(),
        [
            Bar(
                names[one.part],
                None if one.average is None else float(one.average),
                None if marks.get(one.part) is None else float(marks[one.part] or 0),
            )
            for one in now.parts
        ],
        headings=(_("Section"), str(found.year), str(earlier.year) if earlier else ""),
        unknown=_("unknown"),
        top=3,
        say=lambda value: format_number(Decimal(str(value)).quantize(Decimal("0.1")), get_language() or "nl"),
    )


def mark_of(earlier: Assessment | None) -> str:
    """What the small line in the picture means."""
    return _("The line marks %(year)s.") % {"year": earlier.year} if earlier else ""


def source_told(content: Content) -> str:
    source = content.sources[0]
    text = _("The phases follow: %(source)s.") % {"source": source.entry.source.title}
    if any(one.entry.certainty == "unverified" for one in content.sources):
        text += " " + _("The wording of statements and limits is our own and was not yet checked by others.")
    return text
