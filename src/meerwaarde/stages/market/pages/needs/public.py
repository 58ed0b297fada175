"""The public list of needs: open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.exchange.community_exchanges import NeedAuthority, PublishedNeed
from meerwaarde.platform.layout.components import EmptyState, Help, Link, Page, ShareBar
from meerwaarde.rules.needs import Cover
from meerwaarde.stages.market.forms.needs import NeedFilterForm
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need


@dataclass(frozen=True)
class NeedCard:
    """One need in the list."""

    title: str
    url: str
    facts: str
    what: str
    until: str
    cover: ShareBar


@dataclass(frozen=True, kw_only=True)
class PublicNeedsPage(Page):
    """The list with its filters and feeds."""

    filters: Any
    filters_used: bool
    clear_url: str
    cards: tuple[NeedCard, ...]
    empty: EmptyState | None
    previous_url: str
    next_url: str
    feeds: tuple[Link, ...]

    @property
    def filters_in_use(self) -> int:
        return len(self.filters.asked())


def need_records(needs: Sequence[Need], address: Callable[[str], str]) -> tuple[PublishedNeed, ...]:
    """Public needs as the interface gives them; `address` makes a path into a whole address."""
    covers = queries.covers(needs)
    return tuple(_record(one, covers[one.pk], address) for one in needs)


def _record(one: Need, cover: Cover, address: Callable[[str], str]) -> PublishedNeed:
    codes: dict[str, Any] = {"kind": one.kind, "unit": one.unit, "state": one.state}
    return PublishedNeed(
        id=one.public_id,
        url=address(reverse("public_needs:need", args=[one.public_id])),
        title=one.title,
        what=one.what,
        quantity=one.quantity,
        asker=one.asker_name,
        place=one.place,
        region=one.region or None,
        until=one.until,
        for_whom=one.for_whom,
        authority=NeedAuthority(slug=one.handler.slug, name=one.handler.name),
        agreed=cover.agreed,
        left=cover.left,
        published_at=one.approved_at,
        changed_at=one.changed_at,
        **codes,
    )


def public_needs_page(form: NeedFilterForm, after: str, today: date) -> PublicNeedsPage:
    """What civic organisations ask now."""
    wanted, asked = form.wanted(), form.asked()
    rows = queries.listed_needs(wanted, today, after=after)
    shown = rows[: queries.ON_A_PAGE]
    covers = queries.covers(shown)
    here = reverse("public_needs:list")
    return PublicNeedsPage(
        title=_("Needs of the neighbourhood"),
        intro=_("What civic organisations ask of firms: hands, knowledge, materials, a place."),
        filters=form,
        filters_used=bool(asked),
        clear_url=here,
        cards=tuple(
            NeedCard(
                title=one.title,
                url=reverse("public_needs:need", args=[one.public_id]),
                facts=" · ".join((one.asker_name, words.kind(one), one.place)),
                what=one.what if len(one.what) <= 240 else f"{one.what[:239].rstrip()}…",
                until=words.day(one.until),
                cover=words.cover_bar(covers[one.pk], one.unit),
            )
            for one in shown
        ),
        empty=None
        if shown
        else EmptyState(
            title=_("Nothing fits these filters") if asked else _("Nothing is asked now"),
            text=_("Take a filter away, or use other words.")
            if asked
            else _("Look again later, or follow the feed."),
            drawing="search" if asked else "people",
        ),
        previous_url=f"{here}?{urlencode(asked)}" if after else "",
        next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}"
        if len(rows) > len(shown)
        else "",
        feeds=(Link(_("Feed (Atom)"), reverse("public_needs:feed")),),
        help=(
            Help(
                title=_("Can your firm help?"),
                text=_("Firms log in and offer. Not here yet? Registering takes five minutes."),
                link=Link(_("Register your firm"), reverse("registration:start")),
            ),
        ),
    )
