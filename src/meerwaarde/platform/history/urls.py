from django.urls import path

from meerwaarde.platform.history import views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="list"),
    path("uitvoeren/", views.export, name="export"),
    path("<int:sequence>/", views.event, name="event"),
]
