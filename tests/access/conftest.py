"""A world with one of everything at Veenmeer, to knock on every door with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
NOTICE = Path(__file__).parents[1] / "exchange" / "samples" / "eforms_reserved_contract_notice.xml"


@pytest.fixture
def world(cast: Any) -> Callable[[str], dict[str, Any]]:
    """`world("goal")` gives what the address of a goal needs; with a slash a fixed part: `"step/scope"`."""
    made: dict[str, dict[str, Any]] = {}

    def one(kind: str) -> dict[str, Any]:
        if kind not in made:
            made[kind] = MAKERS[kind](cast)
        return made[kind]

    def parts(wanted: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for kind in wanted.split():
            name, _, value = kind.partition("=")
            found.update({name: value} if value else one(name))
        return found

    return parts


def goal(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import GoalValues, record_goal

    recorded = record_goal(
        actor=cast.pia,
        at=NOW,
        goal=GoalValues(
            wording="Wij geven het goede voorbeeld en kopen sociaal in.",
            source_type="coalition_agreement",
            document="Coalitieakkoord 2026-2030",
            page="12",
            since_year=2026,
            until_year=2030,
            theme="social_return",
        ),
    )
    return {"public_id": recorded.public_id}


def kept_text(cast: Any) -> Any:
    from meerwaarde.exchange.texts import read_paste
    from meerwaarde.stages.policy.actions import texts

    words = "Wij kopen sociaal in."
    return texts.take_in_text(
        actor=cast.pia,
        at=NOW,
        text=read_paste(words),
        values=texts.TextValues(title="Samen verder", source_type="coalition_agreement"),
        original=texts.Original("akkoord.txt", words.encode()),
    )


def board_text(cast: Any) -> dict[str, Any]:
    return {"public_id": kept_text(cast).public_id}


def board_passage(cast: Any) -> dict[str, Any]:
    from meerwaarde.language.sentences import Span
    from meerwaarde.stages.policy.actions import texts

    (marked,) = texts.mark_passages(
        actor=cast.pia, at=NOW, document=kept_text(cast), page=1, spans=[Span(0, 21)]
    )
    return {"public_id": marked.public_id}


def drafted(cast: Any) -> dict[str, Any]:
    """A draft there is to fill; the address itself does not name it."""
    draft(cast)
    return {}


def draft(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions import draft_framework

    return draft_framework(actor=cast.pia, at=NOW, title="Kader inkopen met impact")


def framework(cast: Any) -> dict[str, Any]:
    return {"public_id": draft(cast).public_id}


def rule(cast: Any) -> dict[str, Any]:
    from meerwaarde.rules.compliance import InviteImpactEnterprise, Scope
    from meerwaarde.stages.policy.actions import add_rule

    added = add_rule(
        actor=cast.pia,
        at=NOW,
        framework=draft(cast),
        strength="tenzij",
        scope=Scope(),
        demand=InviteImpactEnterprise(),
    )
    return {"public_id": added.public_id}


def following_framework(cast: Any) -> dict[str, Any]:
    """A draft under the national base framework."""
    from meerwaarde.stages.policy.actions import Level, choose_above

    begun = draft(cast)
    level = Level(base="national_mvoi")
    choose_above(actor=cast.pia, at=NOW, framework=begun, expected_version=1, level=level)
    return {"public_id": begun.public_id}


def above_rule(cast: Any) -> dict[str, Any]:
    return {**following_framework(cast), "above_rule": "L1"}


def theme_set(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import OwnThemeValues, record_theme_set

    themes = [OwnThemeValues(name="Groen", themes=("climate",))]
    written = record_theme_set(actor=cast.pia, at=NOW, name="Pijlers", themes=themes)
    return {"public_id": written.public_id}


def kept_supplier(cast: Any) -> Any:
    from meerwaarde.stages.market import actions

    values = actions.SupplierValues(name="Stichting Groenwerk", kvk="12345678")
    offered = actions.OfferingValues(kind="service", title="Groen")
    held = actions.CredentialValues(code="pso", level="30_plus")
    return actions.add_supplier(
        actor=cast.bob, at=NOW, values=values, offerings=[offered], credentials=[held]
    )


def supplier(cast: Any) -> dict[str, Any]:
    return {"public_id": kept_supplier(cast).public_id}


def made_embed(cast: Any) -> Any:
    from meerwaarde.stages.market.actions.embeds import EmbedValues, make_embed

    hosts = "https://intranet.veenmeer.example"
    values = EmbedValues(name="Intranet", hosts=hosts, accent="own", own_accent="#1a4f8b")
    return make_embed(actor=cast.ada, at=NOW, values=values)


def embed(cast: Any) -> dict[str, Any]:
    return {"public_id": made_embed(cast).public_id}


def box(cast: Any) -> dict[str, Any]:
    return {"token": made_embed(cast).token}


def saved_search(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions.kept_searches import save_search
    from meerwaarde.stages.market.queries import SupplierFilter

    wanted = SupplierFilter(region="NL13")
    saved = save_search(actor=cast.bob, at=NOW, wanted=wanted, name="Drenthe", shared=True)
    return {"public_id": saved.public_id}


def frozen_search(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions.kept_searches import freeze_search
    from meerwaarde.stages.market.queries import SupplierFilter

    wanted = SupplierFilter(region="NL13")
    frozen = freeze_search(actor=cast.bob, at=NOW, wanted=wanted, title="Drenthe", purpose="")
    return {"public_id": frozen.public_id}


def waiting_application(cast: Any) -> Any:
    """A confirmed application that the authority of Pia decides."""
    from meerwaarde.stages.market.models import FirmApplication

    return FirmApplication.enter(
        kvk="90004444",
        firm_name="Houtwerf",
        person_name="Otto",
        email="otto@houtwerf.example",
        handler_id=cast.pia.organisation_id,
        state="confirmed",
        started_at=NOW,
        confirmed_at=NOW,
        waits_since=NOW,
        keep_until=date(2028, 1, 1),
    )


def application(cast: Any) -> dict[str, Any]:
    return {"public_id": waiting_application(cast).public_id}


def refused_application(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions.admissions import refuse_firm

    found = waiting_application(cast)
    said = {"reason": "De naam klopt niet.", "what_now": "Bel ons."}
    refuse_firm(actor=cast.pia, application=found, expected_version=found.version, at=NOW, **said)
    return {"public_id": found.public_id}


def application_proof(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions.admissions import bring_proof

    found = waiting_application(cast)
    bring_proof(application=found, name="uittreksel.pdf", content=b"%PDF-1.7 een uittreksel", at=NOW)
    return {"public_id": found.public_id, "proof_id": found.proofs.get().public_id}


def profile_of_the_firm(cast: Any) -> Any:
    """The own profile of Groenwerk, with one of everything; the cast must be that of the market."""
    from meerwaarde.platform.documents.models import StoredFile
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.models import (
        ContactPerson,
        Credential,
        ImpactFigure,
        Offering,
        OfferingPicture,
        Supplier,
        SupplierReference,
    )

    firm = Organisation.objects.get(slug="groenwerk")
    known = Supplier.objects.filter(firm=firm).first()
    if known is not None:
        return known
    own = Supplier.enter(organisation=firm, firm=firm, name="Groenwerk", added_at=NOW, changed_at=NOW)
    offered = Offering.enter(supplier=own, kind="service", title="Groen")
    Credential.enter(supplier=own, code="b_corp")
    SupplierReference.enter(supplier=own, client="Gemeente", year=2025, what="Perken")
    ImpactFigure.enter(supplier=own, what="Mensen", amount=12, unit="mensen", year=2025)
    term = {"agreed_on": NOW.date(), "keep_until": date(2028, 1, 1)}
    ContactPerson.enter(supplier=own, name="Noor", purpose="offers", **term)
    file = StoredFile.enter(
        organisation=firm, name="foto.png", media_type="image/png", digest="0" * 64, size=1,
        content=b"x", brought_in_at=NOW,
    )  # fmt: skip
    OfferingPicture.enter(offering=offered, file=file, alt="Een perk", width=60, height=60)
    return own


def firm_profile(cast: Any) -> dict[str, Any]:
    profile_of_the_firm(cast)
    return {}


def own_offering(cast: Any) -> dict[str, Any]:
    return {"part": profile_of_the_firm(cast).offerings.get().public_id}


def own_picture(cast: Any) -> dict[str, Any]:
    offered = profile_of_the_firm(cast).offerings.get()
    return {"part": offered.public_id, "picture_id": offered.pictures.get().public_id}


def own_picture_id(cast: Any) -> dict[str, Any]:
    return {"picture_id": own_picture(cast)["picture_id"]}


def own_reference(cast: Any) -> dict[str, Any]:
    return {"part": profile_of_the_firm(cast).supplier_references.get().public_id}


def own_figure(cast: Any) -> dict[str, Any]:
    return {"part": profile_of_the_firm(cast).impact_figures.get().public_id}


def own_contact(cast: Any) -> dict[str, Any]:
    return {"part": profile_of_the_firm(cast).contact_persons.get().public_id}


def offering(cast: Any) -> dict[str, Any]:
    found = kept_supplier(cast)
    return {"public_id": found.public_id, "part": found.offerings.get().public_id}


def asked_at_kvk(cast: Any) -> dict[str, Any]:
    """A supplier of which KvK gave an answer."""
    from meerwaarde.stages.market.models import KvkExtract

    found = kept_supplier(cast)
    KvkExtract.enter(
        supplier=found, kvk=found.kvk, asked_at=NOW, values={"kvk": found.kvk, "place": "Elders"}
    )
    return {"public_id": found.public_id}


def register_file(cast: Any, *, used: bool = False) -> dict[str, Any]:
    """A file of a register after its dry run, with one firm of another name."""
    from meerwaarde.exchange.registers import RegisterMapping
    from meerwaarde.stages.market.actions import registers

    kept_supplier(cast)
    batch = registers.upload_register(
        cast.pia,
        document=b"KvK;Naam\n12345678;Koekoek Transport\n",
        file_name="register.csv",
        code="buy_social",
        as_of=NOW.date(),
        at=NOW,
    )
    mapping = RegisterMapping({"KvK": "kvk", "Naam": "name"})
    registers.try_register(cast.pia, batch=batch, mapping=mapping, at=NOW)
    if used:
        registers.use_register_here(cast.pia, batch=batch, at=NOW)
    return {"public_id": batch.public_id}


def register_question(cast: Any) -> dict[str, Any]:
    return {**register_file(cast, used=True), "line": 2}


def own_profile(cast: Any) -> dict[str, Any]:
    """The profile that Vera's firm keeps itself, with a claim; its address names nothing."""
    own_credential(cast)
    return {}


