"""What is written about needs and offers; each letter in the language of its reader, and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.notation import format_number
from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import Organisation, Person
from meerwaarde.rules.needs import ASKER, UNITS
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Need, NeedOffer
from meerwaarde.stages.market.queries import needs as queries

ABOUT_NEED = purpose(
    "market.need",
    name=Text(nl="Vraag uit de buurt", en="Need of the neighbourhood"),
    why=Text(
        nl="U krijgt deze brief omdat uw organisatie deze vraag stelde.",
        en="You get this letter because your organisation asked this.",
    ),
)
ABOUT_OFFER = purpose(
    "market.need_offer",
    name=Text(nl="Aanbod op een vraag uit de buurt", en="Offer on a need"),
    why=Text(
        nl="U krijgt deze brief omdat uw organisatie bij dit aanbod hoort.",
        en="You get this letter because your organisation has part in this offer.",
    ),
)
Said = tuple[str, str]
"""Subject and first sentence."""


def write_decision(need: Need, verb: str, text: str, at: datetime) -> None:
    """To who asked: the authority approved, asked something, refused or took it down."""
    said: dict[str, Callable[[], Said]] = {
        "approve": lambda: (
            _("Your need is public"),
            _("“%(title)s” is approved. Firms can see it now and offer help."),
        ),
        "question": lambda: (
            _("A question about your need"),
            _("There is a question about “%(title)s”:"),
        ),
        "refuse": lambda: (
            _("Your need was not approved"),
            _("“%(title)s” was not approved. You can change it and submit it again. This is why:"),
        ),
        "take_down": lambda: (
            _("Your need is not public any more"),
            _("“%(title)s” was taken down. Agreements about it are called off. This is why:"),
        ),
    }
    for person, place in _readers(need.asker, need):

        def words(link: str = reverse("market:need", args=[place.slug, need.public_id])) -> Words:
            subject, first = said[verb]()
            return Words(
                subject=subject,
                paragraphs=(first % {"title": need.title}, text),
                button=LetterLink(_("To the need"), link),
            )

        write_letter(
            key=f"need.{verb}:{need.public_id}:{need.version}:{person.public_id}",
            to=person,
            words=words,
            purpose=ABOUT_NEED,
            at=at,
            organisation=need.handler,
        )


def _readers(place: Organisation | None, need: Need) -> list[tuple[Person, Organisation]]:
    day = timezone.localdate()
    return [
        (person, place) for person in queries.readers_at(place, need.entered_by, day) if place is not None
    ]


_SAID: dict[str, Callable[[], Said]] = {
    "enter": lambda: (
        _("%(firm)s offers to help"),
        _("%(firm)s offers %(quantity)s for “%(title)s”. Accept it, or say why not."),
    ),
    "accept": lambda: (
        _("Your offer is accepted"),
        _("“%(title)s”: your offer of %(quantity)s is accepted. Now make your plans together."),
    ),
    "decline": lambda: (
        _("Your offer was not accepted"),
        _("“%(title)s”: your offer was not accepted. This is why:"),
    ),
    "withdraw": lambda: (
        _("%(firm)s withdrew an offer"),
        _("%(firm)s withdrew its offer for “%(title)s”. The need is open to others."),
    ),
    "cancel": lambda: (
        _("An agreement was called off"),
        _("The agreement of %(firm)s about “%(title)s” was called off. This is why:"),
    ),
    "ended_with_need": lambda: (
        _("An agreement ends: the need was withdrawn"),
        _("“%(title)s” was withdrawn. Your agreement ends with it: you need not give anything any more."),
    ),
    "declined_with_need": lambda: (
        _("A need was withdrawn"),
        _("“%(title)s” was withdrawn, so your offer ends as well."),
    ),
    "said": lambda: (
        _("What was given for “%(title)s”?"),
        _("The other side said what was given. Say it yourself as well: only then it counts."),
    ),
    "remind": lambda: (
        _("What was given for “%(title)s”?"),
        _("You agreed on %(quantity)s. Say what was really given: it counts when both sides say the same."),
    ),
    "differs": lambda: (
        _("Two answers differ: “%(title)s”"),
        _("Both sides said what was given, and it is not the same. Look at both, and say again."),
    ),
    "settled": lambda: (
        _("Confirmed by both: “%(title)s”"),
        _("Both sides say the same about what was given. Thank you: this is settled."),
    ),
}


def write_offer(offer: NeedOffer, what: str, side: str, text: str, at: datetime) -> None:
    """To one side of an offer: what the other did, or what is asked of it."""
    need = offer.need
    place, first_reader = (need.asker, need.entered_by) if side == ASKER else (offer.firm, offer.offered_by)
    if place is None:
        return
    link = reverse("market:need_offer", args=[place.slug, offer.public_id])

    def words() -> Words:
        language = get_language() or "nl"
        unit = UNITS[need.unit].in_language(language)
        values = {
            "firm": offer.firm_name,
            "title": need.title,
            "quantity": f"{format_number(offer.quantity, language)} {unit}",
        }
        subject, first = _SAID[what]()
        return Words(
            subject=subject % values,
            paragraphs=(first % values, text),
            button=LetterLink(_("To the offer"), link),
        )

    for person in queries.readers_at(place, first_reader, timezone.localdate(at)):
        write_letter(
            key=f"needoffer.{what}:{offer.public_id}:{offer.version}:{person.public_id}",
            to=person,
            words=words,
            purpose=ABOUT_OFFER,
            at=at,
            organisation=need.handler,
        )
