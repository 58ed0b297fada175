from django.urls import path

from meerwaarde.stages.spend.views import batches

app_name = "spend"
urlpatterns = [
    path("bestanden/", batches.batches, name="batches"),
    path("bestanden/nieuw/", batches.upload, name="upload"),
    path("bestanden/deel/", batches.upload_part, name="upload_part"),
    path("bestanden/<slug:public_id>/", batches.batch, name="batch"),
    path("bestanden/<slug:public_id>/origineel/", batches.original, name="original"),
    path("bestanden/<slug:public_id>/intrekken/", batches.withdraw, name="withdraw"),
]
