"""Two people, one file: both versions are seen, what only one changed is kept, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.actions import undoing
from meerwaarde.stages.procurement.forms import ApproachForm, PurposeForm, ScopeForm, goals_to_serve, merging
from meerwaarde.stages.procurement.forms.merging import Held, merged, packed, unpacked
from meerwaarde.stages.procurement.models import Procurement

Browse = Callable[[str], Client]


def url(name: str, procurement: Procurement) -> str:
    return reverse(f"procurement:{name}", args=["veenmeer", procurement.public_id])


def sent_back(page: Any) -> dict[str, Any]:
    """What a browser would send: every field as it stands on the page, and the rows."""
    form, rows = page.form, page.rows
    sent: dict[str, Any] = {}
    for one in (form, *(rows.forms if rows is not None else ())):
        for field in one:
            value = field.value()
            if one.is_bound and not isinstance(value, list):
                sent[field.html_name] = "" if value is None else str(value)
            else:
                sent[field.html_name] = merging.as_sent(one, field.name, _read(one, field))
    if rows is not None:
        sent |= {field.html_name: str(field.value()) for field in rows.management_form}
    return {name: value for name, value in sent.items() if value not in ([], None)}


def _read(form: Any, field: Any) -> Any:
    value = field.value()
    return {"yes": True, "no": False, "": None}.get(value, value) if value in ("yes", "no") else value


def opened(client: Client, address: str) -> dict[str, Any]:
    return sent_back(client.get(address).context["page"])


@pytest.mark.django_db
def test_what_only_one_changed_is_kept_without_a_question(browse: Browse, filled: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("purpose", filled)) for client in (ann, bob))
    assert bob.post(url("purpose", filled), of_bob | {"purpose_value": "Van Bob"}).status_code == 302
    answer = ann.post(url("purpose", filled), of_ann | {"need": "Van Ann"}, follow=True)
    stored = Procurement.objects.get(pk=filled.pk)
    assert (stored.purpose_value, stored.need) == ("Van Bob", "Van Ann")
    assert "een collega" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_where_both_changed_a_field_one_chooses(browse: Browse, filled: Procurement, choice: str) -> None:
    ann, bob = browse("ann"), browse("bob")
    before = filled.purpose_value
    of_ann, of_bob = (opened(client, url("purpose", filled)) for client in (ann, bob))
    bob.post(url("purpose", filled), of_bob | {"purpose_value": "Van Bob", "purpose_for": "Buurt"})
    answer = ann.post(url("purpose", filled), of_ann | {"purpose_value": "Van Ann", "need": "Nodig"})
    assert answer.status_code == 409
    met = answer.context["page"].meeting
    (clash,) = met.clashes
    assert (met.who, clash.now, clash.typed, clash.before) == ("Bob", "Van Bob", "Van Ann", before)
    assert [value for _label, value in met.taken] == ["Buurt"]
    text = answer.content.decode()
    assert "Bob wijzigde deze stap ook" in text
    assert "choose.purpose_value" in text
    assert Procurement.objects.get(pk=filled.pk).purpose_value == "Van Bob"

    again = sent_back(answer.context["page"])
    unchosen = ann.post(url("purpose", filled), again)
    assert unchosen.status_code == 422
    assert "Kies bij elk onderdeel" in unchosen.content.decode()
    assert [one.now for one in unchosen.context["page"].meeting.clashes] == ["Van Bob"]

    assert ann.post(url("purpose", filled), again | {"choose.purpose_value": choice}).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk)
    assert stored.purpose_value == {"mine": "Van Ann", "theirs": "Van Bob"}[choice]
    assert (stored.purpose_for, stored.need) == ("Buurt", "Nodig")


LOTS = {
    "divided": "yes",
    "lots-TOTAL_FORMS": "2",
    "lots-0-code": "A",
    "lots-0-estimate": "60.000",
    "lots-1-code": "B",
    "lots-1-estimate": "30.000",
}


def lots_of(procurement: Procurement) -> dict[str, tuple[str, int | None]]:
    return {lot.code: (lot.name, lot.estimate_cents) for lot in queries.lots_of(procurement)}


@pytest.fixture
def with_lots(browse: Browse, filled: Procurement) -> Procurement:
    client = browse("bob")
    sent = opened(client, url("scope", filled)) | LOTS | {"worth": "lots", "estimate": ""}
    assert client.post(url("scope", filled), sent).status_code == 302
    return filled


@pytest.mark.django_db
def test_lots_are_merged_field_by_field(browse: Browse, with_lots: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("scope", with_lots)) for client in (ann, bob))
    of_bob |= {"lots-0-name": "Noord", "lots-TOTAL_FORMS": "3", "lots-2-code": "C"}
    assert bob.post(url("scope", with_lots), of_bob).status_code == 302
    of_ann |= {"lots-0-estimate": "70.000", "lots-1-DELETE": "on"}
    assert ann.post(url("scope", with_lots), of_ann).status_code == 302
    assert lots_of(with_lots) == {"A": ("Noord", 70_000_00), "C": ("", None)}


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "estimate"), [("mine", 50_000_00), ("theirs", 80_000_00)])
def test_one_field_of_a_lot_that_both_changed_is_asked_about(
    browse: Browse, with_lots: Procurement, choice: str, estimate: int
) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("scope", with_lots)) for client in (ann, bob))
    bob.post(url("scope", with_lots), of_bob | {"lots-0-estimate": "80.000"})
    answer = ann.post(url("scope", with_lots), of_ann | {"lots-0-estimate": "50.000"})
    assert answer.status_code == 409
    (clash,) = answer.context["page"].meeting.clashes
    assert (clash.label, clash.now, clash.typed, clash.before) == (
        "Perceel A: Bedrag",
        "80.000",
        "50.000",
        "60.000",
    )
    again = sent_back(answer.context["page"]) | {f"choose.{clash.key}": choice}
    assert ann.post(url("scope", with_lots), again).status_code == 302
    assert lots_of(with_lots)["A"][1] == estimate


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "left"), [("mine", {"A"}), ("theirs", {"A", "B"})])
def test_a_lot_that_one_changed_and_the_other_removed_is_asked_about(
    browse: Browse, with_lots: Procurement, choice: str, left: set[str]
) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("scope", with_lots)) for client in (ann, bob))
    bob.post(url("scope", with_lots), of_bob | {"lots-1-name": "Zuid"})
    answer = ann.post(url("scope", with_lots), of_ann | {"lots-1-DELETE": "on"})
    (clash,) = answer.context["page"].meeting.clashes
    assert (clash.now, clash.typed) == ("B, Zuid, 30.000", "Staat niet in de lijst")
    again = sent_back(answer.context["page"]) | {f"choose.{clash.key}": choice}
    assert ann.post(url("scope", with_lots), again).status_code == 302
    assert set(lots_of(with_lots)) == left


@pytest.mark.django_db
def test_themes_meet_one_by_one(browse: Browse, filled: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("ambition", filled)) for client in (ann, bob))
    bob.post(url("ambition", filled), of_bob | {"climate": "2", "circular": "3"})
    answer = ann.post(url("ambition", filled), of_ann | {"climate": "1"})
    met = answer.context["page"].meeting
    assert [one.key for one in met.clashes] == ["climate"]
    again = sent_back(answer.context["page"]) | {"choose.climate": "mine"}
    assert ann.post(url("ambition", filled), again).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk).themes
    assert (stored["climate"], stored["circular"]) == (1, 3)


@pytest.mark.django_db
def test_a_form_that_forgot_what_stood_there_asks_about_every_difference(
    browse: Browse, filled: Procurement
) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = (opened(client, url("purpose", filled)) for client in (ann, bob))
    bob.post(url("purpose", filled), of_bob | {"purpose_value": "Van Bob"})
    answer = ann.post(url("purpose", filled), of_ann | {"need": "Van Ann", "opened": "{kapot"})
    assert answer.status_code == 409
    assert {one.key for one in answer.context["page"].meeting.clashes} == {"purpose_value", "need"}


VALUES = (
    st.none()
    | st.sampled_from(["", "a", "b"])
    | st.decimals(0, 9, places=2)
    | st.lists(st.sampled_from("xy"))
)
STEPS = st.fixed_dictionaries({"one": VALUES, "two": VALUES})
ROWS = st.lists(
    st.fixed_dictionaries({"code": st.sampled_from("AB"), "name": st.sampled_from(["", "n", "m"])}),
    max_size=2,
    unique_by=lambda row: row["code"],
).map(tuple)
HELD = st.builds(Held, STEPS, ROWS)


@given(HELD, HELD, HELD)
def test_merging_loses_nothing(before: Held, theirs: Held, mine: Held) -> None:
    """Whatever either person changed stands in the result, or is asked about."""
    found = merged(before, theirs, mine, numbered=True)
    asked = {one.key for one in found.clashes}
    for name in ("one", "two"):
        was, now, typed = (held.values[name] for held in (before, theirs, mine))
        result = found.held.values[name]
        for changed in (now, typed):
            if not merging.alike(changed, was):
                assert merging.alike(result, changed) or name in asked


@given(HELD, HELD)
def test_who_is_alone_is_asked_nothing(before: Held, mine: Held) -> None:
    found = merged(before, before, mine, numbered=True)
    assert found.clashes == ()
    assert merging.alike(list(found.held.values.values()), list(mine.values.values()))
    assert {row["code"]: row for row in found.held.rows} == {row["code"]: row for row in mine.rows}


@given(HELD)
def test_what_was_packed_is_unpacked(held: Held) -> None:
    read = unpacked(packed(held))
    assert read is not None
    assert dict(read.values) == dict(held.values)
    assert read.rows == tuple(dict(row) for row in held.rows)


def test_packed_keeps_amounts_and_days() -> None:
    held = Held({"start_on": date(2026, 2, 1), "estimate": Decimal("1.50"), "divided": True}, ())
    assert unpacked(packed(held)) == held
    assert unpacked("") is None
    assert unpacked('{"values": 3}') is None


@pytest.mark.django_db
def test_every_stored_value_survives_the_way_to_the_browser_and_back(cast: Any, filled: Procurement) -> None:
    scope = ScopeForm.stored(filled, queries.lots_of(filled)) | {"start_on": date(2027, 3, 1)}
    for form, stored in (
        (lambda data: PurposeForm(data, goals=goals_to_serve(cast.ann, filled)), PurposeForm.stored(filled)),
        (ScopeForm, scope),
        (ApproachForm, ApproachForm.stored(filled)),
    ):
        data = QueryDict(mutable=True)
        for name, value in stored.items():
            data.setlist(name, merging.as_sent(form(None), name, value))
        read = form(data)
        assert read.is_valid(), read.errors
        for name, value in stored.items():
            assert merging.alike(read.cleaned_data[name], value), name


def undo_button(page: Any) -> tuple[str, str]:
    """Where the button beside the message leads, and the version that it sends."""
    text = page.content.decode()
    found = re.search(
        r'action="([^"]+/(?:ongedaan|terugnemen|heropenen)/)".*?name="version" value="(\d+)"', text, re.S
    )
    assert found is not None
    return found[1], found[2]


def held(procurement: Procurement) -> tuple[Any, ...]:
    fresh = Procurement.objects.get(pk=procurement.pk)
    columns = {name for names in undoing.COLUMNS.values() for name in names}
    return (
        {name: getattr(fresh, name) for name in columns},
        lots_of(fresh),
        set(fresh.goals.all()),
        fresh.from_notice,
        fresh.value_cents,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "change"),
    [
        ("purpose", {"purpose_value": "Anders", "reuse_considered": "no"}),
        (
            "scope",
            {"estimate": "12.000", "start_on": "1-3-2027", "contract": "supplies", **LOTS, "worth": "lots"},
        ),
        ("approach", {"motivation_lots": "Omdat het zo hoort."}),
        ("ambition", {"climate": "3", "why": "Anders"}),
    ],
)
def test_what_was_just_saved_can_be_undone(
    browse: Browse, filled: Procurement, step: str, change: dict[str, str]
) -> None:
    ann, before = browse("ann"), held(filled)
    page = ann.post(url(step, filled), opened(ann, url(step, filled)) | change, follow=True)
    assert held(filled) != before
    where, version = undo_button(page)
    undone = ann.post(where, {"version": version}, follow=True)
    assert "Er staat weer wat er eerst stond" in undone.content.decode()
    assert held(filled) == before
    again = ann.post(where, {"version": version}, follow=True)
    assert "Hier valt niets meer ongedaan te maken" in again.content.decode()


@pytest.mark.django_db
def test_nothing_is_undone_after_a_colleague_changed_the_file(browse: Browse, filled: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    page = ann.post(
        url("purpose", filled), opened(ann, url("purpose", filled)) | {"need": "Ann"}, follow=True
    )
    where, version = undo_button(page)
    bob.post(url("ambition", filled), opened(bob, url("ambition", filled)) | {"climate": "3"})
    answer = ann.post(where, {"version": version}, follow=True)
    assert "na u heeft iemand dit dossier gewijzigd" in answer.content.decode()
    stored = Procurement.objects.get(pk=filled.pk)
    assert (stored.need, stored.themes["climate"]) == ("Ann", 3)


@pytest.mark.django_db
def test_who_handed_in_takes_it_back_while_nobody_advised(browse: Browse, filled: Procurement) -> None:
    Procurement.objects.filter(pk=filled.pk).update(state="submitted")
    ann = browse("ann")
    assert "Terugnemen" in ann.get(url("detail", filled)).content.decode()
    assert "Terugnemen" not in browse("bob").get(url("detail", filled)).content.decode()
    version = Procurement.objects.get(pk=filled.pk).version
    ann.post(url("take_back", filled), {"version": str(version)})
    assert Procurement.objects.get(pk=filled.pk).state == "draft"
    withdrawn = ann.post(url("withdraw", filled), {"version": str(version + 1)}, follow=True)
    where, now = undo_button(withdrawn)
    assert where == url("reopen", filled)
    ann.post(where, {"version": now})
    assert Procurement.objects.get(pk=filled.pk).state == "draft"
    Procurement.objects.filter(pk=filled.pk).update(state="advised")
    assert ann.post(url("take_back", filled)).status_code == 409


def test_the_way_back_stands_in_the_table() -> None:
    steps = {(step.verb, step.since): PROCUREMENT.way_back(step) for step in PROCUREMENT.steps}
    back = {key: step.verb for key, step in steps.items() if step is not None}
    assert back == {("submit", "draft"): "take_back", ("withdraw", "draft"): "reopen"}
