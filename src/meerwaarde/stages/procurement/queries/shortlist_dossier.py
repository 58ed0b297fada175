"""What an audit dossier holds of shortlists: codes, days and amounts; grounds in free text stay out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.stages.procurement.models import Invitee, ShortlistSearch


def invitees_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every firm on a list, with its state, ground and kinds."""
    found = Invitee.objects.filter(procurement__organisation_id=organisation_id)
    for one in found.select_related("procurement", "supplier"):
        yield one.public_id, plain_values(one)


def searches_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every search that was kept: what was asked, without the words, and who came out."""
    found = ShortlistSearch.objects.filter(procurement__organisation_id=organisation_id)
    for one in found.select_related("procurement"):
        values = plain_values(one)
        asked = {name: value for name, value in values["asked"].items() if name != "text"}
        yield one.public_id, {**values, "asked": asked}
