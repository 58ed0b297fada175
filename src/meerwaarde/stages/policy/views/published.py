"""The doors to what is public: no log-in, nothing but what was made public."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.doors import public_door
from meerwaarde.platform.layout.open_data import cacheable
from meerwaarde.rules.base_frameworks import base_framework
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks import wording
from meerwaarde.stages.policy.pages.published import (
    base_page,
    publications_page,
    published_framework_page,
    publisher_page,
    told_changes,
)
from meerwaarde.stages.policy.queries import Framework


@public_door
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who publishes."""
    page = publications_page(timezone.localdate())
    return render(request, "policy/public_index.html", {"page": page})


@public_door
@require_GET
def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """What one authority asks."""
    found = queries.publisher(slug)
    if found is None:
        raise Http404
    page = publisher_page(found, timezone.localdate())
    return render(request, "policy/public_publisher.html", {"page": page})


@public_door
@require_GET
def framework(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One version, rule by rule."""
    found = queries.published_framework(slug, public_id)
    if found is None:
        raise Http404
    page = published_framework_page(found, timezone.localdate())
    return render(request, "policy/public_framework.html", {"page": page})


@public_door
@require_GET
def base(request: HttpRequest, code: str) -> HttpResponse:
    """The national base framework."""
    found = base_framework(code, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "policy/public_base.html", {"page": base_page(found)})


@public_door
@require_GET
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What was made public, and what changes by it, as an Atom feed."""
    whose = queries.publisher(slug) if slug else None
    if slug and whose is None:
        raise Http404
    name = whose.name if whose else _("all authorities")
    home = reverse("public_frameworks:publisher", args=[slug]) if slug else reverse("public_frameworks:index")
    told = Atom1Feed(
        title=_("Frameworks of %(whom)s") % {"whom": name},
        link=request.build_absolute_uri(home),
        description=_("What authorities ask when they buy, and when that changes."),
        language=words.language(),
        feed_url=request.build_absolute_uri(),
        feed_copyright="CC0 1.0",
    )
    for one in queries.newest_published(slug):
        _tell(request, told, one)
    return cacheable(request, told.writeString("utf-8").encode(), told.content_type)


def _tell(request: HttpRequest, told: Atom1Feed, one: Framework) -> None:
    assert one.published_at is not None
    assert one.valid_from is not None
    changed = [f"{change.badge.label}: {change.newer or change.older}" for change in told_changes(one) or ()]
    lines = [_("Holds %(term)s.") % {"term": wording.term_in_words(one)}, *changed]
    address = reverse("public_frameworks:framework", args=[one.organisation.slug, one.public_id])
    told.add_item(
        title=f"{one.organisation.name}: {words.version_name(one)}",
        link=request.build_absolute_uri(address),
        description="\n".join(lines),
        unique_id=f"urn:meerwaarde:framework:{one.public_id}",
        pubdate=one.published_at,
        updateddate=one.published_at,
        author_name=one.organisation.name,
    )
