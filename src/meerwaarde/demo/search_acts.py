"""Searches that people keep: saved ones with news, one frozen as evidence, and the box on two sites."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.shape import Happening, on
from meerwaarde.stages.market.actions import embeds, kept_searches
from meerwaarde.stages.market.queries.directory import SupplierFilter
from meerwaarde.stages.market.queries.embeds import SearchEmbed


@dataclass(frozen=True, kw_only=True)
class DemoSearch:
    """A search that somebody keeps under a name."""

    at: str
    by: str
    name: str
    wanted: SupplierFilter
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class DemoFrozen:
    """A search that is kept for good, with what it was asked for."""

    at: str
    by: str
    title: str
    purpose: str
    wanted: SupplierFilter


@dataclass(frozen=True, kw_only=True)
class DemoEmbed:
    """A search box for a site of one's own; withdrawn later, or not."""

    at: str
    by: str
    values: embeds.EmbedValues
    revoked: str = ""


SEARCHES = (
    DemoSearch(
        at="2026-02-16 09:50",
        by="bas",
        name="Buiten schoonhouden met leerplekken",
        wanted=SupplierFilter(cpv="90600000", share=30),
        shared=True,
    ),
    DemoSearch(
        at="2026-06-15 13:55",
        by="samira",
        name="Catering in Drenthe",
        wanted=SupplierFilter(cpv="55000000", region="NL13"),
        shared=True,
    ),
    DemoSearch(
        at="2026-05-28 11:10",
        by="wessel",
        name="Bouwers om mee samen te werken",
        wanted=SupplierFilter(cpv="45000000"),
    ),
)
LOOKED_UP = "2026-11-20 06:10"
"""When the worker looked for the last time what each search finds."""
FROZEN = DemoFrozen(
    at="2026-08-31 10:35",
    by="bas",
    title="Bouwbedrijven in Drenthe die zich op hergebruik richten",
    purpose="Keuze van drie bedrijven voor de offerteaanvraag over een oude school: twee uit deze lijst, en "
    "een aannemer uit de buurt die het zelf wilde proberen.",
    wanted=SupplierFilter(cpv="45000000", region="NL13", theme="circular"),
)
EMBEDS = (
    DemoEmbed(
        at="2026-04-21 10:00",
        by="beheer",
        values=embeds.EmbedValues(
            name="Intranet van Veenmeer",
            hosts="https://intranet.veenmeer.example",
            accent="green",
        ),
    ),
    DemoEmbed(
        at="2026-05-12 13:30",
        by="beheer",
        values=embeds.EmbedValues(
            name="Proef op de site van de ondernemersvereniging",
            hosts="https://www.ondernemend-veenmeer.example",
            look="high_contrast",
            region="NL13",
        ),
        revoked="2026-09-01 09:00",
    ),
)


def search_happenings() -> list[Happening]:
    """From a search in February to what the worker found last Friday."""
    happenings = [Happening(on(told.at), partial(_save, told)) for told in SEARCHES]
    happenings.append(Happening(on(FROZEN.at), partial(_freeze, FROZEN)))
    for box in EMBEDS:
        made: list[SearchEmbed] = []
        happenings.append(Happening(on(box.at), partial(_embed, box, made)))
        if box.revoked:
            happenings.append(Happening(on(box.revoked), partial(_revoke, box, made)))
    happenings.append(Happening(on(LOOKED_UP), _look_up))
    return happenings


def _save(told: DemoSearch) -> None:
    at = on(told.at)
    kept_searches.save_search(
        actor=at_work(told.by, at), at=at, wanted=told.wanted, name=told.name, shared=told.shared
    )


def _look_up() -> None:
    kept_searches.look_up_all(at=on(LOOKED_UP))


def _freeze(told: DemoFrozen) -> None:
    at = on(told.at)
    kept_searches.freeze_search(
        actor=at_work(told.by, at), at=at, wanted=told.wanted, title=told.title, purpose=told.purpose
    )


def _embed(told: DemoEmbed, made: list[SearchEmbed]) -> None:
    at = on(told.at)
    made.append(embeds.make_embed(actor=at_work(told.by, at), at=at, values=told.values))


def _revoke(told: DemoEmbed, made: list[SearchEmbed]) -> None:
    at = on(told.revoked)
    embeds.revoke_embed(actor=at_work(told.by, at), at=at, embed=made[0])
