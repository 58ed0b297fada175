"""Taking over from the list that comes with the product, wholly or in part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import plain_of, record_about
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.platform.search.actions import describe, index_many
from meerwaarde.rules.categories.shipped_list import Proposal, ShippedCategory, shipped_categories
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.matrix.categories import MOST_CATEGORIES
from meerwaarde.stages.policy.actions.matrix.entries import EntryValues, write_entries
from meerwaarde.stages.policy.actions.refusal import refuse_if
from meerwaarde.stages.policy.models import Category, MatrixEntry

STEP = 10


@dataclass(frozen=True)
class TakenOver:
    """What became of a choice from the list."""

    added: tuple[Category, ...]
    written: tuple[MatrixEntry, ...]
    codes_left_out: tuple[str, ...]
    """Beginnings of CPV codes that another category of one's own holds already."""


def take_over_shipped(*, actor: Actor, at: datetime, codes: Sequence[str]) -> TakenOver:
    """Take these categories over with their proposals, in the language of the authority's reader.

    A category that stands there already (by its origin or its name) is used as it is. Only empty cells are
    filled: what somebody wrote is never written over.
    """
    must(actor, "matrix.write")
    chosen = [one for one in shipped_categories() if one.code in set(codes)]
    if not chosen:
        refuse_if({"": _("Choose at least one category.")})
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        own = queries.categories(actor)
        if len(own) + len(chosen) > MOST_CATEGORIES:
            refuse_if({"": _("A matrix holds at most 200 categories. Choose fewer.")})
        found = {one.code: _standing(one, own, actor.language) for one in chosen}
        new, left_out = _new_categories(actor, own, [one for one in chosen if found[one.code] is None])
        Category.enter_many(new)
        _tell(actor, at, new)
        found |= {one.default_code: one for one in new}
        written = write_entries(
            actor=actor, at=at, entries=list(_empty_cells(actor, chosen, found)), origin="default"
        )
    return TakenOver(tuple(new), tuple(written), left_out)


def _standing(shipped: ShippedCategory, own: Iterable[Category], language: str) -> Category | None:
    name = shipped.name.in_language(language).lower()
    return next((one for one in own if one.default_code == shipped.code or one.name.lower() == name), None)


def _new_categories(
    actor: Actor, own: Sequence[Category], chosen: Sequence[ShippedCategory]
) -> tuple[list[Category], tuple[str, ...]]:
    held = {beginning for one in own for beginning in one.cpv}
    taken = set(queries.categories_visible_to(actor).values_list("code", flat=True))
    last = max((one.position for one in own), default=0)
    new, left_out = [], []
    for place, one in enumerate(chosen, start=1):
        free = [beginning for beginning in one.cpv if beginning not in held]
        left_out += [beginning for beginning in one.cpv if beginning in held]
        code, number = one.code, 2
        while code in taken:
            code, number = f"{one.code[:36]}-{number}", number + 1
        taken.add(code)
        new.append(
            Category(
                organisation_id=actor.organisation_id,
                code=code,
                name=one.name.in_language(actor.language),
                explanation=one.what.in_language(actor.language),
                cluster=one.cluster.in_language(actor.language),
                position=last + place * STEP,
                cpv=free,
                default_code=one.code,
            )
        )
    return new, tuple(left_out)


def _tell(actor: Actor, at: datetime, new: Sequence[Category]) -> None:
    """One fact about all that came, and each can be found."""
    if not new:
        return
    plain = {one.public_id: {"code": one.code, "cpv": one.cpv} for one in new}
    told = {"categories": plain_of(plain)}
    record_about(actor, "category.take_over", "matrix", actor.organisation, at=at, plain=told)
    found = [describe(**asdict(queries.findable_category(actor.slug, one))) for one in new]
    index_many(found, organisation_id=actor.organisation_id)


def _empty_cells(
    actor: Actor, chosen: Sequence[ShippedCategory], found: dict[str, Category | None]
) -> Iterable[EntryValues]:
    held = [one for one in found.values() if one is not None]
    filled = {(one.category_id, one.theme) for one in queries.current_entries(actor, held)}
    for shipped in chosen:
        category = found[shipped.code]
        assert category is not None
        for theme, proposal in shipped.themes.items():
            if (category.pk, theme) not in filled:
                yield EntryValues(
                    category=category,
                    theme=theme,
                    level=proposal.level,
                    opportunity=proposal.opportunity.in_language(actor.language),
                    examples=tuple(one.in_language(actor.language) for one in proposal.examples),
                    reason=_reason(proposal),
                )


def _reason(proposal: Proposal) -> str:
    if proposal.source is None:
        return _("Proposal of the shipped list, not verified. Check whether it fits your authority.")
    return _("Proposal of the shipped list. That this theme matters here rests on: %(source)s.") % {
        "source": proposal.source.title
    }
