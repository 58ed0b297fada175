"""What somebody else wrote about the firm, or it said long ago: the firm says whether it is still right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Definition
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.supplier_facts import everything_of
from meerwaarde.stages.market.pages.trust_marks import Marks
from meerwaarde.stages.market.queries.proof import attributes_to_confirm


@dataclass(frozen=True)
class ToConfirm:
    """One attribute: what stands there, who says so since when, and the value of its tick box."""

    attribute: str
    term: str
    text: str
    said: str


@dataclass(frozen=True)
class Confirming:
    """Everything that waits for a yes; nothing is ticked beforehand."""

    facts: tuple[ToConfirm, ...]
    url: str


def confirming(actor: Actor, supplier: queries.Supplier, marks: Marks, day: date) -> Confirming:
    """What the firm has not said itself, or not for a long time. One query."""
    terms, _entry = rules.recheck(Law.on(day))
    asked = attributes_to_confirm(supplier, day - timedelta(days=terms.fact_fresh_days))
    wanted = {one.attribute for one in asked}
    shown = [
        ToConfirm(attribute, fact.term, _text(fact), words.said(marks.of(attribute).sentence))
        for attribute, fact in everything_of(supplier, supplier.offerings.all(), day)
        if attribute in wanted and (fact.text or fact.items)
    ]
    return Confirming(tuple(shown), reverse("profile:confirm", args=[actor.slug]))


def _text(fact: Definition) -> str:
    return fact.text or ", ".join(fact.items)
