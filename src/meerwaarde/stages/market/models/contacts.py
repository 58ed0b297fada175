"""The contact point of an authority, and the questions that firms and others put to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import CONTACT_QUESTION


class ContactPoint(Record):
    """Where firms and civic organisations may ask an authority anything: a desk, not a person."""

    JOURNAL_PLAIN: ClassVar = frozenset({"organisation", "answer_days", "owner", "public"})

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="contact_point")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    about = models.CharField(max_length=500, blank=True)
    """What one may ask here."""
    answer_days = models.PositiveSmallIntegerField(default=5)
    """Working days within which an answer comes."""
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    """Who gets a new question."""
    public = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=60), name="contact_point_term_fits"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ContactQuestion(Record):
    """A question with an owner and a last day. A visitor's name and address go when `keep_until` passed."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"organisation", "asker", "owner", "state", "due", "received_at", "answered_at", "keep_until"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contact_questions")
    """The authority that is asked."""
    asker = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="asked_questions")
    """The firm or civic organisation that asks; null for a visitor without an account."""
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When the visitor agreed that name and address are used to answer, and for nothing else."""
    subject = models.CharField(max_length=150)
    state = models.CharField(max_length=12, default=CONTACT_QUESTION.first)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    """When the term began: at arrival, and again when somebody asks on."""
    due = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    letters = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in CONTACT_QUESTION.states)),
                name="contact_question_state_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "due"], name="contact_question_by_queue"),
            models.Index(fields=["asker", "-id"], name="contact_question_by_asker"),
            models.Index(fields=["keep_until"], name="contact_question_by_term"),
        ]

    def __str__(self) -> str:
        return f"question {self.public_id}"


class ContactMessage(Record):
    """One thing that was asked or answered; `working_days` tells how long an answer took."""

    JOURNAL_PLAIN: ClassVar = frozenset({"question", "from_asker", "at", "working_days"})

    question = models.ForeignKey(ContactQuestion, models.CASCADE, related_name="messages")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    from_asker = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"message {self.public_id}"
