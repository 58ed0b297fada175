"""Suppliers: who they are, what they offer, where, and what they can show for it.

A supplier stands once in the directory of an installation, by its KvK number. The authority that took it in
keeps the record, until the firm itself is admitted and keeps its own; all authorities read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record, insert_objects, insert_rows, renew_objects
from meerwaarde.rules.lifecycle import CREDENTIAL, SUPPLIER_IMPORT

_ROWS_AT_ONCE = 300


class Supplier(Record):
    """A firm or foundation that may deliver. Null and empty mean that nobody has said anything yet."""

    # Of somebody who trades alone, the KvK number and the postcode tell a person: those are committed.
    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "legal_form",
            "size_class",
            "place",
            "regions",
            "themes",
            "impact_areas",
            "sdgs",
            "target_group_share",
            "main_purpose_integration",
            "capacity_min_cents",
            "capacity_max_cents",
            "turnover_band",
            "turnover_year",
            "subcontracts",
            "combines",
            "archived_at",
            "public_since",
            "open_since",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_suppliers")
    """Who keeps this record: the authority that took it in, or the firm itself once it is admitted."""
    firm = models.OneToOneField(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="supplier_profile"
    )
    """The firm's own organisation, whose people keep the profile; null as long as nobody claimed it."""
    kvk = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=200)
    trade_names = models.JSONField(default=list, blank=True)
    legal_form = models.CharField(max_length=30, blank=True)
    size_class = models.CharField(max_length=10, blank=True)
    description = models.TextField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contact_point = models.CharField(max_length=120, blank=True)
    """A desk or function, such as "Verkoop": never a person's name."""
    place = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    regions = models.JSONField(null=True, blank=True)
    """Regions served, as NUTS codes ("NL11", "NL" for the whole country) or municipality codes ("GM0014")."""
    themes = models.JSONField(default=list, blank=True)
    impact_areas = models.JSONField(default=list, blank=True)
    sdgs = models.JSONField(default=list, blank=True)
    impact = models.TextField(blank=True)
    """What this firm does for society, in its own words."""
    innovation = models.TextField(blank=True)
    """What makes it a sustainable innovator, where it is one."""
    target_groups = models.TextField(blank=True)
    target_group_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    """Share of the people at work who belong to the target group of article 2.82, 0 to 1."""
    main_purpose_integration = models.BooleanField(null=True, blank=True)
    capacity_min_cents = models.BigIntegerField(null=True, blank=True)
    capacity_max_cents = models.BigIntegerField(null=True, blank=True)
    """The size of one contract that fits this supplier."""
    turnover_band = models.CharField(max_length=12, blank=True)
    turnover_year = models.PositiveSmallIntegerField(null=True, blank=True)
    subcontracts = models.BooleanField(null=True, blank=True)
    combines = models.BooleanField(null=True, blank=True)
    available_from = models.DateField(null=True, blank=True)
    public_since = models.DateTimeField(null=True, blank=True)
    """Since when the firm lets everybody read its page without a log-in; null: it did not say yes."""
    open_since = models.DateTimeField(null=True, blank=True)
    """Since when the firm lets everybody have its profile under CC0; null: it did not agree."""
    open_agreement = models.CharField(max_length=300, blank=True, default="")
    """When and how the firm said so, where an authority keeps the record; empty where the firm keeps it."""
    source = models.CharField(max_length=120, blank=True)
    """The register or list this record came from; empty for what a person typed in."""
    source_id = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    # Repeat what credentials and facts say, so that lists of a hundred thousand can be filtered.
    social_until = models.DateField(null=True, blank=True, editable=False)
    """Last day on which something verified makes this a social enterprise; null: nothing does."""
    innovator_until = models.DateField(null=True, blank=True, editable=False)
    small = models.BooleanField(null=True, blank=True, editable=False)
    area = models.CharField(max_length=2, blank=True, editable=False)
    """First two digits of the postcode, or those of the place where we know it: for distances."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kvk"], condition=~Q(kvk=""), name="supplier_kvk_once"),
            models.CheckConstraint(condition=~Q(name=""), name="supplier_has_a_name"),
            models.CheckConstraint(
                condition=Q(target_group_share__isnull=True)
                | Q(target_group_share__gte=0, target_group_share__lte=1),
                name="supplier_share_from_0_to_1",
            ),
            models.CheckConstraint(
                condition=Q(capacity_min_cents__isnull=True)
                | Q(capacity_max_cents__isnull=True)
                | Q(capacity_min_cents__lte=models.F("capacity_max_cents")),
                name="supplier_capacity_runs_up",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name", "id"], name="supplier_by_name"),
            models.Index(fields=["social_until", "id"], name="supplier_by_social"),
            models.Index(fields=["organisation", "source", "source_id"], name="supplier_by_source"),
            models.Index(fields=["area", "name", "id"], name="supplier_by_area"),
        ]

    def __str__(self) -> str:
        return self.name

    def keep_changed(self, at: datetime) -> None:
        """The moment of the last change, without a new version: a part may change while the form is open."""
        type(self)._default_manager.filter(pk=self.pk).update(changed_at=at)
        self.changed_at = at

    @classmethod
    def enter_many(
        cls, suppliers: Sequence[Supplier], offerings: Sequence[Offering], credentials: Sequence[Credential]
    ) -> None:
        """Save new suppliers with their parts, with what follows from them already filled in."""
        insert_objects(suppliers)
        parts: list[Offering | Credential] = [*offerings, *credentials]
        for part in parts:
            part.supplier_id = part.supplier.pk  # they were made before the supplier had a key
        Offering.enter_many(offerings)
        Credential.enter_many(credentials)

    @classmethod
    def keep_derived(cls, suppliers: Sequence[Supplier]) -> None:
        """Write what follows from credentials and facts; nobody's version rises by it."""
        renew_objects(suppliers, ("social_until", "innovator_until", "small", "area"))


