"""Suppliers that stand in the directory already get the area in which they lie."""

from typing import Any

from django.db import migrations
from django.db.models.functions import Substr

from meerwaarde.rules.distance import area_of, postcode_areas
from meerwaarde.stages.market.models.search_guard import lift_guard, set_guard


def fill_areas(apps: Any, schema_editor: object) -> None:
    """By postcode in one statement, by place in one per place that we know."""
    suppliers = apps.get_model("market", "Supplier").objects
    suppliers.exclude(postcode="").update(area=Substr("postcode", 1, 2))
    suppliers.exclude(area="").exclude(area__in=list(postcode_areas())).update(area="")
    for place in suppliers.filter(area="").exclude(place="").values_list("place", flat=True).distinct():
        if area := area_of("", place):
            suppliers.filter(area="", place=place).update(area=area)


class Migration(migrations.Migration):
    dependencies = [("market", "0012_kept_searches")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.RunPython(fill_areas, migrations.RunPython.noop),
        migrations.RunPython(set_guard, lift_guard),
    ]
