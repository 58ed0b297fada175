from django.urls import path

from meerwaarde.platform.layout import views

app_name = "layout"
urlpatterns = [
    path("stijlgids/", views.styleguide, name="styleguide"),
    path("stijlgids/suggesties/", views.styleguide_suggestions, name="styleguide_suggestions"),
]