class Offering(Record):
    """A product, service or work that a supplier offers, with an indication of its price."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"kind", "cpv", "price_from_cents", "price_until_cents", "min_cents", "max_cents", "lead_days"}
    )

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="offerings")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8)
    """product, service or work."""
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    cpv = models.JSONField(default=list, blank=True)
    """Codes of eight digits."""
    category = models.CharField(max_length=100, blank=True)
    """The purchasing package or MVI product group, where a register names one."""
    price_from_cents = models.BigIntegerField(null=True, blank=True)
    price_until_cents = models.BigIntegerField(null=True, blank=True)
    price_unit = models.CharField(max_length=60, blank=True)
    min_cents = models.BigIntegerField(null=True, blank=True)
    max_cents = models.BigIntegerField(null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=120, blank=True)
    """How much it can do at once, in its own words: "300 lunches a day"."""

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=("product", "service", "work")), name="offering_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def enter_many(cls, rows: Sequence[Offering]) -> None:
        """Save new rows."""
        insert_objects(rows)


class Credential(Record):
    """A recognition that a supplier holds or says to hold, and who checked that when."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"code", "level", "valid_from", "valid_until", "state", "verified_by", "verified_on", "doubt"}
    )

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="credentials")
    code = models.CharField(max_length=40)
    issuer = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=40, blank=True)
    evidence = models.TextField(blank=True)
    """Where it can be seen: a register, a certificate, a letter."""
    evidence_url = models.URLField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default=CREDENTIAL.first)
    verified_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    verified_for = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    doubt = models.CharField(max_length=10, blank=True)
    """What a file of the register said that a person must look at: gone, ended or level. Never acted on."""
    doubted_on = models.DateField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    """Since when somebody must look at the claim: the queue tells how long it waits."""
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-valid_until", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in CREDENTIAL.states)),
                name="credential_state_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="credential_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False),
                name="credential_verified_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "state", "valid_until"], name="credential_by_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.supplier_id}"

    @classmethod
    def enter_many(cls, rows: Sequence[Credential]) -> None:
        """Save new rows."""
        insert_objects(rows)


