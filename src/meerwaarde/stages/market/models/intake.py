"""The fetching of public notices: runs, and the windows of days of which each is done whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Membership
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.text import Text


class IntakeState(models.TextChoices):
    """How far a run or a window is."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Not completed")
    STOPPED = "stopped", _("Stopped by request")


class IntakeRun(Record):
    """One round of fetching from one source, of the days `since` up to and including `until`."""

    JOURNAL_PLAIN: ClassVar = frozenset({"source", "occasion", "since", "until", "state"})

    class Occasion(models.TextChoices):
        ASKED = "asked", _("Asked for")
        LOOK = "look", _("Hourly look")
        RESCAN = "rescan", _("Nightly look back")

    source = models.CharField(max_length=12)
    occasion = models.CharField(max_length=6, choices=Occasion.choices, default=Occasion.ASKED)
    since = models.DateField()
    until = models.DateField()
    base_url = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=IntakeState.choices, default=IntakeState.PLANNED)
    why_nl = models.CharField(max_length=500, blank=True)
    why_en = models.CharField(max_length=500, blank=True)
    job = models.CharField(max_length=12, blank=True)
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="intake_run_state_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "state"], name="intake_run_by_state")]

    def __str__(self) -> str:
        return f"{self.source} {self.since}–{self.until}"

    @property
    def why(self) -> Text:
        return Text(nl=self.why_nl, en=self.why_en)


class IntakeWindow(models.Model):
    """The days `since` up to and including `until` of a run, narrowed by `split` where one day is too full.

    Rows are written with the totals of their window in one transaction, page by page; a window that was
    broken off begins anew, and what was there already is not written again. `expected` is the total that
    the source gave, `received` the number of different publications that came.
    """

    run = models.ForeignKey(IntakeRun, models.CASCADE, related_name="windows")
    since = models.DateField()
    until = models.DateField()
    split = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=IntakeState.choices, default=IntakeState.PLANNED)
    why_nl = models.CharField(max_length=500, blank=True)
    why_en = models.CharField(max_length=500, blank=True)
    expected = models.PositiveIntegerField(null=True)
    received = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    incomplete = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    held_by = models.CharField(max_length=120, blank=True)
    heartbeat = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-since", "split"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "since", "until", "split"], name="intake_window_once_per_run"
            ),
            models.CheckConstraint(
                condition=Q(state__in=IntakeState.values), name="intake_window_state_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state"], name="intake_window_by_state")]

    def __str__(self) -> str:
        return f"{self.since}–{self.until} {self.split}".strip()

    @property
    def why(self) -> Text:
        return Text(nl=self.why_nl, en=self.why_en)

    @classmethod
    def plan(cls, run: IntakeRun, spans: Iterable[tuple[date, date]], *, split: str = "") -> None:
        """Plan these days of a run; days that are planned already stay as they are."""
        rows = [IntakeWindow(run=run, since=since, until=until, split=split) for since, until in spans]
        IntakeWindow.objects.bulk_create(rows, batch_size=100, ignore_conflicts=True)

    @classmethod
    def claim(cls, pk: int, holder: str, before: str, at: datetime) -> bool:
        """Take a window that is planned, or that `before` left behind; True for the one who did."""
        free = Q(state=IntakeState.PLANNED) | Q(state=IntakeState.RUNNING, held_by=before)
        return bool(
            cls.objects.filter(free, pk=pk).update(
                state=IntakeState.RUNNING,
                held_by=holder,
                heartbeat=at,
                started=at,
                attempts=F("attempts") + 1,
                received=0,
                incomplete=0,
                why_nl="",
                why_en="",
            )
        )

    @classmethod
    def hold(cls, pk: int, holder: str, /, **values: Any) -> bool:
        """Save values while the window is held; False when somebody else took it."""
        held = cls.objects.filter(pk=pk, state=IntakeState.RUNNING, held_by=holder)
        return bool(held.update(**values))

    @classmethod
    def plan_again(cls, run: IntakeRun, only: Q) -> int:
        """Plan windows of a run anew."""
        return cls.objects.filter(only, run=run).update(state=IntakeState.PLANNED, attempts=0, held_by="")

    def replace_by(self, splits: Iterable[str]) -> None:
        """Put parts in the place of this window, which was too full."""
        for split in splits:
            type(self).plan(self.run, [(self.since, self.until)], split=split)
        type(self).objects.filter(pk=self.pk).delete()
