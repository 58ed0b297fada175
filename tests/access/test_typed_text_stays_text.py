"""What people type is shown as text and never becomes part of a page: pages with payloads in every name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.organisations.models import Department, Organisation, Person
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.market.models import Notice
from meerwaarde.stages.policy.actions import (
    GoalValues,
    Indicator,
    add_rule,
    draft_framework,
    record_goal,
)
from meerwaarde.stages.procurement import actions
from meerwaarde.stages.procurement.models import Procurement, new_start_key

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MARK = "onveilig"
"""Stands in every payload, so that a page that shows none of them cannot pass."""

PAYLOADS = (
    f"<script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f'"><svg onload={MARK}()>',
    f"' onmouseover='{MARK}()",
    f'" autofocus onfocus="{MARK}()',
    f"</title><script>{MARK}()</script>",
    f"</textarea><iframe srcdoc='{MARK}'>",
    f"<a href=javascript:{MARK}()>hier</a>",
    f"{{{{ {MARK} }}}}{{% load {MARK} %}}",
    f"--><form action=//{MARK}.example><input name=q>",
    f"<details open ontoggle={MARK}()>",
    f"<math><mtext></p><style><img src=x onerror={MARK}()>",
)

OURS = {"iframe", "math", "mtext", "style", "object", "embed"}
"""Elements that no page of ours has: one on a page came out of what somebody typed."""


class Elements(HTMLParser):
    """Everything on a page that could run, or take a reader elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in OURS or (tag == "script" and "src" not in values):
            self.wrong.append(f"<{tag}>")
        if tag == "form" and (values.get("action") or "").startswith("//"):
            self.wrong.append("<form> to elsewhere")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.wrong.append(f"<{tag} {name}={value}>")


@pytest.fixture
def poisoned(cast: Any) -> dict[str, Any]:
    """Veenmeer with payloads in the names of people, departments, goals, rules, notices and procurements."""
    turn = iter(PAYLOADS * 10)
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(name=next(turn))
    for department in Department.objects.all():
        Department.objects.filter(pk=department.pk).update(name=next(turn))
    Organisation.objects.filter(slug="veenmeer").update(name=PAYLOADS[2])
    part = Department.objects.filter(organisation__slug="veenmeer").first()
    goals = [
        record_goal(
            actor=cast.pia,
            at=NOW,
            goal=GoalValues(
                wording=payload,
                explanation=payload,
                source_type="motion",
                document=payload,
                page=payload[:40],
                portfolio=payload,
                since_year=2026,
                until_year=2030,
                theme="climate",
                department=part,
                indicator=Indicator(indicator=payload, unit=payload),
            ),
        )
        for payload in PAYLOADS
    ]
    framework = draft_framework(
        actor=cast.pia, at=NOW, title=PAYLOADS[0], explanation=PAYLOADS[1], department=part
    )
    rule = _rule(cast, framework, goals)
    procurements = [_procurement(cast, payload, goals, part) for payload in PAYLOADS]
    notice = _notice(cast)
    return {
        "goals": goals,
        "framework": framework,
        "rule": rule,
        "procurements": procurements,
        "notice": notice,
    }


def _rule(cast: Any, framework: Any, goals: list[Any]) -> Any:
    from meerwaarde.rules.compliance import InviteImpactEnterprise, Scope

    return add_rule(
        actor=cast.pia,
        at=NOW,
        framework=framework,
        strength="tenzij",
        scope=Scope(),
        demand=InviteImpactEnterprise(),
        explanation=PAYLOADS[3],
        code=PAYLOADS[8][:20],
        goals=goals[:3],
    )


def _procurement(cast: Any, payload: str, goals: list[Any], part: Department | None) -> Procurement:
    made = actions.start(
        cast.ann, title=payload, need=payload, department=part, start_key=new_start_key(), at=NOW
    )
    actions.save_purpose(
        cast.ann,
        made,
        expected_version=made.version,
        title=payload,
        purpose_value=payload,
        purpose_for=payload,
        need=payload,
        alternatives={"reuse": {"considered": True, "why": payload}},
        goals=goals[:2],
        at=NOW,
    )
    actions.save_scope(
        cast.ann,
        made,
        expected_version=made.version,
        part={"contract": "services", "estimate": "90000"},
        start_on=date(2026, 12, 1),
        divided=True,
        lots=(
            actions.LotGiven(code=payload[:20], name=payload, estimate_cents=4_000_000),
            actions.LotGiven(code="2", name=payload, estimate_cents=5_000_000),
        ),
        at=NOW,
    )
    actions.weigh_instrument(cast.ann, made, code="impact_lot", choice="not", why=payload, at=NOW)
    return made


