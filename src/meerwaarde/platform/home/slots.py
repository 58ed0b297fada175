"""The first entry of the navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem


@slots.navigation.register("home.home", order=10)
def home(actor: Actor) -> list[NavItem]:
    return [
        NavItem(label=_("Home"), url=reverse("authority:home", args=[actor.slug]), icon="home", exact=True)
    ]
