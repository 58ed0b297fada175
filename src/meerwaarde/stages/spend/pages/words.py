"""Words, steps and addresses that the pages about spend share."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Crumb, Progress, Step, Tone
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment, format_number
from meerwaarde.rules.lifecycle import CHECKED, CONFIRMED, MAPPED, SPEND_BATCH, UPLOADED, WITHDRAWN
from meerwaarde.stages.spend.queries.batches import SpendBatch

TONES = {
    UPLOADED: Tone.WARNING,
    MAPPED: Tone.INFO,
    CHECKED: Tone.WARNING,
    CONFIRMED: Tone.POSITIVE,
    WITHDRAWN: Tone.NEUTRAL,
}


def language() -> str:
    """The reader's language."""
    return get_language() or "nl"


def state_badge(batch: SpendBatch) -> Badge:
    """What became of a file."""
    return Badge(label=SPEND_BATCH.state(batch.state).name.in_language(language()), tone=TONES[batch.state])


def steps_of(state: str) -> tuple[Step, ...]:
    """Where a person is: the file, the columns, the check, counting."""
    labels = (_("File"), _("Columns"), _("Check"), _("Counts"))
    place = {"upload": 0, UPLOADED: 1, MAPPED: 2, CHECKED: 2, CONFIRMED: 4, WITHDRAWN: 4}[state]
    return tuple(
        Step(
            label=label,
            state=Progress.DONE if number < place else Progress.CURRENT if number == place else Progress.OPEN,
        )
        for number, label in enumerate(labels)
    )


def crumbs_to(actor: Actor, *, up: bool = True) -> tuple[Crumb, ...]:
    """The way back to the figures, and from below a file to the files."""
    first = Crumb(_("Where the money went"), reverse("spend:figures", args=[actor.slug]))
    if not up:
        return (first,)
    return (first, Crumb(_("Files of payments"), reverse("spend:batches", args=[actor.slug])))


def address_of(name: str, actor: Actor, batch: SpendBatch) -> str:
    """The address of a page about a file."""
    return reverse(f"spend:{name}", args=[actor.slug, batch.public_id])


def number_of(value: float) -> str:
    """A number as people write it."""
    return format_number(value, language())


def euro_of(cents: int) -> str:
    """An amount in euros."""
    return format_euro(cents, language())


def day_of(day: date) -> str:
    """A day, short."""
    return format_day(day, language(), "short")


def day_of_moment(moment: datetime) -> str:
    """The day of a moment, short."""
    return day_of(timezone.localtime(moment).date())


def moment_of(moment: datetime) -> str:
    """A moment."""
    return format_moment(moment, language())


def period_of(batch: SpendBatch) -> str:
    """From the first day of the lines until the last; empty while nothing was read."""
    if batch.since is None or batch.until is None:
        return ""
    return _("%(since)s until %(until)s") % {"since": day_of(batch.since), "until": day_of(batch.until)}


def month_name(month: str, *, short: bool = False) -> str:
    """A month (`2025-03`) as people say it."""
    first = date(int(month[:4]), int(month[5:]), 1)
    return date_format(first, "M y" if short else "F Y")


REASON_NAMES = {
    "amount_unreadable": gettext_lazy("The amount cannot be read"),
    "amount_missing": gettext_lazy("There is no amount"),
    "date_unreadable": gettext_lazy("The date cannot be read"),
    "date_missing": gettext_lazy("There is no date"),
    "date_impossible": gettext_lazy("This date does not exist or lies too far away"),
    "supplier_missing": gettext_lazy("There is no supplier"),
    "too_few_columns": gettext_lazy("The line has too few columns"),
    "too_many_columns": gettext_lazy("The line has too many columns"),
    "quote_open": gettext_lazy("A quotation mark is opened and never closed"),
    "encoding": gettext_lazy("Signs in this line cannot be read"),
    "too_long": gettext_lazy("A text in this line is too long"),
}


def reason_name(code: str) -> str:
    """Why a line is refused, in words; the code itself where it is not known."""
    return str(REASON_NAMES.get(code, code))


def size_of(size: int) -> str:
    """How large a file is, as people say it."""
    for unit, step in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= step:
            return f"{format_number(round(size / step, 1), language())} {unit}"
    return f"{size} byte"
