from django.urls import include, path

from meerwaarde.stages.market import views
from meerwaarde.stages.market.views import admissions, directory, kvk, open_profile, proof, registers
from meerwaarde.stages.market.views import alerts as alert_views
from meerwaarde.stages.market.views import combinations as combining
from meerwaarde.stages.market.views import consultations as consulting
from meerwaarde.stages.market.views import contacts as desks
from meerwaarde.stages.market.views import embeds as embedding
from meerwaarde.stages.market.views import enquiries as asking
from meerwaarde.stages.market.views import fits as fitting
from meerwaarde.stages.market.views import impact_partners as partnering
from meerwaarde.stages.market.views import intake as fetching
from meerwaarde.stages.market.views import kept_searches as keeping
from meerwaarde.stages.market.views import meetings as meeting_views
from meerwaarde.stages.market.views import needs as neighbourhood
from meerwaarde.stages.market.views import opportunities as expected
from meerwaarde.stages.market.views import profile as own
from meerwaarde.stages.market.views import public_consultations as consulted
from meerwaarde.stages.market.views import public_meetings as met
from meerwaarde.stages.market.views import public_suppliers as shown
from meerwaarde.stages.market.views import regions as together
from meerwaarde.stages.market.views import registration as registering

app_name = "market"

notices = [
    path("aankondigingen/", views.notices, name="notices"),
    path("aankondigingen/inlezen/", views.import_notice, name="import"),
    path("aankondigingen/ophalen/", fetching.intake_runs, name="intake_runs"),
    path("aankondigingen/ophalen/nieuw/", fetching.intake_new, name="intake_new"),
    path("aankondigingen/ophalen/<slug:public_id>/", fetching.intake_run, name="intake_run"),
    path("aankondigingen/ophalen/<slug:public_id>/stoppen/", fetching.intake_stop, name="intake_stop"),
    path("aankondigingen/ophalen/<slug:public_id>/verder/", fetching.intake_go_on, name="intake_go_on"),
    path("aankondigingen/<slug:public_id>/", views.notice, name="notice"),
    path("aankondigingen/<slug:public_id>/agenda/", views.notice_dates, name="notice_dates"),
    path("aankondigingen/<slug:public_id>/origineel/", views.original, name="original"),
]

# Fixed words stand before the address of one supplier.
suppliers = [
    path("leveranciers/", directory.suppliers, name="suppliers"),
    path("leveranciers/vergelijken/", directory.compare, name="suppliers_compare"),
    path("leveranciers/bestand/<slug:form>/", views.export_suppliers, name="suppliers_export"),
    path("leveranciers/nieuw/", views.supplier_new, name="supplier_new"),
    path("leveranciers/lijkt-op/", views.supplier_similar, name="supplier_similar"),
    path("leveranciers/cpv/", views.supplier_cpv, name="supplier_cpv"),
]
embeds = [
    path("zoekvakken/", embedding.embeds, name="embeds"),
    path("zoekvakken/nieuw/", embedding.embed_new, name="embed_new"),
    path("zoekvakken/<slug:public_id>/", embedding.embed, name="embed"),
    path("zoekvakken/<slug:public_id>/voorbeeld/", embedding.embed_preview, name="embed_preview"),
    path("zoekvakken/<slug:public_id>/intrekken/", embedding.embed_revoke, name="embed_revoke"),
    path("zoekvakken/<slug:public_id>/terugzetten/", embedding.embed_restore, name="embed_restore"),
]
boxes = [
    path("<str:token>/", embedding.box, name="box"),
    path("<str:token>/zoekvak.js", embedding.script, name="script"),
    path("<str:token>/kleur.css", embedding.style, name="style"),
]
"""Open to everybody, under `/inbedden/`: shown in frames on pages of others."""

