"""Authorities and other organisations, their departments, persons, and who is what where."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.mandates import ACTS
from meerwaarde.rules.roles import ROLE_CODES

BUYER_KINDS = {
    "central": _("Central government"),
    "decentral": _("Sub-central authority"),
    "utility": _("Utility (special sectors)"),
    "defence": _("Defence and security"),
}


def new_salt() -> bytes:
    """The key of a person's commitments in the journal; destroyed at erasure."""
    return secrets.token_bytes(32)


class Organisation(Record):
    """An authority, a firm or a civic organisation; `slug` stands in every address of its own pages."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"slug", "kind", "authority_type", "buyer", "second_factor_since", "own_regions"}
    )

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("Authority")
        SUPPLIER = "supplier", _("Supplier")
        CIVIC = "civic", _("Civic organisation")

    class AuthorityType(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        PROVINCE = "province", _("Province")
        WATER_AUTHORITY = "water_authority", _("Water authority")
        CENTRAL_GOVERNMENT = "central_government", _("Central government")
        PUBLIC_BODY = "public_body", _("Body governed by public law")
        COOPERATION = "cooperation", _("Cooperation of authorities")

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.AUTHORITY)
    authority_type = models.CharField(max_length=20, choices=AuthorityType.choices, blank=True)
    buyer = models.CharField(max_length=10, choices=BUYER_KINDS, default="decentral")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    second_factor_since = models.DateField(null=True, blank=True)
    own_regions = models.JSONField(default=list, blank=True)
    """What counts as local here: NUTS codes ("NL131") or municipality codes ("GM0109")."""
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Department(Record):
    """A part of an authority that spends and is answered for."""

    JOURNAL_PLAIN: ClassVar = frozenset({"code"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="departments")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code"], name="department_code_once_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Creates persons; the name that Django asks of a user model's manager."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **values)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser, Record):
    """Somebody who logs in. Roles are held through memberships, never on the person."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices={"nl": "Nederlands", "en": "English"}, default="nl")
    is_active = models.BooleanField(default=True)
    salt = models.BinaryField(default=new_salt, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = People()

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def invited(cls, email: str, name: str) -> Person:
        """A person without a password yet: the invitation leads to choosing one."""
        return cls.objects.create_user(email, None, name=name)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Membership(Record):
    """One person in one role at one organisation, from a day and perhaps until one."""

    JOURNAL_PLAIN: ClassVar = frozenset({"person", "role", "department", "since", "until", "ended_on"})

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    """The day on which it was ended at once: from then on it opens nothing. `until` is what was planned."""
    invited_as = models.CharField(max_length=150, blank=True)
    """What the inviter calls somebody who did not say yes yet; until then it opens nothing, and the name that
    this person has elsewhere stays unknown here. Empty once accepted, and for roles within an authority."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=ROLE_CODES), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(until__isnull=True, ended_on__isnull=True),
                name="membership_role_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.role}"


class Mandate(Record):
    """How far a role, or one person in it, may bind the authority (mandaatregister)."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "act",
            "role",
            "membership",
            "department",
            "contracts",
            "cpv",
            "amount_cents",
            "since",
            "until",
            "ended_on",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    act = models.CharField(max_length=30)
    role = models.CharField(max_length=30)
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="mandates")
    """One person in that role; null means everybody in it."""
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="mandates")
    contracts = models.JSONField(default=list, blank=True)
    """Codes of types of contract; an empty list means all."""
    cpv = models.JSONField(default=list, blank=True)
    """Groups of CPV codes; an empty list means all."""
    amount_cents = models.BigIntegerField(null=True, blank=True)
    """The highest amount, excluding VAT, itself still within; null means no limit."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    """The day on which it was withdrawn: from then on it grants nothing. `until` is what was planned."""
    source = models.CharField(max_length=300, blank=True)
    """The decision that it rests on."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(act__in=tuple(ACTS)), name="mandate_act_known"),
            models.CheckConstraint(condition=Q(role__in=ROLE_CODES), name="mandate_role_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="mandate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gt=0), name="mandate_amount_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}:{self.role}"
