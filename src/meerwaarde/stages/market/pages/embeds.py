"""Search boxes for pages of one's own: the administrator's pages, and the box itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FormPage,
    Help,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.stages.market.forms.embeds import EmbedForm
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import embeds as queries
from meerwaarde.stages.market.queries import offered_by

Absolute = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class EmbedsPage(Page):
    """All boxes of the organisation."""

    table: Table


@dataclass(frozen=True, kw_only=True)
class EmbedPage(FormPage):
    """One box: what to paste, how it looks, and the form to change it."""

    frame: str
    script: str
    preview_url: str
    note: str


@dataclass(frozen=True, kw_only=True)
class BoxHit:
    """One supplier in the box."""

    name: str
    url: str
    place: str
    offers: str
    social: bool


@dataclass(frozen=True, kw_only=True)
class Box:
    """What stands in the frame; without script, cookies or the reader's name."""

    language: str
    organisation: str
    accent: str
    look: str
    size: str
    style_url: str
    asked: str
    only_social: bool
    told: str
    hits: tuple[BoxHit, ...]
    all_url: str
    preview: bool


def embeds_page(actor: Actor) -> EmbedsPage:
    """The list, with what it is for where there is none yet."""
    new = Action(
        label=_("New search box"),
        url=reverse("market:embed_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return EmbedsPage(
        title=_("Search boxes"),
        intro=_("Let colleagues search suppliers from your own intranet. You say on which sites."),
        actions=(new,),
        table=Table(
            caption=_("Search boxes"),
            caption_hidden=True,
            columns=(Column(label=_("Name")), Column(label=_("Sites")), Column(label=_("State"))),
            rows=tuple(
                Row(
                    (
                        Cell(text=one.name, url=reverse("market:embed", args=[actor.slug, one.public_id])),
                        Cell(text=", ".join(one.hosts)),
                        Cell(badge=_state(one)),
                    )
                )
                for one in queries.embeds(actor)
            ),
            empty=EmptyState(
                title=_("No search boxes yet"),
                text=_("A search box is a line that you paste in a page of your intranet."),
                action=new,
                drawing="search",
            ),
        ),
    )


def _state(embed: queries.SearchEmbed) -> Badge:
    if embed.revoked_at is None:
        return Badge(label=_("In use"), tone=Tone.POSITIVE)
    day = format_day(timezone.localdate(embed.revoked_at), words.language())
    return Badge(label=_("Revoked on %(day)s") % {"day": day})


def embed_form_page(
    actor: Actor, form: EmbedForm, absolute: Absolute, embed: queries.SearchEmbed | None = None
) -> EmbedPage:
    """A new box, or one that is there with what to paste."""
    crumbs = (Crumb(_("Search boxes"), reverse("market:embeds", args=[actor.slug])),)
    help_texts = (
        Help(
            title=_("What your site must allow"),
            points=(
                _("The frame works without script. The script only puts the same frame in your page."),
                _("Where your site has a content security policy: allow our address in frame-src."),
                _("For the script allow our address in script-src as well."),
                _("No cookies are set, and nothing about the reader is kept."),
            ),
        ),
    )
    if embed is None:
        return EmbedPage(
            title=_("New search box"),
            crumbs=crumbs,
            help=help_texts,
            form=form,
            submit=_("Make the search box"),
            cancel_url=reverse("market:embeds", args=[actor.slug]),
            frame="",
            script="",
            preview_url="",
            note="",
        )
    used = embed.revoked_at is None
    here = reverse("embeds:box", args=[embed.token])
    turned = "embed_revoke" if used else "embed_restore"
    return EmbedPage(
        title=embed.name,
        badge=_state(embed),
        crumbs=crumbs,
        actions=(
            Action(
                label=_("Revoke") if used else _("Put back in use"),
                url=reverse(f"market:{turned}", args=[actor.slug, embed.public_id]),
                post=True,
                icon="block" if used else "success",
                kind="danger" if used else "secondary",
            ),
        ),
        help=help_texts,
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:embeds", args=[actor.slug]),
        frame=_frame(embed, absolute(here)),
        script=_script(absolute(reverse("embeds:script", args=[embed.token]))),
        preview_url=reverse("market:embed_preview", args=[actor.slug, embed.public_id]) if used else "",
        note="" if used else _("This search box is revoked: its address shows nothing."),
    )


def _script(url: str) -> str:
    return f'<script src="{escape(url)}" async></script>'


def _frame(embed: queries.SearchEmbed, url: str) -> str:
    title = _("Search suppliers")
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="560" loading="lazy" '
        'referrerpolicy="no-referrer"></iframe>'
    )


def box(
    embed: queries.SearchEmbed,
    asked: str,
    *,
    only_social: bool,
    day: date,
    absolute: Absolute,
    preview: bool = False,
) -> Box:
    """What the box shows for these words; without words nothing is searched yet."""
    slug = embed.organisation.slug
    query = {"q": asked, **({"kind": "social"} if only_social else {})}
    found = queries.public_matches(asked, "social" if only_social else "", embed.region, day) if asked else ()
    shown = found[: queries.MOST_SHOWN]
    offers = offered_by(shown)
    if not asked:
        told = ""
    elif not found:
        told = _("Nothing found among suppliers with a public page. Try another word.")
    elif len(found) > queries.MOST_SHOWN:
        told = _("The first 10 suppliers")
    else:
        told = _("Found: %(number)s") % {"number": len(found)}
    return Box(
        language=words.language()[:2],
        organisation=embed.organisation.name,
        accent=embed.accent,
        look=embed.look,
        size=embed.size,
        style_url=reverse("embeds:style", args=[embed.token]) if embed.own_accent else "",
        asked=asked,
        only_social=only_social,
        told=told,
        hits=tuple(
            BoxHit(
                name=one.name,
                url=absolute(reverse("public_suppliers:supplier", args=[one.public_id])),
                place=one.place,
                offers=", ".join(offers.get(one.pk, ())[:3]),
                social=one.social_until is not None and one.social_until >= day,
            )
            for one in shown
        ),
        all_url=absolute(reverse("market:suppliers", args=[slug]))
        + (f"?{urlencode(query)}" if asked else ""),
        preview=preview,
    )
