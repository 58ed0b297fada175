"""What people do with searches: save them under a name, share them, see what is new, freeze them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.stages.market.actions.search_letters import write_news
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import FrozenSearch, SavedSearch, SavedSearchHit, SavedSearchLook
from meerwaarde.stages.market.queries import kept_searches as queries
from meerwaarde.stages.market.queries.directory import SupplierFilter

logger = logging.getLogger("meerwaarde.market")
LONGEST_NAME = 120
MOST_SAVED = 50
"""Of one person: who saves more looks at none."""


def save_search(
    *,
    actor: Actor,
    at: datetime,
    wanted: SupplierFilter,
    name: str,
    shared: bool,
    by_letter: bool = False,
) -> SavedSearch:
    """Keep a question under a name. What it finds now is no news; what comes later is."""
    must(actor, "alerts.own")
    must(actor, "directory.read")
    if actor.membership_id is None:
        raise Refused({"": _("Only a person saves a search.")})
    kept = queries.kept_filter(wanted)
    if not kept:
        raise Refused({"": _("Choose a filter or type a word first; the whole directory is no search.")})
    if queries.saved_visible_to(actor).filter(owner_id=actor.membership_id).count() >= MOST_SAVED:
        raise Refused({"": _("You have saved 50 searches. Delete one that you do not use any more.")})
    with transaction.atomic():
        saved = SavedSearch.enter(
            organisation_id=actor.organisation_id,
            owner_id=actor.membership_id,
            kind="suppliers",
            name=_name(name),
            asked=kept,
            shared=shared,
            by_letter=by_letter,
            made_at=at,
        )
        record(actor, "savedsearch.keep", saved, at=at, fields=("kind", "shared", "by_letter"))
        look_up(actor, saved, at=at)
    return saved


def change_saved(
    *,
    actor: Actor,
    at: datetime,
    saved: SavedSearch,
    expected_version: int,
    name: str,
    shared: bool,
    by_letter: bool = False,
) -> tuple[str, ...]:
    """Another name, or shared or not. Only whose it is; raises `Changed` when somebody was first."""
    _must_own(actor, saved)
    with transaction.atomic():
        changed = saved.change(expected_version, name=_name(name), shared=shared, by_letter=by_letter)
        if changed:
            record(actor, "savedsearch.change", saved, at=at, fields=changed)
    return changed


def strike_saved(*, actor: Actor, at: datetime, saved: SavedSearch) -> None:
    """Forget this search. Only whose it is."""
    _must_own(actor, saved)
    with transaction.atomic():
        record(actor, "savedsearch.strike", saved, at=at)
        saved.strike()


def look_up(actor: Actor, saved: SavedSearch, *, at: datetime) -> int:
    """Work out what the search finds now; returns how much is new. As its owner, who may see other things."""
    wanted = queries.filter_of(saved.asked)
    found = queries.found_now(actor, wanted, timezone.localdate(at))
    with transaction.atomic():
        if len(found) > queries.MOST_KEPT:
            saved.keep_looked_up(at, too_many=True)
            return 0
        known = queries.kept_hits(saved)
        new = [one for one in found if one not in known]
        SavedSearchHit.keep(saved, new=new, gone=known.difference(found), at=at)
        saved.keep_looked_up(at, too_many=False)
    return len(new)


@dataclass(frozen=True)
class LookedUp:
    """How much is new in all searches together, and the public ids of those that could not be looked up."""

    new: int
    failed: tuple[str, ...]


def look_up_all(*, at: datetime) -> LookedUp:
    """Every saved search once, each as its owner; of who left nothing is looked up.

    One that fails stops no other: it is named, and its error stands in the log. Only a database that does not
    answer ends the round.
    """
    new, failed = 0, []
    day = timezone.localdate(at)
    for saved in queries.searches_to_look_up():
        owner = saved.owner
        if owner.ended_on is not None or (owner.until is not None and owner.until < day):
            continue
        actor = actor_of(owner)
        try:
            new += look_up(actor, saved, at=at)
            write_news(actor, saved, at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("Saved search %s could not be looked up", saved.public_id)
            failed.append(saved.public_id)
    return LookedUp(new, tuple(failed))


def stop_letters(*, saved: SavedSearch, at: datetime) -> None:
    """Whoever holds the address in a letter stops letters like it; the search itself stays."""
    with transaction.atomic():
        if saved.change(by_letter=False):
            who = System(saved.organisation.public_id, saved.organisation_id)
            record(who, "savedsearch.stop_letters", saved, at=at, fields=["by_letter"])


def looked(*, actor: Actor, at: datetime, saved: SavedSearch) -> None:
    """This person saw what is new."""
    if actor.membership_id is not None:
        SavedSearchLook.keep(saved, actor.membership_id, at)


def freeze_search(
    *, actor: Actor, at: datetime, wanted: SupplierFilter, title: str, purpose: str
) -> FrozenSearch:
    """Keep a question with all its results and the reasons, for good. Raises `Refused` for too many."""
    must(actor, "directory.read")
    must(actor, "enquiries.write")
    day = timezone.localdate(at)
    results = queries.results_with_reasons(actor, wanted, day)
    if results is None:
        raise Refused(
            {"": _("More than 500 suppliers fit. Evidence holds all results: narrow the search down first.")}
        )
    if not title.strip():
        raise Refused({"title": _("Say what was searched for.")})
    content = {
        "form": queries.FORM,
        "kind": "suppliers",
        "organisation": actor.organisation,
        "by": {"membership": actor.membership, "role": actor.role},
        "at": at.isoformat(),
        "day": day.isoformat(),
        "asked": queries.kept_filter(wanted),
        "data": {**queries.state_of_directory(), "distances": "own approximation, unverified"},
        "program": _program(),
        "results": results,
    }
    with transaction.atomic():
        frozen = FrozenSearch.enter(
            organisation_id=actor.organisation_id,
            kind="suppliers",
            title=" ".join(title.split())[:160],
            purpose=purpose.strip()[:2000],
            at=at,
            by_id=actor.membership_id,
            content=content,
            found_count=len(results),
            sha256=queries.hash_of(content),
        )
        record(actor, "frozensearch.freeze", frozen, at=at, fields=("kind", "found_count", "sha256", "title"))
    return frozen


def record_frozen_export(*, actor: Actor, at: datetime, frozen: FrozenSearch, form: str) -> None:
    """That somebody took the evidence along."""
    with transaction.atomic():
        record(actor, "frozensearch.export", frozen, at=at, plain={"form": form})


def _must_own(actor: Actor, saved: SavedSearch) -> None:
    must(actor, "alerts.own")
    if saved.owner_id != actor.membership_id:
        raise Refused({"": _("Only who saved this search changes it.")})


def _name(name: str) -> str:
    bare = " ".join(name.split())
    if not bare:
        raise Refused({"name": _("Give the search a name.")})
    return bare[:LONGEST_NAME]


def _program() -> str:
    try:
        return f"meerwaarde {version('meerwaarde')}"
    except PackageNotFoundError:
        return "meerwaarde"
