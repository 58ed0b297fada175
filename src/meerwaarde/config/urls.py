"""All addresses. What belongs to an authority stands under its name: `/veenmeer/inkopen/…`."""

from __future__ import annotations

from django.urls import include, path

from meerwaarde.platform.layout import views as layout
from meerwaarde.stages.procurement import urls as procurement

urlpatterns = [
    path("", include("meerwaarde.platform.access.urls")),
    path("account/", include("meerwaarde.config.account_urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("meerwaarde.platform.layout.urls")),
    path("<slug:authority>/", include("meerwaarde.platform.home.urls")),
    path("<slug:authority>/journaal/", include("meerwaarde.platform.history.urls")),
    path("<slug:authority>/mandaten/", include("meerwaarde.platform.register.urls")),
    path("<slug:authority>/werk/", include("meerwaarde.platform.work.urls")),
    path("<slug:authority>/beleid/", include("meerwaarde.stages.policy.urls")),
    path("<slug:authority>/markt/", include("meerwaarde.stages.market.urls")),
    path("<slug:authority>/inkopen/", include("meerwaarde.stages.procurement.urls")),
    path("<slug:authority>/uitleg/", include((procurement.explanations, "explanations"))),
    path("<slug:authority>/snel/", include((procurement.quick, "quick"))),
]

handler400 = layout.bad_request
handler403 = layout.forbidden
handler404 = layout.not_found
handler429 = layout.too_often
handler500 = layout.server_error
