"""What the market showed lies in the file: put there, used to explain, taken out with a reason, undone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Word

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.journal.exporters import objects_of
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.market.actions import consultations as asking
from meerwaarde.stages.market.actions.kept_searches import freeze_search
from meerwaarde.stages.market.queries import SupplierFilter
from meerwaarde.stages.market.queries import consultations as asked
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement import actions as files
from meerwaarde.stages.procurement import queries as reads
from meerwaarde.stages.procurement.actions import evidence as actions
from meerwaarde.stages.procurement.models import Procurement, SearchInFile
from meerwaarde.stages.procurement.pages.strategy_note import strategy_note
from meerwaarde.stages.procurement.queries import evidence as queries

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def frozen(cast: Any, at: datetime) -> Any:
    wanted = SupplierFilter(text="schapen", region="NL13")
    return freeze_search(
        actor=cast.bob, at=at, wanted=wanted, title="Begrazing in Drenthe", purpose="Wie kan dit?"
    )


@pytest.fixture(autouse=True)
def _rules_hold(framework: Framework) -> None:
    """K1 asks for social return at level 1 at least."""


@pytest.fixture
def consulted(cast: Any) -> Any:
    """Closed, answered by nobody, with a report that says that there is no market."""
    values = asking.ConsultationValues(
        title="Groen zonder gif", introduction="Wat kan er?", buys="", questions=("Wat kan er?",), cpv=(),
        opens_on=date(2026, 11, 1), closes_on=date(2026, 11, 15), read_early=False,
    )  # fmt: skip
    begun = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    made = asking.make_consultation(actor=cast.bob, values=values, at=begun)
    asking.publish_consultation(actor=cast.bob, found=made, at=begun)
    return made


def reported(cast: Any, found: Any) -> None:
    said = {
        one.public_id: asking.QuestionReport(heard="Niets.", followed="yes", why="")
        for one in asked.questions_of(found)
    }
    whole = asking.Conclusion(conclusion="Niemand kan dit leveren.", next_step="", market="none")
    asking.save_report(actor=cast.bob, found=found, said=said, whole=whole, at=AFTER)
    asking.report_consultation(actor=cast.bob, found=found, at=AFTER)


def explained(cast: Any, procurement: Procurement, item: str, at: datetime) -> Any:
    now = reads.advised(cast.ann, procurement, reads.lots_of(procurement), at.date())
    rule = next(one.rule.id for one in now.assessments if one.rule.code == "K1")
    return files.explain(
        cast.ann,
        procurement,
        rule=rule,
        reason="no_market",
        text="Wij zochten in heel Drenthe en vonden niemand die dit werk met schapen kan doen.",
        evidence=("", "Ook bij de regio gevraagd."),
        from_file=(item, ""),
        review_on=date(2027, 6, 1),
        at=at,
    )


def without_ambition(cast: Any, procurement: Procurement, at: datetime) -> None:
    files.save_ambition(
        cast.ann,
        procurement,
        expected_version=procurement.version,
        themes={"social_return": 0},
        why="",
        at=at,
    )


def test_a_search_lies_in_the_file_once_with_day_and_name(
    cast: Any, begun: Procurement, frozen: Any, at: datetime
) -> None:
    row = actions.put_in_file(cast.ann, begun, frozen, shows=" Niemand kan dit. ", at=at)
    again = actions.put_in_file(cast.bob, begun, frozen, shows="Anders", at=at)
    assert again == row
    (one,) = queries.evidence_of(cast.dirk, begun, TODAY)
    assert (one.kind, one.title, one.found, one.shows) == (
        "search",
        "Begrazing in Drenthe",
        0,
        "Niemand kan dit.",
    )
    assert one.by
    assert one.digest == frozen.sha256
    assert "schapen" in one.asked
    assert "Drenthe" in one.asked
    verbs = [event.action for event in events_of(cast.ann.organisation_id)]
    assert verbs.count("searchinfile.put") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchInFile.enter(procurement=begun, frozen=frozen, at=at)


def test_strangers_and_readers_put_nothing_anywhere(
    cast: Any, begun: Procurement, frozen: Any, at: datetime
) -> None:
    with pytest.raises(NotYourRole):
        actions.put_in_file(cast.dirk, begun, frozen, shows="", at=at)
    with pytest.raises(Http404):
        actions.put_in_file(cast.eve, begun, frozen, shows="", at=at)
    theirs = files.start(cast.eve, title="Elders", start_key=reads.new_start_key(), at=at)
    with pytest.raises(Http404):
        actions.put_in_file(cast.eve, theirs, frozen, shows="", at=at)
    assert queries.thing_to_put(cast.eve, "search", frozen.public_id) is None
    assert queries.place_in_file(cast.eve, begun.public_id, "zzzz") is None


def test_a_consultation_tells_who_answered_and_what_was_concluded(
    cast: Any, begun: Procurement, consulted: Any, at: datetime
) -> None:
    actions.put_in_file(cast.ann, begun, consulted, shows="", at=at)
    (before,) = queries.evidence_of(cast.ann, begun, TODAY)
    assert (before.answered, before.reported_at, before.conclusion) == (0, None, "")
    consulted.refresh_from_db()
    reported(cast, consulted)
    (one,) = queries.evidence_of(cast.ann, begun, TODAY)
    assert (one.market, one.conclusion) == ("none", "Niemand kan dit leveren.")
    assert one.reported_at == AFTER


def test_a_draft_is_no_evidence(cast: Any, begun: Procurement, consulted: Any, at: datetime) -> None:
    consulted.change(published_at=None, state="draft")
    assert queries.thing_to_put(cast.bob, "consultation", consulted.public_id) is None
    with pytest.raises(actions.NotInFile, match="draft"):
        actions.put_in_file(cast.bob, begun, consulted, shows="", at=at)


def test_taking_out_says_why_and_stays_readable(
    cast: Any, begun: Procurement, frozen: Any, at: datetime
) -> None:
    row = actions.put_in_file(cast.ann, begun, frozen, shows="", at=at)
    with pytest.raises(actions.NotInFile, match="Say why"):
        actions.take_out(cast.bob, row, why=" ", expected_version=row.version, at=at)
    with pytest.raises(Changed):
        actions.take_out(cast.bob, row, why="Oud.", expected_version=99, at=at)
    actions.take_out(cast.bob, row, why="Te oud.", expected_version=row.version, at=at)
    (one,) = queries.evidence_of(cast.ann, begun, TODAY)
    assert (one.counts, one.out_why) == (False, "Te oud.")
    with pytest.raises(actions.NotInFile, match="undone"):
        actions.undo_evidence(cast.ann, row, expected_version=row.version, at=at)
    actions.undo_evidence(cast.bob, row, expected_version=row.version, at=at)
    (back,) = queries.evidence_of(cast.ann, begun, TODAY)
    assert (back.counts, back.out_why) == (True, "")


def test_what_was_just_put_there_is_undone(cast: Any, begun: Procurement, frozen: Any, at: datetime) -> None:
    row = actions.put_in_file(cast.ann, begun, frozen, shows="", at=at)
    with pytest.raises(actions.NotInFile, match="undone"):
        actions.undo_evidence(cast.bob, row, expected_version=row.version, at=at)
    stale = SearchInFile.objects.get(pk=row.pk)
    row.change(shows="Intussen gewijzigd")
    with pytest.raises(Changed):
        actions.undo_evidence(cast.ann, stale, expected_version=1, at=at)
    other = SearchInFile.objects.get(pk=row.pk)
    with pytest.raises(actions.NotInFile):
        actions.undo_evidence(cast.ann, other, expected_version=2, at=at)
    SearchInFile.objects.filter(pk=row.pk).update(version=1)
    actions.undo_evidence(cast.ann, SearchInFile.objects.get(pk=row.pk), expected_version=1, at=at)
    assert queries.evidence_of(cast.ann, begun, TODAY) == []


def test_what_was_taken_out_comes_back_with_new_words(
    cast: Any, begun: Procurement, frozen: Any, at: datetime
) -> None:
    row = actions.put_in_file(cast.ann, begun, frozen, shows="Eerst", at=at)
    actions.take_out(cast.ann, row, why="Te oud.", expected_version=row.version, at=at)
    assert actions.put_in_file(cast.bob, begun, frozen, shows="Toch", at=at).pk == row.pk
    (one,) = queries.evidence_of(cast.ann, begun, TODAY)
    assert (one.counts, one.shows) == (True, "Toch")


def test_a_settled_file_keeps_its_evidence_and_a_withdrawn_one_takes_none(
    cast: Any, begun: Procurement, frozen: Any, consulted: Any, at: datetime
) -> None:
    row = actions.put_in_file(cast.ann, begun, frozen, shows="", at=at)
    begun.change(state="decided")
    with pytest.raises(actions.NotInFile, match="settled"):
        actions.take_out(cast.ann, row, why="Toch niet.", expected_version=row.version, at=at)
    actions.put_in_file(cast.ann, begun, consulted, shows="", at=at)
    begun.change(state="withdrawn")
    with pytest.raises(actions.NotInFile, match="withdrawn"):
        actions.take_out(cast.ann, row, why="Toch niet.", expected_version=row.version, at=at)
    assert begun not in queries.files_to_choose(cast.ann, "search", "zzz")[0]


def test_an_explanation_rests_on_evidence_in_the_file(
    cast: Any, filled: Procurement, frozen: Any, consulted: Any, at: datetime
) -> None:
    without_ambition(cast, filled, at)
    row = actions.put_in_file(cast.ann, filled, frozen, shows="Niemand kan dit.", at=at)
    told = explained(cast, filled, row.public_id, at)
    assert told.evidence[0]["file"] == {
        "id": row.public_id,
        "kind": "search",
        "thing": frozen.public_id,
        "title": "Begrazing in Drenthe",
    }
    assert "file" not in told.evidence[1]
    with pytest.raises(actions.NotInFile, match="K1"):
        actions.take_out(cast.ann, row, why="Toch niet.", expected_version=row.version, at=at)
    with pytest.raises(actions.NotInFile, match="K1"):
        actions.undo_evidence(cast.ann, row, expected_version=row.version, at=at)
    files.withdraw_explanation(cast.ann, told, expected_version=told.version, at=at)
    actions.take_out(cast.ann, row, why="Toch niet.", expected_version=row.version, at=at)
    with pytest.raises(files.NotExplainable, match="no more"):
        explained(cast, filled, row.public_id, at)
    elsewhere = files.start(cast.ann, title="Elders", start_key=reads.new_start_key(), at=at)
    other = actions.put_in_file(cast.ann, elsewhere, consulted, shows="", at=at)
    with pytest.raises(files.NotExplainable, match="no more"):
        explained(cast, filled, other.public_id, at)


def test_note_and_dossier_hold_it(
    cast: Any, filled: Procurement, frozen: Any, consulted: Any, at: datetime
) -> None:
    without_ambition(cast, filled, at)
    reported(cast, consulted)
    search = actions.put_in_file(cast.ann, filled, frozen, shows="Niemand kan dit.", at=at)
    market = actions.put_in_file(cast.ann, filled, consulted, shows="", at=at)
    told = explained(cast, filled, search.public_id, at)
    actions.take_out(cast.ann, market, why="Ging over iets anders.", expected_version=1, at=at)
    note = Word(io.BytesIO(write_word(strategy_note(reads.file_of(cast.ann, filled, at.date())))))
    words = "\n".join(
        [one.text for one in note.paragraphs]
        + [cell.text for table in note.tables for row in table.rows for cell in row.cells]
    )
    assert "Niemand kan dit." in words
    assert frozen.sha256 in words
    assert "Ging over iets anders." in words
    assert "In dit dossier: vastgelegde zoekopdracht “Begrazing in Drenthe”" in words
    objects = {(kind, key): values for kind, key, values in objects_of(cast.ann.organisation_id)}
    kept = objects["searchinfile", search.public_id]
    assert (kept["frozen"], kept["procurement"]) == (frozen.public_id, filled.public_id)
    assert "shows" not in kept
    assert objects["consultationinfile", market.public_id]["out_at"] is not None
    assert objects["explanation", told.public_id]["evidence"] == [search.public_id]


def test_pages_lead_from_the_search_into_the_file_and_out(
    cast: Any, begun: Procurement, frozen: Any, browse: Callable[[str], Client]
) -> None:
    ann, dirk = browse("ann"), browse("dirk")
    page = ann.get(reverse("market:frozen_search", args=["veenmeer", frozen.public_id]))
    way = reverse("procurement:evidence_put", args=["veenmeer", "search", frozen.public_id])
    assert way in page.content.decode()
    form = ann.get(way).content.decode()
    assert begun.number in form
    assert ann.post(way, {"procurement": "zzz"}).status_code == 422
    sent = {"procurement": begun.public_id, "shows": "Met <b>schapen</b> kan niemand dit."}
    done = ann.post(way, sent, follow=True).content.decode()
    assert "ligt nu in het dossier" in done
    assert "Met &lt;b&gt;schapen&lt;/b&gt; kan niemand dit." in done
    assert "Niemand gevonden" in done
    row = SearchInFile.objects.get()
    read = dirk.get(f"/veenmeer/inkopen/{begun.public_id}/").content.decode()
    out = reverse("procurement:evidence_out", args=["veenmeer", begun.public_id, row.public_id])
    assert "Begrazing in Drenthe" in read
    assert out not in read
    assert ann.post(out, {"why": "", "version": row.version}).status_code == 422
    gone = ann.post(out, {"why": "Te oud.", "version": row.version}, follow=True).content.decode()
    assert "Te oud." in gone
    row.refresh_from_db()
    undo = reverse("procurement:evidence_undo", args=["veenmeer", begun.public_id, row.public_id])
    assert undo in gone
    ann.post(undo, {"version": row.version})
    row.refresh_from_db()
    assert row.out_at is None


def test_the_form_of_an_explanation_offers_what_lies_in_the_file(
    cast: Any, filled: Procurement, frozen: Any, at: datetime, browse: Callable[[str], Client]
) -> None:
    without_ambition(cast, filled, at)
    now = reads.advised(cast.ann, filled, reads.lots_of(filled), at.date())
    rule = next(one.rule.id for one in now.assessments if one.rule.code == "K1")
    ann = browse("ann")
    way = f"/veenmeer/inkopen/{filled.public_id}/regels/{rule}/uitleg/"
    assert "file_no_market_0" not in ann.get(way).content.decode()
    row = actions.put_in_file(cast.ann, filled, frozen, shows="", at=at)
    assert "file_no_market_0" in ann.get(way).content.decode()
    sent = {
        "reason": "no_market",
        "text": "Wij zochten overal en vonden niemand die dit werk kan doen, ook niet bij sociale firma's.",
        "file_no_market_0": row.public_id,
        "file_no_market_1": row.public_id,
        "review_on": "1-6-2027",
    }
    hints = ann.post(f"{way}wat-nog/", sent).content.decode()
    assert "Nog niet gezegd waar dit staat" not in hints
    told = ann.post(way, sent, follow=True).content.decode()
    assert "Begrazing in Drenthe" in told
    assert f"/veenmeer/inkopen/{filled.public_id}/#bewijs" in told
    page = ann.get(f"/veenmeer/inkopen/{filled.public_id}/").content.decode()
    assert "Bewijs voor" in page


def test_a_full_file_asks_no_more_than_one_with_two(
    cast: Any,
    begun: Procurement,
    at: datetime,
    browse: Callable[[str], Client],
    django_assert_num_queries: Any,
) -> None:
    def put(number: int) -> None:
        wanted = SupplierFilter(region="NL13")
        made = freeze_search(actor=cast.bob, at=at, wanted=wanted, title=f"Zoek {number}", purpose="")
        actions.put_in_file(cast.ann, begun, made, shows="", at=at)

    ann, address = browse("ann"), f"/veenmeer/inkopen/{begun.public_id}/"
    put(1)
    put(2)
    ann.get(address)
    with CaptureQueriesContext(connection) as few:
        ann.get(address)
    asked_then = len(few)
    for number in range(3, 20):
        put(number)
    ann.get(address)
    with django_assert_num_queries(asked_then):
        assert "Zoek 19" in ann.get(address).content.decode()
