"""Background work: one row per job with its progress, and the table of what is planned."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Organisation, Person
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.text import Text


class Job(Record):
    """Work that goes on after the page has answered.

    A worker that takes a job holds it under a lease. Progress, cursor and rows are saved together, and only
    while the lease holds: a worker that was thought dead and wakes up again can no longer change anything.
    """

    JOURNAL_PLAIN: ClassVar = frozenset({"name", "state"})

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting its turn")
        RUNNING = "running", _("In progress")
        DONE = "done", _("Finished")
        FAILED = "failed", _("Not completed")
        STOPPED = "stopped", _("Stopped by request")

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="jobs")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="jobs")
    membership = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    message_nl = models.CharField(max_length=500, blank=True)
    message_en = models.CharField(max_length=500, blank=True)
    cursor = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)
    task = models.CharField(max_length=36, blank=True)
    created = models.DateTimeField()
    queued = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "person", "-id"], name="job_by_person"),
            models.Index(fields=["state", "heartbeat"], name="job_by_heartbeat"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed", "stopped"]),
                name="job_state_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.public_id}"

    @property
    def message(self) -> Text:
        return Text(nl=self.message_nl, en=self.message_en)

    @property
    def ended(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED, self.State.STOPPED}

    @classmethod
    def claim(cls, public_id: str, lease: str, at: datetime) -> Job | None:
        """Take a job that waits; None when somebody else did, or when it no longer waits."""
        taken = cls.objects.filter(public_id=public_id, state=cls.State.QUEUED).update(
            state=cls.State.RUNNING,
            lease=lease,
            heartbeat=at,
            attempts=models.F("attempts") + 1,
            started=Coalesce("started", models.Value(at, models.DateTimeField())),
        )
        return (
            cls.objects.select_related("organisation", "person").get(public_id=public_id) if taken else None
        )

    @classmethod
    def hold(cls, pk: int, held_under: str, /, **values: Any) -> bool:
        """Save values while the lease holds; False when it does not."""
        return bool(cls.objects.filter(pk=pk, state=cls.State.RUNNING, lease=held_under).update(**values))

    @classmethod
    def wants_stop(cls, pk: int) -> bool:
        return cls.objects.filter(pk=pk, stop_requested=True).exists()

    def take_from_the_dead(self, **values: Any) -> bool:
        """Change a job that nobody was heard of since this row was read."""
        same = {"state": self.state, "lease": self.lease, "heartbeat": self.heartbeat, "task": self.task}
        return bool(type(self).objects.filter(pk=self.pk, **same).update(**values))

    def move(self, from_state: str, from_lease: str, /, **values: Any) -> bool:
        """Change the state, unless somebody else did since this row was read."""
        rows = type(self).objects.filter(pk=self.pk, state=from_state, lease=from_lease)
        return bool(rows.update(**values))


class Planned(models.Model):
    """Work that comes back: the next moment at which a job of this name is started."""

    name = models.CharField(max_length=60, unique=True)
    due = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def enter(cls, name: str, due: datetime) -> None:
        """Plan a name for the first time; one that is planned keeps its moment."""
        cls.objects.get_or_create(name=name, defaults={"due": due})

    @classmethod
    def is_due(cls, name: str, at: datetime) -> bool:
        """True as well for a name that was never planned."""
        return not cls.objects.filter(name=name, due__gt=at).exists()

    @classmethod
    def take(cls, name: str, at: datetime, following: datetime) -> bool:
        """Move a moment that has come on to the next one; True for the one worker that did so."""
        return bool(cls.objects.filter(name=name, due__lte=at).update(due=following))
