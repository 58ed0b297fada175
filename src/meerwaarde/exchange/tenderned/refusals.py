"""When TenderNed answers other than agreed: in words for who looks after the intake."""

from __future__ import annotations

from datetime import date

from meerwaarde.gates.outbound import NoAnswer
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text


class NotAsAgreed(Refused):
    """An answer came, but it is not what this interface is known to give."""


_LATER = Text(
    nl="Probeer het later opnieuw. Blijft het zo, kijk dan of TenderNed zijn webservice heeft veranderd.",
    en="Try again later. If it stays so, see whether TenderNed changed its web service.",
)


def refused_by_source(place: str, status: int) -> NotAsAgreed:
    """For a status that is no success, after all patience."""
    return NotAsAgreed(
        f"status_{status}",
        Text(nl=f"{place} antwoordde met code {status}.", en=f"{place} answered with code {status}."),
        place,
        _LATER,
    )


def not_a_page(place: str) -> NoAnswer:
    """For a list that cannot be read: often it broke off, and comes whole the next time."""
    return NoAnswer(
        "page_unreadable",
        Text(
            nl=f"{place} gaf een lijst die niet te lezen is.", en=f"{place} gave a list that cannot be read."
        ),
        place,
        _LATER,
        passing=True,
    )


def not_a_publication(place: str) -> NotAsAgreed:
    """For a detail that cannot be read, or that is of another publication."""
    return NotAsAgreed(
        "detail_unreadable",
        Text(
            nl=f"{place} gaf gegevens van een publicatie die niet te lezen zijn.",
            en=f"{place} gave particulars of a publication that cannot be read.",
        ),
        place,
        _LATER,
    )


def filter_ignored(place: str, name: str) -> NotAsAgreed:
    """For a filter that made no difference."""
    return NotAsAgreed(
        "filter_ignored",
        Text(
            nl=f"{place} deed niets met het filter {name}. Het aantal klopt dus niet.",
            en=f"{place} did nothing with the filter {name}. So the number is not right.",
        ),
        name,
        _LATER,
    )


def too_full(place: str, day: date, total: int) -> NotAsAgreed:
    """For a day with more publications than can be fetched, that no filter divides."""
    return NotAsAgreed(
        "day_too_full",
        Text(
            nl=f"Op {day:%d-%m-%Y} staan {total} publicaties. Dat is meer dan {place} kan geven.",
            en=f"There are {total} publications on {day:%Y-%m-%d}. That is more than {place} can give.",
        ),
        day.isoformat(),
        _LATER,
    )


def does_not_add_up(place: str, expected: int, received: int) -> NotAsAgreed:
    """For days that are over, of which fewer publications came than were promised."""
    return NotAsAgreed(
        "does_not_add_up",
        Text(
            nl=f"{place} noemt {expected} publicaties, maar gaf er {received}.",
            en=f"{place} speaks of {expected} publications, but gave {received}.",
        ),
        place,
        _LATER,
    )
