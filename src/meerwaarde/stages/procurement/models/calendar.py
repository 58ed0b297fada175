"""The procurement calendar (inkoopkalender): what an authority expects to buy, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import CALENDAR_IMPORT, EXPECTED, EXPECTED_PROCUREMENT, UPLOADED
from meerwaarde.stages.procurement.models.procurement import Procurement


class ExpectedProcurement(Record):
    """A line of the calendar."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "state",
            "year",
            "quarter",
            "value_low_cents",
            "value_high_cents",
            "duration_months",
            "contract",
            "cpv",
            "category",
            "themes",
            "levels",
            "department",
            "client",
            "current_contract_ends_on",
            "public_since",
            "procurement",
            "reference",
            "scanned_at",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60, blank=True)
    """What the authority's own file calls the line; a second import finds it again by this."""
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    value_low_cents = models.BigIntegerField(null=True, blank=True)
    value_high_cents = models.BigIntegerField(null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(null=True, blank=True)
    contract = models.CharField(max_length=20, blank=True)
    cpv = models.JSONField(default=list, blank=True)
    category = models.CharField(max_length=12, blank=True)
    """Public id of a category of the matrix."""
    themes = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=dict, blank=True)
    """Theme to the level, 0 to 3, that somebody chose; where nothing stands, the matrix speaks."""
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    client_name = models.CharField(max_length=150, blank=True)
    """As the file named the client, where nobody here answers to that name."""
    current_contract_ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default=EXPECTED)
    public_since = models.DateTimeField(null=True, blank=True)
    procurement = models.ForeignKey(
        Procurement, models.SET_NULL, null=True, blank=True, related_name="expected"
    )
    """The procurement that was begun from this line."""
    scan = models.JSONField(null=True, blank=True)
    """What the last scan found: route, instruments, market depth, and on which day."""
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["year", "quarter", "id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "year", "quarter"], name="expected_by_quarter")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in EXPECTED_PROCUREMENT.states)),
                name="expected_state_known",
            ),
            models.CheckConstraint(condition=Q(quarter__in=[1, 2, 3, 4]), name="expected_quarter_known"),
            models.CheckConstraint(condition=~Q(title=""), name="expected_has_a_title"),
            models.CheckConstraint(
                condition=Q(value_low_cents__isnull=True)
                | Q(value_high_cents__isnull=True)
                | Q(value_high_cents__gte=F("value_low_cents")),
                name="expected_band_runs_upward",
            ),
            models.UniqueConstraint(
                fields=["organisation", "reference"],
                condition=~Q(reference=""),
                name="expected_reference_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def hold(self) -> None:
        """Keep others from changing this line until the transaction ends, and read what stands there now."""
        held = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(held, field.attname))

    def keep_scan(self, scan: dict[str, Any], at: datetime) -> bool:
        """Write what a scan found; the version stays. False where somebody changed the line meanwhile."""
        same = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        return bool(same.update(scan=scan, scanned_at=at))


class CalendarImport(Record):
    """A file with lines for the calendar: what its columns mean, and what became of its rows."""

    JOURNAL_PLAIN: ClassVar = frozenset({"file", "state", "mapping", "counts", "taken_until"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    """Null once its term has passed: a list of buyers names people."""
    file_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=UPLOADED)
    mapping = models.JSONField(default=dict, blank=True)
    """Place of the column, from 0 and as text, to what it means."""
    mended = models.JSONField(default=dict, blank=True)
    """Number of the row, as text, to what a person made of it: role to text."""
    left_out = models.JSONField(default=list, blank=True)
    """Numbers of rows that a person leaves out."""
    kept_ours = models.JSONField(default=list, blank=True)
    """Numbers of rows whose line stays as it stands here."""
    counts = models.JSONField(default=dict, blank=True)
    taken_until = models.PositiveIntegerField(default=0)
    """Number of the last row that was taken over."""
    job = models.CharField(max_length=12, blank=True)
    started_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in CALENDAR_IMPORT.states)),
                name="calendar_import_state_known",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
