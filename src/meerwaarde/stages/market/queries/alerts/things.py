"""Notices and calendar lines as profiles are matched with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from meerwaarde.exchange.notice.lists import main_nuts
from meerwaarde.rules import alerts as rules
from meerwaarde.rules.alerts.telling import HOME
from meerwaarde.rules.suppliers import current_region
from meerwaarde.stages.market.models import Notice, Opportunity
from meerwaarde.stages.market.queries.notices import read_record
from meerwaarde.stages.market.queries.opportunities import quarter_of


@dataclass(frozen=True)
class Found:
    """One thing as it stands now: what rules need of it, and what an item keeps."""

    subject: str
    event: rules.News
    thing: rules.Thing
    notice: Notice | None = None
    opportunity: Opportunity | None = None
    when: datetime | None = None
    """When it closes; of a calendar line when it is expected, or since when it runs."""
    organisation_id: int | None = None
    """Whose it is; None for what everybody may read."""


def procedure_key(notice: Notice) -> str:
    """What the publications of one procedure share; a notice without a procedure stands alone."""
    return f"{notice.source}:{notice.procedure_id or notice.external_id}"[:170]


def found_notice(notice: Notice) -> Found:
    """A notice as it is matched, and what its being there means for who heard of it before."""
    record = read_record(notice)
    texts = [record.title, record.description, *(lot.title for lot in record.lots)]
    codes = [record.cpv.main, *record.cpv.additional, *(lot.cpv for lot in record.lots)]
    places = [place for lot in record.lots for place in lot.nuts] or [main_nuts(record)]
    shown = [
        code for lot in record.lots for code in (*lot.environmental, *lot.social_objectives, *lot.strategic)
    ]
    own = "" if notice.organisation_id is None else f"own:{notice.organisation_id}:"
    return Found(
        subject=f"{own}{procedure_key(notice)}"[:180],
        event=event_of(notice),
        thing=rules.Thing(
            group=rules.group_of(notice.kind),
            cpv=tuple(dict.fromkeys(code for code in codes if code)),
            terms=rules.word_terms("\n".join(text for text in texts if text)),
            regions=tuple(dict.fromkeys(current_region(place) for place in places if place)),
            themes=rules.themes_of((signal.what for signal in record.social.signals), shown),
            buyer=notice.buyer_key,
            buyer_name=notice.buyer_name,
            procedure=procedure_key(notice),
        ),
        notice=notice,
        when=notice.closes_at,
        organisation_id=notice.organisation_id,
    )


def event_of(notice: Notice) -> rules.News:
    """What this publication means for a reader of the procedure."""
    if notice.withdrawn or notice.kind == "early_termination_notice":
        return "withdrawn"
    if rules.group_of(notice.kind) == "result":
        return "awarded"
    return "changed" if notice.kind == "correction_notice" else "new"


def found_opportunity(one: Opportunity) -> Found:
    """A calendar line as it is matched."""
    text = "\n".join((one.title, one.description, one.category))
    return Found(
        subject=f"opportunity:{one.public_id}",
        event="withdrawn" if one.withdrawn_at else "new",
        thing=rules.Thing(
            group="expected",
            cpv=tuple(one.cpv),
            terms=rules.word_terms(text),
            regions=tuple(current_region(code) for code in one.organisation.own_regions),
            themes=frozenset(one.themes),
            buyer_name=one.organisation.name,
        ),
        opportunity=one,
        when=one.begun_at or datetime.combine(quarter_of(one).first_day, time(), HOME),
    )
