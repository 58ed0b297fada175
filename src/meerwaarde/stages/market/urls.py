from django.urls import path

from meerwaarde.stages.market import views

app_name = "market"
urlpatterns = [
    path("aankondigingen/", views.notices, name="notices"),
    path("aankondigingen/inlezen/", views.import_notice, name="import"),
    path("aankondigingen/<slug:public_id>/", views.notice, name="notice"),
    path("aankondigingen/<slug:public_id>/origineel/", views.original, name="original"),
]
