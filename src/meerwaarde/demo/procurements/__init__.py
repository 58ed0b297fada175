"""The procurements of Veenmeer over two years, in every state that a procurement can have."""

from __future__ import annotations

from meerwaarde.demo.procurements.buildings import CYCLE_BRIDGE, PAINTING, ROOF, SOLAR_ROOFS
from meerwaarde.demo.procurements.catering import CATERING
from meerwaarde.demo.procurements.cleaning import CLEANING
from meerwaarde.demo.procurements.day_care import DAY_CARE
from meerwaarde.demo.procurements.digital import CASE_SYSTEM, PHONES
from meerwaarde.demo.procurements.furniture import FURNITURE
from meerwaarde.demo.procurements.goods import OLD_ICT, PLAYGROUNDS, VERGE_PAPER, WORK_CLOTHES
from meerwaarde.demo.procurements.green import GREEN
from meerwaarde.demo.procurements.laptops import LAPTOPS
from meerwaarde.demo.procurements.lunches import LUNCHES
from meerwaarde.demo.procurements.printing import PRINTING
from meerwaarde.demo.procurements.services import ENERGY_POVERTY, INTERPRETERS, SCHOOL_TRANSPORT
from meerwaarde.demo.procurements.software import SOFTWARE
from meerwaarde.demo.procurements.sports_hall import SPORTS_HALL

PROCUREMENTS = (
    PRINTING,
    PAINTING,
    PLAYGROUNDS,
    SCHOOL_TRANSPORT,
    OLD_ICT,
    SOLAR_ROOFS,
    INTERPRETERS,
    WORK_CLOTHES,
    ROOF,
    CLEANING,
    SPORTS_HALL,
    CYCLE_BRIDGE,
    GREEN,
    CATERING,
    ENERGY_POVERTY,
    DAY_CARE,
    CASE_SYSTEM,
    FURNITURE,
    PHONES,
    LAPTOPS,
    VERGE_PAPER,
    *SOFTWARE,
    LUNCHES,
)
"""The last one has only just begun."""
