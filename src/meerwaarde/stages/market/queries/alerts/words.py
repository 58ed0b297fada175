"""What was found, in words: for letters, feeds, messages and pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.layout import notation
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.suppliers import region_name
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import AlertItem


@lru_cache(maxsize=4_096)
def name_of_value(code: str, value: str) -> Text:
    """What people call a CPV group, a region or a theme."""
    if code == "cpv":
        whole = value.ljust(8, "0")
        catalogue = cpv_catalogue()
        return Text(nl=catalogue.label(whole, "nl") or "", en=catalogue.label(whole, "en") or "")
    if code == "region":
        called = region_name(value)
        return Text(nl="" if called == value else called, en="" if called == value else called)
    known = next((theme for theme in THEMES if theme == value), None)
    return Text(nl="", en="") if known is None else theme_name(known)


def title_of(item: AlertItem) -> str:
    """The title of what was found, whatever it is."""
    thing = item.notice or item.opportunity
    return (thing.title if thing else "") or _("Notice without a title")


def address_of(item: AlertItem, slug: str) -> str:
    """The path of its page at this organisation."""
    if item.opportunity is not None:
        return reverse("market:opportunity", args=[slug, item.opportunity.public_id])
    return reverse("market:notice", args=[slug, item.notice.public_id]) if item.notice else ""


def facts_of(item: AlertItem, language: str) -> tuple[str, ...]:
    """Who buys, and when it closes or is expected."""
    if item.opportunity is not None:
        quarter = _("Expected in quarter %(quarter)s of %(year)s.") % {
            "quarter": item.opportunity.quarter,
            "year": item.opportunity.year,
        }
        begun = _("The procurement has begun") if item.opportunity.begun_at else quarter
        return (item.opportunity.organisation.name, begun)
    notice = item.notice
    if notice is None:
        return ()
    closes = ""
    if notice.closes_on and item.news in ("new", "changed", "nothing"):
        closes = _("Closes on %(day)s.") % {"day": notation.format_day(notice.closes_on, language)}
    return (notice.buyer_name, closes)


def why_line(reasons: Sequence[dict[str, str]], language: str) -> str:
    """The reasons in one line."""
    words = [one["en" if language == "en" else "nl"] for one in reasons]
    return _("Why: %(reasons)s") % {"reasons": "; ".join(words)} if words else ""
