"""What the owner of a saved search is written: what came since, once a day at most, with a way to stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, Entry, LetterLink, Part
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import SavedSearch
from meerwaarde.stages.market.queries import kept_searches as queries
from meerwaarde.stages.market.queries.question import asked_in_words

NEWS_OF_SEARCH = purpose(
    "searches.news",
    name=Text(nl="Nieuws bij een bewaarde zoekopdracht", en="News of a saved search"),
    why=Text(
        nl="U krijgt deze brief omdat u bij deze zoekopdracht om e-mail vroeg.",
        en="You get this letter because you asked for e-mail about this search.",
    ),
)
PAUSE: Final = timedelta(days=1)
MOST_IN_A_LETTER: Final = 10


def write_news(actor: Actor, saved: SavedSearch, at: datetime) -> bool:
    """Write to the owner what was found since they looked or were written to; whether there is a letter."""
    if not saved.by_letter or saved.too_many:
        return False
    if saved.written_until is not None and at - saved.written_until < PAUSE:
        return False
    since = max(queries.last_look(actor, saved), saved.written_until or saved.made_at)
    names = queries.still_there(actor, queries.news_since(saved, since))
    if not names:
        return False
    person = saved.owner.person
    with transaction.atomic(), override(person.language or "nl"):
        queue_letter(
            key=f"searches.news:{saved.public_id}:{since.isoformat()}",
            to=person,
            organisation=saved.organisation,
            purpose=NEWS_OF_SEARCH,
            subject=_subject(saved, len(names)),
            body=_body(actor, saved, names, at),
            unsubscribe=reverse("messages:stop_search", args=[queries.stop_token(saved)]),
            at=at,
        )
        saved.keep_written(at)
    return True


def _subject(saved: SavedSearch, number: int) -> str:
    told = ngettext("%(number)s new supplier in “%(name)s”", "%(number)s new suppliers in “%(name)s”", number)
    return told % {"number": number, "name": saved.name}


def _body(actor: Actor, saved: SavedSearch, names: dict[str, str], at: datetime) -> Body:
    wanted = queries.filter_of(saved.asked)
    shown = list(names.items())[:MOST_IN_A_LETTER]
    left = len(names) - len(shown)
    more = (_("%(count)s more stand on the page of your search.") % {"count": left},) if left else ()
    return Body(
        greeting=_("Hello %(name)s,") % {"name": saved.owner.person.name},
        paragraphs=(
            _("You search for: %(question)s. This fits it now and did not before.")
            % {"question": asked_in_words(actor, wanted, timezone.localdate(at))},
        ),
        parts=(
            Part(
                heading=saved.name,
                entries=tuple(
                    Entry(title=name, url=reverse("market:supplier", args=[actor.slug, key]), lines=())
                    for key, name in shown
                ),
            ),
        ),
        button=LetterLink(
            _("See what is new"), reverse("market:saved_search", args=[actor.slug, saved.public_id])
        ),
        after=more,
    )
