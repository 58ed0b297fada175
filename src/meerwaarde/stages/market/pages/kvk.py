"""A supplier beside the trade register: what agrees, what differs, and whether the firm still exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Crumb, Definition, Page, Tone
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries.admissions import FirmApplication
from meerwaarde.stages.market.queries.kvk import (
    KvkDifference,
    KvkExtract,
    kvk_beside_application,
    kvk_differences,
    profile_of,
)


@dataclass(frozen=True)
class Beside:
    """One field: here and at KvK, and whether it can be taken over."""

    field: str
    label: str
    ours: str
    theirs: str
    state: Badge
    choosable: bool


@dataclass(frozen=True, kw_only=True)
class KvkPage(Page):
    """The comparison; without a key, how to switch it on."""

    off: str
    ask: Action | None
    warning: str
    asked: str
    rows: tuple[Beside, ...]
    facts: tuple[Definition, ...]
    take_url: str
    version: int


def kvk_page(
    actor: Actor, supplier: queries.Supplier, extract: KvkExtract | None, *, switched_on: bool
) -> KvkPage:
    """The supplier beside the last answer of the trade register."""
    home = reverse("market:supplier", args=[actor.slug, supplier.public_id])
    here = reverse("market:supplier_kvk", args=[actor.slug, supplier.public_id])
    may = queries.may_change(actor, supplier)
    rows = () if extract is None else tuple(_rows(supplier, extract, may=may))
    return KvkPage(
        title=_("Check with KvK"),
        intro=supplier.name,
        crumbs=(
            Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug])),
            Crumb(supplier.name, home),
        ),
        off=_off(supplier, switched_on=switched_on),
        ask=Action(label=_("Ask KvK now"), url=here, post=True, icon="search", kind="primary")
        if switched_on and supplier.kvk
        else None,
        warning=_warning(extract),
        asked=_asked(extract),
        rows=rows,
        facts=_facts(extract),
        take_url=reverse("market:supplier_kvk_take", args=[actor.slug, supplier.public_id])
        if any(one.choosable for one in rows)
        else "",
        version=supplier.version,
    )


@dataclass(frozen=True)
class ApplicationKvk:
    """Within an application: what was typed next to what the trade register says."""

    off: str
    ask: Action | None
    warnings: tuple[str, ...]
    asked: str
    rows: tuple[Beside, ...]
    facts: tuple[Definition, ...]


def application_kvk(
    actor: Actor, application: FirmApplication, extract: KvkExtract | None, *, switched_on: bool
) -> ApplicationKvk:
    """The part of a registration that tells what KvK says of its number."""
    found = [] if extract is None else kvk_beside_application(application, extract)
    label = _("Ask KvK now") if extract is None else _("Ask KvK again")
    url = reverse("market:application_kvk", args=[actor.slug, application.public_id])
    return ApplicationKvk(
        off="" if switched_on else _switched_off(),
        ask=Action(label=label, url=url, post=True, icon="search") if switched_on else None,
        warnings=tuple(one for one in (_warning(extract), _other_name(found)) if one),
        asked=_asked(extract),
        rows=tuple(_beside(one, choosable=False) for one in found),
        facts=_facts(extract),
    )


def _other_name(found: list[KvkDifference]) -> str:
    """A number that belongs to another firm is the first thing a coordinator must see."""
    names = next((one for one in found if one.field == "name" and not one.same), None)
    if names is None:
        return ""
    told = _("Under this number KvK knows “%(theirs)s”, not “%(ours)s”. Ask before you admit anybody.")
    return told % {"theirs": names.theirs, "ours": names.ours}


def _asked(extract: KvkExtract | None) -> str:
    if extract is None:
        return ""
    return _("Asked on %(day)s by %(authority)s.") % {
        "day": words.day_in_words(timezone.localdate(extract.asked_at)),
        "authority": extract.organisation.name if extract.organisation else _("an authority"),
    }


def _switched_off() -> str:
    return _(
        "The link with the trade register is not set up. "
        "Ask the administrator of this installation to do so. "
        "Until then, look the firm up at kvk.nl yourself."
    )


def _off(supplier: queries.Supplier, *, switched_on: bool) -> str:
    if not switched_on:
        return _switched_off()
    if not supplier.kvk:
        return _("Fill in the KvK number first. Without it we cannot look the firm up.")
    return ""


def _warning(extract: KvkExtract | None) -> str:
    if extract is None:
        return ""
    if not extract.found:
        return _("KvK does not know this number. Check it with the firm.")
    if extract.ended_on:
        return _("According to KvK this firm ended on %(day)s.") % {
            "day": words.day_in_words(extract.ended_on)
        }
    return ""


def _rows(supplier: queries.Supplier, extract: KvkExtract, *, may: bool) -> list[Beside]:
    return [_beside(one, choosable=may and not one.same) for one in kvk_differences(supplier, extract)]


def _beside(one: KvkDifference, *, choosable: bool) -> Beside:
    labels = {
        "name": _("Name"),
        "legal_form": _("Legal form"),
        "place": _("Place"),
        "trade_names": _("Trade names"),
        "website": _("Website"),
    }
    differs = Badge(label=_("Differs"), tone=Tone.WARNING)
    return Beside(
        field=one.field,
        label=labels[one.field],
        ours=_said(one.field, one.ours) or _("nothing"),
        theirs=_said(one.field, one.theirs),
        state=Badge(label=_("Agrees"), tone=Tone.POSITIVE) if one.same else differs,
        choosable=choosable,
    )


def _said(field: str, value: Any) -> str:
    if field == "legal_form":
        return words.named(rules.legal_forms(Law.on(timezone.localdate())), value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _facts(extract: KvkExtract | None) -> tuple[Definition, ...]:
    said = profile_of(extract) if extract else None
    if said is None:
        return ()
    told = (
        Definition(term=_("Name by statute"), text=said.statutory_name),
        Definition(term=_("Legal form, as KvK says it"), text=said.legal_form_said),
        Definition(term=_("Activities"), items=tuple(f"{one.code} {one.name}" for one in said.activities)),
        Definition(term=_("People at work"), text="" if said.people is None else str(said.people)),
        Definition(term=_("Branches"), text="" if said.branches is None else str(said.branches)),
        Definition(term=_("Began on"), text=words.day_in_words(said.began_on)),
        Definition(term=_("Mail"), text=_("This firm does not want unasked mail.") if said.no_mail else ""),
    )
    return tuple(one for one in told if one.text or one.items)
