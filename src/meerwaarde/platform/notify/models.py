"""The outbox: one row per letter, from the action that asked for it until its retention day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Organisation, Person
from meerwaarde.platform.organisations.records import Record


class Letter(Record):
    """A letter to one reader. `key` says what it is about: the same key never gives a second letter.

    To somebody with an account the person is kept and no address: it is looked up when the letter goes. A
    worker that sends it holds it until `held_until`; if the worker dies, another one takes over after that.
    """

    JOURNAL_PLAIN: ClassVar = frozenset({"purpose", "state", "problem"})

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Could not be sent")

    key = models.CharField(max_length=200, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="letters")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="letters")
    address = models.EmailField(blank=True)
    purpose = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices={"nl": "Nederlands", "en": "English"}, default="nl")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    problem = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    hold = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    created = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    keep_until = models.DateField()
    blanked = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "next_at"], name="letter_by_moment"),
            models.Index(fields=["organisation", "state", "-id"], name="letter_by_state"),
            models.Index(fields=["blanked", "keep_until"], name="letter_by_retention"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sent", "given_up"]), name="letter_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"

    @classmethod
    def once(cls, key: str, **values: Any) -> Letter:
        """The letter with this key: a new one, or the one that stands there already, as it was."""
        return cls.objects.get_or_create(key=key, defaults=values)[0]

    @classmethod
    def waiting(cls, at: datetime) -> models.QuerySet[Letter]:
        """Letters that may go now and that nobody holds."""
        free = Q(held_until__isnull=True) | Q(held_until__lt=at)
        return cls.objects.filter(free, state=cls.State.QUEUED, next_at__lte=at)

    @classmethod
    def claim(cls, hold: str, *, at: datetime, holding: timedelta) -> Letter | None:
        """Take the letter that waited longest; None when nothing waits. One worker gets it, whoever asks."""
        while True:
            keys = list(cls.waiting(at).order_by("next_at", "id").values_list("pk", flat=True)[:20])
            if not keys:
                return None
            for key in keys:
                if (
                    cls.waiting(at)
                    .filter(pk=key)
                    .update(hold=hold, held_until=at + holding, attempts=models.F("attempts") + 1)
                ):
                    return cls.objects.select_related("person", "organisation").get(pk=key)

    def settle(self, **values: Any) -> bool:
        """Write how it went and let go; False when another worker took over meanwhile."""
        rows = type(self).objects.filter(pk=self.pk, state=self.State.QUEUED, hold=self.hold)
        settled = bool(rows.update(hold="", held_until=None, version=models.F("version") + 1, **values))
        if settled:
            self.refresh_from_db()
        return settled

    @classmethod
    def postpone(cls, *, at: datetime, until: datetime, problem: str) -> int:
        """Let everything that waits wait until then: the server is away, no letter is to blame."""
        return int(cls.waiting(at).update(next_at=until, problem=problem))

    @classmethod
    def blank(cls, *, before: Any) -> int:
        """Take away what letters said, and to whom, after their retention day; gives how many."""
        due = cls.objects.filter(blanked=False, keep_until__lt=before).exclude(state=cls.State.QUEUED)
        empty = {"subject": "", "text": "", "html": "", "address": "", "unsubscribe_url": ""}
        return int(due.update(**empty, person=None, blanked=True))
