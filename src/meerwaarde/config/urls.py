"""All addresses. What belongs to an authority stands under its name: `/veenmeer/inkopen/…`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from meerwaarde.config.api import namespace as api_namespace
from meerwaarde.config.api import routes as api_routes
from meerwaarde.platform.layout import views as layout
from meerwaarde.platform.layout.open_data import problem
from meerwaarde.stages.market import urls as market
from meerwaarde.stages.policy import urls as policy
from meerwaarde.stages.procurement import urls as procurement

urlpatterns = [
    # before the pages of people and roles, which stand at `<authority>/organisatie/`
    path("aanmelden/organisatie/", include((market.civic_registration, "civic_registration"))),
    path("", include("meerwaarde.platform.access.urls")),
    path("account/", include("meerwaarde.config.account_urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("meerwaarde.platform.layout.urls")),
    path("inbedden/", include((market.boxes, "embeds"))),
    path("meedoen/", include((policy.joining, "joining"))),
    path("aanmelden/bedrijf/", include((market.registration, "registration"))),
    path("berichten/", include((market.messages, "messages"))),
    path("openbaar/leveranciers/", include((market.public_suppliers, "public_suppliers"))),
    path("openbaar/vragen/", include((market.public_needs, "public_needs"))),
    path("openbaar/<slug:authority>/contact/", include((market.public_contact, "public_contact"))),
    path("openbaar/<slug:authority>/kalender/", include((market.public_calendar, "public_calendar"))),
    path("openbaar/consultaties/", include((market.public_consultations, "public_consultations"))),
    path("openbaar/bijeenkomsten/", include((market.public_meetings, "public_meetings"))),
    path("openbaar/", include((policy.public, "public_frameworks"))),
    path("api/v1/", include((api_routes, api_namespace))),
    path("openbaar/agenda/", include((policy.public_plan_calendar, "plan_calendar"))),
    path("<slug:authority>/", include("meerwaarde.platform.home.urls")),
    path("<slug:authority>/journaal/", include("meerwaarde.platform.history.urls")),
    path("<slug:authority>/mandaten/", include("meerwaarde.platform.register.urls")),
    path("<slug:authority>/werk/", include("meerwaarde.platform.work.urls")),
    path("<slug:authority>/brieven/", include("meerwaarde.platform.notify.urls")),
    path("<slug:authority>/beleid/", include("meerwaarde.stages.policy.urls")),
    path("<slug:authority>/profiel/", include((market.profile, "profile"))),
    path("<slug:authority>/markt/", include("meerwaarde.stages.market.urls")),
    path("<slug:authority>/inkopen/kalender/", include((procurement.expected, "calendar"))),
    path("<slug:authority>/inkopen/", include("meerwaarde.stages.procurement.urls")),
    path("<slug:authority>/uitleg/", include((procurement.explanations, "explanations"))),
    path("<slug:authority>/uitgaven/", include("meerwaarde.stages.spend.urls")),
    path("<slug:authority>/snel/", include((procurement.quick, "quick"))),
]


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What does not exist: a page for people, under the API a problem for programs."""
    if request.path.startswith("/api/"):
        return problem(request, 404)
    return layout.not_found(request, exception)


handler400 = layout.bad_request
handler403 = layout.forbidden
handler404 = absent
handler429 = layout.too_often
handler500 = layout.server_error