def _notice(cast: Any) -> Notice:
    """A notice read from a file whose every text is a payload."""
    import json

    from meerwaarde.stages.market.actions import import_notice

    release = {
        "ocid": f"ocds-{MARK}",
        "id": PAYLOADS[4],
        "date": "2026-11-01T00:00:00Z",
        "tag": ["tender"],
        "parties": [{"id": "1", "name": PAYLOADS[5], "roles": ["buyer"]}],
        "buyer": {"id": "1", "name": PAYLOADS[5]},
        "tender": {
            "id": "1",
            "title": PAYLOADS[6],
            "description": f"{PAYLOADS[7]} social return {PAYLOADS[0]}",
            "mainProcurementCategory": "services",
            "lots": [{"id": PAYLOADS[9], "title": PAYLOADS[10], "description": PAYLOADS[11]}],
        },
    }
    document = json.dumps({"releases": [release]}).encode()
    taken = import_notice(cast.bob, document=document, file_name=f"{PAYLOADS[1]}.json", at=NOW)
    return taken.notices[0][0]


def pages(poisoned: dict[str, Any]) -> list[tuple[str, str]]:
    """(person, address) of every page that shows what somebody typed."""
    at = "veenmeer"
    shown = [
        ("pia", reverse("policy:goals", args=[at])),
        ("pia", reverse("policy:promises", args=[at])),
        ("pia", reverse("policy:frameworks", args=[at])),
        ("pia", reverse("policy:framework", args=[at, poisoned["framework"].public_id])),
        ("pia", reverse("policy:rule_edit", args=[at, poisoned["rule"].public_id])),
        ("pia", reverse("policy:goal_new", args=[at])),
        ("bob", reverse("market:notices", args=[at])),
        ("bob", reverse("market:notice", args=[at, poisoned["notice"].public_id])),
        (
            "bob",
            reverse("procurement:start", args=[at]) + f"?aankondiging={poisoned['notice'].public_id}",
        ),
        ("ann", reverse("procurement:list", args=[at]) + f"?q={MARK}"),
        ("ann", reverse("authority:home", args=[at])),
        ("wim", reverse("authority:home", args=[at])),
        ("ada", reverse("access:people", args=[at])),
        ("ada", reverse("access:grant", args=[at])),
        ("dirk", reverse("journal:list", args=[at])),
        *(("bob", reverse("authority:search", args=[at]) + "?q=" + word) for word in (MARK, PAYLOADS[0])),
        ("ann", reverse("access:start")),
    ]
    for goal in poisoned["goals"]:
        shown.append(("pia", reverse("policy:goal", args=[at, goal.public_id])))
        shown.append(("pia", reverse("policy:goal_edit", args=[at, goal.public_id])))
    for one in poisoned["procurements"]:
        shown += [
            ("ann", reverse(f"procurement:{name}", args=[at, one.public_id]))
            for name in ("detail", "purpose", "scope", "approach", "ambition", "rules")
        ]
    return shown


def test_no_text_becomes_part_of_a_page(poisoned: dict[str, Any], browse: Callable[[str], Client]) -> None:
    index(
        organisation_id=Organisation.objects.get(slug="veenmeer").pk,
        kind="goal",
        object_id="payload",
        url="/",
        title=PAYLOADS[0],
        summary=PAYLOADS[1],
        text=MARK,
    )
    clients = {name: browse_again(name) for name in ("pia", "bob", "ann", "wim", "ada", "dirk")}
    silent, wrong = [], []
    for person, address in pages(poisoned):
        answer = clients[person].get(address, follow=True)
        assert answer.status_code == 200, (person, address)
        text = answer.content.decode()
        if MARK not in text:
            silent.append(address)
        found = Elements()
        found.feed(text)
        wrong += [f"{address}: {one}" for one in found.wrong]
    assert not wrong
    assert not silent, "a page without any payload proves nothing"


def browse_again(name: str) -> Client:
    """A client for a person by address, whose name is a payload."""
    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@veenmeer.example"))
    return client


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", '"=1+1')


def test_no_text_becomes_a_formula_in_a_sheet(cast: Any, browse: Callable[[str], Client]) -> None:
    for formula in FORMULAS:
        actions.start(cast.ann, title=formula, start_key=new_start_key(), at=NOW)
        record_goal(
            actor=cast.pia,
            at=NOW,
            goal=GoalValues(
                wording=formula,
                source_type="motion",
                document=formula,
                since_year=2026,
                until_year=2030,
                theme="climate",
            ),
        )
    addresses = {
        "ann": reverse("procurement:export", args=["veenmeer", "csv"]),
        "pia": reverse("policy:goals_export", args=["veenmeer", "csv"]),
    }
    for person, address in addresses.items():
        answer = browse(person).get(address)
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(rows) == len(FORMULAS) + 1
        texts = [cell for row in rows[1:] for cell in row if "1" in cell and "=" in cell]
        assert texts
        for cell in (cell for row in rows for cell in row if cell):
            assert cell.lstrip(" \"'\t\r")[:1] not in "=+-@" or cell[0] == "'", cell
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
