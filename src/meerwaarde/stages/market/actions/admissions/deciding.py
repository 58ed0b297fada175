"""What a coordinator does with an application: ask, admit, refuse, and think again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actions import KEEPERS, create_market_party, grant_role
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.organisations.queries import Membership, Organisation, memberships_at
from meerwaarde.platform.organisations.queries import organisation as organisation_by_key
from meerwaarde.rules.lifecycle import FIRM_APPLICATION
from meerwaarde.stages.market.actions.admissions import letters
from meerwaarde.stages.market.actions.admissions.applying import DECIDED_KEPT, LONGEST_MESSAGE, OPEN_KEPT
from meerwaarde.stages.market.actions.kvk import hand_on_extract
from meerwaarde.stages.market.actions.sources import keep_who_said
from meerwaarde.stages.market.actions.suppliers import add_supplier, renew
from meerwaarde.stages.market.actions.suppliers_checks import Refused, SupplierValues
from meerwaarde.stages.market.models import ApplicationMessage, FirmApplication, Supplier
from meerwaarde.stages.market.queries.suppliers import supplier_with_kvk


def ask_firm(
    *, actor: Actor, application: FirmApplication, expected_version: int, text: str, at: datetime
) -> None:
    """Ask the firm something; it gets a letter with the way to answer."""
    step = _step(actor, "ask", application)
    said = _needed(text, "text", _("Write what you want to know."))
    with transaction.atomic():
        application.change(expected_version, state=step, waits_since=at)
        message = ApplicationMessage.enter(
            application=application, by_id=actor.membership_id, from_firm=False, text=said, at=at
        )
        plain = {"message": message.public_id}
        record(actor, "firmapplication.ask", application, at=at, fields=["state"], plain=plain)
        letters.write_question(application, message, at)


def admit_firm(
    *, actor: Actor, application: FirmApplication, expected_version: int, at: datetime
) -> Organisation:
    """Let the firm in: pages of its own, the applicant as owner, and the profile in its own hands.

    Of two coordinators at once the second hears `Changed`. Raises `Refused` where the firm keeps its profile
    already: then its own people let a colleague in.
    """
    step = _step(actor, "admit", application)
    today = timezone.localdate(at)
    with transaction.atomic():
        application.change(
            expected_version,
            state=step,
            decided_at=at,
            decided_by_id=actor.membership_id,
            waits_since=None,
            reason="",
            what_now="",
            keep_until=today + DECIDED_KEPT,
        )  # the version first: it makes the second of two at once stop here
        supplier = None if application.kind == "civic" else _profile(actor, application, at)
        firm = create_market_party(actor=actor, kind=application.kind, name=application.firm_name, at=at)
        owner, new = grant_role(
            actor=System(organisation=firm.public_id, organisation_id=firm.pk),
            email=application.email,
            name=application.person_name,
            role=KEEPERS[application.kind],
            department=None,
            since=today,
            at=at,
        )
        application.change(admitted_as=firm)
        if supplier is not None:
            _hand_over(actor, application, supplier, firm, at)
        told = ("state", "admitted_as", "supplier")
        record(actor, "firmapplication.admit", application, at=at, fields=told)
        letters.write_admitted(application, owner, firm, new=new, at=at)
    return firm


def _hand_over(
    actor: Actor, application: FirmApplication, supplier: Supplier, firm: Organisation, at: datetime
) -> None:
    """The profile goes into the firm's own hands."""
    application.change(kept_before_id=supplier.organisation_id, supplier=supplier)
    changed = supplier.change(organisation=firm, firm=firm, archived_at=None)
    record(actor, "supplier.handover", supplier, at=at, fields=changed, plain={"firm": firm.public_id})
    hand_on_extract(actor, application, supplier)
    renew([supplier], on=timezone.localdate(at))


