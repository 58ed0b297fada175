"""Asking the market before a procurement: what is asked, what everybody answered, what came of it.

What people without an account leave behind (name, address) has a day after which it goes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import CONSULTATION, CONSULTATION_RESPONSE, Lifecycle

FOLLOWED = ("yes", "partly", "no")
"""Whether the authority does what the market said."""
MARKETS = ("suitable", "limited", "none")
"""Whether there is a market for what was asked, as the authority concludes in its report."""


def _states(cycle: Lifecycle) -> tuple[str, ...]:
    return tuple(state.code for state in cycle.states)


class Consultation(Record):
    """A market consultation of an authority: open to everybody from a day until a day."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "state",
            "cpv",
            "opens_on",
            "closes_on",
            "read_early",
            "session_at",
            "session_until",
            "session_seats",
            "published_at",
            "reported_at",
            "market",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    introduction = models.TextField()
    """Why the market is asked."""
    buys = models.TextField(blank=True)
    """What the authority may buy. It promises nothing."""
    cpv = models.JSONField(default=list, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    """The last day on which answers come in."""
    read_early = models.BooleanField(default=False)
    """The authority said at publication that it reads answers as they come in."""
    session_at = models.DateTimeField(null=True, blank=True)
    session_until = models.DateTimeField(null=True, blank=True)
    session_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many people fit; null: nobody counts them."""
    session_where = models.CharField(max_length=200, blank=True)
    session_link = models.URLField(max_length=300, blank=True)
    """Where one takes part from a distance."""
    minutes = models.TextField(blank=True)
    """What was said at the session, without names."""
    conclusion = models.TextField(blank=True)
    market = models.CharField(max_length=8, blank=True)
    """One of `MARKETS`, concluded with the report; empty before that, and where the report does not say."""
    next_step = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=CONSULTATION.first)
    withdrawn_why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "closes_on"], name="consultation_by_closing"),
            models.Index(fields=["organisation", "-id"], name="consultation_newest_first"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=_states(CONSULTATION)), name="consultation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="consultation_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(market__in=("", *MARKETS)), name="consultation_market_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ConsultationQuestion(Record):
    """One question to the market; after closing what was heard, and whether that is followed."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "position", "followed"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    heard = models.TextField(blank=True)
    """What the market said, in the words of the report: never what is confidential."""
    followed = models.CharField(max_length=6, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(followed__in=("", *FOLLOWED)), name="consultation_question_followed_known"
            )
        ]

    def __str__(self) -> str:
        return f"question {self.public_id}"


class ConsultationChange(Record):
    """What changed after publication, for everybody to see: what stood there, and what stands there now."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "at", "by"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    why = models.TextField(blank=True)
    parts = models.JSONField(default=list)
    """[{"part": name of the field, "before": text, "now": text}] in the order of the page; days are ISO."""

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"change {self.public_id}"


class ConsultationFollower(models.Model):
    """Somebody with an account who wants to hear of changes, without answering yet."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="followers", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "membership"], name="consultation_followed_once")
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"

    @classmethod
    def keep(cls, consultation: Consultation, membership_id: int, at: datetime) -> bool:
        """Follow; whether that is new."""
        return cls._default_manager.get_or_create(
            consultation=consultation, membership_id=membership_id, defaults={"since": at}
        )[1]

    @classmethod
    def strike(cls, consultation: Consultation, membership_id: int) -> bool:
        """Follow no more; whether somebody did."""
        rows = cls._default_manager.filter(consultation=consultation, membership_id=membership_id)
        return bool(rows.delete()[0])


class ConsultationFile(Record):
    """A document that belongs to a consultation; the bytes have their own term."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "file"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "file"], name="consultation_file_once")
        ]

    def __str__(self) -> str:
        return self.title


class ConsultationResponse(Record):
    """What one party answers. A firm with an account answers as that firm; others by a link in a letter."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "organisation", "state", "sent_at", "keep_until"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="responses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    """The firm; null for somebody without an account."""
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    firm_name = models.CharField(max_length=200)
    person_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    letters = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=11, default=CONSULTATION_RESPONSE.first)
    started_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When somebody without an account agreed that name and address are kept."""
    sent_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    """Until when name and address of somebody without an account are kept."""

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["keep_until"], name="consult_response_by_term")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=Q(organisation__isnull=False),
                name="consultation_response_once_per_firm",
            ),
            models.UniqueConstraint(
                fields=["consultation", "email"],
                condition=Q(organisation__isnull=True) & ~Q(email=""),
                name="consultation_response_once_per_address",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_states(CONSULTATION_RESPONSE)),
                name="consultation_response_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.public_id}"

    @classmethod
    def strike_unconfirmed(cls, day: date) -> int:
        """Delete what nobody confirmed within its term; gives how many."""
        return cls._default_manager.filter(state="unconfirmed", keep_until__lt=day).delete()[0]


class ConsultationAnswer(Record):
    """The answer to one question: an open part, and apart from it what is confidential and why."""

    response = models.ForeignKey(ConsultationResponse, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ConsultationQuestion, models.CASCADE, related_name="answers")
    text = models.TextField(blank=True)
    confidential = models.TextField(blank=True)
    confidential_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "question"], name="consultation_answer_once"),
            models.CheckConstraint(
                condition=Q(confidential="") | ~Q(confidential_why=""), name="confidential_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.public_id}"


class ConsultationInquiry(Record):
    """A question of the market about the consultation. The answer goes to all; nobody is told who asked."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "asked_at", "answered_at"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="inquiries")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    response = models.ForeignKey(ConsultationResponse, models.SET_NULL, null=True, related_name="+")
    """Of somebody without an account."""
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "consultation inquiries"

    def __str__(self) -> str:
        return f"inquiry {self.public_id}"


class ConsultationSeat(Record):
    """A place at the session of a consultation, and whether they were there."""

    JOURNAL_PLAIN: ClassVar = frozenset({"consultation", "organisation", "people", "present"})

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    firm_name = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(default=1)
    present = models.BooleanField(null=True)
    """Null until attendance was noted."""
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["firm_name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "firm_name"], name="consultation_seat_once_per_firm"
            )
        ]

    def __str__(self) -> str:
        return f"seat {self.public_id}"
