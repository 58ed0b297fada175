"""Codes of the intake in words, where the rules have no name for people themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CONTRACTS = {
    "supplies": _("Supplies"),
    "services": _("Services"),
    "works": _("Works"),
    "social_services": _("Social and other specific services"),
    "concession": _("Concession"),
    "design_contest": _("Design contest"),
}
ROUTES = {
    "single": _("Ask one firm for a quote"),
    "multiple": _("Ask several firms for a quote"),
    "national": _("National procedure with a notice"),
    "european": _("European procedure"),
    "european_light": _("Simplified European procedure for social and other specific services"),
}
AWARDS = {
    "quality": _("Best price-quality ratio"),
    "cost": _("Lowest cost over the life cycle"),
    "price": _("Lowest price"),
}
RESERVED = {
    "2.82": _("Yes, for sheltered workshops and firms that integrate people (article 2.82)"),
    "2.82a": _("Yes, for organisations with a public service mission (article 2.82a)"),
}
RESERVED_TYPES = {
    "sheltered_workshop": _("Sheltered workshop"),
    "integration_enterprise": _("Firm whose main purpose is integration"),
    "sheltered_programme": _("Programme for sheltered employment"),
}
