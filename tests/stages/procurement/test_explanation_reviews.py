"""Second readings and samples: who may read, what a verdict leads to, and that a draw can be drawn again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.layout import slots
from meerwaarde.platform.organisations.models import Membership
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import (
    Explanation,
    ExplanationReview,
    Procurement,
    new_start_key,
)
from meerwaarde.stages.procurement.queries import Criteria, ReviewFilter

WHY = "De tekst noemt zeven gesprekken, maar het verslag noemt er twee."
MOST_QUERIES = 20


@pytest.fixture
def told(cast: Any, begun: Procurement, at: datetime) -> Explanation:
    """What Leo explained and Pia approved, in a file of Ann that nobody buys yet."""
    return enter(cast, begun, at)


def enter(cast: Any, file: Procurement, at: datetime, **other: Any) -> Explanation:
    values: dict[str, Any] = {
        "rule": "zzzzzzzzzzzz",
        "rule_code": "K1",
        "demand": {"demand": "state_purpose"},
        "sentence": {"nl": "Bij elke inkoop leggen we het doel vast.", "en": "We state the purpose."},
        "reason": "no_market",
        "text": "Wij zochten overal en vonden niemand.",
        "evidence": [{"asked": {"nl": "Een verslag.", "en": "A report."}, "where": "bijlage 1"}],
        "state": "approved",
        "review_on": date(2027, 5, 1),
        "proposed_by_id": cast.leo.membership_id,
        "proposed_at": at,
        "approver_id": cast.pia.membership_id,
        "decided_on": date(2026, 11, 20),
    }
    return Explanation.enter(procurement=file, **(values | other))


def many_told(cast: Any, at: datetime, number: int) -> None:
    for place in range(number):
        file = actions.start(cast.ann, title=f"Inkoop {place}", start_key=new_start_key(), at=at)
        reason = "urgency" if place % 3 == 0 else "no_market"
        enter(cast, file, at, reason=reason)


def judge(actor: Any, one: ExplanationReview, at: datetime, **other: Any) -> None:
    values: dict[str, Any] = {"verdict": "unconvincing", "text": WHY, "follow_up": "explain_again"}
    actions.judge_reading(actor, one, expected_version=one.version, at=at, **(values | other))


def ask(cast: Any, told: Explanation, at: datetime, reader: str = "dirk") -> ExplanationReview:
    return actions.ask_reader(cast.ann, told, reader=getattr(cast, reader).membership, at=at)


# Who reads


@pytest.mark.parametrize(
    ("reader", "word"),
    [("leo", "schreef"), ("pia", "akkoord gaf"), ("ann", "opdrachtgever"), ("eve", "lijst"), ("wim", "rol")],
)
def test_who_wrote_approved_or_works_on_it_is_no_second_reader(
    cast: Any, told: Explanation, at: datetime, reader: str, word: str
) -> None:
    with pytest.raises(actions.NotReadable) as refused:
        ask(cast, told, at, reader)
    assert word in refused.value.text.nl
    assert ask(cast, told, at).reader_id == cast.dirk.membership_id


def test_the_list_of_readers_holds_those_alone_who_may(cast: Any, told: Explanation, at: datetime) -> None:
    assert [held.person.name for held in queries.readers_for(cast.ann, told, at.date())] == ["Dirk"]


def test_who_was_a_writer_before_is_no_reader(cast: Any, told: Explanation, at: datetime) -> None:
    """Dirk does not stand with the explanation any more, but the journal knows that he wrote at it."""
    from django.db import transaction

    from meerwaarde.platform.journal.actions import record

    with transaction.atomic():
        record(cast.dirk, "explanation.change", told, at=at, fields=["text"])
    with pytest.raises(actions.NotReadable, match="wrote"):
        ask(cast, told, at)


def test_asking_somebody_else_lets_the_first_off(cast: Any, told: Explanation, at: datetime) -> None:
    first = ask(cast, told, at)
    tender = Membership.objects.create(
        person=Membership.objects.get(pk=cast.carla.membership_id).person,
        organisation_id=cast.ann.organisation_id,
        role="tenderboard_member",
        since=date(2026, 1, 1),
    )
    second = actions.ask_reader(cast.ann, told, reader=tender.public_id, at=at)
    assert (second.pk, ExplanationReview.objects.count()) == (first.pk, 1)
    assert not queries.to_read(cast.dirk)
    assert actions.ask_reader(cast.ann, told, reader=tender.public_id, at=at).version == second.version
    assert Event.objects.filter(action="explanationreview.ask").count() == 2


def test_who_may_not_ask_or_judge_is_refused(cast: Any, told: Explanation, at: datetime) -> None:
    with pytest.raises(NotYourRole):
        actions.ask_reader(cast.leo, told, reader=cast.dirk.membership, at=at)
    one = ask(cast, told, at)
    with pytest.raises(NotYourRole):
        judge(cast.ann, one, at)
    with pytest.raises(actions.NotReadable, match="asked of a colleague"):
        judge(cast.pia, one, at)


def test_what_was_withdrawn_is_not_read_any_more(cast: Any, told: Explanation, at: datetime) -> None:
    one = ask(cast, told, at)
    told.change(state="withdrawn")
    assert not queries.to_read(cast.dirk)
    with pytest.raises(actions.NotReadable, match="withdrawn"):
        judge(cast.dirk, ExplanationReview.objects.get(pk=one.pk), at)


# The verdict and what follows


def test_a_verdict_is_kept_without_its_words_in_the_journal(
    cast: Any, told: Explanation, at: datetime
) -> None:
    one = ask(cast, told, at)
    judge(cast.dirk, one, at, follow_up_text="Bel voor 1 december.")
    (event,) = Event.objects.filter(action="explanationreview.judge")
    assert "unconvincing" in event.body
    assert "explain_again" in event.body
    assert WHY not in event.body
    assert "december" not in event.body
    with pytest.raises(actions.NotReadable, match="given already"):
        judge(cast.dirk, one, at)


@pytest.mark.parametrize(
    ("values", "word"),
    [({"verdict": "perhaps"}, "overtuigt"), ({"text": " "}, "zinnen"), ({"follow_up": "fire"}, "volgt")],
)
def test_half_a_verdict_is_refused(
    cast: Any, told: Explanation, at: datetime, values: dict[str, str], word: str
) -> None:
    one = ask(cast, told, at)
    with pytest.raises(actions.NotReadable) as refused:
        judge(cast.dirk, one, at, **values)
    assert word in refused.value.text.nl


def test_what_follows_waits_until_it_is_done(cast: Any, told: Explanation, at: datetime) -> None:
    one = ask(cast, told, at)
    assert [wait.url for wait in slots.waits.collect(cast.dirk) if one.public_id in wait.url]
    judge(cast.dirk, one, at)
    assert [each.pk for each in queries.to_follow(cast.dirk)] == [one.pk]
    assert [each.pk for each in queries.to_explain_again(cast.leo)] == [one.pk]
    with pytest.raises(actions.NotReadable, match="few sentences"):
        actions.follow_up(cast.dirk, one, expected_version=one.version, text=" ", at=at)
    opened = one.version
    actions.follow_up(cast.dirk, one, expected_version=opened, text="Leo schreef het opnieuw.", at=at)
    assert not queries.to_follow(cast.dirk)
    assert not queries.to_explain_again(cast.leo)
    assert one.followed_on == at.date()
    with pytest.raises(actions.NotReadable, match="recorded already"):
        actions.follow_up(cast.dirk, one, expected_version=one.version, text="Nog eens.", at=at)


def test_two_at_once_lose_nothing(cast: Any, told: Explanation, at: datetime) -> None:
    one = ask(cast, told, at)
    other = queries.review(cast.dirk, one.public_id)
    assert other is not None
    judge(cast.dirk, one, at)
    with pytest.raises(Changed):
        actions.judge_reading(
            cast.dirk,
            other,
            expected_version=other.version,
            verdict="convincing",
            text="Ja.",
            follow_up="none",
            at=at,
        )
    assert ExplanationReview.objects.get().verdict == "unconvincing"


def test_a_second_reading_after_the_review_date_takes_it_off_the_list(
    cast: Any, told: Explanation, at: datetime
) -> None:
    told.change(review_on=date(2026, 11, 21))
    assert queries.past_review(cast.dirk, at.date()).count() == 1
    judge(cast.dirk, ask(cast, told, at), at, verdict="convincing", follow_up="none")
    assert queries.past_review(cast.dirk, at.date()).count() == 0


# The sample


def test_a_draw_can_be_drawn_again_whatever_changed_since(cast: Any, at: datetime) -> None:
    many_told(cast, at, 12)
    sample = actions.draw_sample(
        cast.dirk, title="Najaar", criteria=Criteria(strata="reason"), size=6, seed="22 november", at=at
    )
    readings = queries.readings_of(sample)
    assert len(readings) == 6
    assert {one.explanation.reason for one in readings} == {"urgency", "no_market"}
    many_told(cast, at, 5)
    Explanation.objects.exclude(pk__in=[one.explanation_id for one in readings]).update(state="withdrawn")
    again = queries.redrawn(sample, readings)
    assert (again.same, again.same_population, again.same_sample) == (True, True, True)


def test_a_sample_that_was_tampered_with_shows(cast: Any, at: datetime) -> None:
    many_told(cast, at, 8)
    sample = actions.draw_sample(cast.dirk, title="Najaar", criteria=Criteria(), size=3, seed="x", at=at)
    readings = queries.readings_of(sample)
    left_out = next(one for one in sample.drawn_from[""] if one != readings[0].explanation.public_id)
    sample.change(drawn_from={"": [one for one in sample.drawn_from[""] if one != left_out]})
    assert not queries.redrawn(sample, readings).same_population
    other = sample.change(seed="y")
    assert other
    assert not queries.redrawn(sample, readings).same


def test_only_what_was_approved_in_the_period_is_drawn(cast: Any, begun: Procurement, at: datetime) -> None:
    enter(cast, begun, at)
    enter(cast, begun, at, rule="yyyyyyyyyyyy", rule_code="K2", state="proposed")
    enter(cast, begun, at, rule="xxxxxxxxxxxx", rule_code="K3", decided_on=date(2025, 1, 1))
    period = Criteria(since=date(2026, 1, 1))
    sample = actions.draw_sample(cast.dirk, title="2026", criteria=period, size=9, at=at)
    assert (sample.population, sample.criteria) == (1, {"since": "2026-01-01"})
    assert len(sample.seed) == 12
    with pytest.raises(actions.NotReadable, match="no approved"):
        actions.draw_sample(cast.dirk, title="2020", criteria=Criteria(until=date(2020, 1, 1)), size=1, at=at)
    with pytest.raises(actions.NotReadable, match="number from 1"):
        actions.draw_sample(cast.dirk, title="Niets", criteria=Criteria(), size=0, at=at)
    with pytest.raises(NotYourRole):
        actions.draw_sample(cast.bob, title="Nee", criteria=Criteria(), size=1, at=at)


def test_a_sample_is_read_one_by_one_and_then_concluded(
    cast: Any, at: datetime, browse: Callable[[str], Client]
) -> None:
    many_told(cast, at, 4)
    client = browse("dirk")
    posted = {"title": "Najaar", "size": "2", "seed": "zaad", "strata": ""}
    answer = client.post(reverse("explanations:draw", args=["veenmeer"]), posted)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).context["page"]
    assert "Zojuist opnieuw getrokken" in page.again_text
    sample = queries.sample(cast.dirk, answer["Location"].rstrip("/").rsplit("/", 1)[-1])
    assert sample is not None
    with pytest.raises(actions.NotReadable, match="Not everything"):
        actions.conclude_sample(cast.dirk, sample, expected_version=1, conclusion="Goed.", at=at)
    url = page.read_next.url
    for _number in range(2):
        given = {"verdict": "convincing", "text": "Helder.", "follow_up": "none", "follow_up_text": ""}
        assert client.post(url, given).status_code == 302
        after = client.get(url).context["page"]
        url = after.next.url if after.next else ""
    assert not url, "all that was drawn is read"
    result = client.get(answer["Location"]).context["page"]
    assert "2 van de 2 overtuigen" in result.outcome
    assert "te weinig voor een percentage" in result.outcome
    conclude = reverse("explanations:conclude", args=["veenmeer", sample.public_id])
    assert client.post(conclude, {"conclusion": "De uitleg is helder."}).status_code == 302
    assert "De uitleg is helder." in client.get(answer["Location"]).content.decode()
    assert Event.objects.filter(action="reviewsample.conclude").count() == 1


def test_who_approved_what_is_left_asks_a_colleague(cast: Any, at: datetime, browse: Any) -> None:
    many_told(cast, at, 2)
    sample = actions.draw_sample(cast.dirk, title="Najaar", criteria=Criteria(), size=2, at=at)
    page = (
        browse("pia").get(reverse("explanations:sample", args=["veenmeer", sample.public_id])).context["page"]
    )
    assert "Vraag een collega" in page.read_next.why_not


# Pages


def test_the_page_of_an_explanation_asks_and_shows(
    cast: Any, told: Explanation, at: datetime, browse: Callable[[str], Client]
) -> None:
    here = reverse("explanations:explanation", args=["veenmeer", told.public_id])
    client = browse("ann")
    assert "Vraag deze collega" in client.get(here).content.decode()
    assert "Vraag deze collega" not in browse("leo").get(here).content.decode()
    url = reverse("explanations:ask_reader", args=["veenmeer", told.public_id])
    wrong = client.post(url, {"reader": cast.pia.membership}, follow=True).content.decode()
    assert "kan hier niet meelezen" in wrong
    right = client.post(url, {"reader": cast.dirk.membership}, follow=True).content.decode()
    assert "Dirk is gevraagd om mee te lezen" in right
    one = ExplanationReview.objects.get()
    reading = browse("dirk")
    address = reverse("explanations:review", args=["veenmeer", one.public_id])
    assert "Wij zochten overal" in reading.get(address).content.decode()
    missing = reading.post(address, {"verdict": "convincing", "text": "", "follow_up": "none"})
    assert missing.status_code == 422
    given = {"verdict": "unconvincing", "text": WHY, "follow_up": "talk", "follow_up_text": ""}
    assert reading.post(address, given).status_code == 302
    assert reading.post(address, given).status_code == 409
    shown = client.get(here).content.decode()
    assert WHY in shown
    assert "Een gesprek met wie het uitlegde" in shown
    follow = reverse("explanations:follow", args=["veenmeer", one.public_id])
    assert reading.post(follow, {"text": ""}).status_code == 422
    assert reading.post(follow, {"text": "Gesproken; het verslag is aangevuld."}).status_code == 302
    assert "Wat volgde" in client.get(here).content.decode()


def test_a_stranger_finds_nothing(cast: Any, told: Explanation, at: datetime) -> None:
    one = ask(cast, told, at)
    sample = actions.draw_sample(cast.dirk, title="Najaar", criteria=Criteria(), size=1, at=at)
    for actor in (cast.eve, cast.rik):
        assert queries.review(actor, one.public_id) is None
        assert queries.sample(actor, sample.public_id) is None
        assert not queries.listed_reviews(actor, ReviewFilter())
        assert not queries.listed_samples(actor)


def test_lists_ask_as_often_for_many_as_for_few(cast: Any, at: datetime, browse: Any) -> None:
    many_told(cast, at, 3)
    actions.draw_sample(cast.dirk, title="Eerste", criteria=Criteria(), size=3, at=at)
    client = browse("dirk")
    sample = queries.listed_samples(cast.dirk)[0][0]

    def asked(route: str, *args: str) -> int:
        address = reverse(route, args=["veenmeer", *args])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = asked("explanations:reviews"), asked("explanations:samples")
    many_told(cast, at, 15)
    for _number in range(4):
        actions.draw_sample(cast.dirk, title="Later", criteria=Criteria(), size=18, at=at)
    assert (asked("explanations:reviews"), asked("explanations:samples")) == few
    assert max(few) <= MOST_QUERIES
    large = queries.listed_samples(cast.dirk)[0][0]
    assert asked("explanations:sample", large.public_id) <= asked("explanations:sample", sample.public_id) + 1


@pytest.mark.parametrize(
    "posted",
    [
        {"title": "", "size": "3"},
        {"title": "X", "size": "0"},
        {"title": "X", "size": "duizend"},
        {"title": "X", "size": "3", "since": "1-2-2026", "until": "1-1-2026"},
        {"title": "X", "size": "3", "seed": "z" * 65},
    ],
)
def test_a_draw_that_cannot_be_says_why_and_keeps_what_was_typed(
    cast: Any, told: Explanation, browse: Any, posted: dict[str, str]
) -> None:
    answer = browse("dirk").post(reverse("explanations:draw", args=["veenmeer"]), posted)
    assert answer.status_code == 422
    assert answer.context["page"].form.errors
    assert posted["title"] in answer.content.decode()
    assert not queries.listed_samples(cast.dirk)
