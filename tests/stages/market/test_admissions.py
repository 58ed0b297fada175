"""Firms that come in themselves: from the form to their own pages, and what others try."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Refused, SupplierValues, add_supplier, admissions
from meerwaarde.stages.market.models import ApplicationProof, FirmApplication, Supplier
from meerwaarde.stages.market.queries import admissions as queries

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
KVK = "90002468"
PDF = b"%PDF-1.7\nuittreksel"


@pytest.fixture(autouse=True)
def no_tallies(db: None) -> None:
    cache.clear()


def values(**other: str) -> admissions.ApplicationValues:
    given = {
        "kvk": KVK,
        "firm_name": "Houtwerf Coöperatie",
        "place": "Emmen",
        "website": "www.houtwerf.example",
        "offers": "Wij maken meubels van sloophout.",
        "person_name": "Otto Houtman",
        "email": "otto@houtwerf.example",
    }
    return admissions.ApplicationValues(**(given | other))


def begun(**other: str) -> FirmApplication:
    admissions.start_application(values=values(**other), language="nl", at=NOW)
    return FirmApplication.objects.latest("pk")


def confirmed(**other: str) -> FirmApplication:
    found = begun(**other)
    admissions.confirm_address(application=found, at=NOW)
    return found


def kept(cast: Any, **other: Any) -> Supplier:
    given = SupplierValues(name="De Houtwerf", kvk=KVK, website="https://houtwerf.example", **other)
    return add_supplier(actor=cast.pia, at=NOW, values=given)


def link_in(letter: Letter) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.text)
    assert found, letter.text
    return found[1]


# --- registering ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_from_the_form_to_pages_of_its_own(cast: Any, browse: Any, client: Client) -> None:
    form = {name: getattr(values(), name) for name in values().__dataclass_fields__}
    assert client.post(reverse("registration:start"), form).status_code == 302
    letter = Letter.objects.get(address="otto@houtwerf.example")
    elsewhere = Client()  # the letter is opened on a telephone
    assert "Houtwerf Coöperatie" in elsewhere.get(link_in(letter)).content.decode()
    assert FirmApplication.objects.get().state == "draft", "a program that scans mail confirms nothing"
    answer = elsewhere.post(link_in(letter))
    found = FirmApplication.objects.get()
    assert (answer.status_code, found.state, found.handler) == (302, "confirmed", None)
    assert elsewhere.get(answer.headers["Location"]).status_code == 200

    pia = browse("pia")
    page = reverse("market:application", args=["veenmeer", found.public_id])
    assert "Wij maken meubels van sloophout." in pia.get(page).content.decode()
    ask = reverse("market:application_ask", args=["veenmeer", found.public_id])
    assert pia.post(ask, {"text": "Wie is uw directeur?", "version": found.version}).status_code == 302
    question = Letter.objects.get(key__startswith="firm.ask:")
    follow = link_in(question)
    assert "Wie is uw directeur?" in elsewhere.get(follow).content.decode()
    assert elsewhere.post(follow, {"do": "answer", "text": "Dat ben ik zelf."}).status_code == 302
    assert Letter.objects.filter(key__startswith="firm.answer:", person__email__startswith="pia@").exists()
    assert "Dat ben ik zelf." in pia.get(page).content.decode()

    found.refresh_from_db()
    admit = reverse("market:application_admit", args=["veenmeer", found.public_id])
    assert pia.post(admit, {"version": found.version}).status_code == 302
    firm = Organisation.objects.get(kind="supplier")
    owner = Membership.objects.get(organisation=firm)
    profile = Supplier.objects.get(kvk=KVK)
    assert (owner.role, owner.person.email) == ("supplier_owner", "otto@houtwerf.example")
    assert (profile.firm, profile.organisation) == (firm, firm)
    invitation = Letter.objects.get(key__startswith="firm.admitted:")
    chosen = Client().get(link_in(invitation), follow=True)
    assert chosen.status_code == 200, "the link leads to choosing a password"
    own = Client()
    own.force_login(owner.person)
    assert own.get(f"/{firm.slug}/").status_code == 200


@pytest.mark.django_db
def test_nobody_learns_who_is_known_here(cast: Any, client: Client) -> None:
    known = Person.objects.get(email__startswith="bob@").email
    answers = []
    for email, kvk in (("nieuw@bedrijf.example", "90001111"), (known, "90002222")):
        given = values(email=email, kvk=kvk)
        answer = client.post(reverse("registration:start"), vars(given))
        answers.append((answer.status_code, answer.headers["Location"]))
    kept(cast)
    answer = client.post(reverse("registration:start"), vars(values()))
    answers.append((answer.status_code, answer.headers["Location"]))
    assert len(set(answers)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kvk", "1234"),
        ("kvk", "11111111"),
        ("kvk", "abcdefgh"),
        ("firm_name", " "),
        ("firm_name", "Win nu op www.kwaad.example"),
        ("person_name", "kijk https://kwaad.example"),
        ("email", "geen adres"),
        ("website", "geen adres met spaties"),
        ("offers", " "),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(field: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        begun(**{field: wrong})
    assert list(refused.value.problems) == [field]
    assert not FirmApplication.objects.exists()


@pytest.mark.django_db
def test_a_double_click_is_one_application_and_an_address_gets_three_letters_a_day() -> None:
    first, second = begun(), begun()
    assert first.pk == second.pk
    for _again in range(4):
        begun()
    assert Letter.objects.filter(address="otto@houtwerf.example").count() == 3
    begun(kvk="90001357")
    assert Letter.objects.filter(address="otto@houtwerf.example").count() == 3, "for another firm neither"


@pytest.mark.django_db
def test_who_registers_again_hears_that_it_runs_already() -> None:
    found = confirmed()
    begun()
    assert FirmApplication.objects.count() == 1
    assert Letter.objects.filter(key__startswith=f"firm.runs:{found.public_id}").count() == 1


@pytest.mark.django_db
def test_one_visitor_registers_ten_times_an_hour_at_most(client: Client) -> None:
    for number in range(10):
        given = values(email=f"nummer{number}@bedrijf.example", kvk=f"9000{number:04d}")
        assert client.post(reverse("registration:start"), vars(given)).status_code == 302
    assert client.post(reverse("registration:start"), vars(values())).status_code == 429


# --- links ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_link_opened_twice_confirms_once(client: Client) -> None:
    link = admissions.confirm_path(begun())
    assert client.post(link).status_code == 302
    version = FirmApplication.objects.get().version
    again = client.post(link)
    assert again.status_code == 302
    assert FirmApplication.objects.get().version == version
    assert client.get(again.headers["Location"]).status_code == 200


@pytest.mark.django_db
def test_an_old_link_asks_for_a_new_letter(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = begun()
    link = admissions.confirm_path(found)
    monkeypatch.setattr(
        "django.core.signing.time.time", lambda: datetime.now(UTC).timestamp() + 3 * 24 * 3600
    )
    assert "nieuwe brief" in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == reverse("registration:sent")
    found.refresh_from_db()
    assert (found.state, found.letters) == ("draft", 2)
    admissions.confirm_address(application=found, at=NOW)
    assert client.get(link).status_code == 404, "an old letter is no key to what was said since"


@pytest.mark.django_db
def test_a_link_for_one_use_opens_nothing_else(client: Client) -> None:
    found = begun()
    token = admissions.confirm_path(found).split("/")[-2]
    assert client.get(reverse("registration:follow", args=[token])).status_code == 404
    assert (
        client.get(reverse("registration:follow", args=[admissions.follow_token(found)])).status_code == 404
    )
    turned = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert client.get(reverse("registration:confirm", args=[turned])).status_code == 404


# --- proof ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_address_at_the_website_of_the_directory_is_proof(cast: Any) -> None:
    profile = kept(cast)
    found = confirmed()
    assert (found.supplier, found.domain_fits, found.proof) == (profile, True, "domain")
    assert found.handler_id == cast.pia.organisation_id, "who keeps the profile decides"
    stranger = confirmed(email="piet@elders.example")
    assert (stranger.domain_fits, stranger.proof) == (False, "")


@pytest.mark.django_db
def test_documents_are_pdf_few_and_kept_for_a_term(cast: Any) -> None:
    from meerwaarde.gates.refusal import Refused as Turned

    found = confirmed()
    for wrong in (b"", b"<html><script>", b"PK\x03\x04zip"):
        with pytest.raises(Turned):
            admissions.bring_proof(application=found, name="bewijs.pdf", content=wrong, at=NOW)
    admissions.bring_proof(application=found, name="../../kvk.pdf", content=PDF, at=NOW)
    admissions.bring_proof(application=found, name="nog eens.pdf", content=PDF, at=NOW)
    brought = ApplicationProof.objects.get()
    assert (brought.name, found.proof) == ("kvk.pdf", "file")
    for number in range(4):
        admissions.bring_proof(application=found, name="a.pdf", content=PDF + bytes([65 + number]), at=NOW)
    with pytest.raises(Refused):
        admissions.bring_proof(application=found, name="a.pdf", content=PDF + b"Z", at=NOW)
    assert admissions.forget_applications(at=NOW + timedelta(days=181)) == 0
    assert not ApplicationProof.objects.exists()


@pytest.mark.django_db
def test_a_code_works_once_for_one_firm_and_five_mistakes_end_it(cast: Any) -> None:
    profile = kept(cast)
    code = admissions.make_code(actor=cast.pia, supplier=profile, at=NOW)
    found = confirmed(email="piet@elders.example")
    for wrong in ("AAAA-AAAA", ""):
        with pytest.raises(Refused):
            admissions.use_code(application=found, code=wrong, at=NOW)
    admissions.use_code(application=found, code=f" {code.lower().replace('-', ' ')} ", at=NOW)
    assert (found.code_fits, found.proof) == (True, "code")
    other = confirmed(email="derde@elders.example")
    for _time in range(5):
        with pytest.raises(Refused):
            admissions.use_code(application=other, code=code, at=NOW)
    fresh = admissions.make_code(actor=cast.pia, supplier=profile, at=NOW)
    with pytest.raises(Refused):
        admissions.use_code(application=other, code=fresh, at=NOW)
    assert not other.code_fits


@pytest.mark.django_db
def test_a_newer_code_ends_the_earlier_one_and_only_the_keeper_makes_them(cast: Any) -> None:
    from django.http import Http404

    profile = kept(cast)
    earlier = admissions.make_code(actor=cast.pia, supplier=profile, at=NOW)
    admissions.make_code(actor=cast.pia, supplier=profile, at=NOW)
    with pytest.raises(Refused):
        admissions.use_code(application=confirmed(), code=earlier, at=NOW)
    elsewhere = Organisation.objects.get(slug="duinrade")
    profile.change(organisation=elsewhere)
    with pytest.raises(Http404):
        admissions.make_code(actor=cast.pia, supplier=profile, at=NOW)


# --- deciding ---------------------------------------------------------------------------------------------


def admitted(cast: Any, found: FirmApplication) -> Organisation:
    return admissions.admit_firm(actor=cast.pia, application=found, expected_version=found.version, at=NOW)


@pytest.mark.django_db
def test_the_keeping_moves_to_the_firm_and_the_rest_of_the_profile_stays(cast: Any) -> None:
    profile = kept(cast, impact="Sloophout krijgt een tweede leven.")
    firm = admitted(cast, confirmed())
    profile.refresh_from_db()
    assert (profile.firm, profile.organisation, profile.name) == (firm, firm, "De Houtwerf")
    assert profile.impact == "Sloophout krijgt een tweede leven."


@pytest.mark.django_db
def test_two_claims_on_one_profile_give_one_owner(cast: Any, browse: Any) -> None:
    kept(cast)
    first, second = confirmed(), confirmed(email="piet@elders.example")
    page = browse("pia").get(reverse("market:application", args=["veenmeer", first.public_id]))
    assert second.person_name in page.content.decode()
    admitted(cast, first)
    second.refresh_from_db()
    with pytest.raises(Refused):
        admitted(cast, second)
    second.refresh_from_db()
    assert second.state == "confirmed"
    assert Organisation.objects.filter(kind="supplier").count() == 1


@pytest.mark.django_db
def test_two_coordinators_at_once_admit_once(cast: Any) -> None:
    found = confirmed()
    same = FirmApplication.objects.get(pk=found.pk)
    admitted(cast, found)
    with pytest.raises(Changed):
        admitted(cast, same)
    with pytest.raises(StepRefused):
        admitted(cast, FirmApplication.objects.get(pk=found.pk))
    assert Organisation.objects.filter(kind="supplier").count() == 1
    assert Letter.objects.filter(key__startswith="firm.admitted:").count() == 1


@pytest.mark.django_db
def test_a_refusal_says_why_and_can_be_undone(cast: Any, client: Client) -> None:
    found = confirmed()
    told = {"reason": "Dit nummer hoort bij een ander bedrijf.", "what_now": "Bel ons op maandag."}
    with pytest.raises(Refused):
        admissions.refuse_firm(
            actor=cast.pia, application=found, expected_version=found.version, at=NOW, reason=" ", what_now=""
        )
    admissions.refuse_firm(actor=cast.pia, application=found, expected_version=found.version, at=NOW, **told)
    letter = Letter.objects.get(key__startswith="firm.refused:")
    assert told["reason"] in letter.text
    page = client.get(admissions.follow_path(found)).content.decode()
    assert told["what_now"] in page
    admissions.reopen_application(actor=cast.pia, application=found, at=NOW)
    assert found.state == "confirmed"
    assert Letter.objects.filter(key__startswith="firm.reopened:").count() == 1


@pytest.mark.django_db
def test_an_admission_is_undone_until_somebody_enters(cast: Any) -> None:
    profile = kept(cast)
    found = confirmed()
    firm = admitted(cast, found)
    admissions.take_back_admission(actor=cast.pia, application=found, at=NOW)
    profile.refresh_from_db()
    firm.refresh_from_db()
    assert (profile.firm, profile.organisation_id, firm.active) == (None, cast.pia.organisation_id, False)
    admitted(cast, found)
    Person.objects.filter(email="otto@houtwerf.example").update(last_login=NOW + timedelta(hours=1))
    with pytest.raises(Refused):
        admissions.take_back_admission(actor=cast.pia, application=found, at=NOW)


@pytest.mark.django_db
def test_another_authority_sees_only_what_nobody_keeps(cast: Any) -> None:
    from dataclasses import replace

    kept(cast)
    ours, nobodys = confirmed(), confirmed(kvk="90007777", place="Nergenshuizen")
    eve = replace(cast.eve, permissions=cast.pia.permissions, role="policy_adviser")
    assert list(queries.applications_visible_to(eve)) == [nobodys]
    assert set(queries.applications_visible_to(cast.pia)) == {ours, nobodys}
    assert not queries.applications_visible_to(cast.bob).exists()


@pytest.mark.django_db
def test_the_place_decides_whose_queue_it_is(cast: Any) -> None:
    Organisation.objects.filter(slug="veenmeer").update(own_regions=["NL13"])
    assert confirmed(place="Emmen").handler_id == cast.pia.organisation_id
    Organisation.objects.filter(slug="duinrade").update(own_regions=["GM0114"])
    found = confirmed(place="Emmen", kvk="90003333")
    assert found.handler_id == cast.pia.organisation_id, "nobody in Duinrade may decide"
    assert confirmed(place="Nergenshuizen", kvk="90004444").handler is None


@pytest.mark.django_db
def test_a_withdrawn_one_takes_nothing_more_and_is_forgotten_in_time(cast: Any, client: Client) -> None:
    found = confirmed()
    admissions.answer_question(application=found, text="Nog iets over mij.", at=NOW)
    admissions.withdraw_application(application=found, at=NOW)
    admissions.withdraw_application(application=found, at=NOW)
    with pytest.raises(Refused):
        admissions.answer_question(application=found, text="Toch nog iets.", at=NOW)
    with pytest.raises(StepRefused):
        admitted(cast, found)
    assert admissions.forget_applications(at=NOW + timedelta(days=91)) == 1
    found.refresh_from_db()
    assert (found.email, found.person_name, found.messages.get().text) == ("", "", "")
    assert queries.application_by_link(found.public_id, NOW.date() + timedelta(days=91)) is None


@pytest.mark.django_db
def test_unconfirmed_ones_go_altogether() -> None:
    begun()
    assert admissions.forget_applications(at=NOW + timedelta(days=8)) == 1
    assert not FirmApplication.objects.exists()


@pytest.mark.django_db
def test_the_queue_asks_as_much_for_many_as_for_few(
    cast: Any, browse: Any, django_assert_max_num_queries: Any
) -> None:
    kept(cast)
    for number in range(12):
        confirmed(kvk=f"9000{number:04d}", email=f"n{number}@bedrijf.example")
    pia = browse("pia")
    with django_assert_max_num_queries(12):
        answer = pia.get(reverse("market:applications", args=["veenmeer"]))
    assert answer.content.decode().count("Houtwerf Coöperatie") >= 12


@pytest.mark.django_db
def test_the_home_of_a_coordinator_says_who_waits(cast: Any, browse: Any) -> None:
    confirmed()
    assert "Houtwerf Coöperatie" in browse("pia").get("/veenmeer/").content.decode()
    assert "Houtwerf Coöperatie" not in browse("bob").get("/veenmeer/").content.decode()
