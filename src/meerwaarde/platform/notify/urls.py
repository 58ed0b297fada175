from django.urls import path

from meerwaarde.platform.notify import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="list"),
    path("<slug:letter>/", views.letter, name="detail"),
    path("<slug:letter>/opnieuw/", views.again, name="again"),
]
