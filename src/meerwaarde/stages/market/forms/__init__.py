"""What the pages of the market ask."""

from meerwaarde.stages.market.forms.directory import PlaceField, SupplierFilterForm, supplier_query
from meerwaarde.stages.market.forms.notices import NoticeFileForm, NoticeFilterForm
from meerwaarde.stages.market.forms.suppliers import (
    CredentialForm,
    OfferingForm,
    SupplierForm,
    VerifyForm,
    cpv_suggestions,
)

__all__ = [
    "CredentialForm",
    "NoticeFileForm",
    "NoticeFilterForm",
    "OfferingForm",
    "PlaceField",
    "SupplierFilterForm",
    "SupplierForm",
    "VerifyForm",
    "cpv_suggestions",
    "supplier_query",
]
