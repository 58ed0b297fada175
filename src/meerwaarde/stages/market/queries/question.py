"""A search in the directory in words: for its own pages, and for the files in which it is evidence."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.queries.directory import SupplierFilter, own_categories

KINDS_CALLED = {
    "social": gettext_lazy("Social enterprise"),
    "sustainable_innovator": gettext_lazy("Sustainable innovator"),
    "local": gettext_lazy("From the area"),
    "small": gettext_lazy("Small firm"),
}
OFFERINGS_CALLED = {
    "product": gettext_lazy("Product"),
    "service": gettext_lazy("Service"),
    "work": gettext_lazy("Work"),
}


def question(actor: Actor, wanted: SupplierFilter, day: date) -> tuple[tuple[str, str], ...]:
    """Each part of the question: the name of its field, and the whole part in words.

    A code that the catalogues of `day` do not know (any more) is told as it is.
    """
    law = Law.on(day)
    said = {
        "q": _("words “%(value)s”") % {"value": wanted.text} if wanted.text else "",
        "kind": str(KINDS_CALLED.get(wanted.kind, wanted.kind)),
        "cpv": _cpv(wanted.cpv),
        "category": _part(_("category"), _category(actor, wanted.category)),
        "region": _part(_("delivers in"), rules.region_name(wanted.region) if wanted.region else ""),
        "near": _near(wanted),
        "seat": _part(_("has its address in"), rules.region_name(wanted.seat) if wanted.seat else ""),
        "theme": _part(_("theme"), _theme(wanted.theme, law)),
        "credential": _part(_("recognition"), credential_called(wanted.credential, day)),
        "offering": str(OFFERINGS_CALLED.get(wanted.offering, wanted.offering)),
        "size": _part(_("size"), _size(wanted.size, law)),
        "share": _("at least %(share)s%% from the target group") % {"share": wanted.share}
        if wanted.share
        else "",
        "archived": _("from the archive") if wanted.archived else "",
    }
    return tuple((name, label) for name, label in said.items() if label)


def asked_in_words(actor: Actor, wanted: SupplierFilter, day: date) -> str:
    """The question in one line."""
    return ", ".join(label for _name, label in question(actor, wanted, day)) or _("the whole directory")


def credential_called(code: str, day: date) -> str:
    """A recognition by its name."""
    kind = rules.credential_kinds(Law.on(day)).get(code) if code else None
    return _said(kind.name) if kind else code


def _part(name: str, value: str) -> str:
    return f"{name}: {value}" if value else ""


def _cpv(code: str) -> str:
    if not code:
        return ""
    called = cpv_catalogue().label(code, "en" if _language().startswith("en") else "nl")
    return f"{code} {called}".strip()


def _near(wanted: SupplierFilter) -> str:
    if not wanted.near:
        return ""
    area = distance.postcode_areas().get(wanted.near)
    place = area.name if area else wanted.near
    if not wanted.km:
        return _("seen from %(place)s") % {"place": place}
    return _("about %(km)s km around %(place)s") % {"km": wanted.km, "place": place}


def _category(actor: Actor, code: str) -> str:
    return dict(own_categories(actor)).get(code, code) if code else ""


def _theme(code: str, law: Law) -> str:
    return _said(theme_info(law, code).name) if code in THEMES else ""


def _size(code: str, law: Law) -> str:
    if not code:
        return ""
    return next((_said(one.name) for one in rules.size_classes(law) if one.code == code), code)


def _said(text: Text) -> str:
    return text.in_language(_language())


def _language() -> str:
    return get_language() or "nl"
