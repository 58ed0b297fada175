"""What people want to hear of: profiles, what was found for them, and what was told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Organisation, Person
from meerwaarde.platform.organisations.records import MOST_PARAMETERS, Record, insert_rows
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models.notices import Notice
from meerwaarde.stages.market.models.opportunities import Opportunity


def new_webhook_secret() -> str:
    """With what a receiver checks that a message is ours."""
    return secrets.token_urlsafe(32)


class AlertProfile(Record):
    """What one person wants to hear of, and how; following one thing is a profile of that thing alone."""

    JOURNAL_PLAIN: ClassVar = frozenset({"follows", "email", "feed", "paused_at", "ended_at"})

    class Follows(models.TextChoices):
        SEARCH = "search", _("What you describe")
        PROCEDURE = "procedure", _("One procedure")
        BUYER = "buyer", _("One contracting authority")
        CATEGORY = "category", _("One category")

    class Email(models.TextChoices):
        NEVER = "never", _("No e-mail")
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Every working day, together")
        WEEKLY = "weekly", _("Every Monday, together")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    follows = models.CharField(max_length=10, choices=Follows.choices, default=Follows.SEARCH)
    subject = models.CharField(max_length=180, blank=True)
    """Of a follow: the key of the thing, so that it is followed once."""
    wanted = models.JSONField(default=dict)
    email = models.CharField(max_length=8, choices=Email.choices, default=Email.DAILY)
    email_before = models.CharField(max_length=8, choices=Email.choices, blank=True)
    """What it was before somebody stopped it from a letter, to undo that."""
    feed = models.BooleanField(default=False)
    feed_turn = models.PositiveIntegerField(default=1)
    webhook_url = models.CharField(max_length=500, blank=True)
    webhook_secret = models.CharField(max_length=64, default=new_webhook_secret)
    webhook_stopped = models.CharField(max_length=20, blank=True)
    """Why nothing is sent there any more; empty while it works."""
    webhook_failures = models.PositiveSmallIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Deleted, and still to be brought back for a while."""
    created = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "organisation", "-id"], name="alert_profile_by_person")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "follows", "subject"],
                condition=~Q(subject=""),
                name="alert_follow_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def count_letter(cls, keys: Sequence[int]) -> None:
        """Keep that each of these profiles was told of once more; it counts as no change either."""
        for start in range(0, len(keys), MOST_PARAMETERS):
            part = cls.objects.filter(pk__in=keys[start : start + MOST_PARAMETERS])
            part.update(letters=models.F("letters") + 1)

    def count_failures(self, failures: int, *, stopped: str = "") -> None:
        """Keep how many messages nobody took in a row, and why it stopped.

        It counts as no change: whoever has the form open meanwhile, or saved it, is not in the way.
        """
        if (self.webhook_failures, self.webhook_stopped) == (failures, stopped):
            return
        self.webhook_failures, self.webhook_stopped = failures, stopped
        mine = type(self).objects.filter(pk=self.pk, webhook_url=self.webhook_url)
        mine.update(webhook_failures=failures, webhook_stopped=stopped)

    @classmethod
    def strike_ended(cls, before: datetime) -> int:
        """Delete for good what was deleted before that moment; gives how many."""
        ended = cls.objects.filter(ended_at__lt=before)
        count = ended.count()
        ended.delete()
        return count


class AlertTerm(models.Model):
    """The index from what a notice holds to the profiles that may want it: "cpv:9091", "word:schoonmak"."""

    profile = models.ForeignKey(AlertProfile, models.CASCADE, related_name="terms")
    term = models.CharField(max_length=190)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["term", "profile"], name="alert_term")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "term"], name="alert_term_once")]

    def __str__(self) -> str:
        return self.term

    @classmethod
    def renew(cls, profile: AlertProfile, terms: set[str]) -> None:
        """Let a profile be found by these terms and no others."""
        cls.objects.filter(profile=profile).delete()
        insert_rows(cls, ("profile_id", "term"), [(profile.pk, term) for term in sorted(terms)])


