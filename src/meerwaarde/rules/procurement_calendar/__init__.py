"""The procurement calendar as pure rules: quarters, bands of value, what is promising, what may be public."""

from meerwaarde.rules.procurement_calendar.bands import Band, BandFault, band_text, bands, read_band
from meerwaarde.rules.procurement_calendar.promise import GRADES, Grade, Outlook, Promise, Signal, promise
from meerwaarde.rules.procurement_calendar.publishing import faults_before_publishing, personal_contact
from meerwaarde.rules.procurement_calendar.quarters import (
    NEXT_YEARS,
    Quarter,
    QuarterFault,
    read_quarter,
)

__all__ = [
    "GRADES",
    "NEXT_YEARS",
    "Band",
    "BandFault",
    "Grade",
    "Outlook",
    "Promise",
    "Quarter",
    "QuarterFault",
    "Signal",
    "band_text",
    "bands",
    "faults_before_publishing",
    "personal_contact",
    "promise",
    "read_band",
    "read_quarter",
]
