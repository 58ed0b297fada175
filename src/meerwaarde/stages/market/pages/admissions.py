"""The coordinator's queue: who asks to be let in, and one application with everything side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Event,
    Help,
    ListPage,
    Page,
    Row,
    Section,
    Table,
    Tone,
)
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.rules.firms import PROOFS
from meerwaarde.rules.lifecycle import FIRM_APPLICATION
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import admissions as queries
from meerwaarde.stages.market.queries.admissions import (
    ApplicationMessage,
    ApplicationProof,
    FirmApplication,
)

TONES = {"admitted": Tone.POSITIVE, "refused": Tone.NEGATIVE, "confirmed": Tone.WARNING}


@dataclass(frozen=True, kw_only=True)
class ApplicationsPage(ListPage):
    """What waits, or what was decided."""

    other: Action


def applications_page(
    actor: Actor, found: Sequence[FirmApplication], after: str, *, decided: bool, now: datetime
) -> ApplicationsPage:
    """The queue of this authority."""
    here = reverse("market:applications", args=[actor.slug])
    address = addresses("market:application", actor.slug)
    rows = tuple(
        Row(
            (
                Cell(text=one.firm_name, url=address(one.public_id), note=one.place),
                Cell(text=_request(one)),
                Cell(text=_proof(one)),
                Cell(badge=_badge(one)),
                Cell(text=_since(one, now)),
            )
        )
        for one in found
    )
    return ApplicationsPage(
        title=_("Registrations"),
        intro=_(
            "Firms and civic organisations that ask to be let in. You look whether they are who they say, "
            "and admit them."
        ),
        table=Table(
            caption=_("Decided") if decided else _("What waits, longest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Who")),
                Column(label=_("The request")),
                Column(label=_("Proof")),
                Column(label=_("State")),
                Column(label=_("Since")),
            ),
            rows=rows,
            empty=EmptyState(
                title=_("Nothing was decided yet") if decided else _("Nobody waits"),
                text=_(
                    "Firms and organisations register on pages that are open to everybody. Share their "
                    "addresses: %(firms)s and %(civic)s"
                )
                % {
                    "firms": public_address(reverse("registration:start")),
                    "civic": public_address(reverse("civic_registration:start")),
                },
                drawing="done",
            ),
            next_url=_next(here, after, decided=decided),
            previous_url="",
        ),
        other=Action(label=_("What waits"), url=here)
        if decided
        else Action(label=_("What was decided"), url=f"{here}?besloten=ja"),
    )


def _request(one: FirmApplication) -> str:
    if one.kind == "civic":
        return _("Civic organisation")
    return _("Takes a profile over") if one.supplier_id else _("New in the directory")


def _next(here: str, after: str, *, decided: bool) -> str:
    if not after:
        return ""
    return f"{here}?{'besloten=ja&' if decided else ''}na={after}"


def _badge(one: FirmApplication) -> Badge:
    return Badge(
        label=words.said(FIRM_APPLICATION.state(one.state).name), tone=TONES.get(one.state, Tone.NEUTRAL)
    )


def _proof(one: FirmApplication) -> str:
    return words.said(PROOFS[one.proof]) if one.proof else _("None yet")


def _since(one: FirmApplication, now: datetime) -> str:
    moment = one.decided_at or one.waits_since
    if moment is None:
        return ""
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days} if days else _("today")


@dataclass(frozen=True)
class Compared:
    """One thing as the directory has it and as the applicant says it."""

    term: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True)
class ProofShown:
    name: str
    url: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ApplicationPage(Page):
    """Everything about one application that a coordinator decides on."""

    warnings: tuple[str, ...]
    claims: str
    admit_label: str
    compared: tuple[Compared, ...]
    in_directory: bool
    """Whether the directory has something to stand beside it."""
    offers: str
    applicant: tuple[Definition, ...]
    proven: tuple[Definition, ...]
    proofs: tuple[ProofShown, ...]
    talk: tuple[Event, ...]
    nothing_said: EmptyState
    others: tuple[Cell, ...]
    profile_url: str
    may: frozenset[str]
    """Verbs that are possible now."""
    version: int
    ask_url: str
    admit_url: str
    refuse_url: str
    reopen_url: str
    question: Any
    refusal: Any
    decided: tuple[Definition, ...]
    checks: tuple[Section, ...]
    """What others add, such as the trade register."""


def application_page(
    actor: Actor,
    found: FirmApplication,
    *,
    messages: Sequence[ApplicationMessage],
    proofs: Sequence[ApplicationProof],
    others: Sequence[FirmApplication],
    question: Any,
    refusal: Any,
    may_take_back: bool,
) -> ApplicationPage:
    """One application."""
    queue = reverse("market:applications", args=[actor.slug])
    verbs = {step.verb for step in FIRM_APPLICATION.possible(found.state, actor.role)}
    if not may_take_back:
        verbs.discard("take_back")
    if queries.kept_by_its_firm(found):
        verbs.discard("admit")  # its own people let a colleague in
    address = addresses("market:application", actor.slug)
    return ApplicationPage(
        title=found.firm_name,
        intro=_("KvK %(number)s") % {"number": found.kvk},
        crumbs=(Crumb(_("Registrations"), queue),),
        badge=_badge(found),
        warnings=_warnings(found, others),
        admit_label=_("Admit the organisation") if found.kind == "civic" else _("Admit the firm"),
        claims=_("A civic organisation asks to be let in. It can then ask firms for help; it has no profile.")
        if found.kind == "civic"
        else _("This firm was admitted before and keeps its own profile. So you can only ask or refuse.")
        if queries.kept_by_its_firm(found) and found.state in queries.OPEN
        else _("This firm was admitted and keeps its own profile.")
        if found.state == "admitted"
        else _("This firm stands in the directory. When it is admitted, it keeps that profile itself.")
        if found.supplier_id
        else _("This firm is new in the directory. When it is admitted, a profile is made of what it told."),
        compared=_compared(found),
        in_directory=found.supplier is not None,
        offers=found.offers,
        applicant=(
            Definition(term=_("Name"), text=found.person_name),
            Definition(term=_("E-mail"), text=found.email),
            Definition(
                term=_("Address confirmed on"),
                text=words.day_in_words(timezone.localdate(found.confirmed_at)) if found.confirmed_at else "",
            ),
        ),
        proven=_proven(found),
        proofs=tuple(
            ProofShown(
                one.name,
                reverse("market:application_proof", args=[actor.slug, found.public_id, one.public_id]),
                _("kept until %(day)s") % {"day": words.day_in_words(one.keep_until)},
            )
            for one in proofs
        ),
        talk=tuple(_event(one) for one in messages),
        nothing_said=EmptyState(
            title=_("Nothing was asked yet"),
            text=_("Do you doubt? Ask the applicant. The answer comes here, and you get a letter."),
        ),
        others=tuple(
            Cell(
                text=f"{one.person_name or _('Name taken away after its term')} · "
                f"{words.said(FIRM_APPLICATION.state(one.state).name)}",
                url=address(one.public_id),
            )
            for one in others
        ),
        profile_url=reverse("market:supplier", args=[actor.slug, found.supplier.public_id])
        if found.supplier and actor.may("suppliers.read")
        else "",
        may=frozenset(verbs),
        version=found.version,
        ask_url=reverse("market:application_ask", args=[actor.slug, found.public_id]),
        admit_url=reverse("market:application_admit", args=[actor.slug, found.public_id]),
        refuse_url=reverse("market:application_refuse", args=[actor.slug, found.public_id]),
        reopen_url=reverse("market:application_reopen", args=[actor.slug, found.public_id]),
        question=question,
        refusal=refusal,
        decided=_decided(found),
        checks=slots.page_sections.collect(actor, slots.Subject("firmapplication", found.public_id)),
        help=(
            Help(
                title=_("When do you admit?"),
                points=(
                    _("The KvK number belongs to this name and place."),
                    _("The person may speak for it: by document, by address or by code."),
                    _("You do not judge how good they are. Recognitions are checked separately."),
                ),
            ),
        ),
    )


def _warnings(found: FirmApplication, others: Sequence[FirmApplication]) -> tuple[str, ...]:
    said = []
    if found.state in ("confirmed", "asked"):
        if queries.kept_by_its_firm(found):
            said.append(_("This firm was admitted already. Its own people can let a colleague in."))
        if any(one.state in ("confirmed", "asked") for one in others):
            said.append(
                _("Somebody else registered with the same KvK number. Look at both before you decide.")
            )
        if not found.proof:
            said.append(_("There is no proof yet that this person may register here."))
        if found.wrong_codes:
            said.append(
                ngettext(
                    "A wrong code was tried %(number)s time.",
                    "A wrong code was tried %(number)s times.",
                    found.wrong_codes,
                )
                % {"number": found.wrong_codes}
            )
        if found.handler_id is None:
            said.append(_("No authority counts this place as its own: every coordinator sees it."))
    return tuple(said)


def _compared(found: FirmApplication) -> tuple[Compared, ...]:
    supplier = found.supplier
    pairs = (
        (_("Name"), supplier.name if supplier else "", found.firm_name),
        (_("KvK number"), supplier.kvk if supplier else "", found.kvk),
        (_("Place"), supplier.place if supplier else "", found.place),
        (_("Website"), supplier.website if supplier else "", found.website),
        (_("E-mail"), supplier.email if supplier else "", found.email),
    )
    return tuple(
        Compared(term, ours, theirs, bool(ours and theirs and _bare(ours) != _bare(theirs)))
        for term, ours, theirs in pairs
    )


def _bare(text: str) -> str:
    bare = text.casefold().strip().rstrip("/")
    for beginning in ("https://", "http://", "www."):
        bare = bare.removeprefix(beginning)
    return bare


def _proven(found: FirmApplication) -> tuple[Definition, ...]:
    yes, no = Badge(label=_("Yes"), tone=Tone.POSITIVE), Badge(label=_("No"), tone=Tone.NEUTRAL)
    return (
        Definition(
            term=_("Address lies at the website in the directory"), badge=yes if found.domain_fits else no
        ),
        Definition(term=_("Knew the code that we handed over"), badge=yes if found.code_fits else no),
    )


def _decided(found: FirmApplication) -> tuple[Definition, ...]:
    if found.decided_at is None:
        return ()
    who = found.decided_by.person.name if found.decided_by else ""
    lines = (
        Definition(term=_("Decided on"), text=words.day_in_words(timezone.localdate(found.decided_at))),
        Definition(term=_("By"), text=who),
        Definition(term=_("Why not"), text=found.reason),
        Definition(term=_("What the applicant can do"), text=found.what_now),
    )
    return tuple(one for one in lines if one.text)


def _event(message: ApplicationMessage) -> Event:
    return Event(
        moment=message.at,
        title=_("The applicant wrote") if message.from_firm else _("Question to the applicant"),
        text=message.text or _("Removed after its term."),
        by=message.by.person.name if message.by else "",
        icon="message" if message.from_firm else "help",
    )
