"""Frameworks side by side, rule by rule: own ones and public ones of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import excel_file
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.cascade import Row as AlignedRow
from meerwaarde.rules.cascade import aligned
from meerwaarde.rules.compliance import DEMAND_NAMES, PolicyRule, sentence
from meerwaarde.rules.compliance.sentences import SUPPLIER_NAMES
from meerwaarde.rules.intake import SupplierKind
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.wording import home_crumb
from meerwaarde.stages.policy.queries import Framework

FEWEST, MOST = 2, 5
"""How many frameworks still read beside each other."""


@dataclass(frozen=True, kw_only=True)
class ComparePage(ListPage):
    """What each framework asks, in rows that ask about the same thing."""


@dataclass(frozen=True)
class Laid:
    """Frameworks with the rows that were asked for, and how many there were in all."""

    frameworks: tuple[Framework, ...]
    rows: tuple[AlignedRow, ...]
    told: dict[str, str]
    count: int
    differing: int


def laid_out(chosen: Sequence[Framework], *, only_differences: bool, theme: str = "") -> Laid:
    """Lay the rules of the chosen frameworks side by side; `theme` keeps what is about one of the six."""
    held = queries.rules_of_several(chosen)
    found = aligned([held[one.pk] for one in chosen])
    rows = [row for row in found.rows if not theme or row.about == theme]
    differing = [row for row in rows if row.differs]
    told = {
        key: text for one in chosen for key, text in _sentences(one.organisation_id, held[one.pk]).items()
    }
    shown = differing if only_differences else rows
    return Laid(tuple(chosen), tuple(shown), told, len(rows), len(differing))


def compare_page(actor: Actor, form: Any, laid: Laid | None, query: str, *, chosen: bool) -> ComparePage:
    """The choice, and below it the comparison once at least two are chosen.

    `query` is the choice as an address carries it; `chosen` says whether a person made it.
    """
    address = reverse("policy:frameworks_compare", args=[actor.slug])
    return ComparePage(
        title=_("Frameworks side by side"),
        intro=_("See rule by rule what authorities ask, and who asks most."),
        crumbs=(home_crumb(actor),),
        actions=_actions(actor, query) if laid else (),
        filters=form,
        filters_used=chosen,
        clear_url=address,
        found=_found(laid),
        table=_table(laid),
    )


def compared_as_xlsx(laid: Laid) -> bytes:
    """The comparison as a workbook."""
    head = [_("What is asked"), _("Differs"), *(_name(one) for one in laid.frameworks)]
    lines = [
        [_about(row), _("yes") if row.differs else _("no"), *(_cell_text(laid, one) for one in row.cells)]
        for row in laid.rows
    ]
    return excel_file([head, *lines], _("Side by side"))


def _actions(actor: Actor, query: str) -> tuple[Action, ...]:
    url = reverse("policy:frameworks_compare_export", args=[actor.slug])
    return (
        Action(label=_("Print"), prints=True, icon="print", kind="quiet"),
        Action(label=_("As a workbook (XLSX)"), url=f"{url}?{query}", icon="download"),
    )


def _table(laid: Laid | None) -> Table:
    if laid is None:
        return Table(
            caption=_("Side by side"),
            caption_hidden=True,
            columns=(Column(label=_("What is asked")),),
            rows=(),
            empty=EmptyState(
                title=_("Choose two to five frameworks"),
                text=_("Then you see beside each other what each of them asks."),
                drawing="search",
            ),
        )
    return Table(
        caption=_("Side by side"),
        caption_hidden=True,
        columns=(Column(label=_("What is asked")), *(Column(label=_short(one)) for one in laid.frameworks)),
        rows=tuple(_row(laid, row) for row in laid.rows),
        empty=EmptyState(
            title=_("Nothing differs"), text=_("These frameworks ask the same."), drawing="done"
        ),
    )


def _row(laid: Laid, row: AlignedRow) -> Row:
    state = (
        Badge(label=_("Differs"), tone=Tone.WARNING)
        if row.differs
        else Badge(label=_("The same"), tone=Tone.POSITIVE)
    )
    cells = [
        Cell(
            text=_cell_text(laid, rules) or _("Asks nothing about this"),
            badge=Badge(label=_("Asks most"), tone=Tone.INFO)
            if place in row.strictest and len(row.strictest) < len(row.cells)
            else None,
        )
        for place, rules in enumerate(row.cells)
    ]
    return Row((Cell(text=_about(row), badge=state), *cells))


def _found(laid: Laid | None) -> str:
    if laid is None:
        return _("Side by side")
    told = ngettext(
        "%(count)d thing is asked, %(differing)d of them differently",
        "%(count)d things are asked, %(differing)d of them differently",
        laid.count,
    )
    return told % {"count": laid.count, "differing": laid.differing}


def _about(row: AlignedRow) -> str:
    """What a row is about: the kind of demand, with its theme or kind of supplier."""
    name = words.in_words(DEMAND_NAMES[row.demand])
    if not row.about or row.demand == row.about:
        return name
    if row.about in get_args(SupplierKind):
        return f"{name}: {words.in_words(SUPPLIER_NAMES[row.about])}"  # type: ignore[index] # just asked
    return f"{name}: {words.theme_in_words(row.about)}"


def _cell_text(laid: Laid, rules: tuple[PolicyRule, ...]) -> str:
    return " ".join(f"{rule.code}: {laid.told[rule.id]}" for rule in rules)


def _name(framework: Framework) -> str:
    whose = framework.department.name if framework.department else framework.organisation.name
    return f"{whose}: {words.version_name(framework)}"


def _short(framework: Framework) -> str:
    """The head of a column: whose it is, and which version; the full title stands in the choice above."""
    whose = framework.department.name if framework.department else framework.organisation.name
    return _("%(whose)s, v%(number)s") % {"whose": whose, "number": str(framework.number)}


def _sentences(organisation_id: int, rules: tuple[PolicyRule, ...]) -> dict[str, str]:
    names = queries.words_for(organisation_id, rules, words.language())
    return {rule.id: words.unbroken(words.in_words(sentence(rule, names))) for rule in rules}
