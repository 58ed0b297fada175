from django.urls import path

from meerwaarde.platform.access import own_data_views, views

app_name = "access"
urlpatterns = [
    path("", views.start, name="start"),
    path("rol/", views.choose_role, name="choose_role"),
    path("uitnodiging/", views.answer_invitation, name="answer_invitation"),
    path("mijn-gegevens/", own_data_views.own_data_page, name="own_data"),
    path("mijn-gegevens/bestand/", own_data_views.own_data_file, name="own_data_file"),
    path("<slug:authority>/organisatie/", views.people, name="people"),
    path("<slug:authority>/organisatie/collega/", views.grant, name="grant"),
    path("<slug:authority>/organisatie/collega/<slug:public_id>/beeindigen/", views.end, name="end"),
    path("<slug:authority>/organisatie/collega/<slug:public_id>/toch-niet/", views.resume, name="resume"),
    path("<slug:authority>/organisatie/regio/", views.own_regions, name="own_regions"),
    path("<slug:authority>/organisatie/afdeling/", views.add_department, name="add_department"),
    path("<slug:authority>/organisatie/tweede-stap/", views.second_factor, name="second_factor"),
]
