from django.urls import path

from meerwaarde.platform.access import views

app_name = "access"
urlpatterns = [
    path("", views.start, name="start"),
    path("rol/", views.choose_role, name="choose_role"),
]
