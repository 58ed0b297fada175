from django.urls import path

from meerwaarde.stages.spend.views import batches, figures

app_name = "spend"
urlpatterns = [
    path("", figures.figures, name="figures"),
    path("regels/", figures.lines, name="lines"),
    path("regels.csv", figures.lines_file, name="lines_file"),
    path("bestanden/", batches.batches, name="batches"),
    path("bestanden/nieuw/", batches.upload, name="upload"),
    path("bestanden/deel/", batches.upload_part, name="upload_part"),
    path("bestanden/<slug:public_id>/", batches.batch, name="batch"),
    path("bestanden/<slug:public_id>/kolommen/", batches.columns, name="columns"),
    path("bestanden/<slug:public_id>/bevestigen/", batches.confirm, name="confirm"),
    path("bestanden/<slug:public_id>/geweigerd/", batches.refused, name="refused"),
    path("bestanden/<slug:public_id>/geweigerd.csv", batches.refused_file, name="refused_file"),
    path("bestanden/<slug:public_id>/origineel/", batches.original, name="original"),
    path("bestanden/<slug:public_id>/intrekken/", batches.withdraw, name="withdraw"),
]
