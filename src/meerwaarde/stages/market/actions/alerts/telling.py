"""Letters about what was found: one at once per profile, one a day or week for all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, Entry, LetterLink, Part
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.rules import alerts as rules
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import AlertItem, AlertProfile
from meerwaarde.stages.market.queries import alerts as queries

MOST_IN_A_LETTER: Final = 40
ORDER: Final = ("new", "changed", "awarded", "withdrawn")

ALERT = purpose(
    "market.alert",
    name=Text(nl="Melding over de markt", en="Alert about the market"),
    why=Text(
        nl="U krijgt dit bericht omdat u meldingen heeft aangezet.",
        en="You get this message because you turned alerts on.",
    ),
)


def tell_due(*, at: datetime) -> int:
    """Queue a letter for everything that is to be told by now; gives how many letters.

    Letter and marks are one step, so that nothing is told twice, whatever stops the worker.
    """
    items = queries.items_due(at)
    together: dict[tuple[object, ...], list[AlertItem]] = defaultdict(list)
    for item in items:
        profile = item.profile
        one = profile.pk if profile.email == rules.AT_ONCE else 0
        together[(profile.person_id, profile.organisation_id, profile.email, one)].append(item)
    here = queries.readers_by_key(
        {item.profile_id: item.profile for item in items}.values(), timezone.localdate(at)
    )
    return sum(_tell(group, here, at) for group in together.values())


def _tell(found: Sequence[AlertItem], here: dict[int, str], at: datetime) -> int:
    with transaction.atomic():
        items = queries.still_due(found, at)
        profiles = list({item.profile_id: item.profile for item in items}.values())
        if not profiles:
            return 0
        slug = here.get(profiles[0].pk, "")
        if not slug:
            _pause_of_a_leaver(profiles, at)
            return 0
        profiles.sort(key=lambda one: one.pk)
        _write(profiles, items, slug, at)
        AlertProfile.count_letter([profile.pk for profile in profiles])
        for news in ORDER:
            keys = [item.pk for item in items if item.news == news]
            AlertItem.rewrite(keys, news=AlertItem.News.NOTHING, told=news, told_at=at, tell_at=None)
    return 1


def _pause_of_a_leaver(profiles: Sequence[AlertProfile], at: datetime) -> None:
    """Who no longer works there hears nothing more; coming back, they turn it on again."""
    for profile in profiles:
        profile.change(paused_at=at)
        who = System(profile.organisation.public_id, profile.organisation_id)
        record(who, "alertprofile.pause", profile, at=at, fields=["paused_at"])


def _write(profiles: Sequence[AlertProfile], items: Sequence[AlertItem], slug: str, at: datetime) -> None:
    first = profiles[0]
    language = first.person.language or "nl"
    with override(language):
        shown = _each_once(items)
        queue_letter(
            key=f"market.alert:{first.public_id}:{first.letters}",
            to=first.person,
            organisation=first.organisation,
            purpose=ALERT,
            subject=_subject(shown),
            body=_body(shown, profiles, slug, language),
            why=_why(profiles),
            unsubscribe=reverse(
                "messages:stop", args=[queries.stop_token(queries.scope_of_letter(profiles))]
            ),
            at=at,
        )


def _each_once(items: Sequence[AlertItem]) -> list[tuple[AlertItem, list[dict[str, str]]]]:
    """Each thing once with the reasons of all profiles that found it, what is new first."""
    found: dict[str, tuple[AlertItem, list[dict[str, str]]]] = {}
    for item in sorted(items, key=lambda one: (ORDER.index(str(one.news)), -one.pk)):
        _item, reasons = found.setdefault(item.subject, (item, []))
        reasons += [one for one in item.reasons if one not in reasons]
    return list(found.values())


def _subject(shown: Sequence[tuple[AlertItem, list[dict[str, str]]]]) -> str:
    if len(shown) == 1:
        item = shown[0][0]
        return f"{item.get_news_display()}: {queries.title_of(item)}"
    return ngettext("%(count)s alert", "%(count)s alerts", len(shown)) % {"count": len(shown)}


def _body(
    shown: Sequence[tuple[AlertItem, list[dict[str, str]]]],
    profiles: Sequence[AlertProfile],
    slug: str,
    language: str,
) -> Body:
    part = shown[:MOST_IN_A_LETTER]
    left = len(shown) - len(part)
    more = _("%(count)s more stand on the page with your alerts.") % {"count": left} if left else ""
    page = (
        reverse("market:alert", args=[slug, profiles[0].public_id])
        if len(profiles) == 1
        else reverse("market:alerts", args=[slug])
    )
    return Body(
        greeting=_("Hello %(name)s,") % {"name": profiles[0].person.name},
        paragraphs=(_("This was found for you, and why:"),),
        parts=tuple(_parts(part, slug, language)),
        button=LetterLink(_("Look at or change your alerts"), page),
        after=(more,) if more else (),
    )


def _parts(
    shown: Sequence[tuple[AlertItem, list[dict[str, str]]]], slug: str, language: str
) -> Iterator[Part]:
    for news in ORDER:
        entries = tuple(
            Entry(
                title=queries.title_of(item),
                url=queries.address_of(item, slug),
                lines=tuple(
                    line
                    for line in (*queries.facts_of(item, language), queries.why_line(reasons, language))
                    if line
                ),
            )
            for item, reasons in shown
            if item.news == news
        )
        if entries:
            yield Part(heading=str(AlertItem.News(news).label), entries=entries)


def _why(profiles: Sequence[AlertProfile]) -> str:
    names = ", ".join(f"“{profile.name}”" for profile in profiles[:5])
    left = len(profiles) - 5
    names += f" {_('and %(count)s more') % {'count': left}}" if left > 0 else ""
    return _("You get this message because you turned these alerts on: %(names)s.") % {"names": names}