class SupplierFacet(models.Model):
    """What lists are filtered on: CPV groups, regions, themes and credentials of a supplier, one row each."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="facets", db_index=False)
    facet = models.CharField(max_length=10)
    """cpv, region, theme, credential or offering; the codes come from `rules.suppliers.facets_of`."""
    code = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "facet", "code"], name="supplier_facet_once")
        ]
        indexes: ClassVar = [models.Index(fields=["facet", "code", "supplier"], name="supplier_by_facet")]

    def __str__(self) -> str:
        return f"{self.facet}:{self.code}"

    @classmethod
    def replace(cls, facets: Mapping[int, Iterable[tuple[str, str]]]) -> None:
        """The facets of these suppliers (by key), instead of what stood there."""
        numbers = list(facets)
        for start in range(0, len(numbers), _ROWS_AT_ONCE):
            cls.objects.filter(supplier_id__in=numbers[start : start + _ROWS_AT_ONCE]).delete()
        insert_rows(
            SupplierFacet,
            ("supplier_id", "facet", "code"),
            ((number, facet, code) for number, pairs in facets.items() for facet, code in pairs),
        )


class SupplierImport(Record):
    """One file of suppliers that is taken in: uploaded, mapped, checked, and brought in step by step."""

    # Not the mapping: it repeats the first row, and in a list without headings that is somebody's name.
    JOURNAL_PLAIN: ClassVar = frozenset({"state", "sha256", "size", "counts"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supplier_imports")
    source = models.CharField(max_length=120)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    """The bytes as they came in."""
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default=SUPPLIER_IMPORT.first)
    counts = models.JSONField(default=dict, blank=True)
    """Outcome to number of rows."""
    taken_until = models.PositiveIntegerField(default=0)
    """The last line of the file that was taken over; where to go on after a stop."""
    job = models.CharField(max_length=12, blank=True)
    started_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "sha256"], name="supplier_import_by_file")]

    def __str__(self) -> str:
        return f"{self.source} {self.file_name}"


class SupplierImportRow(models.Model):
    """One row of the file and what became of it."""

    batch = models.ForeignKey(SupplierImport, models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    """new, changed, same, differs (a person decides), elsewhere (kept by another authority), refused."""
    values = models.JSONField(default=dict)
    """What the row says, by role of the column."""
    faults = models.JSONField(default=list, blank=True)
    """Of a refused row: [{"column", "code", "nl", "en", "now_nl", "now_en"}]."""
    differences = models.JSONField(default=list, blank=True)
    """Of a known supplier: [{"field", "ours", "theirs"}]."""
    supplier = models.ForeignKey(Supplier, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "line"], name="supplier_import_line_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "outcome", "line"], name="supplier_import_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"

    @property
    def asks_who(self) -> bool:
        """Whether a person must say first if this is the same supplier."""
        return any(one["field"] == "identity" for one in self.differences)

    @classmethod
    def keep_many(cls, rows: Iterable[SupplierImportRow]) -> None:
        """Save these rows, each instead of what stood there for its line."""
        insert_objects(
            list(rows),
            over=("batch_id", "line"),
            renew=("outcome", "values", "faults", "differences", "supplier_id", "settled_at"),
        )

    @classmethod
    def clear_refusals(cls, batch: SupplierImport) -> None:
        """Forget what an earlier dry run refused, but for what a person already dealt with."""
        cls._default_manager.filter(batch=batch, outcome="refused", settled_at=None).delete()

    @classmethod
    def settle_many(cls, rows: Sequence[SupplierImportRow], at: datetime) -> None:
        """These rows wait for nobody any more; the supplier that each became is kept with it."""
        for row in rows:
            row.settled_at = at
        renew_objects(rows, ("settled_at", "supplier_id"))

    def write(self, **values: Any) -> None:
        """Change this row."""
        type(self)._default_manager.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
