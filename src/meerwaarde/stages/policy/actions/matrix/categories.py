"""What people do with the categories of their matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.categories import MOST_BEGINNINGS, overlaps, read_beginnings
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.finding import find_category
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import Category

MOST_CATEGORIES = 200
SHOWN_FAULTS = 3


@dataclass(frozen=True, kw_only=True)
class CategoryValues:
    """What a person gives for a category; `cpv` is as typed, with commas between."""

    name: str
    cpv: str = ""
    explanation: str = ""
    cluster: str = ""
    position: int | None = None
    """None puts a new category last, and leaves an existing one where it stands."""


def add_category(
    *, actor: Actor, at: datetime, values: CategoryValues, code: str = "", default_code: str = ""
) -> Category:
    """Put a category into the matrix. Raises `Refused` where its name or CPV codes cannot be."""
    must(actor, "matrix.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        others = queries.categories(actor)
        given = _checked(values, others, code)
        position = values.position
        if position is None:
            position = max((one.position for one in others), default=0) + 10
        entered = Category.enter(
            organisation_id=actor.organisation_id,
            code=_free_code(actor, code or slugify(values.name)[:40] or "categorie"),
            default_code=default_code,
            **{**given, "position": min(position, 32_767)},
        )
        record(
            actor, "category.add", entered, at=at, fields=("name", "code", "cpv", "cluster", "default_code")
        )
        find_category(actor, entered)
    return entered


def change_category(
    *, actor: Actor, at: datetime, category: Category, expected_version: int, values: CategoryValues
) -> tuple[str, ...]:
    """Change a category; names what really changed. Raises `Changed` when somebody else was first."""
    must(actor, "matrix.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = seen(queries.category_to_change(actor, category.public_id))
        given = _checked(values, queries.categories(actor), held.code)
        if values.position is None:
            del given["position"]
        changed = held.change(expected_version, **given)
        if changed:
            record(actor, "category.change", held, at=at, fields=changed)
            find_category(actor, held)
    return changed


def archive_category(*, actor: Actor, at: datetime, category: Category) -> None:
    """Take a category out of the matrix; what was written for it stays, and it can be put back."""
    must(actor, "matrix.write")
    with transaction.atomic():
        held = seen(queries.category_to_change(actor, category.public_id))
        if held.archived_at is None:
            record(actor, "category.archive", held, at=at, fields=held.change(archived_at=at))
            find_category(actor, held)


def restore_category(*, actor: Actor, at: datetime, category: Category) -> None:
    """Put an archived category back. Raises `Refused` where another one took over its name or CPV codes."""
    must(actor, "matrix.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = seen(queries.category_to_change(actor, category.public_id))
        if held.archived_at is None:
            return
        written = CategoryValues(name=held.name, cpv=", ".join(held.cpv), explanation=held.explanation)
        _checked(written, queries.categories(actor), held.code)
        record(actor, "category.restore", held, at=at, fields=held.change(archived_at=None))
        find_category(actor, held)


def _checked(values: CategoryValues, others: Iterable[Category], code: str) -> dict[str, Any]:
    beginnings, wrong = read_beginnings(values.cpv)
    besides = [one for one in others if one.code != code]
    problems = {}
    if not values.name.strip():
        problems["name"] = _("Give the category a name, for example “Cleaning”.")
    elif any(one.name.strip().lower() == values.name.strip().lower() for one in besides):
        problems["name"] = _("There is a category with this name already. Choose another name.")
    fault = _cpv_problem(values.name, code, beginnings, wrong, besides)
    if fault:
        problems["cpv"] = fault
    refuse_if(problems)
    return {
        "name": values.name.strip(),
        "explanation": values.explanation.strip(),
        "cluster": values.cluster.strip(),
        "cpv": list(beginnings),
        "position": values.position,
    }


def _cpv_problem(
    name: str,
    code: str,
    beginnings: tuple[str, ...],
    wrong: tuple[str, ...],
    besides: list[Category],
) -> str:
    if wrong:
        return _(
            "This is no CPV code: %(codes)s. Write two to eight digits, for example 9091 or 90910000-9."
        ) % {"codes": ", ".join(wrong[:SHOWN_FAULTS])}
    if len(beginnings) > MOST_BEGINNINGS:
        return _("More than 60 CPV codes cannot be checked by anybody. Use shorter beginnings.")
    unknown = queries.unknown_beginnings(beginnings)
    if unknown:
        return _("The CPV has no codes that begin with %(codes)s. Check the digits.") % {
            "codes": ", ".join(unknown[:SHOWN_FAULTS])
        }
    mine = code or "\N{NO-BREAK SPACE}new"  # no code of another category is like this
    names = {one.code: one.name for one in besides} | {mine: name.strip()}
    held = {one.code: tuple(one.cpv) for one in besides} | {mine: beginnings}
    faults = [one for one in overlaps(held) if mine in (one.category, one.other)]
    language = get_language() or "nl"
    return " ".join(one.said(names).in_language(language) for one in faults[:SHOWN_FAULTS])


def _free_code(actor: Actor, wanted: str) -> str:
    taken = set(queries.categories_visible_to(actor).values_list("code", flat=True))
    code, number = wanted, 2
    while code in taken:
        code = f"{wanted[:36]}-{number}"
        number += 1
    return code
