"""What the procurement stage keeps: files, their explanations and shortlists, and quick purchases."""

from meerwaarde.stages.procurement.models.calendar import CalendarImport, ExpectedProcurement
from meerwaarde.stages.procurement.models.explanation import Explanation, RuleStanding
from meerwaarde.stages.procurement.models.last_look import LastLook
from meerwaarde.stages.procurement.models.market_evidence import ConsultationInFile, SearchInFile
from meerwaarde.stages.procurement.models.pools import Pool, PoolMember
from meerwaarde.stages.procurement.models.procurement import (
    STATES,
    Lot,
    Procurement,
    StoredAdvice,
    new_start_key,
)
from meerwaarde.stages.procurement.models.quick_purchase import QuickPurchase
from meerwaarde.stages.procurement.models.review import (
    FOLLOW_UPS,
    VERDICTS_OF_REVIEW,
    ExplanationReview,
    ReviewSample,
)
from meerwaarde.stages.procurement.models.shortlist import Invitee, ShortlistSearch

__all__ = [
    "FOLLOW_UPS",
    "STATES",
    "VERDICTS_OF_REVIEW",
    "CalendarImport",
    "ConsultationInFile",
    "ExpectedProcurement",
    "Explanation",
    "ExplanationReview",
    "Invitee",
    "LastLook",
    "Lot",
    "Pool",
    "PoolMember",
    "Procurement",
    "QuickPurchase",
    "ReviewSample",
    "RuleStanding",
    "SearchInFile",
    "ShortlistSearch",
    "StoredAdvice",
    "new_start_key",
]
