"""Laying what the market showed in the file of a procurement, taking it out with a reason, undoing that."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import DECIDED, WITHDRAWN
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries.consultations import Consultation
from meerwaarde.stages.market.queries.kept_searches import FrozenSearch
from meerwaarde.stages.procurement.models import ConsultationInFile, Procurement, SearchInFile
from meerwaarde.stages.procurement.queries.evidence import explained_with

LONGEST: Final = 2_000
UNDONE: Final = "undone"
InFile = SearchInFile | ConsultationInFile


class NotInFile(Exception):
    """This cannot be done with the evidence now; the text says why and what can be done."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def put_in_file(
    actor: Actor,
    procurement: Procurement,
    thing: FrozenSearch | Consultation,
    *,
    shows: str,
    at: datetime,
) -> InFile:
    """Lay a frozen search or a consultation in a file; what was taken out comes back with the new words.

    What lies there already stays as it is. Raises `NotInFile` for a withdrawn file and a draft.
    """
    must(actor, "procurements.edit")
    if not procurement.organisation_id == thing.organisation_id == actor.organisation_id:
        raise Http404
    values: dict[str, Any] = {"by_id": actor.membership_id, "at": at, "shows": shows.strip()[:LONGEST]}
    with transaction.atomic():
        if procurement.hold() == WITHDRAWN:
            raise NotInFile(FILE_WITHDRAWN)
        row, fresh = _enter(procurement, thing, values)
        if not fresh and row.out_at is None:
            return row
        if not fresh:
            row.change(**values, out_at=None, out_by_id=None, out_why="")
        record(
            actor, f"{_noun(row)}.put", row, at=at, fields=("procurement", "shows"), plain=_which(procurement)
        )
    return row


def take_out(actor: Actor, row: InFile, *, why: str, expected_version: int, at: datetime) -> None:
    """Take it out of the file: it stays readable there that it was in it, and why not any more.

    Raises `NotInFile` for a settled file and for what an explanation rests on; `Changed` where somebody was
    first.
    """
    must(actor, "procurements.edit")
    if not why.strip():
        raise NotInFile(SAY_WHY)
    with transaction.atomic():
        _refuse_fixed(row)
        changed = row.change(
            expected_version, out_at=at, out_by_id=actor.membership_id, out_why=why.strip()[:LONGEST]
        )
        if not changed:
            return
        record(
            actor, f"{_noun(row)}.take_out", row, at=at, fields=("out_why",), plain=_which(row.procurement)
        )


def undo_evidence(actor: Actor, row: InFile, *, expected_version: int, at: datetime) -> None:
    """Undo one's own last act with it: what was just put there goes, what was taken out is back.

    Raises `NotInFile` where that is not possible any more, `Changed` where somebody was first.
    """
    must(actor, "procurements.edit")
    with transaction.atomic():
        _refuse_fixed(row)
        if row.out_at is not None:
            if row.out_by_id != actor.membership_id:
                raise NotInFile(NOT_YOURS)
            row.change(expected_version, out_at=None, out_by_id=None, out_why="")
        else:
            if row.by_id != actor.membership_id or row.version != 1:
                raise NotInFile(NOT_YOURS)
            # written before it is struck, so that who was first is heard: `Changed`
            row.change(expected_version, out_at=at, out_why=UNDONE)
            row.strike()
        record(actor, f"{_noun(row)}.undo", row, at=at, plain=_which(row.procurement))


def _enter(
    procurement: Procurement, thing: FrozenSearch | Consultation, values: dict[str, Any]
) -> tuple[InFile, bool]:
    if isinstance(thing, Consultation):
        if thing.published_at is None:
            raise NotInFile(STILL_DRAFT)
        return ConsultationInFile.enter_once(values, procurement=procurement, consultation=thing)
    return SearchInFile.enter_once(values, procurement=procurement, frozen=thing)


def _refuse_fixed(row: InFile) -> None:
    state = row.procurement.hold()
    if state == WITHDRAWN:
        raise NotInFile(FILE_WITHDRAWN)
    if state == DECIDED:
        raise NotInFile(FILE_SETTLED)
    if rule := explained_with(row):
        raise NotInFile(_rests_on(rule))


def _noun(row: InFile) -> str:
    return "searchinfile" if isinstance(row, SearchInFile) else "consultationinfile"


def _which(procurement: Procurement) -> dict[str, str]:
    return {"procurement": procurement.public_id}


def _rests_on(rule: str) -> Text:
    return Text(
        nl=f"De uitleg bij regel {rule} verwijst hiernaar. Wijzig eerst die uitleg, of trek haar in.",
        en=f"The explanation of rule {rule} refers to this. Change that explanation first, or withdraw it.",
    )


FILE_WITHDRAWN = Text(
    nl="Dit dossier is ingetrokken. Open het weer om het bewijs te wijzigen.",
    en="This file was withdrawn. Reopen it to change the evidence.",
)
FILE_SETTLED = Text(
    nl="De strategie is vastgesteld. Wat er als bewijs in ligt, blijft erin. Erbij leggen kan wel.",
    en="The strategy was settled. What lies in it as evidence stays. Adding to it is possible.",
)
STILL_DRAFT = Text(
    nl="Deze consultatie is nog een concept. Publiceer haar eerst.",
    en="This consultation is still a draft. Publish it first.",
)
SAY_WHY = Text(
    nl="Schrijf waarom het geen bewijs meer is. Wie het dossier later leest, ziet dat.",
    en="Say why it is no evidence any more. Who reads the file later sees that.",
)
NOT_YOURS = Text(
    nl="Ongedaan maken kan niet meer. Haal het uit het dossier en schrijf waarom.",
    en="This cannot be undone any more. Take it out of the file and say why.",
)