def _profile(actor: Actor, application: FirmApplication, at: datetime) -> Supplier:
    """The profile in the directory, or a new one from what the applicant told.

    What stood in the directory stays marked as said by who wrote it; what an applicant told, the firm says.
    """
    supplier = application.supplier or supplier_with_kvk(application.kvk)
    if supplier is not None and supplier.firm_id is not None:
        raise Refused(
            {
                "": _(
                    "This firm was admitted already and keeps its own profile. Refuse this registration, and "
                    "say that a colleague at the firm can give access."
                )
            }
        )
    if supplier is not None:
        keep_who_said(supplier)
        return supplier
    return add_supplier(
        actor=actor,
        at=at,
        values=SupplierValues(
            name=application.firm_name,
            kvk=application.kvk,
            place=application.place,
            website=application.website,
            description=application.offers,
        ),
    )


def refuse_firm(
    *,
    actor: Actor,
    application: FirmApplication,
    expected_version: int,
    reason: str,
    what_now: str,
    at: datetime,
) -> None:
    """Do not let it in, with why and what the firm can do; both stand in the letter."""
    step = _step(actor, "refuse", application)
    problems: dict[str, str] = {}
    for field, text, sentence in (
        ("reason", reason, _("Say why: the applicant reads it.")),
        ("what_now", what_now, _("Say what the applicant can do now, for example whom to call.")),
    ):
        if not text.strip():
            problems[field] = sentence
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        application.change(
            expected_version,
            state=step,
            reason=reason.strip()[:LONGEST_MESSAGE],
            what_now=what_now.strip()[:LONGEST_MESSAGE],
            decided_at=at,
            decided_by_id=actor.membership_id,
            waits_since=None,
            keep_until=timezone.localdate(at) + DECIDED_KEPT,
        )
        told = ("state", "reason", "what_now")
        record(actor, "firmapplication.refuse", application, at=at, fields=told)
        letters.write_refused(application, at)


def reopen_application(*, actor: Actor, application: FirmApplication, at: datetime) -> None:
    """Look at a refused one again; the firm hears that the refusal no longer holds."""
    step = _step(actor, "reopen", application)
    with transaction.atomic():
        application.change(state=step, **_open_again(at))
        record(actor, "firmapplication.reopen", application, at=at, fields=["state"])
        letters.write_reopened(application, at)


def take_back_admission(*, actor: Actor, application: FirmApplication, at: datetime) -> None:
    """Undo an admission, as long as nobody of the firm has entered: then nothing of theirs is lost."""
    step = _step(actor, "take_back", application)
    firm = application.admitted_as
    if firm is None or not untouched(application, at):
        raise Refused(
            {"": _("Somebody of them has logged in already. The admission cannot be undone any more.")}
        )
    before = application.kept_before or organisation_by_key(actor.organisation_id)
    today = timezone.localdate(at)
    with transaction.atomic():
        for membership in memberships_at(firm.pk, today):
            membership.change(ended_on=today)
            record(actor, "role.end", membership, at=at, fields=["ended_on"])
        firm.change(active=False)
        if application.supplier is not None:
            # What the firm itself agreed to goes with it.
            changed = application.supplier.change(
                organisation=before, firm=None, public_since=None, open_since=None
            )
            record(actor, "supplier.take_over", application.supplier, at=at, fields=changed)
        application.change(state=step, admitted_as=None, **_open_again(at))
        told = ("state", "admitted_as")
        record(actor, "firmapplication.take_back", application, at=at, fields=told)
        letters.write_reopened(application, at)


def untouched(application: FirmApplication, at: datetime) -> bool:
    """Whether nobody has entered the firm since it was admitted."""
    if application.admitted_as_id is None or application.decided_at is None:
        return False
    people: list[Membership] = list(memberships_at(application.admitted_as_id, timezone.localdate(at)))
    return all(
        one.person.last_login is None or one.person.last_login < application.decided_at for one in people
    )


def _open_again(at: datetime) -> dict[str, Any]:
    return {
        "waits_since": at,
        "decided_at": None,
        "decided_by": None,
        "keep_until": timezone.localdate(at) + OPEN_KEPT,
    }


def _step(actor: Actor, verb: str, application: FirmApplication) -> str:
    """The state after this step; `StepRefused` where the table does not list it."""
    must(actor, "admissions.decide")
    return FIRM_APPLICATION.step(verb, application.state, actor.role).until


def _needed(text: str, field: str, sentence: str) -> str:
    said = text.strip()
    if not said:
        raise Refused({field: sentence})
    return said[:LONGEST_MESSAGE]
