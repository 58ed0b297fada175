from django.urls import path

from meerwaarde.platform.register import views

app_name = "mandates"
urlpatterns = [
    path("", views.mandates, name="list"),
    path("uitvoer.csv", views.export, name="export"),
    path("nieuw/", views.add, name="add"),
    path("<slug:public_id>/", views.mandate, name="detail"),
    path("<slug:public_id>/wijzigen/", views.change, name="change"),
    path("<slug:public_id>/beeindigen/", views.end, name="end"),
    path("<slug:public_id>/toch-niet/", views.resume, name="resume"),
]
