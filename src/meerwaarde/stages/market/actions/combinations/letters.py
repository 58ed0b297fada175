"""What the firms in a combination hear of it, each of its people that may decide in its own language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Combination, CombinationPart, Supplier

COMBINATION_LETTER = purpose(
    "combination",
    name=Text(nl="Combinatie van bedrijven", en="Combination of firms"),
    why=Text(
        nl="U krijgt deze brief omdat een ander bedrijf samen met u een opdracht wil doen.",
        en="You get this letter because another firm wants to do a contract together with you.",
    ),
)


def write_invitation(part: CombinationPart, at: datetime) -> None:
    """Somebody is asked to take part."""
    _write(part.combination, [part.supplier], "invite", at, part=part)


def write_dropped_out(part: CombinationPart, at: datetime) -> None:
    """A firm said no: its leader chooses what now, the others know where they stand."""
    whole = part.combination
    _write(whole, [whole.leader], "short", at, part=part)
    _write(whole, _others(whole, part), "dropped", at, part=part)


def write_formed(whole: Combination, at: datetime) -> None:
    """It is settled: everybody in it knows with whom."""
    _write(whole, [whole.leader, *_members(whole)], "formed", at)


def write_replaced(part: CombinationPart, fresh: CombinationPart, at: datetime) -> None:
    """Another firm was asked instead: who was in hears which."""
    whole = part.combination
    _write(whole, _others(whole, fresh), "replaced", at, part=fresh)


def write_released(part: CombinationPart, at: datetime) -> None:
    """It goes on without this firm."""
    _write(part.combination, [part.supplier], "released", at, part=part)


def write_ended(whole: Combination, at: datetime) -> None:
    """It is over, for everybody in it."""
    _write(whole, _members(whole), "ended", at)


def _members(whole: Combination) -> list[Supplier]:
    """The partners that were not let go of."""
    return [one.supplier for one in _parts(whole) if one.state != "left"]


def _others(whole: Combination, apart: CombinationPart) -> list[Supplier]:
    return [one.supplier for one in _parts(whole) if one.state in ("invited", "accepted") and one != apart]


def _parts(whole: Combination) -> list[CombinationPart]:
    return list(whole.parts.select_related("supplier__firm").order_by("pk"))


def _write(
    whole: Combination,
    to: Iterable[Supplier],
    about: str,
    at: datetime,
    *,
    part: CombinationPart | None = None,
) -> None:
    for supplier in to:
        firm = supplier.firm
        if firm is None:
            continue
        for one in memberships_at(firm.pk, timezone.localdate(at)):
            if "combinations.form" not in permissions_of(one.role):
                continue
            write_letter(
                key=_key(whole, about, part, one.person.public_id),
                to=one.person,
                words=partial(_words, whole, about, part, firm.slug),
                purpose=COMBINATION_LETTER,
                at=at,
                organisation=firm,
            )


def _key(whole: Combination, about: str, part: CombinationPart | None, person: str) -> str:
    """A part is asked once and answers once in each state; the whole may be formed anew."""
    of = f"{part.public_id}:{part.version}" if part else f"{whole.public_id}:{whole.version}"
    return f"combination.{about}:{of}:{person}"


def _words(whole: Combination, about: str, part: CombinationPart | None, slug: str) -> Words:
    subject, paragraphs, button = _said(whole, about, part)
    link = LetterLink(button, reverse("market:combinations", args=[slug]))
    return Words(subject=subject, paragraphs=paragraphs, button=link)


def _said(whole: Combination, about: str, part: CombinationPart | None) -> tuple[str, tuple[str, ...], str]:
    """Subject, paragraphs and what the button says."""
    told = {
        "leader": whole.leader.name,
        "title": whole.name,
        "firm": part.supplier.name if part else "",
        "why": part.why if part else "",
    }
    why = _("Its reason: %(why)s") % told if told["why"] else ""
    if about == "invite" and part is not None:
        asked = (
            _("It is about: %(title)s.") % told,
            _("You are asked as a subcontractor.") if part.role == "subcontractor" else "",
            part.brings,
            whole.plan,
            _("You decide yourself. Nobody sees this before all said yes."),
        )
        subject = _("%(leader)s wants to do something together with you") % told
        return subject, asked, _("See and answer")
    if about == "short":
        now = _("Choose what now: ask another firm, go on with who said yes, or end it.")
        return _("%(firm)s does not take part: %(title)s") % told, (why, now), _("Choose what now")
    if about == "dropped":
        now = _("%(leader)s chooses what now. You need not do anything.") % told
        return _("%(firm)s does not take part: %(title)s") % told, (why, now), _("See the combination")
    if about == "formed":
        names = ", ".join([whole.leader.name, *(one.name for one in _members(whole))])
        inside = (
            _("In it are: %(names)s.") % {"names": names},
            _("A buyer who asks this combination asks it through %(leader)s.") % told,
        )
        return _("Your combination is settled: %(title)s") % told, inside, _("See the combination")
    if about == "replaced":
        other = (_("%(leader)s asked %(firm)s to take part.") % told, _("You need not do anything."))
        return _("Another firm was asked: %(title)s") % told, other, _("See the combination")
    if about == "released":
        on = (_("%(leader)s goes on with other firms. You need not do anything.") % told,)
        return _("The combination goes on without you: %(title)s") % told, on, _("See your combinations")
    over = (_("%(leader)s ended this combination. You need not do anything.") % told,)
    return _("The combination ended: %(title)s") % told, over, _("See your combinations")
