"""A public notice as the API gives it."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from meerwaarde.exchange.interfaces.notices import PublishedNotice
from meerwaarde.stages.market import queries


def notice_record(notice: queries.Notice, absolute: Callable[[str], str]) -> PublishedNotice:
    """The notice with what later publications say of it."""
    return PublishedNotice(
        id=notice.public_id,
        url=absolute(reverse("api:notice", args=[notice.public_id])),
        address=notice.address,
        latest=notice.latest,
        corrected=notice.corrected,
        awarded=notice.awarded,
        withdrawn=notice.withdrawn,
        closes_at=notice.closes_at,
        changed_at=notice.changed_at,
        notice=queries.read_record(notice),
    )
