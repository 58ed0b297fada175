"""Firms that come in themselves: what they ask, what they prove, and what their own profile tells more."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.firms import AMOUNT_BANDS, CONTACT_PURPOSES, PROOFS
from meerwaarde.rules.lifecycle import FIRM_APPLICATION
from meerwaarde.stages.market.models.suppliers import Offering, Supplier

READERS = ("authority", "firm", "civic", "everybody")
"""Who looked at a profile: counted by kind, never by name."""


class FirmApplication(Record):
    """A firm asks to be let in, or to keep the profile that an authority made of it.

    The applicant has no account: links in letters, signed and with an end, are what they hold. Person's name
    and address go when `keep_until` has passed.
    """

    JOURNAL_PLAIN: ClassVar = frozenset({"kind", "state", "proof", "supplier", "handler", "admitted_as"})

    kind = models.CharField(max_length=10, default="supplier")
    """What asks to be let in: a firm, or a civic organisation, which keeps no profile."""
    kvk = models.CharField(max_length=8)
    firm_name = models.CharField(max_length=200)
    place = models.CharField(max_length=100, blank=True)
    website = models.URLField(max_length=300, blank=True)
    offers = models.TextField(blank=True)
    """What the firm makes or does, in its own words."""
    person_name = models.CharField(max_length=150)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="nl")
    supplier = models.ForeignKey(
        Supplier, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    """The profile that is claimed; null where the directory did not have the firm."""
    handler = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="applications_to_decide"
    )
    """The authority whose coordinator decides; null where nobody keeps the profile or the place."""
    proof = models.CharField(max_length=10, blank=True)
    domain_fits = models.BooleanField(default=False)
    """The confirmed address lies at the website that the directory had of this firm."""
    code_fits = models.BooleanField(default=False)
    """The applicant knew the code that the keeping authority handed to the firm."""
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=FIRM_APPLICATION.first)
    started_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField(default=0)
    """Confirmation letters sent; so many at most."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True)
    """Since when it lies with who must do something now."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    what_now = models.TextField(blank=True)
    admitted_as = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="admissions"
    )
    kept_before = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    """Who kept the profile until the firm did, so that an admission can be undone."""
    keep_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["handler", "state", "waits_since"], name="application_by_queue"),
            models.Index(fields=["keep_until"], name="application_by_term"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kvk", "email"],
                condition=Q(state__in=("draft", "confirmed", "asked")),
                name="application_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in FIRM_APPLICATION.states)),
                name="application_state_known",
            ),
            models.CheckConstraint(condition=Q(proof__in=("", *PROOFS)), name="application_proof_known"),
            models.CheckConstraint(
                condition=Q(kind__in=("supplier", "civic")), name="application_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.public_id}"


class ApplicationMessage(Record):
    """One thing that was asked or answered about an application."""

    application = models.ForeignKey(FirmApplication, models.CASCADE, related_name="messages")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    """The coordinator; null where the firm writes."""
    from_firm = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"message {self.public_id}"


class ApplicationProof(Record):
    """A document that shows that somebody speaks for the firm. Struck when its term has passed."""

    JOURNAL_PLAIN: ClassVar = frozenset({"media_type", "digest", "size", "keep_until"})

    application = models.ForeignKey(FirmApplication, models.CASCADE, related_name="proofs")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    brought_in_at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "digest"], name="application_proof_once")
        ]

    def __str__(self) -> str:
        return f"proof {self.public_id}"

    @classmethod
    def strike_past(cls, day: date) -> int:
        """Delete what has passed its term on this day; gives how many."""
        return cls._default_manager.filter(keep_until__lt=day).delete()[0]


class ClaimCode(Record):
    """A code that the keeping authority hands to the firm itself, by letter or telephone. Works once."""

    JOURNAL_PLAIN: ClassVar = frozenset({"supplier", "until", "used_at"})

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="claim_codes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """HMAC of the code under the key of the installation: the code itself is kept nowhere."""
    until = models.DateField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"code {self.public_id}"


class ContactPerson(Record):
    """Whom to ask for at a firm, for what, until when; as that person agreed. Never public."""

    JOURNAL_PLAIN: ClassVar = frozenset({"supplier", "purpose", "agreed_on", "keep_until"})

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="contact_persons")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    """Where the contact logs in as well; then it leaves with the person."""
    name = models.CharField(max_length=150)
    function = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=12)
    agreed_on = models.DateField()
    keep_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["keep_until"], name="contact_by_term")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=tuple(CONTACT_PURPOSES)), name="contact_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(keep_until__gte=F("agreed_on")), name="contact_term_after_consent"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.public_id}"

    @classmethod
    def strike_past(cls, day: date) -> int:
        """Delete whom the firm may not keep any longer on this day; gives how many."""
        return cls._default_manager.filter(keep_until__lt=day).delete()[0]


class SupplierReference(Record):
    """An assignment that the firm did before: for whom, when, what, how large."""

    JOURNAL_PLAIN: ClassVar = frozenset({"supplier", "year", "amount_band", "client_agrees"})

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="supplier_references")
    client = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    amount_band = models.CharField(max_length=12, blank=True)
    client_agrees = models.BooleanField(default=False)
    """The client may be named in public; without it only authorities that log in read the name."""

    class Meta:
        ordering: ClassVar = ["-year", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_band__in=("", *AMOUNT_BANDS)), name="reference_band_known"
            )
        ]

    def __str__(self) -> str:
        return f"reference {self.public_id}"


class ImpactFigure(Record):
    """One figure with which a firm shows what it means: "12 people", "2025"."""

    JOURNAL_PLAIN: ClassVar = frozenset({"supplier", "year", "amount"})

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="impact_figures")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["-year", "id"]

    def __str__(self) -> str:
        return f"figure {self.public_id}"


class OfferingPicture(Record):
    """A picture of what is offered, drawn anew from what came in: no place or camera travels with it."""

    JOURNAL_PLAIN: ClassVar = frozenset({"offering", "width", "height"})

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    alt = models.CharField(max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offering", "file"], name="offering_picture_once")
        ]

    def __str__(self) -> str:
        return self.alt


class ProfileLook(models.Model):
    """How often a profile was looked at on a day, by kind of reader. Who it was is not kept."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="looks", db_index=False)
    day = models.DateField()
    reader = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "day", "reader"], name="profile_look_once"),
            models.CheckConstraint(condition=Q(reader__in=READERS), name="profile_look_reader_known"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} {self.day} {self.times}"

    @classmethod
    def count(cls, supplier_id: int, day: date, reader: str) -> None:
        """One look more; two at once are both counted."""
        row, _new = cls._default_manager.get_or_create(supplier_id=supplier_id, day=day, reader=reader)
        cls._default_manager.filter(pk=row.pk).update(times=F("times") + 1)
