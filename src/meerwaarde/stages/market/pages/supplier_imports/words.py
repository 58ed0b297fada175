"""Words, steps and addresses that the pages about a file share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.exchange.suppliers import ROLE_NAMES
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Crumb,
    Progress,
    Step,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment, format_number
from meerwaarde.platform.work.queries import Job, job_of
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import CHECKED, CHECKING, DONE, RUNNING, STOPPED, UPLOADED
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.queries.supplier_differences import CREDENTIAL, IDENTITY, OFFERING
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport

TONES = {
    UPLOADED: Tone.NEUTRAL,
    CHECKING: Tone.INFO,
    CHECKED: Tone.INFO,
    RUNNING: Tone.INFO,
    DONE: Tone.POSITIVE,
    STOPPED: Tone.WARNING,
}


REST_NAMES = {
    "trade_names": gettext_lazy("Trade names"),
    "impact_areas": gettext_lazy("Impact areas"),
    "sdgs": gettext_lazy("Sustainable development goals"),
    "impact": gettext_lazy("What it does for society"),
    "innovation": gettext_lazy("What is new about it"),
    "target_groups": gettext_lazy("Target groups"),
    "main_purpose_integration": gettext_lazy("Its main purpose is to bring people to work"),
    "turnover_band": gettext_lazy("Turnover"),
    "turnover_year": gettext_lazy("Year of the turnover"),
    "subcontracts": gettext_lazy("Willing to be a subcontractor"),
    "combines": gettext_lazy("Willing to combine"),
    "available_from": gettext_lazy("Available from"),
}


def field_name(field: str) -> str:
    """What people call a field of a supplier."""
    language = readers_language()
    if field == IDENTITY:
        return _("Is this the same supplier?")
    if field.startswith(CREDENTIAL):
        code = field.removeprefix(CREDENTIAL)
        kinds = rules.credential_kinds(Law.on(timezone.localdate()))
        return kinds[code].name.in_language(language) if code in kinds else code
    if field in REST_NAMES:
        return str(REST_NAMES[field])
    name = ROLE_NAMES[field.removesuffix("_cents")].in_language(language)  # type: ignore[index]
    return name[:1].upper() + name[1:]


def in_words(field: str, value: Any, day: date) -> str:
    """A value of a field as people read it."""
    language = readers_language()
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "impact_areas":
        areas = {one.code: one.name.in_language(language) for one in rules.impact_areas(Law.on(day))}
        return ", ".join(areas.get(code, code) for code in value)
    if field in REST_NAMES and isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field.endswith("_cents"):
        return format_euro(value, language)
    if field == "target_group_share":
        return f"{format_number(float(value) * 100, language)}%"
    if field == "regions":
        return ", ".join(rules.region_name(code) for code in value)
    if field == "themes":
        return ", ".join(theme_info(Law.on(day), code).name.in_language(language) for code in value)
    if field in ("legal_form", "size_class"):
        law = Law.on(day)
        known = rules.legal_forms(law) if field == "legal_form" else rules.size_classes(law)
        return next((one.name.in_language(language) for one in known if one.code == value), str(value))
    if field.startswith(CREDENTIAL):
        level, until = value
        ends = _("until %(day)s") % {"day": format_day(date.fromisoformat(until), language)} if until else ""
        return " ".join(part for part in (level, ends) if part) or _("without an end")
    if field in (IDENTITY, OFFERING):
        return ", ".join(part for part in value if part)
    return str(value)


def at_work(actor: Actor, batch: SupplierImport) -> bool:
    """Whether a worker goes through this list now, or will soon."""
    return goes_on(batch, job_of(actor, batch.job) if batch.job else None)


def goes_on(batch: SupplierImport, job: Job | None) -> bool:
    return batch.state in (CHECKING, RUNNING) and job is not None and not job.ended


def steps_of(state: str) -> tuple[Step, ...]:
    """Where a person is: the file, the columns, the dry run, taking over."""
    labels = (_("File"), _("Columns"), _("Dry run"), _("Taken over"))
    place = {
        "upload": 0,
        "columns": 1,
        UPLOADED: 1,
        CHECKING: 2,
        CHECKED: 2,
        RUNNING: 3,
        STOPPED: 3,
        DONE: 4,
    }[state]
    return tuple(
        Step(
            label=label,
            state=Progress.DONE if number < place else Progress.CURRENT if number == place else Progress.OPEN,
        )
        for number, label in enumerate(labels)
    )


def crumbs_to(actor: Actor, *, up: bool = True) -> tuple[Crumb, ...]:
    first = Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug]))
    if not up:
        return (first,)
    return (first, Crumb(_("Lists"), reverse("market:supplier_imports", args=[actor.slug])))


def address_of(name: str, actor: Actor, batch: SupplierImport) -> str:
    return reverse(f"market:{name}", args=[actor.slug, batch.public_id])


def day_of(moment: Any) -> str:
    return format_day(timezone.localtime(moment).date(), readers_language(), "short")


def moment_of(moment: Any) -> str:
    return format_moment(moment, readers_language())


def readers_language() -> str:
    return get_language() or "nl"