def own_credential(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market import actions
    from meerwaarde.stages.market.queries import Supplier

    if "vera" not in cast.actors:
        return {"part": "zzzzzzzzzzzz"}
    firm = cast.vera.organisation_id
    found = Supplier.objects.filter(firm_id=firm).first()
    if found is None:
        values = actions.SupplierValues(name="Groenwerk")
        found = actions.add_supplier(actor=cast.bob, at=NOW, values=values)
        found.change(firm_id=firm, organisation_id=firm)
        claim = actions.CredentialValues(code="b_corp")
        actions.add_credential(actor=cast.vera, at=NOW, supplier=found, values=claim)
    return {"part": found.credentials.get().public_id}


def credential(cast: Any) -> dict[str, Any]:
    found = kept_supplier(cast)
    return {"public_id": found.public_id, "part": found.credentials.get().public_id}


def list_of_suppliers(cast: Any, rows: str, *, check: bool = True) -> Any:
    from meerwaarde.stages.market.actions import supplier_imports as actions
    from meerwaarde.stages.market.queries import supplier_imports as queries

    document = f"Naam;KvK;Plaats\n{rows}\n".encode()
    batch = actions.upload_list(cast.bob, document=document, file_name="l.csv", source="Lijst", at=NOW)
    if check:
        mapping = queries.proposal_of(cast.bob, batch)[0].mapping
        actions.check_list(cast.bob, batch=batch, mapping=mapping, at=NOW)
    return batch


def intake_round(_cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.journal.actions import System
    from meerwaarde.stages.market.actions import intake

    day = date(2026, 11, 20)
    run = intake.plan_run(
        System(), source="tenderned", base_url=intake.base_of("tenderned"), since=day, until=day, at=NOW
    )
    return {"public_id": run.public_id}


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def spend_file(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.documents.incoming import take_whole
    from meerwaarde.stages.spend.actions import uploading

    brought = take_whole(cast.dirk, "0" * 32, [b"Crediteur;Datum;Bedrag\nDrukkerij Inkt;01-02-2025;12,50\n"])
    batch = uploading.upload_file(cast.dirk, brought=brought, file_name="b.csv", source="", at=NOW)
    return {"public_id": batch.public_id}


def supplier_list(cast: Any) -> dict[str, Any]:
    return {"public_id": list_of_suppliers(cast, "Bakkerij Terp;00334455;Assen", check=False).public_id}


def checked_list(cast: Any) -> dict[str, Any]:
    return {"public_id": list_of_suppliers(cast, "Bakkerij Brink;00334466;Assen").public_id}


def refused_row(cast: Any) -> dict[str, Any]:
    return {"public_id": list_of_suppliers(cast, "Bakkerij Brink;12;Assen").public_id, "line": 2}


def differing_row(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions import supplier_imports as actions

    for place in ("Assen", "Emmen"):
        batch = list_of_suppliers(cast, f"Drukkerij Inkt;00556677;{place}")
        for _part in actions.take_over_here(cast.bob, batch=batch):
            pass
    return {"public_id": batch.public_id, "line": 2}


def notice(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions import import_notice

    taken = import_notice(cast.bob, document=NOTICE.read_bytes(), file_name=NOTICE.name, at=NOW)
    return {"public_id": taken.notices[0][0].public_id}


def begun(cast: Any) -> Any:
    from meerwaarde.stages.procurement import actions
    from meerwaarde.stages.procurement.models import new_start_key

    return actions.start(cast.ann, title="Onderhoud wijkparken", start_key=new_start_key(), at=NOW)


def procurement(cast: Any) -> dict[str, Any]:
    return {"public_id": begun(cast).public_id}


def explanation(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import Explanation

    told = Explanation.enter(
        procurement=begun(cast),
        rule="zzzzzzzzzzzz",
        rule_code="K1",
        demand={"demand": "state_purpose"},
        sentence={"nl": "Bij elke inkoop leggen we het doel vast.", "en": "We state the purpose."},
        reason="no_market",
        text="Wij vonden niemand.",
        review_on=date(2027, 5, 1),
        proposed_by_id=cast.leo.membership_id,
        proposed_at=NOW,
    )
    return {"public_id": told.public_id}


def reading(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import Explanation, ExplanationReview

    told = Explanation.objects.get(public_id=explanation(cast)["public_id"])
    asked = ExplanationReview.enter(explanation=told, reader_id=cast.dirk.membership_id, asked_at=NOW)
    return {"public_id": asked.public_id}


def review_sample(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.actions import draw_sample
    from meerwaarde.stages.procurement.models import Explanation
    from meerwaarde.stages.procurement.queries import Criteria

    told = Explanation.objects.get(public_id=explanation(cast)["public_id"])
    told.change(state="approved", decided_on=date(2026, 11, 20), approver_id=cast.pia.membership_id)
    drawn = draw_sample(cast.dirk, title="Najaar", criteria=Criteria(), size=1, seed="zaad", at=NOW)
    return {"public_id": drawn.public_id}


def advice(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import StoredAdvice

    found = begun(cast)
    stored = StoredAdvice.enter(
        procurement=found,
        made_at=NOW,
        made_by_id=cast.bob.membership_id,
        day=date(2026, 11, 22),
        rules_version="0",
        **stored_answer(),
    )
    return {"public_id": found.public_id, "advice_id": stored.public_id}


def stored_answer() -> dict[str, Any]:
    import msgspec

    from meerwaarde.rules.advise import advise
    from meerwaarde.rules.intake import Intake
    from meerwaarde.rules.law import Law

    intake = msgspec.convert(
        {"buyer": "decentral", "contract": "services", "estimate": "60000"}, Intake, strict=False
    )
    answer = advise(intake, Law.on(date(2026, 11, 22)))
    return {
        "intake": msgspec.json.decode(msgspec.json.encode(intake)),
        "answer": msgspec.json.decode(msgspec.json.encode(answer)),
        "route": answer.route or "",
    }


def job(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.work.actions import start

    return {"job": start("journal.export", cast.dirk, {"form": "csv"}, at=NOW).public_id}


def event(cast: Any) -> dict[str, Any]:
    goal(cast)
    return {"sequence": 1}


def colleague(cast: Any) -> dict[str, Any]:
    return {"public_id": cast.carla.membership}


def mandate(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.access.mandating import MandateGiven, register_mandate

    given = MandateGiven(act="approve_explanation", role="alderman", since=date(2026, 1, 1))
    return {"public_id": register_mandate(actor=cast.ada, given=given, at=NOW).public_id}


def quick_purchase(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import QuickPurchase

    bought = QuickPurchase.enter(
        organisation_id=cast.ann.organisation_id,
        year=2026,
        sequence=1,
        number="VM-S2026-0001",
        what="Bos bloemen",
        amount_cents=4500,
        supplier_name="Kiosk",
        bought_by_id=cast.ann.membership_id,
        bought_at=NOW,
    )
    return {"public_id": bought.public_id}


def firm_for_list(cast: Any) -> Any:
    from meerwaarde.stages.market.models import Supplier

    return Supplier.enter(
        organisation_id=cast.bob.organisation_id, name="De Groene Hand", added_at=NOW, changed_at=NOW
    )


def firm_to_tick(cast: Any) -> dict[str, Any]:
    return {**procurement(cast), "supplier": firm_for_list(cast).public_id}


def invitee(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import Invitee

    found = begun(cast)
    listed = Invitee.enter(procurement=found, supplier=firm_for_list(cast), added_at=NOW)
    return {"public_id": found.public_id, "invitee_id": listed.public_id}


def kept_search(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.models import ShortlistSearch

    found = begun(cast)
    kept = ShortlistSearch.enter(procurement=found, at=NOW, by_id=cast.ann.membership_id)
    return {"public_id": found.public_id, "search_id": kept.public_id}


def opened_round(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions.assessments import open_assessment

    return open_assessment(actor=cast.pia, at=NOW, year=2026)


def assessment(cast: Any) -> dict[str, Any]:
    return {"public_id": opened_round(cast).public_id}


def closed_assessment(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions.assessments import Said, agree, close_assessment

    found = opened_round(cast)
    agree(actor=cast.pia, at=NOW, found=found, expected_version=1, agreed={"team": Said(2)}, conclusion="")
    close_assessment(actor=cast.pia, at=NOW, found=found)
    return {"public_id": found.public_id}


def responsibility(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.organisations.queries import memberships_at
    from meerwaarde.stages.policy.actions.responsibilities import give_responsibility

    carrier = memberships_at(cast.ann.organisation_id, NOW.date()).get(public_id=cast.ann.membership)
    given = give_responsibility(
        actor=cast.pia, at=NOW, duty="owner", membership=carrier, since=date(2026, 1, 1)
    )
    return {"public_id": given.public_id}


def kept_category(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions import CategoryValues, add_category

    return add_category(actor=cast.pia, at=NOW, values=CategoryValues(name="Schoonmaak", cpv="9091"))


def category(cast: Any) -> dict[str, Any]:
    return {"public_id": kept_category(cast).public_id}


def matrix_entry(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import EntryValues, write_entries

    given = EntryValues(category=kept_category(cast), theme="climate", level=2)
    (written,) = write_entries(actor=cast.pia, at=NOW, entries=[given])
    return {"public_id": written.public_id}


def session_in_discussion(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions import web_sessions as actions
    from meerwaarde.stages.policy.models import AmbitionWeb, WebArea

    web = AmbitionWeb.enter(organisation_id=cast.pia.organisation_id, kind="organisation", title="Ons web")
    for place in range(3):
        WebArea.enter(web=web, code=f"gebied-{place}", name=f"Gebied {place}", position=place)
    values = actions.SessionValues(title="Ambities voor de parken")
    session = actions.prepare_session(actor=cast.pia, at=NOW, web=web, values=values)
    session = actions.open_session(actor=cast.pia, at=NOW, session=session)
    seat = {"secret": "een geheim", "name": "Karel", "side": "market", "party": "Terp"}
    actions.join_as_guest(session=session, at=NOW, **seat)
    return actions.reveal_session(actor=cast.pia, at=NOW, session=session, anyway=True)


def ambition_web(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, start_web

    values = WebValues(title="Web van Veenmeer", kind="organisation")
    return {"public_id": start_web(actor=cast.pia, at=NOW, web=values, areas="six").public_id}


def web_area(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.models import WebOutcome, WebSession

    held = settled_session(cast)["public_id"]
    session = WebSession.objects.get(public_id=held)
    area = session.web.areas.all()[0]
    WebOutcome.enter(session=session, area=area, level=1, reason="Besproken, dus dit gebied blijft staan.")
    return {"public_id": area.public_id}


def settled_session(cast: Any) -> dict[str, Any]:
    from meerwaarde.rules.lifecycle import WEB_SETTLED
    from meerwaarde.stages.policy.models import WebSession
    from meerwaarde.stages.policy.queries.ambition_webs import ambition_web as web_by_id

    web = web_by_id(cast.pia, ambition_web(cast)["public_id"])
    held = WebSession.enter(
        web=web, title="Klaar", state=WEB_SETTLED, opened_at=NOW, revealed_at=NOW, settled_at=NOW
    )
    return {"public_id": held.public_id}


def web_measure(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import plans as actions

    values = actions.PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2028, 12, 31))
    plan = actions.start_plan(actor=cast.pia, at=NOW, plan=values)
    given = actions.ActionValues(
        title="Schone machines", starts_on=date(2026, 12, 1), ends_on=date(2027, 6, 1)
    )
    made = actions.add_action(
        actor=cast.pia, at=NOW, plan=plan, action=given, origin="web", origin_ref="weboutcome:zzzzzzzzzzzz"
    )
    return {"public_id": made.public_id}


def web_session(cast: Any) -> dict[str, Any]:
    return {"public_id": session_in_discussion(cast).public_id}


def seat(cast: Any) -> dict[str, Any]:
    return {"session": session_in_discussion(cast).public_id}


def session_area(cast: Any) -> dict[str, Any]:
    held = session_in_discussion(cast)
    return {"public_id": held.public_id, "area_id": held.web.areas.first().public_id}


def session_note(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import web_sessions as actions

    held = session_in_discussion(cast)
    said = actions.note_by_facilitator(actor=cast.pia, at=NOW, session=held, area=None, text="Goed.")
    return {"public_id": held.public_id, "note_id": said.public_id}


def session_participant(cast: Any) -> dict[str, Any]:
    held = session_in_discussion(cast)
    return {"public_id": held.public_id, "participant_id": held.participants.get().public_id}


def draft_plan(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions import PlanValues, start_plan

    values = PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2027, 12, 31))
    return start_plan(actor=cast.pia, at=NOW, plan=values)


def plan(cast: Any) -> dict[str, Any]:
    return {"public_id": draft_plan(cast).public_id}


def plan_goal(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import PlanGoalValues, add_plan_goal

    values = PlanGoalValues(wording="Een op de twintig snelle inkopen gaat naar een sociale onderneming.")
    return {
        "public_id": add_plan_goal(actor=cast.pia, at=NOW, plan=draft_plan(cast), values=values).public_id
    }


def promising_tender(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import TenderValues, add_tender

    added = add_tender(actor=cast.pia, at=NOW, plan=draft_plan(cast), tender=TenderValues(title="Groen"))
    return {"public_id": added.public_id}


def action_in(cast: Any, held: Any) -> Any:
    from meerwaarde.stages.policy.actions import ActionValues, add_action

    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 12, 1)}
    return add_action(actor=cast.pia, at=NOW, plan=held, action=ActionValues(title="Trainen", **days))


def plan_action(cast: Any) -> dict[str, Any]:
    return {"public_id": action_in(cast, draft_plan(cast)).public_id}


def conclusion(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy import actions

    held = draft_plan(cast)
    wording = "Een op de twintig snelle inkopen gaat naar een sociale onderneming."
    actions.add_plan_goal(actor=cast.pia, at=NOW, plan=held, values=actions.PlanGoalValues(wording=wording))
    action_in(cast, held)
    decided = {"body": "council", "adopted_on": date(2026, 2, 1), "expected_version": held.version}
    actions.adopt_plan(actor=cast.pia, at=NOW, plan=held, **decided)
    values = actions.ConclusionValues(text="Trainen werkt.", changes="action")
    return {"public_id": actions.add_conclusion(actor=cast.pia, at=NOW, plan=held, values=values).public_id}


def calendar_secret(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.policy.actions import make_calendar_link

    return {"secret": make_calendar_link(actor=cast.ann, at=NOW)}


def expected_line(cast: Any) -> Any:
    from meerwaarde.stages.procurement import actions

    values = actions.LineValues(title="Onderhoud wijkparken", year=2027, quarter=2)
    return actions.add_line(cast.bob, values=values, at=NOW)


def calendar_line(cast: Any) -> dict[str, Any]:
    return {"public_id": expected_line(cast).public_id}


def calendar_file(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.procurement.actions import calendar_import as actions

    document = b"Onderwerp;Kwartaal\nSchoolvervoer;Q3 2027\nZonder kwartaal;\n"
    batch = actions.upload_calendar(cast.bob, document=document, file_name="plan.csv", at=NOW)
    actions.choose_columns(cast.bob, batch, mapping={0: "title", 1: "quarter"}, at=NOW)
    return {"public_id": batch.public_id}


def calendar_row(cast: Any) -> dict[str, Any]:
    return {**calendar_file(cast), "number": 3}


def public_line(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.queries import opportunity_by_reference
    from meerwaarde.stages.procurement import actions

    line = expected_line(cast)
    actions.publish_lines(cast.bob, [line], contact="", at=NOW)
    found = opportunity_by_reference(line.public_id)
    assert found is not None
    return {"public_id": found.public_id}


def matrix_file(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.documents.actions import keep_file

    content = b"Categorie;Klimaat;Circulair\nSchoonmaak;2;1\n"
    kept = keep_file(
        actor=cast.pia,
        at=NOW,
        name="m.csv",
        media_type="text/csv",
        content=content,
        kept_until=date(2027, 1, 1),
    )
    return {"digest": kept.digest}


def letter(cast: Any) -> dict[str, Any]:
    from django.db import transaction

    from meerwaarde.platform.notify.actions import queue_letter
    from meerwaarde.platform.notify.purposes import Purpose
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.rules.text import Text

    here = Organisation.objects.get(pk=cast.ada.organisation_id)
    words = Text(nl="Proef", en="Trial")
    kind = Purpose("trial", words, words)
    with transaction.atomic():
        made = queue_letter(
            key="trial",
            to="iemand@firma.example",
            subject="Proef",
            body="Proef",
            purpose=kind,
            at=NOW,
            organisation=here,
        )
    return {"letter": made.public_id}


def region_of(cast: Any, *, join: bool) -> Any:
    """Veenmeer in a region: asked, or taking part."""
    from meerwaarde.platform.access.actor import installation_at
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.actions import regions as actions

    region, _ = Organisation.objects.get_or_create(
        slug="noorderwaard", defaults={"name": "Regio Noorderwaard", "authority_type": "cooperation"}
    )
    veenmeer = Organisation.objects.get(slug="veenmeer")
    asked = actions.invite_member(actor=installation_at(region), member=veenmeer, at=NOW)
    if join:
        actions.answer_invitation(actor=cast.pia, taking_part=asked, verb="join", at=NOW)
    return asked


def region_invitation(cast: Any) -> dict[str, Any]:
    return {"public_id": region_of(cast, join=False).public_id}


def region_member(cast: Any) -> dict[str, Any]:
    return {"public_id": region_of(cast, join=True).public_id}


def region_ambassador(cast: Any) -> dict[str, Any]:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.market.actions import regions as actions

    bob = Membership.objects.get(pk=cast.bob.membership_id)
    member = region_of(cast, join=True)
    named = actions.name_ambassador(actor=cast.pia, taking_part=member, membership=bob, about="", at=NOW)
    return {"public_id": named.public_id}


def region_pick(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions import regions as actions

    member, found = region_of(cast, join=True), kept_supplier(cast)
    shown = actions.show_firm(
        actor=cast.bob, region=member.region, supplier=found, why="Onderhoudt ons park.", at=NOW
    )
    return {"public_id": shown.public_id}


def pooled(cast: Any) -> tuple[Any, Any]:
    """A line of Veenmeer, and a pool made from it with Duinborg, another member of the region."""
    from meerwaarde.platform.access.actor import installation_at
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.actions import regions
    from meerwaarde.stages.procurement.actions import LineValues, add_line
    from meerwaarde.stages.procurement.actions.pools import propose_pool

    member = region_of(cast, join=True)
    town = Organisation.objects.create(
        slug="duinborg", name="Gemeente Duinborg", authority_type="municipality"
    )
    there = installation_at(town)
    asked = regions.invite_member(actor=installation_at(member.region), member=town, at=NOW)
    asked.change(state="joined", joined_at=NOW)
    values = LineValues(title="Schoonmaak", year=2027, quarter=2, cpv=("90911200",), contract="services")
    ours, theirs = (add_line(actor, values=values, at=NOW) for actor in (cast.bob, there))
    made = propose_pool(actor=cast.bob, line=ours, peers=[theirs.public_id], description="", at=NOW)
    return ours, made


def pool(cast: Any) -> dict[str, Any]:
    return {"public_id": pooled(cast)[1].public_id}


def pooled_line(cast: Any) -> dict[str, Any]:
    return {"public_id": pooled(cast)[0].public_id}


def pool_member(cast: Any) -> dict[str, Any]:
    made = pooled(cast)[1]
    asked = made.members.get(organisation__slug="duinborg")
    return {"public_id": made.public_id, "member": asked.public_id}


def own_alert(cast: Any) -> Any:
    """An alert of Bob's: nobody else sees it."""
    from meerwaarde.stages.market.actions.alerts import AlertValues, make_alert

    return make_alert(actor=cast.bob, values=AlertValues(name="Schoonmaak", feed=True), at=NOW)


def alert(cast: Any) -> dict[str, Any]:
    return {"public_id": own_alert(cast).public_id}


def ended_alert(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions.alerts import end_alert

    profile = own_alert(cast)
    end_alert(actor=cast.bob, profile=profile, at=NOW)
    return {"public_id": profile.public_id}


def stop_search_token(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.queries.kept_searches import SavedSearch
    from meerwaarde.stages.market.queries.kept_searches import stop_token as token_of

    found = SavedSearch.objects.get(public_id=saved_search(cast)["public_id"])
    return {"token": token_of(found)}


def stop_token(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.queries.alerts import stop_token as token_of

    return {"token": token_of(f"profile-{own_alert(cast).public_id}")}


def feed_token(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.queries.alerts import feed_token as token_of

    return {"token": token_of(own_alert(cast))}


def own_firm() -> Any:
    """The profile of the firm where Vera and Sam work."""
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.models import Supplier

    firm, _ = Organisation.objects.get_or_create(
        slug="groenwerk", defaults={"name": "Groenwerk", "kind": "supplier"}
    )
    found, _ = Supplier.objects.get_or_create(
        firm=firm, defaults={"organisation": firm, "name": "Groenwerk", "added_at": NOW, "changed_at": NOW}
    )
    return found


def fit(cast: Any) -> dict[str, Any]:
    from meerwaarde.exchange.notice import Notice as NoticeRecord
    from meerwaarde.stages.market.actions import columns_of
    from meerwaarde.stages.market.models import Notice

    own_firm()
    said = NoticeRecord(source="tenderned", id="900002", kind="contract_notice", title="Groenonderhoud")
    moments = {"imported_at": NOW, "changed_at": NOW}
    values = {**columns_of(said), "source": "tenderned", "external_id": "900002", **moments}
    return {"kind": "notice", "public_id": Notice.enter(**values).public_id}


def fit_step(cast: Any) -> dict[str, Any]:
    return {**fit(cast), "verb": "interest"}


def own_enquiry(cast: Any) -> Any:
    """An enquiry of Bob's that was sent to the firm where Vera works."""
    from meerwaarde.stages.market.actions import enquiries

    made = enquiries.write_enquiry(
        actor=cast.bob,
        values=enquiries.EnquiryValues(
            kind="question", title="Groen", text="Wie kan dit?", closes_at=NOW + timedelta(days=3_650)
        ),
        at=NOW,
    )
    enquiries.send_enquiry(actor=cast.bob, enquiry=made, suppliers=[own_firm()], at=NOW)
    return made


def enquiry(cast: Any) -> dict[str, Any]:
    return {"public_id": own_enquiry(cast).public_id}


def enquiry_step(cast: Any) -> dict[str, Any]:
    return {**enquiry(cast), "verb": "remind"}


def asked(cast: Any) -> dict[str, Any]:
    return {"public_id": own_enquiry(cast).leads.get().public_id}


def _document_of(made: Any, cast: Any) -> Any:
    from meerwaarde.platform.documents.models import StoredFile
    from meerwaarde.stages.market.models import EnquiryFile

    stored = StoredFile.enter(
        organisation_id=cast.bob.organisation_id,
        name="bestek.pdf",
        media_type="application/pdf",
        digest="d" * 64,
        size=8,
        content=b"%PDF-1.7",
        brought_in_at=NOW,
    )
    return EnquiryFile.enter(enquiry=made, file=stored, title="bestek.pdf")


def enquiry_document(cast: Any) -> dict[str, Any]:
    return {"public_id": _document_of(own_enquiry(cast), cast).public_id}


def answered(cast: Any) -> dict[str, Any]:
    """An enquiry of Bob's that closed with a yes of Vera's firm: now both sides tell what came of it."""
    return {"public_id": _answered(cast, "").public_id}


def asked_document(cast: Any) -> dict[str, Any]:
    made = own_enquiry(cast)
    return {"public_id": made.leads.get().public_id, "file_id": _document_of(made, cast).public_id}


def _answered(cast: Any, reference: str) -> Any:
    """A yes of the firm where Vera works, on an enquiry of Bob's that closed."""
    from meerwaarde.stages.market.models import EnquiryAnswer

    made = own_enquiry(cast)
    made.change(state="closed", closed_at=NOW, reference=reference)
    lead = made.leads.get()
    lead.change(state="quoted", quoted_at=NOW, answered_at=NOW)
    EnquiryAnswer.enter(lead=lead, text="Wij kunnen dit.", amount_cents=900_000, answered_at=NOW)
    return lead


def answer_by_itself(cast: Any) -> dict[str, Any]:
    return {"lead_id": _answered(cast, "").public_id}


def answer_for_file(cast: Any) -> dict[str, Any]:
    file = procurement(cast)
    return {**file, "lead_id": _answered(cast, file["public_id"]).public_id}


def enquiry_question(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.models import EnquiryQuestion

    lead = own_enquiry(cast).leads.get()
    return {"public_id": EnquiryQuestion.enter(lead=lead, text="Hoe vaak?", asked_at=NOW).public_id}


def need_of(cast: Any, *, agreed: bool) -> Any:
    """A need of the civic organisation that Veenmeer approved; `agreed`: with an agreement of the firm."""
    from decimal import Decimal

    from meerwaarde.platform.access.actor import installation_at
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.actions import needs

    places = {
        kind: Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "kind": kind})[0]
        for slug, kind in (("buurtkracht", "civic"), ("groenwerk", "supplier"))
    }
    civic, firm = installation_at(places["civic"]), installation_at(places["supplier"])
    made = needs.enter_need(
        actor=civic,
        values=needs.NeedValues(
            title="Helpende handen",
            kind="hands",
            what="Wij ruimen de tuin van het buurthuis op.",
            quantity=Decimal(40),
            unit="hours",
            for_whom="",
            place="Emmen",
            until=date(2099, 12, 31),
        ),
        handler=Organisation.objects.get(slug="veenmeer"),
        at=NOW,
    )
    made.change(state="open", approved_at=NOW)
    if not agreed:
        return made
    offer = needs.make_offer(actor=firm, need=made, values=needs.OfferValues(quantity=Decimal(10)), at=NOW)
    offer.change(state="agreed", agreed_at=NOW)
    return offer


def contact_desk(cast: Any) -> Any:
    """The contact point of Veenmeer."""
    from meerwaarde.stages.market.actions import contacts

    values = contacts.PointValues(name="Ondernemersloket", email="loket@veenmeer.example")
    return contacts.save_point(actor=cast.pia, values=values, owner=None, expected_version=None, at=NOW)


def desk_of_veenmeer(cast: Any) -> dict[str, Any]:
    contact_desk(cast)
    return {"desk": "veenmeer"}


def public_desk(cast: Any) -> dict[str, Any]:
    contact_desk(cast)
    return {"authority": "veenmeer"}


def contact_question(cast: Any) -> dict[str, Any]:
    """A question of the civic organisation to Veenmeer."""
    from meerwaarde.platform.access.actor import installation_at
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.market.actions import contacts

    civic, _ = Organisation.objects.get_or_create(
        slug="buurtkracht", defaults={"name": "Buurtkracht", "kind": "civic"}
    )
    asked = contacts.ask(
        actor=installation_at(civic), point=contact_desk(cast), subject="Groen", text="Mag dit?", at=NOW
    )
    return {"public_id": asked.public_id}


def open_need(cast: Any) -> dict[str, Any]:
    return {"public_id": need_of(cast, agreed=False).public_id}


def need_agreement(cast: Any) -> dict[str, Any]:
    return {"public_id": need_of(cast, agreed=True).public_id}


def open_consultation(cast: Any) -> Any:
    from meerwaarde.stages.market.actions import consultations as actions

    values = actions.ConsultationValues(
        title="Groen zonder gif",
        introduction="Wij willen weten wat kan.",
        buys="",
        questions=("Wat kan er?",),
        cpv=(),
        opens_on=date(2026, 1, 1),
        closes_on=date(2099, 1, 1),
        read_early=False,
    )
    made = actions.make_consultation(actor=cast.bob, values=values, at=NOW)
    actions.publish_consultation(actor=cast.bob, found=made, at=NOW)
    return made


def consultation(cast: Any) -> dict[str, Any]:
    return {"public_id": open_consultation(cast).public_id}


def thing_for_file(cast: Any) -> dict[str, Any]:
    return {"kind": "search", "thing": frozen_search(cast)["public_id"]}


def evidence(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.queries.kept_searches import frozen_search as frozen_by_id
    from meerwaarde.stages.procurement.actions.evidence import put_in_file
    from meerwaarde.stages.procurement.queries import procurement as procurement_by_id

    begun = procurement_by_id(cast.bob, procurement(cast)["public_id"])
    frozen = frozen_by_id(cast.bob, frozen_search(cast)["public_id"])
    assert begun is not None
    assert frozen is not None
    row = put_in_file(cast.bob, begun, frozen, shows="", at=NOW)
    return {"public_id": begun.public_id, "item": row.public_id}


def consultation_inquiry(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.models import ConsultationInquiry

    made = open_consultation(cast)
    asked = ConsultationInquiry.enter(consultation=made, text="Hoe groot is het?", asked_at=NOW)
    return {"public_id": made.public_id, "inquiry_id": asked.public_id}


def open_meeting(cast: Any) -> Any:
    from meerwaarde.stages.market.actions import meetings as actions

    values = actions.MeetingValues(
        title="Groen dichtbij",
        description="Wie groen vraagt en wie het onderhoudt.",
        themes=(),
        starts_at=datetime(2098, 1, 1, 13, 0, tzinfo=UTC),
        ends_at=datetime(2098, 1, 1, 17, 0, tzinfo=UTC),
        where="Stadhuis",
        link="",
        capacity=40,
        pitches_wanted=True,
    )
    made = actions.make_meeting(actor=cast.pia, values=values, at=NOW)
    actions.publish_meeting(actor=cast.pia, found=made, at=NOW)
    return made


def meeting(cast: Any) -> dict[str, Any]:
    return {"public_id": open_meeting(cast).public_id}


def meeting_part(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.actions import meetings as actions

    made = open_meeting(cast)
    values = actions.PartValues(starts_at=made.starts_at, title="Welkom")
    part = actions.add_part(actor=cast.pia, found=made, values=values, at=NOW)
    return {"public_id": made.public_id, "part_id": part.public_id}


def meeting_pitch(cast: Any) -> dict[str, Any]:
    from meerwaarde.stages.market.models import Pitch

    made = open_meeting(cast)
    firm = own_firm().organisation
    pitch = Pitch.enter(meeting=made, organisation=firm, title="Groen", text="…", offered_at=NOW)
    return {"public_id": made.public_id, "pitch_id": pitch.public_id}


def asked_part() -> Any:
    """A combination of a firm elsewhere, into which the firm of Vera was asked."""
    from meerwaarde.stages.market.models import Combination, CombinationPart, Supplier

    own = own_firm()
    leader = Supplier.enter(
        organisation=own.organisation, name="Glans", added_at=NOW, changed_at=NOW, kvk="87654321"
    )
    made = Combination.enter(leader=leader, name="Groen en schoon", created=NOW)
    return CombinationPart.enter(combination=made, supplier=own, brings="Groen", invited_at=NOW)


def combination_part(cast: Any) -> dict[str, Any]:
    return {"public_id": asked_part().public_id, "verb": "accept"}


def combination_place(cast: Any) -> dict[str, Any]:
    return {"public_id": asked_part().public_id}


def combination(cast: Any) -> dict[str, Any]:
    return {"public_id": asked_part().combination.public_id}


MAKERS = {
    "thing_for_file": thing_for_file,
    "evidence": evidence,
    "meeting": meeting,
    "meeting_part": meeting_part,
    "meeting_pitch": meeting_pitch,
    "consultation": consultation,
    "consultation_inquiry": consultation_inquiry,
    "combination_part": combination_part,
    "combination": combination,
    "combination_place": combination_place,
    "desk_of_veenmeer": desk_of_veenmeer,
    "public_desk": public_desk,
    "contact_question": contact_question,
    "answer_by_itself": answer_by_itself,
    "answer_for_file": answer_for_file,
    "asked_document": asked_document,
    "enquiry": enquiry,
    "enquiry_document": enquiry_document,
    "enquiry_step": enquiry_step,
    "enquiry_question": enquiry_question,
    "asked": asked,
    "answered": answered,
    "fit": fit,
    "fit_step": fit_step,
    "open_need": open_need,
    "public_need": open_need,
    "need_agreement": need_agreement,
    "alert": alert,
    "ended_alert": ended_alert,
    "stop_search_token": stop_search_token,
    "stop_token": stop_token,
    "feed_token": feed_token,
    "firm_profile": firm_profile,
    "own_offering": own_offering,
    "own_picture": own_picture,
    "own_picture_id": own_picture_id,
    "own_reference": own_reference,
    "own_figure": own_figure,
    "own_contact": own_contact,
    "pool": pool,
    "pooled_line": pooled_line,
    "pool_member": pool_member,
    "region_invitation": region_invitation,
    "region_member": region_member,
    "region_ambassador": region_ambassador,
    "region_pick": region_pick,
    "application": application,
    "refused_application": refused_application,
    "application_proof": application_proof,
    "letter": letter,
    "matrix_file": matrix_file,
    "calendar_line": calendar_line,
    "calendar_file": calendar_file,
    "calendar_row": calendar_row,
    "opportunity": public_line,
    "public_line": public_line,
    "board_text": board_text,
    "board_passage": board_passage,
    "drafted": drafted,
    "plan": plan,
    "plan_goal": plan_goal,
    "promising_tender": promising_tender,
    "plan_action": plan_action,
    "conclusion": conclusion,
    "calendar_secret": calendar_secret,
    "ambition_web": ambition_web,
    "settled_session": settled_session,
    "web_area": web_area,
    "web_measure": web_measure,
    "web_session": web_session,
    "session_area": session_area,
    "session_note": session_note,
    "session_participant": session_participant,
    "seat": seat,
    "assessment": assessment,
    "closed_assessment": closed_assessment,
    "responsibility": responsibility,
    "category": category,
    "matrix_entry": matrix_entry,
    "firm_to_tick": firm_to_tick,
    "invitee": invitee,
    "kept_search": kept_search,
    "quick_purchase": quick_purchase,
    "mandate": mandate,
    "goal": goal,
    "framework": framework,
    "following_framework": following_framework,
    "above_rule": above_rule,
    "theme_set": theme_set,
    "rule": rule,
    "embed": embed,
    "box": box,
    "saved_search": saved_search,
    "frozen_search": frozen_search,
    "supplier": supplier,
    "spend_file": spend_file,
    "supplier_list": supplier_list,
    "checked_list": checked_list,
    "refused_row": refused_row,
    "differing_row": differing_row,
    "offering": offering,
    "credential": credential,
    "own_credential": own_credential,
    "asked_at_kvk": asked_at_kvk,
    "register_file": register_file,
    "register_question": register_question,
    "own_profile": own_profile,
    "notice": notice,
    "intake_round": intake_round,
    "procurement": procurement,
    "advice": advice,
    "explanation": explanation,
    "reading": reading,
    "review_sample": review_sample,
    "job": job,
    "event": event,
    "colleague": colleague,
}
