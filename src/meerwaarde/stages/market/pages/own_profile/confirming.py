"""What somebody else wrote about the firm, or it said long ago: the firm says whether it is still right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Definition
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.supplier_facts import everything_of
from meerwaarde.stages.market.pages.trust_marks import Marks
from meerwaarde.stages.market.queries.proof import attributes_to_confirm

FEW = 5
"""So many stand open at once; more fold away below a line that says how many."""


@dataclass(frozen=True)
class ToConfirm:
    """One attribute, the value of its tick box, and what stands there."""

    attribute: str
    term: str
    text: str


@dataclass(frozen=True)
class SaidBy:
    """What came from one sayer on one day."""

    sentence: str
    facts: tuple[ToConfirm, ...]


@dataclass(frozen=True)
class Confirming:
    """Everything that waits for a yes; nothing is ticked beforehand."""

    groups: tuple[SaidBy, ...]
    label: str
    unfolded: bool
    url: str


def confirming(actor: Actor, supplier: queries.Supplier, marks: Marks, day: date) -> Confirming:
    """What the firm has not said itself, or not for a long time. One query."""
    terms, _entry = rules.recheck(Law.on(day))
    asked = attributes_to_confirm(supplier, day - timedelta(days=terms.fact_fresh_days))
    wanted = {one.attribute for one in asked}
    groups: dict[str, list[ToConfirm]] = {}
    for attribute, fact in everything_of(supplier, supplier.offerings.all(), day):
        if attribute in wanted and (fact.text or fact.items):
            sentence = words.said(marks.of(attribute).sentence)
            groups.setdefault(sentence, []).append(ToConfirm(attribute, fact.term, _text(fact)))
    number = sum(map(len, groups.values()))
    label = ngettext("See %(number)s fact", "See %(number)s facts", number) % {"number": number}
    return Confirming(
        tuple(SaidBy(sentence, tuple(facts)) for sentence, facts in groups.items()),
        label,
        number <= FEW,
        reverse("profile:confirm", args=[actor.slug]),
    )


def _text(fact: Definition) -> str:
    return fact.text or ", ".join(fact.items)
