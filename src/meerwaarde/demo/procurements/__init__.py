"""Eight procurements of Veenmeer, in every state that a procurement can have."""

from __future__ import annotations

from meerwaarde.demo.procurements.catering import CATERING
from meerwaarde.demo.procurements.cleaning import CLEANING
from meerwaarde.demo.procurements.day_care import DAY_CARE
from meerwaarde.demo.procurements.furniture import FURNITURE
from meerwaarde.demo.procurements.green import GREEN
from meerwaarde.demo.procurements.laptops import LAPTOPS
from meerwaarde.demo.procurements.lunches import LUNCHES
from meerwaarde.demo.procurements.sports_hall import SPORTS_HALL

PROCUREMENTS = (CLEANING, SPORTS_HALL, GREEN, CATERING, DAY_CARE, FURNITURE, LAPTOPS, LUNCHES)
