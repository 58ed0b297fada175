"""What the pages of a procurement ask. Forms are never saved: their values go to an action."""

from meerwaarde.stages.procurement.forms.ambition import AmbitionForm
from meerwaarde.stages.procurement.forms.approach import (
    GROUPS,
    MOTIVATIONS,
    ApproachForm,
    RelatedFormSet,
    related_given,
    stored_related,
    typed_related,
)
from meerwaarde.stages.procurement.forms.beginning import NoticeUploadForm, StartForm
from meerwaarde.stages.procurement.forms.listing import ListForm
from meerwaarde.stages.procurement.forms.purpose import ALTERNATIVES, PurposeForm, goals_to_serve
from meerwaarde.stages.procurement.forms.quick_purchases import (
    QuickAgainForm,
    QuickForm,
    QuickListForm,
)
from meerwaarde.stages.procurement.forms.scope import (
    LotFormSet,
    ScopeForm,
    cpv_suggestions,
    lots_given,
    stored_lots,
    typed_lots,
)
from meerwaarde.stages.procurement.forms.shortlist import (
    NewFirmForm,
    QuoteForm,
    WhereForm,
)
from meerwaarde.stages.procurement.forms.step import StepForm, basis_of
from meerwaarde.stages.procurement.forms.words import CONTRACTS

__all__ = [
    "ALTERNATIVES",
    "CONTRACTS",
    "GROUPS",
    "MOTIVATIONS",
    "AmbitionForm",
    "ApproachForm",
    "ListForm",
    "LotFormSet",
    "NewFirmForm",
    "NoticeUploadForm",
    "PurposeForm",
    "QuickAgainForm",
    "QuickForm",
    "QuickListForm",
    "QuoteForm",
    "RelatedFormSet",
    "ScopeForm",
    "StartForm",
    "StepForm",
    "WhereForm",
    "basis_of",
    "cpv_suggestions",
    "goals_to_serve",
    "lots_given",
    "related_given",
    "stored_lots",
    "stored_related",
    "typed_lots",
    "typed_related",
]
