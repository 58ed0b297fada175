"""Searches that people keep: news since one looked, sharing, and evidence that nobody changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market.actions import Refused, archive_supplier
from meerwaarde.stages.market.actions import kept_searches as actions
from meerwaarde.stages.market.models import FrozenSearch, SavedSearch
from meerwaarde.stages.market.queries import SupplierFilter
from meerwaarde.stages.market.queries import kept_searches as queries

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
New = Callable[..., Any]
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
DRENTHE = SupplierFilter(region="NL13")


def at(name: str, *parts: str) -> str:
    return reverse(f"market:{name}", args=["veenmeer", *parts])


def save(actor: Any, *, shared: bool = False, wanted: SupplierFilter = DRENTHE) -> SavedSearch:
    return actions.save_search(actor=actor, at=NOON, wanted=wanted, name="Drenthe", shared=shared)


def freeze(actor: Any, wanted: SupplierFilter = DRENTHE) -> FrozenSearch:
    return actions.freeze_search(actor=actor, at=NOON, wanted=wanted, title="Groen in Drenthe", purpose="")


# --- saved ----------------------------------------------------------------------------------------------


def test_what_was_there_is_no_news_and_what_comes_later_is(cast: Any, new_supplier: New) -> None:
    new_supplier(name="Er al", regions=("NL13",))
    saved = save(cast.bob)
    assert [number for _one, number in queries.saved_with_news(cast.bob)] == [0]
    later = new_supplier(name="Later", regions=("NL131",))
    new_supplier(name="Elders", regions=("NL42",))
    assert actions.look_up_all(at=NOON + timedelta(hours=1)).new == 1
    assert [number for _one, number in queries.saved_with_news(cast.bob)] == [1]
    assert queries.news_since(saved, NOON) == [later.public_id]
    actions.looked(actor=cast.bob, at=NOON + timedelta(hours=2), saved=saved)
    assert [number for _one, number in queries.saved_with_news(cast.bob)] == [0]


def test_who_goes_and_comes_back_is_news_again(cast: Any, new_supplier: New) -> None:
    from meerwaarde.stages.market.actions import restore_supplier

    gone = new_supplier(regions=("NL13",))
    saved = save(cast.bob)
    archive_supplier(actor=cast.bob, at=NOON, supplier=gone)
    actions.look_up_all(at=NOON + timedelta(hours=1))
    assert queries.kept_hits(saved) == set()
    restore_supplier(actor=cast.bob, at=NOON, supplier=gone)
    assert actions.look_up_all(at=NOON + timedelta(hours=2)).new == 1


def test_one_search_that_fails_stops_no_other_and_is_told(
    cast: Any, new_supplier: New, caplog: pytest.LogCaptureFixture
) -> None:
    """What an older version kept in another shape: here a number where words are asked."""
    broken, whole = save(cast.bob), save(cast.bob, shared=True)
    SavedSearch.objects.filter(pk=broken.pk).update(asked={"text": 7}, looked_up_at=None)
    new_supplier(name="Later", regions=("NL131",))
    started = start_job("market.saved_searches", System(), {}, at=NOON)
    execute(started.public_id, beat_every=0)
    ended = Job.objects.get(pk=started.pk)
    assert ended.state == Job.State.FAILED
    assert broken.public_id in ended.message_nl
    assert whole.public_id not in ended.message_nl
    assert [number for one, number in queries.saved_with_news(cast.bob) if one.pk == whole.pk] == [1]
    assert f"Saved search {broken.public_id} could not be looked up" in caplog.text
    SavedSearch.objects.filter(pk=broken.pk).update(asked={"region": "NL13"})
    assert actions.look_up_all(at=NOON + timedelta(hours=2)) == actions.LookedUp(1, ())


def test_a_search_is_of_its_owner_until_it_is_shared_and_never_of_another_authority(cast: Any) -> None:
    saved = save(cast.bob)
    assert queries.saved_search(cast.ann, saved.public_id) is None
    actions.change_saved(
        actor=cast.bob, at=NOON, saved=saved, expected_version=saved.version, name="Van ons", shared=True
    )
    assert queries.saved_search(cast.ann, saved.public_id).name == "Van ons"  # type: ignore[union-attr]
    assert queries.saved_search(cast.eve, saved.public_id) is None
    with pytest.raises(Refused, match="Alleen wie deze"):
        actions.strike_saved(actor=cast.ann, at=NOON, saved=saved)
    actions.strike_saved(actor=cast.bob, at=NOON, saved=saved)
    assert not SavedSearch.objects.exists()


def test_each_reader_has_news_of_their_own(cast: Any, new_supplier: New) -> None:
    saved = save(cast.bob, shared=True)
    new_supplier(regions=("NL13",))
    actions.look_up_all(at=NOON + timedelta(hours=1))
    actions.looked(actor=cast.bob, at=NOON + timedelta(hours=2), saved=saved)
    assert [number for _one, number in queries.saved_with_news(cast.ann)] == [1]
    assert [number for _one, number in queries.saved_with_news(cast.bob)] == [0]


def test_the_whole_directory_is_no_search_and_a_name_is_needed(cast: Any) -> None:
    with pytest.raises(Refused):
        save(cast.bob, wanted=SupplierFilter())
    with pytest.raises(Refused):
        actions.save_search(actor=cast.bob, at=NOON, wanted=DRENTHE, name="  ", shared=False)


def test_a_search_that_is_too_wide_says_so(
    cast: Any, new_supplier: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_KEPT", 2)
    for number in range(4):
        new_supplier(name=f"B{number}", regions=("NL13",))
    saved = save(cast.bob)
    assert SavedSearch.objects.get(pk=saved.pk).too_many


def test_saving_and_looking_in_the_browser(browse: Browse, cast: Any, new_supplier: New) -> None:
    client = browse("bob")
    form = client.get(at("save_search") + "?region=NL13").content.decode()
    assert "levert in: Drenthe" in form
    answer = client.post(at("save_search") + "?region=NL13", {"name": "Groen", "shared": "on"}, follow=True)
    assert "Niets nieuws sinds" in answer.content.decode()
    saved = SavedSearch.objects.get()
    assert saved.shared
    SavedSearch.objects.update(made_at=timezone.now() - timedelta(days=2))
    saved.looks.all().delete()
    fresh = new_supplier(name="Nieuw Groen", regions=("NL13",))
    actions.look_up_all(at=timezone.now())
    home = client.get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert "1 nieuw in “Groen”" in home
    page = client.get(at("saved_search", saved.public_id)).content.decode()
    assert fresh.name in page
    assert "1 nieuw sinds" in page
    assert "1 nieuw in" not in client.get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert "Groen" in client.get(at("kept_searches")).content.decode()
    assert client.post(at("save_search"), {"name": "x"}).status_code == 422


def test_the_list_of_kept_searches_asks_equally_often(browse: Browse, cast: Any) -> None:
    client = browse("bob")
    save(cast.bob)
    freeze(cast.bob)
    client.get(at("kept_searches"))
    with CaptureQueriesContext(connection) as few:
        client.get(at("kept_searches"))
    for _number in range(5):
        save(cast.bob)
        freeze(cast.bob)
    with CaptureQueriesContext(connection) as many:
        client.get(at("kept_searches"))
    assert len(many) == len(few)


# --- frozen ---------------------------------------------------------------------------------------------


@pytest.fixture
def found(new_supplier: New) -> dict[str, Any]:
    return {
        "pso": new_supplier(
            name="Groen Assen",
            pso=DAY + timedelta(days=90),
            cpv=("77310000",),
            regions=("NL13",),
            postcode="9401 AB",
        ),
        "land": new_supplier(name="Groen Land", regions=("NL",), cpv=("77310000",), postcode="8011 AA"),
    }


def test_evidence_holds_question_moment_data_results_and_reasons(cast: Any, found: dict[str, Any]) -> None:
    wanted = SupplierFilter(
        text="groen", region="NL13", cpv="77300000", near="94", km=50, credential="pso", kind="social"
    )
    frozen = freeze(cast.bob, wanted)
    content = frozen.content
    assert content["asked"] == queries.kept_filter(wanted)
    assert content["by"] == {"membership": cast.bob.membership, "role": "buyer"}
    assert content["data"]["suppliers"] == 2
    assert [one["name"] for one in content["results"]] == ["Groen Assen"]
    told = " ".join(reason["nl"] for reason in content["results"][0]["reasons"])
    for part in (
        "De naam bevat “groen”",
        "CPV 77310000",
        "Levert in Drenthe",
        "in de buurt van Assen",
        "Gecontroleerd",
    ):
        assert part in told
    assert queries.hash_of(content) == frozen.sha256
    assert "Bob" not in json.dumps(content)
    fact = Event.objects.get(action="frozensearch.freeze")
    assert "Groen in Drenthe" not in json.dumps(fact.body)


def test_nobody_changes_evidence_not_even_the_database(cast: Any, found: dict[str, Any]) -> None:
    frozen = freeze(cast.bob)
    with pytest.raises(TypeError):
        frozen.change(title="Anders")
    with pytest.raises(TypeError):
        frozen.save()
    with pytest.raises(TypeError):
        frozen.strike()
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        FrozenSearch.objects.filter(pk=frozen.pk).update(content={})


def test_what_is_different_now_is_told(cast: Any, found: dict[str, Any], new_supplier: New) -> None:
    from meerwaarde.stages.market.models import Supplier

    frozen = freeze(cast.bob)
    assert queries.difference(cast.bob, frozen, DAY) == queries.Difference(True, 2, (), (), ())
    archive_supplier(actor=cast.bob, at=NOON, supplier=found["land"])
    Supplier.objects.filter(pk=found["pso"].pk).update(regions=["NL131"])
    fresh = new_supplier(name="Nieuw", regions=("NL13",))
    now = queries.difference(cast.bob, frozen, DAY)
    assert now is not None
    assert now.gone == ("Groen Land",)
    assert now.new == ((fresh.public_id, "Nieuw"),)
    assert now.otherwise == ((found["pso"].public_id, "Groen Assen"),)
    assert now.intact


def test_too_many_results_are_refused_because_evidence_holds_all(
    cast: Any, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_KEPT", 1)
    with pytest.raises(Refused, match="500"):
        freeze(cast.bob)


def test_freezing_reading_and_taking_along_in_the_browser(
    browse: Browse, cast: Any, found: dict[str, Any]
) -> None:
    client = browse("bob")
    url = at("freeze_search") + "?region=NL13&q=groen"
    assert "2 leveranciers passen" in client.get(url).content.decode()
    assert client.post(url, {"title": ""}).status_code == 422
    page = client.post(url, {"title": "Groen", "purpose": "Wie vragen wij?"}, follow=True).content.decode()
    frozen = FrozenSearch.objects.get()
    assert frozen.sha256 in page
    assert "Wie vragen wij?" in page
    assert "Groen Land" in page
    now = client.get(at("frozen_search", frozen.public_id), {"nu": "1"}).content.decode()
    assert "Ja: de vingerafdruk klopt" in now
    assert client.get(at("frozen_search_file", frozen.public_id, "pdf")).content[:4] == b"%PDF"
    told = client.get(at("frozen_search_file", frozen.public_id, "json")).content
    assert queries.hash_of(json.loads(told)) == frozen.sha256
    assert client.get(at("frozen_search_file", frozen.public_id, "exe")).status_code == 404
    assert Event.objects.filter(action="frozensearch.export").count() == 2
    assert re.search(r"vastgelegd/\w+/", client.get(at("kept_searches")).content.decode())


# --- by letter ------------------------------------------------------------------------------------------


def letters() -> list[Letter]:
    return list(Letter.objects.filter(purpose="searches.news").order_by("pk"))


def save_by_letter(actor: Any) -> SavedSearch:
    return actions.save_search(
        actor=actor, at=NOON, wanted=DRENTHE, name="Drenthe", shared=False, by_letter=True
    )


def test_news_is_written_once_a_day_and_says_why(cast: Any, new_supplier: New) -> None:
    new_supplier(name="Er al", regions=("NL13",))
    save_by_letter(cast.bob)
    actions.look_up_all(at=NOON + timedelta(hours=1))
    assert letters() == []
    new_supplier(name="Later", regions=("NL13",))
    for hours in (2, 3, 4):
        actions.look_up_all(at=NOON + timedelta(hours=hours))
    (first,) = letters()
    assert "1 nieuwe leverancier" in first.subject
    assert "Later" in first.text
    assert "Er al" not in first.text
    assert "om e-mail vroeg" in first.text
    assert "Drenthe" in first.text
    new_supplier(name="Nog later", regions=("NL13",))
    actions.look_up_all(at=NOON + timedelta(hours=5))
    assert len(letters()) == 1, "once a day at most"
    actions.look_up_all(at=NOON + timedelta(hours=27))
    second = letters()[1]
    assert "Nog later" in second.text
    assert second.text.count("Later") == 0


def test_what_somebody_saw_already_and_who_did_not_ask_get_no_letter(cast: Any, new_supplier: New) -> None:
    saved = save_by_letter(cast.bob)
    save(cast.pia)
    new_supplier(name="Later", regions=("NL13",))
    actions.look_up(cast.bob, saved, at=NOON + timedelta(hours=1))
    actions.looked(actor=cast.bob, at=NOON + timedelta(hours=2), saved=saved)
    actions.look_up_all(at=NOON + timedelta(hours=3))
    assert letters() == []


def test_a_letter_is_stopped_without_a_log_in_and_only_by_a_post(cast: Any, new_supplier: New) -> None:
    saved = save_by_letter(cast.bob)
    new_supplier(name="Later", regions=("NL13",))
    actions.look_up_all(at=NOON + timedelta(hours=1))
    (letter,) = letters()
    found = re.search(r"/berichten/zoekopdracht-stoppen/\S+/", letter.text)
    assert found is not None
    anybody = Client(enforce_csrf_checks=True)
    assert "Drenthe" in anybody.get(found.group()).content.decode()
    saved.refresh_from_db()
    assert saved.by_letter
    assert anybody.post(found.group(), {"List-Unsubscribe": "One-Click"}).status_code == 200
    saved.refresh_from_db()
    assert not saved.by_letter
    assert anybody.get("/berichten/zoekopdracht-stoppen/verzonnen/").status_code == 404
    new_supplier(name="Nog later", regions=("NL13",))
    actions.look_up_all(at=NOON + timedelta(days=2))
    assert len(letters()) == 1
    actions.strike_saved(actor=cast.bob, at=NOON, saved=saved)
    for answer in (
        anybody.get(found.group()),
        anybody.post(found.group(), {"List-Unsubscribe": "One-Click"}),
    ):
        assert "Deze berichten zijn al gestopt" in answer.content.decode()


def test_the_form_asks_and_remembers(browse: Browse, cast: Any) -> None:
    client = browse("bob")
    client.post(at("save_search") + "?region=NL13", {"name": "Groen", "by_letter": "on"})
    saved = SavedSearch.objects.get()
    assert saved.by_letter
    client.post(at("saved_search", saved.public_id), {"name": "Groen", "version": saved.version})
    saved.refresh_from_db()
    assert not saved.by_letter