kept_searches = [
    path("zoekopdrachten/", keeping.kept_searches, name="kept_searches"),
    path("zoekopdrachten/bewaren/", keeping.save_search, name="save_search"),
    path("zoekopdrachten/vastleggen/", keeping.freeze_search, name="freeze_search"),
    path("zoekopdrachten/vastgelegd/<slug:public_id>/", keeping.frozen_search, name="frozen_search"),
    path(
        "zoekopdrachten/vastgelegd/<slug:public_id>/bestand/<slug:form>/",
        keeping.frozen_search_file,
        name="frozen_search_file",
    ),
    path("zoekopdrachten/<slug:public_id>/", keeping.saved_search, name="saved_search"),
    path("zoekopdrachten/<slug:public_id>/weg/", keeping.saved_search_strike, name="saved_search_strike"),
]
lists = [
    path("leveranciers/inlezen/", views.supplier_imports, name="supplier_imports"),
    path("leveranciers/inlezen/<slug:public_id>/", views.supplier_import, name="supplier_import"),
]
one_list = [
    path("kolommen/", views.supplier_import_columns, name="supplier_import_columns"),
    path("overnemen/", views.supplier_import_start, name="supplier_import_start"),
    path("stoppen/", views.supplier_import_stop, name="supplier_import_stop"),
    path("origineel/", views.supplier_import_original, name="supplier_import_original"),
    path("regels/", views.supplier_import_refused, name="supplier_import_refused"),
    path("regels/bestand/", views.supplier_import_refused_file, name="supplier_import_refused_file"),
    path("regels/<int:line>/", views.supplier_import_row, name="supplier_import_row"),
    path("regels/<int:line>/weglaten/", views.supplier_import_leave_out, name="supplier_import_leave_out"),
    path("verschillen/", views.supplier_import_differences, name="supplier_import_differences"),
    path("verschillen/<int:line>/", views.supplier_import_difference, name="supplier_import_difference"),
]
one_supplier = [
    path("", views.supplier, name="supplier"),
    path("profiel/", views.supplier_profile_file, name="supplier_profile_file"),
    path("open/", open_profile.share_for_firm, name="supplier_open"),
    path("kvk/", kvk.supplier_kvk, name="supplier_kvk"),
    path("kvk/overnemen/", kvk.supplier_kvk_take, name="supplier_kvk_take"),
    path("wijzigen/", views.supplier_edit, name="supplier_edit"),
    path("archiveren/", views.supplier_archive, name="supplier_archive"),
    path("terugzetten/", views.supplier_restore, name="supplier_restore"),
    path("aanbod/nieuw/", views.offering_new, name="offering_new"),
    path("aanbod/<slug:part>/", views.offering_edit, name="offering_edit"),
    path("aanbod/<slug:part>/schrappen/", views.offering_strike, name="offering_strike"),
    path("erkenningen/nieuw/", views.credential_new, name="credential_new"),
    path("erkenningen/<slug:part>/", views.credential_edit, name="credential_edit"),
    path("erkenningen/<slug:part>/controleren/", views.credential_verify, name="credential_verify"),
    path("erkenningen/<slug:part>/afwijzen/", proof.credential_refuse, name="credential_refuse"),
    path("erkenningen/<slug:part>/intrekken/", views.credential_withdraw, name="credential_withdraw"),
]

opportunities = [
    path("kansen/", expected.opportunities, name="opportunities"),
    path("kansen/<slug:public_id>/", expected.opportunity, name="opportunity"),
]

applications = [
    path("aanmeldingen/", admissions.applications, name="applications"),
    path("aanmeldingen/<slug:public_id>/", admissions.application, name="application"),
    path("aanmeldingen/<slug:public_id>/kvk/", kvk.application_kvk, name="application_kvk"),
    path("aanmeldingen/<slug:public_id>/vragen/", admissions.application_ask, name="application_ask"),
    path("aanmeldingen/<slug:public_id>/toelaten/", admissions.application_admit, name="application_admit"),
    path("aanmeldingen/<slug:public_id>/afwijzen/", admissions.application_refuse, name="application_refuse"),
    path(
        "aanmeldingen/<slug:public_id>/weer-openen/", admissions.application_reopen, name="application_reopen"
    ),
    path(
        "aanmeldingen/<slug:public_id>/bewijs/<slug:proof_id>/",
        admissions.application_proof,
        name="application_proof",
    ),
    path("leveranciers/<slug:public_id>/code/", admissions.claim_code, name="claim_code"),
]

