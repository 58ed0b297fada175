"""The pages of an authority as a whole: its home and the search in everything."""

from django.urls import path

from meerwaarde.platform.home import views

app_name = "authority"
urlpatterns = [
    path("", views.home, name="home"),
    path("zoeken/", views.search, name="search"),
]
