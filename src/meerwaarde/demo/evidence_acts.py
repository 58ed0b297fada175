"""What the market showed lies in files of Veenmeer: a consultation and a frozen search."""

from __future__ import annotations

from meerwaarde.demo.consultation_acts import PAST
from meerwaarde.demo.shape import Happening, on
from meerwaarde.demo.together_acts import colleague
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.actions import kept_searches
from meerwaarde.stages.market.queries import SupplierFilter
from meerwaarde.stages.market.queries import consultations as consulted
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.actions.evidence import put_in_file

CLEANING = "Schoonmaak gemeentelijke gebouwen 2027–2031"
FURNITURE = "Circulaire kantoormeubels gemeentehuis"
FROZEN_AT = on("2026-11-12 14:05")
CONSULTED_AT = on("2026-10-13 09:30")


def evidence_happenings() -> list[Happening]:
    """A few days after the report, and in the week in which furniture was looked for."""
    return [Happening(CONSULTED_AT, _consultation), Happening(FROZEN_AT, _search)]


def _consultation() -> None:
    bas = colleague("bas", "veenmeer")
    put_in_file(
        bas,
        _file(bas, CLEANING),
        consulted.consultations_visible_to(bas).get(title=PAST.title),
        shows="Overdag schoonmaken kan, en kleinere delen geven kleinere bedrijven een kans.",
        at=CONSULTED_AT,
    )


def _search() -> None:
    bas = colleague("bas", "veenmeer")
    frozen = kept_searches.freeze_search(
        actor=bas,
        at=FROZEN_AT,
        wanted=SupplierFilter(cpv="39130000", theme="circular"),
        title="Kantoormeubels met een tweede leven",
        purpose="Wie kan gebruikte meubels opknappen en leveren?",
    )
    put_in_file(
        bas,
        _file(bas, FURNITURE),
        frozen,
        shows="Er zijn genoeg bedrijven die opknappen, dus nieuw kopen is niet nodig.",
        at=FROZEN_AT,
    )


def _file(actor: Actor, title: str) -> queries.Procurement:
    return queries.visible_to(actor).get(title=title)
