"""How a search in the directory is told and narrowed: what was chosen, what can be added, with how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import supplier_query
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries.question import credential_called, question

Address = Callable[[dict[str, str]], str]
AT_FIRST = 5
"""Values of a group that stand open; the rest folds out."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One part of the question in words, and the address without it."""

    name: str
    label: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """One value that can be added, and how many would be left."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, kw_only=True)
class NarrowingGroup:
    """The values of one filter."""

    title: str
    values: tuple[Narrowing, ...]
    more: tuple[Narrowing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NarrowingPanel:
    """All that the results can be narrowed by; `too_many` says why there is nothing."""

    groups: tuple[NarrowingGroup, ...]
    too_many: str = ""


def chosen(actor: Actor, wanted: queries.SupplierFilter, day: date, address: Address) -> tuple[Chosen, ...]:
    """What is asked, part by part, in the order in which people say it."""
    asked = supplier_query(wanted)

    def without(*names: str) -> str:
        return address({name: value for name, value in asked.items() if name not in names})

    return tuple(
        Chosen(name=name, label=label, url=without(*_TOGETHER.get(name, (name,))))
        for name, label in question(actor, wanted, day)
    )


_TOGETHER = {"near": ("near", "km")}


def narrowing_panel(
    actor: Actor, wanted: queries.SupplierFilter, day: date, address: Address
) -> NarrowingPanel:
    """What can be added to the question, with how many suppliers are left then."""
    found = queries.spread(actor, wanted, day)
    if found.too_many:
        return NarrowingPanel(
            groups=(),
            too_many=_(
                "More than 1,000 suppliers fit. Type a word or choose a filter; then the numbers appear."
            ),
        )
    asked = supplier_query(wanted)
    groups = []
    for name, title in _TITLES.items():
        if name in asked:
            continue
        counts = found.counts.get(name, {})
        values = [
            Narrowing(label=_label(name, code, day), count=count, url=address({**asked, name: code}))
            for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        if values:
            first = AT_FIRST if len(values) > AT_FIRST + 1 else len(values)
            groups.append(
                NarrowingGroup(title=title(), values=tuple(values[:first]), more=tuple(values[first:]))
            )
    return NarrowingPanel(groups=tuple(groups))


_TITLES: dict[str, Callable[[], str]] = {
    "kind": lambda: _("Kind of supplier"),
    "cpv": lambda: _("What is offered (CPV)"),
    "theme": lambda: _("Theme"),
    "credential": lambda: _("Verified recognition"),
    "region": lambda: _("Delivers in"),
    "seat": lambda: _("Has its address in"),
    "offering": lambda: _("Offers"),
    "size": lambda: _("Size"),
    "share": lambda: _("People from the target group"),
}


def _label(name: str, code: str, day: date) -> str:
    match name:
        case "kind":
            return str(words.KINDS[code])
        case "cpv":
            return " ".join(words.cpv_in_words([code])).removeprefix(code).strip() or code
        case "theme":
            return ", ".join(words.theme_names([code], day)) or code
        case "credential":
            return credential_called(code, day)
        case "offering":
            return str(words.OFFERINGS[code])
        case "size":
            return words.named(rules.size_classes(Law.on(day)), code)
        case "share":
            return _("at least %(share)s%%") % {"share": code}
    return rules.region_name(code)
