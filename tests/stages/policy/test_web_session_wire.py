"""On the wire: nobody learns another's score before the reveal, a code tells nothing, a seat is one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.journal import exporters
from meerwaarde.platform.journal.models import Event
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.models import AmbitionWeb, Participant, WebArea, WebScore, WebSession
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.views.web_sessions import seats

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(autouse=True)
def nobody_failed_before() -> None:
    cache.clear()


@pytest.fixture
def session(cast: Any) -> WebSession:
    web = AmbitionWeb.enter(organisation_id=cast.pia.organisation_id, kind="organisation", title="Ons web")
    for place in range(4):
        WebArea.enter(
            web=web,
            code=f"gebied-{place}",
            name=f"Gebied {place}",
            position=place,
            anchors=["Niets", "Iets", "Veel", "Voorop"],
            policy_level=2,
        )
    made = actions.prepare_session(
        actor=cast.pia, at=timezone.now(), web=web, values=actions.SessionValues(title="Ambities parken")
    )
    return actions.open_session(actor=cast.pia, at=timezone.now(), session=made)


def joined(session: WebSession, name: str, side: str = "market") -> Client:
    client = Client()
    answer = client.post(
        reverse("joining:join", args=[session.join_code]),
        {"as": "guest", "name": name, "side": side, "party": "Terp"},
    )
    assert answer.status_code == 302, answer.content.decode()
    return client


def at_seat(session: WebSession) -> str:
    return reverse("joining:seat", args=[session.public_id])


def tap(client: Client, session: WebSession, present: int | str, desired: int | str, remark: str = "") -> Any:
    given: dict[str, Any] = {}
    for area in queries.areas_of(session):
        given |= {
            f"present-{area.public_id}": present,
            f"desired-{area.public_id}": desired,
            f"remark-{area.public_id}": remark,
        }
    return client.post(
        reverse("joining:score", args=[session.public_id]), given, headers={"x-session": "tap"}
    )


def seen(client: Client, url: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers as they go over the wire, without the random token against forged requests."""
    answer = client.get(url)
    body = answer.content
    same_length = TOKEN.sub(b'name="csrfmiddlewaretoken" value="' + b"x" * 64 + b'"', body)
    assert len(same_length) == len(body)
    return answer.status_code, same_length, dict(answer.headers)


def test_what_another_gave_changes_no_byte_of_any_answer(
    cast: Any, session: WebSession, browse: Callable[[str], Client]
) -> None:
    anna, karel = joined(session, "Anna"), joined(session, "Karel")
    tap(anna, session, 1, 2)
    pia, bob, dirk = browse("pia"), browse("bob"), browse("dirk")
    bob.post(reverse("joining:join", args=[session.join_code]), {"as": "colleague"})
    desk = ["veenmeer", session.public_id]

    def everything() -> list[Any]:
        answers = [
            seen(anna, at_seat(session)),
            seen(anna, reverse("joining:pulse", args=[session.public_id])),
            seen(anna, reverse("joining:pulse", args=[session.public_id]) + "?na=0"),
            seen(bob, at_seat(session)),
            seen(Client(), reverse("joining:join", args=[session.join_code])),
            seen(dirk, reverse("journal:list", args=["veenmeer"])),
            *(
                seen(pia, reverse(f"policy:web_session{name}", args=desk))
                for name in ("", "_screen", "_pulse")
            ),
            seen(bob, reverse("policy:web_session", args=desk)),
        ]
        kept = list(exporters.objects_of(cast.pia.organisation_id))
        facts = list(Event.objects.values_list("body", flat=True))
        return [answers, kept, facts]

    untouched = everything()
    assert all(status == 200 for status, _body, _headers in untouched[0])
    for present, desired, remark in ((0, 0, ""), (3, 3, "Wij kunnen veel meer."), ("", 1, "")):
        assert tap(karel, session, present, desired, remark).status_code == 200
        assert everything() == untouched
    for _status, _body, headers in untouched[0]:
        assert not {"ETag", "Last-Modified"} & set(headers)


def test_being_ready_is_all_that_is_told(session: WebSession, browse: Callable[[str], Client]) -> None:
    karel, pia = joined(session, "Karel"), browse("pia")
    desk = reverse("policy:web_session", args=["veenmeer", session.public_id])
    bodies = []
    for levels in ((0, 0), (3, 3)):
        tap(karel, session, *levels)
        karel.post(reverse("joining:ready", args=[session.public_id]), {"ready": "1"})
        bodies.append(seen(pia, desk)[1])
        karel.post(reverse("joining:ready", args=[session.public_id]), {"ready": "0"})
    revisions = [int(re.search(rb'data-revision="(\d+)"', body)[1]) for body in bodies]  # type: ignore[index]
    first, second = (re.sub(rb'data-revision="\d+"', b"", body) for body in bodies)
    assert first == second
    assert b"Klaar" in first
    assert revisions[1] == revisions[0] + 2  # to and fro, not a rise per tap


