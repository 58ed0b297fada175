"""What the pages of the outbox show: to whom, what about and how it went; never what a letter says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.platform.notify import queries
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.notify.purposes import purpose_name

PAGE_SIZE = 50
TONES = {
    Letter.State.QUEUED: Tone.INFO,
    Letter.State.SENT: Tone.POSITIVE,
    Letter.State.GIVEN_UP: Tone.NEGATIVE,
}


@dataclass(frozen=True, kw_only=True)
class LetterPage(Page):
    """One letter: what became of it, and what can be done."""

    facts: tuple[Definition, ...]
    told: str


def letters_page(actor: Actor, state: str, before: str) -> ListPage:
    """The letters of this organisation, newest first, a page at a time."""
    found = queries.visible_to(actor)
    if state in Letter.State.values:
        found = found.filter(state=state)
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: PAGE_SIZE + 1])
    shown, more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    address = reverse("letters:list", args=[actor.slug])
    kept = f"&state={state}" if state in Letter.State.values else ""
    return ListPage(
        title=_("Letters"),
        intro=_("Every e-mail that Meerwaarde sends for your organisation. What they say is not shown here."),
        actions=_choices(address, state),
        table=Table(
            caption=_("Letters, newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Letter")),
                Column(label=_("Reader")),
                Column(label=_("State")),
                Column(label=_("Queued on")),
            ),
            rows=tuple(_row(actor, letter) for letter in shown),
            empty=EmptyState(
                title=_("There are no letters here"),
                text=_("A letter stands here as soon as Meerwaarde writes to somebody."),
                drawing="done",
            ),
            next_url=f"{address}?before={shown[-1].pk}{kept}" if more else "",
        ),
    )


def letter_page(actor: Actor, letter: Letter) -> LetterPage:
    """One letter with everything an administrator can use."""
    facts = [
        Definition(term=_("Reader"), text=receiver(letter)),
        Definition(term=_("About"), text=purpose_name(letter.purpose, _language())),
        Definition(term=_("Queued on"), text=_moment(letter.created)),
        Definition(term=_("Attempts"), text=str(letter.attempts)),
    ]
    if letter.sent_at:
        facts.append(Definition(term=_("Sent on"), text=_moment(letter.sent_at)))
    if letter.state == Letter.State.QUEUED:
        facts.append(Definition(term=_("Next attempt"), text=_moment(letter.next_at)))
    facts.append(Definition(term=_("Number"), text=letter.public_id))
    again = Action(
        label=_("Send again"),
        url=reverse("letters:again", args=[actor.slug, letter.public_id]),
        icon="message",
        kind="primary",
        post=True,
        why_not="" if not letter.blanked else _("its text was taken away after the retention day"),
    )
    return LetterPage(
        title=_title(letter),
        badge=_badge(letter),
        crumbs=(Crumb(_("Letters"), reverse("letters:list", args=[actor.slug])),),
        actions=(again,) if letter.state == Letter.State.GIVEN_UP else (),
        facts=tuple(facts),
        told=problem_in_words(letter.problem, of_authority=actor.kind == "authority"),
    )


def problem_in_words(problem: str, *, of_authority: bool = True) -> str:
    """What went wrong, and what its reader can do about it: settings are no matter of a firm."""
    if not of_authority and (problem in ("away", "kept dying") or problem.startswith("sender ")):
        return _("Meerwaarde could not send e-mail then. That is not up to you: send the letter again later.")
    said = {
        "": "",
        "nobody": _("The person has left or has no address any more. Nobody needs this letter."),
        "empty": _("The text of the letter was taken away after its retention day."),
        "unwritable": _("This cannot be written as an e-mail address. Correct it and send the letter again."),
        "broken off": _("The mail server broke off the connection. Meerwaarde tries again by itself."),
        "away": _("The mail server does not answer. Check whether it works, and the setting EMAIL_URL."),
        "kept dying": _("The program broke off at this letter several times. Look in the log of the worker."),
    }
    if problem in said:
        return said[problem]
    code = problem.removeprefix("sender ")
    if problem.startswith("sender "):
        return _(
            "The mail server refuses our own address (code %(code)s). Check the setting DEFAULT_FROM_EMAIL."
        ) % {"code": code}
    if code.startswith("5"):
        return _(
            "The mail server of the reader refuses the letter (code %(code)s). "
            "Check the address with the reader."
        ) % {"code": code}
    return _(
        "The mail server of the reader asks to wait (code %(code)s). Meerwaarde tries again by itself."
    ) % {"code": code}


def receiver(letter: Letter) -> str:
    """Who gets it: a name, or an address of which no more is shown than is needed to know it again.

    >>> receiver(Letter(address="jolanda@firma.example"))
    'jo…@firma.example'
    """
    if letter.person is not None:
        return letter.person.name
    name, at, domain = letter.address.partition("@")
    return f"{name[:2]}…{at}{domain}" if letter.address else _("Taken away")


def _choices(address: str, state: str) -> tuple[Action, ...]:
    labels = {
        "": _("All"),
        Letter.State.GIVEN_UP.value: _("Could not be sent"),
        Letter.State.QUEUED.value: _("Waiting to be sent"),
        Letter.State.SENT.value: _("Sent"),
    }
    return tuple(
        Action(
            label=label,
            url=f"{address}?state={code}" if code else address,
            kind="secondary" if code == state else "quiet",
        )
        for code, label in labels.items()
    )


def _row(actor: Actor, letter: Letter) -> Row:
    return Row(
        (
            Cell(
                text=_title(letter),
                url=reverse("letters:detail", args=[actor.slug, letter.public_id]),
                note=purpose_name(letter.purpose, _language()) if letter.subject else "",
            ),
            Cell(text=receiver(letter)),
            Cell(
                badge=_badge(letter),
                note=problem_in_words(letter.problem, of_authority=actor.kind == "authority"),
            ),
            Cell(text=_moment(letter.created)),
        )
    )


def _title(letter: Letter) -> str:
    return letter.subject or purpose_name(letter.purpose, _language())


def _badge(letter: Letter) -> Badge:
    state = Letter.State(letter.state)
    return Badge(label=str(state.label), tone=TONES[state])


def _moment(moment: datetime) -> str:
    return format_moment(moment, _language())


def _language() -> str:
    return get_language() or "nl"
