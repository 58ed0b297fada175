from django.urls import path

from meerwaarde.stages.procurement import views

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
    path("<slug:public_id>/regels/", views.rules, name="rules"),
    path("<slug:public_id>/advies/nu/<slug:step>/", views.live_advice, name="live_advice"),
    path("<slug:public_id>/advies/<slug:advice_id>/", views.advice, name="advice"),
    path("<slug:public_id>/instrumenten/<slug:code>/", views.instrument, name="instrument"),
    path("<slug:public_id>/strategienota.<slug:kind>", views.strategy_note, name="strategy_note"),
    path("<slug:public_id>/indienen/", views.submit, name="submit"),
    path("<slug:public_id>/intrekken/", views.withdraw, name="withdraw"),
    path("<slug:public_id>/heropenen/", views.reopen, name="reopen"),
    path("<slug:public_id>/adviseren/", views.advise, name="advise"),
    path("<slug:public_id>/teruggeven/", views.give_back, name="return"),
    path("<slug:public_id>/vaststellen/", views.decide, name="decide"),
]