def test_nothing_that_is_kept_of_the_authority_holds_a_score(cast: Any, session: WebSession) -> None:
    tap(joined(session, "Karel"), session, 3, 3, "Canarie in de mijn")
    assert WebScore.objects.count() == 4
    assert "canarie" not in " ".join(Event.objects.values_list("body", flat=True)).lower()
    assert not {"webscore", "participant"} & set(exporters.kinds())


def test_after_the_reveal_everybody_sees_the_picture_and_no_name_with_it(
    cast: Any, session: WebSession, browse: Callable[[str], Client]
) -> None:
    anna, karel = joined(session, "Anna"), joined(session, "Karel")
    tap(anna, session, 1, 2)
    tap(karel, session, 0, 3, "Wij kunnen veel meer.")
    actions.reveal_session(actor=cast.pia, at=timezone.now(), session=session, anyway=True)
    body = anna.get(at_seat(session)).content.decode()
    assert "Wij kunnen veel meer." in body
    assert "Karel" not in body
    assert "Het midden is nu 0,5 en gewenst is 2,5." in body
    desk = browse("pia").get(reverse("policy:web_session", args=["veenmeer", session.public_id]))
    assert "Wij kunnen veel meer." in desk.content.decode()


def test_a_score_after_the_reveal_is_refused_with_a_sentence(cast: Any, session: WebSession) -> None:
    karel = joined(session, "Karel")
    tap(karel, session, 1, 1)
    actions.reveal_session(actor=cast.pia, at=timezone.now(), session=session, anyway=True)
    late = tap(karel, session, 3, 3)
    assert late.status_code == 409
    assert "al getoond" in json.loads(late.content)["late"]
    assert set(WebScore.objects.values_list("desired", flat=True)) == {1}


def test_a_level_that_does_not_exist_is_refused(session: WebSession) -> None:
    karel = joined(session, "Karel")
    answer = tap(karel, session, 4, 1)
    assert answer.status_code == 422
    assert "niveau 0, 1, 2 of 3" in json.loads(answer.content)["problem"]
    assert not WebScore.objects.exists()


@pytest.mark.parametrize("state", ["unknown", "prepared", "expired", "settled", "cancelled"])
def test_a_code_that_opens_nothing_tells_nothing(cast: Any, session: WebSession, state: str) -> None:
    code = session.join_code
    if state == "unknown":
        code = "ZZZZZZZZZZ"
    elif state == "expired":
        WebSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        WebSession.objects.update(state=state)
    status, body, _headers = seen(Client(), reverse("joining:join", args=[code]))
    other_status, other, _headers = seen(Client(), reverse("joining:join", args=["QQQQQQQQQQ"]))
    assert status == other_status == 404
    assert body.replace(code.encode(), b"") == other.replace(b"QQQQQQQQQQ", b"")
    assert b"Ambities parken" not in body


def test_a_seat_that_is_not_ones_own_tells_nothing(session: WebSession) -> None:
    joined(session, "Karel")
    there = seen(Client(), at_seat(session))
    nowhere = seen(Client(), reverse("joining:seat", args=["zzzzzzzzzzzz"]))
    assert there[0] == nowhere[0] == 404
    assert there[1].replace(session.public_id.encode(), b"") == nowhere[1].replace(b"zzzzzzzzzzzz", b"")
    assert Client().get(reverse("joining:pulse", args=[session.public_id])).status_code == 404


def test_who_guesses_codes_is_stopped_and_who_sits_is_not(session: WebSession) -> None:
    guesser = Client(REMOTE_ADDR="10.0.0.1")
    karel = joined(session, "Karel")
    for number in range(seats.WRONG_CODES.most):
        assert guesser.get(reverse("joining:join", args=[f"ZZZZZZZZ{number:02}"])).status_code == 404
    right = reverse("joining:join", args=[session.join_code])
    assert guesser.get(right).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.2").get(right).status_code == 200
    assert karel.get(at_seat(session), REMOTE_ADDR="10.0.0.1").status_code == 200


