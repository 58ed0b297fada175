"""Meetings that bring buyers, firms and civic organisations together, and what comes of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import ACQUAINTANCE, MEETING, MEETING_PLACE, PITCH, Lifecycle

CAME_OF_IT = ("nothing", "contact", "visit", "quotation", "order")
"""What a side tells after three months."""


def _states(cycle: Lifecycle) -> tuple[str, ...]:
    return tuple(state.code for state in cycle.states)


class Meeting(Record):
    """A meeting that an authority or a region organises."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "themes",
            "starts_at",
            "ends_at",
            "register_until",
            "talks_from",
            "talks_until",
            "capacity",
            "state",
            "published_at",
            "reminded_at",
            "asked_after_at",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    themes = models.JSONField(default=list, blank=True)
    """Codes of the themes that it is about; none: about buying with impact as a whole."""
    description = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    register_until = models.DateTimeField(null=True, blank=True)
    """Null: until it begins."""
    talks_from = models.DateTimeField(null=True, blank=True)
    talks_until = models.DateTimeField(null=True, blank=True)
    """The part of the meeting in which people who want to meet get a moment; null: none is planned."""
    where = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    """Where one takes part from a distance; shown to who has a place."""
    capacity = models.PositiveSmallIntegerField()
    pitches_wanted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=MEETING.first)
    cancelled_why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    asked_after_at = models.DateTimeField(null=True, blank=True)
    """When those who met were asked what came of it: three months later, once."""

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "starts_at"], name="meeting_by_start")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=_states(MEETING)), name="meeting_state_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="meeting_has_room"),
            models.CheckConstraint(
                condition=Q(talks_from__isnull=True, talks_until__isnull=True)
                | Q(talks_until__gt=F("talks_from")),
                name="meeting_talks_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingPlace(Record):
    """Somebody's place at a meeting: certain, or in the row of who waits for one.

    Who has an account comes as a member of an organisation. Others leave a name and an address, confirm
    that address by a letter, and are forgotten after a day.
    """

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"meeting", "membership", "state", "taken_at", "present", "keep_until"}
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="places")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="+")
    """Null for somebody without an account."""
    firm_name = models.CharField(max_length=200, blank=True)
    person_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    letters = models.PositiveSmallIntegerField(default=0)
    """How many letters with a link went to this address."""
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When somebody without an account agreed that name and address are kept."""
    keep_until = models.DateField(null=True, blank=True)
    """Until when name and address of somebody without an account are kept."""
    seeks = models.CharField(max_length=300, blank=True)
    """What this person looks for or offers; everybody who comes reads it."""
    state = models.CharField(max_length=11, default=MEETING_PLACE.first)
    taken_at = models.DateTimeField()
    """Since when: who registers again after cancelling joins at the end of the row."""
    present = models.BooleanField(null=True)
    """Null until attendance was noted."""

    class Meta:
        ordering: ClassVar = ["taken_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="meeting_place_once"),
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=Q(membership__isnull=True) & ~Q(email=""),
                name="meeting_place_once_per_address",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, email="")
                | Q(membership__isnull=True, agreed_at__isnull=False, keep_until__isnull=False),
                name="meeting_place_of_member_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_states(MEETING_PLACE)), name="meeting_place_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.public_id}"

    @property
    def name(self) -> str:
        """Who comes; "" once somebody without an account was forgotten."""
        return self.membership.person.name if self.membership else self.person_name

    @property
    def organisation_name(self) -> str:
        return self.membership.organisation.name if self.membership else self.firm_name

    @property
    def address(self) -> str:
        """Where letters go; "" once somebody was forgotten, with an account or without."""
        if self.membership is None:
            return self.email
        return self.membership.person.email if self.membership.person.is_active else ""

    @property
    def spoken(self) -> str:
        """The language in which this person reads."""
        return self.membership.person.language if self.membership else self.language

    @classmethod
    def strike_unconfirmed(cls, day: date) -> int:
        """Take away whole who never confirmed an address in time; how many."""
        gone, _ = cls.objects.filter(state="unconfirmed", keep_until__lt=day).delete()
        return gone


class Pitch(Record):
    """A short story that a firm offers to tell at a meeting; the organiser chooses."""

    JOURNAL_PLAIN: ClassVar = frozenset({"meeting", "organisation", "theme", "state", "part", "position"})

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="pitches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    theme = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=PITCH.first)
    offered_at = models.DateTimeField()
    decided_why = models.TextField(blank=True)
    part = models.ForeignKey("ProgrammeItem", models.SET_NULL, null=True, blank=True, related_name="pitches")
    """The part of the programme in which it is told; null until the organiser says so."""
    position = models.PositiveSmallIntegerField(default=0)
    """Its place in the row of pitches that were chosen."""

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name_plural = "pitches"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(state__in=("offered", "chosen")),
                name="pitch_once_per_firm",
            ),
            models.CheckConstraint(condition=Q(state__in=_states(PITCH)), name="pitch_state_known"),
            models.CheckConstraint(condition=Q(theme__in=("", *THEMES)), name="pitch_theme_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeItem(Record):
    """A part of the programme, from a moment; pitches that were chosen can be told in it."""

    JOURNAL_PLAIN: ClassVar = frozenset({"meeting", "starts_at", "theme"})

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    speaker = models.CharField(max_length=150, blank=True)
    theme = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(theme__in=("", *THEMES)), name="programme_theme_known")
        ]

    def __str__(self) -> str:
        return self.title


class Acquaintance(Record):
    """Two people at a meeting who may want to know each other. Only when both do, contact is shared."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "meeting",
            "one",
            "other",
            "state",
            "introduced_by",
            "one_agreed_at",
            "other_agreed_at",
            "one_declined_at",
            "other_declined_at",
            "meets_at",
            "talked",
        }
    )

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="acquaintances")
    one = models.ForeignKey(MeetingPlace, models.CASCADE, related_name="+")
    """Who asked, or the first of the two whom a coordinator introduces."""
    other = models.ForeignKey(MeetingPlace, models.CASCADE, related_name="+")
    introduced_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    """The coordinator who thinks that they should meet; null where one asked the other."""
    message = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=ACQUAINTANCE.first)
    asked_at = models.DateTimeField()
    one_agreed_at = models.DateTimeField(null=True, blank=True)
    other_agreed_at = models.DateTimeField(null=True, blank=True)
    one_declined_at = models.DateTimeField(null=True, blank=True)
    other_declined_at = models.DateTimeField(null=True, blank=True)
    """Who rather does not; never told to the other."""
    meets_at = models.DateTimeField(null=True, blank=True)
    """The moment at the meeting that both have free; null: they find each other themselves."""
    talked = models.BooleanField(null=True)
    """Null until one of both, or the organiser, said whether they really spoke."""
    next_step = models.TextField(blank=True)
    """What they agreed to do next."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="acquaintance_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="acquaintance_of_two"),
            models.CheckConstraint(
                condition=Q(state__in=_states(ACQUAINTANCE)), name="acquaintance_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="met") | Q(one_agreed_at__isnull=False, other_agreed_at__isnull=False),
                name="acquaintance_both_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"acquaintance {self.public_id}"

    def side_of(self, place: MeetingPlace) -> str:
        """Which of the two a place is: "one" or "other"."""
        return "one" if place.pk == self.one_id else "other"

    def beside(self, place: MeetingPlace) -> MeetingPlace:
        """The other of the two."""
        return self.other if place.pk == self.one_id else self.one


class FollowUp(Record):
    """What one side tells, three months later, of what came of an acquaintance."""

    JOURNAL_PLAIN: ClassVar = frozenset({"acquaintance", "place", "came", "answered_at"})

    acquaintance = models.ForeignKey(Acquaintance, models.CASCADE, related_name="follow_ups")
    place = models.ForeignKey(MeetingPlace, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    came = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["acquaintance", "place"], name="follow_up_once_per_side"),
            models.CheckConstraint(condition=Q(came__in=("", *CAME_OF_IT)), name="follow_up_came_known"),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.public_id}"
