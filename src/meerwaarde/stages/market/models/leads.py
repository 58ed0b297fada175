"""What came of a match: suggested, seen, interested or declined with a reason, invited, quoted, a deal.

And the combinations and enquiries in which it happens.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART, ENQUIRY, LEAD, Lifecycle
from meerwaarde.stages.market.models.notices import Notice
from meerwaarde.stages.market.models.opportunities import Opportunity
from meerwaarde.stages.market.models.suppliers import Supplier

ENQUIRY_KINDS = ("question", "quotation")
"""A question to the market, or a request for a price."""
PART_ROLES = ("partner", "subcontractor")
"""How a supplier takes part in a combination: it signs along, or works for who does."""
SAID = ("deal", "no_deal")
"""What a side answers afterwards: it became a contract, or not."""


def _states(cycle: Lifecycle) -> tuple[str, ...]:
    return tuple(state.code for state in cycle.states)


class Held(Record):
    """What several people write to at once: whoever decides on its state holds it first."""

    class Meta:
        abstract = True

    def hold(self) -> None:
        """Let others wait with this until the transaction ends, and read what stands there now."""
        held = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(held, field.attname))


class Enquiry(Held):
    """A question or a request for a price that an organisation puts to some suppliers, until a moment.

    Nobody reads an answer before the enquiry closed: not the asker, and no supplier that of another.
    """

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "kind",
            "state",
            "cpv",
            "regions",
            "estimate_cents",
            "closes_at",
            "sent_at",
            "closed_at",
            "reference",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, default="question")
    title = models.CharField(max_length=200)
    text = models.TextField()
    cpv = models.JSONField(default=list, blank=True)
    regions = models.JSONField(default=list, blank=True)
    estimate_cents = models.BigIntegerField(null=True, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    """Public id of the procurement that it is asked for; empty where there is none."""
    state = models.CharField(max_length=10, default=ENQUIRY.first)
    closes_at = models.DateTimeField()
    created = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When suppliers that had said nothing yet were reminded; that happens once."""

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "enquiries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ENQUIRY_KINDS), name="enquiry_kind_known"),
            models.CheckConstraint(condition=Q(state__in=_states(ENQUIRY)), name="enquiry_state_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="enquiry_newest_first"),
            models.Index(fields=["state", "closes_at"], name="enquiry_by_closing"),
        ]

    def __str__(self) -> str:
        return self.title


class EnquiryFile(Record):
    """A document that everybody who is asked gets with an enquiry; the bytes have their own term."""

    JOURNAL_PLAIN: ClassVar = frozenset({"enquiry", "file"})

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enquiry", "file"], name="enquiry_file_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Combination(Held):
    """Suppliers that want to take a contract together; the leader formed it and speaks for it."""

    JOURNAL_PLAIN: ClassVar = frozenset({"leader", "notice", "opportunity", "state", "formed_at", "ended_at"})

    leader = models.ForeignKey(Supplier, models.CASCADE, related_name="led_combinations")
    name = models.CharField(max_length=120)
    plan = models.TextField(blank=True)
    """What they want to do together, in their own words."""
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, default=COMBINATION.first)
    created = models.DateTimeField()
    formed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=_states(COMBINATION)), name="combination_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CombinationPart(Record):
    """One supplier in a combination: what it brings, and whether it takes part."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"combination", "supplier", "role", "state", "invited_at", "answered_at"}
    )

    combination = models.ForeignKey(Combination, models.CASCADE, related_name="parts")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="combination_parts")
    brings = models.CharField(max_length=300)
    role = models.CharField(max_length=13, default="partner")
    state = models.CharField(max_length=10, default=COMBINATION_PART.first)
    why = models.CharField(max_length=300, blank=True)
    """Why it does not take part, where it said so."""
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["combination", "supplier"], name="combination_part_once"),
            models.CheckConstraint(
                condition=Q(state__in=_states(COMBINATION_PART)), name="combination_part_state_known"
            ),
            models.CheckConstraint(condition=Q(role__in=PART_ROLES), name="combination_part_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.combination_id}:{self.supplier_id}"


class Lead(Held):
    """One supplier and one thing that may be work for it: a notice, a calendar item or an enquiry.

    `reason` and `reason_text` say why the supplier is not interested; they change what it is shown later.
    What each side says afterwards stands in a column of its own, for they may differ.
    """

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            *("supplier", "notice", "opportunity", "enquiry", "combination", "state", "reason"),
            *("suggested_at", "seen_at", "answered_at", "invited_at", "quoted_at", "closed_at"),
            *("firm_said", "buyer_said", "firm_amount_cents", "buyer_amount_cents", "sureness"),
        }
    )

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="leads")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    """Who buys, where that is an organisation of this installation."""
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, null=True, related_name="+")
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, null=True, related_name="leads")
    combination = models.ForeignKey(Combination, models.SET_NULL, null=True, related_name="leads")
    """The combination that was asked, where it was not this supplier alone."""
    state = models.CharField(max_length=10, default=LEAD.first)
    sureness = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    reason_text = models.CharField(max_length=500, blank=True)
    suggested_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    quoted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    firm_said = models.CharField(max_length=8, blank=True)
    buyer_said = models.CharField(max_length=8, blank=True)
    firm_amount_cents = models.BigIntegerField(null=True, blank=True)
    buyer_amount_cents = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "notice"], condition=Q(notice__isnull=False), name="lead_once_per_notice"
            ),
            models.UniqueConstraint(
                fields=["supplier", "opportunity"],
                condition=Q(opportunity__isnull=False),
                name="lead_once_per_opportunity",
            ),
            models.UniqueConstraint(
                fields=["supplier", "enquiry"],
                condition=Q(enquiry__isnull=False),
                name="lead_once_per_enquiry",
            ),
            models.CheckConstraint(condition=Q(state__in=_states(LEAD)), name="lead_state_known"),
            models.CheckConstraint(
                condition=Q(firm_said__in=("", *SAID), buyer_said__in=("", *SAID)), name="lead_said_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["supplier", "state", "-id"], name="lead_by_supplier"),
            models.Index(fields=["organisation", "-id"], name="lead_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @classmethod
    def suggest(cls, supplier: Supplier, thing: Notice | Opportunity, *, sureness: str, at: datetime) -> Lead:
        """The lead of a supplier on a notice or calendar item, made where there is none yet."""
        if isinstance(thing, Notice):
            target: dict[str, Any] = {"notice": thing}
            buyer = None
        else:
            target, buyer = {"opportunity": thing}, thing.organisation_id
        lead, _made = cls._default_manager.get_or_create(
            supplier=supplier,
            **target,
            defaults={"organisation_id": buyer, "sureness": sureness, "suggested_at": at},
        )
        return lead


class EnquiryAnswer(Record):
    """What a supplier answers to an enquiry: yes with text and price. Why not stands with its lead."""

    JOURNAL_PLAIN: ClassVar = frozenset({"lead", "answered_at"})

    lead = models.OneToOneField(Lead, models.CASCADE, related_name="answer")
    text = models.TextField()
    amount_cents = models.BigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.public_id


class EnquiryQuestion(Record):
    """A question of one supplier about an enquiry; its answer goes to all who were asked, without a name."""

    JOURNAL_PLAIN: ClassVar = frozenset({"lead", "asked_at", "answered_at"})

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.public_id