proofs = [
    path("controleren/", proof.proof_queue, name="proof_queue"),
    path("registers/", registers.register_imports, name="register_imports"),
    path("registers/<slug:public_id>/", registers.register_import, name="register_import"),
    path("registers/<slug:public_id>/kolommen/", registers.register_columns, name="register_columns"),
    path("registers/<slug:public_id>/gebruiken/", registers.register_start, name="register_start"),
    path("registers/<slug:public_id>/stoppen/", registers.register_stop, name="register_stop"),
    path("registers/<slug:public_id>/bestand/", registers.register_report, name="register_report"),
    path("registers/<slug:public_id>/<int:line>/", registers.register_settle, name="register_settle"),
    path("erkenningen/", proof.own_credentials, name="own_credentials"),
    path("erkenningen/nieuw/", proof.own_credential_new, name="own_credential_new"),
    path("erkenningen/<slug:part>/", proof.own_credential_edit, name="own_credential_edit"),
    path(
        "erkenningen/<slug:part>/terugnemen/",
        proof.own_credential_take_back,
        name="own_credential_take_back",
    ),
]
public_suppliers = [
    path("<slug:public_id>/", shown.supplier, name="supplier"),
    path("<slug:public_id>/deelbeeld.png", shown.card, name="card"),
    path("<slug:public_id>/beeld/<slug:picture_id>/", shown.picture, name="picture"),
]
"""Open to everybody, under `/openbaar/leveranciers/`."""

profile = [
    path("", own.profile, name="profile"),
    path("gevraagd/", own.asked, name="asked"),
    path("wijzigen/", own.edit, name="edit"),
    path("openbaar/", own.publish, name="publish"),
    path("bevestigen/", own.confirm, name="confirm"),
    path("open/", open_profile.share, name="open"),
    path("bestand/", open_profile.file, name="file"),
    path("inlezen/", open_profile.take_in, name="take_in"),
    path("cpv/", own.cpv, name="cpv"),
    path("aanbod/nieuw/", own.offering_new, name="offering_new"),
    path("aanbod/<slug:part>/", own.offering_edit, name="offering_edit"),
    path("aanbod/<slug:part>/schrappen/", own.offering_strike, name="offering_strike"),
    path("aanbod/<slug:part>/foto/", own.picture_new, name="picture_new"),
    path("aanbod/<slug:part>/foto/<slug:picture_id>/weg/", own.picture_strike, name="picture_strike"),
    path("foto/<slug:picture_id>/", own.picture, name="picture"),
    *(
        path(f"{word}/{rest}", view, {"kind": kind}, name=f"{kind}_{verb}")
        for kind, word in (
            ("reference", "referenties"),
            ("figure", "cijfers"),
            ("contact", "contactpersonen"),
        )
        for verb, rest, view in (
            ("new", "nieuw/", own.part_new),
            ("edit", "<slug:part>/", own.part_edit),
            ("strike", "<slug:part>/weg/", own.part_strike),
        )
    ),
]
"""The own profile of a firm, under `/<firm>/profiel/`."""

registration = [
    path("", registering.start, name="start"),
    path("verstuurd/", registering.sent, name="sent"),
    path("bevestigen/<str:token>/", registering.confirm, name="confirm"),
    path("volgen/<str:token>/", registering.follow, name="follow"),
]
"""Open to everybody, under `/aanmelden/bedrijf/`."""

civic_registration = [path("", registering.start_civic, name="start")]
"""Open to everybody, at `/aanmelden/organisatie/`; the links in letters are those of firms."""
alerts = [
    path("meldingen/", alert_views.alerts, name="alerts"),
    path("meldingen/nieuw/", alert_views.alert_new, name="alert_new"),
    path("meldingen/volgen/", alert_views.alert_follow, name="alert_follow"),
    path("meldingen/<slug:public_id>/", alert_views.alert, name="alert"),
    path("meldingen/<slug:public_id>/wijzigen/", alert_views.alert_edit, name="alert_edit"),
    path("meldingen/<slug:public_id>/stil/", alert_views.alert_pause, name="alert_pause"),
    path("meldingen/<slug:public_id>/verder/", alert_views.alert_resume, name="alert_resume"),
    path("meldingen/<slug:public_id>/verwijderen/", alert_views.alert_end, name="alert_end"),
    path("meldingen/<slug:public_id>/toch-niet/", alert_views.alert_restore, name="alert_restore"),
    path("meldingen/<slug:public_id>/nieuw-adres/", alert_views.alert_renew, name="alert_renew"),
]

