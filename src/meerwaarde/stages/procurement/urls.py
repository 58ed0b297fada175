from django.urls import path

from meerwaarde.stages.procurement import views
from meerwaarde.stages.procurement.views import (
    ambition_webs,
    calendar,
    calendar_import,
    calendar_scan,
    quick_purchases,
    readings,
    shortlist,
    tenzij,
)
from meerwaarde.stages.procurement.views import explanations as told

app_name = "procurement"
urlpatterns = [
    path("", views.procurements, name="list"),
    path("export/<slug:kind>/", views.export, name="export"),
    path("nieuw/", views.start, name="start"),
    path("cpv/", views.cpv, name="cpv"),
    path("<slug:public_id>/", views.detail, name="detail"),
    path("<slug:public_id>/doel/", views.purpose, name="purpose"),
    path("<slug:public_id>/wat-en-hoeveel/", views.scope, name="scope"),
    path("<slug:public_id>/aanpak/", views.approach, name="approach"),
    path("<slug:public_id>/themas/", views.ambition, name="ambition"),
    path("<slug:public_id>/ambitieweb/", ambition_webs.tie, name="tie_web"),
    path("<slug:public_id>/ambitieweb/beginnen/", ambition_webs.begin, name="begin_web"),
    path("<slug:public_id>/ambitieweb/overnemen/", ambition_webs.take_over, name="take_over_levels"),
    path("<slug:public_id>/leveranciers/", shortlist.shortlist, name="shortlist"),
    path("<slug:public_id>/leveranciers/waar/", shortlist.shortlist_where, name="shortlist_where"),
    path("<slug:public_id>/leveranciers/nieuw/", shortlist.shortlist_new_firm, name="shortlist_new_firm"),
    path(
        "<slug:public_id>/leveranciers/lijst.<slug:kind>", shortlist.shortlist_export, name="shortlist_export"
    ),
    path("<slug:public_id>/leveranciers/zoektocht/", shortlist.shortlist_keep, name="shortlist_keep"),
    path(
        "<slug:public_id>/leveranciers/zoektocht/<slug:search_id>/",
        shortlist.shortlist_search,
        name="shortlist_search",
    ),
    path(
        "<slug:public_id>/leveranciers/zetten/<slug:supplier>/",
        shortlist.shortlist_tick,
        name="shortlist_tick",
    ),
    path(
        "<slug:public_id>/leveranciers/<slug:invitee_id>/reden/",
        shortlist.shortlist_reason,
        name="shortlist_reason",
    ),
    path(
        "<slug:public_id>/leveranciers/<slug:invitee_id>/stap/<slug:verb>/",
        shortlist.shortlist_step,
        name="shortlist_step",
    ),
    path("<slug:public_id>/regels/", views.rules, name="rules"),
    path("<slug:public_id>/regels/<slug:rule>/uitleg/", told.explain, name="explain"),
    path("<slug:public_id>/regels/<slug:rule>/uitleg/wat-nog/", told.explain_hints, name="explain_hints"),
    path("<slug:public_id>/advies/nu/<slug:step>/", views.live_advice, name="live_advice"),
    path("<slug:public_id>/advies/<slug:advice_id>/", views.advice, name="advice"),
    path("<slug:public_id>/instrumenten/<slug:code>/", views.instrument, name="instrument"),
    path("<slug:public_id>/strategienota.<slug:kind>", views.strategy_note, name="strategy_note"),
    path("<slug:public_id>/indienen/", views.submit, name="submit"),
    path("<slug:public_id>/terugnemen/", views.take_back, name="take_back"),
    path("<slug:public_id>/ongedaan/", views.undo, name="undo"),
    path("<slug:public_id>/intrekken/", views.withdraw, name="withdraw"),
    path("<slug:public_id>/heropenen/", views.reopen, name="reopen"),
    path("<slug:public_id>/adviseren/", views.advise, name="advise"),
    path("<slug:public_id>/teruggeven/", views.give_back, name="return"),
    path("<slug:public_id>/vaststellen/", views.decide, name="decide"),
]

