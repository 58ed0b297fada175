"""A calm mark beside each fact that a buyer relies on: who says so, and when that was last looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from django.utils import timezone

from meerwaarde.platform.layout.components import Badge, Definition, Tone
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import proof

_STANDS_OUT = {"checked": Tone.POSITIVE, "old": Tone.WARNING}


class Marks:
    """The marks of one supplier on a day. One query."""

    def __init__(self, supplier: queries.Supplier, day: date) -> None:
        self._supplier, self._day = supplier, day
        self._said = proof.sources_of([supplier]).get(supplier.pk, {})
        self._terms, _entry = rules.recheck(Law.on(day))

    def of(self, attribute: str) -> rules.Mark:
        """Who says this attribute. Without a source of its own it came in with the record."""
        said = self._said.get(attribute)
        if said is not None:
            authority = said.organisation.name if said.organisation else ""
            return rules.mark(
                sayer=said.sayer,  # type: ignore[arg-type] # the table holds these four alone
                who=said.register or authority,
                said_on=said.said_on,
                day=self._day,
                terms=self._terms,
            )
        one = self._supplier
        sayer: Literal["firm", "authority", "register"] = "authority"
        if one.source:
            sayer = "register"
        elif one.organisation.kind == "supplier":
            sayer = "firm"
        return rules.mark(
            sayer=sayer,
            who=one.source or one.organisation.name,
            said_on=timezone.localdate(one.added_at),
            day=self._day,
            terms=self._terms,
        )

    def unlike_keeper(self, fact: Definition, attribute: str) -> Definition:
        """The fact, with its mark only where somebody else says it than who keeps the record."""
        said = self._said.get(attribute)
        keeper = "firm" if self._supplier.organisation.kind == "supplier" else "authority"
        if said is None or said.sayer == keeper:
            return fact
        return self.on(fact, attribute)

    def checked(self, fact: Definition, attribute: str) -> Definition:
        """The fact, with its mark only where the trade register says it: what the firm itself reads."""
        said = self._said.get(attribute)
        return self.on(fact, attribute) if said is not None and said.sayer == "kvk" else fact

    def on(self, fact: Definition, attribute: str) -> Definition:
        """The fact with its mark; a fact that is not filled in has none."""
        if not (fact.text or fact.items):
            return fact
        found = self.of(attribute)
        badge = None
        if found.strength in _STANDS_OUT:  # the sentence says it all; only what is unusual gets a badge
            badge = Badge(label=words.said(found.word), tone=_STANDS_OUT[found.strength])
        return replace(fact, badge=badge, note=words.said(found.sentence))