messages = [
    path("stoppen/<str:token>/", alert_views.stop, name="stop"),
    path("zoekopdracht-stoppen/<str:token>/", keeping.stop_search, name="stop_search"),
    path("toch-wel/<str:token>/", alert_views.resume, name="resume"),
    path("feed/<str:token>/", alert_views.feed, name="feed"),
]
"""Open to who holds the address, under `/berichten/`."""

public_calendar = [
    path("", expected.public_calendar, name="list"),
    path("feed/", expected.public_feed, name="feed"),
    path("agenda/", expected.public_ical, name="ical"),
    path("gegevens/", expected.public_data, name="data"),
    path("<slug:public_id>/", expected.public_opportunity, name="opportunity"),
]
"""Open to everybody, under `/openbaar/<authority>/kalender/`."""

regions = [
    path("regio/", together.regions, name="regions"),
    path("regio/uitnodigen/", together.region_invite, name="region_invite"),
    path("regio/<slug:public_id>/stap/<slug:verb>/", together.region_answer, name="region_answer"),
    path("regio/<slug:public_id>/ambassadeur/", together.ambassador_new, name="ambassador_new"),
    path("regio/ambassadeurs/<slug:public_id>/stoppen/", together.ambassador_end, name="ambassador_end"),
    path("regio/selectie/<slug:public_id>/weg/", together.region_pick_hide, name="region_pick_hide"),
    path("leveranciers/<slug:public_id>/regio/", together.region_pick_new, name="region_pick_new"),
]

fits = [
    path("passend/", fitting.fits, name="fits"),
    path("passend/eerste/", fitting.first_fits, name="first_fits"),
]
one_fit = [
    path("", fitting.fit, name="fit"),
    path("niet-relevant/", fitting.fit_decline, name="fit_decline"),
    path("stap/<slug:verb>/", fitting.fit_step, name="fit_step"),
    path("samen/", combining.combination_new, name="combination_new"),
    path("impactpartner/", partnering.impact_partners, name="impact_partners"),
    path("impactpartner/vragen/", partnering.impact_partner_ask, name="impact_partner_ask"),
]

enquiries = [
    path("marktvragen/", asking.enquiries, name="enquiries"),
    path("marktvragen/nieuw/", asking.enquiry_new, name="enquiry_new"),
    path("marktvragen/cijfers/", asking.funnel, name="funnel"),
    path(
        "marktvragen/document/<slug:public_id>/", asking.enquiry_document_read, name="enquiry_document_read"
    ),
    path(
        "marktvragen/document/<slug:public_id>/weghalen/",
        asking.enquiry_document_remove,
        name="enquiry_document_remove",
    ),
    path("marktvragen/vraag/<slug:public_id>/", asking.enquiry_answer, name="enquiry_answer"),
    path("marktvragen/<slug:public_id>/", asking.enquiry, name="enquiry"),
    path("marktvragen/<slug:public_id>/document/", asking.enquiry_document, name="enquiry_document"),
    path("marktvragen/<slug:public_id>/wijzigen/", asking.enquiry_edit, name="enquiry_edit"),
    path("marktvragen/<slug:public_id>/versturen/", asking.enquiry_send, name="enquiry_send"),
    path("marktvragen/<slug:public_id>/stap/<slug:verb>/", asking.enquiry_step, name="enquiry_step"),
    path("gevraagd/", asking.asked_list, name="asked_list"),
    path("gevraagd/<slug:public_id>/", asking.asked, name="asked"),
    path("gevraagd/<slug:public_id>/document/<slug:file_id>/", asking.asked_document, name="asked_document"),
    path("gevraagd/<slug:public_id>/gevolg/", asking.lead_outcome, name="lead_outcome"),
]

