"""Ambition webs (ambitieweb), the sessions held over them, and what was agreed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.lifecycle import WEB_PREPARED, WEB_SESSION
from meerwaarde.stages.policy.models.matrix import Category

WEB_KINDS = ("organisation", "department", "project")
AREA_SETS = ("six", "gww", "own")
"""Which areas a web has: the six themes, the twelve of the web for civil works, or its own."""
SIDES = ("authority", "market", "other")

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""For codes that people read aloud: no letter or digit that looks like another one."""


def new_join_code() -> str:
    """Ten signs of 32: fifty bits; guessing is limited besides."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


class AmbitionWeb(Record):
    """A web of an organisation, a department or a project. A project's web lies over a generic one."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"kind", "department", "generic", "area_set", "categories", "archived_at"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    generic = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="over")
    """The generic web beneath a project's web."""
    area_set = models.CharField(max_length=5, default="six")
    categories = models.ManyToManyField(Category, related_name="+", blank=True)
    """Categories whose row of the matrix the agreed levels feed."""
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=WEB_KINDS), name="web_kind_known"),
            models.CheckConstraint(condition=Q(area_set__in=AREA_SETS), name="web_areas_known"),
            models.CheckConstraint(condition=~Q(title=""), name="web_has_a_title"),
            models.CheckConstraint(
                condition=~Q(kind="department") | Q(department__isnull=False), name="web_of_a_department"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WebArea(Record):
    """A spoke of the web: an impact area with an anchor per level, and the level that policy asks."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"web", "code", "position", "theme", "policy_level"})

    web = models.ForeignKey(AmbitionWeb, models.CASCADE, related_name="areas")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    explanation = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    theme = models.CharField(max_length=30, blank=True)
    """The one of the six that the area belongs to; empty where none does."""
    anchors = models.JSONField(default=list, blank=True)
    """Four texts: what levels 0 to 3 look like here."""
    policy_level = models.PositiveSmallIntegerField(null=True, blank=True)
    """What loaded policy asks at least; null where policy is silent."""
    policy_source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["web", "code"], name="web_area_code_once"),
            models.CheckConstraint(condition=Q(theme="") | Q(theme__in=THEMES), name="web_area_theme_known"),
            models.CheckConstraint(
                condition=Q(policy_level__isnull=True) | Q(policy_level__in=LEVELS),
                name="web_area_policy_level_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WebSession(Record):
    """One meeting over a web. `revision` rises with everything that the others must see."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "web",
            "phase",
            "state",
            "facilitator",
            "planned_on",
            "previous",
            "opened_at",
            "revealed_at",
            "settled_at",
            "expires_at",
            "current_area",
        }
    )

    web = models.ForeignKey(AmbitionWeb, models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=200)
    phase = models.CharField(max_length=40, blank=True)
    """The phase of the work in which it is held, so that a web is refreshed when the phase changes."""
    state = models.CharField(max_length=12, default=WEB_PREPARED)
    facilitator = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    planned_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    join_code = models.CharField(max_length=12, unique=True, default=new_join_code)
    expires_at = models.DateTimeField(null=True, blank=True)
    """After this moment the code opens nothing; null until the session is opened."""
    opened_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    current_area = models.ForeignKey(WebArea, models.SET_NULL, null=True, blank=True, related_name="+")
    """The area that is talked about now: every screen shows it."""
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in WEB_SESSION.states)),
                name="web_session_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def touch(self) -> None:
        """Tell everybody who looks along that something changed, without a new version of the record."""
        type(self)._default_manager.filter(pk=self.pk).update(revision=F("revision") + 1)

    def look_at(self, area: WebArea | None) -> None:
        """Bring every screen to this area: no new version, because it changes nothing that was written."""
        self.current_area = area
        type(self)._default_manager.filter(pk=self.pk).update(current_area=area, revision=F("revision") + 1)


class Participant(Record):
    """Somebody in a session: a colleague, or a guest without an account, with name and side."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"session", "membership", "side", "left_at", "removed_at"}
    )

    session = models.ForeignKey(WebSession, models.CASCADE, related_name="participants")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    side = models.CharField(max_length=10)
    party = models.CharField(max_length=150, blank=True)
    """The organisation that a guest speaks for."""
    key_digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret in the participant's own cookie."""
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    """When this participant said to be done with scoring; null while busy."""
    left_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    """Taken out by the facilitator: the seat opens nothing any more. Who left may come back."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=SIDES), name="participant_side_known"),
            models.CheckConstraint(condition=~Q(name=""), name="participant_has_a_name"),
            models.UniqueConstraint(
                fields=["session", "membership"],
                condition=Q(membership__isnull=False),
                name="participant_once_per_session",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WebScore(models.Model):
    """What one participant gave one area; nobody else reads it before the reveal."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="scores")
    area = models.ForeignKey(WebArea, models.CASCADE, related_name="+")
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    desired = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "area"], name="web_score_once"),
            models.CheckConstraint(
                condition=(Q(present__isnull=True) | Q(present__in=LEVELS))
                & (Q(desired__isnull=True) | Q(desired__in=LEVELS)),
                name="web_score_level_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}:{self.area_id}"

    @classmethod
    def keep(cls, scores: Iterable[WebScore]) -> None:
        """Write scores; what the same participant gave the same area before is replaced."""
        cls._default_manager.bulk_create(
            scores,
            update_conflicts=True,
            unique_fields=["participant", "area"],
            update_fields=["present", "desired", "remark", "written_at"],
        )


class WebOutcome(Record):
    """What a session agreed for one area, with who does what before when."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"session", "area", "present", "level", "policy_level", "owner", "due_on"}
    )

    session = models.ForeignKey(WebSession, models.CASCADE, related_name="outcomes")
    area = models.ForeignKey(WebArea, models.PROTECT, related_name="+")
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    policy_level = models.PositiveSmallIntegerField(null=True, blank=True)
    """What policy asked when this was agreed."""
    reason = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    owner_name = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["area__position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "area"], name="web_outcome_once"),
            models.CheckConstraint(
                condition=(Q(level__isnull=True) | Q(level__in=LEVELS))
                & (Q(present__isnull=True) | Q(present__in=LEVELS)),
                name="web_outcome_level_known",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True)
                | Q(policy_level__isnull=True)
                | Q(level=F("policy_level"))
                | ~Q(reason=""),
                name="web_outcome_off_policy_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.area_id}"


class WebNote(Record):
    """Something said in the discussion, or a dissent that is kept beside what was agreed."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"session", "area", "dissent", "named"})

    session = models.ForeignKey(WebSession, models.CASCADE, related_name="notes")
    area = models.ForeignKey(WebArea, models.CASCADE, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField()
    dissent = models.BooleanField(default=False)
    named = models.BooleanField(default=False)
    """Whether the writer chose to stand by it with a name; without it no page or file shows who wrote it."""
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="web_note_has_words")]

    def __str__(self) -> str:
        return self.text[:80]
