"""What a scan finds for one line: route, findings, instruments, the matrix, the market, and what is to gain.

What was found is kept as plain JSON with the marks of what it rests on, so that a page can say when the line,
the law or the policy has changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import msgspec
from django.db.models import Count, Max

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.categories import belongs_to
from meerwaarde.rules.grounds import Advice
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import PARAMETERS, Law, NoParameter
from meerwaarde.rules.market_depth import MarketDepth, market_depth
from meerwaarde.rules.matching import Need
from meerwaarde.rules.procurement_calendar import Outlook, Promise, Quarter, promise
from meerwaarde.rules.receipt import rules_version
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import TimesAsked, candidates
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import ExpectedProcurement
from meerwaarde.stages.procurement.queries.advising import Advised, InForce, advise_on, in_force
from meerwaarde.stages.procurement.queries.calendar import band_of, line_quarter
from meerwaarde.stages.procurement.queries.shortlist import times_asked

LOOKED_AT: Final = 120
"""Suppliers that are looked at for one line."""
GROWS_OLD: Final = timedelta(days=90)
"""After so many days the market has changed enough to look again."""
_THRESHOLD: Final = "thresholds/supplies_services_decentral"

_SCANNED: Final = (
    "title",
    "description",
    "year",
    "quarter",
    "value_low_cents",
    "value_high_cents",
    "duration_months",
    "contract",
    "cpv",
    "category",
    "themes",
    "department_id",
)


@dataclass(frozen=True)
class Marks:
    """What scans of today rest on: the rules with their parameters, and the authority's own policy."""

    law: str
    policy: str


def marks_of(actor: Actor) -> Marks:
    """Two queries."""
    adopted = policy.frameworks_visible_to(actor).order_by("pk")
    versions = [
        f"{one.public_id}:{one.version}:{one.valid_from}:{one.valid_until}"
        for one in adopted
        if not one.draft
    ]
    entries = policy.current_entries(actor).order_by().aggregate(number=Count("pk"), newest=Max("pk"))
    own = json.dumps([versions, entries["number"], entries["newest"]])
    return Marks(f"{rules_version()}:{_parameters()}", hashlib.sha256(own.encode()).hexdigest()[:16])


