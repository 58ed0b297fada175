"""The page of the list that comes with the product."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, Page
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.categories.shipped_list import ShippedCategory, shipped_categories
from meerwaarde.rules.compliance.sentences import level_name
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.matrix import drawn
from meerwaarde.stages.policy.pages.matrix.picture import level_said, short_name


@dataclass(frozen=True)
class ShippedRow:
    """One category with its proposal; `standing` says that it stands in the matrix already."""

    code: str
    name: str
    what: str
    cpv: str
    marks: tuple[tuple[SafeString, str, str], ...]
    """Per theme the mark, what it says aloud, and the opportunity in words."""
    standing: bool
    checked: bool


@dataclass(frozen=True)
class ShippedGroup:
    name: str
    rows: tuple[ShippedRow, ...]


@dataclass(frozen=True, kw_only=True)
class ShippedPage(Page):
    """The whole list, to take over wholly or in part."""

    themes: tuple[str, ...]
    groups: tuple[ShippedGroup, ...]
    legend: tuple[tuple[SafeString, str], ...]
    mistake: str = ""
    cancel_url: str


def shipped_page(actor: Actor, *, chosen: frozenset[str] | None = None, mistake: str = "") -> ShippedPage:
    """`chosen` are the codes that were ticked when a mistake was made; before that all that is new."""
    own = queries.categories(actor)
    standing = {one.default_code for one in own} | {one.name.lower() for one in own}
    home = reverse("policy:matrix", args=[actor.slug])
    groups: dict[str, list[ShippedRow]] = {}
    for one in shipped_categories():
        row = _row(one, standing, chosen)
        groups.setdefault(words.in_words(one.cluster), []).append(row)
    return ShippedPage(
        title=_("Shipped list of categories"),
        intro=_(
            "A proposal to begin with, written for this product. Take over what fits you and change it "
            "as you like. What you wrote yourself stays as it is."
        ),
        crumbs=(Crumb(_("Matrix"), home),),
        themes=tuple(drawn.breakable(short_name(theme)) for theme in THEMES),
        groups=tuple(ShippedGroup(name, tuple(rows)) for name, rows in groups.items()),
        legend=tuple((drawn.mark(level), words.in_words(level_name(level))) for level in LEVELS),
        mistake=mistake,
        cancel_url=home,
    )


def _row(one: ShippedCategory, standing: set[str], chosen: frozenset[str] | None) -> ShippedRow:
    name = words.in_words(one.name)
    there = one.code in standing or name.lower() in standing
    return ShippedRow(
        code=one.code,
        name=name,
        what=words.in_words(one.what),
        cpv=", ".join(one.cpv),
        marks=tuple(
            (
                drawn.mark(proposal.level),
                f"{words.theme_in_words(theme)}: {level_said(proposal.level)}",
                words.in_words(proposal.opportunity),
            )
            for theme, proposal in one.themes.items()
        ),
        standing=there,
        checked=not there if chosen is None else one.code in chosen,
    )