def test_a_room_behind_one_address_joins_at_once(session: WebSession) -> None:
    for number in range(30):
        joined(session, f"Deelnemer {number}")
    assert Participant.objects.count() == 30


def test_the_cookie_is_guarded_and_only_its_digest_is_kept(session: WebSession, settings: Any) -> None:
    client = joined(session, "Karel")
    cookie = client.cookies[f"seat-{session.public_id}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert len(cookie.value) >= 43
    kept = Participant.objects.get()
    assert kept.key_digest == queries.digest_of(cookie.value)
    settings.SESSION_COOKIE_SECURE = True
    answer = Client().post(
        reverse("joining:join", args=[session.join_code]),
        {"as": "guest", "name": "Anna", "side": "other"},
    )
    guarded = answer.cookies[f"__Host-seat-{session.public_id}"]
    assert guarded["secure"]
    assert guarded["path"] == "/"
    assert not guarded["domain"]


def test_joining_twice_with_one_browser_is_one_seat(session: WebSession) -> None:
    client = joined(session, "Karel")
    again = client.get(reverse("joining:join", args=[session.join_code]))
    assert (again.status_code, again.headers["Location"]) == (302, at_seat(session))
    twice = client.post(
        reverse("joining:join", args=[session.join_code]), {"as": "guest", "name": "Karel", "side": "other"}
    )
    assert twice.status_code == 302
    assert Participant.objects.count() == 1


def test_the_same_name_is_asked_to_tell_apart_and_nothing_typed_is_lost(session: WebSession) -> None:
    joined(session, "Jan de Vries")
    answer = Client().post(
        reverse("joining:join", args=[session.join_code]),
        {"as": "guest", "name": "jan de vries", "side": "market", "party": "Hoveniers Terp"},
    )
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "doet al iemand met deze naam mee" in body
    assert "Hoveniers Terp" in body


def test_the_page_to_join_says_how_long_a_name_stays(session: WebSession) -> None:
    body = Client().get(reverse("joining:join", args=[session.join_code])).content.decode()
    days = actions.guest_days(timezone.now())
    assert f"blijft uw naam {days} dagen staan; daarna wordt die verwijderd" in body


def test_a_colleague_is_the_same_on_phone_and_laptop(
    session: WebSession, browse: Callable[[str], Client]
) -> None:
    laptop, phone = browse("bob"), browse("bob")
    for client in (laptop, phone):
        client.post(reverse("joining:join", args=[session.join_code]), {"as": "colleague"})
    tap(phone, session, 2, 3)
    body = laptop.get(at_seat(session)).content.decode()
    assert len(re.findall(r'name="desired-\w+" value="3" checked', body)) == 4
    assert Participant.objects.get().name == "Bob"


def test_a_stranger_of_another_authority_joins_as_a_guest_only(
    session: WebSession, browse: Callable[[str], Client]
) -> None:
    eve = browse("eve")
    answer = eve.post(reverse("joining:join", args=[session.join_code]), {"as": "colleague"})
    assert answer.status_code == 422
    assert not Participant.objects.exists()
    assert "Meedoen als Eve" not in eve.get(answer.wsgi_request.path).content.decode()


def test_a_role_that_ended_leaves_the_table(session: WebSession, browse: Callable[[str], Client]) -> None:
    from datetime import date

    from meerwaarde.platform.organisations.models import Membership

    bob = browse("bob")
    bob.post(reverse("joining:join", args=[session.join_code]), {"as": "colleague"})
    assert bob.get(at_seat(session)).status_code == 200
    Membership.objects.filter(person__name="Bob").update(until=date(2026, 1, 2))
    assert bob.get(at_seat(session)).status_code == 404


def test_a_guest_goes_on_elsewhere_with_a_link_of_ten_minutes(
    session: WebSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = joined(session, "Karel")
    tap(laptop, session, 1, 2)
    page = laptop.get(reverse("joining:device", args=[session.public_id])).content.decode()
    address = re.search(r'href="(http[^"]+/verder/[^"]+/)"', page)[1]  # type: ignore[index]
    phone = Client()
    assert phone.get(address).status_code == 200
    assert phone.get(at_seat(session)).status_code == 404  # looking at the link opens nothing yet
    assert phone.post(address).status_code == 302
    assert "checked" in phone.get(at_seat(session)).content.decode()
    monkeypatch.setattr(seats, "LINK_LASTS", -1)
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("joining:elsewhere", args=[session.public_id, "é"])).status_code == 404


def test_the_link_to_another_device_does_not_tell_the_secret(session: WebSession) -> None:
    import base64

    laptop, other = joined(session, "Karel"), joined(session, "Anna")
    page = laptop.get(reverse("joining:device", args=[session.public_id])).content.decode()
    token = re.search(r"/verder/([^\"/]+)/", page)[1]  # type: ignore[index]
    secret = laptop.cookies[seats.cookie_name(session.public_id)].value
    assert secret not in token
    for part in re.split(r"[:.]", token):
        assert secret.encode() not in base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    again = other.get(reverse("joining:device", args=[session.public_id])).content.decode()
    assert token not in again


def test_asking_whether_there_is_something_new_costs_one_query_and_writes_nothing(
    session: WebSession,
) -> None:
    karel = joined(session, "Karel")
    session.refresh_from_db()
    url = reverse("joining:pulse", args=[session.public_id])
    with CaptureQueriesContext(connection) as asked:
        answer = karel.get(f"{url}?na={session.revision}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert len(asked) == 1
    assert asked[0]["sql"].startswith("SELECT")
    told = json.loads(karel.get(url).content)
    assert told == {
        "revision": session.revision,
        "state": "scoring",
        "counts": "1 persoon doet mee, 0 zijn klaar",
    }


def test_a_tap_asks_the_database_as_often_for_many_people_as_for_few(
    session: WebSession, browse: Callable[[str], Client], cast: Any
) -> None:
    karel, pia = joined(session, "Karel"), browse("pia")
    desk = reverse("policy:web_session", args=["veenmeer", session.public_id])

    def asked(act: Callable[[], Any]) -> int:
        act()
        with CaptureQueriesContext(connection) as found:
            act()
        return len(found)

    def all_of_it() -> list[int]:
        return [
            asked(lambda: tap(karel, session, 1, 2)),
            asked(lambda: karel.get(at_seat(session))),
            asked(lambda: pia.get(desk)),
        ]

    few = all_of_it()
    for number in range(25):
        tap(joined(session, f"Deelnemer {number}"), session, 1, 3)
    assert all_of_it() == few
    assert max(few) <= 16
    actions.reveal_session(actor=cast.pia, at=timezone.now(), session=session, anyway=True)
    assert max(asked(lambda: karel.get(at_seat(session))), asked(lambda: pia.get(desk))) <= 24


def test_who_is_taken_out_sees_that_nothing_opens(cast: Any, session: WebSession) -> None:
    karel = joined(session, "Karel")
    seat = Participant.objects.get()
    actions.remove_participant(actor=cast.pia, at=timezone.now(), session=session, participant=seat)
    assert karel.get(at_seat(session)).status_code == 404
    assert karel.get(reverse("joining:pulse", args=[session.public_id])).status_code == 404
    back = karel.post(
        reverse("joining:join", args=[session.join_code]), {"as": "guest", "name": "Karel", "side": "other"}
    )
    assert back.status_code == 422
    assert "haalde u uit deze sessie" in back.content.decode()


def test_afterwards_a_seat_shows_the_result_and_the_code_lets_nobody_in(
    cast: Any, session: WebSession
) -> None:
    karel = joined(session, "Karel")
    tap(karel, session, 1, 2)
    now = timezone.now()
    actions.reveal_session(actor=cast.pia, at=now, session=session, anyway=True)
    area = queries.areas_of(session)[0]
    values = actions.AgreementValues(level=2, measure="Wij vragen naar bijen.")
    actions.agree(actor=cast.pia, at=now, session=session, area=area, values=values)
    actions.settle_session(actor=cast.pia, at=now, session=session, anyway=True)
    body = karel.get(at_seat(session)).content.decode()
    assert "Wij vragen naar bijen." in body
    assert "<textarea" not in body
    assert Client().get(reverse("joining:join", args=[session.join_code])).status_code == 404
    note = karel.post(reverse("joining:note", args=[session.public_id]), {"text": "Te laat."})
    assert note.status_code == 404
    assert "Te laat." not in karel.get(at_seat(session)).content.decode()
    WebSession.objects.update(expires_at=now - timedelta(seconds=1))
    assert karel.get(at_seat(session)).status_code == 404


def test_requests_are_not_forged(session: WebSession) -> None:
    unsafe = Client(enforce_csrf_checks=True)
    unsafe.cookies = joined(session, "Karel").cookies
    assert tap(unsafe, session, 1, 1).status_code == 403
    assert not WebScore.objects.exists()


def test_a_step_asks_once_more_and_then_does_it(session: WebSession, browse: Callable[[str], Client]) -> None:
    pia = browse("pia")
    joined(session, "Karel")
    url = reverse("policy:web_session_step", args=["veenmeer", session.public_id, "reveal"])
    asked = pia.post(url)
    assert asked.status_code == 422
    assert "1 persoon is nog niet klaar" in asked.content.decode()
    assert pia.post(url, {"anyway": "1"}).status_code == 302
    session.refresh_from_db()
    assert session.state == "revealed"


def test_an_agreement_off_policy_comes_back_with_the_sentence_and_what_was_typed(
    cast: Any, session: WebSession, browse: Callable[[str], Client]
) -> None:
    actions.reveal_session(actor=cast.pia, at=timezone.now(), session=session, anyway=True)
    area = queries.areas_of(session)[2]
    url = reverse("policy:web_session_agree", args=["veenmeer", session.public_id, area.public_id])
    answer = browse("pia").post(url, {"level": "3", "measure": "Wij gaan voorop."})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Het beleid vraagt hier niveau 2; u spreekt 3 af." in body
    assert "Wij gaan voorop." in body
    assert "Gebied 2" in body


PAYLOADS = ("<script>kwaad()</script>", '"><svg onload=kwaad()>', "</textarea><iframe srcdoc='kwaad'>")


def test_what_people_type_stays_text_on_every_screen(
    cast: Any, session: WebSession, browse: Callable[[str], Client]
) -> None:
    WebArea.objects.filter(web=session.web).update(name=PAYLOADS[1], explanation=PAYLOADS[0])
    WebSession.objects.update(title=PAYLOADS[0])
    karel = joined(session, PAYLOADS[0])
    told = tap(karel, session, 1, 2, PAYLOADS[2])
    pia = browse("pia")
    desk = ["veenmeer", session.public_id]

    def pages() -> list[str]:
        clients = [
            (karel, at_seat(session)),
            (pia, reverse("policy:web_session", args=desk)),
            (pia, reverse("policy:web_session_screen", args=desk)),
            (Client(), reverse("joining:join", args=[session.join_code])),
        ]
        return [client.get(url).content.decode() for client, url in clients]

    before = [json.loads(told.content)["web"], *pages()]
    now = timezone.now()
    actions.reveal_session(actor=cast.pia, at=now, session=session, anyway=True)
    seat = Participant.objects.select_related("session__web__organisation").get()
    area = queries.areas_of(session)[0]
    for payload in PAYLOADS:
        actions.note_by_participant(
            participant=seat, at=now, area=area, text=payload, dissent=True, named=True
        )
    given = actions.AgreementValues(level=2, measure=PAYLOADS[2], owner_name=PAYLOADS[1])
    actions.agree(actor=cast.pia, at=now, session=session, area=area, values=given)
    talking = pages()
    actions.settle_session(actor=cast.pia, at=now, session=session, anyway=True)
    bodies = [*before, *talking, *pages()]
    assert sum("kwaad" in body for body in bodies) >= 9
    for body in bodies:
        assert not any(payload in body for payload in PAYLOADS)
        assert not re.search(r"<(script>|iframe|svg onload)", body)


@pytest.mark.parametrize("typed", ["---", "ABC", "ABC DEF GHJK L", "abc def ghj!"])
def test_what_is_no_code_is_told_at_the_field(typed: str) -> None:
    answer = Client().post(reverse("joining:code"), {"code": typed})
    assert answer.status_code == 422
    assert "tien letters en cijfers" in answer.content.decode()


def test_a_code_is_typed_as_people_hear_it(session: WebSession) -> None:
    WebSession.objects.update(join_code="ABCDEFGHLO")
    answer = Client().post(reverse("joining:code"), {"code": " abc-def gh1 0"})
    assert answer.headers["Location"] == reverse("joining:join", args=["ABCDEFGHLO"])


def test_a_secret_that_another_planted_is_not_the_key_of_a_seat(session: WebSession) -> None:
    planted = Client()
    planted.cookies[seats.cookie_name(session.public_id)] = "geplant"
    values = {"as": "guest", "name": "Karel", "side": "market", "party": "Terp"}
    answer = planted.post(reverse("joining:join", args=[session.join_code]), values)
    assert answer.status_code == 302
    assert planted.cookies[seats.cookie_name(session.public_id)].value != "geplant"
    thief = Client()
    thief.cookies[seats.cookie_name(session.public_id)] = "geplant"
    assert thief.get(at_seat(session)).status_code == 404
    assert planted.get(at_seat(session)).status_code == 200
