"""How often rules are satisfied, explained or still open, from rows that each change of a file keeps."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance import Assessment, theme_of
from meerwaarde.rules.lifecycle import WITHDRAWN
from meerwaarde.stages.procurement.models import Procurement, RuleStanding
from meerwaarde.stages.procurement.queries.explanations import BANDS, UNKNOWN_BAND, in_band
from meerwaarde.stages.procurement.queries.reading import visible_to


@dataclass(frozen=True)
class Standings:
    """How many of the rules that held were satisfied, explained, or are still open."""

    satisfied: int = 0
    explained: int = 0
    open: int = 0

    @property
    def held(self) -> int:
        """All rules that held."""
        return self.satisfied + self.explained + self.open

    @property
    def rate(self) -> float | None:
        """The part that was explained; None where no rule held."""
        return self.explained / self.held if self.held else None


@dataclass(frozen=True)
class Group:
    """The counts of one department, theme or band. `key` is what the list of explanations filters on."""

    key: str
    label: str
    counts: Standings


def standings_visible_to(actor: Actor) -> QuerySet[RuleStanding]:
    """The rows of the files that this actor may read, but for what was withdrawn."""
    files = visible_to(actor).exclude(state=WITHDRAWN).order_by()
    return RuleStanding.objects.filter(procurement__in=files)


def standings(actor: Actor) -> Standings:
    """The whole authority, in one query."""
    found = standings_visible_to(actor).order_by().values_list("standing").annotate(Count("pk"))
    return Standings(**dict(found))


def standings_per_department(actor: Actor) -> tuple[Group, ...]:
    """Per department, by name; what belongs to none has an empty key. One query."""
    key, label = F("procurement__department__public_id"), F("procurement__department__name")
    return tuple(sorted(_grouped(actor, key, label), key=lambda group: (not group.label, group.label)))


def standings_per_theme(actor: Actor) -> tuple[Group, ...]:
    """Per theme that a rule is about; what is about none has an empty key. One query."""
    found = _grouped(actor, F("theme"), F("theme"))
    return tuple(sorted(found, key=lambda group: (not group.key, group.key)))


def standings_per_band(actor: Actor) -> tuple[Group, ...]:
    """Per band of value, from small to large; bands without rules are left out. One query."""
    whens = [When(in_band(band, "procurement__value_cents"), then=Value(band)) for band in BANDS]
    band = Case(*whens, default=Value(UNKNOWN_BAND), output_field=CharField())
    found = {group.key: group for group in _grouped(actor, band, band)}
    return tuple(found[key] for key in (*BANDS, UNKNOWN_BAND) if key in found)


def standings_now(procurement: Procurement, assessments: tuple[Assessment, ...]) -> list[RuleStanding]:
    """The rows of a file that stands so: only rules that hold for certain."""
    return [
        RuleStanding(
            procurement=procurement,
            rule=one.rule.id,
            rule_code=one.rule.code,
            theme=theme_of(one.rule.demand) or "",
            standing=one.standing,
        )
        for one in assessments
        if one.holds
    ]


def standings_kept(procurement: Procurement) -> list[RuleStanding]:
    """The rows that are kept of a file."""
    return list(RuleStanding.objects.filter(procurement=procurement))


def _grouped(actor: Actor, key: F | Case, label: F | Case) -> list[Group]:
    counted: dict[tuple[str, str], dict[str, int]] = {}
    rows = standings_visible_to(actor).order_by().annotate(key=key, label=label)
    for found, name, standing, number in rows.values_list("key", "label", "standing").annotate(Count("pk")):
        counted.setdefault((found or "", name or ""), {})[standing] = number
    return [Group(found, name, Standings(**counts)) for (found, name), counts in counted.items()]
