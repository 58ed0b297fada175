"""What the pages of a procurement show."""

from meerwaarde.stages.procurement.pages.advising import AdvicePanel, advice_panel
from meerwaarde.stages.procurement.pages.beginning import start_page
from meerwaarde.stages.procurement.pages.detail import file_page
from meerwaarde.stages.procurement.pages.frame import MOST_NODES, STEPS, state_badge
from meerwaarde.stages.procurement.pages.journey import Clash, Meeting, meeting_of, step_page
from meerwaarde.stages.procurement.pages.overview import export_rows, procurements_page
from meerwaarde.stages.procurement.pages.questions import place_of
from meerwaarde.stages.procurement.pages.quick_buying import (
    quick_page,
    quick_panel,
)
from meerwaarde.stages.procurement.pages.quick_overview import (
    quick_detail_page,
    quick_export_rows,
    quick_figures,
    quick_list_page,
    quick_rows,
    quick_year_figures,
)
from meerwaarde.stages.procurement.pages.quick_words import buy as quick_buy
from meerwaarde.stages.procurement.pages.rules import rules_page
from meerwaarde.stages.procurement.pages.shortlist import (
    shortlist_page,
    work_shown,
)
from meerwaarde.stages.procurement.pages.shortlist_kept import (
    kept_search_page,
    shortlist_rows,
)
from meerwaarde.stages.procurement.pages.shortlist_words import (
    invitee_badge,
    kind_badges,
)
from meerwaarde.stages.procurement.pages.stored import stored_advice_page

__all__ = [
    "MOST_NODES",
    "STEPS",
    "AdvicePanel",
    "Clash",
    "Meeting",
    "advice_panel",
    "export_rows",
    "file_page",
    "invitee_badge",
    "kept_search_page",
    "kind_badges",
    "meeting_of",
    "place_of",
    "procurements_page",
    "quick_buy",
    "quick_detail_page",
    "quick_export_rows",
    "quick_figures",
    "quick_list_page",
    "quick_page",
    "quick_panel",
    "quick_rows",
    "quick_year_figures",
    "rules_page",
    "shortlist_page",
    "shortlist_rows",
    "start_page",
    "state_badge",
    "step_page",
    "stored_advice_page",
    "work_shown",
]
