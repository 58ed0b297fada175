"""A procurement from need or notice to strategy, its lots, and every advice that was completed for it.

The columns hold what a person filled in, in the terms of the intake (`meerwaarde schema intake`): null means
that nobody has said anything yet, an empty list or mapping means known to be none.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import PROCUREMENT

STATES = tuple(state.code for state in PROCUREMENT.states)


def new_start_key() -> str:
    """Marks one opening of the start form, so that sending it twice starts one procurement."""
    return secrets.token_hex(16)


class Procurement(Record):
    """What an authority means to buy, and everything that is known about it."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "state",
            "number",
            "department",
            "client",
            "buyer",
            "notice",
            "ambition_web",
            "start_on",
            "decided_on",
            "contract",
            "cpv",
            "duration_months",
            "estimate_cents",
            "value_cents",
            "valuation",
            "divided",
            "particulars",
            "motivated",
            "themes",
            "delivery_regions",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="procurements")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="procurements")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=PROCUREMENT.first)
    client = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    buyer = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    notice = models.ForeignKey("market.Notice", models.PROTECT, null=True, related_name="procurements")
    ambition_web = models.ForeignKey(
        "policy.AmbitionWeb", models.PROTECT, null=True, blank=True, related_name="procurements"
    )
    start_key = models.CharField(max_length=32, default=new_start_key, editable=False)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    start_on = models.DateField(null=True)
    """The day on which the procedure is meant to start: that day's law holds for the advice."""
    decided_on = models.DateField(null=True)
    return_note = models.TextField(blank=True)
    """What must change, in the words of who gave the file back last."""

    purpose_value = models.TextField(blank=True)
    purpose_for = models.TextField(blank=True)
    need = models.TextField(blank=True)
    goals = models.ManyToManyField("policy.Goal", related_name="procurements")
    alternatives = models.JSONField(default=dict)
    """Code of the alternative to {"considered": true/false, "why": text}."""

    contract = models.CharField(max_length=16, blank=True)
    cpv = models.JSONField(null=True)
    duration_months = models.PositiveIntegerField(null=True)
    estimate_cents = models.BigIntegerField(null=True)
    valuation = models.JSONField(null=True)
    value_cents = models.BigIntegerField(null=True)
    """The value that counts for the rules: the estimate, or what follows from the valuation or the lots."""
    divided = models.BooleanField(null=True)
    """False where it is settled that there are no lots; null where nobody has said."""

    particulars = models.JSONField(default=dict)
    """The other fields of the intake by their names, in the form of the interface; unknown ones absent."""
    motivations = models.JSONField(default=dict)
    """Code of the motivation to its text; what has a text counts as motivated."""
    motivated = models.JSONField(null=True)
    """The codes of what is motivated; null while nobody has been at the motivations."""
    themes = models.JSONField(null=True)
    """Theme to level 0–3; null while nobody has weighed them."""
    delivery_regions = models.JSONField(null=True, blank=True)
    """Where it must be delivered, as NUTS or municipality codes; null: the authority's own regions."""
    ambitious = models.BooleanField(default=False)
    """Whether any theme has level 1 or higher; repeats `themes` for counts."""
    themes_why = models.TextField(blank=True)
    themes_more = models.TextField(blank=True)
    """What more is possible here, as somebody thought of it; nothing is decided with it."""
    instruments = models.JSONField(default=dict)
    """Code of the instrument to {"choice": "use" | "not", "why": text}."""
    from_notice = models.JSONField(default=list)
    """Names of the fields that still stand as the notice filled them."""

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "year", "sequence"], name="procurement_number_once_per_year"
            ),
            models.UniqueConstraint(fields=["organisation", "start_key"], name="procurement_started_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="procurement_state_known"),
            models.CheckConstraint(
                condition=Q(value_cents__isnull=True) | Q(value_cents__gte=0),
                name="procurement_value_not_negative",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "-id"], name="procurement_by_state"),
            models.Index(fields=["organisation", "-value_cents", "-id"], name="procurement_by_value"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def hold(self) -> str:
        """Keep others from changing this file until the transaction ends; gives the state that it has now.

        Rows may still refer to it: who wrote one and waits for the journal would otherwise wait for ever.
        """
        held = type(self)._default_manager.select_for_update(no_key=True).values_list("state", flat=True)
        return held.get(pk=self.pk)

    @classmethod
    def enter_numbered(cls, organisation_id: int, year: int, prefix: str, **values: Any) -> Self:
        """Save a new row under the next number of its authority and year, as in VM-2026-001.

        The caller holds the authority (`one_at_a_time`), so that two who start at once get different numbers.
        """
        of_year = cls.objects.filter(organisation_id=organisation_id, year=year)
        sequence = (of_year.aggregate(models.Max("sequence"))["sequence__max"] or 0) + 1
        return cls.enter(
            organisation_id=organisation_id,
            year=year,
            sequence=sequence,
            number=f"{prefix}-{year}-{sequence:03d}",
            **values,
        )


class Lot(Record):
    """A part of a procurement that is tendered by itself (perceel)."""

    procurement = models.ForeignKey(Procurement, models.CASCADE, related_name="lots")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True)
    estimate_cents = models.BigIntegerField(null=True)
    cpv = models.CharField(max_length=8, blank=True)
    exempt = models.BooleanField(null=True)
    """The authority's choice for the percelenregeling; null = the advice proposes."""
    homogeneous = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "code"], name="lot_code_once_per_procurement")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @staticmethod
    def replace(procurement: Procurement, lots: Iterable[Mapping[str, Any]]) -> None:
        """Put these lots in the place of those that are there."""
        Lot.objects.filter(procurement=procurement).delete()
        Lot.objects.bulk_create(
            Lot(procurement=procurement, position=position, **lot)
            for position, lot in enumerate(lots, start=1)
        )


class StoredAdvice(Record):
    """An advice as it was completed: never changed, and complete enough to be run again."""

    JOURNAL_PLAIN: ClassVar = frozenset({"day", "route", "rules_version"})

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="advices")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    route = models.CharField(max_length=16, blank=True)
    rules_version = models.CharField(max_length=40)
    intake = models.JSONField()
    answer = models.JSONField()
    """The whole advice in the form of the rules, with every parameter entry that it used."""

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.procurement_id} {self.day}"
