"""What several pages of the self-assessment say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Badge,
    Crumb,
    Tone,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules.lifecycle import ASSESSMENT, ASSESSMENT_OPEN
from meerwaarde.rules.self_assessment import (
    Content,
    StatementScore,
    combine,
)
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import AgreedAnswer, Assessment


def name_of(found: Assessment) -> str:
    """The round as people call it."""
    whose = found.department.name if found.department else _("the whole authority")
    return _("Self-assessment %(year)s, %(whose)s") % {"year": found.year, "whose": whose}


def agreed_rounds(rounds: Sequence[Assessment]) -> list[Assessment]:
    """The rounds of the whole authority that were agreed on, newest first."""
    whole = [one for one in rounds if one.department_id is None]
    return [one for one in whole if any(row.level is not None for row in one.agreed.all())]


def scores_of(content: Content, found: Assessment) -> tuple[StatementScore, ...]:
    """What was agreed; where nothing was agreed of a statement yet, the middle of the answers."""
    agreed = {code: row.level for code, row in reads.agreed_levels(found).items()}
    said_by_all = combine(content, reads.all_answers(found))
    return tuple(
        StatementScore(
            one.statement,
            agreed.get(one.statement, one.level),
            one.lowest,
            one.highest,
            one.answers,
            one.unknown,
        )
        for one in said_by_all
    )


def answers_told(score: StatementScore) -> str:
    """How colleagues answered, in words."""
    if score.answers == 0:
        return _("Nobody answered this yet.")
    if score.level is None or score.lowest is None or score.highest is None:
        return _("Nobody who answered knows this.")
    if score.lowest == score.highest:
        return _("Everybody who knows says %(level)d.") % {"level": score.lowest}
    return _("Answers run from %(low)d to %(high)d, the middle is %(level)d.") % {
        "low": score.lowest,
        "high": score.highest,
        "level": score.level,
    }


def agreed_told(content: Content, row: AgreedAnswer | None) -> str:
    """What stands there now of a statement, in words."""
    if row is None or row.level is None:
        return _("Stands there now: no level.")
    return _("Stands there now: %(level)s.") % {"level": f"{row.level} {said(content.scale[row.level].name)}"}


def home_crumb(actor: Actor) -> Crumb:
    return Crumb(_("Self-assessment"), reverse("policy:assessments", args=[actor.slug]))


def state_badge(found: Assessment) -> Badge:
    name = said(ASSESSMENT.state(found.state).name)
    return Badge(label=name, tone=Tone.INFO if found.state == ASSESSMENT_OPEN else Tone.NEUTRAL)


def number_told(value: Decimal | None) -> str:
    return (
        _("unknown")
        if value is None
        else format_number(value.quantize(Decimal("0.1")), get_language() or "nl")
    )
