"""Where an organisation stands (self-assessment), and who carries what (responsibility)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import ASSESSMENT, ASSESSMENT_OPEN
from meerwaarde.rules.responsibility import DUTIES

DUTY_CODES = tuple(duty.code for duty in DUTIES)


class Assessment(Record):
    """One round of self-assessment: an organisation, or one of its departments, in one year."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"department", "year", "state", "lead", "closes_on", "closed_at"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=ASSESSMENT_OPEN)
    lead = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in ASSESSMENT.states)),
                name="assessment_state_known",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(department__isnull=True),
                name="assessment_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["organisation", "department", "year"],
                condition=Q(department__isnull=False),
                name="assessment_once_a_year_per_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}:{self.year}"


class AssessmentAnswer(Record):
    """What one person says of one statement, with what that rests on."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"assessment", "membership", "statement", "level"})

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    statement = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    """Null means that the person does not know."""
    evidence = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "membership", "statement"], name="assessment_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}:{self.level}"


class AgreedAnswer(Record):
    """What was agreed of one statement when the round was closed."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"assessment", "statement", "level"})

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="agreed")
    statement = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="agreed_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}:{self.level}"


class Responsibility(Record):
    """Who carries a duty, for the whole organisation or for a department, from a day."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"department", "duty", "membership", "since", "until", "ended"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.CharField(max_length=20)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)
    """Ended on the day on which it began: from then on it counts no more."""
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "responsibilities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(duty__in=DUTY_CODES), name="responsibility_duty_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="responsibility_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}:{self.membership_id}"