@lru_cache(maxsize=1)
def _parameters() -> str:
    """A digest over every number that ships with this version."""
    digest = hashlib.sha256()
    for path in sorted(PARAMETERS.rglob("*.yaml")):
        digest.update(path.relative_to(PARAMETERS).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def line_mark(one: ExpectedProcurement) -> str:
    """A digest over what a scan reads of a line."""
    said = json.dumps([getattr(one, name) for name in _SCANNED], default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def stale(one: ExpectedProcurement, marks: Marks, today: date) -> Text | None:
    """Why the scan of a line no longer says how it is; None where it does, or where there is none."""
    scan = one.scan
    if not scan:
        return None
    if scan.get("line") != line_mark(one):
        return LINE_CHANGED
    if scan.get("law") != marks.law or scan.get("law_day") != _law_day(one, today, scan).isoformat():
        return LAW_CHANGED
    if scan.get("policy") != marks.policy:
        return POLICY_CHANGED
    if date.fromisoformat(scan["day"]) + GROWS_OLD < today:
        return GREW_OLD
    return None


def _law_day(one: ExpectedProcurement, today: date, scan: Mapping[str, Any] | None = None) -> date:
    """The day whose law holds: the first of the quarter, where that is known; otherwise that of the scan."""
    day = line_quarter(one).first_day
    if day > today and Law.on(day).get(_THRESHOLD) is not None:
        return day
    return date.fromisoformat(scan["day"]) if scan else today


class Scanner:
    """Looks at lines of one authority on one day; what all of them share is read once."""

    def __init__(self, actor: Actor, today: date) -> None:
        self.actor, self.today = actor, today
        self.marks = marks_of(actor)
        matrix = policy.read_matrix(actor)
        self._levels = matrix.levels()
        self._beginnings = {one.code: tuple(one.cpv) for one in matrix.categories}
        self._by_code = {one.code: one.public_id for one in matrix.categories}
        self._asked: dict[str, TimesAsked] = times_asked(actor, today)
        self._regions = tuple(organisation(actor.organisation_id).own_regions)
        self._decided: dict[tuple[date, int | None], InForce] = {}

    def look(self, one: ExpectedProcurement) -> dict[str, Any]:
        """What is found for a line, as it is kept."""
        day = _law_day(one, self.today)
        band = band_of(one)
        advised = self._advised(one, day, band.upper)
        lighter = self._advised(one, day, band.low) if band.low and band.low != band.upper else None
        depth = self._depth(one, advised, day)
        levels = self._row(one)
        found = self._promise(one, advised, depth, levels)
        advice = advised.advice
        return {
            "line": line_mark(one),
            "law": self.marks.law,
            "policy": self.marks.policy,
            "day": self.today.isoformat(),
            "law_day": day.isoformat(),
            "route": (advice.route or "") if advice else "",
            "lighter": _lighter(advice, lighter.advice if lighter else None),
            "fault": _plain(advised.fault.message) if advised.fault else None,
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "text": _plain(finding.text),
                    "what_now": _plain(finding.what_now) if finding.what_now else None,
                }
                for finding in (advice.findings if advice else ())
            ],
            "instruments": [
                {"code": fit.code, "fit": fit.fit, "why": _plain(fit.why)}
                for fit in (advice.instruments if advice else ())
            ],
            "asked": [_plain(question.why) for question in (advice.open_questions if advice else ())][:8],
            "market": None
            if depth is None
            else {
                "step": depth.advice,
                "why": _plain(depth.why),
                "what_now": _plain(depth.what_now) if depth.what_now else None,
                "counts": {each.instrument: [each.qualified, each.unknown] for each in depth.depths},
            },
            "matrix": None
            if levels is None
            else {theme: levels[theme] for theme in THEMES if theme in levels},
            "points": found.points,
            "highest": found.highest,
            "grade": found.grade,
            "signals": [[signal.code, signal.points, _plain(signal.text)] for signal in found.signals],
            "unknown": [_plain(text) for text in found.unknown],
        }

    def _advised(self, one: ExpectedProcurement, day: date, amount: Any) -> Advised:
        raw = {
            "buyer": self.actor.buyer,
            "contract": one.contract or None,
            "cpv": list(one.cpv) or None,
            "duration_months": one.duration_months,
            "estimate": str(amount) if amount else None,
        }
        key = (day, one.department_id)
        if key not in self._decided:
            self._decided[key] = in_force(self.actor.organisation_id, *key)
        return advise_on(
            self.actor,
            {name: value for name, value in raw.items() if value is not None},
            day,
            department=one.department,
            purpose_stated=False,
            decided=self._decided[key],
            today=self.today,
        )

    def _depth(self, one: ExpectedProcurement, advised: Advised, day: date) -> MarketDepth | None:
        """How deep the market is; None without a CPV code, because words alone find too little."""
        if not one.cpv:
            return None
        need = Need(
            id=one.public_id,
            text=f"{one.title} {one.description}".strip()[:1000],
            cpv=tuple(one.cpv),
            regions=self._regions or None,
            estimate=band_of(one).upper,
            duration_months=one.duration_months,
            themes=tuple(one.themes),
            day=day,
        )
        found = candidates(self.actor, need, day=self.today, asked=self._asked, most=LOOKED_AT)
        room = advised.impact_lot
        try:
            return market_depth(
                need, [each.profile for each in found], Law.on(day), lot=room.lot if room else None
            )
        except NoParameter:
            return None

    def _row(self, one: ExpectedProcurement) -> dict[Theme, int] | None:
        """What the matrix says of the category of a line, or of the one that its CPV codes fall under."""
        category = one.category if one.category in self._levels else self._category_of(one.cpv)
        return self._levels.get(category)

    def _category_of(self, codes: list[str]) -> str:
        """The public id of the category that the first code with one falls under; "" where none does."""
        for code in codes:
            found = belongs_to(code, self._beginnings)
            if found is not None:
                return self._by_code[found.category]
        return ""

    def _promise(
        self,
        one: ExpectedProcurement,
        advised: Advised,
        depth: MarketDepth | None,
        levels: Mapping[Theme, int] | None,
    ) -> Promise:
        fits = None
        if advised.advice is not None:
            fits = sum(fit.fit == "fits" for fit in advised.advice.instruments)
        return promise(
            Outlook(
                matrix=levels,
                market=depth.advice if depth else None,
                fits=fits,
                quarters_left=Quarter.of(self.today).until(line_quarter(one)),
                themes=tuple(one.themes),
            ),
            Law.on(self.today),
        )


def _lighter(heavy: Advice | None, light: Advice | None) -> str:
    """The route at the bottom of the band, where that is another one."""
    if heavy is None or light is None or light.route == heavy.route:
        return ""
    return light.route or ""


def _plain(text: Text) -> dict[str, str]:
    return dict(msgspec.to_builtins(text))


LINE_CHANGED = Text(
    nl="De regel is gewijzigd sinds de doorlichting.", en="The line has changed since the scan."
)
LAW_CHANGED = Text(
    nl="De regels of bedragen van de wet zijn gewijzigd sinds de doorlichting.",
    en="The rules or amounts of the law have changed since the scan.",
)
POLICY_CHANGED = Text(
    nl="Uw beleidskader of matrix is gewijzigd sinds de doorlichting.",
    en="Your framework or matrix has changed since the scan.",
)
GREW_OLD = Text(
    nl="De doorlichting is meer dan drie maanden oud; de markt kan veranderd zijn.",
    en="The scan is over three months old; the market may have changed.",
)