needs = [
    path("vragen/", neighbourhood.all_needs, name="needs"),
    path("vragen/eigen/", neighbourhood.own_needs, name="own_needs"),
    path("vragen/aangeboden/", neighbourhood.own_offers, name="own_need_offers"),
    path("vragen/beoordelen/", neighbourhood.to_approve, name="needs_to_approve"),
    path("vragen/overzicht/", neighbourhood.overview, name="needs_overview"),
    path("vragen/nieuw/", neighbourhood.need_new, name="need_new"),
    path("vragen/aanbod/<slug:public_id>/", neighbourhood.one_offer, name="need_offer"),
    path(
        "vragen/aanbod/<slug:public_id>/bevestigen/", neighbourhood.offer_confirm, name="need_offer_confirm"
    ),
    path(
        "vragen/aanbod/<slug:public_id>/stap/<slug:verb>/", neighbourhood.offer_step, name="need_offer_step"
    ),
    path("vragen/<slug:public_id>/", neighbourhood.one_need, name="need"),
    path("vragen/<slug:public_id>/wijzigen/", neighbourhood.need_edit, name="need_edit"),
    path("vragen/<slug:public_id>/aanbieden/", neighbourhood.offer_new, name="need_offer_new"),
    path("vragen/<slug:public_id>/stap/<slug:verb>/", neighbourhood.need_step, name="need_step"),
]

public_needs = [
    path("", neighbourhood.public_list, name="list"),
    path("feed/", neighbourhood.public_feed, name="feed"),
    path("<slug:public_id>/", neighbourhood.public_one, name="need"),
]
"""Open to everybody, under `/openbaar/vragen/`."""

consultations = [
    path("consultaties/", consulting.consultations, name="consultations"),
    path("consultaties/nieuw/", consulting.consultation_new, name="consultation_new"),
    path("consultaties/<slug:public_id>/", consulting.consultation, name="consultation"),
    path("consultaties/<slug:public_id>/wijzigen/", consulting.consultation_edit, name="consultation_edit"),
    path(
        "consultaties/<slug:public_id>/stap/<slug:verb>/",
        consulting.consultation_step,
        name="consultation_step",
    ),
    path(
        "consultaties/<slug:public_id>/documenten/",
        consulting.consultation_document,
        name="consultation_document",
    ),
    path(
        "consultaties/<slug:public_id>/vragen/<slug:inquiry_id>/",
        consulting.consultation_inquiry,
        name="consultation_inquiry",
    ),
    path(
        "consultaties/<slug:public_id>/antwoorden/",
        consulting.consultation_answers,
        name="consultation_answers",
    ),
    path(
        "consultaties/<slug:public_id>/bijeenkomst/",
        consulting.consultation_session,
        name="consultation_session",
    ),
    path(
        "consultaties/<slug:public_id>/meedoen/",
        consulting.consultation_respond,
        name="consultation_respond",
    ),
    path("consultaties/<slug:public_id>/vragen/", consulting.consultation_ask, name="consultation_ask"),
    path("consultaties/<slug:public_id>/volgen/", consulting.consultation_follow, name="consultation_follow"),
    path("consultaties/<slug:public_id>/aanwezig/", consulting.consultation_seat, name="consultation_seat"),
]

public_consultations = [
    path("", consulted.consultations, name="list"),
    path("feed/", consulted.feed, name="feed"),
    path("antwoorden/<str:token>/", consulted.answer, name="answer"),
    path("<slug:public_id>/", consulted.consultation, name="detail"),
    path("<slug:public_id>/agenda/", consulted.ical, name="ical"),
    path("<slug:public_id>/meedoen/", consulted.join, name="join"),
    path("<slug:public_id>/documenten/<slug:file_id>/", consulted.document, name="document"),
    path("<slug:public_id>/verslag/<slug:kind>/", consulted.report, name="report"),
]
"""Open to everybody, under `/openbaar/consultaties/`."""

