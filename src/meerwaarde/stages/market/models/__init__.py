"""What the market stage keeps: notices, suppliers and what was taken in from files."""

from meerwaarde.rules.suppliers import LAST_DAY
from meerwaarde.stages.market.models.alerts import (
    AlertCheck,
    AlertDelivery,
    AlertItem,
    AlertMark,
    AlertProfile,
    AlertTerm,
)
from meerwaarde.stages.market.models.firms import (
    ApplicationMessage,
    ApplicationProof,
    ClaimCode,
    ContactPerson,
    FirmApplication,
    ImpactFigure,
    OfferingPicture,
    ProfileLook,
    SupplierReference,
)
from meerwaarde.stages.market.models.intake import IntakeRun, IntakeState, IntakeWindow
from meerwaarde.stages.market.models.notices import PARTS, VERDICTS, Notice, NoticeFile, NoticeRaw
from meerwaarde.stages.market.models.opportunities import Opportunity
from meerwaarde.stages.market.models.proof import (
    AttributeSource,
    CredentialEvent,
    KvkExtract,
    RegisterImport,
    RegisterImportRow,
)
from meerwaarde.stages.market.models.regions import TAKES_PART, Ambassador, RegionMember, RegionPick
from meerwaarde.stages.market.models.searches import (
    EMBED_ACCENTS,
    EMBED_LOOKS,
    SEARCH_KINDS,
    FrozenSearch,
    SavedSearch,
    SavedSearchHit,
    SavedSearchLook,
    SearchEmbed,
)
from meerwaarde.stages.market.models.suppliers import (
    Credential,
    Offering,
    Supplier,
    SupplierFacet,
    SupplierImport,
    SupplierImportRow,
)

__all__ = [
    "EMBED_ACCENTS",
    "EMBED_LOOKS",
    "LAST_DAY",
    "PARTS",
    "SEARCH_KINDS",
    "TAKES_PART",
    "VERDICTS",
    "AlertCheck",
    "AlertDelivery",
    "AlertItem",
    "AlertMark",
    "AlertProfile",
    "AlertTerm",
    "Ambassador",
    "ApplicationMessage",
    "ApplicationProof",
    "AttributeSource",
    "ClaimCode",
    "ContactPerson",
    "Credential",
    "CredentialEvent",
    "FirmApplication",
    "FrozenSearch",
    "ImpactFigure",
    "IntakeRun",
    "IntakeState",
    "IntakeWindow",
    "KvkExtract",
    "Notice",
    "NoticeFile",
    "NoticeRaw",
    "Offering",
    "OfferingPicture",
    "Opportunity",
    "ProfileLook",
    "RegionMember",
    "RegionPick",
    "RegisterImport",
    "RegisterImportRow",
    "SavedSearch",
    "SavedSearchHit",
    "SavedSearchLook",
    "SearchEmbed",
    "Supplier",
    "SupplierFacet",
    "SupplierImport",
    "SupplierImportRow",
    "SupplierReference",
]
