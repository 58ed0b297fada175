"""The pages of background work: progress that renews itself, stopping, and fetching the result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.organisations.models import Person
from meerwaarde.platform.work import actions, jobs
from meerwaarde.platform.work.jobs import job
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import Run, execute, folder_of
from meerwaarde.rules.text import Text

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _jobs_of_this_test(settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    before = dict(jobs._KINDS)

    @job("test.list", title=Text(nl="Een lijst maken", en="Make a list"))
    def make(run: Run) -> dict[str, str]:
        (run.folder / "lijst.csv").write_text("een;twee")
        return {"file": "lijst.csv"}

    yield
    jobs._KINDS.clear()
    jobs._KINDS.update(before)


@pytest.fixture
def waiting(cast) -> Job:
    return actions.start("test.list", cast.pia, {}, at=AT, total=200)


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def address(found: Job, part: str = "") -> str:
    return f"/veenmeer/werk/{found.public_id}/{part}"


def test_progress_shows_and_asks_again(browse, waiting) -> None:
    Job.objects.filter(pk=waiting.pk).update(
        state="running", done=50, message_nl="Vijftig regels gelezen.", message_en="Fifty lines read."
    )
    response = browse("pia").get(address(waiting))
    shown = text_of(response)
    assert "Een lijst maken" in shown
    assert "50 van 200" in shown
    assert "Vijftig regels gelezen." in shown
    assert "Bezig" in shown
    page = response.content.decode()
    assert f'hx-get="{address(waiting, "voortgang/")}"' in page
    assert 'hx-trigger="every 2s"' in page
    assert 'width="25.00"' in page
    assert "style=" not in page


def test_the_part_that_renews_itself_is_small_and_stops_when_done(browse, waiting) -> None:
    client = browse("pia")
    going = client.get(address(waiting, "voortgang/")).content.decode()
    assert "<html" not in going
    assert "hx-trigger" in going
    assert "Stoppen" in going
    execute(waiting.public_id, beat_every=0)
    done = client.get(address(waiting, "voortgang/")).content.decode()
    assert "hx-" not in done
    assert "Klaar" in done
    assert 'width="100.00"' in done
    assert address(waiting, "resultaat/") in done
    assert "Stoppen" not in done


def test_the_result_is_a_download_and_nothing_else(browse, waiting) -> None:
    client = browse("pia")
    assert client.get(address(waiting, "resultaat/")).status_code == 404
    execute(waiting.public_id, beat_every=0)
    response = client.get(address(waiting, "resultaat/"))
    assert b"".join(response.streaming_content) == b"een;twee"
    assert response["Content-Disposition"] == 'attachment; filename="lijst.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("name", ["../geheim.txt", "/etc/passwd", "..", "", "weg.csv"])
def test_a_result_never_leads_out_of_its_folder(browse, waiting, tmp_path, name: str) -> None:
    (tmp_path / "work" / "geheim.txt").parent.mkdir(exist_ok=True)
    (tmp_path / "work" / "geheim.txt").write_text("geheim")
    folder_of(waiting).mkdir()
    Job.objects.filter(pk=waiting.pk).update(state="done", result={"file": name})
    assert browse("pia").get(address(waiting, "resultaat/")).status_code == 404


def test_one_can_stop(browse, waiting) -> None:
    client = browse("pia")
    assert client.get(address(waiting, "stoppen/")).status_code == 405
    response = client.post(address(waiting, "stoppen/"), follow=True)
    assert "Gestopt op verzoek" in text_of(response)
    assert "De taak was al geëindigd." in text_of(client.post(address(waiting, "stoppen/"), follow=True))


def test_one_that_runs_says_that_it_will_stop(browse, waiting) -> None:
    Job.objects.filter(pk=waiting.pk).update(state="running", lease="een")
    shown = text_of(browse("pia").post(address(waiting, "stoppen/"), follow=True))
    assert "De taak stopt na de stap waarmee zij nu bezig is." in shown


def test_stopping_asks_for_the_token_of_the_form(waiting) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(email="pia@veenmeer.example"))
    assert client.post(address(waiting, "stoppen/")).status_code == 403


def test_a_failure_is_told_without_its_details(browse, cast) -> None:
    @job("test.fails", title=Text(nl="Mislukken", en="Fail"))
    def fail(run: Run) -> None:
        raise RuntimeError("wachtwoord-van-de-koppeling")

    failing = actions.start("test.fails", cast.pia, {}, at=AT)
    execute(failing.public_id, beat_every=0)
    shown = text_of(browse("pia").get(address(failing)))
    assert "Niet gelukt" in shown
    assert f"noem de beheerder dan nummer {failing.public_id}" in shown
    assert "wachtwoord" not in shown
    assert "RuntimeError" not in shown


@pytest.mark.parametrize(
    ("name", "status"), [("pia", 200), ("ada", 200), ("bob", 404), ("rik", 404), ("eve", 404)]
)
@pytest.mark.parametrize("part", ["", "voortgang/", "resultaat/"])
def test_who_may_see_a_job(browse, waiting, name: str, status: int, part: str) -> None:
    execute(waiting.public_id, beat_every=0)
    assert browse(name).get(address(waiting, part)).status_code == status


def test_a_stranger_learns_nothing(browse, waiting) -> None:
    foreign, nothing = browse("bob").get(address(waiting)), browse("bob").get("/veenmeer/werk/nietsnietsni/")
    assert (foreign.status_code, nothing.status_code) == (404, 404)
    assert foreign.content == nothing.content
    assert browse("bob").post(address(waiting, "stoppen/")).status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == "queued"


def test_the_list_shows_ones_own_tasks(browse, cast, waiting) -> None:
    actions.start("test.list", cast.bob, {}, at=AT)
    assert text_of(browse("pia").get("/veenmeer/werk/")).count("Een lijst maken") == 1
    assert text_of(browse("ada").get("/veenmeer/werk/")).count("Een lijst maken") == 2
    assert "Er zijn geen taken" in text_of(browse("leo").get("/veenmeer/werk/"))
    assert "Make a list" in text_of(browse("pia").get("/veenmeer/werk/", headers={"accept-language": "en"}))


def test_the_list_pages_and_asks_no_more_questions(
    browse, cast, waiting, django_assert_max_num_queries
) -> None:
    client = browse("pia")
    client.get("/veenmeer/werk/")
    with django_assert_max_num_queries(8) as few:
        client.get("/veenmeer/werk/")
    for minute in range(59):
        actions.start("test.list", cast.pia, {}, at=AT + timedelta(minutes=minute))
    with django_assert_max_num_queries(len(few.captured_queries)):
        first = client.get("/veenmeer/werk/").content.decode()
    following = re.search(r'href="(/veenmeer/werk/\?before=\d+)"', first)
    assert following is not None
    second = client.get(following.group(1)).content.decode()
    rows = [set(re.findall(r'href="/veenmeer/werk/(\w{12})/"', page)) for page in (first, second)]
    assert (len(rows[0]), len(rows[1])) == (50, 10)
    assert not rows[0] & rows[1]
    assert client.get("/veenmeer/werk/?before=9999999999999999999999").status_code == 200


def test_somebody_who_left_is_not_named(browse, cast, waiting) -> None:
    Person.objects.filter(public_id=cast.pia.person).delete()
    assert "Een vertrekker" in text_of(browse("ada").get("/veenmeer/werk/"))


def test_routes_have_names(waiting) -> None:
    number = waiting.public_id
    assert reverse("work:list", args=["veenmeer"]) == "/veenmeer/werk/"
    for name, part in (
        ("detail", ""),
        ("progress", "voortgang/"),
        ("stop", "stoppen/"),
        ("result", "resultaat/"),
    ):
        assert reverse(f"work:{name}", args=["veenmeer", number]) == address(waiting, part)