meetings = [
    path("bijeenkomsten/", meeting_views.meetings, name="meetings"),
    path("bijeenkomsten/nieuw/", meeting_views.meeting_new, name="meeting_new"),
    path("bijeenkomsten/<slug:public_id>/", meeting_views.meeting, name="meeting"),
    path("bijeenkomsten/<slug:public_id>/wijzigen/", meeting_views.meeting_edit, name="meeting_edit"),
    path("bijeenkomsten/<slug:public_id>/stap/<slug:verb>/", meeting_views.meeting_step, name="meeting_step"),
    path(
        "bijeenkomsten/<slug:public_id>/programma/",
        meeting_views.meeting_part_new,
        name="meeting_part_new",
    ),
    path(
        "bijeenkomsten/<slug:public_id>/programma/<slug:part_id>/",
        meeting_views.meeting_part,
        name="meeting_part",
    ),
    path(
        "bijeenkomsten/<slug:public_id>/pitches/<slug:pitch_id>/",
        meeting_views.meeting_pitch,
        name="meeting_pitch",
    ),
    path(
        "bijeenkomsten/<slug:public_id>/pitch/",
        meeting_views.meeting_pitch_offer,
        name="meeting_pitch_offer",
    ),
    path("bijeenkomsten/<slug:public_id>/plaats/", meeting_views.meeting_own, name="meeting_own"),
    path("bijeenkomsten/<slug:public_id>/mensen/", meeting_views.meeting_people, name="meeting_people"),
]

public_meetings = [
    path("", met.meetings, name="list"),
    path("feed/", met.feed, name="feed"),
    path("plaats/<str:token>/", met.place, name="place"),
    path("mijn-agenda/<str:token>/agenda/", met.own_ical, name="own_ical"),
    path("<slug:public_id>/", met.meeting, name="detail"),
    path("<slug:public_id>/agenda/", met.ical, name="ical"),
    path("<slug:public_id>/aanmelden/", met.join, name="join"),
]
"""Open to everybody, under `/openbaar/bijeenkomsten/`."""

combinations = [
    path("combinaties/", combining.combinations, name="combinations"),
    path("combinaties/<slug:public_id>/doorgaan/", combining.combination_go_on, name="combination_go_on"),
    path(
        "combinaties/deel/<slug:public_id>/vervangen/",
        combining.combination_replace,
        name="combination_replace",
    ),
    path("combinaties/<slug:public_id>/stoppen/", combining.combination_end, name="combination_end"),
    path(
        "combinaties/deel/<slug:public_id>/<slug:verb>/",
        combining.combination_answer,
        name="combination_answer",
    ),
]
contact = [
    path("aanspreekpunt/", desks.contact, name="contact"),
    path("aanspreekpunt/instellen/", desks.point, name="contact_point"),
    path("aanspreekpunt/vragen-aan/<slug:desk>/", desks.contact_ask, name="contact_ask"),
    path("aanspreekpunt/<slug:public_id>/", desks.contact_question, name="contact_question"),
    path("aanspreekpunt/<slug:public_id>/antwoorden/", desks.contact_answer, name="contact_answer"),
    path("aanspreekpunt/<slug:public_id>/overdragen/", desks.contact_hand_over, name="contact_hand_over"),
    path("aanspreekpunt/<slug:public_id>/doorvragen/", desks.contact_ask_on, name="contact_ask_on"),
]

public_contact = [
    path("", desks.public_desk, name="desk"),
    path("bevestigen/<str:token>/", desks.public_confirm, name="confirm"),
    path("vraag/<str:token>/", desks.public_follow, name="follow"),
]
"""Open to everybody, under `/openbaar/<authority>/contact/`."""

urlpatterns = [
    *combinations,
    *consultations,
    *meetings,
    *needs,
    *contact,
    *enquiries,
    *fits,
    path("passend/<slug:kind>/<slug:public_id>/", include(one_fit)),
    *notices,
    *regions,
    *opportunities,
    *applications,
    *alerts,
    *proofs,
    *suppliers,
    *kept_searches,
    *embeds,
    *lists,
    path("leveranciers/inlezen/<slug:public_id>/", include(one_list)),
    path("leveranciers/<slug:public_id>/", include(one_supplier)),
]
