"""The pages around ambition webs: what they show, what they take along, and how often they ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def address(name: str, *args: str) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *args])


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def department(cast: Any) -> Any:
    from meerwaarde.platform.organisations.models import Department

    def named(code: str) -> Any:
        return Department.objects.get(code=code, organisation_id=cast.pia.organisation_id)

    return named


def test_the_list_shows_each_web_with_its_last_session(browse: Any, new_web: Any, settled: Any) -> None:
    first = new_web(title="Web van ons allen")
    new_web(title="Nog leeg", kind="project", generic=first)
    settled(first, {"climate": 2})
    answer = browse("wim").get(address("ambition_webs"))
    told = text_of(answer)
    assert "Web van ons allen" in told
    assert "Afgesproken" in told
    assert "Nog leeg" in told
    assert address("ambition_web_new") not in answer.content.decode(), "an alderman only reads"
    found = text_of(browse("pia").get(address("ambition_webs") + "?q=ons+allen"))
    assert "Nog leeg" not in found


def test_the_list_asks_equally_often_however_long_it_is(
    browse: Any, new_web: Any, settled: Any, django_assert_max_num_queries: Any
) -> None:
    client = browse("pia")
    counts = []
    for more in (1, 6):
        for number in range(more):
            settled(new_web(title=f"Web {more} {number}"), {"climate": 1})
        with django_assert_max_num_queries(60) as asked:
            client.get(address("ambition_webs"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_web_shows_policy_agreement_drift_and_history(
    browse: Any, new_web: Any, settled: Any, climate_framework: Any
) -> None:
    web = new_web()
    settled(web, {"climate": 2, "circular": 1}, at=AT - timedelta(days=200), phase="policy")
    settled(web, {"climate": 1, "circular": 3})
    answer = browse("pia").get(address("ambition_web", web.public_id))
    told = text_of(answer)
    assert answer.status_code == 200
    assert "lager dan niveau 2 dat beleid vraagt" in told
    assert "het niveau daalde van 2 naar 1" in told
    assert "het niveau steeg van 1 naar 3" in told
    assert "2 Significant" in told
    assert climate_framework.title in told
    assert address("web_report", web.sessions.first().public_id, "pdf") in answer.content.decode()


def test_a_web_asks_equally_often_however_many_sessions(
    browse: Any, new_web: Any, settled: Any, django_assert_max_num_queries: Any
) -> None:
    web, client, counts = new_web(), browse("pia"), []
    for more in (2, 5):
        for number in range(more):
            settled(web, {"climate": 2, "circular": 1}, at=AT + timedelta(hours=number))
        with django_assert_max_num_queries(80) as asked:
            client.get(address("ambition_web", web.public_id))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_project_lies_over_its_generic_web(browse: Any, new_web: Any, settled: Any) -> None:
    generic = new_web(title="Web van ons allen")
    settled(generic, {"climate": 3})
    project = new_web(title="Sporthal", kind="project", generic=generic)
    settled(project, {"climate": 2})
    told = text_of(browse("pia").get(address("ambition_web", project.public_id)))
    assert "Afgesproken in “Web van ons allen”" in told


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_picture_is_taken_along(browse: Any, new_web: Any, form: str) -> None:
    from meerwaarde.platform.journal.models import Event

    web = new_web(title="Web & <meer>")
    answer = browse("wim").get(address("ambition_web_picture", web.public_id, form))
    assert answer.status_code == 200
    if form == "svg":
        assert "Web & <meer>" in "".join(ElementTree.fromstring(answer.content).itertext())
    else:
        assert answer.content.startswith(b"%PDF" if form == "pdf" else b"\x89PNG")
    assert Event.objects.filter(action="list.export").count() == 1
    assert browse("wim").get(address("ambition_web_picture", web.public_id, "gif")).status_code == 404


def test_a_web_is_made_and_a_mistake_loses_nothing(browse: Any) -> None:
    client = browse("pia")
    given = {"title": "Openbare ruimte", "kind": "organisation", "areas": "own", "own_areas": "Groen\nWater"}
    refused = client.post(address("ambition_web_new"), given)
    assert refused.status_code == 422
    assert "Groen\nWater" in refused.content.decode().replace("\r", "")
    assert "ten minste drie gebieden" in text_of(refused)
    made = client.post(
        address("ambition_web_new"), {**given, "own_areas": "Groen\nWater\nLucht"}, follow=True
    )
    assert "Openbare ruimte" in text_of(made)
    twelve = client.post(
        address("ambition_web_new"), {"title": "Wegen", "kind": "project", "areas": "gww"}, follow=True
    )
    assert "verschillen per uitgave" in text_of(twelve), "unverified is said on the page"


def test_another_web_is_a_template(browse: Any, new_web: Any) -> None:
    web = new_web(title="Het voorbeeld")
    client = browse("pia")
    form = client.get(f"{address('ambition_web_new')}?kopie={web.public_id}")
    assert "Het voorbeeld" in text_of(form)
    made = client.post(
        f"{address('ambition_web_new')}?kopie={web.public_id}",
        {"title": "De kopie", "kind": "project", "generic": web.public_id},
        follow=True,
    )
    assert "De kopie" in text_of(made)
    assert "Klimaat" in text_of(made)


def test_two_people_in_one_web_see_both_texts(browse: Any, new_web: Any) -> None:
    web = new_web(title="Eerst")
    client = browse("pia")
    given = {"title": "Mijn titel", "kind": "organisation", "version": str(web.version)}
    assert client.post(address("ambition_web_edit", web.public_id), given).status_code == 302
    clash = client.post(address("ambition_web_edit", web.public_id), {**given, "title": "Andere titel"})
    assert clash.status_code == 409
    assert "Mijn titel" in text_of(clash)
    assert "Andere titel" in text_of(clash)


def test_areas_are_shaped_on_their_page(browse: Any, new_web: Any) -> None:
    web = new_web()
    client = browse("pia")
    page = address("ambition_web_areas", web.public_id)
    added = client.post(page, {"name": "Gezondheid", "theme": "", "level_2": "Meer bewegen"}, follow=True)
    assert "Gezondheid" in text_of(added)
    assert client.post(page, {"name": "gezondheid"}).status_code == 422
    area = web.areas.get(code="gezondheid")
    client.post(address("web_area_move", area.public_id), {"way": "up"})
    assert [one.code for one in web.areas.order_by("position")][-2] == "gezondheid"
    area.refresh_from_db()
    client.post(
        address("web_area_edit", area.public_id),
        {"name": "Gezond leven", "version": str(area.version), "level_2": "Meer bewegen"},
    )
    assert web.areas.get(code="gezondheid").name == "Gezond leven"
    client.post(address("web_area_remove", area.public_id))
    assert not web.areas.filter(code="gezondheid").exists()


def test_what_is_new_in_policy_is_shown_before_it_is_loaded(
    browse: Any, new_web: Any, adopted_with: Any
) -> None:
    from meerwaarde.rules.compliance import ThemeMinimum

    web = new_web()
    adopted_with(ThemeMinimum(theme="circular", level=3))
    client = browse("pia")
    page = client.get(address("ambition_web_policy", web.public_id))
    assert "Beleid vraagt nu" in text_of(page)
    loaded = client.post(address("ambition_web_load", web.public_id), follow=True)
    assert "1 gebied" in text_of(loaded)
    assert "Niets is nieuw" in text_of(loaded)


def test_the_archive_and_back(browse: Any, new_web: Any) -> None:
    web = new_web(title="Oud web")
    client = browse("pia")
    gone = client.post(address("ambition_web_archive", web.public_id), follow=True)
    assert "archief" in text_of(gone)
    assert "Oud web" not in text_of(client.get(address("ambition_webs")))
    client.post(address("ambition_web_restore", web.public_id))
    assert "Oud web" in text_of(client.get(address("ambition_webs")))


def test_departments_add_up_on_one_page(
    browse: Any, new_web: Any, settled: Any, department: Any, django_assert_max_num_queries: Any
) -> None:
    new_web()
    client = browse("wim")
    assert "Geen afdeling" in text_of(client.get(address("ambition_webs_whole")))
    counts = []
    for number, code in enumerate(("sociaal-domein", "bedrijfsvoering")):
        web = new_web(title=f"Web van {code}", kind="department", department=department(code))
        settled(web, {"climate": 1 + 2 * number, "circular": 2})
        with django_assert_max_num_queries(60) as asked:
            answer = client.get(address("ambition_webs_whole"))
        counts.append(len(asked))
    told = text_of(answer)
    assert "Web van sociaal-domein" not in told
    assert "1–3" in told
    assert "2 van 2" in told
    assert "Sociaal Domein" in told
    assert counts[0] == counts[1]
    for form, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("svg", b"<svg"), ("pdf", b"%PDF")):
        taken = client.get(address("ambition_webs_whole_export", form))
        assert taken.content.startswith(begins)
    assert "Milieu" in client.get(address("ambition_webs_whole_export", "csv")).content.decode()


def test_late_and_orphaned_measures_wait(cast: Any, new_web: Any, settled: Any) -> None:
    from datetime import date

    from meerwaarde.platform.layout import slots

    web = new_web()
    measures = {
        "climate": {"measure": "Schone machines vragen", "owner_id": cast.bob.membership_id,
                    "due_on": date(2026, 1, 5)},
        "circular": {"measure": "Meubels laten opknappen"},
    }  # fmt: skip
    settled(web, {"climate": 1, "circular": 1}, more=measures)
    assert [one.label for one in slots.waits.collect(cast.bob)] == ["Schone machines vragen"]
    assert "Meubels laten opknappen" in [one.label for one in slots.waits.collect(cast.pia)]
    assert not slots.waits.collect(cast.rik)


def test_a_web_is_found(cast: Any, new_web: Any) -> None:
    from meerwaarde.platform.layout import slots
    from meerwaarde.stages.policy.actions.ambition_webs import archive_web

    web = new_web(title="Vindbaar web")
    found = [one for one in slots.search_documents.collect(cast.wim) if one.kind == "ambition_web"]
    assert [one.title for one in found] == ["Vindbaar web"]
    archive_web(actor=cast.pia, at=AT, web=web)
    assert not [one for one in slots.search_documents.collect(cast.wim) if one.kind == "ambition_web"]


def test_the_council_reads_what_was_agreed_and_nothing_of_the_table(
    browse: Callable[[str], Client], new_web: Any, settled: Any
) -> None:
    web = new_web()
    session = settled(web, {"climate": 2})
    open_session = settled(web, {"climate": 1})
    type(open_session).objects.filter(pk=open_session.pk).update(
        state="scoring", settled_at=None, title="Nog aan tafel"
    )
    rik = browse("rik")
    listed = rik.get(reverse("policy:ambition_webs", args=["veenmeer"]))
    assert "Web van Veenmeer" in listed.content.decode()
    page = rik.get(reverse("policy:ambition_web", args=["veenmeer", web.public_id])).content.decode()
    assert session.title in page
    assert "Nog aan tafel" not in page
    main = page[page.index("<main") :]
    assert "Pia" not in main
    for name, more in (("policy:web_session", ()), ("policy:web_report", ("pdf",))):
        address = reverse(name, args=["veenmeer", session.public_id, *more])
        assert address not in page
        assert rik.get(address).status_code == 403
