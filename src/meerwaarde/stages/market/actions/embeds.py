"""What an administrator does with search boxes for pages of one's own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.colours import LEAST_CONTRAST, read_colour
from meerwaarde.rules.embed_hosts import MOST_HOSTS, read_origins
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import EMBED_ACCENTS, EMBED_LOOKS, EMBED_SIZES, SearchEmbed


@dataclass(frozen=True, kw_only=True)
class EmbedValues:
    """What is given for a box; `hosts` as typed, one on each line."""

    name: str
    hosts: str
    accent: str = "blue"
    own_accent: str = ""
    look: str = "light"
    size: str = "normal"
    region: str = ""


def make_embed(*, actor: Actor, at: datetime, values: EmbedValues) -> SearchEmbed:
    """A new box with an address that nobody guesses."""
    must(actor, "embeds.manage")
    fields = _checked(values)
    with transaction.atomic():
        made = SearchEmbed.enter(
            organisation_id=actor.organisation_id,
            token=secrets.token_urlsafe(18),
            made_by_id=actor.membership_id,
            made_at=at,
            **fields,
        )
        record(
            actor, "searchembed.make", made, at=at, fields=("hosts", "accent", "own_accent", "look", "size")
        )
    return made


def change_embed(
    *, actor: Actor, at: datetime, embed: SearchEmbed, expected_version: int, values: EmbedValues
) -> tuple[str, ...]:
    """Other hosts or looks; the address stays. Raises `Changed` when somebody was first."""
    must(actor, "embeds.manage")
    fields = _checked(values)
    with transaction.atomic():
        changed = embed.change(expected_version, **fields)
        if changed:
            record(actor, "searchembed.change", embed, at=at, fields=changed)
    return changed


def revoke_embed(*, actor: Actor, at: datetime, embed: SearchEmbed) -> None:
    """From now on its address shows nothing."""
    must(actor, "embeds.manage")
    if embed.revoked_at is None:
        with transaction.atomic():
            embed.change(revoked_at=at)
            record(actor, "searchembed.revoke", embed, at=at, fields=("revoked_at",))


def restore_embed(*, actor: Actor, at: datetime, embed: SearchEmbed) -> None:
    """Its address shows the box again."""
    must(actor, "embeds.manage")
    if embed.revoked_at is not None:
        with transaction.atomic():
            embed.change(revoked_at=None)
            record(actor, "searchembed.restore", embed, at=at, fields=("revoked_at",))


def _checked(values: EmbedValues) -> dict[str, object]:
    problems: dict[str, str] = {}
    name = " ".join(values.name.split())[:120]
    if not name:
        problems["name"] = _("Give the search box a name.")
    hosts, odd = read_origins(values.hosts)
    if odd is not None:
        problems["hosts"] = _(
            "“%(host)s” is no address of a site. Write it as https://intranet.gemeente.nl, without a path."
        ) % {"host": odd[:80]}
    elif not hosts:
        problems["hosts"] = _("Name at least one site. Without a site nobody can show the box.")
    elif len(hosts) > MOST_HOSTS:
        problems["hosts"] = _("At most 20 sites fit. Make a second search box for the others.")
    own_accent = values.own_accent.strip().lower() if values.accent == "own" else ""
    if values.accent == "own":
        found = read_colour(own_accent)
        if found is None:
            problems["own_accent"] = _("Write the colour with six signs after a #, for example #1a4f8b.")
        elif found.on_white < LEAST_CONTRAST:
            problems["own_accent"] = _(
                "This colour is too light to be read on white. Choose a darker one of your house style."
            )
    known = (values.accent in EMBED_ACCENTS, values.look in EMBED_LOOKS, values.size in EMBED_SIZES)
    if not all(known):
        problems[""] = _("Choose one from the list.")
    if problems:
        raise Refused(problems)
    return {
        "name": name,
        "hosts": list(hosts),
        "accent": values.accent,
        "own_accent": own_accent,
        "look": values.look,
        "size": values.size,
        "region": values.region,
    }
