"""From a fresh notice to a letter that says why: found, gathered, told once, stopped with one click."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.notice import Buyer, Cpv, Identifier, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.rules.alerts import Wanted

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
SAID = NoticeRecord(
    source="tenderned",
    id="900001",
    procedure_id="500123",
    kind="contract_notice",
    published="2026-11-22",
    buyers=(Buyer("Gemeente Westerveen", (Identifier("kvk", "01234567"),)),),
    title="Schoonmaak van scholen",
    description="Met social return voor mensen uit de buurt.",
    cpv=Cpv("90911200"),
    contract="services",
    procedure="open",
    deadline="2026-12-19T17:00:00",
    lots=(Lot(id="1", nuts=("NL112",)),),
)


def publish(at: datetime = NOW, **said: Any) -> Any:
    """A public notice as an import writes it."""
    from meerwaarde.stages.market import actions
    from meerwaarde.stages.market.models import Notice

    columns = said.pop("columns", {})
    found = msgspec.structs.replace(SAID, **said)
    return Notice.enter(
        source="tenderned",
        external_id=found.id,
        imported_at=at,
        changed_at=at,
        **{**actions.columns_of(found), **columns},
    )


def again(kind: str, number: int, at: datetime, **said: Any) -> Any:
    """A later publication of the same procedure."""
    from meerwaarde.stages.market.models import Notice

    Notice.objects.filter(procedure_id="500123").update(latest=False)
    return publish(at, id=f"9000{number:02}", kind=kind, **said)


def wish(actor: Any, at: datetime = NOW - timedelta(days=1), **values: Any) -> Any:
    from meerwaarde.stages.market.actions.alerts import AlertValues, make_alert

    given = {
        "name": "Schoonmaak in Groningen",
        "wanted": Wanted(cpv=("9091",), words=("social return",), regions=("NL11",)),
        "email": "at_once",
        **values,
    }
    return make_alert(actor=actor, values=AlertValues(**given), at=at)


def work(at: datetime) -> int:
    """What the worker does at that moment: match, and tell; gives how many letters."""
    from meerwaarde.stages.market.actions.alerts import match_changes, tell_due

    match_changes(at=at)
    return tell_due(at=at)


def letters() -> list[Any]:
    from meerwaarde.platform.notify.models import Letter

    return list(Letter.objects.order_by("pk"))


def test_a_fresh_notice_gives_one_letter_that_says_why(cast: Any, mail_server: Any, settings: Any) -> None:
    from meerwaarde.platform.notify.sending import send_waiting

    settings.PUBLIC_URL = "https://impact.example"
    wish(cast.bob)
    notice = publish()
    assert work(NOW) == 1
    assert work(NOW + timedelta(hours=1)) == 0
    send_waiting(now=lambda: NOW + timedelta(hours=1))
    (message,) = mail_server.to("bob@veenmeer.example")
    assert message["Subject"] == "Nieuw: Schoonmaak van scholen"
    text = message.get_body("plain").get_content()
    plain = " ".join(text.split())
    assert "CPV 9091" in plain
    assert "woord “social return”" in plain
    assert "regio Groningen" in plain
    assert "Gemeente Westerveen" in plain
    assert "Sluit op 19 december 2026." in plain
    assert f"https://impact.example/veenmeer/markt/aankondigingen/{notice.public_id}/" in text
    assert "“Schoonmaak in Groningen”" in plain
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_firm_is_told_at_its_own_address(market_cast: Any) -> None:
    wish(market_cast.vera)
    notice = publish()
    assert work(NOW) == 1
    (letter,) = letters()
    assert f"/groenwerk/markt/aankondigingen/{notice.public_id}/" in letter.text
    vera = Client()
    from meerwaarde.platform.organisations.models import Person

    vera.force_login(Person.objects.get(email__startswith="vera@"))
    page = vera.get(f"/groenwerk/markt/aankondigingen/{notice.public_id}/")
    assert page.status_code == 200


def test_what_does_not_fit_tells_nobody(cast: Any) -> None:
    wish(cast.bob, wanted=Wanted(cpv=("45",)))
    wish(cast.ann, wanted=Wanted(cpv=("9091",), regions=("NL41",)))
    publish()
    assert work(NOW) == 0


def test_a_first_import_of_years_tells_nothing(cast: Any) -> None:
    from meerwaarde.stages.market.models import AlertItem

    wish(cast.bob)
    publish(published="2024-01-10")
    assert work(NOW) == 0
    assert AlertItem.objects.count() == 0


def test_own_imports_of_another_authority_stay_there(cast: Any) -> None:
    wish(cast.bob)
    wish(cast.eve)
    publish(columns={"organisation_id": cast.eve.organisation_id})
    assert work(NOW) == 1
    assert letters()[0].person.email == "eve@duinrade.example"


def test_corrected_three_times_and_withdrawn_is_two_letters(cast: Any) -> None:
    wish(cast.bob)
    publish()
    assert work(NOW) == 1
    for number in (2, 3, 4):
        moment = NOW + timedelta(hours=number)
        again("correction_notice", number, moment, deadline=f"2026-12-{19 + number}T17:00:00")
        assert work(moment) == 0
    ended = NOW + timedelta(hours=6)
    last = again("early_termination_notice", 5, ended)
    assert work(ended) == 1
    assert work(ended + timedelta(days=3)) == 0
    assert [letter.subject for letter in letters()] == [
        "Nieuw: Schoonmaak van scholen",
        "Ingetrokken: Schoonmaak van scholen",
    ]
    assert last.public_id in letters()[1].text


def test_a_correction_that_is_taken_away_does_not_end_the_procedure(cast: Any) -> None:
    from meerwaarde.stages.market.models import Notice

    wish(cast.bob)
    first = publish()
    second = again("correction_notice", 2, NOW + timedelta(minutes=1), deadline="2026-12-24T17:00:00")
    work(NOW + timedelta(minutes=1))
    later = NOW + timedelta(days=2)
    Notice.objects.filter(pk=second.pk).update(withdrawn=True, latest=False, changed_at=later)
    Notice.objects.filter(pk=first.pk).update(latest=True, changed_at=later)
    work(later)
    assert [one.subject.partition(":")[0] for one in letters()] == ["Nieuw", "Gewijzigd"]
    assert "Sluit op 19 december 2026." in letters()[-1].text


def test_what_happens_while_letters_are_written_is_not_lost(cast: Any) -> None:
    """Another worker finds the end of the procedure between the reading and the writing of this one."""
    from meerwaarde.stages.market.actions.alerts import match_changes, tell_due

    wish(cast.bob)
    publish()
    work(NOW)
    again("correction_notice", 2, NOW + timedelta(hours=1), deadline="2026-12-24T17:00:00")
    assert work(NOW + timedelta(hours=1)) == 0
    later = NOW + timedelta(hours=25)
    happened: list[Any] = []

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "organisations_membership" in sql and not happened:
            happened.append(again("early_termination_notice", 3, later, deadline=None))
            match_changes(at=later)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        tell_due(at=later)
    work(later + timedelta(minutes=1))
    assert happened
    assert [one.subject.partition(":")[0] for one in letters()] == ["Nieuw", "Ingetrokken"]


def test_a_letter_is_in_nobodys_way_who_has_the_form_open(cast: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    profile = wish(cast.bob)
    publish()
    assert work(NOW) == 1
    saved = AlertProfile.objects.get()
    assert (saved.letters, saved.version) == (1, profile.version)


def test_three_corrections_in_a_day_are_one_letter_the_next_day(cast: Any) -> None:
    wish(cast.bob)
    publish()
    work(NOW)
    for number in (2, 3, 4):
        again("correction_notice", number, NOW + timedelta(hours=number), deadline="2026-12-24T17:00:00")
        work(NOW + timedelta(hours=number))
    assert work(NOW + timedelta(hours=23)) == 0
    assert work(NOW + timedelta(hours=25)) == 1
    assert "24 december 2026" in letters()[1].text


def test_published_and_withdrawn_before_the_digest_is_not_told_at_all(cast: Any) -> None:
    wish(cast.bob, email="daily")
    publish()
    work(NOW)
    again("early_termination_notice", 2, NOW + timedelta(hours=3))
    work(NOW + timedelta(hours=3))
    assert work(NOW + timedelta(days=2)) == 0


def test_a_row_that_its_source_renews_without_change_is_no_news(cast: Any) -> None:
    from meerwaarde.stages.market.models import Notice

    wish(cast.bob)
    notice = publish()
    work(NOW)
    later = NOW + timedelta(days=2)
    Notice.objects.filter(pk=notice.pk).update(changed_at=later, digest="other")
    assert work(later) == 0
    Notice.objects.filter(pk=notice.pk).update(
        changed_at=later + timedelta(hours=1), closes_at=later + timedelta(days=40)
    )
    assert work(later + timedelta(hours=1)) == 1
    assert letters()[1].subject.startswith("Gewijzigd")


def test_a_day_gives_one_letter_for_all_profiles_and_each_thing_once(cast: Any) -> None:
    wish(cast.bob, email="daily")
    wish(cast.bob, name="Social return", email="daily", wanted=Wanted(words=("social return",)))
    publish()
    publish(id="900077", procedure_id="500777", title="Catering met social return", cpv=Cpv("55520000"))
    assert work(NOW) == 0
    assert work(NOW + timedelta(days=1)) == 1
    (letter,) = letters()
    assert letter.subject == "2 meldingen"
    assert letter.text.count("- Schoonmaak van scholen") == 1
    plain = " ".join(letter.text.split())
    assert "“Schoonmaak in Groningen”" in plain
    assert "“Social return”" in plain


def test_a_calendar_line_is_told_to_who_asks_for_what_is_expected(cast: Any) -> None:
    from meerwaarde.stages.market.models import Opportunity

    wish(cast.bob, wanted=Wanted(words=("schoonmaak",), groups=("expected",)))
    wish(cast.ann, wanted=Wanted(words=("schoonmaak",), groups=("call",)))
    line = Opportunity.enter(
        organisation_id=cast.eve.organisation_id,
        reference="x1",
        title="Schoonmaak van het gemeentehuis",
        year=2027,
        quarter=2,
        published_at=NOW,
        changed_at=NOW,
    )
    assert work(NOW) == 1
    (letter,) = letters()
    assert letter.person.email == "bob@veenmeer.example"
    assert f"/veenmeer/markt/kansen/{line.public_id}/" in letter.text
    assert "kwartaal 2 van 2027" in letter.text


def test_who_left_is_told_nothing_more(cast: Any) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.market.models import AlertProfile

    wish(cast.bob)
    Membership.objects.filter(pk=cast.bob.membership_id).update(until=date(2026, 11, 1))
    publish()
    assert work(NOW) == 0
    assert AlertProfile.objects.get().paused_at == NOW
    assert letters() == []


def test_one_click_stops_without_a_log_in_and_can_be_undone(cast: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    wish(cast.bob)
    publish()
    work(NOW)
    (letter,) = letters()
    path = letter.unsubscribe_url
    assert path in letter.text
    anybody = Client(enforce_csrf_checks=True)
    looked = anybody.get(path)
    assert "Schoonmaak in Groningen" in looked.content.decode()
    assert looked["Referrer-Policy"] == "no-referrer"
    assert AlertProfile.objects.get().email == "at_once"  # a program that looks at links stops nothing
    done = anybody.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert AlertProfile.objects.get().email == "never"
    anybody.post(path, {"List-Unsubscribe": "One-Click"})
    again("contract_award_notice", 2, NOW + timedelta(days=2))
    assert work(NOW + timedelta(days=2)) == 0
    undo = re.search(r'action="(/berichten/toch-wel/[^"]+)"', done.content.decode())
    assert undo is not None
    assert anybody.post(undo[1]).status_code == 403  # a page elsewhere cannot turn it on again
    Client().post(undo[1])
    assert AlertProfile.objects.get().email == "at_once"


def test_the_letter_of_a_day_stops_all_that_came_in_it_and_no_more(cast: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    wish(cast.bob, email="daily", name="Een")
    wish(cast.bob, email="daily", name="Twee")
    wish(cast.bob, email="weekly", name="Drie")
    wish(cast.ann, email="daily", name="Vier")
    publish()
    work(NOW)
    work(NOW + timedelta(days=1))
    of_bob = next(letter for letter in letters() if letter.person.email.startswith("bob"))
    Client().post(of_bob.unsubscribe_url)
    assert dict(AlertProfile.objects.values_list("name", "email")) == {
        "Een": "never",
        "Twee": "never",
        "Drie": "weekly",
        "Vier": "daily",
    }


def test_the_stop_address_of_a_deleted_alert_says_that_it_is_stopped(cast: Any) -> None:
    from meerwaarde.stages.market.actions.alerts import end_alert
    from meerwaarde.stages.market.models import AlertProfile
    from meerwaarde.stages.market.queries import alerts as queries

    gone, other = wish(cast.bob), wish(cast.bob, name="Ander")
    path = reverse("messages:stop", args=[queries.stop_token(f"profile-{gone.public_id}")])
    end_alert(actor=cast.bob, profile=gone, at=NOW)
    for struck in (False, True):
        if struck:
            AlertProfile.objects.filter(pk=gone.pk).delete()
        for answer in (Client().get(path), Client().post(path, {"List-Unsubscribe": "One-Click"})):
            assert answer.status_code == 200
            assert "Deze berichten zijn al gestopt" in answer.content.decode()
            assert answer["Cache-Control"] == "private, no-store"
    other.refresh_from_db()
    assert other.email == "at_once", "nothing else was stopped"


def test_an_old_digest_stops_what_comes_at_once_since(cast: Any) -> None:
    """It never says that nothing comes any more while something does."""
    from meerwaarde.stages.market.queries import alerts as queries

    profile = wish(cast.bob)
    organisation = profile.organisation.public_id
    path = reverse(
        "messages:stop", args=[queries.stop_token(f"digest-{cast.bob.person}-{organisation}-daily")]
    )
    Client().post(path)
    profile.refresh_from_db()
    assert profile.email == "never"


@pytest.mark.parametrize("name", ["messages:stop", "messages:feed", "messages:resume"])
def test_an_address_that_is_guessed_or_bent_opens_nothing(cast: Any, name: str) -> None:
    from meerwaarde.stages.market.models import AlertProfile
    from meerwaarde.stages.market.queries import alerts as queries

    profile = wish(cast.bob, feed=True)
    other = wish(cast.bob, name="Ander", feed=True)
    stop = queries.stop_token(f"profile-{profile.public_id}")
    signed = stop.rpartition(".")[2]
    tokens = (
        profile.public_id,
        f"profile-{profile.public_id}",
        f"profile-{other.public_id}.{signed}",
        f"{stop}x",
        stop[:-1],
        queries.feed_token(profile) if name != "messages:feed" else stop,
        f"digest-{cast.bob.person}-{cast.bob.organisation}-daily.{signed}",
        ".",
        "é.ü",
        "x" * 900,
    )
    for token in tokens:
        path = reverse(name, args=[token])
        answer = Client().post(path) if name != "messages:feed" else Client().get(path)
        assert answer.status_code == 404, token
    assert set(AlertProfile.objects.values_list("email", flat=True)) == {"at_once"}


def test_the_feed_tells_why_and_its_old_address_ends(cast: Any) -> None:
    from meerwaarde.stages.market.actions.alerts import renew_feed
    from meerwaarde.stages.market.models import AlertProfile
    from meerwaarde.stages.market.queries import alerts as queries

    profile = wish(cast.bob, email="never", feed=True)
    publish(title="Schoonmaak <script>alert(1)</script>")
    assert work(NOW) == 0
    path = reverse("messages:feed", args=[queries.feed_token(profile)])
    answer = Client().get(path)
    body = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "<script>" not in body
    assert "Waarom: CPV 9091" in body
    assert "private" in answer["Cache-Control"]
    renew_feed(actor=cast.bob, profile=AlertProfile.objects.get(), at=NOW)
    assert Client().get(path).status_code == 404
    assert (
        Client().get(reverse("messages:feed", args=[queries.feed_token(AlertProfile.objects.get())])).content
    )


def test_an_older_letter_stops_what_comes_less_often_since(cast: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    wish(cast.bob, email="daily")
    publish()
    work(NOW)
    work(NOW + timedelta(days=1))
    (letter,) = letters()
    AlertProfile.objects.get().change(email="weekly")
    assert Client().post(letter.unsubscribe_url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert AlertProfile.objects.get().email == "never"


def test_a_feed_closes_with_its_readers_account(cast: Any) -> None:
    from meerwaarde.platform.organisations.models import Person
    from meerwaarde.stages.market.queries import alerts as queries

    path = reverse("messages:feed", args=[queries.feed_token(wish(cast.bob, feed=True))])
    assert Client().get(path).status_code == 200
    Person.objects.filter(public_id=cast.bob.person).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_feed_closes_when_its_reader_leaves(cast: Any) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.market.queries import alerts as queries

    path = reverse("messages:feed", args=[queries.feed_token(wish(cast.bob, feed=True))])
    assert Client().get(path).status_code == 200
    over = {"since": date(2020, 1, 1), "until": date(2020, 2, 1)}
    Membership.objects.filter(pk=cast.bob.membership_id).update(**over)
    assert Client().get(path).status_code == 404


def test_making_trying_changing_pausing_and_deleting_in_the_browser(cast: Any, browse: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    publish(published="2026-11-20")
    bob = browse("bob")
    page = bob.get("/veenmeer/markt/meldingen/").content.decode()
    assert "U heeft nog geen meldingen" in page
    given = {
        "name": "Schoonmaak",
        "words": "social return, sociale werkplaats",
        "cpv": "90910000-9",
        "groups": ["expected", "early", "call"],
        "email": "daily",
    }
    tried = bob.post("/veenmeer/markt/meldingen/nieuw/", {**given, "try": "1"}).content.decode()
    assert "Schoonmaak van scholen" in tried
    assert "woord “social return”" in tried
    assert AlertProfile.objects.count() == 0
    bob.post("/veenmeer/markt/meldingen/nieuw/", {**given, "name": ""})
    profile = AlertProfile.objects.get()
    assert profile.name == "social return, sociale werkplaats, Reinigingsdiensten"
    assert profile.wanted["cpv"] == ["9091"]
    assert profile.wanted["words"] == ["social return", "sociale werkplaats"]
    here = f"/veenmeer/markt/meldingen/{profile.public_id}/"
    assert "9091" in bob.get(here).content.decode()
    changed = bob.post(f"{here}wijzigen/", {**given, "email": "weekly", "version": profile.version})
    assert changed.status_code == 302
    stale = bob.post(f"{here}wijzigen/", {**given, "email": "daily", "version": profile.version})
    assert stale.status_code == 409
    bob.post(f"{here}stil/")
    publish(id="900500", procedure_id="500500", title="Nog een schoonmaak")
    work(NOW)
    work(NOW + timedelta(days=8))
    assert letters() == []
    bob.post(f"{here}verder/")
    gone = bob.post(f"{here}verwijderen/", follow=True).content.decode()
    assert "Ongedaan maken" in gone
    assert bob.get(here).status_code == 404
    bob.post(f"{here}toch-niet/")
    assert bob.get(here).status_code == 200


def test_a_form_with_mistakes_says_what_is_wrong_and_keeps_what_was_typed(cast: Any, browse: Any) -> None:
    answer = browse("bob").post(
        "/veenmeer/markt/meldingen/nieuw/",
        {
            "name": "",
            "words": "bijzonder woord",
            "cpv": "abc",
            "email": "daily",
            "webhook_url": "http://10.0.0.1/",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bijzonder woord" in page
    assert "is geen CPV-code" in page
    assert "openbaar adres" in page


def test_nobody_reads_the_alerts_of_another_not_even_the_administrator(cast: Any, browse: Any) -> None:
    profile = wish(cast.bob)
    here = f"/veenmeer/markt/meldingen/{profile.public_id}/"
    for name in ("ann", "ada", "pia"):
        someone = browse(name)
        assert someone.get(here).status_code == 404
        assert someone.post(f"{here}stil/").status_code == 404
        assert "Schoonmaak in Groningen" not in someone.get("/veenmeer/markt/meldingen/").content.decode()


def test_the_journal_holds_no_word_of_what_somebody_looks_for(cast: Any) -> None:
    from meerwaarde.platform.journal.models import Event

    wish(cast.bob, name="Geheime strategie", wanted=Wanted(words=("geheim",)))
    bodies = " ".join(Event.objects.filter(action__startswith="alertprofile").values_list("body", flat=True))
    assert "alertprofile.make" in bodies
    assert "eheim" not in bodies


def test_a_list_of_alerts_asks_equally_often(cast: Any, browse: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bob = browse("bob")
    publish()
    counts = []
    for many in (1, 12):
        for number in range(many):
            wish(cast.bob, name=f"Melding {many} {number}")
        work(NOW)
        bob.get("/veenmeer/markt/meldingen/")
        with CaptureQueriesContext(connection) as asked:
            bob.get("/veenmeer/markt/meldingen/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_following_from_a_notice_and_stopping_again(cast: Any, browse: Any) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    notice = publish()
    bob = browse("bob")
    page = bob.get(f"/veenmeer/markt/aankondigingen/{notice.public_id}/").content.decode()
    assert "Volg deze procedure" in page
    for what in ("procedure", "buyer", "category"):
        bob.post("/veenmeer/markt/meldingen/volgen/", {"notice": notice.public_id, "follows": what})
    assert set(AlertProfile.objects.values_list("follows", flat=True)) == {"procedure", "buyer", "category"}
    work(NOW)
    AlertProfile.objects.exclude(follows="procedure").update(paused_at=NOW)
    again("contract_award_notice", 2, NOW + timedelta(days=2))
    before = len(letters())
    assert work(NOW + timedelta(days=2)) == 1
    assert letters()[before].subject == "Gegund: Schoonmaak van scholen"
    assert "u volgt deze procedure" in letters()[before].text
    page = bob.get(f"/veenmeer/markt/aankondigingen/{notice.public_id}/").content.decode()
    assert "U volgt deze procedure" in page
    bob.post("/veenmeer/markt/meldingen/volgen/", {"notice": notice.public_id, "follows": "procedure"})
    assert not AlertProfile.objects.filter(follows="procedure", ended_at=None).exists()
    assert (
        bob.post(
            "/veenmeer/markt/meldingen/volgen/", {"notice": notice.public_id, "follows": "elsewhere"}
        ).status_code
        == 404
    )


def test_a_change_that_is_committed_late_is_still_seen(cast: Any) -> None:
    wish(cast.bob)
    publish(NOW, id="900900", procedure_id="500900", title="Schoonmaak elders")
    assert work(NOW) == 1
    publish(NOW - timedelta(minutes=5))  # its transaction began earlier and ended later
    assert work(NOW + timedelta(minutes=1)) == 1
    assert work(NOW + timedelta(minutes=2)) == 0


def test_a_page_of_one_moment_is_matched_whole_after_a_long_stop(cast: Any) -> None:
    """A worker that was away for an hour, and is ended halfway the page that was written meanwhile."""
    from meerwaarde.stages.market.actions.alerts import finding, match_changes
    from meerwaarde.stages.market.models import AlertItem
    from meerwaarde.stages.market.queries import alerts as queries

    wish(cast.bob)
    for number in range(5):
        publish(id=f"9100{number:02}", procedure_id=f"5100{number:02}", published=None)
    later = NOW + timedelta(hours=1)
    for row in queries.changed_notices(later, most=2):
        finding._take(row, later, finding.Taken())
    assert match_changes(at=later).looked == 3
    assert AlertItem.objects.count() == 5
    assert match_changes(at=later).looked == 0
    for days in (10, 20, 30):  # nothing happens for weeks: then nothing is looked at
        assert match_changes(at=NOW + timedelta(days=days)).looked == 0


def test_what_another_worker_did_meanwhile_is_not_done_again(cast: Any) -> None:
    from meerwaarde.stages.market.actions.alerts import finding
    from meerwaarde.stages.market.queries import alerts as queries

    wish(cast.bob)
    publish()
    (row,) = queries.changed_notices(NOW)
    ours, theirs = finding.Taken(), finding.Taken()
    for told in (theirs, ours):
        finding._take(row, NOW, told)
    assert (theirs.looked, theirs.new) == (1, 1)
    assert ours == finding.Taken()


def found_in_list(client: Client, **asked: str) -> list[str]:
    page = client.get("/veenmeer/markt/aankondigingen/", asked)
    assert page.status_code == 200
    return [row.cells[0].text for row in page.context["page"].table.rows]


def test_the_list_narrows_by_everything_a_person_would_ask(cast: Any, browse: Any) -> None:
    from django.utils import timezone

    soon = timezone.now() + timedelta(days=9)
    publish(columns={"closes_at": soon})
    publish(
        id="900600",
        procedure_id="500600",
        title="Verbouwing stadhuis",
        kind="contract_award_notice",
        cpv=Cpv("45000000"),
        contract="works",
        published="2020-01-02",
        buyers=(Buyer("Provincie Elders"),),
        lots=(Lot(id="1", nuts=("NL414",)),),
        columns={"closes_at": None, "verdict": "social"},
    )
    bob = browse("bob")
    both = ["Schoonmaak van scholen", "Verbouwing stadhuis"]
    assert found_in_list(bob) == both
    first, second = ([title] for title in both)
    asked: list[tuple[dict[str, str], list[str]]] = [
        ({"q": "scholen schoonmaak"}, first),
        ({"q": "westerveen"}, first),
        ({"open": "1"}, first),
        ({"verdict": "social"}, second),
        ({"region": "NL41"}, second),
        ({"cpv": "9091"}, first),
        ({"cpv": "45000000-7"}, second),
        ({"cpv": "x"}, both),
        ({"group": "result"}, second),
        ({"buyer": "provincie"}, second),
        ({"contract": "works"}, second),
        ({"period": "365"}, first),
        ({"period": "yes", "group": "unheard-of"}, both),
    ]
    for filters, titles in asked:
        assert found_in_list(bob, **filters) == titles, filters
    page = bob.get("/veenmeer/markt/aankondigingen/", {"q": "scholen", "cpv": "9091"}).content.decode()
    assert "/veenmeer/markt/meldingen/nieuw/?words=scholen&amp;cpv=9091" in page


def test_of_a_procedure_the_last_publication_stands_in_the_list_and_its_page_tells_all(
    cast: Any, browse: Any
) -> None:
    first = publish()
    again("correction_notice", 2, NOW, published="2026-11-24", title="Schoonmaak, verbeterd")
    again("contract_award_notice", 3, NOW, published="2026-12-24", title="Schoonmaak, gegund")
    bob = browse("bob")
    assert found_in_list(bob) == ["Schoonmaak, gegund"]
    page = bob.get(f"/veenmeer/markt/aankondigingen/{first.public_id}/")
    history = page.context["page"].history
    assert [one.moment.isoformat() for one in history] == ["2026-11-22", "2026-11-24", "2026-12-24"]
    assert [bool(one.url) for one in history] == [False, True, True]
    assert "Er is een latere publicatie" in page.content.decode()


def test_the_list_goes_on_where_it_stopped_also_past_notices_without_a_day(cast: Any, browse: Any) -> None:
    from meerwaarde.stages.market.queries import PAGE

    for number in range(PAGE + 5):
        day = "" if number % 7 == 0 else f"2026-11-{1 + number % 5:02}"
        publish(
            id=f"9100{number:02}", procedure_id=f"5100{number:02}", title=f"N{number}", published=day or None
        )
    bob = browse("bob")
    seen: list[str] = []
    url = "/veenmeer/markt/aankondigingen/"
    while url:
        page = bob.get(url).context["page"]
        seen += [row.cells[0].text for row in page.table.rows]
        url = page.table.next_url
    assert sorted(seen) == sorted(f"N{number}" for number in range(PAGE + 5))


def test_the_closing_moment_goes_into_an_agenda(cast: Any, browse: Any) -> None:
    from icalendar import Calendar

    notice = publish(title="Schoonmaak\r\nATTENDEE:mailto:x@y.example")
    answer = browse("bob").get(f"/veenmeer/markt/aankondigingen/{notice.public_id}/agenda/")
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2026, 12, 19, 16, 0, tzinfo=UTC)
    assert "ATTENDEE" not in event


def test_who_follows_for_months_hears_of_a_change_and_who_does_not_hears_nothing(cast: Any) -> None:
    from meerwaarde.stages.market.models import Notice

    wish(cast.bob)
    notice = publish()
    work(NOW)
    later = NOW + timedelta(days=60)
    wish(cast.ann, at=later - timedelta(days=1))
    Notice.objects.filter(pk=notice.pk).update(changed_at=later, closes_at=later + timedelta(days=9))
    assert work(later) == 1
    assert letters()[1].person.email == "bob@veenmeer.example"
