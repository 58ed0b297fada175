"""The ambition web of a procurement: tied, begun, and its levels taken over into the intake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def begun(cast: Any) -> Any:
    from meerwaarde.stages.procurement import actions
    from meerwaarde.stages.procurement.models import new_start_key

    return actions.start(cast.leo, title="Nieuwe sporthal", start_key=new_start_key(), at=AT)


@pytest.fixture
def generic(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, start_web

    values = WebValues(title="Web van ons allen", kind="organisation")
    return start_web(actor=cast.pia, at=AT, web=values, areas="six")


def settle(web: Any, **levels: int) -> Any:
    from meerwaarde.rules.lifecycle import WEB_SETTLED
    from meerwaarde.stages.policy.models import WebOutcome, WebSession

    session = WebSession.enter(
        web=web, title="Startgesprek", state=WEB_SETTLED, opened_at=AT, revealed_at=AT, settled_at=AT
    )
    for area in web.areas.all():
        if area.theme in levels:
            WebOutcome.enter(session=session, area=area, level=levels[area.theme], reason="Dit past hier.")
    return session


def address(name: str, procurement: Any) -> str:
    return reverse(f"procurement:{name}", args=["veenmeer", procurement.public_id])


def current(procurement: Any) -> Any:
    from meerwaarde.stages.procurement.models import Procurement

    return Procurement.objects.get(pk=procurement.pk)


def test_a_web_begins_from_a_procurement_over_the_generic_one(browse: Any, begun: Any, generic: Any) -> None:
    client = browse("leo")
    page = client.get(address("detail", begun)).content.decode()
    assert address("begin_web", begun) in page
    client.post(address("begin_web", begun), {"version": begun.version})
    web = current(begun).ambition_web
    assert web is not None
    assert (web.kind, web.generic, web.title) == ("project", generic, "Nieuwe sporthal")
    assert {area.code for area in web.areas.all()} == {area.code for area in generic.areas.all()}
    assert "Web van ons allen" not in client.get(address("detail", begun)).content.decode()


def test_a_web_is_tied_and_let_go(browse: Any, cast: Any, begun: Any) -> None:
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, start_web

    values = WebValues(title="Web van de sporthal", kind="project")
    web = start_web(actor=cast.pia, at=AT, web=values, areas="gww")
    client = browse("leo")
    client.post(address("tie_web", begun), {"web": web.public_id, "version": begun.version})
    assert current(begun).ambition_web == web
    shown = client.get(reverse("policy:ambition_web", args=["veenmeer", web.public_id])).content.decode()
    assert "Nieuwe sporthal" in shown, "the thread leads on to the procurement"
    late = client.post(address("tie_web", begun), {"web": "", "version": begun.version})
    assert late.status_code == 409, "somebody who looked at an older version overwrites nothing"
    client.post(address("tie_web", begun), {"web": "", "version": current(begun).version})
    assert current(begun).ambition_web is None
    client.post(address("tie_web", begun), {"web": "unknown", "version": current(begun).version})
    assert current(begun).ambition_web is None


def test_agreed_levels_are_taken_over_once_and_can_be_undone(
    browse: Any, cast: Any, begun: Any, generic: Any
) -> None:
    from meerwaarde.stages.procurement import actions
    from meerwaarde.stages.procurement.actions.ambition_webs import begin_web

    actions.save_ambition(
        cast.leo,
        begun,
        expected_version=begun.version,
        themes={"circular": 1, "climate": 1},
        why="Eerst",
        at=AT,
    )
    web = begin_web(cast.leo, begun, expected_version=begun.version, at=AT)
    session = settle(web, climate=3, social_return=2)
    client = browse("leo")
    assert "Overnemen in de intake" in client.get(address("ambition", begun)).content.decode()
    at_session = reverse("policy:web_session", args=["veenmeer", session.public_id])
    assert address("take_over_levels", begun) in client.get(at_session).content.decode()
    taken = client.post(address("take_over_levels", begun), {"version": current(begun).version}, follow=True)
    now = current(begun)
    assert now.themes == {"circular": 1, "climate": 3, "social_return": 2}
    assert "Dit past hier." in now.themes_why
    assert now.themes_why.startswith("Eerst")
    assert "Staat in de intake" in taken.content.decode()
    client.post(address("take_over_levels", begun), {"version": now.version})
    assert current(begun).version == now.version, "nothing is written twice"
    client.post(reverse("procurement:undo", args=["veenmeer", begun.public_id]), {"version": now.version})
    assert current(begun).themes == {"circular": 1, "climate": 1}


def test_who_only_reads_gets_no_buttons_and_a_stranger_nothing(browse: Any, begun: Any, generic: Any) -> None:
    shown = browse("wim").get(address("detail", begun)).content.decode()
    assert address("begin_web", begun) not in shown
    assert browse("wim").post(address("begin_web", begun), {"version": 1}).status_code == 403
    assert browse("eve").post(address("tie_web", begun), {"web": ""}).status_code == 404
