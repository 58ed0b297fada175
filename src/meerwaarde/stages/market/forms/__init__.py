"""What the pages of the market ask."""

from meerwaarde.stages.market.forms.notices import NoticeFileForm, NoticeFilterForm
from meerwaarde.stages.market.forms.suppliers import (
    CredentialForm,
    OfferingForm,
    SupplierFilterForm,
    SupplierForm,
    VerifyForm,
    cpv_suggestions,
)

__all__ = [
    "CredentialForm",
    "NoticeFileForm",
    "NoticeFilterForm",
    "OfferingForm",
    "SupplierFilterForm",
    "SupplierForm",
    "VerifyForm",
    "cpv_suggestions",
]
