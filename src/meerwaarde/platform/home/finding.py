"""The one search: what answers some words, of which kinds, and what this person may see of it.

Stages bring their kinds through the slot `kind_names`; the index brings what answers. Nothing here knows what
a kind is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.home.marking import Piece, marked
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Crumb, EmptyState, KindName, Page
from meerwaarde.platform.search import queries as index

HITS_ON_A_PAGE = 20
HITS_WHILE_TYPING = 8
OF_A_KIND_WHILE_TYPING = 4
"""So many of one kind, as long as others answer too."""

LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """One kind with how many answer; a link that narrows to it, or back to all."""

    label: str
    count: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `why` says which words answered."""

    kind: str
    icon: str
    title: tuple[Piece, ...]
    url: str
    excerpt: tuple[Piece, ...]
    why: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Things of one kind, below their name."""

    label: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """What was asked and what answers it."""

    words: str
    kind: str
    home_url: str
    found: str
    chips: tuple[Chip, ...]
    hits: tuple[Hit, ...]
    first_url: str
    next_url: str
    empty: EmptyState
    address: str
    """The address of this question, for the bar of the browser."""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """What stands below the box in the header while somebody types."""

    told: str
    chips: tuple[Chip, ...]
    groups: tuple[HitGroup, ...]
    all_url: str
    all_label: str


@dataclass(frozen=True)
class _Answer:
    asked: str
    kinds: dict[str, KindName]
    found: index.Candidates

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.kind for one in self.found.rows)

    def counted(self, kind: str) -> str:
        """How many of a kind, or of all kinds with ""; "+" where there are more than were put in order."""
        number = self.counts[kind] if kind else len(self.found.rows)
        return f"{number}+" if (kind in self.found.more if kind else self.found.more) else str(number)


def search_page(actor: Actor, words: str, *, kind: str = "", after: str = "") -> SearchPage:
    """One page of what answers, of all kinds or of one; `after` is the object behind which it begins."""
    answer = _answer(actor, words)
    chosen = kind if answer.counts[kind] else ""
    rows = [one for one in answer.found.rows if not chosen or one.kind == chosen]
    places = {one.object_id: place for place, one in enumerate(rows, start=1)}
    start = places.get(after, 0)
    shown = rows[start : start + HITS_ON_A_PAGE]
    more = len(rows) > start + HITS_ON_A_PAGE
    address = partial(_address, actor, answer.asked)
    return SearchPage(
        title=_("Search"),
        crumbs=(Crumb(_("Home"), reverse("authority:home", args=[actor.slug])),),
        words=answer.asked,
        kind=chosen,
        home_url=reverse("authority:search", args=[actor.slug]),
        found=_told(answer, chosen) if answer.asked else "",
        chips=_chips(actor, answer, chosen),
        hits=_hits(actor, answer, shown),
        first_url=address(soort=chosen) if start else "",
        next_url=address(soort=chosen, na=shown[-1].object_id) if more else "",
        empty=_empty(answer),
        address=address(soort=chosen),
    )


def finder(actor: Actor, words: str) -> Finder:
    """The best few, below the kind that they are, and the way to all of them."""
    answer = _answer(actor, words)
    chosen: list[index.Candidate] = []
    taken: Counter[str] = Counter()
    most = OF_A_KIND_WHILE_TYPING if len(answer.counts) > 1 else HITS_WHILE_TYPING
    for one in answer.found.rows:
        if taken[one.kind] < most and len(chosen) < HITS_WHILE_TYPING:
            taken[one.kind] += 1
            chosen.append(one)
    groups: dict[str, list[Hit]] = {}
    for one, hit in zip(chosen, _hits(actor, answer, chosen), strict=True):
        groups.setdefault(one.kind, []).append(hit)
    return Finder(
        told=_told(answer, "") if chosen else _("Nothing found. Try other words, or fewer."),
        chips=_chips(actor, answer, "") if chosen else (),
        groups=tuple(HitGroup(_plural(answer.kinds[kind]), tuple(hits)) for kind, hits in groups.items()),
        all_url=_address(actor, answer.asked) if chosen else "",
        all_label=_("All results (%(number)s)") % {"number": answer.counted("")},
    )


def _answer(actor: Actor, words: str) -> _Answer:
    asked = " ".join(words.replace("\x00", " ").split())[:LONGEST_QUESTION]
    kinds = {name.kind: name for name in slots.kind_names.collect() if actor.may(name.permission)}
    sees = {
        kind: partial(name.visible, actor) if name.visible is not None else None
        for kind, name in kinds.items()
    }
    return _Answer(asked, kinds, index.candidates(actor.organisation_id, asked, sees))


def _hits(actor: Actor, answer: _Answer, chosen: list[index.Candidate]) -> tuple[Hit, ...]:
    language: Literal["nl", "en"] = "en" if (get_language() or "nl").startswith("en") else "nl"
    return tuple(
        Hit(
            kind=answer.kinds[found.kind].label,
            icon=answer.kinds[found.kind].icon,
            title=marked(found.title, answer.asked, answer.found.asked),
            url=_at_home(actor, found.url),
            excerpt=marked(found.excerpt, answer.asked, answer.found.asked),
            why=found.why,
        )
        for found in index.shown(chosen, answer.found.asked, language)
    )


def _chips(actor: Actor, answer: _Answer, chosen: str) -> tuple[Chip, ...]:
    """All first, then each kind that answers, in the order of the stages."""
    if not answer.found.rows:
        return ()
    counts = answer.counts
    return (
        Chip(_("Everything"), answer.counted(""), _address(actor, answer.asked), "search", not chosen),
        *(
            Chip(
                _plural(name),
                answer.counted(kind),
                _address(actor, answer.asked, soort=kind),
                name.icon,
                kind == chosen,
            )
            for kind, name in answer.kinds.items()
            if counts[kind]
        ),
    )


def _plural(name: KindName) -> str:
    return str(name.plural or name.label)


def _told(answer: _Answer, kind: str) -> str:
    counted = answer.counted(kind)
    if counted.endswith("+"):
        told = _("More than %(number)s results for “%(words)s”")
        return told % {"number": counted[:-1], "words": answer.asked}
    told = ngettext("%(number)s result for “%(words)s”", "%(number)s results for “%(words)s”", int(counted))
    return told % {"number": counted, "words": answer.asked}


def _empty(answer: _Answer) -> EmptyState:
    if answer.asked:
        return EmptyState(title=_("Nothing found"), text=_("Try other words, or fewer."), drawing="search")
    names = ", ".join(_plural(name).lower() for name in list(answer.kinds.values())[:6])
    return EmptyState(
        title=_("What are you looking for?"),
        text=_("You can find here: %(kinds)s.") % {"kinds": names} if names else "",
        drawing="search",
    )


def _address(actor: Actor, asked: str, **more: str) -> str:
    query = urlencode({name: value for name, value in {"q": asked, **more}.items() if value})
    home = reverse("authority:search", args=[actor.slug])
    return f"{home}?{query}" if query else home


def _at_home(actor: Actor, url: str) -> str:
    """What all authorities find stands under "-" in the index: here it becomes the reader's own."""
    return f"/{actor.slug}/{url.removeprefix('/-/')}" if url.startswith("/-/") else url
