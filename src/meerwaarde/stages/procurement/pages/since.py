"""What changed since this person last looked, in words: who, when, which parts, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment, format_number
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.journal_actions import SOMEBODY_GONE, sentence
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement.forms import CONTRACTS, ApproachForm, PurposeForm, ScopeForm
from meerwaarde.stages.procurement.pages.frame import may_edit
from meerwaarde.stages.procurement.queries import Change, FieldChanged, Procurement

MOST = 20
"""Changes told one by one; of more only the number is told."""

STEP_OF = {
    "procurement.purpose": "purpose",
    "procurement.scope": "scope",
    "procurement.impact_lot": "scope",
    "procurement.approach": "approach",
    "procurement.ambition": "ambition",
}
LABELS = {
    "goals": gettext_lazy("Goals of the board"),
    "alternatives": gettext_lazy("Alternatives weighed"),
    "valuation": gettext_lazy("How the value is worked out"),
    "lots": gettext_lazy("Lots"),
    "motivations": gettext_lazy("Reasons"),
    "themes_why": gettext_lazy("Why these levels?"),
    "themes_more": gettext_lazy("What more is possible here?"),
    "instruments": gettext_lazy("Instruments"),
    "state": gettext_lazy("State"),
    "return_note": gettext_lazy("What must change"),
    "estimate_cents": gettext_lazy("Total amount"),
}
"""Fields that have no form field of the same name."""

UNTOLD = frozenset(
    {"ambitious", "motivated", "value_cents", "changed_at", "client", "buyer", "decided_on", "from_notice"}
)
"""Fields that follow from others, or that the sentence tells already."""


@dataclass(frozen=True)
class ChangeTold:
    """One change: the sentence, the moment, a line per part, and where that part stands."""

    sentence: str
    moment: str
    parts: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Since:
    """What happened while this person was away. `more` counts what is not told one by one."""

    looked: str
    changes: tuple[ChangeTold, ...]
    more: int


def since_in_words(
    actor: Actor, procurement: Procurement, looked: datetime | None, changes: tuple[Change, ...]
) -> Since | None:
    """None at the first visit, and where nothing changed: then the page says nothing about it."""
    if looked is None or not changes:
        return None
    editable = may_edit(actor, procurement)
    return Since(
        looked=format_moment(looked, _language()),
        changes=tuple(_told(actor, procurement, one, editable=editable) for one in changes[:MOST]),
        more=max(0, len(changes) - MOST),
    )


def _told(actor: Actor, procurement: Procurement, change: Change, *, editable: bool) -> ChangeTold:
    who = change.by or SOMEBODY_GONE.in_language(_language())
    own = change.noun == "procurement"  # of an explanation or a firm asked the sentence tells enough
    return ChangeTold(
        sentence=sentence(change.action, who, _language()),
        moment=format_moment(change.moment, _language()),
        parts=tuple(line for field in change.fields for line in _lines(field)) if own else (),
        url=_url(actor, procurement, change, editable=editable),
    )


def _url(actor: Actor, procurement: Procurement, change: Change, *, editable: bool) -> str:
    """Where one can see what changed; of the file itself only for who may open its forms."""
    match change.noun:
        case "explanation":
            return reverse("explanations:explanation", args=[actor.slug, change.public_id])
        case "invitee":
            return reverse("procurement:shortlist", args=[actor.slug, procurement.public_id])
        case "searchinfile" | "consultationinfile":
            return "#bewijs"
    step = STEP_OF.get(change.action)
    if not step or not editable:
        return ""
    return reverse(f"procurement:{step}", args=[actor.slug, procurement.public_id])


def _lines(field: FieldChanged) -> Iterator[str]:
    """A line per part that changed; a mapping is told key by key."""
    if field.name in UNTOLD:
        return
    if field.name in ("themes", "particulars", "valuation") and field.known:
        yield from _keys(field.before or {}, field.now or {})
        return
    label = str(LABELS.get(field.name) or _form_label(field.name)).rstrip("?")
    if not field.known:
        yield _("%(part)s was changed") % {"part": label}
        return
    yield _from_to(label, _value(field.name, field.before), _value(field.name, field.now))


def _keys(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*before, *now}):
        if before.get(key) != now.get(key):
            yield _from_to(_form_label(key), _value(key, before.get(key)), _value(key, now.get(key)))


def _from_to(label: str, before: str, now: str) -> str:
    empty = _("not filled in")
    return f"{label}: {before or empty} → {now or empty}"


def _form_label(name: str) -> str:
    for form in (PurposeForm, ScopeForm, ApproachForm):
        if name in form.base_fields:
            return str(form.base_fields[name].label)
    return _theme(name) or name.replace("_", " ")


def _theme(name: str) -> str:
    return theme_name(name).in_language(_language()) if name in THEMES else ""


def _value(name: str, value: Any) -> str:
    """A value of the journal as people read it; "" where nothing stood there."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    match name:
        case "state":
            return PROCUREMENT.state(value).name.in_language(_language())
        case "contract":
            return str(CONTRACTS.get(value, value))
        case "lots":
            return ", ".join(_lot(lot) for lot in value)
    if name.endswith("_cents"):
        return format_euro(int(value), _language())
    if name.endswith("_on"):
        return format_day(date.fromisoformat(value), _language())
    choices = {str(code): str(said) for code, said in _choices(name)}
    if isinstance(value, list):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    if isinstance(value, int):
        return format_number(value, _language())
    return choices.get(str(value), str(value))


def _lot(lot: Mapping[str, Any]) -> str:
    cents = lot.get("estimate_cents")
    return (
        f"{lot['code']} ({format_euro(int(cents), _language())})" if cents is not None else str(lot["code"])
    )


def _choices(name: str) -> Iterator[tuple[Any, Any]]:
    field = ApproachForm.base_fields.get(name)
    yield from getattr(field, "choices", ()) or ()


def _language() -> str:
    return get_language() or "nl"
