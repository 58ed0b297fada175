"""What a category is called, also where it is no more than a division of the CPV."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.forms.scope import cpv_name
from meerwaarde.stages.procurement.queries import NONE, kinds_of

CODE = 8
DIVISIONS = tuple(f"{number:02d}" for number in range(3, 99))


def category_in_words(key: str) -> str:
    """The name of a division of the CPV, or that there is no category."""
    if key == NONE:
        return _("No category")
    try:
        name = cpv_name(key.ljust(CODE, "0"))
    except CpvNotBuilt:
        name = None
    return f"CPV {key} {name}" if name else f"CPV {key}"


def category_choices(actor: Actor) -> dict[str, str]:
    """What one can choose: the authority's own categories, or the divisions as long as it has none."""
    own = kinds_of(actor).names
    if own:
        return own
    found = {key: category_in_words(key) for key in DIVISIONS}
    return {key: name for key, name in found.items() if name != f"CPV {key}"}
