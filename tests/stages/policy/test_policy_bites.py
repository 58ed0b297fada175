"""Where a rule would bite now, rules that can never hold, and departments that ask too little."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import time_machine
from django.urls import reverse

from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.compliance import (
    InviteImpactEnterprise,
    PolicyBounds,
    Quotes,
    RouteBounds,
    Scope,
    ThemeMinimum,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.bites import bites_of_draft, never_of

TODAY = date(2026, 11, 22)


def never(actor: Any, framework: Any) -> dict[str, tuple[str, ...]]:
    rules = queries.policy_rules(queries.rules_of(framework))
    found = never_of(actor, framework, rules, TODAY)
    return {rule.code: found[rule.id] for rule in rules}


def test_a_rule_that_can_never_hold_says_why(cast: Any, new_draft: Any, new_rule: Any) -> None:
    draft = new_draft()
    new_rule(draft, scope=Scope(contracts=("works",), value_from=Decimal(1_000_000)))
    new_rule(draft, scope=Scope(contracts=("works",), value_from=Decimal(1_500_000)))
    new_rule(draft, scope=Scope(cpv=("99",)))
    new_rule(draft, scope=Scope(cpv=("99", "77")))
    told = never(cast.pia, draft)
    assert [bool(why) for why in told.values()] == [False, True, True, False]
    assert "nodigt u niemand zelf uit" in " ".join(told["K2"])
    assert "bestaat niet" in " ".join(told["K3"])


def test_a_department_that_is_gone_is_told(cast: Any, new_draft: Any, new_rule: Any) -> None:
    part = departments_of(cast.pia.organisation_id).order_by("pk").first()
    draft = new_draft()
    new_rule(draft, scope=Scope(departments=(part.code,)))
    assert never(cast.pia, draft) == {"K1": ()}
    stored = queries.rules_of(draft)[0]
    stored.scope["departments"] = ["opgeheven"]
    type(stored).objects.filter(pk=stored.pk).update(scope=stored.scope)
    assert "bestaat niet meer" in never(cast.pia, draft)["K1"][0]


def test_the_page_to_adopt_warns_and_still_lets_adopt(browse: Any, new_draft: Any, new_rule: Any) -> None:
    draft, pia = new_draft(), browse("pia")
    here = reverse("policy:framework_adopt", args=["veenmeer", draft.public_id])
    new_rule(draft, scope=Scope(cpv=("77",)))
    assert "kunnen nooit gelden" not in pia.get(here).content.decode()
    new_rule(draft, scope=Scope(cpv=("99",)))
    page = pia.get(here)
    assert page.status_code == 200
    assert "kunnen nooit gelden" in page.content.decode()


def test_beside_the_form_stands_where_the_rule_would_hold(
    cast: Any, browse: Any, new_draft: Any, at: Any
) -> None:
    from meerwaarde.stages.procurement import actions
    from meerwaarde.stages.procurement.models import new_start_key

    with time_machine.travel(at, tick=True):
        file = actions.start(cast.ann, title="Onderhoud wijkparken", start_key=new_start_key(), at=at)
        actions.save_scope(
            cast.ann,
            file,
            expected_version=file.version,
            part={"contract": "services", "cpv": ["77310000"], "estimate": "60000"},
            start_on=None,
            divided=False,
            lots=(),
            at=at,
        )
        draft, pia = new_draft(), browse("pia")
        here = reverse("policy:rule_bites", args=["veenmeer", draft.public_id, "theme_minimum"])
        typed = {"code": "K1", "strength": "tenzij", "theme": "circular", "level": "1"}
        shown = pia.post(here, typed).content.decode()
        assert "1 lopende inkoop" in shown
        assert "Onderhoud wijkparken" in shown
        elsewhere = pia.post(here, {**typed, "contracts": "works"}).content.decode()
        assert "voor geen enkele lopende inkoop" in elsewhere
        unfinished = pia.post(here, {"strength": "tenzij"}).content.decode()
        assert "Zodra de regel compleet is" in unfinished


def test_a_whole_draft_is_judged_with_as_many_queries_for_many_rules(
    cast: Any, new_draft: Any, new_rule: Any, django_assert_max_num_queries: Any
) -> None:
    draft = new_draft()
    for level in (1, 2, 3):
        new_rule(draft, demand=ThemeMinimum("circular", level))
    for _ in range(7):
        new_rule(draft, demand=Quotes("social", 1, 3))
    with django_assert_max_num_queries(12):
        assert len(bites_of_draft(cast.pia, draft, TODAY).rules) == 10


def test_a_department_that_asks_less_is_told_that_the_stricter_holds(
    *, cast: Any, browse: Any, new_draft: Any, new_rule: Any, adopt: Any, today: date
) -> None:
    part = departments_of(cast.pia.organisation_id).order_by("pk").first()
    whole = new_draft()
    new_rule(whole, demand=InviteImpactEnterprise())
    adopt(whole)
    looser = PolicyBounds(
        routes=(RouteBounds(contract="services", single_until=Decimal(80_000), until_european=True),),
        social_value_minimum=Decimal(5),
    )
    own = new_draft(department=part, bounds=looser)
    new_rule(own, demand=InviteImpactEnterprise())
    adopt(own)
    bounds = queries.policy_bounds(cast.pia.organisation_id, today, part.pk)
    assert bounds is not None
    route = bounds.route("services")
    assert route is not None
    assert (route.single_until, bounds.social_value_minimum) == (Decimal(50_000), Decimal(10))
    law = queries.own_law(cast.pia.organisation_id, today, part.pk)
    entry = law["policy/single_until/services"].entries[0]
    assert (entry.value, whole.public_id in entry.source.url) == ("50000", True)
    page = browse("pia").get(reverse("policy:framework", args=["veenmeer", own.public_id]))
    assert page.content.decode().count("Het strengste geldt") == 2
