"""The one report to all: the same on the page, in Word and in PDF."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import (
    Badge,
    Link,
    Tone,
)
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
    ConsultationQuestion,
)

MARKET_TONES = {"suitable": Tone.POSITIVE, "limited": Tone.WARNING, "none": Tone.NEGATIVE}


@dataclass(frozen=True)
class Reported:
    """What the report says of one question."""

    question: str
    heard: str
    followed: Badge | None
    why: str


@dataclass(frozen=True)
class Report:
    """The one report to all."""

    reported: tuple[Reported, ...]
    minutes: str
    present: tuple[str, ...]
    conclusion: str
    market: Badge | None
    next_step: str
    files: tuple[Link, ...]
    draft: bool


def report_of(found: Consultation) -> Report:
    """The one report: the same in the page, in Word and in PDF."""
    return report_shown(found, queries.questions_of(found))


def report_shown(found: Consultation, questions: list[ConsultationQuestion]) -> Report:
    tones = {"yes": Tone.POSITIVE, "partly": Tone.WARNING, "no": Tone.NEUTRAL}
    words = {
        "yes": _("We follow this"),
        "partly": _("We follow this partly"),
        "no": _("We do not follow this"),
    }
    return Report(
        reported=tuple(
            Reported(
                one.text,
                one.heard or _("Nobody answered this question."),
                Badge(label=words[one.followed], tone=tones[one.followed]) if one.followed else None,
                one.why,
            )
            for one in questions
        ),
        minutes=found.minutes,
        present=tuple(one.firm_name for one in queries.seats_of(found) if one.present),
        conclusion=found.conclusion,
        market=Badge(label=str(queries.MARKETS_CALLED[found.market]), tone=MARKET_TONES[found.market])
        if found.market
        else None,
        next_step=found.next_step,
        files=tuple(
            Link(label, reverse("public_consultations:report", args=[found.public_id, kind]))
            for kind, label in (("pdf", _("Report as PDF")), ("docx", _("Report as Word file")))
        )
        if found.state == "reported"
        else (),
        draft=found.state != "reported",
    )
