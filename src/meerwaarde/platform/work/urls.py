from django.urls import path

from meerwaarde.platform.work import views

app_name = "work"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<slug:job>/", views.detail, name="detail"),
    path("<slug:job>/voortgang/", views.progress, name="progress"),
    path("<slug:job>/stoppen/", views.stop, name="stop"),
    path("<slug:job>/resultaat/", views.result, name="result"),
]
