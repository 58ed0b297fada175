"""The recognitions of the own firm: how each stands, what happened to it, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    EmptyState,
    Event,
    FormPage,
    Help,
    Page,
    Tone,
)
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import CREDENTIAL
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import proof, proof_queue


@dataclass(frozen=True)
class OwnCredential:
    """One recognition as the firm sees it."""

    name: str
    state: Badge
    sentence: str
    due: Badge | None
    history: tuple[Event, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class OwnCredentialsPage(Page):
    """All recognitions of the own firm."""

    rows: tuple[OwnCredential, ...]
    empty: EmptyState
    no_profile: str


def own_credentials_page(actor: Actor, supplier: queries.Supplier | None, day: date) -> OwnCredentialsPage:
    """What the own firm holds or says to hold; without a profile the page says how one comes about."""
    add = Action(
        label=_("Add a recognition"),
        url=reverse("market:own_credential_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = supplier is not None and queries.may_change(actor, supplier)
    return OwnCredentialsPage(
        title=_("Our recognitions"),
        intro=_(
            "What you claim counts for buyers once somebody has looked it up. You hear when that is done."
        ),
        actions=(add,) if may else (),
        rows=() if supplier is None else _rows(actor, supplier, day, may=may),
        empty=EmptyState(
            title=_("No recognition recorded yet"),
            text=_(
                "Do you stand in a register, such as the PSO or the Code of Social Enterprises? Say so here. "
                "Buyers who look for impact find you sooner."
            ),
            action=add if may else None,
            drawing="people",
        ),
        no_profile=""
        if supplier is not None
        else _("Your firm has no profile yet. It comes as soon as a coordinator has admitted your firm."),
    )


def _rows(actor: Actor, supplier: queries.Supplier, day: date, *, may: bool) -> tuple[OwnCredential, ...]:
    terms, _entry = rules.recheck(Law.on(day))
    kinds = rules.credential_kinds(Law.on(day))
    history = proof.history_of(supplier)
    rows = []
    for held in supplier.credentials.all():
        authority = held.verified_for.name if held.verified_for else ""
        facts = queries.credential_facts(held, verified_for=authority)
        (standing,) = rules.standing([facts], day, kinds)
        found = proof_queue.queued(held, day, kinds, terms)
        rows.append(
            OwnCredential(
                name=words.said(rules.credential_name(standing)),
                state=words.state_badge(standing),
                sentence=_sentence(held, standing, history.get(held.pk, [])),
                due=Badge(label=words.said(found.due.why), tone=Tone.WARNING)
                if found and held.state == "verified"
                else None,
                history=history_events(history.get(held.pk, [])),
                actions=_actions(actor, held) if may else (),
            )
        )
    return tuple(rows)


def _sentence(held: queries.Credential, standing: rules.Standing, events: list[proof.CredentialEvent]) -> str:
    if held.state == "refused":
        reason = next((one.reason for one in reversed(events) if one.what == "refused"), "")
        return _("Not shown, because: %(reason)s") % {"reason": reason}
    if standing.state == "counts":
        return words.said(rules.proof_of(standing)) + "."
    if standing.state == "claimed":
        return _("Waits for somebody to look it up. Until then buyers read that you say so yourself.")
    if standing.state == "expired":
        return _("Ended on %(day)s. Was it renewed? Change the last day; then somebody looks again.") % {
            "day": words.day_in_words(standing.until)
        }
    return ""


def history_events(events: list[proof.CredentialEvent]) -> tuple[Event, ...]:
    """What happened to a recognition, oldest first, as a reader may see it: organisations, no people."""
    return tuple(
        Event(
            moment=one.at,
            title=EVENTS[one.what]() if one.what in EVENTS else one.what,
            text=" ".join(
                part
                for part in (
                    one.reason,
                    _("Seen: %(source)s.") % {"source": one.source} if one.source else "",
                    _("Holds up to and including %(day)s.") % {"day": words.day_in_words(one.valid_until)}
                    if one.valid_until and one.what in ("verified", "confirmed")
                    else "",
                )
                if part
            ),
            url=one.source_url,
            by=one.organisation.name if one.organisation else "",
            tone=_TONES.get(one.what, Tone.NEUTRAL),
        )
        for one in events
    )


EVENTS = {
    "claimed": lambda: _("Claimed"),
    "changed": lambda: _("Changed"),
    "verified": lambda: _("Looked up and verified"),
    "confirmed": lambda: _("Confirmed by a file of the register"),
    "doubted": lambda: _("A file of the register said something else"),
    "refused": lambda: _("Not found to be shown"),
    "withdrawn": lambda: _("Withdrawn"),
}
_TONES = {
    "verified": Tone.POSITIVE,
    "confirmed": Tone.POSITIVE,
    "refused": Tone.NEGATIVE,
    "doubted": Tone.WARNING,
}


def _actions(actor: Actor, held: queries.Credential) -> tuple[Action, ...]:
    if held.state == "withdrawn":
        return ()

    def address(name: str) -> str:
        return reverse(f"market:{name}", args=[actor.slug, held.public_id])

    found = [Action(label=_("Change"), url=address("own_credential_edit"), icon="edit", kind="quiet")]
    if any(step.verb == "take_back" for step in CREDENTIAL.possible(held.state, actor.role)):
        found.append(
            Action(label=_("Take back"), url=address("own_credential_take_back"), post=True, kind="quiet")
        )
    return tuple(found)


def own_credential_form_page(actor: Actor, form: Any, held: queries.Credential | None = None) -> FormPage:
    """A claim of the firm itself."""
    back = reverse("market:own_credentials", args=[actor.slug])
    return FormPage(
        title=_("Change a recognition") if held else _("Which recognition do you hold?"),
        intro=_("Say where it can be seen. Then it is looked up quickly."),
        form=form,
        submit=_("Save recognition"),
        submit_note=_("This was verified. After a change somebody must check it again.")
        if held and held.state == "verified"
        else "",
        cancel_url=back,
        draft_key=f"own-credential:{held.public_id if held else actor.slug}",
        help=(
            Help(
                title=_("What happens then"),
                points=(
                    _("Somebody at an authority looks it up in the register."),
                    _("You get an e-mail with the outcome, and with the reason when it was not found."),
                    _("We write to you sixty and fourteen days before it ends."),
                ),
            ),
        ),
    )
