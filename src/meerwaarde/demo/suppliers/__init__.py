"""The firms in the directory of the demonstration. None of them exists.

Places are real, so that regions mean something; names, numbers, addresses and people at work are made up.
"""

from __future__ import annotations

from meerwaarde.demo.shape import DemoSupplier
from meerwaarde.demo.suppliers.building import BUILDING
from meerwaarde.demo.suppliers.care_and_transport import CARE_AND_TRANSPORT
from meerwaarde.demo.suppliers.catering import CATERING
from meerwaarde.demo.suppliers.cleaning import CLEANING_FIRMS
from meerwaarde.demo.suppliers.furniture_and_textile import FURNITURE_AND_TEXTILE
from meerwaarde.demo.suppliers.gifts import GIFTS
from meerwaarde.demo.suppliers.green import GREEN_FIRMS
from meerwaarde.demo.suppliers.people_and_words import PEOPLE_AND_WORDS
from meerwaarde.demo.suppliers.printing_and_ict import PRINTING_AND_ICT

SUPPLIERS: tuple[DemoSupplier, ...] = (
    *CATERING,
    *CLEANING_FIRMS,
    *GREEN_FIRMS,
    *PRINTING_AND_ICT,
    *FURNITURE_AND_TEXTILE,
    *GIFTS,
    *CARE_AND_TRANSPORT,
    *BUILDING,
    *PEOPLE_AND_WORDS,
)
