"""Taking a matrix over from a file, after it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.categories.reading import ReadCell, plain_words
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.matrix.categories import CategoryValues, add_category
from meerwaarde.stages.policy.actions.matrix.entries import EntryValues, write_entries
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if
from meerwaarde.stages.policy.models import Category, MatrixEntry


@dataclass(frozen=True)
class Imported:
    """What became of a file."""

    written: tuple[MatrixEntry, ...]
    added: tuple[Category, ...]
    without_cpv: tuple[str, ...]
    """Names of new categories whose CPV codes could not be taken over, each with why."""


def import_cells(
    *, actor: Actor, at: datetime, cells: Sequence[ReadCell], name: str, add_unknown: bool
) -> Imported:
    """Write the cells of a file; categories that are not known are added, or left out.

    What already stands so is left alone; what differs is replaced and stays in the history.
    """
    must(actor, "matrix.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        known = {plain_words(one.name): one for one in queries.categories(actor)}
        added, without = [], []
        for cell in cells:
            if add_unknown and plain_words(cell.category) not in known:
                one, why = _add(actor, at, cell)
                known[plain_words(cell.category)] = one
                added.append(one)
                without += [f"{one.name}: {why}"] if why else []
        entries = [
            EntryValues(
                category=known[plain_words(cell.category)],
                theme=cell.theme,
                level=cell.level,
                opportunity=cell.opportunity,
                examples=cell.examples,
                reason=_("From the file “%(name)s”.") % {"name": name},
            )
            for cell in cells
            if plain_words(cell.category) in known
        ]
        if not entries:
            refuse_if({"": _("Nothing in this file belongs to a category that you have or add.")})
        written = write_entries(actor=actor, at=at, entries=entries, origin="import")
    return Imported(tuple(written), tuple(added), tuple(without))


def _add(actor: Actor, at: datetime, cell: ReadCell) -> tuple[Category, str]:
    """The new category; where its CPV codes cannot be, without them and with why."""
    values = CategoryValues(name=cell.category[:150], cluster=cell.cluster[:80], cpv=cell.cpv)
    try:
        with transaction.atomic():
            return add_category(actor=actor, at=at, values=values), ""
    except Refused as refused:
        bare = CategoryValues(name=values.name, cluster=values.cluster)
        return add_category(actor=actor, at=at, values=bare), " ".join(refused.problems.values())
