"""What makes a claim worth something: who says it, who looked it up, and what registers said in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record, insert_objects, insert_rows
from meerwaarde.rules.lifecycle import REGISTER_IMPORT
from meerwaarde.stages.market.models.firms import FirmApplication
from meerwaarde.stages.market.models.suppliers import Credential, Supplier

SAYERS = ("firm", "authority", "register", "kvk")
"""Who may say something of a supplier: itself, an authority, a register, the trade register."""

_ROWS_AT_ONCE = 300


class CredentialEvent(models.Model):
    """One thing that happened to a credential, for the history that every reader sees. Never changed."""

    credential = models.ForeignKey(Credential, models.CASCADE, related_name="events", db_index=False)
    at = models.DateTimeField()
    what = models.CharField(max_length=12)
    """claimed, changed, verified, confirmed (by a file of a register), doubted, refused or withdrawn."""
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    """For whom it was done: an authority, or the firm itself."""
    seen_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    """Where it was seen: a register, a certificate, a letter."""
    source_url = models.URLField(max_length=300, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    """Why it was refused; the firm reads it."""

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what="refused") | ~Q(reason=""), name="credential_refused_with_a_reason"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["credential", "at"], name="credential_event_in_order")]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.what}"

    @classmethod
    def note(cls, **values: Any) -> CredentialEvent:
        """Keep one event."""
        return cls._default_manager.create(**values)

    @classmethod
    def note_many(cls, events: Sequence[CredentialEvent]) -> None:
        """Keep many, for a whole file at once."""
        insert_objects(events)


class AttributeSource(models.Model):
    """Who says what stands in one attribute of a supplier, and when it was last looked at."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="sources", db_index=False)
    attribute = models.CharField(max_length=30)
    """The name of the column of `Supplier`, or `offerings`."""
    sayer = models.CharField(max_length=10)
    """firm, authority, register or kvk."""
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    """The authority that wrote it down or looked it up."""
    register = models.CharField(max_length=120, blank=True)
    """The name of the register or list."""
    said_on = models.DateField()
    """The day on which it was written down or last looked at."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "attribute"], name="supplier_attribute_said_once"),
            models.CheckConstraint(condition=Q(sayer__in=SAYERS), name="supplier_attribute_sayer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id}:{self.attribute} {self.sayer}"

    @classmethod
    def keep(
        cls,
        attributes: Mapping[int, Iterable[str]],
        *,
        sayer: str,
        on: date,
        organisation_id: int | None = None,
        register: str = "",
    ) -> None:
        """These attributes, by key of the supplier, were said so on this day, instead of earlier."""
        _renew_sources(
            [
                (number, name, sayer, organisation_id, register[:120], on.isoformat())
                for number, names in attributes.items()
                for name in dict.fromkeys(names)
            ]
        )


def _renew_sources(rows: Sequence[tuple[int, str, str, int | None, str, str]]) -> None:
    """Write these rows, each instead of what stood there for its attribute."""
    keys = {(row[0], row[1]) for row in rows}
    numbers = sorted({number for number, _name in keys})
    names = sorted({name for _number, name in keys})
    for start in range(0, len(numbers), _ROWS_AT_ONCE):
        part = set(numbers[start : start + _ROWS_AT_ONCE])
        old = AttributeSource.objects.filter(supplier_id__in=part, attribute__in=names)
        stale = [
            pk
            for pk, number, name in old.values_list("pk", "supplier_id", "attribute")
            if (number, name) in keys
        ]
        for place in range(0, len(stale), _ROWS_AT_ONCE):
            AttributeSource.objects.filter(pk__in=stale[place : place + _ROWS_AT_ONCE]).delete()
    columns = ("supplier_id", "attribute", "sayer", "organisation_id", "register", "said_on")
    insert_rows(AttributeSource, columns, rows)


class KvkExtract(models.Model):
    """What the trade register said of a supplier or of who asks to be let in, without persons; the last one
    of each counts."""

    supplier = models.ForeignKey(
        Supplier, models.CASCADE, null=True, blank=True, related_name="kvk_extracts", db_index=False
    )
    application = models.ForeignKey(
        FirmApplication, models.CASCADE, null=True, blank=True, related_name="kvk_extracts"
    )
    """For whom it was asked where nobody stands in the directory yet, or a claim was looked at."""
    kvk = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    found = models.BooleanField(default=True)
    """False: the register does not know this number."""
    ended_on = models.DateField(null=True, blank=True)
    """The day on which the firm ended, where the register says so."""
    values = models.JSONField(default=dict, blank=True)
    """The record of `exchange.kvk`, in builtins."""
    complaints = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["supplier", "-asked_at"], name="kvk_extract_last_first")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(supplier__isnull=False) | Q(application__isnull=False),
                name="kvk_extract_is_about_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kvk} {self.asked_at:%Y-%m-%d}"

    @classmethod
    def enter(cls, **values: Any) -> KvkExtract:
        """Keep what the register said."""
        return cls._default_manager.create(**values)

    @classmethod
    def hand_on(cls, application: FirmApplication, supplier: Supplier) -> None:
        """What was found for this application counts for the supplier that it became."""
        cls._default_manager.filter(application=application).update(supplier=supplier)

    @classmethod
    def strike_of(cls, application: FirmApplication) -> None:
        """Forget what was found for an application: of who trades alone a name tells a person.

        What a supplier has stays with the supplier.
        """
        found = cls._default_manager.filter(application=application)
        found.filter(supplier=None).delete()
        found.update(application=None)


class RegisterImport(Record):
    """One file of a register: uploaded, mapped, tried, and used to check many credentials at once."""

    JOURNAL_PLAIN: ClassVar = frozenset({"state", "sha256", "size", "counts", "code", "as_of"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="register_imports")
    code = models.CharField(max_length=40)
    """The credential that this register is about."""
    as_of = models.DateField()
    """The day of the register that the file shows."""
    source_url = models.URLField(max_length=300, blank=True)
    whole = models.BooleanField(default=True)
    """Whether the file holds the whole register: only then may absence mean something."""
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default=REGISTER_IMPORT.first)
    counts = models.JSONField(default=dict, blank=True)
    """Outcome to number of rows."""
    taken_until = models.PositiveIntegerField(default=0)
    """The last line of the file that was used; where to go on after a stop."""
    job = models.CharField(max_length=12, blank=True)
    started_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    """The day after which the bytes of the file go; the report stays."""

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "sha256"], name="register_import_by_file")]

    def __str__(self) -> str:
        return f"{self.code} {self.file_name}"


class RegisterImportRow(models.Model):
    """One row of a register, or one credential that is no longer in it, and what that means."""

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    """Line of the file; above all lines for what is not in the file."""
    outcome = models.CharField(max_length=10)
    """verified, still, ended, gone, level, unknown, name, ours (checked later than this file) or refused."""
    kvk = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=80, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    our_name = models.CharField(max_length=200, blank=True)
    our_level = models.CharField(max_length=40, blank=True)
    faults = models.JSONField(default=list, blank=True)
    supplier = models.ForeignKey(Supplier, models.SET_NULL, null=True, blank=True, related_name="+")
    credential = models.ForeignKey(Credential, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=10, blank=True)
    """took (as the register says), kept (as it stood) or left."""

    class Meta:
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "line"], name="register_import_line_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "outcome", "line"], name="register_import_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"

    @classmethod
    def keep_many(cls, rows: Sequence[RegisterImportRow]) -> None:
        """Save these rows, each instead of what stood there for its line."""
        insert_objects(
            list(rows),
            over=("batch_id", "line"),
            renew=(
                *("outcome", "kvk", "name", "level", "number", "valid_until", "our_name", "our_level"),
                *("faults", "supplier_id", "credential_id", "settled_at", "settled_how"),
            ),
        )

    @classmethod
    def clear(cls, batch: RegisterImport) -> None:
        """Forget what a dry run said."""
        cls._default_manager.filter(batch=batch).delete()

    def settle(self, how: str, at: datetime) -> bool:
        """Mark this row as dealt with; False when somebody was first."""
        left = type(self)._default_manager.filter(pk=self.pk, settled_at=None)
        return bool(left.update(settled_at=at, settled_how=how))