quick = [
    path("", quick_purchases.buy, name="buy"),
    path("leveranciers/", quick_purchases.suppliers, name="suppliers"),
    path("leveranciers/namen/", quick_purchases.names, name="names"),
    path("overzicht/", quick_purchases.overview, name="list"),
    path("overzicht/export/<slug:kind>/", quick_purchases.export, name="export"),
    path("<slug:public_id>/", quick_purchases.detail, name="detail"),
    path("<slug:public_id>/ongedaan/", quick_purchases.undo, name="undo"),
    path("<slug:public_id>/herhalen/", quick_purchases.repeat, name="repeat"),
]
"""Quick purchases stand under an address of their own: `/veenmeer/snel/`."""
explanations = [
    path("", told.explanations, name="list"),
    path("export/<slug:kind>/", told.explanations_export, name="export"),
    path("register/", tenzij.register, name="register"),
    path("register/export/<slug:kind>/", tenzij.register_export, name="register_export"),
    path("register/regels/", tenzij.held, name="held"),
    path("register/uitleg/", tenzij.told, name="told"),
    path("register/patronen/", tenzij.patterns, name="patterns"),
    path("lezingen/", readings.reviews, name="reviews"),
    path("lezingen/<slug:public_id>/", readings.review, name="review"),
    path("lezingen/<slug:public_id>/vervolg/", readings.follow, name="follow"),
    path("steekproeven/", readings.samples, name="samples"),
    path("steekproeven/trekken/", readings.draw, name="draw"),
    path("steekproeven/trekken/omvang/", readings.draw_size, name="draw_size"),
    path("steekproeven/<slug:public_id>/", readings.sample, name="sample"),
    path("steekproeven/<slug:public_id>/conclusie/", readings.conclude, name="conclude"),
    path("<slug:public_id>/", told.explanation, name="explanation"),
    path("<slug:public_id>/tweede-lezer/", readings.ask_reader, name="ask_reader"),
    path("<slug:public_id>/akkoord/", told.approve, name="approve"),
    path("<slug:public_id>/niet-akkoord/", told.refuse, name="refuse"),
    path("<slug:public_id>/intrekken/", told.withdraw, name="withdraw"),
]
"""Under `/<authority>/uitleg/`: explanations of all procurements together."""

expected = [
    path("", calendar.quarters, name="quarters"),
    path("lijst/", calendar.lines, name="list"),
    path("jaren/", calendar.years, name="years"),
    path("export/<slug:kind>/", calendar.export, name="export"),
    path("nieuw/", calendar.add, name="add"),
    path("openbaar/", calendar.publish, name="publish"),
    path("doorlichting/", calendar_scan.scan, name="scan"),
    path("doorlichting/begin/", calendar_scan.scan_start, name="scan_start"),
    path("doorlichting/export/<slug:kind>/", calendar_scan.scan_export, name="scan_export"),
    path("inlezen/", calendar_import.imports, name="imports"),
    path("inlezen/<slug:public_id>/", calendar_import.import_detail, name="import"),
    path("inlezen/<slug:public_id>/kolommen/", calendar_import.import_columns, name="import_columns"),
    path("inlezen/<slug:public_id>/rij/<int:number>/", calendar_import.import_row, name="import_row"),
    path(
        "inlezen/<slug:public_id>/rij/<int:number>/weglaten/",
        calendar_import.import_leave,
        name="import_leave",
    ),
    path("inlezen/<slug:public_id>/houden/", calendar_import.import_keep, name="import_keep"),
    path("inlezen/<slug:public_id>/overnemen/", calendar_import.import_take, name="import_take"),
    path("inlezen/<slug:public_id>/stoppen/", calendar_import.import_stop, name="import_stop"),
    path("inlezen/<slug:public_id>/bestand/", calendar_import.import_refused, name="import_refused"),
    path("<slug:public_id>/", calendar.line, name="line"),
    path("<slug:public_id>/wijzigen/", calendar.edit, name="edit"),
    path("<slug:public_id>/terug/", calendar.undo, name="undo"),
    path("<slug:public_id>/stap/<slug:verb>/", calendar.step, name="step"),
    path("<slug:public_id>/inkoop-beginnen/", calendar.begin, name="begin"),
    path("<slug:public_id>/doorlichten/", calendar_scan.line_scan, name="line_scan"),
    path("<slug:public_id>/kansrijk/", calendar_scan.promising, name="promising"),
]
"""The procurement calendar, under `/<authority>/inkopen/kalender/`; mounted before the procurements."""