class AlertItem(Record):
    """One procedure or calendar line that was found for one profile: why, what is new, and what was told.

    The publications of one procedure share one item: `news` is what its reader does not know yet, and goes
    out at `tell_at`; whatever happens before that moment is told in one message.
    """

    class News(models.TextChoices):
        NOTHING = "nothing", _("Nothing new")
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        AWARDED = "awarded", _("Awarded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    profile = models.ForeignKey(AlertProfile, models.CASCADE, related_name="items")
    subject = models.CharField(max_length=180)
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, null=True, related_name="+")
    reasons = models.JSONField(default=list)
    news = models.CharField(max_length=9, choices=News.choices, default=News.NEW)
    tell_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=9, choices=News.choices, default=News.NOTHING)
    told_at = models.DateTimeField(null=True)
    when = models.DateTimeField(null=True)
    """When it closes, or is expected, as its reader was told: another moment is a change worth telling."""
    found_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["tell_at"], condition=Q(tell_at__isnull=False), name="alert_item_due"),
            models.Index(fields=["profile", "-changed_at", "-id"], name="alert_item_by_profile"),
            models.Index(fields=["subject"], name="alert_item_by_subject"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["profile", "subject"], name="alert_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.news}"

    @property
    def said_news(self) -> rules.News:
        return cast("rules.News", str(self.news))

    @property
    def said_told(self) -> rules.News:
        return cast("rules.News", str(self.told))

    @classmethod
    def objects_of(cls, profile: AlertProfile) -> models.QuerySet[AlertItem]:
        """What was found for a profile."""
        return cls.objects.filter(profile=profile)

    @classmethod
    def rewrite(cls, keys: Sequence[int], **values: Any) -> None:
        """Write the same values to many items."""
        for start in range(0, len(keys), MOST_PARAMETERS):
            rows = cls.objects.filter(pk__in=keys[start : start + MOST_PARAMETERS])
            rows.update(version=models.F("version") + 1, **values)


class AlertDelivery(Record):
    """One message for a webhook: the body as it is signed, and how it went."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Could not be sent")

    profile = models.ForeignKey(AlertProfile, models.CASCADE, related_name="deliveries")
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    problem = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    hold = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    created = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="alert_delivery_due")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @classmethod
    def waiting(cls, at: datetime) -> models.QuerySet[AlertDelivery]:
        """Messages that may go now and that no worker holds."""
        free = Q(held_until__isnull=True) | Q(held_until__lt=at)
        return cls.objects.filter(free, state=cls.State.QUEUED, next_at__lte=at)

    @classmethod
    def claim(cls, hold: str, *, at: datetime, holding: timedelta) -> AlertDelivery | None:
        """Take the message that waited longest; one worker gets it."""
        while keys := list(cls.waiting(at).order_by("next_at", "id").values_list("pk", flat=True)[:20]):
            for key in keys:
                if (
                    cls.waiting(at)
                    .filter(pk=key)
                    .update(hold=hold, held_until=at + holding, attempts=models.F("attempts") + 1)
                ):
                    return cls.objects.select_related("profile__organisation").get(pk=key)
        return None

    def settle(self, **values: Any) -> bool:
        """Write how it went and let go; False when another worker took over meanwhile."""
        rows = type(self).objects.filter(pk=self.pk, state=self.State.QUEUED, hold=self.hold)
        settled = bool(rows.update(hold="", held_until=None, version=models.F("version") + 1, **values))
        if settled:
            self.refresh_from_db(fields=["state", "problem", "next_at", "hold", "version"])
        return settled

    @classmethod
    def forget(cls, before: datetime) -> int:
        """Delete what does not wait any more and was made before that moment; gives how many."""
        return int(cls.objects.filter(created__lt=before).exclude(state=cls.State.QUEUED).delete()[0])


class AlertMark(models.Model):
    """How far was looked, per kind of thing: everything that changed before `until` was matched.

    Of what changed at that very moment `AlertCheck` says whether it was.
    """

    kind = models.CharField(max_length=12, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def move(cls, kind: str, until: datetime) -> None:
        """Say how far was looked; a mark never goes back."""
        mark, made = cls.objects.get_or_create(kind=kind, defaults={"until": until})
        if not made and mark.until < until:
            cls.objects.filter(pk=mark.pk).update(until=until)


class AlertCheck(models.Model):
    """That a thing was matched as it stood at a moment, so that looking back a little costs nothing."""

    kind = models.CharField(max_length=12)
    key = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="alert_check_once")]
        indexes: ClassVar = [models.Index(fields=["changed_at"], name="alert_check_by_moment")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @classmethod
    def take(cls, kind: str, key: int, changed_at: datetime) -> bool:
        """Keep that this is done, in the transaction that does it; False when another worker did it already.

        Two that come at once stand in line here, and not at the items that both would write.
        """
        rows = cls.objects.select_for_update()
        check, made = rows.get_or_create(kind=kind, key=key, defaults={"changed_at": changed_at})
        if not made and check.changed_at >= changed_at:
            return False
        if not made:
            cls.objects.filter(pk=check.pk).update(changed_at=changed_at)
        return True

    @classmethod
    def forget(cls, before: datetime) -> None:
        """What nobody looks back at any more; at the moment of a mark itself somebody always does."""
        for mark in AlertMark.objects.all():
            cls.objects.filter(kind=mark.kind, changed_at__lt=min(before, mark.until)).delete()
